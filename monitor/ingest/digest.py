"""What a refresh is made from, as one hash: equal sources give an equal one."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from monitor.catalog import Catalog
from monitor.ingest.cache import (
    KeptTable,
)
from monitor.ingest.fetch import MUNICIPALITIES
from monitor.ingest.plan import shape_years
from monitor.ingest.tables import TableResult
from monitor.sources.boundaries import boundaries_name

REGIONS = "regions"
"""Name under which the list of municipalities is kept."""


def indicators_of_set(catalog: Catalog, name: str) -> list[str]:
    """Return the indicators that take figures from a set."""
    return [i.id for i in catalog.series_of_all.values() if any(s.file == name for s in i.source)]


def names_of(catalog: Catalog, tables: list[TableResult]) -> list[str]:
    """Return every name in the cache that may be asked for again."""
    sets = [f"set-{name}" for name in (MUNICIPALITIES, *catalog.files)]
    shapes = [boundaries_name(year, "wijk") for year in shape_years(catalog)]
    return [REGIONS, boundaries_name(catalog.boundary_year, "gemeente"), *shapes, *sets,
            *(t.cache_name for t in tables)]  # fmt: skip


def table_hash(kept: KeptTable) -> str:
    """Return what identifies a table's answer: its figures, and what they stand for."""
    data = kept.data
    about = [kept.sha256, sorted(data.units.items()), sorted(data.status.items()),
             sorted(data.names.items())]  # fmt: skip
    return hashlib.sha256(json.dumps(about).encode()).hexdigest()


def digest(catalog: Catalog, hashes: dict[str, str], stopped: dict[str, str]) -> str:
    """Return one hash of the catalog, of all that came in and of what is stopped."""
    parts: list[Any] = [catalog.model_dump_json(), sorted(hashes.items()), sorted(stopped)]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
