"""Figures of the page Aandachtsgebieden: which municipalities lag, sink, or lie together."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from monitor.charts import base
from monitor.charts.aandacht import NOTE, add_spans, add_texts, bold
from monitor.charts.map import RANGES
from monitor.charts.theme import Theme

NAME = 26  # pixels a row
CLUSTERS = ("low-low", "low-high", "", "high-low", "high-high")


def ranks_figure(
    theme: Theme, lang: str, rows: pd.DataFrame, *, ranked: int, quarter: str
) -> go.Figure:
    """Draw ranks with their interval against the lowest quarter of the country.

    Parameters
    ----------
    rows : DataFrame, from top to bottom
        ``name, rank, low, high, text, hover`` and ``member`` (bool: name in bold).
    ranked : int
        Lowest rank there is.
    quarter : str
        Name of the shaded lowest quarter.
    """
    fig = base.figure(theme, lang, NAME * len(rows) + 56)
    edge = 0.75 * ranked
    fig.add_vrect(x0=edge, x1=ranked + 0.5, fillcolor=theme.missing, line_width=0, layer="below")
    places = list(range(len(rows)))
    everyone = [True] * len(rows)
    add_spans(fig, rows["low"], rows["high"], everyone, theme.bad, width=6, opacity=0.4)
    fig.add_scatter(
        x=rows["rank"].to_list(),
        y=places,
        mode="markers",
        marker={"size": 11, "color": theme.bad, "line": {"color": theme.paper, "width": 1}},
        hovertext=rows["hover"].to_list(),
        hoverinfo="text",
    )
    _named_rows(fig, theme, rows, ranked + 1)
    fig.add_annotation(
        text=quarter, x=ranked, y=1, yref="paper", yanchor="bottom", xanchor="right", yshift=20,
        showarrow=False, font={"size": NOTE, "color": theme.muted},
    )  # fmt: skip
    start = min(float(rows["low"].min()), edge) - 0.04 * ranked
    fig.update_xaxes(range=[start, ranked + 1], side="top", zeroline=False, nticks=6)
    return fig


def moves_figure(theme: Theme, lang: str, rows: pd.DataFrame, *, ranked: int) -> go.Figure:
    """Draw a rank at the start (hollow) and at the end (filled) of a span of years.

    Parameters
    ----------
    rows : DataFrame, from top to bottom
        ``name, start, end, text, hover``, ``worse`` (bool: lost places robustly) and ``member``
        (bool: name in bold).
    ranked : int
        Lowest rank there is.
    """
    fig = base.figure(theme, lang, NAME * len(rows) + 56)
    places = list(range(len(rows)))
    colours = [theme.bad if w else theme.muted for w in rows["worse"]]
    for colour in dict.fromkeys(colours):
        where = [c == colour for c in colours]
        add_spans(fig, rows["start"], rows["end"], where, colour, width=2.5, opacity=1)
    fig.add_scatter(
        x=rows["start"].to_list(),
        y=places,
        mode="markers",
        marker={"size": 9, "color": theme.paper, "line": {"color": colours, "width": 2}},
        hoverinfo="skip",
    )
    fig.add_scatter(
        x=rows["end"].to_list(),
        y=places,
        mode="markers",
        marker={"size": 11, "color": colours},
        hovertext=rows["hover"].to_list(),
        hoverinfo="text",
    )
    _named_rows(fig, theme, rows, ranked + 4)
    first = min(rows["start"].min(), rows["end"].min())
    start = max(first - 0.06 * ranked, 0)
    fig.update_xaxes(range=[start, ranked + 4], side="top", zeroline=False, nticks=6)
    return fig


def _named_rows(fig: go.Figure, theme: Theme, rows: pd.DataFrame, edge: float) -> None:
    """Put the name of every row left and its text right of the marks, where the axis ends."""
    add_texts(fig, theme, edge, rows["text"].to_list())
    names = bold(rows["name"], rows["member"])
    fig.update_yaxes(
        tickvals=list(range(len(rows))),
        ticktext=names,
        range=[len(rows) - 0.4, -0.6],
        showgrid=False,
        zeroline=False,
        tickfont={"size": NOTE, "color": theme.ink},
    )
    fig.update_layout(margin={"t": 48, "l": base.room_for(names, NOTE)})


def clusters_figure(
    theme: Theme,
    lang: str,
    table: pd.DataFrame,
    *,
    geojson: str,
    names: Mapping[str, str],
    outlined: Collection[str],
) -> go.Figure:
    """Draw the municipalities of Noord-Brabant by cluster; grey where there is none.

    Parameters
    ----------
    table : DataFrame, index region
        ``cluster`` (as `monitor.analysis.spatial.Clusters` names it) and ``hover``.
    geojson : str
        Address of the shapes (feature id = region code).
    names : mapping of cluster to str
        The legend; what does not occur is left out.
    outlined : collection of str
        Regions with a dark outline.
    """
    drawn = table.loc[sorted(table.index, key=lambda code: code in outlined)]
    colours = cluster_colours(theme)
    fig = base.figure(theme, lang, 420)
    fig.add_choropleth(
        geojson=geojson,
        featureidkey="id",
        locations=list(drawn.index),
        z=[CLUSTERS.index(c) for c in drawn["cluster"]],
        zmin=-0.5,
        zmax=len(CLUSTERS) - 0.5,
        colorscale=_steps([colours[c] for c in CLUSTERS]),
        showscale=False,
        hovertext=drawn["hover"].to_list(),
        hoverinfo="text",
        marker={
            "line": {
                "color": [theme.ink if c in outlined else theme.paper for c in drawn.index],
                "width": [2.2 if c in outlined else 1.0 for c in drawn.index],
            }
        },
    )
    for cluster in CLUSTERS:
        if (drawn["cluster"] == cluster).any():
            fig.add_scattergeo(
                lon=[None], lat=[None], mode="markers", name=names[cluster], showlegend=True,
                marker={
                    "symbol": "square", "size": 14, "color": colours[cluster],
                    "line": {"color": theme.hatch, "width": 1},
                },
            )  # fmt: skip
    hidden = dict.fromkeys(("visible", "showframe", "showcoastlines", "showland"), False)
    fig.update_layout(
        geo={
            **hidden,
            "projection": {"type": "mercator"},
            "lonaxis": {"range": list(RANGES["nb"]["lonaxis"])},
            "lataxis": {"range": list(RANGES["nb"]["lataxis"])},
            "bgcolor": "rgba(0,0,0,0)",
            "domain": {"x": [0, 1], "y": [0.08, 1]},
        },
        showlegend=True,
        legend={
            "orientation": "h", "x": 0, "y": 0, "yanchor": "bottom", "itemclick": False,
            "itemdoubleclick": False, "font": {"size": NOTE, "color": theme.ink},
        },
    )  # fmt: skip
    return fig


def cluster_colours(theme: Theme) -> dict[str, str]:
    """Return the colour of every cluster: brown for low, blue-green for high, grey for none."""
    brown, light, _sand, _middle, _pale, soft, green = theme.diverging
    return dict(zip(CLUSTERS, (brown, light, theme.line, soft, green), strict=True))


def _steps(colours: Sequence[str]) -> list[list[float | str]]:
    count = len(colours)
    return [[(i + side) / count, c] for i, c in enumerate(colours) for side in (0, 1)]
