"""What holds for one run of a script, so that it is looked up once and not at every text.

The session state of Streamlit is safe and slow: a page that asks it for its language at each of its
hundred texts spends a tenth of its time on that.
"""

from __future__ import annotations

from typing import Any
from weakref import WeakKeyDictionary

from streamlit.runtime.scriptrunner import get_script_run_ctx

# Keyed by the object through which one run sees the state of its session; it goes with the run.
_KNOWN: WeakKeyDictionary[object, dict[str, Any]] = WeakKeyDictionary()


def known() -> dict[str, Any]:
    """Return what this run knows, to read and to add to; outside a run it is empty every time."""
    context = get_script_run_ctx(suppress_warning=True)
    if context is None:
        return {}
    found = _KNOWN.get(context.session_state)
    if found is None:
        found = _KNOWN[context.session_state] = {}
    return found
