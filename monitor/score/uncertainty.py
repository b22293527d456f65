"""How far ranks hang on the choices behind an index: Monte Carlo and Sobol indices.

Sources: OECD/JRC Handbook 2008, step 7 (uncertainty and sensitivity analysis: all sources of doubt
varied at once, ranks as the output); Saisana, Saltelli and Tarantola 2005; COINr
``get_sensitivity``.

Draws that share a normalisation and an aggregation are done in one go: each dimension is one matrix
product of weights (draws x indicators) with figures (indicators x units).
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from monitor.errors import MonitorError
from monitor.score import normalise
from monitor.score.aggregate import FLOOR
from monitor.score.checks import check_weights
from monitor.score.normalise import Fit
from monitor.score.tree import AGGREGATIONS

METHODS: tuple[normalise.Method, ...] = ("z", "minmax", "rank")
WEIGHT_SPREAD = 0.25
NOTHING = -1
BATCH = 1000

Array = npt.NDArray[np.float64]
Ints = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Problem:
    """An index of two levels and what may vary in it.

    Attributes
    ----------
    values : ndarray, shape (units, indicators)
        Figures in their own units, NaN where missing. Every unit needs a figure in every dimension.
    error : ndarray, shape (units, indicators)
        Standard error of the figures, 0 or NaN where it is not known.
    column : ndarray of int, shape (units, indicators)
        Column of the fits that a figure stands on.
    fits : dict of str to Fit
        A fitted normalisation for every method that is drawn.
    dimension : ndarray of int, shape (indicators,)
        Number of the dimension of every indicator, from 0.
    within, between : ndarray, shape (indicators,) and (dimensions,)
        Weights of the index as it is.
    """

    values: Array
    error: Array
    column: Ints
    fits: dict[normalise.Method, Fit]
    dimension: Ints
    within: Array
    between: Array

    def __post_init__(self) -> None:
        """Refuse what would end in NaN ranks: infinite figures, weights that are none, gaps."""
        check_weights(self.within)
        check_weights(self.between)
        if np.isinf(self.values).any() or np.isinf(self.error).any():
            raise MonitorError(
                "Er is een oneindig cijfer", remedy="Laat het weg of vul het juiste cijfer in."
            )
        for d in range(len(self.between)):
            if not np.isfinite(self.values[:, self.dimension == d]).any(axis=1).all():
                raise MonitorError(
                    "Niet elke eenheid heeft een cijfer in elke dimensie",
                    where=f"dimensie {d + 1}",
                    remedy="Laat eenheden zonder score weg.",
                )

    @property
    def uncertain(self) -> Ints:
        """Positions of the indicators whose sampling error is known."""
        return np.flatnonzero((np.nan_to_num(self.error) > 0).any(axis=0))

    def may_go(self) -> Ints:
        """Positions of the indicators that some unit has, and that every unit can do without.

        An indicator that nobody has is left out already: to draw it would be to leave out nothing.
        Every unit keeps a figure in every dimension, so that no draw takes a unit away.
        """
        present = np.isfinite(self.values)
        return np.array(
            [
                i
                for i, d in enumerate(self.dimension)
                if present[:, i].any()
                and (present[:, self.dimension == d].sum(axis=1) - present[:, i] > 0).all()
            ],
            dtype=np.intp,
        )


@dataclass(frozen=True)
class Choices:
    """One row a draw.

    Attributes
    ----------
    method, aggregation : ndarray of int, shape (draws,)
        Position in the methods of the problem, and in `monitor.score.tree.AGGREGATIONS`.
    within, between : ndarray, shape (draws, indicators) and (draws, dimensions)
        Weights; they need not add up to 1.
    omitted : ndarray of int, shape (draws,)
        Position of the indicator left out, or -1.
    noise : ndarray, shape (draws, units, uncertain indicators)
        Standard normal errors.
    """

    method: Ints
    aggregation: Ints
    within: Array
    between: Array
    omitted: Ints
    noise: Array

    def take(self, rows: Ints) -> Choices:
        """Return some of the draws."""
        return Choices(
            self.method[rows],
            self.aggregation[rows],
            self.within[rows],
            self.between[rows],
            self.omitted[rows],
            self.noise[rows],
        )


def draw(problem: Problem, draws: int, rng: np.random.Generator) -> Choices:
    """Draw all choices at random, each as likely as the others of its kind.

    Normalisation (z, min-max, percentile rank), aggregation (arithmetic, geometric on both levels,
    Mazziotta-Pareto over dimensions), every weight times a uniform between 0.75 and 1.25, one
    indicator left out or none, a normal error on every figure with a known standard error.

    AMPI is no choice of its own: it is a min-max (`monitor.score.normalise`) with the penalty of
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


def nominal(problem: Problem) -> Choices:
    """Return the index as it is: the first method, arithmetic, own weights, nothing left out."""
    return Choices(
        np.zeros(1, dtype=np.intp),
        np.zeros(1, dtype=np.intp),
        problem.within[None, :],
        problem.between[None, :],
        np.full(1, NOTHING),
        np.zeros((1, len(problem.values), len(problem.uncertain))),
    )


