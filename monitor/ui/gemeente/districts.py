"""The page Gemeente: the districts that stand clearly below their municipality."""

from __future__ import annotations

import pandas as pd

from monitor import naming_figures
from monitor.analysis.profile import Look
from monitor.answers.view import snapshot
from monitor.charts.chart import Chart, finish
from monitor.charts.gemeente import spine as charts
from monitor.charts.theme import Theme
from monitor.charts.wijken.words import sources_of
from monitor.charts.words import measure, written
from monitor.text import _, language, number, plural
from monitor.ui.gemeente.head import name_of

_DISTRICTS = 12


def districts_chart(look: Look, code: str, theme: Theme) -> Chart | str:
    """Return the weak districts, ready to be shown; where there are none: why.

    Parameters
    ----------
    look : Look
    code : str
        Of a municipality.
    theme : Theme
    """
    if look.districts.empty:
        return _no_districts(look, code)
    chart = Chart(
        fig=charts.district_figure(theme, language(), _district_rows(look)),
        title=_districts_title(look, code),
        subtitle=_districts_subtitle(look),
        note=_districts_note(look),
        source=sources_of(list(look.districts["indicator"].unique())),
        data=lambda: _district_table(look),
        alt=_("Staven: hoeveel punten wijken onder hun gemeente staan."),
        key="wijken",
    )
    return finish(chart)


def _districts_title(look: Look, code: str) -> str:
    """Say how many districts stand clearly below their municipality."""
    many, where = look.districts["district"].nunique(), _("een of meer indicatoren")
    if many == 1:
        where = plural(len(look.districts), _("{count} indicator"), _("{count} indicatoren"))
    return plural(
        many,
        _("In {name} staat {count} wijk op {where} ten minste 10 punten onder de gemeente"),
        _("In {name} staan {count} wijken op {where} ten minste 10 punten onder de gemeente"),
        name=name_of(code),
        where=where,
    )


def _districts_subtitle(look: Look) -> str:
    """Say what is drawn."""
    text, weak = _("Punten onder het cijfer van de gemeente, per indicator"), len(look.districts)
    if weak <= _DISTRICTS:
        return text
    return text + _("; de {n} grootste van {all} verschillen").format(n=_DISTRICTS, all=weak)


def _districts_note(look: Look) -> str:
    """Say what an average hides, and how far the figures may be trusted."""
    weak = look.districts
    lines = []
    if weak["behind_average"].any():
        lines.append(
            _(
                "Vet: de gemeente als geheel staat daar op of boven Nederland, zodat haar"
                " gemiddelde de wijk verbergt."
            )
        )
    guessed = naming_figures.estimated(weak["indicator"], snapshot().catalog)
    if guessed:
        text = _("{estimates}: een aanwijzing waar te kijken, geen bewijs.")
        lines.append(text.format(estimates=guessed[:1].upper() + guessed[1:]))
    return " ".join(lines)


def _district_rows(look: Look) -> pd.DataFrame:
    """Return the bars: the largest differences first."""
    weak = look.districts.head(_DISTRICTS)
    labels, texts, hovers = [], [], []
    for row in weak.to_dict("records"):
        indicator = str(row["indicator"])
        own, home = (written(row[k], indicator) for k in ("value", "value_region"))
        label = f"{row['name']}<br>{measure(indicator)}, {int(row['measured'])}"
        labels.append(f"<b>{label}</b>" if row["behind_average"] else label)
        texts.append(_("{own}; gemeente {home}").format(own=own, home=home))
        points = number(row["points"], decimals=1, signed=True)
        hovers.append(f"{label}<br>{texts[-1]}<br>{points} {_('punten')}")
    return pd.DataFrame(
        {"label": labels, "points": weak["points"].to_list(), "text": texts, "hover": hovers}
    )


def _district_table(look: Look) -> pd.DataFrame:
    """Return the weak districts as a table for people."""
    weak = look.districts
    return pd.DataFrame(
        {
            _("Wijk"): weak["name"],
            _("Code"): weak["district"],
            _("Indicator"): [measure(i) for i in weak["indicator"]],
            _("Waarde"): weak["value"],
            _("Gemeente"): weak["value_region"],
            _("Verschil met de gemeente (punten)"): weak["points"].round(1),
            _("Gemeten in"): weak["measured"],
            _("Achter een goed gemiddelde"): weak["behind_average"],
        }
    )


def _no_districts(look: Look, code: str) -> str:
    """Say why no district is shown."""
    if not look.has_districts:
        return _("Voor {name} zijn er geen cijfers per wijk.").format(name=name_of(code))
    return _(
        "Geen wijk in {name} staat op een indicator ten minste 10 punten onder de gemeente zelf."
    ).format(name=name_of(code))
