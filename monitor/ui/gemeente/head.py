"""The page Gemeente: its controls and its terms."""

from __future__ import annotations

import streamlit as st

from monitor import naming
from monitor.answers import about_scores
from monitor.charts import words
from monitor.charts.gemeente.words import labels
from monitor.text import _
from monitor.ui import selection, widgets


def controls() -> None:
    """Show the slim row: municipality, year, measure of the line."""
    with widgets.controls():
        names = labels(selection.current().province)
        widgets.choose("gemeente", _("Gemeente"), list(names), shown=names.__getitem__)
        widgets.choose("year", _("Jaar"), about_scores.years(), kind="segmented")
        measures = words.measure_labels()
        widgets.choose(
            "what",
            _("Lijn in de tijd"),
            list(measures),
            shown=measures.__getitem__,
            help=_("Kies hier of klik op een teken in het profiel."),
        )


def terms() -> None:
    """Show the words of this page, each explained on hover."""
    known = {
        _("punten"): _(
            "Op de schaal van de score: 100 is Nederland in het referentiejaar, 10 punten is één"
            " standaardafwijking tussen gemeenten."
        ),
        _("kwart"): _(
            "De gemeenten van Nederland op volgorde, in vier groepen van gelijke grootte; een teken"
            " in het laagste kwart hoort bij de 25% minst veerkrachtige."
        ),
        _("berekeningen"): _(
            "De score opnieuw gemaakt met andere keuzes voor normaliseren, samenvoegen en wegen,"
            " één indicator weggelaten, en steekproefruis waar de bron marges geeft."
        ),
        _("zeker, waarschijnlijk"): f"{naming.certain_rule()}",
        _("vergelijkbare gemeenten"): _(
            "De tien gemeenten van Nederland die het meest lijken in aantal inwoners, dichtheid,"
            " stedelijkheid en aandeel 65-plus."
        ),
        _("schatting"): _(
            "Berekend door RIVM met een model uit enquêtes en registers, niet in elke gemeente"
            " gemeten; er horen geen marges bij."
        ),
        _("herindeling"): _(
            "Cijfers van opgeheven gemeenten zijn omgerekend naar de gemeenten van nu; de tabellen"
            " zeggen bij welke."
        ),
        _("oud"): _("Meer dan twee jaar voor het gekozen jaar gemeten."),
        _("95%-interval"): _(
            "De marge van een steekproef: bij herhaling bevat ze in 95 van de 100 keer het echte"
            " cijfer. Alleen getoond waar de bron haar geeft."
        ),
        _("trendbreuk"): _(
            "Vanaf dat jaar meet de bron anders; cijfers ervoor en erna zijn niet te vergelijken."
        ),
    }
    told = " · ".join(widgets.term(word, text) for word, text in known.items())
    st.html(f'<p class="hint">{_("Uitleg bij aanwijzen:")} {told}</p>')
