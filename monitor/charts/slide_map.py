"""The map on a slide: classes, the group outlined, a few names.

``layout.meta["portrait"]`` holds what differs on a narrow screen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from monitor.answers.extent import Extent
from monitor.charts.classes import MISSING
from monitor.charts.marks import bare_geo, steps
from monitor.charts.slides import SIZE, slide_figure
from monitor.charts.theme import Theme

GEOMETRY = "gemeenten"  # name under which the one who shows a map provides the shapes


def map_figure(
    theme: Theme,
    lang: str,
    table: pd.DataFrame,
    *,
    colours: Sequence[str],
    labels: Sequence[str],
    edges: Sequence[str],
    missing: str,
    named: pd.DataFrame,
    extent: Extent,
    geojson: str = GEOMETRY,
) -> go.Figure:
    """Draw municipalities by class, the group outlined, a few of them named.

    Parameters
    ----------
    table : DataFrame, index region
        ``class`` (number of the class, NaN without a figure), ``member``, ``hover``.
    colours, labels : sequence of str
        One a class, low to high.
    edges : sequence of str
        The breaks between the classes, for a narrow screen.
    missing : str
        Name of the class without a figure; put in the legend where it occurs.
    named : DataFrame
        ``lon, lat, text`` of the labels on the map.
    extent : mapping
        Of `monitor.answers.extent`: what the map shows.
    geojson : str
        Address of the shapes, or the name under which the page holds them.
    """
    fig = slide_figure(theme, lang, margin={"l": 0, "r": 0, "t": 0, "b": 0})
    known, own = table["class"].notna(), table["member"]
    absent = not known.all()
    if absent:
        _add_areas(fig, table[~known], geojson, (theme.paper, 1.2), theme.hatch)
    _add_areas(fig, table[known], geojson, (theme.hatch, 1.2))
    if own.sum() == 1:  # in a dark class a dark line by itself is not seen
        _add_areas(fig, table[own], geojson, (theme.paper, 10), "rgba(0,0,0,0)")
    if own.any() and not own.all():
        _add_areas(fig, table[own], geojson, (theme.ink, 4), "rgba(0,0,0,0)")
    fig.add_scattergeo(
        lon=list(named["lon"]),
        lat=list(named["lat"]),
        text=[f"<b>{x}</b>" for x in named["text"]],
        mode="text",
        textfont={"size": SIZE, "color": theme.ink, "shadow": _halo(theme.paper)},
        hoverinfo="skip",
    )
    if absent:
        colours, labels = [theme.hatch, *colours], [missing, *labels]
    axis = _classes(colours, labels, first=MISSING if absent else 0)
    fig.update_layout(coloraxis=axis, **_map_layout(extent, edges))
    return fig


def _add_areas(
    fig: go.Figure, table: pd.DataFrame, geojson: str, line: tuple[str, float], fill: str = ""
) -> None:
    """Draw areas of one colour, or by their class where none is given."""
    paint: dict[str, Any] = {"z": list(table["class"]), "coloraxis": "coloraxis"}
    if fill:
        scale = [[0, fill], [1, fill]]
        paint = {"z": [0] * len(table), "colorscale": scale, "showscale": False}
    fig.add_choropleth(
        geojson=geojson,
        featureidkey="id",
        locations=list(table.index),
        marker={"line": {"color": line[0], "width": line[1]}},
        hovertext=list(table["hover"]),
        hoverinfo="text",
        **paint,
    )


def overlap(
    lon: float, lat: float, name: str, lon2: float, lat2: float, name2: str, *, extent: Extent
) -> bool:
    """Whether two names on the map of a slide run into each other, by a rough size of letters."""
    low, high = extent["lataxis"]
    degree = 640 / ((high - low) * 1.62)  # pixels a degree of longitude, as mercator shows 51-53°
    width = 0.55 * SIZE * (len(name) + len(name2)) / 2 + SIZE
    return abs(lon - lon2) * degree < width and abs(lat - lat2) * degree * 1.62 < 1.2 * SIZE


def _halo(colour: str) -> str:
    """Shadow around letters on a map, so that they read on any class."""
    return ", ".join(f"{x}px {y}px 2px {colour}" for x in (-2, 2) for y in (-2, 2))


def _classes(colours: Sequence[str], labels: Sequence[str], *, first: int) -> Mapping[str, Any]:
    """Colour axis in steps from the first class on, its bar labelled by class."""
    count = len(colours)
    return {
        "colorscale": steps(colours),
        "cmin": first - 0.5,
        "cmax": first + count - 0.5,
        "colorbar": {
            "tickvals": list(range(first, first + count)),
            "ticktext": list(labels),
            "tickfont": {"size": SIZE},
            "thickness": 40,
            "len": 0.8,
            "x": 0.84,
            "xanchor": "left",
            "outlinewidth": 0,
            "ticks": "",
        },
    }


def _map_layout(extent: Extent, edges: Sequence[str]) -> dict[str, Any]:
    return {
        "geo": bare_geo(extent, (0, 0.82), (0, 1)),
        "meta": {
            "portrait": {
                "geo.domain": {"x": [0, 1], "y": [0.2, 1]},
                "coloraxis.colorbar.orientation": "h",
                "coloraxis.colorbar.x": 0.5,
                "coloraxis.colorbar.xanchor": "center",
                "coloraxis.colorbar.y": 0.08,
                "coloraxis.colorbar.yanchor": "bottom",
                "coloraxis.colorbar.tickvals": [i + 0.5 for i in range(len(edges))],
                "coloraxis.colorbar.ticktext": list(edges),
                "coloraxis.colorbar.tickangle": 0,
                "coloraxis.colorbar.len": 1,
                "coloraxis.colorbar.thickness": 32,
            }
        },
    }
