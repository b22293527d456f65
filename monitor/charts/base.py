"""What all figures share: type, margins, number format, and what plotly may ask the browser."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from math import ceil
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from monitor.charts.theme import FONT, Theme

SIZE = 14
_WIDTHS = dict.fromkeys("ijlI.,:;'|! ", 0.27) | dict.fromkeys("trf()-", 0.35)
_WIDTHS |= dict.fromkeys("scz", 0.46) | dict.fromkeys("mwMW%", 0.83)

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


def figure(theme: Theme, lang: str, height: int, **layout: Any) -> go.Figure:
    """Return an empty figure in the house style; ``layout`` goes over it."""
    fig = go.Figure(_house(theme, lang))
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
    fig.update_yaxes(**axis)
    found: dict[str, Any] = fig.to_dict()
    return found


def add_own(
    fig: go.Figure,
    theme: Theme,
    line: pd.DataFrame,
    column: str,
    *,
    apart: float,
    size: int = 7,
) -> None:
    """Mark what a year shows by itself, where a line read against another year differs from it.

    Parameters
    ----------
    line : DataFrame, index year
        ``column`` (what is drawn) and ``own``.
    apart : float
        Points of difference from which it is marked.
    """
    own = line.loc[(line[column] - line["own"]).abs() > apart, "own"]
    fig.add_scatter(
        x=own.index.to_list(),
        y=own.to_list(),
        mode="markers",
        marker={
            "symbol": "x-thin",
            "size": size,
            "line": {"color": theme.muted, "width": size / 4},
        },
        hoverinfo="skip",
    )


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
    return ceil(gap + size * max((_ems(label) for label in labels), default=0.0))


def _ems(label: str) -> float:
    """Estimate the width of a label in ems of Source Sans 3."""
    plain = label.replace("<b>", "").replace("</b>", "")
    ems = sum(_WIDTHS.get(c, 0.63 if c.isupper() else 0.55) for c in plain)
    return ems * (1.05 if plain != label else 1.0)
