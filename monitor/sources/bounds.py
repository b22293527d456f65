"""How much a table, and a whole run, may take: seconds, requests and megabytes, as settings.

What is fetched within ``spending(budget)`` counts for that budget and for the one it is part of.
A budget that is used up, or stopped, ends every request that runs under it.
"""

from __future__ import annotations

import math
import os
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Literal

from monitor.errors import MonitorError

SETTINGS = {
    "MONITOR_RETRY_SECONDS": 1.0,
    "MONITOR_ANSWER_MB": 64.0,
    "MONITOR_TABLE_SECONDS": 300.0,
    "MONITOR_TABLE_REQUESTS": 500.0,
    "MONITOR_TABLE_MB": 500.0,
    "MONITOR_RUN_SECONDS": 900.0,
    "MONITOR_RUN_REQUESTS": 5000.0,
    "MONITOR_RUN_MB": 2000.0,
}
"""The settings (environment variables) with their defaults; docs/operations.md explains them."""

MB = 1_000_000
BUILDING = 120.0
"""Seconds of a run that are kept for building, where a fifth of the run is not less."""

UNIT = {"seconds": "SECONDS", "requests": "REQUESTS", "bytes": "MB"}
WORDS = {"seconds": "seconden", "requests": "vragen", "bytes": "MB"}


class ServiceDownError(MonitorError):
    """A service that stays away, keeps answering with faults, or takes more than it may."""


class OverBoundError(ServiceDownError):
    """A table or a run took all that it may: asking elsewhere would take more."""


def setting(name: str) -> float:
    """Return a number of the environment, else its default.

    Raises
    ------
    MonitorError
        Where it is no number above zero.
    """
    raw = os.environ.get(name, "").strip()
    try:
        value = float(raw) if raw else SETTINGS[name]
    except ValueError:
        value = math.nan
    if not (math.isfinite(value) and value > 0):
        raise MonitorError(
            f"De instelling {name} is geen getal boven nul",
            where=f"{name}={raw}",
            remedy=f"Zet er een getal in, of laat haar weg (dan {SETTINGS[name]:g}).",
        )
    return value


class Budget:
    """What one table or one run may still take; safe to share between threads.

    Parameters
    ----------
    kind : {"table", "run"}
        Which of the settings hold.
    name : str
        The table, for messages.
    within : Budget, optional
        What is spent here is spent there too.

    Raises
    ------
    MonitorError
        Where a setting is no number.
    """

    def __init__(
        self, kind: Literal["table", "run"], name: str = "", within: Budget | None = None
    ) -> None:
        self.kind, self.name, self.within = kind, name, within
        self._limit = {u: setting(f"MONITOR_{kind.upper()}_{s}") for u, s in UNIT.items()}
        seconds = self._limit["seconds"]
        if kind == "run":
            seconds -= min(BUILDING, seconds / 5)
        self._ends = time.monotonic() + seconds
        self._left = {"requests": self._limit["requests"], "bytes": self._limit["bytes"] * MB}
        self._lock, self._stopped = threading.Lock(), threading.Event()
        self._silent: Counter[str] = Counter()

    @property
    def outermost(self) -> Budget:
        """The run that this is part of, or itself."""
        return self if self.within is None else self.within.outermost

    def seconds_left(self) -> float:
        """Return the seconds until this or the run ends; 0 once it was stopped."""
        if self._stopped.is_set():
            return 0.0
        left = max(0.0, self._ends - time.monotonic())
        return left if self.within is None else min(left, self.within.seconds_left())

    def spend(self, *, requests: int = 0, received: int = 0) -> None:
        """Count what was asked or received (in bytes).

        Raises
        ------
        OverBoundError
            Where that is more than there is.
        """
        with self._lock:
            self._left["requests"] -= requests
            self._left["bytes"] -= received
            over = next((unit for unit, left in self._left.items() if left < 0), None)
        if over is None and self._ends <= time.monotonic():
            over = "seconds"
        if over is not None or self._stopped.is_set():
            raise self._used_up(over)
        if self.within is not None:
            self.within.spend(requests=requests, received=received)

    def _used_up(self, unit: str | None) -> OverBoundError:
        if unit is None:
            return OverBoundError("De verversing is afgebroken")
        what = f"Tabel {self.name}" if self.kind == "table" and self.name else "Het ophalen"
        what = "De hele verversing" if self.kind == "run" else what
        return OverBoundError(
            f"{what} vraagt meer dan de grens van {self._limit[unit]:g} {WORDS[unit]}",
            remedy=f"Is dat terecht, verhoog dan MONITOR_{self.kind.upper()}_{UNIT[unit]}.",
        )

    def stop(self) -> None:
        """End every request that runs under this budget, and every wait."""
        self._stopped.set()

    def sleep(self, seconds: float) -> None:
        """Wait, but no longer than there is time."""
        until = time.monotonic() + seconds
        while (left := min(until - time.monotonic(), self.seconds_left())) > 0:
            self.outermost._stopped.wait(min(left, 1.0))

    # A service that stayed away time and again is not given all patience for every next table.

    def answered(self, host: str) -> None:
        """Note that a host answers."""
        self.outermost._silent[host] = 0

    def stayed_away(self, host: str) -> None:
        """Note that a host did not answer after all attempts."""
        self.outermost._silent[host] += 1

    def given_up(self, host: str) -> bool:
        """Whether a host stayed away so often that one attempt is enough."""
        return self.outermost._silent[host] >= 2


_budget: ContextVar[Budget | None] = ContextVar("budget", default=None)
_told: ContextVar[Callable[[str], None] | None] = ContextVar("told", default=None)


@contextmanager
def spending(budget: Budget) -> Iterator[Budget]:
    """Within the block, every request counts for this budget."""
    token = _budget.set(budget)
    try:
        yield budget
    finally:
        _budget.reset(token)


def budget_now() -> Budget:
    """Return the budget that counts here; a request by itself may take what a table may."""
    return _budget.get() or Budget("table")


def table_budget(name: str) -> Budget:
    """Return the budget of one table, within that of the run where there is one."""
    return Budget("table", name, _budget.get())


@contextmanager
def waits_told_to(callback: Callable[[str], None]) -> Iterator[None]:
    """Within the block, ``callback`` hears in one sentence what is waited for, and how long."""
    token = _told.set(callback)
    try:
        yield
    finally:
        _told.reset(token)


def teller(budget: Budget) -> Callable[[str], None]:
    """Return who is to hear what a request waits for, with the name of its table before it."""
    callback = _told.get()
    if callback is None:
        return lambda _text: None
    before = f"{budget.name}: " if budget.name else ""
    return lambda text: callback(f"{before}{text}")
