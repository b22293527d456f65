"""The page Gemeente: its controls, its key sentences, its terms."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from monitor import change_words, naming, naming_care
from monitor.analysis.profile import Look, strengths, weaknesses
from monitor.analysis.scores import TOTAL
from monitor.answers import about_ranks, about_scores, remember
from monitor.answers.selected import Selection
from monitor.answers.view import snapshot
from monitor.catalog_entries import SCORED
from monitor.charts import words
from monitor.charts.words import measure
from monitor.export.factsheet_words import context_parts
from monitor.text import _, inside, listing, number
from monitor.ui import selection, widgets


def controls() -> None:
    """Show the slim row: municipality, year, measure of the line."""
    with widgets.controls():
        names = labels()
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


def labels() -> dict[str, str]:
    """Return all municipalities by name, those of the focus province first; made once.

    Outside the focus province a name has its province beside it.
    """
    focus = selection.current().province
    return remember.kept("gemeenten", focus, lambda: _labels(focus))


def _labels(focus: str) -> dict[str, str]:
    regions = snapshot().regions.sort_values(
        "name", key=lambda names: names.str.lstrip("'").str.lower(), kind="stable"
    )
    here = regions["province"] == focus
    elsewhere = regions["name"] + " (" + regions["province_name"] + ")"
    order = (*regions["name"][here].items(), *elsewhere[~here].items())
    return {str(code): str(name) for code, name in order}


def chosen_code(chosen: Selection) -> str:
    """Return the municipality of the page: the chosen one, else the first of the list.

    Parameters
    ----------
    chosen : Selection
    """
    return chosen.gemeente or next(iter(labels()))


def name_of(code: str) -> str:
    """Return the name of a municipality.

    Parameters
    ----------
    code : str
    """
    return str(about_scores.names()[code])


def title(look: Look, code: str) -> str:
    """Say where it stands: score and place.

    Parameters
    ----------
    look : Look
    code : str
        Of a municipality.
    """
    row = look.profile.T[TOTAL]
    if pd.isna(row["value"]):
        return _("{name}: te weinig cijfers voor een score").format(name=name_of(code))
    return _("{name} scoort {score}: plaats {rank} van {n}").format(
        name=name_of(code),
        score=number(row["value"], decimals=1),
        rank=number(row["rank"], decimals=0),
        n=number(row["n"], decimals=0),
    )


def subtitle(look: Look, chosen: Selection) -> str:
    """Say what kind of municipality it is, and how the score reads.

    Parameters
    ----------
    look : Look
    chosen : Selection
    """
    parts = context_parts(look, chosen.year)
    parts.append(_("sociale veerkracht {year}, 100 = Nederland in 2020").format(year=chosen.year))
    parts.append(change_words.measured_itself(look.fresh, chosen.year))
    return " · ".join(p for p in parts if p)


def sentences(look: Look, chosen: Selection, code: str) -> list[str]:
    """Return the key sentences: where it stands, how sure, on what strong and weak.

    Parameters
    ----------
    look : Look
    chosen : Selection
    code : str
        Of a municipality.
    """
    row = look.profile.T[TOTAL]
    if pd.isna(row["value"]):
        return [_missing(look), *_strong_and_weak(look, chosen.year)]
    sure = about_ranks.robust(chosen.year).T[code]
    return [
        _against(row, sure, look),
        _how_sure(sure),
        *with_care(look, chosen.year, code),
        *_strong_and_weak(look, chosen.year),
    ]


def with_care(look: Look, year: int, code: str) -> list[str]:
    """Say why to read this score with care, where there is a reason.

    Parameters
    ----------
    look : Look
    year : int
    code : str
        Of a municipality.
    """
    odd = about_scores.odd()
    return naming_care.careful_sentences(
        about_scores.with_care(year).T[code],
        odd[odd["region"] == code],
        words.titles(),
        float(look.context["bevolking"]),
    )


def _missing(look: Look) -> str:
    without = look.profile.index[look.profile["value"].isna()]
    gone = [inside(measure(d)) for d in SCORED if d in without]
    return _("Van {dimensions} zijn te weinig cijfers bekend voor een score in dit jaar.").format(
        dimensions=listing(gone)
    )


def _against(row: pd.Series, sure: pd.Series, look: Look) -> str:
    beside = _("Nederland staat gemiddeld op {nl}, {province} op {own}.").format(
        nl=number(row["country"], decimals=1),
        province=words.province(look.province),
        own=number(row["province"], decimals=1),
    )
    return f"{naming.quarter(row['place'], sure)} {beside}"


def _how_sure(sure: pd.Series) -> str:
    return _("De plaats is **{between}** met andere keuzes in de methode.").format(
        between=naming.rank_span(sure["rank_low"], sure["rank_high"])
    )


def _strong_and_weak(look: Look, year: int) -> list[str]:
    lines = []
    for words_, found in (
        (_("Staat het best op {list}."), strengths(look.profile)),
        (_("Staat het zwakst op {list}."), weaknesses(look.profile)),
    ):
        if len(found):
            named = [_placed(m, row, year) for m, row in found.iterrows()]
            lines.append(words_.format(list=listing(named)))
    return lines


def _placed(what: object, row: pd.Series, year: int) -> str:
    """Write a place, dated where the figure is not of the year."""
    old = int(row["measured"]) != year
    text = (
        _("**{measure}** ({measured}: plaats {rank} van {n})")
        if old
        else _("**{measure}** (plaats {rank} van {n})")
    )
    return text.format(
        measure=inside(measure(str(what))),
        measured=int(row["measured"]),
        rank=number(row["rank"], decimals=0),
        n=number(row["n"], decimals=0),
    )


def with_unit(value: float, what: str) -> str:
    """Write a figure with its unit, a dash where there is none.

    Parameters
    ----------
    value : float
        NaN where there is none.
    what : str
        ``total``, a dimension or an indicator.
    """
    return "–" if pd.isna(value) else words.figure(value, what)


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
