"""Bring everything in: tables two at a time, and what is beside them (`others`)."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from pathlib import Path

from monitor.catalog import Catalog
from monitor.errors import MonitorError
from monitor.ingest.cache import (
    KeptTable,
    forget_others,
)
from monitor.ingest.digest import digest, indicators_of_set, names_of, table_hash
from monitor.ingest.fetch import Fetched, Watch, together
from monitor.ingest.options import Options
from monitor.ingest.others import (
    Rest,
    boundaries,
    district_shapes,
    list_of_municipalities,
    municipalities,
    set_of,
)
from monitor.ingest.plan import DistrictSources, district_plan, plan
from monitor.ingest.tables import Desk, TableResult, refresh_district_table, refresh_table
from monitor.snapshot import Snapshot
from monitor.sources.bounds import budget_now
from monitor.sources.request import Progress, TableRequest

AT_ONCE = 2  # tables at a time: CBS asks not to be pressed
Bring = Callable[[Desk, TableRequest, Progress], TableResult]


@dataclass
class Gathered:
    """What was brought in, and what was not.

    Attributes
    ----------
    fetched : Fetched
        For ``derive``; without the tables and sets that could not be had.
    tables, district_tables : list of TableResult
        In the order of the catalog.
    origins : dict of str to dict
        Per source that is no table: ``origin`` and ``message``, for the report.
    stopped : dict of str to str
        Indicators that cannot be made, each with the reason.
    moments : dict of str to str
        When each source was fetched.
    digest : str
        Equal digests: nothing changed.
    """

    fetched: Fetched
    tables: list[TableResult]
    district_tables: list[TableResult]
    origins: dict[str, dict[str, str]]
    stopped: dict[str, str]
    moments: dict[str, str]
    digest: str


def _tables(
    desk: Desk, requests: list[TableRequest], bring: Bring, watch: Watch
) -> list[TableResult]:
    """Bring in tables, two at a time; the first full disk ends it."""

    def one(request: TableRequest) -> TableResult:
        return bring(desk, request, watch(request.table.id, request.table.title))

    pool = ThreadPoolExecutor(AT_ONCE)
    try:
        asked: list[Future[TableResult]] = [
            pool.submit(copy_context().run, one, request) for request in requests
        ]
        return [table.result() for table in asked]
    except BaseException:
        budget_now().stop()  # a full disk or Ctrl-C: who still waits for an answer, waits no longer
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def gather(
    catalog: Catalog, cache: Path, options: Options, last: Snapshot | None, watch: Watch
) -> Gathered:
    """Bring everything in that the catalog names.

    Parameters
    ----------
    catalog : Catalog
        What is measured.
    cache : Path
        Folder with what was fetched before; filled along the way, so that a refresh that was
        broken off goes on where it was.
    options : Options
        Where from.
    last : Snapshot or None
        The last good one.
    watch : callable
        Told of every table.

    Raises
    ------
    MonitorError
        Nothing can be had at all, or what cannot be done without is missing.
    """
    rest = Rest(cache)
    regions = list_of_municipalities(rest, options)
    shapes = boundaries(rest, catalog.boundary_year, options)
    places = municipalities(rest, options, last)
    sets = {name: set_of(rest, name, options) for name in catalog.files}
    desk = Desk(catalog, cache, options.cbs, options.fresh)
    tables = _tables(desk, plan(catalog), refresh_table, watch)
    if not any(t.origin in ("fetched", "unchanged") for t in tables):
        raise MonitorError(
            f"Geen enkele tabel is op te halen; de eerste melding: {tables[0].message}",
            remedy="De momentopname van de vorige keer blijft staan.",
        )
    stopped = {k: v for t in tables for k, v in t.stopped.items()}
    for name, frame in sets.items():
        if frame is None:
            reason = f"set {name}: {rest.origins[name]['message']}"
            stopped |= dict.fromkeys(indicators_of_set(catalog, name), reason)
    have = _answers(tables)
    below = _tables(desk, district_plan(catalog), refresh_district_table, watch)
    fetched = Fetched(
        {name: kept.data for name, kept in have.items()},
        {name: frame for name, frame in sets.items() if frame is not None},
        regions,
        places,
        shapes,
        DistrictSources(
            together(t.kept.data for t in below if t.kept is not None),
            district_shapes(rest, catalog, options),
        ),
    )
    moments = {t.request.table.id: t.kept.fetched_at for t in (*below, *tables) if t.kept}
    hashes = {name: table_hash(kept) for name, kept in have.items()}
    hashes |= {t.cache_name: table_hash(t.kept) for t in below if t.kept is not None}
    forget_others(cache, names_of(catalog, [*tables, *below]))
    whole = digest(catalog, rest.hashes | hashes, stopped)
    return Gathered(fetched, tables, below, rest.origins, stopped, rest.moments | moments, whole)


def _answers(tables: list[TableResult]) -> dict[str, KeptTable]:
    return {t.request.table.id: t.kept for t in tables if t.kept is not None}
