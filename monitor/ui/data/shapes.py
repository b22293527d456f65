"""Where the browser finds the shapes of the municipalities, and what a map of them shows."""

from __future__ import annotations

import json

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
def _boxes(shown: Snapshot) -> dict[str, Box]:
    shapes = json.loads(shown.boundaries.read_text(encoding="utf-8"))
    return {f["properties"]["code"]: box_of(f["geometry"]) for f in shapes["features"]}
