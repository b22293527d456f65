"""One writer at a time: a lock that does not outlive who holds it."""

from __future__ import annotations

import json
import os
import socket
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import Any

from filelock import FileLock, Timeout

from monitor.errors import MonitorError
from monitor.store.place import StillOurs, Store, clear_errors, read_json, write_json
from monitor.store.tidy import tidy

LOCK = "lock.json"
LEASE = 600.0  # seconds without a sign of life after which a lock on an object store is dead
BEAT = 60.0
LONGEST = 3600.0  # seconds after which a task that says nothing of its length gives no more signs


def _card(task: str, token: str) -> dict[str, Any]:
    """Who holds the lock, for the message to the other and to tell a dead one."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return {"task": task, "host": socket.gethostname(), "pid": os.getpid(), "token": token,
            "alive_at": now}  # fmt: skip


def _read_card(store: Store) -> dict[str, Any] | None:
    """Return who holds the lock; nobody known (``{}``) where the card is unreadable."""
    try:
        return read_json(store, LOCK)
    except MonitorError:
        return {}


def _busy(store: Store) -> MonitorError:
    card = _read_card(store) or {}
    who = ""
    if card:
        who = f" sinds {card.get('alive_at')} op {card.get('host')} (proces {card.get('pid')})"
    return MonitorError(
        f"Een andere opdracht ({card.get('task', 'onbekend')}) werkt nu aan deze opslag{who}",
        where=store.location,
        remedy="Wacht tot die klaar is; een opdracht die afbrak, houdt de opslag niet vast.",
    )


def _runs_here(card: dict[str, Any]) -> bool | None:
    """Whether its process still runs; None where that cannot be seen from here."""
    if card.get("host") != socket.gethostname() or os.name == "nt":
        return None
    try:
        os.kill(int(card["pid"]), 0)
    except (ProcessLookupError, KeyError, ValueError, TypeError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _alive(card: dict[str, Any]) -> bool:
    """Whether who wrote this card may still be at work."""
    if _runs_here(card) is False:
        return False
    try:
        silent = datetime.now(UTC) - datetime.fromisoformat(str(card["alive_at"]))
    except (KeyError, ValueError, TypeError):
        return False
    # a sign from the future is of a clock that went back: it would hold the store for years
    return abs(silent.total_seconds()) < LEASE


@contextmanager
def _claim_remote(store: Store, task: str, longest: float) -> Iterator[StillOurs]:
    """Hold ``lock.json`` on an object store, with a sign of life every minute."""
    token = uuid.uuid4().hex
    card = _read_card(store)
    if card and _alive(card):
        raise _busy(store)

    def still_ours() -> None:
        if (_read_card(store) or {}).get("token") != token:
            raise _busy(store)

    with clear_errors(store, "De opslag is niet te vergrendelen"):
        if card is not None:
            write_json(store, LOCK, _card(task, token))
        else:
            try:
                data = json.dumps(_card(task, token)).encode()
                store.fs.pipe_file(store.path(LOCK), data, mode="create")
            except FileExistsError as err:
                raise _busy(store) from err
    still_ours()
    ended = threading.Event()

    def beat() -> None:
        until = time.monotonic() + longest
        while not ended.wait(BEAT) and time.monotonic() < until:
            try:
                still_ours()
                write_json(store, LOCK, _card(task, token))
            except MonitorError:
                continue  # the switch asks once more before it happens

    threading.Thread(target=beat, daemon=True).start()
    try:
        yield still_ours
    finally:
        ended.set()
        with suppress(Exception):  # a card left behind counts for nothing once this process ends
            still_ours()
            store.fs.rm_file(store.path(LOCK))


@contextmanager
def hold_lock(store: Store, task: str, *, longest: float = LONGEST) -> Iterator[StillOurs]:
    """Hold the store for one task; the lock of a process that died counts for nothing.

    Every writer does, and begins by sweeping what one before it left behind (``tidy``).

    On this machine the operating system's own file lock decides: it ends with the process. On an
    object store a card with a sign of life does; it is taken over after ten silent minutes, or at
    once where its process ran on this machine and is gone.

    Parameters
    ----------
    store : Store
        The place to hold.
    task : str
        In Dutch, shown to who comes second.
    longest : float
        Seconds the task may take; on an object store its signs of life end with them.

    Yields
    ------
    callable
        Raises where the lock was lost meanwhile; to be called right before the switch.

    Raises
    ------
    MonitorError
        Where another is at work: says who, where and since when.
    """
    with clear_errors(store, "De opslag is niet te vergrendelen"):
        store.beside.mkdir(parents=True, exist_ok=True)
        guard = FileLock(store.beside / ".lock", timeout=0)
        try:
            guard.acquire()
        except Timeout as err:
            raise _busy(store) from err
    try:
        if store.local:
            write_json(store, LOCK, _card(task, ""))
            tidy(store)
            yield lambda: None
        else:
            with _claim_remote(store, task, longest) as still_ours:
                tidy(store)
                yield still_ours
    finally:
        guard.release()
