"""Which figures there are: indicator by year, with a sign for what a cell is."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from monitor.answers import about_scores
from monitor.answers.view import snapshot
from monitor.charts.chart import Chart
from monitor.charts.data_page.grid import coverage_figure
from monitor.charts.sources import source_line
from monitor.charts.theme import Theme
from monitor.marks import columns
from monitor.text import _, language, plural

_SIGNS = {"partly": "◐", "carried": "·"}
"""What stands in a cell beside its colour, so that colour alone tells nothing."""


def coverage_chart(chosen: list[str], year: int, theme: Theme) -> Chart:
    """Return which of some indicators have figures of which year.

    Parameters
    ----------
    chosen : list of str
        Ids, in the order drawn from the top.
    year : int
        That the title is about.
    theme : Theme
    """
    table, names = about_scores.coverage(), _titles(chosen)
    shown = _cells(table[table["indicator"].isin(chosen)], names)
    return Chart(
        fig=coverage_figure(theme, shown, names, _signed_legend()),
        title=_title(table, chosen, year),
        subtitle=_subtitle(),
        source=source_line(*chosen),
        data=lambda: _readable(shown, names),
        alt=_alternative(shown),
        key="dekking",
    )


def _titles(indicators: list[str]) -> dict[str, str]:
    """Return the names of indicators, in their order."""
    known = snapshot().catalog.series_of_all
    return {i: known[i].title[language()] for i in indicators}


def _legend() -> dict[str, str]:
    """Return the names of the states of a cell."""
    return {
        "measured": _("gemeten"),
        "partly": _("gemeten in een deel van de gemeenten"),
        "carried": _("ouder cijfer telt nog"),
        "missing": _("geen cijfer"),
        "new_level": _("niveaubreuk"),
    }


def _signed_legend() -> dict[str, str]:
    """Return the names of the states with the sign that stands in their cells."""
    return {state: f"{name} {_SIGNS.get(state, '')}".strip() for state, name in _legend().items()}


def _cells(table: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    """Return the coverage with what stands in a cell and what its hover tells."""
    words = _legend()
    texts = [_cell(row, names, words) for row in table.to_dict("records")]
    return table.assign(text=texts, sign=table["state"].map(_SIGNS).fillna(""))


def _cell(row: Mapping[Hashable, Any], names: dict[str, str], words: dict[str, str]) -> str:
    lines = [f"{names[str(row['indicator'])]}, {row['year']}: {words[str(row['state'])]}"]
    counts = (
        ("measured", _("{count} gemeente gemeten"), _("{count} gemeenten gemeten")),
        ("carried", *[_("{count} met een ouder cijfer")] * 2),
        ("missing", *[_("{count} zonder cijfer")] * 2),
        ("estimate", _("{count} modelschatting"), _("{count} modelschattingen")),
        ("bridged", *[_("{count} overbrugd uit een andere tabel")] * 2),
        ("provisional", *[_("{count} voorlopig")] * 2),
        ("merged", *[_("{count} omgerekend na herindeling")] * 2),
    )
    told = [plural(row[name], one, more) for name, one, more in counts if row[name]]
    if row["state"] != "missing":
        lines.append(", ".join(told))
    if row["new_level"]:
        lines.append(_("Vanaf dit jaar een andere definitie of een ander model: niveaubreuk."))
    return "\n".join(lines)


def _title(table: pd.DataFrame, indicators: list[str], year: int) -> str:
    """Say how well a year and the choice are covered; former series do not count."""
    now = snapshot().catalog.indicators
    own = [name for name in indicators if name in now] or indicators
    of_year = table[(table["year"] == year) & table["indicator"].isin(own)]
    count = of_year["state"].value_counts()
    measured = int(count.get("measured", 0) + count.get("partly", 0))
    return plural(
        measured,
        _("In {year} is {count} van de {n} indicatoren gemeten; voor {carried} telt een ouder"
          " cijfer"),
        _("In {year} zijn {count} van de {n} indicatoren gemeten; voor {carried} telt een ouder"
          " cijfer"),
        year=year,
        n=len(of_year),
        carried=int(count.get("carried", 0)),
    )  # fmt: skip


def _subtitle() -> str:
    """Say what a cell is."""
    shot = snapshot()
    return _(
        "Cijfers per indicator en jaar voor de {n} gemeenten van {year}; wijs een vakje aan voor"
        " de aantallen"
    ).format(n=len(shot.regions), year=shot.catalog.boundary_year)


def _alternative(table: pd.DataFrame) -> str:
    """Describe the chart to who cannot see it."""
    return _(
        "Raster van {n} indicatoren en {years} jaren; elk vakje zegt of er cijfers van dat jaar"
        " zijn. De tabel eronder noemt de aantallen."
    ).format(n=table["indicator"].nunique(), years=table["year"].nunique())


def _readable(table: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    """Return the coverage as a table for people."""
    return pd.DataFrame(
        {
            _("Indicator"): table["indicator"].map(names),
            _("Jaar"): table["year"],
            _("Stand"): table["state"].map(_legend()),
            _("Gemeten"): table["measured"],
            _("Ouder cijfer"): table["carried"],
            _("Geen cijfer"): table["missing"],
            **columns(table.rename(columns={"merged": "harmonised"})),
            _("Niveaubreuk"): table["new_level"],
        }
    )
