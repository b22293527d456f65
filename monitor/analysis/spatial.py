"""Where do low scores lie together? Moran's I and local clusters.

Sources: Moran (1950); Cliff and Ord, Spatial Processes (1981), for I under randomisation; Anselin,
Local Indicators of Spatial Association (1995); Benjamini and Hochberg (1995) for the false
discovery rate, as Caldas de Castro and Singer (2006) use it for local statistics. Reckoned here and
held against esda in the tests: esda takes 60 MB of every server that has loaded it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import ndtr

from monitor.analysis.discovery import false_discovery
from monitor.errors import MonitorError

ALPHA = 0.05
FEWEST = 10
STEPS = 2_000  # values are rounded to this many steps from lowest to highest

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Clusters:
    """Global and local spatial association of one variable.

    Attributes
    ----------
    moran : float
        Moran's I with row-standardised weights; NaN where nobody has a neighbour.
    expected : float
        What I is without association: -1 / (n - 1).
    p : float
        Two-sided p-value of I under randomisation (Cliff and Ord 1981).
    table : DataFrame, index region
        ``value``, ``neighbours`` (mean of the neighbours), ``local`` (local Moran's I), ``p``
        (two-sided, exact over all permutations), ``q`` (adjusted for the false discovery rate, NaN
        where not tested) and ``cluster``:
        low-low, high-high, low-high (low among high), high-low, or "" where q > alpha.
    """

    moran: float
    expected: float
    p: float
    table: pd.DataFrame


def find_clusters(
    values: pd.Series,
    borders: pd.DataFrame,
    *,
    family: Collection[str] | None = None,
    alpha: float = ALPHA,
) -> Clusters:
    """Test a variable for spatial association, as a whole and around every municipality.

    The local p-values are those that ever more permutations go to (`permuted_tails`), so there is
    no seed to depend on; the smaller tail is doubled to be two-sided. Among n local tests
    Benjamini-Hochberg keeps the expected share of false finds below ``alpha``.

    Parameters
    ----------
    values : Series of float, index region
        Regions without a figure are left out, with their borders.
    borders : DataFrame
        From `monitor.analysis.borders.neighbours`: ``focal`` and ``neighbor``, each pair both ways.
    family : collection of str, optional
        Municipalities that are tested, as the province that is looked at: the fewer tests, the more
        can be found. Others only serve as neighbours. All when absent.
    alpha : float
        False discovery rate.

    Raises
    ------
    MonitorError
        Where fewer than ten municipalities have a figure, or all figures are equal.
    """
    known = values.dropna()
    known = known[known.index.isin(borders["focal"])]
    if len(known) < FEWEST or known.nunique() < 2:
        raise MonitorError(
            "Voor ruimtelijke clusters zijn er te weinig (verschillende) cijfers",
            where=f"{len(known)} gemeenten",
        )
    weights = _weights(known.index, borders)
    counts = (weights > 0).sum(axis=1)
    around = pd.Series(weights @ known.to_numpy(float), known.index)
    apart = (known - known.mean()) / known.std()
    beside = (around - known.mean()) / known.std()
    table = pd.DataFrame({"value": known, "neighbours": around, "local": apart * beside})
    table["p"] = np.minimum(1.0, 2 * permuted_tails(known.to_numpy(), around.to_numpy(), counts))
    table.loc[counts == 0, ["neighbours", "local"]] = np.nan
    tested = np.ones(len(table), bool) if family is None else table.index.isin(list(family))
    table["q"] = np.nan
    table.loc[tested, "q"] = false_discovery(table.loc[tested, "p"].to_numpy())
    named = np.char.add(np.where(apart > 0, "high-", "low-"), np.where(beside > 0, "high", "low"))
    table["cluster"] = np.where(table["q"] <= alpha, named, "")
    return Clusters(*_moran(known.to_numpy(float), weights), table.rename_axis("region"))


def _weights(known: pd.Index[str], borders: pd.DataFrame) -> Array:
    """Return the weight of every neighbour (column) of every region (row): 1 a row, or none."""
    at = known.get_indexer
    focal, neighbour = at(pd.Index(borders["focal"])), at(pd.Index(borders["neighbor"]))
    both = (focal >= 0) & (neighbour >= 0)
    weights = np.zeros((len(known), len(known)))
    weights[focal[both], neighbour[both]] = 1.0
    found: Array = weights / np.maximum(weights.sum(axis=1, keepdims=True), 1)
    return found


def _moran(values: Array, weights: Array) -> tuple[float, float, float]:
    """Return Moran's I, what it is without association, and its two-sided p-value.

    Mean and variance under randomisation: Cliff and Ord (1981), 2.2. NaN where nobody has a
    neighbour.
    """
    n, z = len(values), values - values.mean()
    s0 = weights.sum()
    expected = -1 / (n - 1)
    if not s0:
        return np.nan, expected, np.nan
    moran = n / s0 * (z @ weights @ z) / (z @ z)
    s1 = ((weights + weights.T) ** 2).sum() / 2
    s2 = ((weights.sum(axis=0) + weights.sum(axis=1)) ** 2).sum()
    peak = (z**4).mean() / (z**2).mean() ** 2
    square = n * ((n**2 - 3 * n + 3) * s1 - n * s2 + 3 * s0**2)
    square -= peak * ((n**2 - n) * s1 - 2 * n * s2 + 6 * s0**2)
    variance = square / ((n - 1) * (n - 2) * (n - 3) * s0**2) - expected**2
    return float(moran), expected, float(2 * ndtr(-abs(moran - expected) / np.sqrt(variance)))


def permuted_tails(values: Array, around: Array, counts: npt.NDArray[np.int64]) -> Array:
    """Share of all permutations in which the neighbours of a place are as extreme as they are.

    A conditional permutation (Anselin 1995) keeps the value of a place and deals the others out
    again, so its k neighbours are k of the n - 1 other values drawn without replacement. How often
    each sum of k comes up is counted outright: a value v either takes part or not, so with f_j(s)
    the number of ways to draw j values that add up to s, f_j(s) grows by f_(j-1)(s - v). Leaving a
    value out again is the same step backwards. Exact up to the rounding of values to 2,000 steps.

    Parameters
    ----------
    values : ndarray, shape (n,)
    around : ndarray, shape (n,)
        Mean of the neighbours of each.
    counts : ndarray of int, shape (n,)
        How many neighbours each has.

    Returns
    -------
    ndarray, shape (n,)
        The smaller of both tails; 1 without neighbours.
    """
    step = np.ptp(values) / STEPS
    whole = np.rint((values - values.min()) / step).astype(int)
    most = min(int(counts.max()), len(values) - 1)
    ways = np.zeros((most + 1, most * STEPS + 1))
    ways[0, 0] = 1.0
    for v in whole:
        ways[1:, v:] += ways[:-1, : ways.shape[1] - v]
    tails = np.ones(len(values))
    for i, k in enumerate(counts):
        if k == 0:
            continue
        own = _without(ways[: k + 1], whole[i])
        seen = (around[i] - values.min()) * k / step
        slack = k / 2 + 1e-6  # each value is rounded by at most half a step
        at = np.arange(len(own))
        tails[i] = min(own[at <= seen + slack].sum(), own[at >= seen - slack].sum()) / own.sum()
    return tails


def _without(ways: Array, v: int) -> Array:
    """Ways to draw as many values as ``ways`` has rows but one, when one value v takes no part."""
    row: Array = ways[0]
    for more in ways[1:]:
        less = more.copy()
        less[v:] -= row[: len(row) - v]
        row = np.maximum(less, 0.0)  # what is left of 0 after rounding
    return row
