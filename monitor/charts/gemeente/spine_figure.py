"""The spine drawn: every measure a row on one scale, the spread of the municipalities behind."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from monitor.charts import base
from monitor.charts.theme import Theme
from monitor.text import number

ROW = 38
HEAD, BARE = 30, 28
"""Pixels of a heading, and of a row without a line under its name."""
_BAND = 0.26
OWN = ("apart", "province_apart")
"""What is drawn of one municipality."""
# The shape says what the colour says, for who sees no colours.
_SYMBOLS = {"top": "triangle-up", "bottom": "triangle-down", "middle": "circle", "": "circle"}


def figure(
    theme: Theme,
    rows: pd.DataFrame,
    *,
    legend: dict[str, str],
) -> go.Figure:
    """Draw the spine: every measure a row on one scale, the Netherlands the line at 0.

    Parameters
    ----------
    rows : DataFrame, index measure, in the order drawn
        ``head`` (bool: a heading, no figures), ``label``, ``note`` (under the label), ``hover``
        (written), ``apart, apart_low, apart_high, province_apart, p05, p25, p75, p95`` (points
        above the Netherlands; low and high: 95% bounds or NaN),
        ``place`` (top, middle, bottom, empty), ``chosen`` (bool).
    legend : mapping
        Words for ``better`` and ``worse``; for the key under the chart ``top, middle, bottom,
        province, half, most, interval``.
    """
    fig, drawn = begun(theme, rows, legend, columns=OWN, row=ROW)
    fig.add_scatter(
        x=drawn["province_apart"].to_list(),
        y=drawn["y"].to_list(),
        mode="markers",
        marker={"symbol": "diamond-open", "size": 9, "color": theme.muted, "line": {"width": 2}},
        hoverinfo="skip",
    )
    _dots(fig, theme, drawn)
    return base.with_key(fig, theme, [*_key(legend), *spread_key(legend)])


def begun(
    theme: Theme,
    rows: pd.DataFrame,
    legend: dict[str, str],
    *,
    columns: Sequence[str],
    row: int,
) -> tuple[go.Figure, pd.DataFrame]:
    """Begin a spine: its rows by name, its axes and the spread; all but the marks of areas.

    Parameters
    ----------
    rows, legend : DataFrame and mapping
        As of `figure`.
    columns : sequence of str
        What marks will be drawn of.
    row : int
        Pixels of a row that is no heading: `ROW`, or `BARE` without a line under its name.

    Returns
    -------
    tuple of Figure and DataFrame
        The rows without headings, with where each stands (``y``).
    """
    heights = np.array([HEAD if h else row for h in rows["head"]], dtype=float)
    table = rows.assign(y=(heights.cumsum() - heights / 2) / ROW)
    drawn = table[~table["head"]]
    fig = base.figure(theme, int(heights.sum()) + 48)
    _bands(fig, theme, drawn)
    _axes(fig, theme, table, _reach(drawn, columns), legend)
    fig.update_yaxes(range=[float(heights.sum()) / ROW, 0])
    return fig, drawn


def _axes(
    fig: go.Figure,
    theme: Theme,
    table: pd.DataFrame,
    ends: tuple[float, float],
    legend: dict[str, str],
) -> None:
    """Name the rows of a spine at the left, and what is weaker and stronger above it."""
    ticks = {t: number(t, decimals=0, signed=True) if t else "NL" for t in _steps(*ends)}
    fig.add_vline(x=0, line={"color": theme.ink, "width": 1})
    fig.update_xaxes(
        side="top", zeroline=False, range=list(ends),
        tickvals=list(ticks), ticktext=list(ticks.values()), tickangle=0,
        minor={"tick0": 0, "dtick": 10, "showgrid": True, "gridcolor": theme.line},
        title={"text": f"← {legend['worse']}  {legend['better']} →",
               "font": {"size": 12}, "standoff": 6},
    )  # fmt: skip
    fig.update_yaxes(
        tickvals=table["y"].to_list(),
        ticktext=[_label(theme, row) for row in table.itertuples()],
        showgrid=False,
        zeroline=False,
        tickfont={"color": theme.ink, "size": 14},
        automargin=True,
    )
    fig.update_layout(margin={"t": 48, "r": 4})


def spread_key(legend: dict[str, str]) -> list[tuple[str, str, str]]:
    """Say what the bands mean."""
    return [("■", "faint", legend["half"]), ("■", "line", legend["most"])]


def _key(legend: dict[str, str]) -> list[tuple[str, str, str]]:
    """Say what the marks of a municipality mean."""
    signs = (
        ("▲", "good", "top"), ("●", "ink", "middle"), ("▼", "bad", "bottom"),
        ("◇", "muted", "province"), ("―", "ink", "interval"),
    )  # fmt: skip
    return [(sign, colour, legend[name]) for sign, colour, name in signs]


def _steps(low: float, high: float) -> list[int]:
    """Return round values on the scale of the spine, ten points apart, twenty on a long one."""
    step = 10 if high - low <= 44 else 20  # more would not fit on a phone
    return list(range(step * math.ceil(low / step), int(high) + 1, step))


def _bands(fig: go.Figure, theme: Theme, drawn: pd.DataFrame) -> None:
    """Draw the spread of the municipalities: 90% light, the middle half darker."""
    for low, high, colour in (("p05", "p95", theme.line), ("p25", "p75", theme.faint)):
        known = drawn[drawn[low].notna()]
        x: list[float | None] = []
        y: list[float | None] = []
        for a, b, mid in zip(known[low], known[high], known["y"], strict=True):
            x += [a, b, b, a, a, None]
            y += [mid - _BAND, mid - _BAND, mid + _BAND, mid + _BAND, mid - _BAND, None]
        fig.add_scatter(
            x=x, y=y, mode="lines", fill="toself", fillcolor=colour,
            line={"width": 0}, hoverinfo="skip",
        )  # fmt: skip


def _dots(fig: go.Figure, theme: Theme, drawn: pd.DataFrame) -> None:
    colours = {"top": theme.good, "bottom": theme.bad, "middle": theme.ink, "": theme.muted}
    above = (drawn["apart_high"] - drawn["apart"]).fillna(0).to_list()
    below = (drawn["apart"] - drawn["apart_low"]).fillna(0).to_list()
    fig.add_scatter(
        x=drawn["apart"].to_list(),
        y=drawn["y"].to_list(),
        mode="markers",
        marker={
            "symbol": [_SYMBOLS[p] for p in drawn["place"]],
            "size": [
                (13 if _SYMBOLS[p] == "circle" else 17) + 4 * bool(c)
                for p, c in zip(drawn["place"], drawn["chosen"], strict=True)
            ],
            "color": [colours[p] for p in drawn["place"]],
            "opacity": 1,  # plotly fades dots of several sizes
            "line": {"color": theme.paper, "width": 2},
        },
        error_x={
            "type": "data", "array": above, "arrayminus": below, "color": theme.ink,
            "thickness": 1.5, "width": 4, "visible": any(a > 0 for a in above),
        },
        customdata=[[m, h] for m, h in zip(drawn.index, drawn["hover"], strict=True)],
        hovertemplate="%{customdata[1]}<extra></extra>",
    )  # fmt: skip


def _reach(drawn: pd.DataFrame, columns: Sequence[str]) -> tuple[float, float]:
    """Return the range that holds some columns and the spread."""
    known = drawn[[*columns, "p05", "p95"]]
    low, high = float(known.min().min()), float(known.max().max())
    low, high = min(low, -10.0), max(high, 10.0)
    air = 0.05 * (high - low)  # a mark at the edge stays whole
    return low - air, high + air


def _label(theme: Theme, row: object) -> str:
    label, note = str(getattr(row, "label", "")), str(getattr(row, "note", ""))
    if getattr(row, "head", False) or getattr(row, "chosen", False):
        label = f"<b>{label}</b>"
    if not note:
        return label
    return f"{label}<br><span style='font-size:12px;color:{theme.muted}'>{note}</span>"
