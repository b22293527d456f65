"""One table: only where it changed, from whichever service is up, without the topics it lost."""

from __future__ import annotations

import logging
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from monitor.catalog import Catalog
from monitor.errors import MonitorError
from monitor.ingest.cache import CacheError, KeptTable, load_table, save_table, table_name
from monitor.ingest.derive import POPULATION
from monitor.ingest.plan import plan
from monitor.moment import now
from monitor.sources import cbs, cbs_v4
from monitor.sources.bounds import ServiceDownError, spending, table_budget
from monitor.sources.cube import Structure, make_plan, without_absent
from monitor.sources.cube_answer import wrong_answer
from monitor.sources.fetch import fetch_table
from monitor.sources.http import NotThereError, get_json
from monitor.sources.request import Progress, TableRequest

log = logging.getLogger(__name__)

Origin = Literal["fetched", "unchanged", "stale", "failed"]


@dataclass(frozen=True)
class TableResult:
    """What became of one table.

    Attributes
    ----------
    request : TableRequest
        What was asked in the end: without the topics that are gone.
    kept : KeptTable or None
        The answer; None where there is none to be had.
    origin : {"fetched", "unchanged", "stale", "failed"}
        ``stale``: the services are down, what was fetched before serves.
    stopped : dict of str to str
        Indicators that cannot be made from this table, each with the reason.
    message : str
        What went wrong, if anything.
    """

    request: TableRequest
    kept: KeptTable | None
    origin: Origin
    stopped: dict[str, str] = field(default_factory=dict)
    message: str = ""

    @property
    def cache_name(self) -> str:
        """The name of its answer in the cache."""
        return table_name(self.request)


def _modified_date(request: TableRequest, base_url: str | None) -> str:
    """Return the date a table was modified as v3 tells, else v4; empty where neither does.

    Raises
    ------
    MonitorError
        The service does not have the table.
    """
    table = quote(request.table.id)
    base = (base_url or f"https://{request.table.host}").rstrip("/")
    try:
        answer = get_json(f"{base}/ODataApi/odata/{table}/TableInfos?$format=json")
        about = (answer.get("value") or [{}])[0]
    except ServiceDownError:
        base = (base_url or cbs_v4.HOST).rstrip("/")
        with suppress(ServiceDownError, NotThereError):
            about = get_json(f"{base}/odata/v1/CBS/{table}/Properties")
            return str(about.get("Modified") or "")
        return ""
    return str(about.get("Modified") or "")


def _structure(request: TableRequest, base_url: str | None) -> Structure:
    try:
        return cbs.read_structure(request.table, base_url=base_url)
    except ServiceDownError:
        return cbs_v4.read_structure(request.table, base_url=base_url)


def _request_for(catalog: Catalog, table: str, without: set[str]) -> TableRequest | None:
    """Return what the catalog asks of a table, some indicators left out."""
    requests = plan(catalog.without(without))
    return next((r for r in requests if r.table.id == table), None)


def _indicators_of(catalog: Catalog, table: str, *, needed: bool = False) -> list[str]:
    """Return the indicators that take figures from a table; ``needed``: that must."""
    names = catalog.series_of_all
    asked = {k: _request_for(catalog, table, set(names) - {k}) for k in names}
    return [k for k, alone in asked.items() if alone is not None and not (needed and alone.spare)]


def _at_fault(catalog: Catalog, table: str, structure: Structure) -> dict[str, str]:
    """Return the indicators whose topics, codes or dimensions the table does not have (any more).

    Each is asked alone, so that one lost topic stops nothing else.
    """
    found = {}
    for name in _indicators_of(catalog, table):
        alone = _request_for(catalog, table, set(catalog.series_of_all) - {name})
        try:
            if alone is not None:
                make_plan(without_absent(alone, structure), structure)
        except NotThereError:
            continue  # it can do without
        except MonitorError as err:
            found[name] = str(err)
    return found


@dataclass(frozen=True)
class Desk:
    """Where tables are asked for and kept.

    Attributes
    ----------
    catalog : Catalog
        Tells which indicators need what of a table.
    cache : Path
        Folder with what was fetched before.
    base_url : str, optional
        Another service than the table's own host.
    fresh : bool
        Fetch also what did not change.
    """

    catalog: Catalog
    cache: Path
    base_url: str | None = None
    fresh: bool = False


