"""What a server costs: memory, and the time that collecting garbage takes from reruns."""

from __future__ import annotations

import ctypes
import gc
import sys
from threading import Lock, Timer

_MOST_ARENAS, _OWN_PAGES = -8, -3  # M_ARENA_MAX, M_MMAP_THRESHOLD of glibc's malloc.h
_LATER = 20  # seconds
_PENDING = Lock()
_waiting: list[Timer] = []


def frugal() -> None:
    """Let all threads share two pools of memory (glibc): every rerun is a thread of its own.

    With a pool per thread the server holds some 150 MB that nobody uses.
    """
    if sys.platform == "linux" and hasattr(libc := ctypes.CDLL(None), "mallopt"):
        libc.mallopt(_MOST_ARENAS, 2)
        libc.mallopt(_OWN_PAGES, 2**20)  # an array goes back to the system when it is done


def settle() -> None:
    """Call when what every reader shares is loaded: free what the loading took, keep the rest.

    A full round of garbage collection takes some 90 ms when it has to walk all this; what is frozen
    it passes by. What was frozen before and is garbage now goes first: readers who left meanwhile.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    if sys.platform == "linux" and hasattr(libc := ctypes.CDLL(None), "malloc_trim"):
        libc.malloc_trim(0)


def settle_later() -> None:
    """Settle a little later, with all that is kept by then: call when something new is kept."""
    with _PENDING:
        if _waiting and _waiting[0].is_alive():
            return
        timer = Timer(_LATER, settle)
        timer.daemon = True
        _waiting[:] = [timer]
        timer.start()
