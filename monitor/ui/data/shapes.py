"""Where the browser finds the shapes of the municipalities."""

from __future__ import annotations

from monitor.snapshot import Snapshot
from monitor.snapshot_write import publish_geometry
from monitor.ui.data import static
from monitor.ui.data.remember import of_snapshot


@of_snapshot(2)
def geometry_url(shown: Snapshot) -> str:
    """Return the address of the shapes of the municipalities: fetched once by the browser."""
    return static.static_url(publish_geometry(shown, static.STATIC))
