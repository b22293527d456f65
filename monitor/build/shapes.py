"""Simple shapes for the map: fewer points, shared borders kept."""

from __future__ import annotations

import json
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from topojson.core.topology import Topology

from monitor.errors import MonitorError

TOLERANCE = 150.0
"""Metres a border may move: about a pixel with Noord-Brabant on a whole screen."""

DECIMALS = 4
"""Of longitude and latitude: some seven metres."""


def simplify(boundaries: gpd.GeoDataFrame, tolerance: float = TOLERANCE) -> gpd.GeoDataFrame:
    """Simplify shapes so that neighbours keep one and the same border.

    Parameters
    ----------
    boundaries : GeoDataFrame
        ``code, name, geometry``; EPSG:28992 (metres).
    tolerance : float
        Metres, of the Douglas-Peucker algorithm on the shared borders.

    Returns
    -------
    GeoDataFrame
        EPSG:4326, four decimals, exterior rings clockwise (as d3 wants them), sorted by code.

    Raises
    ------
    MonitorError
        Where the shapes are not in metres, or a shape does not survive.
    """
    if boundaries.crs is None or boundaries.crs.to_epsg() != 28992:
        raise MonitorError("Grenzen worden vereenvoudigd in RD-coördinaten (EPSG:28992)")
    ordered = boundaries.sort_values("code", ignore_index=True)[["code", "name", "geometry"]]
    topology = Topology(ordered, toposimplify=tolerance, prevent_oversimplify=True)
    shapes = topology.to_gdf()[["code", "name", "geometry"]]
    shapes = shapes.set_crs(28992, allow_override=True).to_crs(4326)
    # Rounding shared points alike keeps shared borders shared.
    rounded = shapely.transform(shapes.geometry.to_numpy(), lambda xy: np.round(xy, DECIMALS))
    shapes = shapes.set_geometry(gpd.GeoSeries(rounded, crs=4326)).set_crs(4326)
    lost = shapes[shapes.geometry.is_empty | ~shapes.geometry.is_valid]
    if len(lost):
        raise MonitorError(
            f"De vereenvoudigde grens van {lost.code.iloc[0]} is geen geldige vorm",
            remedy="Neem een kleinere tolerantie.",
        )
    clockwise = shapely.orient_polygons(shapes.geometry.to_numpy(), exterior_cw=True)
    return shapes.set_geometry(gpd.GeoSeries(clockwise, crs=4326))


def _plain(coordinates: Any) -> Any:
    """Return nested lists of numbers rounded to ``DECIMALS``."""
    if isinstance(coordinates, float):
        return round(coordinates, DECIMALS)
    return [_plain(part) for part in coordinates]


def to_geojson(shapes: gpd.GeoDataFrame) -> str:
    """Write compact GeoJSON with properties ``code`` and ``name``; equal shapes, equal text."""
    features = []
    for code, name, shape in zip(shapes.code, shapes.name, shapes.geometry, strict=True):
        geometry = shapely.geometry.mapping(shape)
        features.append(
            {
                "type": "Feature",
                "properties": {"code": code, "name": name},
                "geometry": {
                    "type": geometry["type"],
                    "coordinates": _plain(geometry["coordinates"]),
                },
            }
        )
    collection = {"type": "FeatureCollection", "features": features}
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":")) + "\n"
