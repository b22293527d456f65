"""Who published the figures, and where the browser finds the shapes."""

from __future__ import annotations

from monitor.snapshot import Snapshot, publish_geometry
from monitor.ui.data import static
from monitor.ui.data.remember import of_snapshot

# CBS publishes these for others (its OData host for third parties).
_PUBLISHERS = {"50090NED": "RIVM", "50120NED": "RIVM", "47018NED": "Politie"}


@of_snapshot(256)
def publishers(shown: Snapshot, indicator: str) -> list[str]:
    """Return who published the figures of an indicator, as its source line names them."""
    catalog = shown.catalog
    found = []
    for source in catalog.indicators[indicator].source:
        if source.file is not None:
            found.append(catalog.files[source.file].publisher)
        elif source.table is not None:
            found.append(publisher_of(source.table))
        else:
            found.append("CBS")
    return sorted(set(found))


def publisher_of(table: str) -> str:
    """Return who published a table of CBS's service."""
    return _PUBLISHERS.get(table, "CBS")


@of_snapshot(2)
def geometry_url(shown: Snapshot) -> str:
    """Return the address of the shapes of the municipalities: fetched once by the browser."""
    return static.static_url(publish_geometry(shown, static.STATIC))
