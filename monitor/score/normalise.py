"""Normalise indicators to one scale, with parameters that are fitted once and then frozen.

Every method but the percentile rank is a straight line in the figure x:

    y = center + direction * slope * (x - mean) + shift * spread

with x brought within its frozen caps, mean and sd those of the reference, and

========  ========================  =============  ==========================================
method    center (y of mean)        slope          source
========  ========================  =============  ==========================================
z         100                       10 / sd        Handbook 2008, step 5, standardisation
minmax    1 + 99 |mean - worst| / R 99 / R         Handbook 2008, step 5; COINr n_minmax(1, 100)
distance  100                       100 / |mean|   Handbook 2008, step 5, distance to a reference
ampi      100                       60 / R         Mazziotta and Pareto 2016
========  ========================  =============  ==========================================

R is max - min of the reference figures. ``rank`` is the share of reference figures that are worse
(and half of those that are equal) on a scale of 1 to 100. ``spread`` = slope * sd is what one
standard deviation between units is worth. Min-max and rank start at 1 and not at 0, so that a
geometric mean exists, as COINr does.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt
import pandas as pd

from .checks import check_directions, check_frame, check_unique, check_weights
from .errors import ScoreError
from .scale import capped, weighted_moments

Method = Literal["z", "minmax", "rank", "distance", "ampi"]
METHODS: tuple[Method, ...] = get_args(Method)

Array = npt.NDArray[np.float64]
FEW, FINE = 4, 8
"""Few: so many times the figures of the reference; fine: so many cells for each of these."""


@dataclass(frozen=True)
class Fit:
    """Frozen parameters of a normalisation, one entry a column.

    Attributes
    ----------
    method : str
        One of `METHODS`.
    mean, slope, center, spread, low, high, offset : ndarray, shape (columns,)
        Of the formula above; ``slope`` is directed, ``offset`` = shift * spread; ``center`` and
        ``spread`` are those of the first level, whatever breaks came after it.
    reference : tuple of ndarray
        For ``rank``: the directed reference figures of every column, sorted.
    """

    method: Method
    mean: Array
    slope: Array
    center: Array
    spread: Array
    low: Array
    high: Array
    offset: Array
    reference: tuple[Array, ...] = field(default=())


def parameters(
    reference: pd.DataFrame, weights: pd.Series | None = None, caps: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Describe the reference figures that a normalisation is frozen on.

    Parameters
    ----------
    reference : DataFrame, units x columns
        Figures of the reference year; NaN are left out.
    weights : Series, index units, optional
        Population of the units; equal when absent.
    caps : DataFrame, index columns, columns low and high, optional
        Frozen caps for outliers (`scale.outlier_caps`).

    Returns
    -------
    DataFrame, index columns
        ``mean``, ``sd`` (weighted), ``min``, ``max`` of the capped figures, ``low``, ``high``.

    Raises
    ------
    ScoreError
        Where a unit or column occurs twice, a column holds no figure, text or an infinite figure,
        a weight is negative or infinite, or a column has no caps.
    """
    _check_reference(reference, weights, caps)
    w = np.ones(len(reference)) if weights is None else weights.reindex(reference.index).to_numpy()
    rows = {}
    for name in reference.columns:
        low = np.nan if caps is None else float(caps["low"][name])
        high = np.nan if caps is None else float(caps["high"][name])
        x = capped(reference[name].astype(float), low, high)
        if not (np.isfinite(x) & (w > 0)).any():
            raise ScoreError(
                "This indicator has no figure with a weight in the reference year",
                where=f"indicator '{name}'",
                remedy="Choose another reference year or leave the indicator out.",
            )
        mean, sd = weighted_moments(x, w)
        extremes = {"min": np.nanmin(x), "max": np.nanmax(x)}
        rows[name] = {"mean": mean, "sd": sd, **extremes, "low": low, "high": high}
    return pd.DataFrame.from_dict(rows, orient="index")