def refresh_table(desk: Desk, request: TableRequest, progress: Progress) -> TableResult:
    """Bring one table up to date; what is wrong with it is told, not raised.

    Parameters
    ----------
    desk : Desk
        Where to ask and keep.
    request : TableRequest
        All that the catalog asks of the table.
    progress : callable
        As for ``fetch_table``.

    Raises
    ------
    CacheError
        A full disk is no fault of the table: it ends the refresh.
    """
    table = request.table.id
    try:
        with spending(table_budget(table)):
            return _refresh_table(desk, request, progress)
    except CacheError:
        raise
    except Exception as err:  # the last net: whatever an answer holds, it costs its table only
        log.exception("table %s", table)
        return _stale(desk, request, err if isinstance(err, MonitorError) else _odd(table, err))


def refresh_district_table(desk: Desk, request: TableRequest, progress: Progress) -> TableResult:
    """Bring the districts of one table up to date; without them the rest goes on.

    Parameters and errors are those of `refresh_table`.
    """
    table = request.table.id
    try:
        with spending(table_budget(table)):
            return _bring(desk, request, _modified_date(request, desk.base_url), progress)
    except CacheError:
        raise
    except Exception as err:  # as above: whatever an answer holds, it costs its table only
        if not isinstance(err, MonitorError):
            log.exception("districts of table %s", table)
        told = err if isinstance(err, MonitorError) else _odd(table, err)
        kept = load_table(desk.cache, request)
        return TableResult(request, kept, "stale" if kept else "failed", message=str(told))


def _odd(table: str, err: Exception) -> MonitorError:
    return wrong_answer(table, f"het is niet te verwerken ({type(err).__name__})")


def _refresh_table(desk: Desk, request: TableRequest, progress: Progress) -> TableResult:
    try:
        modified = _modified_date(request, desk.base_url)
    except MonitorError as err:
        return _failed(desk, request, err)
    try:
        return _bring(desk, request, modified, progress)
    except ServiceDownError as err:
        return _stale(desk, request, err)
    except CacheError:
        raise
    except MonitorError as err:
        if isinstance(err, NotThereError) and request.spare:
            return _failed(desk, request, err)
        return _without_lost(desk, request, modified, progress, err)


def _bring(desk: Desk, request: TableRequest, modified: str, progress: Progress) -> TableResult:
    kept = None if desk.fresh else load_table(desk.cache, request, modified)
    if kept is not None:
        progress(len(kept.data.frame), len(kept.data.frame))
        return TableResult(request, kept, "unchanged")
    data = fetch_table(request, base_url=desk.base_url, progress=progress)
    kept = save_table(desk.cache, request, data, now(), modified or data.modified)
    progress(len(data.frame), len(data.frame))
    return TableResult(request, kept, "fetched")


def _without_lost(
    desk: Desk, request: TableRequest, modified: str, progress: Progress, first: MonitorError
) -> TableResult:
    """Ask once more, without the topics and codes that the table does not have any more."""
    table = request.table.id
    try:
        lost = _at_fault(desk.catalog, table, _structure(request, desk.base_url))
    except MonitorError:
        lost = {}
    left = _request_for(desk.catalog, table, set(lost)) if lost else None
    if left is None:
        if not lost and POPULATION in _indicators_of(desk.catalog, table):
            return _stale(desk, request, first)  # without inhabitants nothing at all can be made
        return _failed(desk, request, first, lost)
    try:
        return replace(_bring(desk, left, modified, progress), stopped=lost)
    except ServiceDownError as err:
        return replace(_stale(desk, left, err), stopped=lost)
    except CacheError:
        raise
    except MonitorError as err:
        return _failed(desk, request, err, lost)


def _failed(
    desk: Desk, request: TableRequest, err: MonitorError, lost: dict[str, str] | None = None
) -> TableResult:
    gone = isinstance(err, NotThereError)
    names = _indicators_of(desk.catalog, request.table.id, needed=gone)
    reasons = dict.fromkeys(names, str(err))
    return TableResult(request, None, "failed", reasons | (lost or {}), str(err))


def _stale(desk: Desk, request: TableRequest, err: MonitorError) -> TableResult:
    kept = load_table(desk.cache, request)
    if kept is None:
        return _failed(desk, request, err)
    return TableResult(request, kept, "stale", message=str(err))
