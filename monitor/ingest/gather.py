"""Bring everything in: tables two at a time, the list of municipalities, boundaries and sets."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass, field
from pathlib import Path

import geopandas as gpd
import pandas as pd

from monitor.catalog import Catalog
from monitor.errors import MonitorError
from monitor.ingest.cache import (
    CacheError,
    KeptTable,
    forget_others,
    load,
    load_shapes,
    save,
    save_shapes,
)
from monitor.ingest.digest import REGIONS, digest, indicators_of_set, names_of, table_hash
from monitor.ingest.fetch import MUNICIPALITIES, Fetched, Watch, content_hash
from monitor.ingest.places import REGION_COLUMNS
from monitor.ingest.plan import DistrictSources, district_plan, plan, shape_years
from monitor.ingest.tables import Desk, TableResult, refresh_district_table, refresh_table
from monitor.moment import now
from monitor.snapshot import Snapshot
from monitor.sources.boundaries import Level, boundaries_name, fetch_boundaries
from monitor.sources.bounds import budget_now, spending, table_budget
from monitor.sources.fetch import fetch_regions
from monitor.sources.files import load_description, locate, read_set
from monitor.sources.hosts import require_address
from monitor.sources.request import Progress, TableRequest

AT_ONCE = 2  # tables at a time: CBS asks not to be pressed
LOST = 0.01
Bring = Callable[[Desk, TableRequest, Progress], TableResult]
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Options:
    """How to refresh.

    Attributes
    ----------
    cbs, pdok : str, optional
        Other addresses than the services' own.
    files : str, optional
        Folder or address with the sets that are not CBS tables; by default what was read last.
    fresh : bool
        Fetch and build everything again, also what did not change.
    accept : frozenset of str
        Indicators that pass though their unit or level changed: somebody looked.
    keep : int
        Snapshots that stay.
    boundary_year : int, optional
        Year of the municipalities that all figures are brought onto; by default that of the last
        snapshot, or a later one that the catalog names.
    """

    cbs: str | None = None
    pdok: str | None = None
    files: str | None = None
    fresh: bool = False
    accept: frozenset[str] = frozenset()
    keep: int = 5
    boundary_year: int | None = None

    def __post_init__(self) -> None:
        """Refuse an address that is none before anything is asked or held."""
        require_address(self.cbs, "--cbs")
        require_address(self.pdok, "--pdok")


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


@dataclass
class _Rest:
    """What is brought in beside the tables, while it comes in."""

    cache: Path
    origins: dict[str, dict[str, str]] = field(default_factory=dict)
    moments: dict[str, str] = field(default_factory=dict)
    hashes: dict[str, str] = field(default_factory=dict)

    def note(self, name: str, origin: str, digest: str, moment: str, message: str = "") -> None:
        self.origins[name] = {"origin": origin, "message": message}
        self.hashes[name], self.moments[name] = digest, moment


def _unforeseen(err: Exception) -> str:
    """Return what to tell of a fault; one that nobody foresaw goes to the log as well."""
    if isinstance(err, MonitorError):
        return str(err)
    log.error("unforeseen in an answer", exc_info=err)
    return f"Het antwoord is niet te verwerken ({type(err).__name__})."


def _regions(rest: _Rest, options: Options) -> pd.DataFrame:
    """Fetch the list of municipalities since 1830; where that fails, what was fetched before."""
    old = load(rest.cache, REGIONS)
    try:
        with spending(table_budget("RegioS")):
            frame, moment = fetch_regions(base_url=options.cbs), now()
        if old is not None:
            _check_none_lost(set(old.frame.code), set(frame.code))
        kept = save(rest.cache, REGIONS, frame, modified="", fetched_at=moment)
        rest.note(REGIONS, "fetched", kept.sha256, moment)
    except CacheError:
        raise
    except Exception as err:  # whatever the answer holds, what was fetched before serves
        if old is None:
            raise
        rest.note(REGIONS, "stale", old.sha256, old.fetched_at, _unforeseen(err))
        frame = old.frame
    return frame


def _check_none_lost(before: set[str], after: set[str]) -> None:
    """Refuse a list that lost more than a few: half an answer (the list itself only grows)."""
    lost = sorted(before - after)
    if len(lost) > LOST * len(before):
        raise MonitorError(
            f"In het antwoord ontbreken {len(lost)} gemeenten die er eerder waren, zoals {lost[0]}"
        )


def _boundaries(
    rest: _Rest, year: int, options: Options, level: Level = "gemeente"
) -> gpd.GeoDataFrame:
    """Fetch the boundaries of a year: they do not change, so once is enough."""
    name = boundaries_name(year, level)
    kept = load_shapes(rest.cache, name)
    origin, message = "unchanged", ""
    if kept is None or options.fresh:
        try:
            with spending(table_budget("PDOK")):
                shapes = fetch_boundaries(year, base_url=options.pdok, level=level)
                moment = now()
            if kept is not None:
                _check_none_lost(set(kept[0].code), set(shapes.code))
            save_shapes(rest.cache, name, shapes, moment)
            origin = "fetched"
        except CacheError:
            raise
        except Exception as err:  # as for the list of municipalities
            if kept is None:
                raise
            origin, message = "stale", _unforeseen(err)
    if origin != "fetched" and kept is not None:
        shapes, moment = kept
    plain = pd.DataFrame(shapes[["code", "name"]]).assign(wkb=shapes.geometry.to_wkb())
    digest = content_hash(plain.assign(wkb=plain.wkb.map(bytes.hex)))
    rest.note(name, origin, digest, moment, message)
    return shapes


def _set(rest: _Rest, name: str, options: Options) -> pd.DataFrame | None:
    """Read a set from the folder given, else as it was last; None where there is neither."""
    key, message = f"set-{name}", "geen map met bestanden opgegeven"
    if options.files is not None:
        description = load_description(name)
        try:
            frame = read_set(locate(options.files, description), description)
            old = load(rest.cache, key)
            same = old is not None and old.sha256 == content_hash(frame)
            moment = old.fetched_at if old is not None and same else now()
            kept = save(rest.cache, key, frame, modified="", fetched_at=moment)
            rest.note(name, "unchanged" if same else "fetched", kept.sha256, moment)
            return frame
        except CacheError:
            raise
        except MonitorError as err:
            message = str(err)
    old = load(rest.cache, key)
    if old is None:
        rest.note(name, "failed", "", "", message)
        return None
    rest.note(name, "kept", old.sha256, old.fetched_at, message)
    return old.frame


def _municipalities(rest: _Rest, options: Options, last: Snapshot | None) -> pd.DataFrame:
    """Read province, COROP region and health service; else take those of the last snapshot."""
    frame = _set(rest, MUNICIPALITIES, options)
    if frame is not None:
        return frame
    if last is None:
        raise MonitorError(
            "De indeling van gemeenten bij provincies ontbreekt",
            where=load_description(MUNICIPALITIES).file,
            remedy="Geef met --files de map waarin dit bestand staat.",
        )
    rest.origins[MUNICIPALITIES]["origin"] = "kept"
    back = {new: old for old, new in REGION_COLUMNS.items()}
    return pd.DataFrame(last.regions.reset_index().rename(columns=back))


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
    rest = _Rest(cache)
    regions = _regions(rest, options)
    shapes = _boundaries(rest, catalog.boundary_year, options)
    municipalities = _municipalities(rest, options, last)
    sets = {name: _set(rest, name, options) for name in catalog.files}
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
        municipalities,
        shapes,
        DistrictSources(
            {name: kept.data for name, kept in _answers(below).items()},
            _district_shapes(rest, catalog, options),
        ),
    )
    asked = {**{f"{k}-districts": v for k, v in _answers(below).items()}, **have}
    moments = rest.moments | {k.removesuffix("-districts"): v.fetched_at for k, v in asked.items()}
    hashes = rest.hashes | {name: table_hash(kept) for name, kept in asked.items()}
    forget_others(cache, names_of(catalog, [*tables, *below]))
    whole = digest(catalog, hashes, stopped)
    return Gathered(fetched, tables, below, rest.origins, stopped, moments, whole)


def _answers(tables: list[TableResult]) -> dict[str, KeptTable]:
    return {t.request.table.id: t.kept for t in tables if t.kept is not None}


def _district_shapes(
    rest: _Rest, catalog: Catalog, options: Options
) -> dict[int, gpd.GeoDataFrame]:
    """Fetch the district boundaries that can be had; without them the last ones stay."""
    shapes = {}
    for year in shape_years(catalog):
        try:
            shapes[year] = _boundaries(rest, year, options, "wijk")
        except CacheError:
            raise
        except Exception as err:  # as for a table: it costs the districts only
            rest.note(boundaries_name(year, "wijk"), "failed", "", "", _unforeseen(err))
    return shapes