def totals(problem: Problem, choices: Choices) -> Array:
    """Total of every unit in every draw, on the scale of show: 100 + 10 (T - T0) / unit.

    T0 is the total of the reference measured on the same indicators as the unit, unit the weighted
    mean of the spread of the indicators under the weights of the index as it is: both make the
    methods comparable, and change no rank within a draw where nothing is missing.

    Returns
    -------
    ndarray, shape (draws, units)
    """
    within = choices.within.copy()
    gone = np.flatnonzero(choices.omitted != NOTHING)
    within[gone, choices.omitted[gone]] = 0.0
    result = np.empty((len(within), len(problem.values)))
    for m, (method, fit) in enumerate(problem.fits.items()):
        figures = normalise.apply(problem.values, fit, problem.column)
        for a, aggregation in enumerate(AGGREGATIONS):
            rows = np.flatnonzero((choices.method == m) & (choices.aggregation == a))
            if len(rows):
                part = choices.take(rows)
                result[rows] = _TOTALS[aggregation](problem, method, figures, within[rows], part)
    return result


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
        raise MonitorError("Het aantal trekkingen is 1 of meer", where=str(draws))
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


def show_unit(problem: Problem, fit: Fit) -> float:
    """Return what 10 points of show are worth: the weighted mean of the spread of the indicators.

    Parameters
    ----------
    problem : Problem
        Its own weights count, not those of a draw.
    fit : Fit
        The normalisation.
    """
    inside = problem.within / np.bincount(problem.dimension, problem.within)[problem.dimension]
    weight = inside * (problem.between / problem.between.sum())[problem.dimension]
    return float(weight @ fit.spread[_base(problem)])


def _factors(rng: np.random.Generator, shape: tuple[int, int]) -> Array:
    return rng.uniform(1 - WEIGHT_SPREAD, 1 + WEIGHT_SPREAD, size=shape)


def _count(places: npt.NDArray[np.int32]) -> npt.NDArray[np.int64]:
    units = places.shape[1]
    cell = places - 1 + units * np.arange(units, dtype=np.int32)
    return np.bincount(cell.ravel(), minlength=units * units).reshape(units, units)


def _base(problem: Problem) -> Ints:
    """Return a column of the fits of every indicator: center is that of the first segment."""
    result: Ints = problem.column.min(axis=0)
    return result


def _with_noise(problem: Problem, fit: Fit, choices: Choices) -> Iterator[tuple[int, Array]]:
    """Yield indicators with a known error, with their normalised figures (draws x units)."""
    for k, i in enumerate(problem.uncertain.tolist()):
        error = np.nan_to_num(problem.error[:, i])
        drawn = problem.values[:, i] + choices.noise[:, :, k] * error
        yield i, normalise.apply(drawn, fit, problem.column[:, i])


def _dimensions(
    problem: Problem, figures: Array, within: Array, drawn: dict[int, Array]
) -> list[Array]:
    """Weighted mean of what is present in every dimension, each draws x units.

    ``drawn`` replaces a column of ``figures`` by figures that differ from draw to draw.
    """
    present = np.isfinite(figures)
    fixed = np.where(present, figures, 0.0)
    fixed[:, list(drawn)] = 0.0
    means = []
    for d in range(len(problem.between)):
        mine = np.flatnonzero(problem.dimension == d).tolist()
        top = within[:, mine] @ fixed[:, mine].T
        for i in mine:
            if i in drawn:
                top += within[:, [i]] * np.where(present[:, i], drawn[i], 0.0)
        means.append(top / (within[:, mine] @ present[:, mine].T.astype(float)))
    return means


def _weighted(parts: list[Array], between: Array) -> Array:
    """Weighted mean over dimensions, draws x units."""
    w = between / between.sum(axis=1, keepdims=True)
    result = np.zeros_like(parts[0])
    for d, part in enumerate(parts):
        result += w[:, [d]] * part
    return result


def _arithmetic(
    problem: Problem, method: normalise.Method, figures: Array, within: Array, choices: Choices
) -> Array:
    fit = problem.fits[method]
    center = fit.center[_base(problem)]
    drawn = {i: y - center[i] for i, y in _with_noise(problem, fit, choices)}
    parts = _dimensions(problem, figures - center, within, drawn)
    return 100 + _weighted(parts, choices.between) * (10 / show_unit(problem, fit))


def _geometric(
    problem: Problem, method: normalise.Method, figures: Array, within: Array, choices: Choices
) -> Array:
    fit = problem.fits[method]
    drawn = {i: np.log(np.maximum(y, FLOOR)) for i, y in _with_noise(problem, fit, choices)}
    parts = _dimensions(problem, np.log(np.maximum(figures, FLOOR)), within, drawn)
    center = np.where(np.isfinite(figures), fit.center[_base(problem)], np.nan)
    reference = _dimensions(problem, np.log(center), within, {})
    apart = np.exp(_weighted(parts, choices.between)) - np.exp(
        _weighted(reference, choices.between)
    )
    return 100 + apart * (10 / show_unit(problem, fit))


def _mazziotta_pareto(
    problem: Problem, method: normalise.Method, figures: Array, within: Array, choices: Choices
) -> Array:
    """Arithmetic within dimensions, M - S^2 / M over them, on the scale around 100."""
    fit = problem.fits[method]
    center, unit = fit.center[_base(problem)], show_unit(problem, fit)
    drawn = {i: 100 + (y - center[i]) * (10 / unit) for i, y in _with_noise(problem, fit, choices)}
    parts = _dimensions(problem, 100 + (figures - center) * (10 / unit), within, drawn)
    mean = _weighted(parts, choices.between)
    spread = _weighted([(p - mean) ** 2 for p in parts], choices.between)
    return mean - spread / mean


_TOTALS = {
    "arithmetic": _arithmetic,
    "geometric": _geometric,
    "mazziotta-pareto": _mazziotta_pareto,
}
