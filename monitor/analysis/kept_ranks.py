"""Ranks with their uncertainty, kept on disk: a file a year (`monitor.store.kept`).

In a folder for each snapshot, version of the index and state of the code.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pandas as pd

from monitor.analysis.robust import robustness
from monitor.snapshot import Snapshot
from monitor.store.kept import kept_table
from monitor.store.place import cache_root
from monitor.store.sign import sign_of

_CODE = ("analysis", "score", "catalog.py", "catalog_entries.py", "catalog_read.py")
_PACKAGES = ("numpy", "pandas", "scipy")


def kept_robustness(snapshot: Snapshot, year: int) -> pd.DataFrame:
    """Return `monitor.analysis.robust.robustness`, from the disk where it was worked out before."""
    return kept_table(folder(snapshot) / f"{year}.parquet", lambda: robustness(snapshot, year))


def folder(snapshot: Snapshot) -> Path:
    """Return where the ranks of a snapshot stand."""
    version = snapshot.catalog.index.version
    return cache_root() / "ranks" / f"{snapshot.id}-{version}-{_code()}"


@cache
def _code() -> str:
    """Return a sign of all code that a rank hangs on, the packages that reckon included."""
    return sign_of(_CODE, _PACKAGES)[:12]
