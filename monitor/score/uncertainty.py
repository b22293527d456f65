"""How far ranks hang on the choices behind an index: Monte Carlo.

Sources: OECD/JRC Handbook 2008, step 7 (uncertainty and sensitivity analysis: all sources of doubt
varied at once, ranks as the output); Saisana, Saltelli and Tarantola 2005; COINr
``get_sensitivity``.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import numpy.typing as npt

from .errors import ScoreError
from .normalise import Method
from .problem import NOTHING, Array, Choices, Ints, Problem
from .recombine import totals
from .tree import AGGREGATIONS

METHODS: tuple[Method, ...] = ("z", "minmax", "rank")
WEIGHT_SPREAD = 0.25
BATCH = 1000


def draw(problem: Problem, draws: int, rng: np.random.Generator) -> Choices:
    """Draw all choices at random, each as likely as the others of its kind.

    Normalisation (z, min-max, percentile rank), aggregation (arithmetic, geometric on both levels,
    Mazziotta-Pareto over dimensions), every weight times a uniform between 0.75 and 1.25, one
    indicator left out or none, a normal error on every figure with a known standard error.

    AMPI is no choice of its own: it is a min-max (`normalise`) with the penalty of
    Mazziotta-Pareto, and that combination is drawn. Distance to a reference is left out: it weighs
    an indicator by the place of its zero.

    Parameters
    ----------
    problem : Problem
    draws : int
    rng : Generator
        The same seed gives the same draws.
    """
    units, indicators = problem.values.shape
    omit = np.append(problem.may_go(), NOTHING)
    return Choices(
        rng.integers(len(problem.fits), size=draws),
        rng.integers(len(AGGREGATIONS), size=draws),
        problem.within * _factors(rng, (draws, indicators)),
        problem.between * _factors(rng, (draws, len(problem.between))),
        omit[rng.integers(len(omit), size=draws)],
        rng.standard_normal((draws, units, len(problem.uncertain))),
    )


def ranks(scores: Array) -> npt.NDArray[np.int32]:
    """Rank the units of every draw: 1 = highest, ties share the best rank, on 10 digits.

    Parameters
    ----------
    scores : ndarray, shape (draws, units)
        Without NaN.
    """
    low = -np.round(scores, 10)
    order = np.argsort(low, axis=1)
    ordered = np.take_along_axis(low, order, axis=1)
    place = np.broadcast_to(np.arange(1, low.shape[1] + 1, dtype=np.int32), low.shape).copy()
    place[:, 1:][ordered[:, 1:] == ordered[:, :-1]] = 0
    np.maximum.accumulate(place, axis=1, out=place)
    result = np.empty_like(place)
    np.put_along_axis(result, order, place, axis=1)
    return result


def simulate(
    problem: Problem, draws: int, seed: int, workers: int = 2
) -> tuple[Array, npt.NDArray[np.int64]]:
    """Draw, combine and rank, in batches that each have their own stream of random numbers.

    The result depends on ``draws`` and ``seed`` alone, not on the number of workers.

    Parameters
    ----------
    problem : Problem
    draws : int
        Number of draws; time and memory are linear in it.
    seed : int
    workers : int
        Threads.

    Returns
    -------
    scores : ndarray, shape (draws, units)
        Totals on the scale of show.
    counts : ndarray, shape (units, units)
        How often a unit (row) had a rank (column 0 = rank 1).
    """
    if draws < 1:
        raise ScoreError("The number of draws is 1 or more", where=str(draws))
    sizes = [min(BATCH, draws - start) for start in range(0, draws, BATCH)]
    streams = np.random.SeedSequence(seed).spawn(len(sizes))

    def batch(size: int, stream: np.random.SeedSequence) -> tuple[Array, npt.NDArray[np.int64]]:
        scores = totals(problem, draw(problem, size, np.random.default_rng(stream)))
        return scores, _count(ranks(scores))

    with ThreadPoolExecutor(workers) as pool:
        parts = list(pool.map(batch, sizes, streams))
    return np.concatenate([s for s, _ in parts]), sum(
        (c for _, c in parts), start=np.zeros((), dtype=np.int64)
    )


def rank_quantile(counts: npt.NDArray[np.int64], share: float) -> Ints:
    """Smallest rank that at least ``share`` of the draws do not exceed, per unit.

    Parameters
    ----------
    counts : ndarray, shape (units, ranks)
        Of `simulate`.
    share : float
        Between 0 and 1.
    """
    cumulative = counts.cumsum(axis=1)
    wanted = share * cumulative[:, -1:] - 1e-9
    result: Ints = np.argmax(cumulative >= wanted, axis=1) + 1
    return result


def bottom_share(counts: npt.NDArray[np.int64], part: float = 0.25) -> Array:
    """Share of the draws in which a unit is among the lowest ``part`` of all units.

    Lowest quarter: at least three quarters of the units do better (rank - 1 >= 0.75 n).

    Parameters
    ----------
    counts : ndarray, shape (units, ranks)
        Of `simulate`.
    part : float
        Share of the units that counts as bottom.
    """
    units = counts.shape[1]
    low = np.arange(units) >= (1 - part) * units - 1e-9
    result: Array = counts[:, low].sum(axis=1) / counts.sum(axis=1)
    return result


def top_share(counts: npt.NDArray[np.int64], part: float = 0.25) -> Array:
    """Share of the draws in which a unit is among the highest ``part`` of all units.

    Highest quarter: fewer than a quarter of the units do better (rank - 1 < 0.25 n).
    """
    units = counts.shape[1]
    high = np.arange(units) < part * units - 1e-9
    result: Array = counts[:, high].sum(axis=1) / counts.sum(axis=1)
    return result


def _factors(rng: np.random.Generator, shape: tuple[int, int]) -> Array:
    return rng.uniform(1 - WEIGHT_SPREAD, 1 + WEIGHT_SPREAD, size=shape)


def _count(places: npt.NDArray[np.int32]) -> npt.NDArray[np.int64]:
    units = places.shape[1]
    cell = places - 1 + units * np.arange(units, dtype=np.int32)
    return np.bincount(cell.ravel(), minlength=units * units).reshape(units, units)
