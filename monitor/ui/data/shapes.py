"""Where the browser finds the shapes of the municipalities, and what a map of them shows."""

from __future__ import annotations

import json

from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from monitor.charts.extent import Box, Extent, box_of, extent_of
from monitor.snapshot import Snapshot
from monitor.snapshot_write import publish_geometry
from monitor.ui.data import static
from monitor.ui.data.remember import of_snapshot
from monitor.ui.data.score_answers import inside


@of_snapshot(2)
def geometry_url(shown: Snapshot) -> str:
    """Return the address of the shapes of the municipalities: fetched once by the browser."""
    return static.static_url(publish_geometry(shown, static.STATIC))


@of_snapshot(16)
def extent(shown: Snapshot, area: str) -> Extent:
    """Return what a map of the country (``nl``) or of a province shows."""
    boxes = _boxes()
    codes = shown.regions.index if area == "nl" else inside(area)
    return extent_of(boxes[code] for code in codes if code in boxes)


@of_snapshot(1)
def middles(shown: Snapshot) -> dict[str, tuple[float, float]]:
    """Return where the name of each municipality stands: inside it, longitude and latitude."""
    shapes = json.loads(shown.boundaries.read_text(encoding="utf-8"))
    return {f["properties"]["code"]: _middle(shape(f["geometry"])) for f in shapes["features"]}


def _middle(area: BaseGeometry) -> tuple[float, float]:
    """Return the centre of the largest part, or a point in it where the centre lies outside."""
    largest = max(getattr(area, "geoms", [area]), key=lambda part: part.area)
    centre = largest.centroid
    point = centre if largest.contains(centre) else largest.representative_point()
    return point.x, point.y


@of_snapshot(1)
def _boxes(shown: Snapshot) -> dict[str, Box]:
    shapes = json.loads(shown.boundaries.read_text(encoding="utf-8"))
    return {f["properties"]["code"]: box_of(f["geometry"]) for f in shapes["features"]}
