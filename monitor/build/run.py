"""The whole way: fetch, derive, write aside, check, put in place, and tell what happened."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from monitor.build.derive import (
    POPULATION,
    UNKNOWN,
    Harmoniser,
    Losses,
    district_table,
    placeable,
    published,
    with_years,
)
from monitor.build.fetch import Fetched, Sources, Watch, content_hash, fetch_all
from monitor.build.places import region_table
from monitor.build.scales import frozen_scales, population_weights, unnamed_breaks
from monitor.build.shapes import simplify, to_geojson
from monitor.catalog import Catalog
from monitor.datapackage import write_datapackage
from monitor.errors import MonitorError
from monitor.moment import now, this_year
from monitor.regions.changes import lifetimes, recoding
from monitor.regions.harmonise import make_links
from monitor.snapshot import Snapshot, publish, write_manifest, write_table
from monitor.soundness import out_of_range


@dataclass(frozen=True)
class Report:
    """What a build made and what it left out.

    Attributes
    ----------
    snapshot : Snapshot
        The new one, in place.
    rows : dict of str to int
        Rows fetched per table and set.
    losses : Losses
        Figures that did not become an observation, with the reason.
    breaks : DataFrame
        ``indicator, year, jump, order``: level breaks that the catalog does not name.
    odd : DataFrame
        Observations outside the range of their indicator: kept, flagged.
    """

    snapshot: Snapshot
    rows: dict[str, int]
    losses: Losses
    breaks: pd.DataFrame
    odd: pd.DataFrame


@dataclass(frozen=True)
class Contents:
    """The tables of a snapshot, before they are written; the catalog with the years they span."""

    catalog: Catalog
    observations: pd.DataFrame
    districts: pd.DataFrame
    regions: pd.DataFrame
    recoding: pd.DataFrame
    scales: pd.DataFrame
    history: pd.DataFrame


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
    raw = placeable(figures.municipalities, known, life.index, since, losses)
    regions = region_table(fetched, moved, life.from_year, raw[POPULATION], losses)
    links = make_links(regions.set_index("code").from_year, moved)
    catalog = with_years(catalog, raw.values(), this_year())
    harmoniser = Harmoniser(catalog, raw, links, losses)
    parts = [
        harmoniser.observations(indicator).assign(indicator=indicator.id)
        for indicator in catalog.indicators.values()
    ]
    observations = pd.concat(parts, ignore_index=True)
    weights = population_weights(observations, catalog, POPULATION)
    names = {k: v for data in fetched.tables.values() for k, v in data.names.items()}
    return Contents(
        catalog=catalog,
        observations=observations.sort_values(["indicator", "region", "year"], ignore_index=True),
        districts=district_table(figures.districts, names, links, losses),
        regions=regions,
        recoding=moved,
        scales=frozen_scales(observations, catalog, weights),
        history=_history(catalog, links, harmoniser.weights(POPULATION)),
    )


def _stamp_sources(fetched: Fetched, catalog: Catalog, moment: str | None) -> list[dict[str, Any]]:
    """Return the manifest's entry of every source; a date that is not known stays empty."""
    entries: list[dict[str, Any]] = []
    for name, data in fetched.tables.items():
        table = catalog.tables[name]
        entries.append(
            {
                "id": name,
                "title": data.title,
                "publisher": catalog.publisher_of(name),
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
        )
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
    boundary_year = catalog.boundary_year
    entries.append(
        {
            "id": f"gebiedsindelingen_{boundary_year}",
            "title": f"CBS Gebiedsindelingen {boundary_year}: gemeenten, gegeneraliseerd",
            "publisher": "CBS / PDOK",
            "host": "service.pdok.nl",
            "service": "wfs",
            "modified": None,
            "fetched_at": moment,
            "rows": len(fetched.boundaries),
            "sha256": content_hash(fetched.boundaries[["code", "name"]].assign(
                geometry=fetched.boundaries.geometry.to_wkt(rounding_precision=2))),
            "licence": "CC BY 4.0",
            "topics": {},
        }
    )  # fmt: skip
    return entries


def write(
    contents: Contents, fetched: Fetched, catalog: Catalog, folder: Path, moment: str | None
) -> None:
    """Write a snapshot into a folder; the same contents and moment give the same bytes."""
    for name in ("observations", "districts", "regions", "recoding", "scales", "history"):
        write_table(getattr(contents, name), name, folder)
    shapes = to_geojson(simplify(fetched.boundaries))
    (folder / "boundaries.geojson").write_text(shapes, encoding="utf-8", newline="\n")
    text = catalog.model_dump_json(indent=1) + "\n"
    (folder / "catalog.json").write_text(text, encoding="utf-8", newline="\n")
    write_manifest(folder, moment or "", _stamp_sources(fetched, catalog, moment))
    write_datapackage(folder)


def build(
    catalog: Catalog,
    sources: Sources,
    target: Path,
    *,
    moment: Callable[[], str] | None = now,
    watch: Watch | None = None,
) -> Report:
    """Build a snapshot from all sources and put it in the place of ``target``.

    Parameters
    ----------
    catalog : Catalog
        What is measured.
    sources : Sources
        Where it comes from.
    target : Path
        Folder of the snapshot; untouched until the new one is complete and sound.
    moment : callable, optional
        Gives the time of fetching. None: no time is written, so that equal figures give equal
        bytes.
    watch : callable, optional
        Told of every table.

    Raises
    ------
    MonitorError
        The first fault met; ``target`` is untouched.
    """
    fetched = fetch_all(catalog, sources, watch) if watch else fetch_all(catalog, sources)
    losses = Losses()
    contents = derive(fetched, catalog, losses)
    catalog = contents.catalog
    if losses.unknown:
        raise MonitorError(
            f"Onbekende gemeente {', '.join(sorted(losses.unknown)[:5])}",
            where=next(f"indicator '{i}'" for i, why, *_ in losses.rows if why == UNKNOWN),
            remedy="CBS noemt deze code niet; verbeter de code in de bron.",
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=".build-", dir=target.parent))
    aside.chmod(0o755)  # mkdtemp makes a private folder; a snapshot is for all to read
    try:
        write(contents, fetched, catalog, aside, moment() if moment else None)
        snapshot = publish(aside, target)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    weights = population_weights(contents.observations, catalog, POPULATION)
    rows = {name: len(data.frame) for name, data in fetched.tables.items()}
    return Report(
        snapshot,
        rows | {name: len(frame) for name, frame in fetched.files.items()},
        losses,
        unnamed_breaks(contents.observations, catalog, weights),
        out_of_range(contents.observations, catalog),
    )
