"""Coverage: indicator by year, one cell a year, with a mark where a new level begins."""

from __future__ import annotations

import html
from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from monitor.analysis.coverage import STATES
from monitor.charts import base
from monitor.charts.theme import Theme

_ROW, _DOUBLE = 24, 30
"""Pixels of a row whose name is one line, and where a name is two."""
_NARROW, _LETTER = 13, 12
"""Ems that a line of a name may always take, and pixels of its type."""
_WIDEST = 72
"""Characters of an indicator's name beside the chart; the hover tells it whole."""


def colours(theme: Theme) -> dict[str, str]:
    """Return the colour of each state: darker is better covered, so that grey print tells too."""
    strong, middle, soft = theme.sequential[4], theme.sequential[2], theme.sequential[1]
    if theme.name == "dark":
        middle, soft = theme.sequential[2], theme.sequential[0]
    return {"measured": strong, "partly": middle, "carried": soft, "missing": theme.missing}


def coverage_figure(
    theme: Theme,
    table: pd.DataFrame,
    titles: Mapping[str, str],
    legend: Mapping[str, str],
) -> go.Figure:
    """Draw which indicator has figures of which year.

    Parameters
    ----------
    table : DataFrame
        ``indicator, year, state, new_level`` (`monitor.analysis.coverage.coverage`), and ``text``
        (the hover, plain text) and ``sign`` (what stands in the cell).
    titles : mapping
        Indicator to its name, in the order drawn from the top.
    legend : mapping
        State to its name, and ``new_level`` to the name of the mark.
    """
    labels = base.in_two((html.escape(_short(t), quote=False) for t in titles.values()), _NARROW)
    row = _DOUBLE if any("<br>" in label for label in labels) else _ROW
    fig = base.figure(theme, row * len(titles) + 80)
    years = sorted(table["year"].unique())
    grid = table.set_index(["indicator", "year"])
    names = list(titles)
    state = grid["state"].unstack("year").reindex(index=names, columns=years)
    paint = colours(theme)
    fig.add_heatmap(
        x=years,
        y=list(range(len(names))),
        z=[[STATES.index(s) for s in row] for row in state.to_numpy()],
        customdata=_cells(grid["text"], names, years),
        text=_cells(grid["sign"], names, years, plain=True),
        texttemplate="%{text}",
        textfont={"size": 12},
        hovertemplate="%{customdata}<extra></extra>",
        colorscale=_steps([paint[s] for s in STATES]),
        zmin=0,
        zmax=len(STATES) - 1,
        showscale=False,
        xgap=2,
        ygap=2,
    )
    _breaks(fig, theme, table, names, legend["new_level"])
    _add_key(fig, theme, legend, paint)
    _name_axes(fig, theme, labels, years)
    fig.update_layout(
        showlegend=True,
        legend={"orientation": "h", "x": 0, "y": 0, "yref": "container", "yanchor": "bottom"},
        margin={
            "t": 32,
            "b": 40,
            "l": base.room_for(labels, _LETTER),
            "r": 16,
        },  # half a year at the edge
    )
    return fig


def _name_axes(fig: go.Figure, theme: Theme, labels: list[str], years: list[int]) -> None:
    """Name the indicators at the left and the years above."""
    bare = {"showgrid": False, "zeroline": False, "ticks": ""}
    # Years as many as fit: plotly leaves some out where the chart is narrow.
    fig.update_xaxes(
        side="top",
        tickformat="d",
        tickangle=0,
        range=[years[0] - 0.5, years[-1] + 0.5],  # else a mark at the edge widens it
        **bare,
    )
    fig.update_yaxes(
        tickvals=list(range(len(labels))),
        ticktext=labels,
        range=[len(labels) - 0.5, -0.5],
        tickfont={"color": theme.ink, "size": _LETTER},
        **bare,
    )


def _add_key(
    fig: go.Figure, theme: Theme, legend: Mapping[str, str], paint: Mapping[str, str]
) -> None:
    """Put a square with its name in the legend for every state."""
    for name in STATES:
        fig.add_scatter(
            x=[None],
            y=[None],
            mode="markers",
            name=legend[name],
            marker={
                "symbol": "square",
                "size": 12,
                "color": paint[name],
                "line": {"color": theme.faint, "width": 1},
            },
        )


def _breaks(
    fig: go.Figure, theme: Theme, table: pd.DataFrame, names: list[str], label: str
) -> None:
    """Put a bar on the left edge of the year that begins a new level."""
    broken = table[table["new_level"] & table["indicator"].isin(names)]
    fig.add_scatter(
        x=[int(y) - 0.5 for y in broken["year"]],
        y=[names.index(i) for i in broken["indicator"]],
        mode="markers",
        name=label,
        marker={
            "symbol": "line-ns",
            "size": _ROW - 6,
            "line": {"color": theme.bad, "width": 4},
        },
        hoverinfo="skip",
        showlegend=len(broken) > 0,
    )


def _cells(
    column: pd.Series, names: list[str], years: list[int], *, plain: bool = False
) -> list[list[str]]:
    grid = column.unstack("year").reindex(index=names, columns=years)
    if plain:
        return [[str(v) for v in row] for row in grid.to_numpy()]
    # plotly reads a little HTML in a hover: a name is text, a line break is ours
    return [
        [html.escape(str(v), quote=False).replace("\n", "<br>") for v in row]
        for row in grid.to_numpy()
    ]


def _steps(paint: list[str]) -> list[tuple[float, str]]:
    """Return a colour scale in which each whole number has one colour."""
    last = len(paint) - 1
    edges = [0.0, *((n + 0.5) / last for n in range(last)), 1.0]
    return [step for n, c in enumerate(paint) for step in ((edges[n], c), (edges[n + 1], c))]


def _short(name: str) -> str:
    return name if len(name) <= _WIDEST else f"{name[: _WIDEST - 1].rstrip()}…"
