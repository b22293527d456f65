"""What a snapshot is made of: derived from what the sources gave, and written into a folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from monitor.catalog import Catalog
from monitor.catalog_read import publisher_in_catalog
from monitor.datapackage import write_datapackage
from monitor.ingest.derive import (
    POPULATION,
    Harmoniser,
    Losses,
    placeable,
    published,
    with_years,
)
from monitor.ingest.districts import DistrictTables, derive_districts, write_districts
from monitor.ingest.fetch import Fetched, content_hash
from monitor.ingest.places import region_table
from monitor.ingest.scales import frozen_scales, population_weights
from monitor.ingest.shapes import simplify, to_geojson
from monitor.moment import this_year
from monitor.regions.changes import lifetimes, recoding
from monitor.regions.vintages import make_links
from monitor.snapshot_write import write_manifest, write_table
from monitor.sources.boundaries import Level, boundaries_name
from monitor.sources.request import TableData


@dataclass(frozen=True)
class Contents:
    """The tables of a snapshot, before they are written; the catalog with the years they span."""

    catalog: Catalog
    observations: pd.DataFrame
    regions: pd.DataFrame
    recoding: pd.DataFrame
    scales: pd.DataFrame
    history: pd.DataFrame
    districts: DistrictTables | None = None


def _history(catalog: Catalog, links: pd.DataFrame, inhabitants: pd.Series) -> pd.DataFrame:
    """Return the municipalities as they were in each year, with their inhabitants.

    Own sets of the province are brought onto the present boundaries with it, as the rest is here.
    """
    life = links.drop_duplicates("code")
    parts = []
    for year in range(catalog.first_year - 1, catalog.last_year + 1):
        alive = life[(life.from_year <= year) & (life.until_year >= year)]
        people = inhabitants.reindex([(code, year) for code in alive.code])
        parts.append(
            pd.DataFrame({"code": alive.code, "year": year, "inhabitants": people.to_numpy()})
        )
    return pd.concat(parts).sort_values(["code", "year"], ignore_index=True)


def derive(fetched: Fetched, catalog: Catalog, losses: Losses) -> Contents:
    """Turn what the sources gave into the tables of a snapshot.

    Parameters
    ----------
    fetched : Fetched
        From ``fetch_all``.
    catalog : Catalog
        What is measured.
    losses : Losses
        Receives what does not become an observation.

    Raises
    ------
    MonitorError
        A code, column, reference year or province that is not there.
    """
    moved = recoding(fetched.regions, fetched.boundaries.code)
    life = lifetimes(fetched.regions)
    figures = published(catalog, fetched.tables, fetched.files, losses)
    known = {*fetched.boundaries.code, *moved.code}
    since = catalog.first_year - 1  # as the history of inhabitants
    raw = placeable(figures, known, life.index, since, losses)
    regions = region_table(fetched, moved, life.from_year, raw[POPULATION], losses)
    links = make_links(regions.set_index("code").from_year, moved)
    catalog = with_years(catalog, raw.values(), this_year())
    harmoniser = Harmoniser(catalog, raw, links, losses)
    parts = [
        harmoniser.observations(indicator).assign(indicator=indicator.id)
        for indicator in catalog.series_of_all.values()
    ]
    observations = pd.concat(parts, ignore_index=True)
    weights = population_weights(observations, catalog, POPULATION)
    people = harmoniser.weights(POPULATION)
    return Contents(
        catalog=catalog,
        observations=observations.sort_values(["indicator", "region", "year"], ignore_index=True),
        regions=regions,
        recoding=moved,
        scales=frozen_scales(observations, catalog, weights),
        history=_history(catalog, links, people),
        districts=derive_districts(fetched.districts, catalog, links, people, losses),
    )


def _table_entry(data: TableData, catalog: Catalog, moment: str | None) -> dict[str, Any]:
    table = catalog.tables[data.table]
    return {
        "id": data.table,
        "title": data.title,
        "publisher": publisher_in_catalog(catalog, data.table),
        "host": table.host,
        "service": data.service,
        "modified": data.modified or None,
        "fetched_at": moment,
        "rows": len(data.frame),
        "sha256": content_hash(data.frame),
        "licence": table.licence,
        "topics": {topic.path: key for topic, key in data.keys.items()},
        "units": {topic.path: data.units[key] for topic, key in data.keys.items()},
    }


def _shapes_entry(
    shapes: gpd.GeoDataFrame, year: int, level: Level, moment: str | None
) -> dict[str, Any]:
    many = {"gemeente": "gemeenten", "wijk": "wijken"}[level]
    plain = shapes[["code", "name"]].assign(geometry=shapes.geometry.to_wkt(rounding_precision=2))
    return {
        "id": boundaries_name(year, level),
        "title": f"CBS Gebiedsindelingen {year}: {many}, gegeneraliseerd",
        "publisher": "CBS / PDOK",
        "host": "service.pdok.nl",
        "service": "wfs",
        "modified": None,
        "fetched_at": moment,
        "rows": len(shapes),
        "sha256": content_hash(plain),
        "licence": "CC BY 4.0",
        "topics": {},
    }


def _stamp_sources(fetched: Fetched, catalog: Catalog, moment: str | None) -> list[dict[str, Any]]:
    """Return the manifest's entry of every source; a date that is not known stays empty."""
    tables = {**fetched.districts.tables, **fetched.tables}
    ordered = [name for name in catalog.tables if name in tables]
    entries = [_table_entry(tables[name], catalog, moment) for name in ordered]
    for name, frame in fetched.files.items():
        entries.append(
            {
                "id": name,
                "title": catalog.files[name].title,
                "publisher": catalog.files[name].publisher,
                "host": "",
                "service": "file",
                "modified": None,
                "fetched_at": moment,
                "rows": len(frame),
                "sha256": content_hash(frame),
                "licence": catalog.files[name].licence,
                "topics": {},
            }
        )
    entries.append(_shapes_entry(fetched.boundaries, catalog.boundary_year, "gemeente", moment))
    for year, shapes in fetched.districts.shapes.items():
        entries.append(_shapes_entry(shapes, year, "wijk", moment))
    return entries


def write(
    contents: Contents, fetched: Fetched, catalog: Catalog, folder: Path, moment: str | None
) -> None:
    """Write a snapshot into a folder; the same contents and moment give the same bytes."""
    for name in ("observations", "regions", "recoding", "scales", "history"):
        write_table(getattr(contents, name), name, folder)
    shapes = to_geojson(simplify(fetched.boundaries))
    (folder / "boundaries.geojson").write_text(shapes, encoding="utf-8", newline="\n")
    write_districts(contents.districts, folder)
    text = catalog.model_dump_json(indent=1) + "\n"
    (folder / "catalog.json").write_text(text, encoding="utf-8", newline="\n")
    write_manifest(folder, moment or "", _stamp_sources(fetched, catalog, moment))
    write_datapackage(folder)
