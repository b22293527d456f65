"""Signals: the few changes of a year that are more than usual (docs/steering.md#signals).

Thousands of changes are looked at, so that one in twenty would stand out by chance alone: the share
of false signals is held at 5% (Benjamini and Hochberg 1995).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.stats import false_discovery_control, t

from monitor.analysis.groups import population_of
from monitor.analysis.unusual import SMALL
from monitor.snapshot import Snapshot
from monitor.steering.usual import Steps, StepsOf

RATE = 0.05
"""Share of the signals that may be false."""
FEWEST = 100
"""Changes of an indicator, for its tail to be known."""
FAR = (0.01, 0.005, 0.002)
"""Shares of the changes that tell how heavy the tail is; the heaviest counts."""
_DF = np.geomspace(0.5, 200.0, 400)
_TAILS = [t.isf(p / 2, _DF) / t.isf(0.025, _DF) for p in FAR]

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Signals:
    """The signals of a year, and among how many changes they were found.

    Attributes
    ----------
    table : DataFrame
        ``indicator, region, since, change, apart`` (less the middle municipality's change),
        ``usual`` (95% of the changes beside the middle one), ``p`` and ``q`` (the rate of false
        signals at which it is one); the strongest first.
    tested : int
        Changes that were looked at.
    indicators : tuple of str
        Measured in the year, with a change to look at.
    """

    year: int
    table: pd.DataFrame
    tested: int
    indicators: tuple[str, ...]


def chance(apart: Array, every: Array) -> Array:
    """Return how often a change as large as each comes about, from the usual ones.

    A Student t distribution with the 95% point of ``every``, and with the heaviest tail that its
    99%, 99.5% and 99.8% points ask for; never a lighter one than the normal's. With one point alone
    the tail is too light by chance too often: noise gave signals in one year in ten.

    Parameters
    ----------
    apart : ndarray, shape (n,)
    every : ndarray, shape (m,)
        All changes of the measure; at least `FEWEST` of them.

    Returns
    -------
    ndarray, shape (n,)
        Two-sided; 1 where all usual changes are 0.
    """
    usual, *far = np.quantile(np.abs(every), [0.95, *(1 - p for p in FAR)])
    if usual <= 0:
        return np.ones(len(apart))
    ratios = zip(far, _TAILS, strict=True)
    df = min(float(np.interp(-point / usual, -tail, _DF)) for point, tail in ratios)
    found: Array = 2 * t.sf(np.abs(apart) / usual * t.isf(0.025, df), df)
    return found


def signals_among(steps: Mapping[str, Steps], year: int, rate: float = RATE) -> Signals:
    """Find the changes up to a year that are more than usual, over all indicators at once.

    Parameters
    ----------
    steps : mapping of str to Steps
        Of every indicator that takes part.
    rate : float
        Share of the signals that may be false.
    """
    rows = []
    for name, own in steps.items():
        every = own.apart.to_numpy()
        every = every[np.isfinite(every)]
        if year not in own.table or len(every) < FEWEST:
            continue
        apart = own.apart[year].dropna()
        rows.append(
            pd.DataFrame(
                {
                    "indicator": name,
                    "region": apart.index,
                    "since": own.since[year],
                    "change": own.table.loc[apart.index, year].to_numpy(),
                    "apart": apart.to_numpy(),
                    "usual": own.usual_apart,
                    "p": chance(apart.to_numpy(), every),
                }
            )
        )
    if not rows:
        return Signals(year, pd.DataFrame(columns=["indicator", "region"]), 0, ())
    table = pd.concat(rows, ignore_index=True)
    table["q"] = false_discovery_control(table["p"])
    found = table[table["q"] <= rate].sort_values("p", ignore_index=True)
    return Signals(year, found, len(table), tuple(table["indicator"].unique()))


def signals_of(snapshot: Snapshot, steps: StepsOf, year: int) -> Signals:
    """Find the signals of a year among all municipalities and measured indicators.

    Model estimates take no part (what changes in them is the model's input), nor do municipalities
    below 5,000 inhabitants, whose figures swing by themselves.
    """
    people = population_of(snapshot, year)
    large = people.index[people >= SMALL]
    found = {}
    for item in snapshot.catalog.scored:
        if not snapshot.catalog.is_estimate(item.id):
            own = steps(item.id)
            found[item.id] = Steps(own.table.reindex(large), own.since)
    return signals_among(found, year)
