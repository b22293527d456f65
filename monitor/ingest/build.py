"""The whole way: fetch, derive, write aside, check, put in place, and tell what happened."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from monitor.catalog import Catalog
from monitor.errors import MonitorError
from monitor.ingest.contents import derive, write
from monitor.ingest.derive import (
    POPULATION,
    UNKNOWN,
    Losses,
)
from monitor.ingest.fetch import Sources, Watch, fetch_all
from monitor.ingest.lacking import Lacking, fitted
from monitor.ingest.scales import population_weights, unnamed_breaks
from monitor.moment import now
from monitor.snapshot import Snapshot
from monitor.snapshot_write import put_in_place
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
    lacking : list of Lacking
        What the catalog can do without and the tables do not have.
    """

    snapshot: Snapshot
    rows: dict[str, int]
    losses: Losses
    breaks: pd.DataFrame
    odd: pd.DataFrame
    lacking: list[Lacking]


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
    there = fitted(catalog, fetched.tables, fetched.districts.tables)
    catalog = there.catalog.without(there.without)
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
        snapshot = put_in_place(aside, target)
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
        there.lacking,
    )
