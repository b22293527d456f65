"""Where the browser finds the shapes of the municipalities, and what a map of them shows."""

from __future__ import annotations

import json

from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from monitor.answers import static
from monitor.answers.about_scores import inside
from monitor.answers.extent import Box, Extent, box_of, extent_of
from monitor.answers.remember import once
from monitor.answers.view import snapshot
from monitor.snapshot_write import publish_geometry

_Point = tuple[float, float]


@once(2)
def geometry_url() -> str:
    """Return the address of the shapes of the municipalities: fetched once by the browser."""
    return static.static_url(publish_geometry(snapshot(), static.STATIC))


@once(16)
def extent(area: str) -> Extent:
    """Return what a map of the country (``nl``) or of a province shows.

    Parameters
    ----------
    area : str
        ``nl`` or the code of a province.
    """
    placed = _placed()
    return extent_of(placed[code][0] for code in inside(area) if code in placed)


@once(1)
def middles() -> dict[str, _Point]:
    """Return where the name of each municipality stands: inside it, longitude and latitude."""
    return {code: middle for code, (_box, middle) in _placed().items()}


def _middle(area: BaseGeometry) -> _Point:
    """Return the centre of the largest part, or a point in it where the centre lies outside."""
    largest = max(getattr(area, "geoms", [area]), key=lambda part: part.area)
    centre = largest.centroid
    point = centre if largest.contains(centre) else largest.representative_point()
    return point.x, point.y


@once(1)
def _placed() -> dict[str, tuple[Box, _Point]]:
    """Return the box and the middle of each municipality, of one reading of the boundaries."""
    shapes = json.loads(snapshot().boundaries.read_text(encoding="utf-8"))["features"]
    of = {f["properties"]["code"]: f["geometry"] for f in shapes}
    return {code: (box_of(drawn), _middle(shape(drawn))) for code, drawn in of.items()}
