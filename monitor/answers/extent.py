"""The part of the earth that a map shows: a fixed range, for plotly's own costs 90 ms a change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Box = tuple[float, float, float, float]
"""West, south, east and north, in degrees."""
Extent = Mapping[str, tuple[float, float]]
"""``lonaxis`` and ``lataxis``, each a range in degrees."""
_AIR = 0.015


def box_of(geometry: Mapping[str, Any]) -> Box:
    """Return the box around a polygon of GeoJSON, or around several."""
    lon, lat = zip(*_points(geometry["coordinates"]), strict=True)
    return min(lon), min(lat), max(lon), max(lat)


def extent_of(boxes: Iterable[Box], air: float = _AIR) -> Extent:
    """Return the range that holds all boxes, of which there is one at least, with some air."""
    west, south, east, north = zip(*boxes, strict=True)
    sides = {"lonaxis": (min(west), max(east)), "lataxis": (min(south), max(north))}
    return {
        axis: (low - air * (high - low), high + air * (high - low))
        for axis, (low, high) in sides.items()
    }


def _points(coordinates: list[Any]) -> list[tuple[float, float]]:
    if isinstance(coordinates[0], float | int):
        return [(coordinates[0], coordinates[1])]
    return [point for part in coordinates for point in _points(part)]
