"""How many files and connections this process may have open, and how many it has."""

from __future__ import annotations

import logging
import os
import sys
import time
from contextlib import suppress
from pathlib import Path

WANTED = 65_536
QUIET_SECONDS = 60  # a server without handles says so once a minute, not at every connection
FULL = 0.9  # share of the handles in use from which no new reader is let in


def raise_limit() -> int:
    """Raise the number of open files as far as the system allows; return what it is.

    Returns
    -------
    int
        The soft limit; 0 where the system has none to ask (Windows).
    """
    if sys.platform == "win32":
        return 0
    import resource  # noqa: PLC0415 - not on Windows

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = WANTED if hard == resource.RLIM_INFINITY else min(WANTED, hard)
    if soft < wanted:
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0]


def in_use() -> tuple[int, int]:
    """Return how many handles are open and how many may be; 0, 0 where that cannot be known."""
    own = Path("/proc/self/fd")
    if sys.platform == "win32" or not own.exists():
        return 0, 0
    import resource  # noqa: PLC0415 - not on Windows

    try:
        used = len(os.listdir(own))  # noqa: PTH208 - names only
    except OSError:  # no handle left to look with
        used = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return used, resource.getrlimit(resource.RLIMIT_NOFILE)[0]


def scarce() -> bool:
    """Whether so few handles are left that a new reader would take them from the others."""
    used, limit = in_use()
    return limit > 0 and used > FULL * limit


def told() -> str:
    """Return how it stands, for the health check."""
    used, limit = in_use()
    return f"{used} of {limit} file handles in use: raise LimitNOFILE (docs/operations.md)"


class Seldom(logging.Filter):
    """Lets a message through once a minute: a server in need does not fill its disk with it."""

    def __init__(self) -> None:
        super().__init__()
        self._last: dict[str, float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the message was not said in the last minute."""
        said, now = self._last.get(str(record.msg), -QUIET_SECONDS), time.monotonic()
        if now - said < QUIET_SECONDS:
            return False
        self._last[str(record.msg)] = now
        return True
