"""What all figures share: type, margins, number format, and what plotly may ask the browser."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from math import ceil
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from monitor.analysis.over_time import APART
from monitor.charts.theme import FONT, Theme
from monitor.text import language

SIZE = 14
KEY_SIZE, KEY_WIDTH = 13, 330
"""Type and width of a key in pixels: it has to fit on a phone."""
_WIDTHS = dict.fromkeys("ijlI.,:;'|! ", 0.27) | dict.fromkeys("trf()-", 0.35)
_WIDTHS |= dict.fromkeys("scz", 0.46) | dict.fromkeys("mwMW%", 0.83)

LAST = 12
"""Pixels at the right for half of the last figure of a horizontal axis."""
# What Streamlit makes of a chart that can be clicked; said beforehand it need not draw that again.
CLICKABLE = {"clickmode": "event+select", "hovermode": "closest", "dragmode": "pan"}


def config(topojson: str) -> dict[str, Any]:
    """Return plotly's configuration: own world file, no bar of buttons (the foot has ours).

    Parameters
    ----------
    topojson : str
        URL of the folder with the empty world map; without it plotly asks a CDN.
    """
    return {
        "topojsonURL": topojson,
        "displaylogo": False,
        "displayModeBar": False,
        "scrollZoom": False,
        "doubleClick": "reset",
    }


def figure(theme: Theme, height: int, **layout: Any) -> go.Figure:
    """Return an empty figure in the house style and language; ``layout`` goes over it."""
    fig = go.Figure(_house(theme, language()))
    fig.layout.template = None  # plotly puts its own in
    fig.update_layout(height=height, **layout)
    return fig


@lru_cache(maxsize=8)  # setting all this takes plotly 16 ms, copying it one
def _house(theme: Theme, lang: str) -> dict[str, Any]:
    """Return the house style as a plain figure; plotly copies it.

    The template stays empty: plotly's own adds seven kilobytes to each figure sent.
    """
    fig = go.Figure()
    fig.layout.template = None
    fig.update_layout(
        template={"layout": {}},
        margin={"l": 0, "r": 0, "t": 8, "b": 0},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"family": FONT, "size": SIZE, "color": theme.ink},
        separators=",." if lang == "nl" else ".,",
        hoverlabel={
            "bgcolor": theme.paper,
            "bordercolor": theme.faint,
            "font": {"family": FONT, "size": SIZE, "color": theme.ink},
            "align": "left",
        },
        showlegend=False,
        dragmode=False,
        # Streamlit hands plotly each figure twice, the second time with its width and as a copy:
        # without these two plotly takes that for another figure and draws all again.
        autosize=True,
        datarevision=1,
    )
    axis = {
        "gridcolor": theme.line,
        "zerolinecolor": theme.muted,
        "tickfont": {"color": theme.muted},
        "title": {"font": {"color": theme.muted}},
        "fixedrange": True,
        # else plotly measures every label again, to hide those past the edge
        "ticklabeloverflow": "allow",
    }
    fig.update_xaxes(**axis)
    fig.update_yaxes(**axis, ticklabelstandoff=4)  # a name does not touch its bar
    found: dict[str, Any] = fig.to_dict()
    return found


def add_own(fig: go.Figure, theme: Theme, line: pd.DataFrame, column: str) -> None:
    """Mark what a year shows by itself, where a line read against another year differs from it.

    Parameters
    ----------
    line : DataFrame, index year
        ``column`` (what is drawn) and ``own``.
    """
    own = line.loc[(line[column] - line["own"]).abs() > APART, "own"]
    fig.add_scatter(
        x=own.index.to_list(),
        y=own.to_list(),
        mode="markers",
        marker={
            "symbol": "x-thin",
            "size": 7,
            "line": {"color": theme.muted, "width": 1.75},
        },
        hoverinfo="skip",
    )


def with_key(fig: go.Figure, theme: Theme, items: Iterable[tuple[str, str, str]]) -> go.Figure:
    """Put a key above what is drawn: what marks mean, in the figure, so that a picture has it too.

    A legend of plotly's own takes a row for each on a phone.

    Parameters
    ----------
    fig : Figure
        Of a known height, which grows.
    items : iterable of (str, str, str)
        A sign, its colour (a field of `Theme`) and its words; without a sign only the words.
    """
    rows = _key_rows(items)
    if not rows:
        return fig
    text = "<br>".join(
        "   ".join(
            f"<span style='color:{getattr(theme, colour)}'>{sign}</span> {words}" if sign else words
            for sign, colour, words in row
        )
        for row in rows
    )
    room = key_room(len(rows))
    fig.update_layout(
        height=fig.layout.height + room,
        margin={"t": (fig.layout.margin.t or 0) + room},
        title={
            "text": text, "font": {"size": KEY_SIZE, "color": theme.muted},
            "x": 0, "xref": "container", "xanchor": "left",
            "y": 1, "yref": "container", "yanchor": "top",
            # of several lines plotly sets the first 0.7 em higher than a line by itself
            "pad": {"t": 4 if len(rows) == 1 else 4 + round(0.7 * KEY_SIZE)},
        },
    )  # fmt: skip
    return fig


def key_room(rows: int) -> int:
    """Return how high a key of some rows is, in pixels."""
    return ceil(1.3 * KEY_SIZE * rows) + 12


def _key_rows(items: Iterable[tuple[str, str, str]]) -> list[list[tuple[str, str, str]]]:
    """Lay the items of a key in rows, the words of a long one on rows of their own."""
    rows: list[list[tuple[str, str, str]]] = []
    left = 0.0
    for sign, colour, words in items:
        lines = _wrapped(f"{sign} {words}".strip(), KEY_WIDTH / KEY_SIZE)
        width = _ems(lines[0]) + 1
        own = [(sign, colour, lines[0].removeprefix(f"{sign} "))]
        if rows and len(lines) == 1 and width <= left:
            rows[-1] += own
            left -= width
        else:
            rows += [own, *([("", "", line)] for line in lines[1:])]
            left = KEY_WIDTH / KEY_SIZE - width if len(lines) == 1 else 0
    return rows


def _wrapped(text: str, width: float) -> list[str]:
    """Break a text into lines of at most ``width`` ems."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and _ems(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def in_two(labels: Iterable[str], least: float) -> list[str]:
    """Set long labels in two lines, as narrow as the longest of them allows.

    Parameters
    ----------
    labels : iterable of str
    least : float
        Ems that a line may always take.
    """
    words = [label.split(" ") for label in labels]
    halves = [
        min(max(_ems(" ".join(own[:n])), _ems(" ".join(own[n:]))) for n in range(1, len(own) + 1))
        for own in words
    ]
    width = max([least, *halves])
    return ["<br>".join(_wrapped(" ".join(own), width)) for own in words]


def room_for(labels: Iterable[str], size: float, *, gap: float = 8) -> int:
    """Return the width that labels of an axis need, estimated from their letters.

    Letting plotly measure them (``automargin``) makes it draw every chart twice.

    Parameters
    ----------
    labels : iterable of str
        As plotly gets them; ``<b>`` sets one in bold.
    size : float
        Of the type, in pixels.
    gap : float
        Between the labels and the axis, in pixels.

    Returns
    -------
    int
        Pixels; too wide rather than too narrow.
    """
    return ceil(
        gap
        + size * max((_ems(line) for label in labels for line in label.split("<br>")), default=0.0)
    )


def _ems(label: str) -> float:
    """Estimate the width of a label in ems of Source Sans 3."""
    plain = label.replace("<b>", "").replace("</b>", "")
    ems = sum(_WIDTHS.get(c, 0.63 if c.isupper() else 0.55) for c in plain)
    return ems * (1.05 if plain != label else 1.0)
