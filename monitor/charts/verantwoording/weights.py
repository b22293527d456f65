"""Figures of the page Verantwoording: other weights, sensitivity, ranks, correlations."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from monitor.charts import base
from monitor.charts.marks import (
    NOTE,
    add_dots,
    add_spans,
    around_zero,
    beside_zero,
    bold,
    name_rows,
    note_above,
    shade_lowest,
)
from monitor.charts.theme import Theme

_ROW = 26  # pixels
_THIN = 18
FOOT = 28  # room for the figures under an axis


def movers_figure(theme: Theme, lang: str, rows: pd.DataFrame, *, ranked: int) -> go.Figure:
    """Draw the rank before (hollow) and after (filled) another choice of method.

    Parameters
    ----------
    rows : DataFrame, from top to bottom
        ``name, rank_before, rank_after, places, text, hover`` and ``member`` (name in bold).
    ranked : int
        Lowest rank there is.
    """
    fig = base.figure(theme, lang, _ROW * len(rows) + 48)
    colours = [theme.good if p > 0 else theme.bad for p in rows["places"]]
    before, after = rows["rank_before"], rows["rank_after"]
    for colour in (theme.good, theme.bad):
        add_spans(fig, before, after, [c == colour for c in colours], colour, opacity=1)
    add_dots(fig, before, 10, colours, fill=theme.paper)
    add_dots(fig, after, 12, colours, hover=rows["hover"])
    # The label stands beyond the filled dot, away from the line.
    for i, (text, won) in enumerate(zip(rows["text"], rows["places"], strict=True)):
        fig.add_annotation(
            x=after.iloc[i], y=i, text=f"<b>{text}</b>", showarrow=False,
            xanchor="left" if won > 0 else "right", xshift=12 if won > 0 else -12,
            font={"size": NOTE, "color": colours[i]},
        )  # fmt: skip
    name_rows(fig, theme, bold(rows["name"], rows["member"]))
    low, high = min([*before, *after]), max([*before, *after])
    air = 0.2 * max(high - low, 20)
    # The best rank stands on the right: what moves right improves.
    fig.update_xaxes(range=[min(high + air, ranked + air), low - air], side="top", zeroline=False)
    fig.update_xaxes(tickvals=[v for v in _steps(low, high) if 1 <= v <= ranked])
    fig.update_layout(margin={"t": 32})
    return fig


def _steps(low: float, high: float) -> list[int]:
    size = next((s for s in (5, 10, 20, 50) if (high - low) / s <= 6), 100)
    inside = range(int(low // size) * size, int(high) + size + 1, size)
    return [v or 1 for v in inside]


def gaps_figure(theme: Theme, lang: str, rows: pd.DataFrame, *, zero: str) -> go.Figure:
    """Draw the gap of groups before (hollow) and after (filled, with its interval).

    Parameters
    ----------
    rows : DataFrame, from top to bottom
        ``name, before, after, lower, upper, clear`` (bool: the interval excludes 0), ``hover``
        and ``member`` (name in bold).
    zero : str
        What the zero line stands for.
    """
    fig = base.figure(theme, lang, 32 * len(rows) + 56)
    at = list(range(len(rows)))
    everyone = [True] * len(rows)
    add_spans(fig, rows["lower"], rows["upper"], everyone, theme.accent, width=6, opacity=0.3)
    fig.add_vline(x=0, line={"color": theme.ink, "width": 1.5})
    add_dots(fig, rows["after"], 12, theme.accent, hover=rows["hover"])
    fig.add_scatter(
        x=rows["before"].to_list(),
        y=at,
        mode="markers",
        marker={"size": 12, "color": theme.ink, "symbol": "line-ns-open", "line": {"width": 2}},
        hoverinfo="skip",
    )
    name_rows(fig, theme, bold(rows["name"], rows["member"]))
    ends = around_zero(rows[["lower", "upper", "before"]].to_numpy(float).ravel().tolist(), 0.05)
    note_above(fig, theme, zero, 0, yshift=20, xanchor=beside_zero(*ends))
    fig.update_xaxes(range=list(ends), side="top", zeroline=False, nticks=7)
    fig.update_layout(margin={"t": 48})
    return fig


def sobol_figure(theme: Theme, lang: str, rows: pd.DataFrame) -> go.Figure:
    """Draw what every choice explains: alone (dark) and together with others (light).

    Parameters
    ----------
    rows : DataFrame, from top to bottom
        ``name, first, total, total_ci`` (shares of the variance), ``text, hover``.
    """
    fig = base.figure(theme, lang, 44 * len(rows) + 40)
    at = list(range(len(rows)))
    fig.add_bar(
        y=at,
        x=rows["total"].to_list(),
        orientation="h",
        width=0.62,
        marker={"color": theme.accent, "opacity": 0.28},
        error_x={
            "type": "data",
            "array": rows["total_ci"].to_list(),
            "color": theme.muted,
            "thickness": 1.5,
            "width": 4,
        },
        hovertext=rows["hover"].to_list(),
        hoverinfo="text",
    )
    fig.add_bar(
        y=at,
        x=rows["first"].clip(lower=0).to_list(),
        orientation="h",
        width=0.34,
        marker={"color": theme.accent},
        hovertext=rows["hover"].to_list(),
        hoverinfo="text",
    )
    for i, (total, ci, text) in enumerate(
        zip(rows["total"], rows["total_ci"], rows["text"], strict=True)
    ):
        fig.add_annotation(
            x=total + ci, y=i, text=f"<b>{text}</b>", showarrow=False, xanchor="left", xshift=8
        )
    name_rows(fig, theme, rows["name"].to_list())
    fig.update_layout(barmode="overlay", bargap=0)
    top = max((rows["total"] + rows["total_ci"]).to_list())
    fig.update_xaxes(range=[0, max(0.5, top * 1.16)], tickformat=".0%", zeroline=False, nticks=6)
    fig.update_layout(margin={"b": FOOT, "r": 32})  # for the last share
    return fig


def ranks_figure(theme: Theme, lang: str, rows: pd.DataFrame, *, ranked: int) -> go.Figure:
    """Draw ranks with their interval; the lowest quarter of the country is shaded.

    Parameters
    ----------
    rows : DataFrame, from top to bottom
        ``name, rank, low, high, hover``, ``lagging`` and ``member`` (bool).
    ranked : int
        Number of municipalities with a rank.
    """
    fig = base.figure(theme, lang, _THIN * len(rows) + 56)
    shade_lowest(fig, theme, ranked)
    lagging = rows["lagging"].astype(bool)
    for where, colour, opacity in ((~lagging, theme.faint, 1.0), (lagging, theme.bad, 0.5)):
        add_spans(fig, rows["low"], rows["high"], where.to_list(), colour, width=5, opacity=opacity)
    colours = [theme.bad if w else theme.ink for w in lagging]
    add_dots(fig, rows["rank"], 9, colours, hover=rows["hover"])
    name_rows(fig, theme, bold(rows["name"], rows["member"]), size=12)
    ticks = [1, *range(100, ranked - 60, 100), ranked]  # two so near would touch on a phone
    fig.update_xaxes(range=[0, ranked + 1], side="top", zeroline=False, tickvals=ticks)
    fig.update_layout(margin={"t": 32, "r": 12})  # for half of the last rank
    return fig


def weights_figure(theme: Theme, lang: str, rows: pd.DataFrame) -> go.Figure:
    """Draw the weight of every indicator in the total; model estimates hatched.

    Parameters
    ----------
    rows : DataFrame, from top to bottom
        ``name, weight`` (share), ``estimate`` (bool), ``text, hover``.
    """
    fig = base.figure(theme, lang, 24 * len(rows) + 24)
    marked = rows["estimate"].to_list()
    fig.add_bar(
        y=list(range(len(rows))),
        x=rows["weight"].to_list(),
        orientation="h",
        width=0.62,
        marker={
            "color": [theme.bad if e else theme.accent for e in marked],
            "line": {"color": theme.bad, "width": [1 if e else 0 for e in marked]},
            "pattern": {
                "shape": ["/" if e else "" for e in marked],
                "fgcolor": theme.paper,
                "size": 6,
                "solidity": 0.25,
            },
        },
        hovertext=rows["hover"].to_list(),
        hoverinfo="text",
        text=rows["text"].to_list(),
        textposition="outside",
        textfont={"size": NOTE, "color": theme.ink},
        cliponaxis=False,
        constraintext="none",
    )
    name_rows(fig, theme, rows["name"].to_list())
    fig.update_xaxes(
        range=[0, max(rows["weight"].to_list()) * 1.35], tickformat=".0%", zeroline=False, nticks=5
    )
    fig.update_layout(margin={"b": FOOT, "r": base.LAST})
    return fig
