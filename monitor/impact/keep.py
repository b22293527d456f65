"""Answers that are kept beside the snapshot: worked out once a plan, read at once ever after."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from monitor.errors import MonitorError
from monitor.impact.plan import Plan
from monitor.impact.reckon import Progress, reckon
from monitor.impact.result import Result
from monitor.moment import today
from monitor.own.store import store_of
from monitor.snapshot import EMBEDDED, Snapshot
from monitor.store import Store, open_store
from monitor.store.place import cache_root, names_in, read_bytes, write_bytes
from monitor.store.sign import CODE, sign_of

FOLDER = "impact"
ELSEWHERE = ("analysis/groups.py", "regions/vintages.py")  # what a reckoning takes from outside
MOST = 200  # answers kept in a store


def kept(snapshot: Snapshot, plan: Plan, location: Path | str | None = None) -> Result | None:
    """Return the answer that was kept, or None where there is none; nothing is worked out.

    Parameters
    ----------
    location : Path or str, optional
        A store or a snapshot; by default ``MONITOR_DATA`` or the user's own data folder.
    """
    try:
        raw = read_bytes(_place(location), _name(snapshot, plan))
        found = None if raw is None else Result.model_validate_json(raw)
        # title, date and own figures are those of who asks: no figure depends on them
        return None if found is None else found.model_copy(update={"plan": plan})
    except (MonitorError, ValidationError):
        return None  # out of reach or of another version: it is worked out again


def reckon_kept(
    snapshot: Snapshot,
    plan: Plan,
    progress: Progress | None = None,
    location: Path | str | None = None,
) -> Result:
    """Return the kept answer to a plan, or work it out and keep it.

    A store that cannot be written keeps nothing: the answer is the same.

    Raises
    ------
    MonitorError
        Where the plan names an outcome or a place that the snapshot does not know.
    """
    known = kept(snapshot, plan, location)
    if known is not None:
        return known
    store = _place(location)
    found = reckon(snapshot, plan, progress)
    found = found.model_copy(update={"first_seen": _first_seen(store, plan)})
    with suppress(MonitorError):
        _tidy(store)
        write_bytes(store, _name(snapshot, plan), found.model_dump_json().encode())
    return found


def _place(location: Path | str | None) -> Store:
    """Return the store; the user's cache where there is none, for reading makes no store.

    Beside the embedded snapshot is no store either, nor is a folder that is empty: that may be a
    drive that is not there for the moment.
    """
    store = store_of(location)
    if store.local and (Path(store.root) == EMBEDDED.parent or not names_in(store, "")):
        return open_store(cache_root())
    return store


def _name(snapshot: Snapshot, plan: Plan) -> str:
    """Name an answer after the figures, what the plan asks and the method."""
    asked = hashlib.sha256(f"{snapshot.id}{plan.hash}{method()}".encode()).hexdigest()
    return f"{FOLDER}/answers/{asked[:24]}.json"


@cache
def method(folder: Path = CODE) -> str:
    """Return `monitor.store.sign.sign_of` the code that reckons.

    Every module of `monitor.impact` counts, for which of them reckon changes too.
    """
    return sign_of(("impact", *ELSEWHERE), ("diff-diff",), folder)


def _first_seen(store: Store, plan: Plan) -> date:
    """Return the day on which what a plan asks was first worked out here; noted once."""
    name, day = f"{FOLDER}/plans/{plan.hash}.txt", today()
    with suppress(MonitorError, ValueError):
        # seen before there was a store: that was in the cache
        noted = read_bytes(store, name) or read_bytes(open_store(cache_root()), name)
        if noted is not None:
            return date.fromisoformat(noted.decode().strip())
        write_bytes(store, name, f"{day}\n".encode())
    return day


def _tidy(store: Store) -> None:
    """Make room where many answers are kept: they can all be worked out again."""
    names = names_in(store, f"{FOLDER}/answers")
    if len(names) >= MOST:
        for name in names:
            store.fs.rm_file(store.path(f"{FOLDER}/answers/{name}"))