def fit(
    frozen: pd.DataFrame,
    direction: pd.Series,
    method: Method = "z",
    reference: pd.DataFrame | None = None,
) -> Fit:
    """Turn the description of a reference into a normalisation that can be applied to any year.

    Parameters
    ----------
    frozen : DataFrame, index columns
        As `parameters` returns; ``z`` and ``distance`` need no min and max. Optional columns:
        ``shift`` (z units, directed) and ``base`` (position of the row whose center a level break
        goes on from).
    direction : Series of {1, -1}, index columns
        Whether higher is better.
    method : str
        One of `METHODS`.
    reference : DataFrame, units x columns
        The reference figures themselves; only ``rank`` needs them.

    Raises
    ------
    ScoreError
        Where the method is unknown, or a column has no direction, no spread to normalise with, or
        (for ``rank``) no reference figures.
    """
    if method not in METHODS:
        raise ScoreError(
            f"There is no normalisation '{method}'",
            remedy=f"Choose from: {', '.join(METHODS)}.",
        )
    check_unique(frozen.index, "This indicator occurs twice")
    check_directions(direction, frozen.index)
    sign = direction.reindex(frozen.index).to_numpy(dtype=float)
    mean = frozen["mean"].to_numpy(dtype=float)
    center, slope, spread = _line(frozen, sign, method)
    _check_spread(frozen, slope)
    base = frozen["base"].to_numpy() if "base" in frozen else np.arange(len(frozen))
    shift = frozen["shift"].to_numpy(dtype=float) if "shift" in frozen else np.zeros(len(frozen))
    return Fit(
        method,
        mean=mean,
        slope=sign * slope,
        center=center[base],
        spread=spread[base],
        low=frozen["low"].to_numpy(dtype=float),
        high=frozen["high"].to_numpy(dtype=float),
        offset=shift * spread[base],
        reference=_sorted(reference, frozen, sign) if method == "rank" else (),
    )


def apply(values: npt.ArrayLike, fitted: Fit, column: npt.ArrayLike | None = None) -> Array:
    """Normalise figures with frozen parameters; higher is always better.

    Parameters
    ----------
    values : array-like, shape (units, columns)
        Figures; NaN stays NaN. A figure beyond the reference gets a y beyond it too: only frozen
        caps cut off.
    fitted : Fit
        What `fit` returned.
    column : array-like of int, optional
        For every cell which column of the fit applies, where that differs from its own position
        (level breaks); broadcasts with ``values``.

    Returns
    -------
    ndarray, shape (units, columns)

    Raises
    ------
    ScoreError
        Where a figure is infinite, or the columns are not those of the fit.
    """
    x = np.asarray(values, dtype=float)
    if np.isinf(x).any():
        raise ScoreError(
            "There is an infinite figure", remedy="Leave it out or fill in the right figure."
        )
    if column is None and (x.ndim != 2 or x.shape[1] != len(fitted.mean)):
        raise ScoreError(
            "The figures have other columns than the normalisation",
            remedy="Give the same indicators, in the same order.",
        )
    k = np.arange(x.shape[1])[None, :] if column is None else np.asarray(column)
    x = capped(x, fitted.low[k], fitted.high[k])
    if fitted.method == "rank":
        return _percentile(x, fitted, k) + fitted.offset[k]
    return fitted.center[k] + fitted.slope[k] * (x - fitted.mean[k]) + fitted.offset[k]


def check_comparable(method: Method) -> None:
    """Refuse a normalisation whose differences between years mean nothing.

    Raises
    ------
    ScoreError
        For ``rank``, with the reason.
    """
    if method == "rank":
        raise ScoreError(
            "Percentile ranks cannot be compared between years: a rank says which place a unit"
            " takes, not how far it stands from another, and where many stand close together a"
            " small change looks large",
            where="normalisation 'rank'",
            remedy="For a change between years choose z, minmax, distance or ampi.",
        )


def _check_reference(
    reference: pd.DataFrame, weights: pd.Series | None, caps: pd.DataFrame | None
) -> None:
    check_frame(reference)
    if weights is not None:
        check_unique(weights.index, "This unit has two weights")
        check_weights(weights, weights.index)
    for name in [] if caps is None else reference.columns.difference(caps.index):
        raise ScoreError("This indicator has no caps", where=f"indicator '{name}'")


