"""Ranks and their doubt: known for one year when asked, for all years a little later."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Event, Thread

import pandas as pd

from monitor.analysis.gap_choices import Drawn, method_draws
from monitor.analysis.kept_ranks import kept_draws, kept_robustness
from monitor.analysis.robust import robustness
from monitor.answers import memory
from monitor.answers.about_scores import scores, years
from monitor.answers.remember import once
from monitor.answers.view import showing, snapshot
from monitor.snapshot import Snapshot


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
    found = _robust(year)
    _warm_once()
    return found


@once(64, alone=True)
def _robust(year: int) -> pd.DataFrame:
    # a set of one reader leaves nothing behind on the disk
    shown = snapshot()
    return (robustness if shown.of_session else kept_robustness)(shown, year)


@once(4, alone=True)  # 2.6 MB each, and asked until the answers that depend on them are kept
def drawn(year: int) -> Drawn:
    """Return the totals of a year under many ways to make the score.

    Parameters
    ----------
    year : int
    """
    shown = snapshot()
    return (method_draws if shown.of_session else kept_draws)(shown, scores(year))


def ranks_known() -> bool:
    """Return whether the ranks of all years have been computed, so that asking takes no time."""
    return _known().is_set()


@once(1)
def _known() -> Event:
    return Event()


@once(1)
def _warm_once() -> None:
    """Have the ranks of the other years ready before somebody asks: a second's work each."""
    Thread(target=_warm, args=(snapshot(),), daemon=True).start()


def _warm(shown: Snapshot) -> None:
    """Work out the ranks of all years, which the hovers of the map wait for, then the draws."""
    with showing(shown):
        for year in reversed(years()):
            _in_turn(_robust, year)
        _known().set()
        for year in years():  # the newest last: those stay
            _in_turn(drawn, year)
        memory.settle_later()


def _in_turn(work: Callable[[int], object], year: int) -> None:
    """Do some work of the background; where it took long, readers go first."""
    start = time.monotonic()
    work(year)
    if time.monotonic() - start > 0.1:
        time.sleep(0.2)
