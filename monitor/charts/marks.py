"""Marks that several charts draw: rows with their names, spans, dots, texts beside, keys, maps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isnan
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from monitor.charts import base
from monitor.charts.theme import Theme

NOTE = 13
"""Pixels, of what stands beside marks."""
ROW = 26
"""Pixels of a row with a name."""
FOOT = 28
"""Room for the figures under an axis."""


def bold(texts: pd.Series, where: pd.Series) -> list[str]:
    """Set some of the texts in bold."""
    return [f"<b>{t}</b>" if w else str(t) for t, w in zip(texts, where, strict=True)]


def add_spans(
    fig: go.Figure,
    low: pd.Series,
    high: pd.Series,
    where: Sequence[bool],
    colour: str,
    *,
    width: float = 3,
    opacity: float = 0.5,
) -> None:
    """Draw a horizontal line per row from low to high, for some rows, as one trace.

    Parameters
    ----------
    where : sequence of bool
        Rows that are drawn; the n-th row stands at height n.
    """
    kept = [(a, b, n) for n, (a, b) in enumerate(zip(low, high, strict=True)) if where[n]]
    fig.add_scatter(
        x=[v for a, b, _n in kept for v in (a, b, None)],
        y=[v for _a, _b, n in kept for v in (n, n, None)],
        mode="lines",
        line={"color": colour, "width": width},
        opacity=opacity,
        hoverinfo="skip",
    )


def add_dots(
    fig: go.Figure,
    values: pd.Series,
    size: float,
    colours: str | list[str],
    *,
    hover: pd.Series | None = None,
    fill: str | list[str] | None = None,
    edge: float = 2,
) -> None:
    """Draw a dot per row, the n-th at height n; ``fill`` makes it hollow or edged.

    Parameters
    ----------
    colours : str or list of str
        Of the dot, or of its edge where there is a ``fill``.
    hover : Series of str, optional
        What the dot tells; without it nothing.
    """
    marker: dict[str, Any] = {"size": size, "color": colours}
    if fill is not None:
        marker |= {"color": fill, "line": {"color": colours, "width": edge}}
    told = (
        {"hoverinfo": "skip"}
        if hover is None
        else {"hovertext": hover.to_list(), "hoverinfo": "text"}
    )
    fig.add_scatter(
        x=values.to_list(), y=list(range(len(values))), mode="markers", marker=marker, **told
    )


def add_texts(fig: go.Figure, theme: Theme, edge: float, texts: Sequence[str]) -> None:
    """Write a text per row where the horizontal axis ends, and make room for the longest.

    As one trace: plotly takes its time for every annotation.
    """
    fig.add_scatter(
        x=[edge] * len(texts),
        y=list(range(len(texts))),
        text=[f"  {t}" for t in texts],
        mode="text",
        textposition="middle right",
        textfont={"size": NOTE, "color": theme.ink},
        cliponaxis=False,
        hoverinfo="skip",
    )
    fig.update_layout(margin={"r": base.room_for(texts, NOTE, gap=16)})


def name_rows(fig: go.Figure, theme: Theme, names: Sequence[str], size: int = NOTE) -> None:
    """Name the rows at the left, the first on top, and make room for the longest line of them."""
    fig.update_yaxes(
        tickvals=list(range(len(names))),
        ticktext=list(names),
        range=[len(names) - 0.4, -0.6],
        showgrid=False,
        zeroline=False,
        tickfont={"size": size, "color": theme.ink},
    )
    fig.update_layout(margin={"l": base.room_for(names, size)})


def name_and_tell_rows(fig: go.Figure, theme: Theme, rows: pd.DataFrame, edge: float) -> None:
    """Put the name of every row left, a member bold, and its text right, where the axis ends."""
    add_texts(fig, theme, edge, rows["text"].to_list())
    name_rows(fig, theme, bold(rows["name"], rows["member"]))
    fig.update_layout(margin={"t": 48})


def note_above(fig: go.Figure, theme: Theme, text: str, x: float, **place: Any) -> None:
    """Write a note above the chart at a place of the horizontal axis."""
    fig.add_annotation(
        text=text, x=x, y=1, yref="paper", yanchor="bottom", showarrow=False,
        font={"size": NOTE, "color": theme.muted}, **place,
    )  # fmt: skip


def shade_lowest(fig: go.Figure, theme: Theme, ranked: int) -> float:
    """Shade the lowest quarter of the ranks; return the rank at which it begins."""
    edge = 0.75 * ranked
    fig.add_vrect(x0=edge, x1=ranked + 0.5, fillcolor=theme.missing, line_width=0, layer="below")
    return edge


def around_zero(values: Sequence[float], share: float) -> tuple[float, float]:
    """Return the range that holds zero and all values, with a share of it as air on both sides.

    Parameters
    ----------
    values : sequence of float
        NaN is passed over.
    """
    known = [0.0, *(float(v) for v in values if not isnan(v))]
    air = share * (max(known) - min(known)) or 1.0
    return min(known) - air, max(known) + air


def beside_zero(low: float, high: float) -> str:
    """Return how a note at zero is anchored, so that it stays inside a narrow chart.

    Parameters
    ----------
    low, high : float
        Ends of the axis.
    """
    middle = -low / (high - low)
    return "left" if middle < 0.3 else "right" if middle > 0.7 else "center"


def add_key(
    fig: go.Figure, names: Mapping[str, str], colours: Mapping[str, str], edge: str
) -> None:
    """Put a square with its name in the legend of a map, for each of the names."""
    for name, words in names.items():
        fig.add_scattergeo(
            lon=[None], lat=[None], mode="markers", name=words, showlegend=True,
            marker={
                "symbol": "square", "size": 14, "color": colours[name],
                "line": {"color": edge, "width": 1},
            },
        )  # fmt: skip


def steps(colours: Sequence[str]) -> list[list[float | str]]:
    """Return a colour scale in which every class has one colour, as wide as the others."""
    count = len(colours)
    return [[(i + side) / count, c] for i, c in enumerate(colours) for side in (0, 1)]


def bare_geo(
    extent: Mapping[str, Sequence[float]], x: Sequence[float], y: Sequence[float]
) -> dict[str, Any]:
    """Return the setting of a map without land or coast, in a part of the figure.

    Parameters
    ----------
    extent : mapping
        ``lonaxis`` and ``lataxis``, each a range in degrees.
    x, y : sequence of float
        Shares of the figure, from and to.
    """
    hidden = dict.fromkeys(("visible", "showframe", "showcoastlines", "showland"), False)
    return {
        **hidden,
        "projection": {"type": "mercator"},
        "lonaxis": {"range": list(extent["lonaxis"])},
        "lataxis": {"range": list(extent["lataxis"])},
        "bgcolor": "rgba(0,0,0,0)",
        "domain": {"x": list(x), "y": list(y)},
    }


def halo(colour: str, reach: int) -> str:
    """Shadow around letters on a map, so that they read on any class: ``reach`` pixels wide."""
    return ", ".join(f"{x}px {y}px 2px {colour}" for x in (-reach, reach) for y in (-reach, reach))


def spread(values: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Move labels as little as is needed to keep them apart, within bounds where they fit.

    Parameters
    ----------
    values : sequence of float
        Where the labels would stand, ascending.
    gap : float
        Least distance between two.
    low, high : float
        Bounds.

    Returns
    -------
    list of float
        Ascending, at least ``gap`` apart.
    """
    blocks: list[tuple[float, int]] = []  # middle and number of labels that touch
    for value in values:
        middle, count = float(value), 1
        while blocks and middle - blocks[-1][0] < gap * (count + blocks[-1][1]) / 2:
            other, size = blocks.pop()
            middle = (middle * count + other * size) / (count + size)
            count += size
        blocks.append((middle, count))
    out = [m + gap * (i - (n - 1) / 2) for m, n in blocks for i in range(n)]
    for i in range(len(out) - 1, -1, -1):
        out[i] = min(out[i], high - gap * (len(out) - 1 - i))
    for i in range(len(out)):
        out[i] = max(out[i], low + gap * i)
    return out
