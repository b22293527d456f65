"""How far ranks hang on the choices behind an index: Monte Carlo.

Sources: OECD/JRC Handbook 2008, step 7 (uncertainty and sensitivity analysis: all sources of doubt
varied at once, ranks as the output); Saisana, Saltelli and Tarantola 2005; COINr
``get_sensitivity``.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Lock

import numpy as np
import numpy.typing as npt

from .errors import ScoreError
from .normalise import Method
from .problem import NOTHING, Array, Choices, Ints, Problem
from .recombine import totals
from .tree import AGGREGATIONS

METHODS: tuple[Method, ...] = ("z", "minmax", "rank")
WEIGHT_SPREAD = 0.25
BATCH, CELLS = 1000, 400_000
"""Most draws in a batch, and most draws x units."""
BINS = 1000
"""Most columns of the ranks that are counted: a multiple of four."""
REACH, FINE, COARSE = 60.0, 0.02, 0.1
"""Points of show that totals lie from the mean unit, and how fine that is counted."""


def draw(problem: Problem, draws: int, rng: np.random.Generator) -> Choices:
    """Draw all choices at random, each as likely as the others of its kind.

    Normalisation (z, min-max, percentile rank), aggregation (arithmetic, geometric on both levels,
    Mazziotta-Pareto over dimensions), every weight times a uniform between 0.75 and 1.25, one
    indicator left out or none, a normal error on every figure with a known standard error, the
    level breaks in doubt taken for real or not.

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
        rng.random(draws) < 0.5,
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


def simulate(problem: Problem, draws: int, seed: int, workers: int = 2) -> Array:
    """Draw and combine, and keep every draw: for few units; `spread` is for any number.

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
    ndarray, shape (draws, units)
        Totals on the scale of show.
    """
    kept = np.empty((draws, len(problem.values)))

    def keep(start: int, scores: Array) -> None:
        kept[start : start + len(scores)] = scores

    _each_batch(problem, draws, seed, workers, keep)
    return kept


@dataclass(frozen=True)
class Spread:
    """How every unit fared over all draws: memory grows with the units alone.

    Attributes
    ----------
    ranks : ndarray of int32, shape (units, bins)
        How often a unit (row) had a rank: bin k holds the ranks r with floor((r - 1) * bins /
        units) = k. A bin is one rank up to `BINS` units; a quarter always ends between two bins.
    apart : ndarray of int32, shape (units, cells)
        How often its total stood so far from that of the mean unit in its draw: cell k is
        k * step - `REACH` points.
    step : float
        Points of show.
    """

    ranks: npt.NDArray[np.int32]
    apart: npt.NDArray[np.int32]
    step: float


def spread(problem: Problem, draws: int, seed: int, workers: int = 2) -> Spread:
    """Draw, combine and rank, and keep only how often each unit came where.

    Parameters
    ----------
    problem : Problem
    draws : int
        Number of draws; memory does not depend on it.
    seed : int
        As in `simulate`: the same draws.
    workers : int
        Threads.
    """
    units = len(problem.values)
    bins, step = min(units, BINS), FINE if units <= BINS else COARSE
    cells = round(2 * REACH / step) + 1
    found = Spread(
        np.zeros((units, bins), dtype=np.int32), np.zeros((units, cells), dtype=np.int32), step
    )
    every, lock = np.arange(units), Lock()

    def count(_start: int, scores: Array) -> None:
        places = (ranks(scores) - 1).astype(np.int64) * bins // units
        away = scores - scores.mean(axis=1, keepdims=True)
        cell = np.clip(np.rint((away + REACH) / step), 0, cells - 1).astype(np.int64)
        with lock:
            for place, near in zip(places, cell, strict=True):
                found.ranks[every, place] += 1
                found.apart[every, near] += 1

    _each_batch(problem, draws, seed, workers, count)
    return found


def rank_quantile(counts: npt.NDArray[np.integer], share: float, units: int | None = None) -> Ints:
    """Smallest rank that at least ``share`` of the draws do not exceed, per unit.

    Parameters
    ----------
    counts : ndarray, shape (units, bins)
        Of `spread`.
    share : float
        Between 0 and 1.
    units : int, optional
        Number of ranks, where a bin holds more than one: the first of its bin is given.
    """
    bins = counts.shape[1]
    result: Ints = -(-_cell(counts, share) * (units or bins) // bins) + 1
    return result


def total_quantile(found: Spread, share: float) -> Array:
    """Distance to the mean unit that at least ``share`` of the draws do not exceed, in points."""
    return _cell(found.apart, share).astype(float) * found.step - REACH


def bottom_share(counts: npt.NDArray[np.integer], part: float = 0.25) -> Array:
    """Share of the draws in which a unit is among the lowest ``part`` of all units.

    Lowest quarter: at least three quarters of the units do better (rank - 1 >= 0.75 n).

    Parameters
    ----------
    counts : ndarray, shape (units, bins)
        Of `spread`.
    part : float
        Share of the units that counts as bottom; with bins of several ranks a whole number of bins.
    """
    bins = counts.shape[1]
    low = np.arange(bins) >= (1 - part) * bins - 1e-9
    result: Array = counts[:, low].sum(axis=1) / counts.sum(axis=1)
    return result


def top_share(counts: npt.NDArray[np.integer], part: float = 0.25) -> Array:
    """Share of the draws in which a unit is among the highest ``part`` of all units.

    Highest quarter: fewer than a quarter of the units do better (rank - 1 < 0.25 n).
    """
    bins = counts.shape[1]
    high = np.arange(bins) < part * bins - 1e-9
    result: Array = counts[:, high].sum(axis=1) / counts.sum(axis=1)
    return result


def _each_batch(
    problem: Problem, draws: int, seed: int, workers: int, use: Callable[[int, Array], None]
) -> None:
    """Hand the totals of every batch on, with the number of its first draw.

    A batch has its own stream of random numbers, and fewer draws where there are many units.
    """
    if draws < 1:
        raise ScoreError("The number of draws is 1 or more", where=str(draws))
    size = int(np.clip(CELLS // len(problem.values), 1, BATCH))
    starts = range(0, draws, size)
    streams = np.random.SeedSequence(seed).spawn(len(starts))

    def batch(start: int, stream: np.random.SeedSequence) -> None:
        drawn = draw(problem, min(size, draws - start), np.random.default_rng(stream))
        use(start, totals(problem, drawn))

    with ThreadPoolExecutor(workers) as pool:
        for _ in pool.map(batch, starts, streams):
            pass


def _cell(counts: npt.NDArray[np.integer], share: float) -> Ints:
    """First column where a row has at least ``share`` of all that it counts."""
    cumulative = counts.cumsum(axis=1)
    result: Ints = np.argmax(cumulative >= share * cumulative[:, -1:] - 1e-9, axis=1)
    return result


def _factors(rng: np.random.Generator, shape: tuple[int, int]) -> Array:
    return rng.uniform(1 - WEIGHT_SPREAD, 1 + WEIGHT_SPREAD, size=shape)
