"""What a gap is made of: bars that add up."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from monitor.analysis.groups import Gap
from monitor.analysis.highlights import largest_part
from monitor.catalog_entries import SCORED
from monitor.charts import base
from monitor.charts.chart import Chart
from monitor.charts.marks import NOTE, bold, name_rows
from monitor.charts.sources import source_line
from monitor.charts.theme import Theme
from monitor.charts.words import measure
from monitor.text import _, number

_BAR = 24  # pixels a row


def parts_chart(gap: Gap, others: str, year: int, theme: Theme) -> Chart:
    """Return what a gap is made of.

    Parameters
    ----------
    gap : Gap
    others : str
        With whom is compared, as in a sentence.
    year : int
    theme : Theme
    """
    rows, title = _rows(gap), _title(gap)
    return Chart(
        fig=figure(theme, rows),
        title=title,
        subtitle=_subtitle(others, year),
        source=source_line(),
        data=_readable(rows),
        alt=_("Staven die samen het verschil zijn. {title}.").format(title=title),
        key="opbouw",
    )


def _rows(gap: Gap) -> pd.DataFrame:
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


def _title(gap: Gap) -> str:
    """Say where the largest part of the gap sits."""
    dimension, points = largest_part(gap)
    return _("{name} dragen het meest bij: {points} van {gap} punten").format(
        name=measure(dimension),
        points=number(points, decimals=1, signed=True),
        gap=number(gap.gap, decimals=1, signed=True),
    )


def _subtitle(others: str, year: int) -> str:
    """Say what the bars are."""
    return _(
        "Waaruit het verschil met {others} bestaat, {year}: punten per dimensie en indicator, samen"
        " precies het verschil"
    ).format(others=others, year=year)


def _readable(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the parts as a table for people."""
    kinds = [_("samen"), _("dimensie"), _("indicator")]
    return pd.DataFrame(
        {
            _("Onderdeel"): rows["label"],
            _("Soort"): [kinds[level] for level in rows["level"]],
            _("Punten"): rows["points"].round(3),
        }
    )


def figure(theme: Theme, rows: pd.DataFrame) -> go.Figure:
    """Draw what a gap is made of: bars from zero that add up, dimensions in bold.

    Parameters
    ----------
    rows : DataFrame, from top to bottom
        ``label, points, text, hover`` and ``level``: 0 the gap, 1 a dimension, 2 an indicator.
    """
    fig = base.figure(theme, _BAR * len(rows) + 16)
    places = list(range(len(rows)))
    sums = rows["level"] < 2
    fig.add_bar(
        y=places,
        x=rows["points"].to_list(),
        orientation="h",
        width=[0.84 if s else 0.56 for s in sums],
        marker={
            "color": [
                theme.accent if lv == 0 else theme.bad if v < 0 else theme.good
                for lv, v in zip(rows["level"], rows["points"], strict=True)
            ],
            "opacity": [1.0 if s else 0.65 for s in sums],
        },
        text=bold(rows["text"], sums),
        textposition="outside",
        textfont={"size": NOTE, "color": theme.ink},
        cliponaxis=False,
        constraintext="none",
        hovertext=rows["hover"].to_list(),
        hoverinfo="text",
    )
    low, high = min(rows["points"].min(), 0.0), max(rows["points"].max(), 0.0)
    air = 0.45 * (high - low) or 1.0  # for the figure of the longest bar, on a phone too
    fig.add_vline(x=0, line={"color": theme.ink, "width": 1.5})
    fig.update_xaxes(
        range=[low - air if low < 0 else low, high + air if high > 0 else high],
        showticklabels=False,
        showgrid=False,
        zeroline=False,
    )
    name_rows(fig, theme, bold(rows["label"], sums))
    return fig
