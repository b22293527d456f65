"""A run that has an end, whatever hangs: a disk, a network folder, a computation."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from monitor.errors import MonitorError


@contextmanager
def ends_within(seconds: float) -> Iterator[None]:
    """Raise within the block once this many seconds have passed.

    Only the main thread of a program can be interrupted so, and not on Windows; elsewhere the
    bounds on fetching (``monitor.sources.bounds``) end a run.

    Raises
    ------
    MonitorError
        The time is over.
    """
    main = threading.current_thread() is threading.main_thread()
    if not main or not hasattr(signal, "SIGALRM"):
        yield
        return

    def ring(_number: int, _frame: FrameType | None) -> None:
        raise MonitorError(
            f"De verversing duurde langer dan {seconds:g} seconden",
            remedy="De vorige momentopname blijft staan. Is meer tijd terecht, verhoog dan"
            " MONITOR_RUN_SECONDS.",
        )

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
