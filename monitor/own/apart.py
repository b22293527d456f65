"""Read an uploaded file in a process of its own, with limits of memory and time.

The one way in which the page and the command read a file that somebody gives: whatever it unfolds
to, the process that serves others keeps its memory and its turn.
"""

from __future__ import annotations

import logging
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, cast

import monitor
from monitor.errors import MonitorError
from monitor.own.child import NO_MEMORY, SECONDS
from monitor.own.files import LIGHTER, damaged, too_much_memory
from monitor.own.problems import from_error
from monitor.own.told import told
from monitor.own.understand import Hints, Understood, prepared

if TYPE_CHECKING:
    import pandas as pd

AT_ONCE = 2
PATIENCE = 60.0
"""Seconds that a file waits for its turn."""

CHILD = ["-m", "monitor.own.child"]
_TURN = BoundedSemaphore(AT_ONCE)
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1",
               "ARROW_DEFAULT_MEMORY_POOL": "system", "MALLOC_ARENA_MAX": "1"}  # fmt: skip


def understand_apart(
    data: bytes,
    filename: str,
    regions: pd.DataFrame,
    recoding: pd.DataFrame,
    *,
    hints: Hints | None = None,
    years: tuple[int, int] | None = None,
    districts: Mapping[str, str] | None = None,
) -> Understood:
    """Understand a file as ``monitor.own.understand.understand`` does, in a process of its own.

    Returns
    -------
    Understood
        Without the cells of the file. What takes more than 512 MB or 20 s is a problem in it.
    """
    start, request = prepared(data, filename, regions, recoding, hints, years, districts)
    try:
        return cast(Understood, read_apart("monitor.own.understand", *request))
    except MonitorError as err:
        return replace(start, problems=[from_error(err)])


def read_apart(reader: str, *request: object) -> object:
    """Return what ``answer`` of a module of ours makes of a request, in a process of its own.

    Raises
    ------
    MonitorError
        Where it takes more than 512 MB or 20 s, or no turn comes within a minute.
    """
    if not _TURN.acquire(timeout=PATIENCE):
        raise MonitorError(
            told("De monitor leest al bestanden van anderen"),
            remedy=told("Probeer het over een minuut opnieuw."),
        )
    try:
        return _answer(reader, request)
    finally:
        _TURN.release()


def _answer(reader: str, request: tuple[object, ...]) -> object:
    root = str(Path(monitor.__file__).parents[1])
    process = subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, "-W", "ignore", *CHILD, reader],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **_ONE_THREAD, "PYTHONPATH": root, "PYTHONSAFEPATH": "1"},
    )
    with process:
        try:
            out, err = process.communicate(pickle.dumps(request), timeout=SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            raise _too_slow() from None
        except BaseException:
            process.kill()
            raise
    if process.returncode == 0:
        # only what our own code wrote: the file is read there, never unpickled
        return pickle.loads(out)  # noqa: S301
    if process.returncode == -getattr(signal, "SIGXCPU", 0):
        raise _too_slow()
    text = err[-4_000:].decode(errors="replace")
    logging.getLogger(__name__).warning("reading ended with %s: %s", process.returncode, text)
    no_memory = process.returncode in (NO_MEMORY, -getattr(signal, "SIGKILL", 0))
    # libraries in C++ end the process themselves, where the memory or the file is at fault
    raise too_much_memory() if no_memory or "bad_alloc" in text else damaged()


def _too_slow() -> MonitorError:
    return MonitorError(
        told("Het bestand kost meer dan {n} seconden om te lezen", n=SECONDS), remedy=LIGHTER
    )
