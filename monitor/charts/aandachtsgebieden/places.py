"""Figures of the page Aandachtsgebieden: which municipalities lag, sink, or lie together."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pandas as pd
import plotly.graph_objects as go

from monitor.answers.extent import Extent
from monitor.charts import base
from monitor.charts.marks import (
    NOTE,
    add_dots,
    add_key,
    add_spans,
    add_texts,
    bare_geo,
    bold,
    name_rows,
    note_above,
    shade_lowest,
    steps,
)
from monitor.charts.theme import Theme

_NAME = 26  # pixels a row
CLUSTERS = ("low-low", "low-high", "", "high-low", "high-high")


def ranks_figure(
    theme: Theme, lang: str, rows: pd.DataFrame, *, ranked: int, quarter: str
) -> go.Figure:
    """Draw ranks with their interval against the lowest quarter of the country.

    Parameters
    ----------
    rows : DataFrame, from top to bottom
        ``name, rank, low, high, text, hover``, ``lagging`` (bool: in the colour of that) and
        ``member`` (bool: name in bold).
    ranked : int
        Lowest rank there is.
    quarter : str
        Name of the shaded lowest quarter.
    """
    fig = base.figure(theme, lang, _NAME * len(rows) + 56)
    edge = shade_lowest(fig, theme, ranked)
    colours = [theme.bad if lags else theme.muted for lags in rows["lagging"]]
    for colour in dict.fromkeys(colours):
        where = [c == colour for c in colours]
        add_spans(fig, rows["low"], rows["high"], where, colour, width=6, opacity=0.4)
    add_dots(fig, rows["rank"], 11, theme.paper, hover=rows["hover"], fill=colours, edge=1)
    _named_rows(fig, theme, rows, ranked + 1)
    note_above(fig, theme, quarter, ranked, xanchor="right", yshift=20)
    start = min(float(rows["low"].min()), edge) - 0.04 * ranked
    fig.update_xaxes(range=[start, ranked + 1], side="top", zeroline=False, nticks=3, tickangle=0)
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
    fig = base.figure(theme, lang, _NAME * len(rows) + 56)
    colours = [theme.bad if w else theme.muted for w in rows["worse"]]
    for colour in dict.fromkeys(colours):
        where = [c == colour for c in colours]
        add_spans(fig, rows["start"], rows["end"], where, colour, width=2.5, opacity=1)
    add_dots(fig, rows["start"], 9, colours, fill=theme.paper)
    add_dots(fig, rows["end"], 11, colours, hover=rows["hover"])
    _named_rows(fig, theme, rows, ranked + 4)
    first = min(rows["start"].min(), rows["end"].min())
    start = max(first - 0.06 * ranked, 0)
    fig.update_xaxes(range=[start, ranked + 4], side="top", zeroline=False, nticks=6)
    return fig


def _named_rows(fig: go.Figure, theme: Theme, rows: pd.DataFrame, edge: float) -> None:
    """Put the name of every row left and its text right of the marks, where the axis ends."""
    add_texts(fig, theme, edge, rows["text"].to_list())
    name_rows(fig, theme, bold(rows["name"], rows["member"]))
    fig.update_layout(margin={"t": 48})


def clusters_figure(
    theme: Theme,
    lang: str,
    table: pd.DataFrame,
    *,
    geojson: str,
    extent: Extent,
    names: Mapping[str, str],
    outlined: Collection[str],
) -> go.Figure:
    """Draw the municipalities of a province by cluster; grey where there is none.

    Parameters
    ----------
    table : DataFrame, index region
        ``cluster`` (as `monitor.analysis.spatial.Clusters` names it) and ``hover``.
    geojson : str
        Address of the shapes (feature id = region code).
    extent : mapping
        Of `monitor.answers.extent`: what the map shows.
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
        colorscale=steps([colours[c] for c in CLUSTERS]),
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
    occurring = {c: names[c] for c in CLUSTERS if (drawn["cluster"] == c).any()}
    add_key(fig, occurring, colours, theme.hatch)
    fig.update_layout(
        geo=bare_geo(extent, (0, 1), (0.08, 1)),
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
