"""Totals of an index under many choices at once: draws x units.

Draws that share a normalisation and an aggregation are done in one go: each dimension is one matrix
product of weights (draws x indicators) with figures (indicators x units).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from . import normalise
from .aggregate import FLOOR
from .normalise import Fit
from .problem import NOTHING, Array, Choices, Ints, Problem
from .tree import AGGREGATIONS


def totals(problem: Problem, choices: Choices) -> Array:
    """Total of every unit in every draw, on the scale of show: 100 + 10 (T - T0) / unit.

    T0 is the total of the reference measured on the same indicators as the unit, unit the weighted
    mean of the spread of the indicators under the weights of the index as it is: both make the
    methods comparable, and change no rank within a draw where nothing is missing.

    Returns
    -------
    ndarray, shape (draws, units)
    """
    if problem.doubted is not None and choices.breaks.any():
        return _with_breaks(problem, choices)
    within = choices.within.copy()
    gone = np.flatnonzero(choices.omitted != NOTHING)
    within[gone, choices.omitted[gone]] = 0.0
    result = np.empty((len(within), len(problem.values)))
    for m, (method, figures) in enumerate(problem.figures.items()):
        for a, aggregation in enumerate(AGGREGATIONS):
            rows = np.flatnonzero((choices.method == m) & (choices.aggregation == a))
            if len(rows):
                part = choices.take(rows)
                result[rows] = _TOTALS[aggregation](problem, method, figures, within[rows], part)
    return result


def _with_breaks(problem: Problem, choices: Choices) -> Array:
    """Totals of draws of which some take the level breaks in doubt for real."""
    result = np.empty((len(choices.breaks), len(problem.values)))
    for own, rows in zip(problem.by_break, (~choices.breaks, choices.breaks), strict=True):
        result[rows] = totals(own, choices.take(np.flatnonzero(rows)))
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
    problem: Problem, figures: Callable[[], Array], key: str, within: Array, drawn: dict[int, Array]
) -> list[Array]:
    """Weighted mean of what is present in every dimension, each draws x units.

    ``figures`` gives them (units x indicators), once a problem and ``key``; ``drawn`` replaces a
    column by figures that differ from draw to draw.
    """
    if key not in problem.laid_out:
        problem.laid_out[key] = _laid_out(problem, figures(), list(drawn))
    means = []
    for mine, fixed, present in problem.laid_out[key]:
        top = within[:, mine] @ fixed
        for row, i in enumerate(mine):
            if i in drawn:
                top += within[:, [i]] * np.where(present[row] > 0, drawn[i], 0.0)
        means.append(top / (within[:, mine] @ present))
    return means


def _laid_out(
    problem: Problem, figures: Array, drawn: list[int]
) -> list[tuple[list[int], Array, Array]]:
    """Per dimension its indicators, their figures and where these are, both indicators x units."""
    present = np.isfinite(figures)
    fixed = np.where(present, figures, 0.0)
    fixed[:, drawn] = 0.0
    parts = []
    for d in range(len(problem.between)):
        mine = np.flatnonzero(problem.dimension == d).tolist()
        there = np.ascontiguousarray(present[:, mine].T, dtype=float)
        parts.append((mine, np.ascontiguousarray(fixed[:, mine].T), there))
    return parts


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
    parts = _dimensions(problem, lambda: figures - center, f"{method} mean", within, drawn)
    return 100 + _weighted(parts, choices.between) * (10 / show_unit(problem, fit))


def _geometric(
    problem: Problem, method: normalise.Method, figures: Array, within: Array, choices: Choices
) -> Array:
    fit = problem.fits[method]
    drawn = {i: np.log(np.maximum(y, FLOOR)) for i, y in _with_noise(problem, fit, choices)}
    parts = _dimensions(
        problem, lambda: np.log(np.maximum(figures, FLOOR)), f"{method} log", within, drawn
    )

    def center() -> Array:
        return np.log(np.where(np.isfinite(figures), fit.center[_base(problem)], np.nan))

    reference = _dimensions(problem, center, f"{method} center", within, {})
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
    parts = _dimensions(
        problem, lambda: 100 + (figures - center) * (10 / unit), f"{method} 100", within, drawn
    )
    mean = _weighted(parts, choices.between)
    spread = _weighted([(p - mean) ** 2 for p in parts], choices.between)
    return mean - spread / mean


_TOTALS = {
    "arithmetic": _arithmetic,
    "geometric": _geometric,
    "mazziotta-pareto": _mazziotta_pareto,
}
