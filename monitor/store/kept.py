"""Tables that cost time, kept on disk: the next start and other processes find them.

In the cache (``MONITOR_CACHE``), a folder for all that hangs on the same. They can always be made
again: one that cannot be read is.
"""

from __future__ import annotations

import hashlib
import io
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pandas as pd

from monitor.store.place import replace_file

KEPT = 4
"""Folders that stay, the latest written: a new version, the one before, and each with own sets."""
_DIGEST = 32  # bytes


def kept_table(file: Path, make: Callable[[], pd.DataFrame]) -> pd.DataFrame:
    """Return the table of a file, or make it and keep it there, in place of those of long ago.

    Where nothing can be written there, it is made every time.

    Parameters
    ----------
    file : Path
        In a folder named after all that the table hangs on; folders beside it go by age.
    make : callable
        Gives the table.
    """
    found = _read(file)
    if found is None:
        found = make()
        with suppress(OSError):
            _write(file, found)
    return found


def _read(file: Path) -> pd.DataFrame | None:
    """Return what a file holds; None where there is none, or one that is not whole."""
    try:
        held = file.read_bytes()
    except OSError:
        return None
    digest, table = held[:_DIGEST], held[_DIGEST:]
    return pd.read_parquet(io.BytesIO(table)) if digest == _digest(table) else None


def _write(file: Path, found: pd.DataFrame) -> None:
    """Write a file in one step, its digest first, and take away the folders of long ago."""
    table = found.to_parquet()
    replace_file(file, _digest(table) + table)
    others = sorted(file.parents[1].iterdir(), key=lambda each: each.stat().st_mtime)
    for other in others[:-KEPT]:
        if other != file.parent:
            shutil.rmtree(other, ignore_errors=True)


def _digest(table: bytes) -> bytes:
    return hashlib.sha256(table).digest()
