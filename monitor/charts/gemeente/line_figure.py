"""One measure of a municipality over the years, with both areas beside it."""

from __future__ import annotations

import math
from collections.abc import Iterable

import pandas as pd
import plotly.graph_objects as go

from monitor.charts import base
from monitor.charts.theme import Theme
from monitor.text import _


def figure(
    theme: Theme,
    table: pd.DataFrame,
    *,
    names: dict[str, str],
    hover: list[str],
    unit: str,
    year: int,
) -> go.Figure:
    """Draw one measure over time: the municipality with its bounds, both areas beside it.

    A line stops at a level break and at a year without a figure; an open dot is an estimate or a
    recalculated figure.

    Parameters
    ----------
    table : DataFrame, index year
        As `monitor.analysis.profile_years.figures_over_time` gives it; of a score with ``own``,
        drawn as a small mark where it differs from ``value``.
    names : mapping
        Labels of ``value``, ``province`` and ``country``.
    hover : list of str
        Written text of each year of the municipality.
    unit : str
        Written behind the ticks of the vertical axis (``%`` or nothing).
    year : int
        Year of the page: a thin line.
    """
    fig = base.figure(theme, 400)
    _lines(fig, theme, table)
    if "own" in table:
        base.add_own(fig, theme, table, "value")
    _own_points(fig, theme, table, hover)
    _end_labels(fig, theme, table, names)
    level_breaks(fig, theme, table)
    fig.add_vline(x=year, line={"color": theme.line, "width": 6}, layer="below")
    first, last = int(table.index.min()), max(int(table.index.max()), year)
    fig.update_xaxes(
        range=[first - 0.4, last + 0.4],
        tickvals=year_ticks(table.index.to_list()),
        tickformat="d", showgrid=False, zeroline=False, automargin=True,
    )  # fmt: skip
    fig.update_yaxes(zeroline=False, ticksuffix=unit, automargin=True, nticks=6)
    room = base.room_for(names.values(), base.SIZE, gap=14)  # for the names at the ends
    fig.update_layout(margin={"t": 24, "b": 28, "r": room})
    return fig


def _lines(fig: go.Figure, theme: Theme, table: pd.DataFrame) -> None:
    """Draw the municipality and both areas, a line for every level."""
    styles = (
        ("country", theme.muted, "dot", 2.0),
        ("province", theme.muted, "solid", 2.0),
        ("value", theme.accent, "solid", 3.5),
    )
    for _level, part in table.groupby("level"):
        for column, colour, dash, width in styles:
            if part[column].isna().all():
                continue
            fig.add_scatter(
                x=part.index.to_list(),
                y=[v if pd.notna(v) else None for v in part[column]],
                # a single figure makes no line
                mode="lines" if part[column].notna().sum() > 1 else "markers",
                marker={"color": colour, "size": 6},
                connectgaps=False,
                line={"color": colour, "dash": dash, "width": width},
                hoverinfo="skip",
            )


def level_breaks(fig: go.Figure, theme: Theme, table: pd.DataFrame) -> None:
    """Mark before which years another level begins."""
    for start in table.index[table["level"].diff() > 0]:
        fig.add_vline(x=start - 0.5, line={"color": theme.bad, "width": 1, "dash": "dash"})
        fig.add_annotation(
            x=start - 0.5, y=1, yref="paper", text=_("trendbreuk"), showarrow=False,
            yanchor="bottom", font={"color": theme.bad, "size": 13},
        )  # fmt: skip


def _own_points(fig: go.Figure, theme: Theme, table: pd.DataFrame, hover: list[str]) -> None:
    own = table.assign(text=hover)
    own = own[own["value"].notna()]
    above = (own["upper"] - own["value"]).fillna(0).to_list()
    below = (own["value"] - own["lower"]).fillna(0).to_list()
    open_ = own[[m for m in ("estimate", "bridged", "harmonised") if m in own]].any(axis=1)
    fig.add_scatter(
        x=own.index.to_list(),
        y=own["value"].to_list(),
        mode="markers",
        marker={
            "size": 10,
            "color": [theme.paper if o else theme.accent for o in open_],
            "line": {"color": theme.accent, "width": 2.5},
        },
        error_y={
            "type": "data", "array": above, "arrayminus": below, "color": theme.accent,
            "thickness": 1.5, "width": 5, "visible": any(a > 0 for a in above),
        },
        customdata=[[t] for t in own["text"]],
        hovertemplate="%{customdata[0]}<extra></extra>",
    )  # fmt: skip


def _end_labels(fig: go.Figure, theme: Theme, table: pd.DataFrame, names: dict[str, str]) -> None:
    """Name each line at its end."""
    for column, (x, y) in end_places(table, names).items():
        fig.add_annotation(
            x=x, y=y, text=names[column], showarrow=False, xanchor="left", xshift=10,
            font={"color": theme.accent if column == "value" else theme.muted, "size": 14},
        )  # fmt: skip


def end_places(table: pd.DataFrame, columns: Iterable[str]) -> dict[str, tuple[int, float]]:
    """Return where the name of each line stands: at its end, moved apart from the others."""
    ends = {}
    for column in columns:
        known = table[column].dropna()
        if len(known):
            ends[column] = (int(known.index[-1]), float(known.iloc[-1]))
    drawn = ["value", "province", "country", "lower", "upper"]
    spread = float(table[drawn].max().max() - table[drawn].min().min()) or 1.0
    step, last, places = spread * 0.085, -math.inf, {}
    for column, (x, y) in sorted(ends.items(), key=lambda item: item[1][1]):
        last = max(y, last + step)
        places[column] = (x, last)
    return places


def year_ticks(years: list[int]) -> list[int]:
    """Return the years that are named on an axis: all, or some five counted from the last."""
    if len(years) <= 6:
        return years
    step = -(-len(years) // 5)
    return years[::-1][::step][::-1]
