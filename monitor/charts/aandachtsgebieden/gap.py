"""Figures of the page Aandachtsgebieden: the gap of a group, its parts, and other definitions."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from math import isnan
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from monitor.charts import base
from monitor.charts.marks import NOTE, add_dots, add_spans, add_texts, around_zero, bold, name_rows
from monitor.charts.theme import Theme

BAR, DOT = 24, 46  # pixels a row


def gap_figure(
    theme: Theme,
    lang: str,
    gaps: pd.DataFrame,
    *,
    marked: int,
    label: str,
    zero: str,
    extent: tuple[float, float],
    apart: float = 0.1,
) -> go.Figure:
    """Draw a gap by year: a line in its band, around zero.

    Parameters
    ----------
    gaps : DataFrame, index year
        ``gap, lower, upper`` (points; NaN draws nothing), ``clear`` (bool: the interval excludes
        0), ``own`` (the gap of the year by itself, marked where it is another) and ``hover``.
    apart : float
        Points of difference from which ``own`` is marked.
    marked : int
        Year that the page is about.
    label : str
        The gap of that year, written.
    zero : str
        What the zero line stands for.
    extent : tuple of float
        Range of the vertical axis, the same wherever gaps are compared.
    """
    years = [int(y) for y in gaps.index]
    fig = base.figure(theme, lang, 300)
    _add_gap(fig, theme, gaps, marked)
    base.add_own(fig, theme, gaps, "gap", apart=apart)
    value = float(gaps["gap"].to_numpy()[years.index(marked)])
    notes: list[dict[str, Any]] = [
        {
            "text": zero, "x": 0, "xref": "paper", "xanchor": "left", "y": 0, "yanchor": "bottom",
            "font": {"size": NOTE, "color": theme.muted},
        }
    ]  # fmt: skip
    if not isnan(value):
        notes.append(
            {
                "text": f"<b>{label}</b>", "x": marked, "y": value,
                "yshift": -20 if value < 0 else 20, "font": {"size": 16, "color": theme.accent},
            }
        )  # fmt: skip
    fig.update_layout(annotations=[{"showarrow": False, **note} for note in notes])
    fig.update_xaxes(tickvals=years, tickformat="d", showgrid=False, range=_aired(years))
    fig.update_yaxes(range=list(extent), zeroline=False, nticks=6)
    fig.update_layout(margin={"l": base.room_for([f"{v:.1f}" for v in extent], base.SIZE), "b": 32})
    return fig


def _add_gap(fig: go.Figure, theme: Theme, gaps: pd.DataFrame, marked: int) -> None:
    """Draw the band, the zero line, and the line with a dot a year, filled where it is clear."""
    band = gaps[["lower", "upper"]].dropna()
    fig.add_scatter(
        x=[*band.index, *band.index[::-1]],
        y=[*band["upper"], *band["lower"][::-1]],
        fill="toself",
        fillcolor=theme.accent_soft,
        line={"width": 0},
        mode="lines",
        hoverinfo="skip",
    )
    fig.add_hline(y=0, line={"color": theme.ink, "width": 1.5})
    fig.add_scatter(
        x=[int(y) for y in gaps.index],
        y=gaps["gap"].to_list(),
        mode="lines+markers",
        line={"color": theme.accent, "width": 2.5},
        marker={
            "size": [14 if y == marked else 9 for y in gaps.index],
            "color": [theme.accent if c else theme.paper for c in gaps["clear"]],
            "line": {"color": theme.accent, "width": 2},
            "opacity": 1,
        },
        hovertext=gaps["hover"].to_list(),
        hoverinfo="text",
    )


def _aired(years: Sequence[int]) -> list[float]:
    return [min(years) - 0.4, max(years) + 0.4]


def extent_of(tables: Collection[pd.DataFrame]) -> tuple[float, float]:
    """Return the range that holds zero and all bounds of several gaps, with some air.

    Parameters
    ----------
    tables : collection of DataFrame
        Each with ``gap, lower, upper``.
    """
    all_of = pd.concat([t[["gap", "lower", "upper"]] for t in tables]).to_numpy().ravel()
    return around_zero(all_of.tolist(), 0.1)


def parts_figure(theme: Theme, lang: str, rows: pd.DataFrame) -> go.Figure:
    """Draw what a gap is made of: bars from zero that add up, dimensions in bold.

    Parameters
    ----------
    rows : DataFrame, from top to bottom
        ``label, points, text, hover`` and ``level``: 0 the gap, 1 a dimension, 2 an indicator.
    """
    fig = base.figure(theme, lang, BAR * len(rows) + 16)
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
    air = 0.4 * (high - low) or 1.0  # for the figure of the longest bar, on a phone too
    fig.add_vline(x=0, line={"color": theme.ink, "width": 1.5})
    fig.update_xaxes(
        range=[low - air if low < 0 else low, high + air if high > 0 else high],
        showticklabels=False,
        showgrid=False,
        zeroline=False,
    )
    name_rows(fig, theme, bold(rows["label"], sums))
    return fig


def dots_figure(theme: Theme, lang: str, rows: pd.DataFrame, *, zero: str) -> go.Figure:
    """Draw figures with their intervals around zero, the name of each above its line.

    Parameters
    ----------
    rows : DataFrame, from top to bottom
        ``label, value, low, high, text, hover``, ``clear`` (bool: filled dot) and ``chosen`` (bool:
        in the accent colour).
    zero : str
        What the zero line stands for.
    """
    fig = base.figure(theme, lang, DOT * len(rows) + 36)
    colours = [theme.accent if c else theme.muted for c in rows["chosen"]]
    for colour in dict.fromkeys(colours):
        add_spans(fig, rows["low"], rows["high"], [c == colour for c in colours], colour)
    fig.add_vline(x=0, line={"color": theme.ink, "width": 1.5})
    fill = [c if clear else theme.paper for c, clear in zip(colours, rows["clear"], strict=True)]
    add_dots(fig, rows["value"], 12, colours, hover=rows["hover"], fill=fill)
    all_alike = bool(rows["chosen"].all())  # then none stands out
    strong = rows["chosen"] & (not all_alike)
    side = {"xref": "paper", "xanchor": "left", "font": {"size": NOTE, "color": theme.ink}}
    # names on paper, so that the zero line does not run through the words
    notes = [
        {"text": t, "x": 0, "y": place, "yshift": 17, "bgcolor": theme.paper, **side}
        for place, t in enumerate(bold(rows["label"], strong))
    ]
    known = rows[["value", "low", "high"]].to_numpy(dtype=float).ravel().tolist()
    low, high = around_zero(known, 0.05)
    fig.update_xaxes(range=[low, high], showgrid=False, zeroline=False, showticklabels=False)
    add_texts(fig, theme, high, bold(rows["text"], strong))
    middle = -low / (high - low)
    notes.append(
        {
            "text": zero, "x": 0, "y": 0, "yref": "paper", "yanchor": "top",
            "xanchor": "left" if middle < 0.25 else "right" if middle > 0.75 else "center",
            "font": {"size": NOTE, "color": theme.muted},
        }
    )  # fmt: skip
    fig.update_layout(annotations=[{"showarrow": False, **note} for note in notes])
    fig.update_yaxes(visible=False, range=[len(rows) - 0.6, -0.75])
    fig.update_layout(margin={"b": 24})
    return fig
