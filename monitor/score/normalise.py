"""Normalise indicators to one scale, with parameters that are fitted once and then frozen.

Every method but the percentile rank is a straight line in the figure x:

    y = center + direction * slope * (x - mean) + shift * spread

with x brought within its frozen caps, mean and sd those of the reference (the country), and

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

from monitor.errors import MonitorError
from monitor.score.checks import check_directions, check_frame, check_unique, check_weights
from monitor.score.scale import capped, weighted_moments

Method = Literal["z", "minmax", "rank", "distance", "ampi"]
METHODS: tuple[Method, ...] = get_args(Method)

Array = npt.NDArray[np.float64]


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
        Frozen caps for outliers (`monitor.score.scale.outlier_caps`).

    Returns
    -------
    DataFrame, index columns
        ``mean``, ``sd`` (weighted), ``min``, ``max`` of the capped figures, ``low``, ``high``.

    Raises
    ------
    MonitorError
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
            raise MonitorError(
                "Deze indicator heeft in het referentiejaar geen enkel cijfer met een gewicht",
                where=f"indicator '{name}'",
                remedy="Kies een ander referentiejaar of laat de indicator weg.",
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
    MonitorError
        Where the method is unknown, or a column has no direction, no spread to normalise with, or
        (for ``rank``) no reference figures.
    """
    if method not in METHODS:
        raise MonitorError(
            f"De normalisatie '{method}' bestaat niet",
            remedy=f"Kies uit: {', '.join(METHODS)}.",
        )
    check_unique(frozen.index, "Deze indicator komt twee keer voor")
    check_directions(direction, frozen.index)
    sign = direction.reindex(frozen.index).to_numpy(dtype=float)
    mean = frozen["mean"].to_numpy(dtype=float)
    center, slope, spread = _line(frozen, sign, method)
    _check_spread(frozen, slope)
    base = frozen["base"].to_numpy() if "base" in frozen else np.arange(len(frozen))
    shift = frozen["shift"].to_numpy(dtype=float) if "shift" in frozen else np.zeros(len(frozen))
    sorted_reference: tuple[Array, ...] = ()
    if method == "rank":
        if reference is None or not reference.reindex(columns=frozen.index).notna().any().all():
            raise MonitorError(
                "Percentielrangen hebben de cijfers van het referentiejaar nodig",
                where="normalisatie 'rank'",
                remedy="Geef ze mee, of kies een andere normalisatie.",
            )
        check_frame(reference)
        sorted_reference = tuple(
            _directed(reference[name], frozen.loc[name], s)
            for name, s in zip(frozen.index, sign, strict=True)
        )
    return Fit(
        method,
        mean=mean,
        slope=sign * slope,
        center=center[base],
        spread=spread[base],
        low=frozen["low"].to_numpy(dtype=float),
        high=frozen["high"].to_numpy(dtype=float),
        offset=shift * spread[base],
        reference=sorted_reference,
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
    MonitorError
        Where a figure is infinite, or the columns are not those of the fit.
    """
    x = np.asarray(values, dtype=float)
    if np.isinf(x).any():
        raise MonitorError(
            "Er is een oneindig cijfer", remedy="Laat het weg of vul het juiste cijfer in."
        )
    if column is None and (x.ndim != 2 or x.shape[1] != len(fitted.mean)):
        raise MonitorError(
            "De cijfers hebben andere kolommen dan de normalisatie",
            remedy="Geef dezelfde indicatoren, in dezelfde volgorde.",
        )
    k = np.arange(x.shape[1])[None, :] if column is None else np.asarray(column)
    x = capped(x, fitted.low[k], fitted.high[k])
    if fitted.method == "rank":
        return _percentile(x, fitted, np.broadcast_to(k, x.shape)) + fitted.offset[k]
    return fitted.center[k] + fitted.slope[k] * (x - fitted.mean[k]) + fitted.offset[k]


def check_comparable(method: Method) -> None:
    """Refuse a normalisation whose differences between years mean nothing.

    Raises
    ------
    MonitorError
        For ``rank``, with the reason.
    """
    if method == "rank":
        raise MonitorError(
            "Percentielrangen zijn niet te vergelijken tussen jaren: een rang zegt welke plaats "
            "een gemeente inneemt, niet hoe ver zij van een andere af staat, en waar veel "
            "gemeenten dicht bijeen staan lijkt een kleine verandering groot",
            where="normalisatie 'rank'",
            remedy="Kies voor een verandering tussen jaren z, minmax, distance of ampi.",
        )


def _check_reference(
    reference: pd.DataFrame, weights: pd.Series | None, caps: pd.DataFrame | None
) -> None:
    check_frame(reference)
    if weights is not None:
        check_unique(weights.index, "Deze eenheid heeft twee gewichten")
        check_weights(weights, weights.index)
    for name in [] if caps is None else reference.columns.difference(caps.index):
        raise MonitorError("Deze indicator heeft geen grenzen", where=f"indicator '{name}'")


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
        raise MonitorError(
            "Deze indicator heeft in het referentiejaar geen spreiding (of gemiddelde 0) en is zo "
            "niet te normaliseren",
            where=f"indicator '{name}'",
            remedy="Kies een andere normalisatie of laat de indicator weg.",
        )


def _directed(reference: pd.Series, frozen: pd.Series, sign: float) -> Array:
    x = capped(reference.dropna(), frozen["low"], frozen["high"])
    return np.sort(sign * x)


def _percentile(x: Array, fitted: Fit, k: npt.NDArray[np.intp]) -> Array:
    """1 + 99 * (share of the reference that is worse + half the share that is equal)."""
    y = np.full(x.shape, np.nan)
    for c in np.unique(k):
        cells = (k == c) & np.isfinite(x)
        known = fitted.reference[c]
        here = np.sign(fitted.slope[c]) * x[cells]
        worse = np.searchsorted(known, here, side="left")
        not_better = np.searchsorted(known, here, side="right")
        y[cells] = 1 + 99 * (worse + not_better) / (2 * len(known))
    return y