def _line(frozen: pd.DataFrame, sign: Array, method: Method) -> tuple[Array, Array, Array]:
    """Center, undirected slope and spread of every column."""
    mean, sd = frozen["mean"].to_numpy(dtype=float), frozen["sd"].to_numpy(dtype=float)
    hundred = np.full(len(frozen), 100.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        if method == "z":
            return hundred, 10 / sd, np.full(len(frozen), 10.0)
        if method == "distance":
            return hundred, 100 / np.abs(mean), 100 * sd / np.abs(mean)
        if method == "rank":
            # 1..100 evenly filled: mean 50.5, standard deviation 99 / sqrt(12)
            return hundred - 49.5, np.ones(len(frozen)), np.full(len(frozen), 99 / np.sqrt(12))
        low, high = frozen["min"].to_numpy(dtype=float), frozen["max"].to_numpy(dtype=float)
        if method == "ampi":
            return hundred, 60 / (high - low), 60 * sd / (high - low)
        worst = np.where(sign > 0, mean - low, high - mean)
        return 1 + 99 * worst / (high - low), 99 / (high - low), 99 * sd / (high - low)


def _check_spread(frozen: pd.DataFrame, slope: Array) -> None:
    for name in frozen.index[~np.isfinite(slope) | ~(frozen["sd"].to_numpy() > 0)]:
        raise ScoreError(
            "This indicator has no spread in the reference year (or a mean of 0) and cannot be"
            " normalised in this way",
            where=f"indicator '{name}'",
            remedy="Choose another normalisation or leave the indicator out.",
        )


def _sorted(reference: pd.DataFrame | None, frozen: pd.DataFrame, sign: Array) -> tuple[Array, ...]:
    """Directed reference figures of every column, within their caps, in order."""
    if reference is None or not reference.reindex(columns=frozen.index).notna().any().all():
        raise ScoreError(
            "Percentile ranks need the figures of the reference year",
            where="normalisation 'rank'",
            remedy="Give them, or choose another normalisation.",
        )
    check_frame(reference)
    bounds = zip(frozen.index, sign, frozen["low"], frozen["high"], strict=True)
    return tuple(
        np.sort(s * capped(reference[n].dropna(), low, high)) for n, s, low, high in bounds
    )


def _percentile(x: Array, fitted: Fit, k: npt.NDArray[np.intp]) -> Array:
    """1 + 99 * (share of the reference that is worse + half the share that is equal)."""
    y, finite = np.full(x.shape, np.nan), np.isfinite(x)
    for c in np.unique(k):
        cells = (k == c) & finite
        known = fitted.reference[c]
        here = np.sign(fitted.slope[c]) * x[cells]
        y[cells] = 1 + 99 * _worse_and_not_better(known, here) / (2 * len(known))
    return y


def _worse_and_not_better(known: Array, here: Array) -> npt.NDArray[np.intp]:
    """Count the sorted ``known`` below each of ``here`` and those not above it, together.

    Many are looked up through equal cells: where a cell holds none of ``known``, all in it have one
    answer. The cell of a figure rises with the figure, so that this is exact.
    """
    span = float(known[-1] - known[0])
    if len(here) <= FEW * len(known) or span == 0:
        return _one_by_one(known, here)
    cells = FINE * len(known)

    def cell(figures: Array) -> npt.NDArray[np.int32]:
        place = (figures - known[0]) * (cells / span)
        index: npt.NDArray[np.int32] = np.clip(place, -1, cells).astype(np.int32) + 1
        return index

    own = cell(known)
    count = 2 * np.searchsorted(own, np.arange(cells + 2))
    count[own] = -1
    result: npt.NDArray[np.intp] = count[cell(here)]
    near = np.flatnonzero(result < 0)
    result[near] = _one_by_one(known, here[near])
    return result


def _one_by_one(known: Array, here: Array) -> npt.NDArray[np.intp]:
    return np.searchsorted(known, here, "left") + np.searchsorted(known, here, "right")
