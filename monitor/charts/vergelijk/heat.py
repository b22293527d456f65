"""The heat table of areas beside each other, and all their figures as a table."""

from __future__ import annotations

import math

import pandas as pd

from monitor.analysis.compare import Beside
from monitor.analysis.districts import lagging_count
from monitor.charts import heat
from monitor.charts.chart import Chart
from monitor.charts.theme import Theme
from monitor.charts.vergelijk.places import Row, name_of, source
from monitor.charts.words import measure, unit
from monitor.text import _, listing, year_span


def heat_chart(of: Row, theme: Theme) -> Chart:
    """Return the table of all indicators that any of the areas has.

    Parameters
    ----------
    of : Row
    theme : Theme
    """
    found = of.found
    quarter = found.quarter.dropna(axis=1, how="all")
    names = [name_of(p) for p in of.places]
    shown = heat.cells(quarter, found.values, found.first, names, found.last)
    count = lagging_count(quarter)
    told = [
        _("{name} {n}").format(name=name, n=int(n)) for name, n in zip(names, count, strict=True)
    ]
    return Chart(
        fig=shown.drawn(theme),
        title=_("In het laagste kwart, van {n} indicatoren: {told}").format(
            n=len(quarter.columns), told=listing(told)
        ),
        subtitle=(
            _("Elk nieuwste cijfer in zijn kwart van de wijken van Nederland, {year}")
            if of.districts
            else _("Elk cijfer in zijn kwart van de gemeenten van Nederland, {year}")
        ).format(year=of.year),
        note=heat.key(),
        source=source(of),
        data=lambda: table(of),
        alt=_("Tabel van de gekozen gebieden bij indicatoren, gekleurd naar kwart."),
        key="vergelijktabel",
    )


def table(of: Row) -> pd.DataFrame:
    """Return all scores and figures, a row a measure, a column an area, with years of measurement.

    Scores first, then the indicators in the order of the catalog.

    Parameters
    ----------
    of : Row

    Returns
    -------
    DataFrame
        Names of columns for people.
    """
    found = of.found
    ids = [*map(str, found.scores), *map(str, found.values)]
    figures = found.scores.join(found.values).round(3).T
    out = {_("Maat"): [measure(i) for i in ids], _("Eenheid"): [unit(i) for i in ids]}
    for place in of.places:
        out[name_of(place)] = figures[place].to_list()
    for place in of.places:
        years = [_years(found, place, i) if i in found.values else "" for i in ids]
        out[_("Gemeten in, {name}").format(name=name_of(place))] = years
    return pd.DataFrame(out)


def _years(found: Beside, place: str, indicator: str) -> str:
    low, high = (float(f[indicator].loc[[place]].iloc[0]) for f in (found.first, found.last))
    return "" if math.isnan(high) else year_span(low, high)
