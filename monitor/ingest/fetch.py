"""Fetch everything that the catalog names: tables, files, municipalities and their boundaries."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import geopandas as gpd
import pandas as pd

from monitor.catalog import Catalog
from monitor.ingest.plan import DistrictSources, district_plan, plan, shape_years
from monitor.sources.boundaries import fetch_boundaries, read_boundaries
from monitor.sources.cbs import fetch_regions
from monitor.sources.fetch import fetch_table
from monitor.sources.files import load_description, locate, read_set
from monitor.sources.http import NotThereError
from monitor.sources.request import Progress, TableData, TableRequest

MUNICIPALITIES = "gemeenten"
"""The set with the province, COROP region and health service of every municipality."""

Watch = Callable[[str, str], Progress]
"""Called with the id and the title of a table when it begins; returns its progress callback."""


@dataclass(frozen=True)
class Sources:
    """Where everything comes from.

    Attributes
    ----------
    files : str
        Folder or address with the sets that are not CBS tables.
    cbs : str, optional
        Address of the OData service; by default each table's own host.
    boundaries : str, optional
        GeoJSON file with the municipalities; by default PDOK.
    pdok : str, optional
        Address of PDOK's services.
    """

    files: str
    cbs: str | None = None
    boundaries: str | None = None
    pdok: str | None = None


@dataclass(frozen=True)
class Fetched:
    """Everything a snapshot is made from, as the sources gave it.

    Attributes
    ----------
    tables, files : mapping
        By table id and by set id.
    regions : DataFrame
        RegioS: ``code, name, description, group``.
    municipalities : DataFrame
        The set ``gemeenten``.
    boundaries : GeoDataFrame
        ``code, name, geometry``, EPSG:28992.
    districts : DistrictSources
        The same for districts and neighbourhoods.
    """

    tables: Mapping[str, TableData]
    files: Mapping[str, pd.DataFrame]
    regions: pd.DataFrame
    municipalities: pd.DataFrame
    boundaries: gpd.GeoDataFrame
    districts: DistrictSources = field(default_factory=DistrictSources)


def _silent(_id: str, _title: str) -> Progress:
    return lambda _done, _expected: None


def fetch_all(catalog: Catalog, sources: Sources, watch: Watch = _silent) -> Fetched:
    """Fetch all of it; the first source that fails ends it.

    Raises
    ------
    MonitorError
        From the source at fault.
    """
    if sources.boundaries is not None:
        shapes = read_boundaries(Path(sources.boundaries))
    else:
        shapes = fetch_boundaries(catalog.boundary_year, base_url=sources.pdok)
    sets = {}
    for name in (MUNICIPALITIES, *catalog.files):
        description = load_description(name)
        sets[name] = read_set(locate(sources.files, description), description)
    regions = fetch_regions(base_url=sources.cbs)
    tables = _fetch_tables(plan(catalog), sources, watch)
    districts = DistrictSources(
        _fetch_tables(district_plan(catalog), sources, watch),
        {
            year: fetch_boundaries(year, base_url=sources.pdok, level="wijk")
            for year in shape_years(catalog)
        },
    )
    return Fetched(tables, sets, regions, sets.pop(MUNICIPALITIES), shapes, districts)


def _fetch_tables(
    requests: Iterable[TableRequest], sources: Sources, watch: Watch
) -> dict[str, TableData]:
    """Fetch one table after another, by table id; one that nothing needs may not be there."""
    tables: list[TableData] = []
    for request in requests:
        progress = watch(request.table.id, request.table.title)
        try:
            data = fetch_table(request, base_url=sources.cbs, progress=progress)
        except NotThereError:
            if not request.spare:
                raise
            continue
        progress(len(data.frame), len(data.frame))
        tables.append(data)
    return together(tables)


def together(answers: Iterable[TableData]) -> dict[str, TableData]:
    """Lay the answers on one table beside each other (other levels, other codes), by table id."""
    found: dict[str, TableData] = {}
    for data in answers:
        before = found.get(data.table)
        found[data.table] = data if before is None else _both(before, data)
    return found


def _both(one: TableData, other: TableData) -> TableData:
    """Put two answers in one: no row is in both, for each asked other levels or other codes."""
    return replace(
        one,
        frame=pd.concat([one.frame, other.frame], ignore_index=True),
        keys={**one.keys, **other.keys},
        units={**one.units, **other.units},
        status={**one.status, **other.status},
        names={**one.names, **other.names},
    )


def content_hash(frame: pd.DataFrame) -> str:
    """Return the SHA-256 of a frame's figures, whatever the order of its rows."""
    keys = [c for c in frame.columns if frame[c].dtype.kind != "f"]
    text = frame.sort_values(keys).to_csv(index=False, lineterminator="\n")
    return hashlib.sha256(text.encode()).hexdigest()
