"""What holds for one run of a script, so that it is looked up once and not at every text.

The session state of Streamlit is safe and slow: a page that asks it for its language at each of its
hundred texts spends a tenth of its time on that.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

from streamlit.runtime.scriptrunner import get_script_run_ctx

# Keyed by the object through which one run sees the state of its session; it goes with the run.
_KNOWN: WeakKeyDictionary[object, dict[str, Any]] = WeakKeyDictionary()
_ANSWERING = Lock()
_busy: dict[str, float] = {"now": 0, "until": 0.0}  # answers being made; when the latest was done


def known() -> dict[str, Any]:
    """Return what this run knows, to read and to add to; outside a run it is empty every time."""
    context = get_script_run_ctx(suppress_warning=True)
    if context is None:
        return {}
    found = _KNOWN.get(context.session_state)
    if found is None:
        found = _KNOWN[context.session_state] = {}
    return found


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
