"""The default answer, worked out once and kept where an app under test finds it."""

from __future__ import annotations

from functools import cache

from monitor.impact.keep import reckon_kept
from monitor.impact.plan import default_plan
from monitor.impact.result import Result
from monitor.snapshot import EMBEDDED, open_snapshot


@cache
def answered() -> Result:
    """Return the answer to the default question on the embedded figures."""
    return reckon_kept(open_snapshot(EMBEDDED), default_plan(), location=EMBEDDED)
