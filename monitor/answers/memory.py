"""What a server costs: memory, and the time that collecting garbage takes from reruns."""

from __future__ import annotations

import ctypes
import gc
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock, Thread

import pyarrow as pa

_MOST_ARENAS, _OWN_PAGES = -8, -3  # M_ARENA_MAX, M_MMAP_THRESHOLD of glibc's malloc.h
_LATER = 20.0  # seconds
_QUIET = 3.0  # seconds without a choice of any reader: nobody waits for an answer then
_LONGEST = 900.0  # seconds: a server that is never quiet settles all the same
_PENDING = Lock()
_waiting: list[Thread] = []
_ANSWERING = Lock()
_busy: dict[str, float] = {"now": 0, "until": 0.0}  # answers being made; when the latest was done


@contextmanager
def answering() -> Iterator[None]:
    """Count a reader who waits for an answer, for as long as it is being made."""
    with _ANSWERING:
        _busy["now"] += 1
    try:
        yield
    finally:
        with _ANSWERING:
            _busy["now"] -= 1
            _busy["until"] = time.monotonic()


def quiet_for() -> float:
    """Return the seconds in which no reader waited for an answer; 0 while one does."""
    with _ANSWERING:
        return 0.0 if _busy["now"] else time.monotonic() - _busy["until"]


def frugal() -> None:
    """Let all threads share one pool of memory (glibc), Arrow too: each rerun is a thread.

    With a pool per thread the server holds some 150 MB that nobody uses, with Arrow's own 55 MB;
    with two pools, and blocks up to 1 MB in them, some 50 MB.
    """
    pa.set_memory_pool(pa.system_memory_pool())
    if sys.platform == "linux" and hasattr(libc := ctypes.CDLL(None), "mallopt"):
        libc.mallopt(_MOST_ARENAS, 1)
        libc.mallopt(_OWN_PAGES, 2**17)  # an array goes back to the system when it is done


def settle_later() -> None:
    """Settle once nobody waits, with all that is kept by then: call when something new is kept.

    Settling frees what making it took and has the collector pass by what stays: a full round that
    walks all of it stops every reader for 0.1 s, for seconds where many have a set of their own.
    """
    with _PENDING:
        if _waiting and _waiting[0].is_alive():
            return
        _waiting[:] = [Thread(target=_settle_when_quiet, daemon=True)]
        _waiting[0].start()


def _settle_when_quiet() -> None:
    time.sleep(_LATER)
    end = time.monotonic() + _LONGEST
    while quiet_for() < _QUIET and time.monotonic() < end:
        time.sleep(1)
    settle()


def settle() -> None:
    """Free what making things took, and have the collector pass by what stays."""
    # what was frozen before and is garbage now goes first: readers who left meanwhile
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    if sys.platform == "linux" and hasattr(libc := ctypes.CDLL(None), "malloc_trim"):
        libc.malloc_trim(0)
