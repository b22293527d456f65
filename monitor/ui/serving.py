"""Which snapshot a view shows: the newest at the start of its run, with own sets beside it."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from threading import Condition
from typing import Any, Literal, cast

import streamlit as st
from cachetools import LRUCache, cached
from streamlit.runtime.scriptrunner import get_script_run_ctx

from monitor.answers import memory, remember, static
from monitor.answers.view import ask_snapshot, snapshot
from monitor.errors import MonitorError
from monitor.own.beside import with_own_sets
from monitor.own.observe import OwnSet
from monitor.own.room import make_room
from monitor.own.store import store_of
from monitor.own.stored import stored_state, with_stored_sets
from monitor.snapshot import EMBEDDED, Snapshot, default_path, open_snapshot
from monitor.snapshot_write import publish_geometry
from monitor.store import LAST_REFRESH, DamagedError, VanishedError, read_json
from monitor.store import store_fault as fault_of_store
from monitor.ui import this_run

_PINNED = "_snapshot"
_OWN, _BOTH = "own-sets", "own-sets-beside"  # the latter lives as long as its session
_KEEP = 2  # snapshots held while sessions move from the old to the new one
_OPENED: LRUCache[Any, Snapshot] = LRUCache(maxsize=_KEEP)


def forget() -> None:
    """Forget every snapshot and all that was computed from it."""
    _forget_answers()
    _OPENED.clear()


def _forget_answers() -> None:
    """Drop what was worked out of snapshots that others follow up; who still looks has it again."""
    for older in list(_OPENED.values()):
        remember.forget(older)


def _served() -> tuple[str, int, str]:
    """Return which snapshot is served now, and with which own sets of the store."""
    folder = default_path()
    manifest = folder / "manifest.json"
    stamp = manifest.stat().st_mtime_ns if manifest.exists() else 0
    return str(folder), stamp, stored_state()


def follow() -> None:
    """Look which snapshot is served: once, at the start of a whole run of the app.

    All of that run, and the fragments that rerun after it, show that one: a snapshot that is
    published meanwhile never stands beside an older one in the same view.
    """
    this_run.known().pop(_PINNED, None)
    with suppress(MonitorError):  # whoever asks for the snapshot hears what is wrong
        st.session_state[_PINNED] = _served()


def _of_view() -> Snapshot:
    """Return the snapshot of this view, with the own sets of the store and of this session."""
    known = this_run.known()
    if _PINNED not in known:
        known[_PINNED] = _snapshot()
    return cast("Snapshot", known[_PINNED])


ask_snapshot(_of_view)


def _snapshot() -> Snapshot:
    base, own = without_own_sets(), own_sets()
    if not own:
        return base
    known = st.session_state.get(_BOTH)
    if known is None or known[0] is not base or known[1] != own:
        known = st.session_state[_BOTH] = (base, own, _with_session_sets(base, own))
    return cast("Snapshot", known[2])


def own_sets() -> list[OwnSet]:
    """Return the own sets that this session uploaded; nobody else sees them."""
    if get_script_run_ctx() is None:
        return []
    return list(st.session_state.get(_OWN, []))


def keep_own_sets(sets: Iterable[OwnSet]) -> None:
    """Let this session, and no other, count with these own sets.

    Parameters
    ----------
    sets : iterable of OwnSet

    Raises
    ------
    MonitorError
        Where the sets of all sessions together would take too much of the server's memory.
    """
    kept = list(sets)
    make_room(kept, own_sets())
    this_run.known().pop(_PINNED, None)
    st.session_state[_OWN] = kept
    st.session_state.pop(_BOTH, None)
    memory.settle_later()


def own_titles() -> list[str]:
    """Return the titles of the session's own sets that stand beside the figures shown."""
    own = own_sets()
    if not own:
        return []
    known = snapshot().catalog.files
    return [s.file.title for s in own if s.file.id in known]


def _with_session_sets(base: Snapshot, sets: list[OwnSet]) -> Snapshot:
    both = base
    for own in sets:
        with suppress(MonitorError):  # made for other municipalities: the page Data says so
            both = with_own_sets(both, [own])
    return both if both is base else replace(both, of_session=True)


def without_own_sets() -> Snapshot:
    """Return the snapshot of this view without the sets of this session."""
    if get_script_run_ctx() is None or _PINNED not in st.session_state:
        return _open(*_served())
    try:
        return _open(*st.session_state[_PINNED])
    except MonitorError:  # a view so old that its snapshot was tidied away
        follow()
        return _open(*_served())


@cached(_OPENED, condition=Condition())
def _open(folder: str, _stamp: int, _own: str) -> Snapshot:
    memory.frugal()
    opened, faults = with_stored_sets(open_snapshot(folder))
    for fault in faults:
        logging.getLogger(__name__).warning("%s", fault)
    publish_geometry(opened, static.STATIC)
    _forget_answers()
    memory.settle_later()
    return opened


def is_embedded() -> bool:
    """Whether the figures shown are those that came with the monitor."""
    return without_own_sets().path == EMBEDDED


@st.cache_data(ttl=10, show_spinner=False)
def last_refresh() -> dict[str, Any]:
    """Return how the last refresh of the store went (docs/operations.md); empty for none."""
    try:
        return read_json(store_of(), LAST_REFRESH) or {}
    except MonitorError as err:
        return {"outcome": "unreadable", "message": str(err)}


@st.cache_data(ttl=10, show_spinner=False)
def store_fault() -> Literal["", "vanished", "damaged", "unreachable"]:
    """Return what is wrong with the store: gone or empty, damaged, or out of reach."""
    fault = fault_of_store()
    if fault is None:
        return ""
    if isinstance(fault, VanishedError):
        return "vanished"
    return "damaged" if isinstance(fault, DamagedError) else "unreachable"


def shows_figures() -> bool:
    """Whether there are figures to show: where nothing in the store is whole there are none."""
    try:
        without_own_sets()
    except MonitorError:
        return False
    return True
