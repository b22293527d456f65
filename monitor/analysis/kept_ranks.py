"""Ranks with their uncertainty, kept on disk: the next start and other processes find them.

A file a year in the cache (``MONITOR_CACHE``), in a folder for each snapshot, version of the index
and state of the code. They can always be made again: one that cannot be read is.
"""

from __future__ import annotations

import hashlib
import io
import shutil
from contextlib import suppress
from functools import cache
from pathlib import Path

import pandas as pd

from monitor.analysis.robust import robustness
from monitor.snapshot import Snapshot
from monitor.store.place import cache_root, replace_file
from monitor.store.sign import sign_of

KEPT = 4
"""Folders that stay, the latest written: a new version, the one before, and each with own sets."""
_DIGEST = 32  # bytes
_CODE = ("analysis", "score", "catalog.py")
_PACKAGES = ("numpy", "pandas", "scipy")


def kept_robustness(snapshot: Snapshot, year: int) -> pd.DataFrame:
    """Return `monitor.analysis.robust.robustness`, from the disk where it was worked out before.

    Where nothing can be written there, it is worked out every time.
    """
    file = folder(snapshot) / f"{year}.parquet"
    found = _read(file)
    if found is None:
        found = robustness(snapshot, year)
        with suppress(OSError):
            _write(file, found)
    return found


def folder(snapshot: Snapshot) -> Path:
    """Return where the ranks of a snapshot stand."""
    version = snapshot.catalog.index.version
    return cache_root() / "ranks" / f"{snapshot.id}-{version}-{_code()}"


@cache
def _code() -> str:
    """Return a sign of all code that a rank hangs on, the packages that reckon included."""
    return sign_of(_CODE, _PACKAGES)[:12]


def _read(file: Path) -> pd.DataFrame | None:
    """Return what a file holds; None where there is none, or one that is not whole."""
    try:
        held = file.read_bytes()
    except OSError:
        return None
    digest, table = held[:_DIGEST], held[_DIGEST:]
    return pd.read_parquet(io.BytesIO(table)) if digest == _digest(table) else None


def _write(file: Path, ranks: pd.DataFrame) -> None:
    """Write a file in one step, its digest first, and take away the folders of long ago."""
    table = ranks.to_parquet()
    replace_file(file, _digest(table) + table)
    others = sorted(file.parents[1].iterdir(), key=lambda each: each.stat().st_mtime)
    for other in others[:-KEPT]:
        if other != file.parent:
            shutil.rmtree(other, ignore_errors=True)


def _digest(table: bytes) -> bytes:
    return hashlib.sha256(table).digest()
