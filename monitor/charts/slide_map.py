"""The map on a slide: classes, the group outlined, a few names.

``layout.meta["portrait"]`` holds what differs on a narrow screen.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from monitor.answers.extent import Extent
from monitor.charts.classes import MISSING
from monitor.charts.map import PEN, Key, add_areas
from monitor.charts.marks import bare_geo, halo, steps
from monitor.charts.slides import SIZE, slide_figure
from monitor.charts.theme import Theme

_PEN = 1.8
"""Lines of a slide to those of a page, as its type."""
GEOMETRY = "gemeenten"  # name under which the one who shows a map provides the shapes


def slide_map(
    theme: Theme,
    table: pd.DataFrame,
    key: Key,
    *,
    scope: str,
    classes: Sequence[str],
    outlined: Collection[str],
    named: pd.DataFrame,
    extent: Extent,
    geojson: str = GEOMETRY,
) -> go.Figure:
    """Draw municipalities by class, the group outlined, a few of them named.

    Parameters
    ----------
    table : DataFrame, index region
        ``value`` (float, NaN without a figure) and ``hover``.
    key : Key
        What the colours mean; its ticks stand beside them on a narrow screen.
    scope : {"nb", "nl"}
        A province or the country.
    classes : sequence of str
        The words of each class, low to high.
    outlined : collection of str
        Regions with a dark outline; one alone has that of the accent, as on the page.
    named : DataFrame
        ``lon, lat, text`` of the labels on the map.
    extent : mapping
        Of `monitor.answers.extent`: what the map shows.
    geojson : str
        Address of the shapes, or the name under which the page holds them.
    """
    fig = slide_figure(theme, margin={"l": 0, "r": 0, "t": 0, "b": 0})
    alone = next(iter(outlined)) if len(outlined) == 1 else None
    group = outlined if len(outlined) < len(table) else ()
    hover = "%{customdata[0]}"
    add_areas(fig, theme, table, key.scale, geojson, hover, group, alone, pen=_PEN * PEN[scope])
    fig.add_scattergeo(
        lon=list(named["lon"]),
        lat=list(named["lat"]),
        text=[f"<b>{x}</b>" for x in named["text"]],
        mode="text",
        textfont={"size": SIZE, "color": theme.ink, "shadow": halo(theme.paper, 2)},
        hoverinfo="skip",
    )
    absent = bool(table["value"].isna().any())
    colours, labels = list(key.scale.colours), list(classes)
    if absent:
        colours, labels = [theme.hatch, *colours], [key.missing, *labels]
    axis = _classes(colours, labels, first=MISSING if absent else 0)
    fig.update_layout(coloraxis=axis, **_map_layout(extent, key.ticks))
    return fig


def overlap(
    lon: float, lat: float, name: str, lon2: float, lat2: float, name2: str, *, extent: Extent
) -> bool:
    """Whether two names on the map of a slide run into each other, by a rough size of letters."""
    low, high = extent["lataxis"]
    degree = 640 / ((high - low) * 1.62)  # pixels a degree of longitude, as mercator shows 51-53°
    width = 0.55 * SIZE * (len(name) + len(name2)) / 2 + SIZE
    return abs(lon - lon2) * degree < width and abs(lat - lat2) * degree * 1.62 < 1.2 * SIZE


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
