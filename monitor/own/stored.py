"""The sets that a store keeps, beside the figures that it serves."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from monitor.errors import MonitorError
from monitor.own.beside import S, check_fits, with_own_sets
from monitor.own.store import open_set, set_ids, state, store_of

PATIENCE = 5.0


_seen: dict[str, tuple[float, str]] = {}


def stored_state(location: Path | str | None = None) -> str:
    """Return the ``state`` of the served store, cheap enough to ask at every rerun.

    It is read at most every five seconds; a store that cannot be reached keeps its last state.
    """
    store = store_of(location)
    at, known = _seen.get(store.location, (-PATIENCE, ""))
    if time.monotonic() - at >= PATIENCE:
        with suppress(MonitorError):
            known = state(store)
        _seen[store.location] = (time.monotonic(), known)
    return known


def with_stored_sets(
    snapshot: S, location: Path | str | None = None
) -> tuple[S, list[MonitorError]]:
    """Return the snapshot with every sound set of the store, and why others are left out.

    One damaged set keeps no app from its figures.
    """
    faults: list[MonitorError] = []
    store = store_of(location)
    try:
        ids = set_ids(store)
    except MonitorError as err:
        return snapshot, [err]
    for id_ in ids:
        try:
            snapshot = with_own_sets(snapshot, [open_set(store, id_)])
        except MonitorError as err:
            faults.append(err)
    return snapshot, faults


def left_out(snapshot: Any, location: Path | str | None = None) -> list[MonitorError]:
    """Return why sets of the store do not stand beside the figures of a snapshot.

    Parameters
    ----------
    snapshot : Snapshot
        From ``with_stored_sets``.
    location : Path or str, optional
        As for ``store_of``.
    """
    store, faults = store_of(location), []
    try:
        ids = set_ids(store)
    except MonitorError as err:
        return [err]
    for id_ in ids:
        if id_ in snapshot.catalog.files:
            continue
        try:
            check_fits(snapshot, open_set(store, id_))
        except MonitorError as err:
            faults.append(err)
    return faults
