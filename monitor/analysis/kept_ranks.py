"""Ranks with their uncertainty, and draws of the score, kept on disk: a file a year of each.

In a folder for each snapshot, version of the index and state of the code (`monitor.store.kept`).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pandas as pd

from monitor.analysis.gap_choices import DRAWS, Drawn, drawn_units, method_draws
from monitor.analysis.robust import robustness
from monitor.analysis.scores import YearScores
from monitor.snapshot import Snapshot
from monitor.store.kept import kept_table
from monitor.store.place import cache_root
from monitor.store.sign import sign_of

_CODE = ("analysis", "score", "catalog.py", "catalog_entries.py", "catalog_read.py")
_PACKAGES = ("numpy", "pandas", "scipy")


def kept_robustness(snapshot: Snapshot, year: int) -> pd.DataFrame:
    """Return `monitor.analysis.robust.robustness`, from the disk where it was worked out before."""
    return kept_table(folder(snapshot) / f"{year}.parquet", lambda: robustness(snapshot, year))


def kept_draws(snapshot: Snapshot, scores: YearScores) -> Drawn:
    """Return `monitor.analysis.gap_choices.method_draws`, from the disk where it was made before.

    Parameters
    ----------
    scores : YearScores
        Scored by the method of the monitor.
    """
    file = folder(snapshot) / f"{scores.year}-draws.parquet"
    totals = kept_table(
        file, lambda: pd.DataFrame({"total": method_draws(snapshot, scores).totals.ravel()})
    )
    units = drawn_units(scores)
    return Drawn(units, totals["total"].to_numpy().reshape(DRAWS, len(units)))


def folder(snapshot: Snapshot) -> Path:
    """Return where the ranks of a snapshot stand."""
    version = snapshot.catalog.index.version
    return cache_root() / "ranks" / f"{snapshot.id}-{version}-{_code()}"


@cache
def _code() -> str:
    """Return a sign of all code that a rank hangs on, the packages that reckon included."""
    return sign_of(_CODE, _PACKAGES)[:12]
