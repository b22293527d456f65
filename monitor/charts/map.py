"""The map: municipalities by class, the focus group outlined; its geometry is a URL."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from monitor.answers.extent import Extent
from monitor.charts import base, map_names
from monitor.charts.classes import MISSING, Scale
from monitor.charts.marks import bare_geo, steps
from monitor.charts.theme import Theme

_HEIGHT = 560
"""Pixels."""
_WIDE = 2.4
"""Degrees of longitude to one of latitude from which a map leaves room below by itself."""

PEN = {"nb": 1.0, "nl": 0.6}
"""How thick lines are, by the scope of a map: of what is large they are thick."""


@dataclass(frozen=True)
class Key:
    """What the colours of a map mean.

    Attributes
    ----------
    scale : Scale
        Classes and colours.
    title : str
        What is measured.
    ticks : tuple of str
        The breaks of the scale, written.
    missing : str
        The words for no figure.
    always : bool
        Name no figure even where the map has none such: other years do.
    """

    scale: Scale
    title: str
    ticks: tuple[str, ...]
    missing: str
    always: bool = False


def map_figure(
    theme: Theme,
    table: pd.DataFrame,
    key: Key,
    *,
    geojson: str,
    scope: str,
    extent: Extent,
    hover: str,
    outlined: Collection[str] = (),
    chosen: str | None = None,
    names: Sequence[tuple[str, str]] = (),
    points: Mapping[str, map_names.Point] | None = None,
) -> go.Figure:
    """Draw one map.

    Parameters
    ----------
    table : DataFrame, index region
        ``value`` (float, NaN without a figure) and the text columns that ``hover`` names.
    key : Key
        What the colours mean.
    geojson : str
        Address of the shapes (feature id = region code).
    scope : {"nb", "nl"}
        A province or the country: of what is large the lines are thick.
    extent : mapping
        Of `monitor.answers.extent`: what the map shows.
    hover : str
        plotly hover template; ``%{customdata[i]}`` is the i-th column after ``value``.
    outlined : collection of str
        Regions with a dark outline.
    chosen : str, optional
        Region with the accent outline.
    names : sequence of (region, text)
        Names to write on the map where they fit, what matters most first.
    points : mapping, optional
        Where each stands: longitude and latitude.
    """
    axis = _axis(key, theme, missing=key.always or bool(table["value"].isna().any()))
    bottom = _room_below(scope, extent)
    geo = bare_geo(extent, (0, 1), (bottom, 1))
    fig = base.figure(theme, _HEIGHT, coloraxis=axis, geo=geo)
    add_areas(fig, theme, table, key.scale, geojson, hover, outlined, chosen, pen=PEN[scope])
    if points is not None:
        map_names.add_names(fig, theme, names, points, extent, bottom, bold=chosen)
    return fig


def _room_below(scope: str, extent: Extent) -> float:
    """Share of the height for the legend: most where the map would reach down to it on a phone."""
    (west, east), (south, north) = extent["lonaxis"], extent["lataxis"]
    tall = scope == "nb" and east - west < _WIDE * (north - south)
    return 0.24 if tall else 0.14 if scope == "nb" else 0.1


def add_areas(
    fig: go.Figure,
    theme: Theme,
    table: pd.DataFrame,
    scale: Scale,
    geojson: str,
    hover: str,
    outlined: Collection[str],
    chosen: str | None,
    *,
    pen: float,
) -> None:
    """Draw areas by class, on a page and on a slide.

    Parameters
    ----------
    table, geojson, hover, outlined, chosen
        As in `map_figure`.
    scale : Scale
        Its colours are those of the colour axis of the figure.
    pen : float
        How many times thicker the lines are than on a page with the map of a province (`PEN`).
    """
    # what is outlined comes last, so that no neighbour covers half of its line
    drawn = table.loc[sorted(table.index, key=lambda code: (code == chosen, code in outlined))]
    fig.add_choropleth(
        geojson=geojson,
        featureidkey="id",
        locations=list(drawn.index),
        z=scale.number(drawn["value"]).to_list(),
        coloraxis="coloraxis",
        customdata=drawn.drop(columns="value").to_numpy(dtype=object).tolist(),
        hovertemplate=hover + "<extra></extra>",
        marker={"line": _lines(drawn.index, theme, outlined, chosen, pen)},
    )


def _lines(
    regions: pd.Index, theme: Theme, outlined: Collection[str], chosen: str | None, pen: float
) -> dict[str, Any]:
    thin, thick = round(pen, 1), round(2.2 * pen, 1)
    if not outlined and chosen is None:
        return {"color": theme.paper, "width": thin}
    colour = {True: theme.ink, False: theme.paper}
    return {
        "color": [theme.accent if r == chosen else colour[r in outlined] for r in regions],
        "width": [
            thick + 1.8 if r == chosen else thick if r in outlined else thin for r in regions
        ],
    }


def _axis(key: Key, theme: Theme, *, missing: bool) -> dict[str, Any]:
    """Colour axis in steps with the breaks between them; grey for no figure stands first."""
    first = MISSING if missing else 0
    colours = [*([theme.hatch] if missing else []), *key.scale.colours]
    count = len(colours)
    at = [i + 0.5 for i in range(len(key.scale.breaks))]
    return {
        "colorscale": steps(colours),
        "cmin": first - 0.5,
        "cmax": first - 0.5 + count,
        "colorbar": {
            "orientation": "h",
            "x": 0,
            "xanchor": "left",
            "y": 0,
            "yanchor": "bottom",
            "lenmode": "pixels",
            "len": 296 if missing else 272,
            "thickness": 12,
            # the words for no figure are wider than their step on a phone
            "xpad": 24 if missing else 10,
            "outlinewidth": 0,
            "ticks": "",
            "tickvals": [*([MISSING] if missing else []), *at],
            "ticktext": [*([key.missing] if missing else []), *key.ticks],
            "tickfont": {"size": 13, "color": theme.ink},
            # else plotly tilts them where it measures before the type is there
            "tickangle": 0,
            "title": {"text": key.title, "side": "top", "font": {"size": 13, "color": theme.muted}},
        },
    }
