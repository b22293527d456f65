"""Ranks and their doubt: known for one year when asked, for all years a little later."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Thread

import pandas as pd

from monitor.analysis.gap_choices import Drawn, method_draws
from monitor.analysis.kept_ranks import kept_robustness
from monitor.analysis.robust import robustness
from monitor.analysis.scores import score_year
from monitor.snapshot import Snapshot
from monitor.ui.data import memory
from monitor.ui.data.remember import once
from monitor.ui.data.serving import snapshot, when_new, without_own_sets

_WARM: set[str] = set()
when_new(_WARM.clear)


def robust(year: int) -> pd.DataFrame:
    """Return ranks with their uncertainty (`monitor.analysis.robust.robustness`).

    Parameters
    ----------
    year : int

    Returns
    -------
    DataFrame, index code
        ``total``, ``rank``, ``rank_median``, ``rank_low``, ``rank_high``, ``total_low``,
        ``total_high``, ``p_bottom``, ``p_top``, ``lagging``.
    """
    shown = snapshot()
    found = _robust(shown, year)
    _warm_once(shown)
    return found


@once(64, alone=True)
def _robust(shown: Snapshot, year: int) -> pd.DataFrame:
    # a set of one reader leaves nothing behind on the disk
    return (kept_robustness if shown is without_own_sets() else robustness)(shown, year)


def drawn(year: int) -> Drawn:
    """Return the totals of a year under many ways to make the score.

    Parameters
    ----------
    year : int
    """
    return _drawn(snapshot(), year)


@once(12, alone=True)
def _drawn(shown: Snapshot, year: int) -> Drawn:
    return method_draws(shown, score_year(shown, year))


def ranks_known() -> bool:
    """Return whether the ranks of all years have been computed, so that asking takes no time."""
    return snapshot().id in _WARM


@once(2)
def _warm_once(shown: Snapshot) -> None:
    """Have the ranks of the other years ready before somebody asks: a second's work each."""
    Thread(target=_warm, args=(shown,), daemon=True).start()


def _warm(shown: Snapshot) -> None:
    """Work out the ranks of all years, which the hovers of the map wait for, then the draws."""
    span = range(shown.catalog.last_year, shown.catalog.first_year - 1, -1)
    known = [y for y in span if score_year(shown, y).table["total"].notna().any()]
    for year in known:
        _in_turn(_robust, shown, year)
    _WARM.add(shown.id)
    for year in known:
        _in_turn(_drawn, shown, year)
    memory.settle_later()


def _in_turn(work: Callable[[Snapshot, int], object], shown: Snapshot, year: int) -> None:
    """Do some work of the background; where it took long, readers go first."""
    start = time.monotonic()
    work(shown, year)
    if time.monotonic() - start > 0.1:
        time.sleep(0.2)
