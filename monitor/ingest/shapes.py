"""Simple shapes for the map: fewer points, shared borders kept."""

from __future__ import annotations

import json
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from monitor.errors import MonitorError

TOLERANCE = 250.0
"""Metres; a corner goes when the triangle it makes is smaller than the square of this."""

DECIMALS = 4
"""Of longitude and latitude: some seven metres."""


def simplify(
    boundaries: gpd.GeoDataFrame, tolerance: float = TOLERANCE, *, strict: bool = True
) -> gpd.GeoDataFrame:
    """Simplify shapes so that neighbours keep one and the same border.

    Visvalingam-Whyatt on the whole coverage (``shapely.coverage_simplify``): unlike simplifying
    border by border, it never makes borders cross.

    Parameters
    ----------
    boundaries : GeoDataFrame
        ``code, name, geometry``; EPSG:28992 (metres).
    tolerance : float
        Metres.
    strict : bool
        Refuse shapes that leave gaps or overlap. Districts do, at an edge here and there: those
        edges are simplified apart, and shapes that rounding makes touch themselves are mended.

    Returns
    -------
    GeoDataFrame
        EPSG:4326, four decimals, exterior rings clockwise (as d3 wants them), sorted by code.

    Raises
    ------
    MonitorError
        Where the shapes are not in metres, overlap, or do not survive.
    """
    if boundaries.crs is None or boundaries.crs.to_epsg() != 28992:
        raise MonitorError("Grenzen worden vereenvoudigd in RD-coördinaten (EPSG:28992)")
    ordered = boundaries.sort_values("code", ignore_index=True)[["code", "name", "geometry"]]
    original = ordered.geometry.to_numpy()
    if strict and not shapely.coverage_is_valid(original):
        raise MonitorError(
            "De grenzen sluiten niet op elkaar aan: gemeenten overlappen of hebben kieren",
            remedy="Neem de grenzen ongewijzigd van PDOK.",
        )
    simple = gpd.GeoSeries(shapely.coverage_simplify(original, tolerance), crs=28992).to_crs(4326)
    # Rounding shared points alike keeps shared borders shared.
    rounded = shapely.transform(simple.to_numpy(), lambda xy: np.round(xy, DECIMALS))
    if not strict:
        rounded = shapely.make_valid(rounded, method="structure", keep_collapsed=False)
    if not shapely.is_valid(rounded).all() or shapely.is_empty(rounded).any():
        raise MonitorError(
            "De vereenvoudigde grenzen zijn geen geldige vormen",
            where=f"tolerantie {tolerance:g} meter",
            remedy="Neem een kleinere tolerantie.",
        )
    clockwise = shapely.orient_polygons(rounded, exterior_cw=True)
    return ordered.set_geometry(gpd.GeoSeries(clockwise, crs=4326))


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
