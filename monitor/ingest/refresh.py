"""One refresh from beginning to end: fetch, check, build aside, compare, switch, tell."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Literal

from monitor.catalog import Catalog
from monitor.datapackage import write_datapackage
from monitor.errors import MonitorError, reason_of
from monitor.ingest.changes import changes, moved_scales, places
from monitor.ingest.contents import Contents, derive, write
from monitor.ingest.derive import Losses
from monitor.ingest.ending import ends_within
from monitor.ingest.fetch import Watch
from monitor.ingest.gather import Gathered, gather
from monitor.ingest.keep import freeze, keep_last, of_now, sources_of
from monitor.ingest.keep_districts import kept_districts
from monitor.ingest.lacking import Lacking, fitted
from monitor.ingest.options import Options
from monitor.ingest.report import first_part, message, status, stopped_lines
from monitor.ingest.stops import stop_after, stop_before, without
from monitor.moment import now
from monitor.regions.vintages import make_links
from monitor.snapshot import EMBEDDED, Snapshot, open_snapshot
from monitor.snapshot_write import require_sound, write_manifest
from monitor.sources.bounds import Budget, setting, spending
from monitor.store import (
    LAST_REFRESH,
    Store,
    current_folder,
    current_version,
    hold_lock,
    local_folder,
    publish_version,
    versions,
    write_json,
)
from monitor.store.place import StillOurs

REPORT = "report.json"


@dataclass(frozen=True)
class Outcome:
    """How a refresh ended.

    Attributes
    ----------
    outcome : {"published", "unchanged"}
        Whether there is a new snapshot.
    version : str or None
        The version that is served.
    report : dict
        What happened (docs/operations.md).
    """

    outcome: Literal["published", "unchanged"]
    version: str | None
    report: dict[str, Any]

    @property
    def stopped(self) -> list[dict[str, str]]:
        """The indicators that were stopped."""
        return list(self.report["stopped"])


def _last_good(store: Store) -> tuple[Snapshot | None, dict[str, Any]]:
    """Return the newest snapshot that opens, with the report of the refresh that made it.

    First the one served, then the older versions, then the embedded one.
    """
    folders: list[Path] = []
    served = None
    with suppress(MonitorError):
        served = current_version(store)
    for version in dict.fromkeys([*([served] if served else []), *versions(store)]):
        try:
            folders.append(local_folder(store, version))
        except MonitorError:
            continue
    for folder in [*folders, EMBEDDED]:
        try:
            snapshot = open_snapshot(folder)
        except MonitorError:
            continue
        return snapshot, _read_report(folder)
    return None, {}


def _read_report(folder: Path) -> dict[str, Any]:
    try:
        report = json.loads((folder / REPORT).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return report if isinstance(report, dict) else {}


def _years(catalog: Catalog) -> dict[str, int]:
    return {"last_year": catalog.last_year}


def _on_boundaries(catalog: Catalog, options: Options, last: Snapshot | None) -> Catalog:
    """Return the catalog with the year of the municipalities that this refresh works on.

    Once a store has gone on to later boundaries it stays there, whatever the catalog says.
    """
    year = options.boundary_year
    if year is None:
        known = last.catalog.boundary_year if last is not None else 0
        year = max(catalog.boundary_year, known)
    return catalog.model_copy(update={"boundary_year": year})


def _as_there_is(
    catalog: Catalog, got: Gathered, last: Snapshot | None
) -> tuple[Catalog, Gathered, list[Lacking]]:
    """Leave out what may be lacking and is; what had figures before is stopped, and keeps them."""
    there = fitted(catalog, got.fetched.tables, got.fetched.districts.tables)
    had = set() if last is None else set(last.observations.indicator)
    lost = {k: v for k, v in there.without.items() if k in had}
    left = there.catalog.without(there.without.keys() - had - got.stopped.keys())
    return left, replace(got, stopped=lost | got.stopped), there.lacking


def _build(
    folder: Path,
    catalog: Catalog,
    got: Gathered,
    last: Snapshot | None,
    options: Options,
    report: dict[str, Any],
) -> None:
    """Build the new snapshot, with its report, in an empty folder."""
    catalog, got, lacking = _as_there_is(catalog, got, last)
    stopped, odd = stop_before(catalog, got, last, options)
    losses = Losses()
    left = without(catalog, stopped)
    made = derive(got.fetched, left, losses)
    catalog, left = (c.model_copy(update=_years(made.catalog)) for c in (catalog, left))
    late = stop_after(left, made, last, options, odd)
    stopped |= late
    frozen = freeze(made, left, last)
    kept = keep_last(frozen, catalog, stopped, last)
    kept = replace(kept, contents=_with_districts(kept.contents, catalog, last, stopped))
    moment = now()
    write(kept.contents, got.fetched, kept.catalog, folder, moment)
    entries = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["sources"]
    stayed = [k for k in stopped if k not in kept.without]
    sources = sources_of(entries, got.moments, kept.catalog, stayed, last)
    write_manifest(folder, moment, sources)
    write_datapackage(folder)
    report |= changes(last, kept.catalog, kept.contents)
    report |= places(losses, got.fetched, kept.contents, kept.catalog.boundary_year)
    report |= {
        "finished_at": moment,
        "stopped": stopped_lines(stopped, last, kept.without),
        "lacking": [asdict(row) for row in lacking],
        "frozen": moved_scales(kept.contents.scales, made.scales),
        "losses": [
            {"indicator": name, "reason": reason, "count": count, "examples": examples}
            for name, reason, count, examples in losses.rows
        ],
    }
    text = json.dumps(report, ensure_ascii=False, indent=1) + "\n"
    (folder / REPORT).write_text(text, encoding="utf-8", newline="\n")


def _with_districts(
    contents: Contents, catalog: Catalog, last: Snapshot | None, stopped: Collection[str]
) -> Contents:
    """Put the last figures of districts in the place of what could not be had, or was stopped."""
    new = contents.districts
    if new is not None:
        new = replace(
            new,
            figures=new.figures[~new.figures["indicator"].isin(list(stopped))],
            scales=new.scales[~new.scales["indicator"].isin(list(stopped))],
        )
    if last is not None and catalog.districts is not None:
        links = make_links(contents.regions.set_index("code").from_year, contents.recoding)
        new = kept_districts(new, last, links, catalog.districts)
    return replace(contents, districts=new)


def _publish(store: Store, build: Callable[[Path], None], keep: int, still_ours: StillOurs) -> str:
    """Build aside, check, switch; returns the name of the version."""
    store.beside.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=".refresh-", dir=store.beside))
    try:
        build(aside)
        version = publish_version(
            store, aside, check=require_sound, still_ours=still_ours, keep=keep
        )
    except OSError as err:
        raise MonitorError(
            f"De nieuwe momentopname is niet te schrijven: {reason_of(err)}",
            where=str(store.beside),
            remedy="Maak ruimte; de vorige momentopname blijft staan.",
        ) from err
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return version.name


def _refresh(
    store: Store, catalog: Catalog, options: Options, watch: Watch, still_ours: StillOurs
) -> Outcome:
    started = now()
    last, made_by = _last_good(store)
    last = last if last is None else of_now(last, catalog)
    catalog = _on_boundaries(catalog, options, last)
    got = gather(catalog, store.beside / "cache", options, last, watch)
    report = first_part(started, got, last)
    served = current_version(store)
    asked = options.fresh or options.accept
    if served and not asked and made_by.get("digest") == got.digest:
        report["stopped"] = made_by.get("stopped", [])
        return Outcome("unchanged", served.name, report)

    def build(aside: Path) -> None:
        _build(aside, catalog, got, last, options, report)

    name = _publish(store, build, options.keep, still_ours)
    return Outcome("published", name, report)


def _tell(store: Store, status: dict[str, Any]) -> None:
    """Write how the last refresh went; where even that cannot be written, the rest still counts."""
    try:
        write_json(store, LAST_REFRESH, status)
    except MonitorError:
        return


def refresh(store: Store, catalog: Catalog, options: Options, watch: Watch) -> Outcome:
    """Bring a store up to date: fetch what changed, build aside, check, switch.

    Parameters
    ----------
    store : Store
        Where snapshots are kept; one refresh at a time.
    catalog : Catalog
        What is measured.
    options : Options
        Where from, and what to let pass.
    watch : callable
        Told of every table.

    Returns
    -------
    Outcome
        With the report, which also lies in the snapshot (``report.json``) and, in short, in the
        store (``refresh.json``).

    Raises
    ------
    MonitorError
        Nothing was published: another refresh is at work, nothing can be had, no room to write.
        The last good snapshot serves on.
    """
    if store.local and current_folder(store.location) == Path(store.root):
        raise MonitorError(
            "Deze map is zelf een momentopname, geen opslag van momentopnamen",
            where=store.location,
            remedy="Kies met --data of MONITOR_DATA een andere map.",
        )
    budget, longest = Budget("run"), setting("MONITOR_RUN_SECONDS")
    with hold_lock(store, "verversen", longest=longest) as still_ours:
        started = now()
        try:
            with ends_within(longest), spending(budget):
                done = _refresh(store, catalog, options, watch, still_ours)
        except BaseException as err:
            budget.stop()
            _tell(store, status("failed", started, message=message(err)))
            raise
        _tell(store, status(done.outcome, started, version=done.version, stopped=done.stopped))
        return done
