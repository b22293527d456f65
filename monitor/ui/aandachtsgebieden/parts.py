"""The page Aandachtsgebieden: what a gap is made of."""

from __future__ import annotations

import pandas as pd

from monitor.analysis.groups import Gap
from monitor.analysis.highlights import largest_part
from monitor.catalog_entries import SCORED
from monitor.charts.aandachtsgebieden import gap as charts
from monitor.charts.chart import Chart
from monitor.charts.words import measure
from monitor.text import _, language, number
from monitor.ui.aandachtsgebieden.comparison import (
    source,
)
from monitor.ui.shell import current_theme


def parts_chart(gap: Gap, others: str, year: int) -> Chart:
    """Return what a gap is made of.

    Parameters
    ----------
    gap : Gap
    others : str
        With whom is compared, as in a sentence.
    year : int
    """
    rows, title = _parts_rows(gap), _parts_title(gap)
    return Chart(
        fig=charts.parts_figure(current_theme(), language(), rows),
        title=title,
        subtitle=_parts_subtitle(others, year),
        source=source(),
        data=_parts_readable(rows),
        alt=_("Staven die samen het verschil zijn. {title}.").format(title=title),
        key="opbouw",
    )


def _parts_rows(gap: Gap) -> pd.DataFrame:
    """Return the bars: the gap, then every dimension with its indicators, largest first."""
    rows = [(_("Verschil samen"), gap.gap, 0)]
    sums = gap.dimensions
    for dimension in (
        sums.loc[[d for d in SCORED if d in sums.index]].sort_values(key=abs)[::-1].index
    ):
        own = gap.parts.loc[gap.parts["dimension"] == dimension, "points"]
        rows.append((measure(str(dimension)), float(sums[dimension]), 1))
        ordered = own.sort_values(key=abs, ascending=False)
        rows += [(measure(str(i)), float(p), 2) for i, p in ordered.items()]
    rows += [(_("Onbalans"), float(p), 1) for d, p in sums.items() if d not in SCORED]
    table = pd.DataFrame(rows, columns=["label", "points", "level"])
    table["text"] = [number(p, decimals=1, signed=True) for p in table["points"]]
    table["hover"] = [
        f"{label}: {number(p, decimals=2, signed=True)}"
        for label, p in zip(table["label"], table["points"], strict=True)
    ]
    return table


def _parts_title(gap: Gap) -> str:
    """Say where the largest part of the gap sits."""
    dimension, points = largest_part(gap)
    return _("{name} dragen het meest bij: {points} van {gap} punten").format(
        name=measure(dimension),
        points=number(points, decimals=1, signed=True),
        gap=number(gap.gap, decimals=1, signed=True),
    )


def _parts_subtitle(others: str, year: int) -> str:
    """Say what the bars are."""
    return _(
        "Waaruit het verschil met {others} bestaat, {year}: punten per dimensie en indicator, samen"
        " precies het verschil"
    ).format(others=others, year=year)


def _parts_readable(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the parts as a table for people."""
    kinds = [_("samen"), _("dimensie"), _("indicator")]
    return pd.DataFrame(
        {
            _("Onderdeel"): rows["label"],
            _("Soort"): [kinds[level] for level in rows["level"]],
            _("Punten"): rows["points"].round(3),
        }
    )
