"""How often a change as large as this comes about by chance, read off all changes of its kind."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.special import stdtr, stdtrit  # not scipy.stats: that takes 45 MB of every server

FEWEST = 100
"""Changes of a kind, for its tail to be known."""
FAR = (0.01, 0.005, 0.002)
"""Shares of the changes that tell how heavy the tail is; the heaviest counts."""
_DF = np.geomspace(0.5, 200.0, 400)
_TAILS = [stdtrit(_DF, p / 2) / stdtrit(_DF, 0.025) for p in FAR]

Array = npt.NDArray[np.float64]


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
    found: Array = 2 * stdtr(df, np.abs(apart) / usual * stdtrit(df, 0.025))
    return found
