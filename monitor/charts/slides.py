"""Figures for slides: few marks, large type, readable from the back of a room.

Sizes are for a slide of 1920 x 1080. A figure has no width of its own: who shows it sets that.
Words come in ready made; ``layout.meta["portrait"]`` holds what differs on a narrow screen.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from monitor.charts import base
from monitor.charts.marks import bold
from monitor.charts.theme import Theme

SIZE = 26


def slide_figure(theme: Theme, **layout: Any) -> go.Figure:
    """Return an empty figure with type for a slide."""
    fig = base.figure(theme, height=700)
    fig.update_layout(
        height=None,
        font={"size": SIZE, "color": theme.ink},
        hoverlabel={"font": {"size": SIZE}},
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
    )
    axis = {
        "tickfont": {"size": SIZE, "color": theme.ink},
        "zeroline": False,
        "automargin": True,
        "ticklabelstandoff": 12,
    }
    fig.update_xaxes(**axis)
    fig.update_yaxes(**axis)
    fig.update_layout(**layout)
    return fig


def bars_figure(theme: Theme, rows: pd.DataFrame) -> go.Figure:
    """Draw horizontal bars from zero, each with its name and its figure.

    Parameters
    ----------
    rows : DataFrame
        ``label, value, text, tone`` from top to bottom; tone is a colour of the theme (``good``,
        ``bad``, ``accent``, ``muted``); an ``accent`` or ``muted`` row is a sum, set in bold.
    """
    total = rows["tone"].isin(["accent", "muted"])
    names = bold(rows["label"], total)
    fig = slide_figure(theme, bargap=0.3)
    fig.add_bar(
        y=list(range(len(rows))),
        x=rows["value"],
        orientation="h",
        marker={"color": [getattr(theme, t) for t in rows["tone"]], "line": {"width": 0}},
        text=bold(rows["text"], total),
        textposition="outside",
        textfont={"size": SIZE, "color": theme.ink},
        cliponaxis=False,
        constraintext="none",
        hoverinfo="skip",
    )
    low, high = min(rows["value"].min(), 0.0), max(rows["value"].max(), 0.0)
    bounds, narrow = (with_room(low, high, share) for share in (0.12, 0.34))
    fig.add_vline(x=0, line={"color": theme.ink, "width": 3})
    fig.update_xaxes(visible=False, range=bounds)
    fig.update_layout(meta={"portrait": {"xaxis.range": narrow}})
    fig.update_yaxes(
        autorange="reversed",
        tickmode="array",
        tickvals=list(range(len(rows))),
        ticktext=names,
        # beside the zero line, also where all bars point to the left
        side="left" if high > 0 else "right",
        showgrid=False,
        tickfont={"size": _fitting(len(rows))},
    )
    fig.update_traces(textfont={"size": _fitting(len(rows))})
    return fig


def with_room(low: float, high: float, share: float) -> list[float]:
    """Range of the axis with room for the figures beside the longest bars."""
    air = share * (high - low) or 1.0
    return [low - air if low < 0 else low, high + air if high > 0 else high]


def _fitting(rows: int) -> int:
    """Size of type for a number of rows on one slide; never under 24 pixels."""
    return SIZE if rows <= 18 else 24
