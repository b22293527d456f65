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

_Point = tuple[float, float]


@of_snapshot(2)
def geometry_url(shown: Snapshot) -> str:
    """Return the address of the shapes of the municipalities: fetched once by the browser."""
    return static.static_url(publish_geometry(shown, static.STATIC))


@of_snapshot(16)
def extent(shown: Snapshot, area: str) -> Extent:
    """Return what a map of the country (``nl``) or of a province shows.

    Parameters
    ----------
    area : str
        ``nl`` or the code of a province.
    """
    placed = _placed()
    return extent_of(placed[code][0] for code in inside(area) if code in placed)


@of_snapshot(1)
def middles(_shown: Snapshot) -> dict[str, _Point]:
    """Return where the name of each municipality stands: inside it, longitude and latitude."""
    return {code: middle for code, (_box, middle) in _placed().items()}


def _middle(area: BaseGeometry) -> _Point:
    """Return the centre of the largest part, or a point in it where the centre lies outside."""
    largest = max(getattr(area, "geoms", [area]), key=lambda part: part.area)
    centre = largest.centroid
    point = centre if largest.contains(centre) else largest.representative_point()
    return point.x, point.y


@of_snapshot(1)
def _placed(shown: Snapshot) -> dict[str, tuple[Box, _Point]]:
    """Return the box and the middle of each municipality, of one reading of the boundaries."""
    shapes = json.loads(shown.boundaries.read_text(encoding="utf-8"))["features"]
    of = {f["properties"]["code"]: f["geometry"] for f in shapes}
    return {code: (box_of(drawn), _middle(shape(drawn))) for code, drawn in of.items()}
