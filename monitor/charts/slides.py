"""Figures for slides: few marks, large type, readable from the back of a room.

Sizes are for a slide of 1920 x 1080. A figure has no width of its own: who shows it sets that.
Words come in ready made; ``layout.meta["portrait"]`` holds what differs on a narrow screen.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from monitor.charts import base
from monitor.charts.marks import add_spans, bold
from monitor.charts.theme import Theme

SIZE = 26


def slide_figure(theme: Theme, lang: str, **layout: Any) -> go.Figure:
    """Return an empty figure with type for a slide."""
    fig = base.figure(theme, lang, height=700)
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


def bars_figure(theme: Theme, lang: str, rows: pd.DataFrame) -> go.Figure:
    """Draw horizontal bars from zero, each with its name and its figure.

    Parameters
    ----------
    rows : DataFrame
        ``label, value, text, tone`` from top to bottom; tone is a colour of the theme (``good``,
        ``bad``, ``accent``, ``muted``); an ``accent`` or ``muted`` row is a sum, set in bold.
    """
    total = rows["tone"].isin(["accent", "muted"])
    names = bold(rows["label"], total)
    fig = slide_figure(theme, lang, bargap=0.3)
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


def ranks_figure(
    theme: Theme,
    lang: str,
    rows: pd.DataFrame,
    *,
    ranked: int,
    quarter: str,
    side: str,
    hover: Sequence[str],
) -> go.Figure:
    """Draw ranks with their 5-95% interval, against the lowest quarter of the country.

    Parameters
    ----------
    rows : DataFrame
        ``label, rank, rank_low, rank_high, text, lagging, member`` from top to bottom.
    ranked : int
        Lowest rank there is.
    quarter, side : str
        Labels of the shaded lowest quarter and of the texts beside it.
    hover : sequence of str
        A text a row.
    """
    colours = [theme.bad if x else theme.muted for x in rows["lagging"]]
    beside_them = base.room_for([side, *rows["text"]], SIZE, gap=24)
    fig = slide_figure(theme, lang, margin={"l": 8, "r": beside_them, "t": 56, "b": 8})
    places = list(range(len(rows)))
    for colour in dict.fromkeys(colours):
        where = [c == colour for c in colours]
        low, high = rows["rank_low"], rows["rank_high"]
        add_spans(fig, low, high, where, colour, width=10, opacity=0.45)
    fig.add_scatter(
        x=rows["rank"],
        y=places,
        mode="markers",
        marker={"size": 22, "color": colours, "line": {"color": theme.paper, "width": 2}},
        hovertext=list(hover),
        hoverinfo="text",
    )
    beside = {"x": 1, "xref": "paper", "showarrow": False, "xanchor": "left", "xshift": 16}
    for place, text in zip(places, rows["text"], strict=True):
        fig.add_annotation(y=place, text=text, **beside)
    muted = {"color": theme.muted}
    fig.add_annotation(y=1, yref="paper", yshift=44, text=side, font=muted, **beside)
    edge = 0.75 * ranked
    fig.add_vrect(x0=edge, x1=ranked, fillcolor=theme.missing, line_width=0, layer="below")
    fig.add_annotation(
        x=ranked, y=1, yref="paper", yshift=44, text=quarter, showarrow=False, xanchor="right"
    )
    start = min(float(rows["rank_low"].min()), edge) - 0.06 * ranked
    fig.update_xaxes(range=[max(start, 0), ranked + 1], gridcolor=theme.line, nticks=6)
    fig.update_yaxes(
        range=[len(rows) - 0.4, -0.6],
        tickmode="array",
        tickvals=places,
        ticktext=bold(rows["label"], rows["member"]),
        showgrid=False,
    )
    return fig
