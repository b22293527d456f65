"""Is there a trend? The rule of FingertipsNext on the figures of one level (docs/method.md#trend).

Source of the rule: Fingertips (UK Department of Health and Social Care), repository
``dhsc-govuk/FingertipsNext``, ``TrendMarkerCalculator``: the five newest points, slope weighted by
1 / SE^2, chi-square of the slope above 9.5495 (the 99.8% point for one degree of freedom), and the
same sign of the slope when any one point is left out. Counts vary by more than chance, so their
errors are widened by the scatter around the line (quasi-Poisson; McCullagh and Nelder 1989, 4.5).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from monitor.catalog_entries import Indicator
from monitor.regions.harmonise import standard_error
from monitor.snapshot import Snapshot

POINTS = 5
CHI_SQUARE = 9.54953570608324

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Trend:
    """What the trend rule found.

    Attributes
    ----------
    direction : {"rising", "falling", "none", "undetermined"}
        Of the figure itself, not of what is good.
    reason : {"", "too-few-points", "no-margins", "level-break"}
        Why undetermined: fewer than five points; five points, but of too few a standard error is
        known; enough points, but not since the last level break.
    slope : float
        Change a year, in the unit of the figure; NaN where undetermined.
    chi_square : float
        (slope / SE of the slope)^2, the SE widened by the scatter; NaN where undetermined.
    years : tuple of int
        The years that were used.
    scatter : float
        Over-dispersion: by how many times the variance was widened.
    """

    direction: Literal["rising", "falling", "none", "undetermined"]
    reason: Literal["", "too-few-points", "no-margins", "level-break"] = ""
    slope: float = np.nan
    chi_square: float = np.nan
    years: tuple[int, ...] = ()
    scatter: float = 1.0


def weighted_slope(x: Array, y: Array, weight: Array) -> tuple[Array, Array]:
    """Slope of a weighted straight line and its squared standard error, for many weightings.

    b = (S Sxy - Sx Sy) / (S Sxx - Sx^2), SE^2 = S / (S Sxx - Sx^2), with S the sum of the weights
    and Sx, Sy, Sxy, Sxx the weighted sums.

    Parameters
    ----------
    x, y : ndarray, shape (n,)
        Years and figures.
    weight : ndarray, shape (..., n)
        1 / SE^2 of the figures; 0 leaves a point out.

    Returns
    -------
    (slope, squared_error) : tuple of ndarray, shape (...)
    """
    x = x - x.mean()  # the slope does not depend on the origin; small numbers keep the digits
    s, sx, sy = weight.sum(axis=-1), weight @ x, weight @ y
    sxx, sxy = weight @ (x * x), weight @ (x * y)
    spread = s * sxx - sx**2
    return (s * sxy - sx * sy) / spread, s / spread


def find_trend(
    years: npt.ArrayLike,
    values: npt.ArrayLike,
    errors: npt.ArrayLike,
    since: int = 0,
    scatter: float | None = None,
) -> Trend:
    """Apply the trend rule to one series.

    Parameters
    ----------
    years, values, errors : array-like, shape (n,)
        Year, figure and its standard error; years need not be consecutive. A point whose figure or
        error is NaN, or whose error is 0, does not count.
    since : int
        First year of the present level: points before it do not count.
    scatter : float, optional
        For counts: the over-dispersion that is taken at least (`over_dispersion` of many series,
        for three degrees of freedom tell little); that of the series itself where it is larger.
        Absent: the errors stand as they are.
    """
    year, value, error = (np.asarray(a, dtype=float) for a in (years, values, errors))
    measured = np.isfinite(value)
    usable = measured & (np.nan_to_num(error) > 0)
    chosen = _newest(year, usable & (year >= since))
    if len(chosen) < POINTS:
        if measured.sum() < POINTS:
            return Trend("undetermined", "too-few-points")
        return Trend("undetermined", "no-margins" if usable.sum() < POINTS else "level-break")
    x, y, weight = year[chosen], value[chosen], error[chosen] ** -2.0
    keep = np.vstack([np.ones(POINTS), 1.0 - np.eye(POINTS)])  # all points, then each left out
    slopes, squared = weighted_slope(x, y, keep * weight)
    wider = 1.0 if scatter is None else max(scatter, _scatter(x, y, weight))
    slope, chi_square = float(slopes[0]), float(slopes[0] ** 2 / squared[0] / wider)
    same_sign = bool(np.all(slopes > 0) or np.all(slopes < 0))
    used = tuple(int(v) for v in x)
    found: Literal["rising", "falling", "none"] = "none"
    if same_sign and chi_square > CHI_SQUARE:
        found = "rising" if slope > 0 else "falling"
    return Trend(found, "", slope, chi_square, used, wider)


def over_dispersion(figures: pd.DataFrame, since: int = 0) -> float:
    """How many times the variance of a count the scatter around a straight line is, 1 or more.

    Pearson's statistic over its degrees of freedom, sum of ((y - line) / SE)^2 over (n - 2), put
    together over all regions with five points.

    Parameters
    ----------
    figures : DataFrame
        ``region, year, value, error`` (Poisson; NaN where unknown).
    since : int
        First year of the present level.
    """
    found = []
    for _region, part in figures[figures["year"] >= since].groupby("region"):
        year, value, error = (part[c].to_numpy(dtype=float) for c in ("year", "value", "error"))
        chosen = _newest(year, np.isfinite(value) & (np.nan_to_num(error) > 0))
        if len(chosen) == POINTS:
            found.append(_scatter(year[chosen], value[chosen], error[chosen] ** -2.0))
    return max(1.0, float(np.mean(found))) if found else 1.0


def _newest(year: Array, usable: npt.NDArray[np.bool_]) -> npt.NDArray[np.intp]:
    """Positions of the five newest usable points, oldest first."""
    return np.flatnonzero(usable)[np.argsort(year[usable], kind="stable")][-POINTS:]


def _scatter(x: Array, y: Array, weight: Array) -> float:
    """Pearson's statistic of a weighted line over its degrees of freedom."""
    slope, _error = weighted_slope(x, y, weight)
    middle = (weight @ x) / weight.sum(), (weight @ y) / weight.sum()
    left = y - middle[1] - slope * (x - middle[0])
    return float(weight @ left**2 / (len(x) - 2))


def standard_errors(snapshot: Snapshot, indicator: Indicator) -> pd.DataFrame:
    """Figures of one indicator with their standard errors, where these can be known.

    From 95% bounds: (upper - lower) / 3.92. For counts per inhabitants (crime, social assistance)
    the chance variation of a count, Poisson: scale * sqrt(max(count, 1)) / inhabitants. Anything
    else has none.

    Returns
    -------
    DataFrame
        Columns ``region``, ``year``, ``value``, ``error`` (NaN where unknown).
    """
    obs = snapshot.observations
    own = obs[obs["indicator"] == indicator.id]
    error = standard_error(own["lower"], own["upper"])
    if indicator.per is not None:
        of = obs[obs["indicator"] == indicator.per].set_index(["region", "year"])["value"]
        base = of.reindex(pd.MultiIndex.from_frame(own[["region", "year"]])).to_numpy()
        count = own["value"] * base / indicator.scale
        error = error.fillna(indicator.scale * np.sqrt(count.clip(lower=1)) / base)
    return own[["region", "year", "value"]].assign(error=error)


def trends_of(snapshot: Snapshot, indicator: str, last_year: int) -> dict[str, Trend]:
    """Apply the trend rule to one indicator of every municipality; newer figures do not count."""
    item = snapshot.catalog.indicators[indicator]
    figures = standard_errors(snapshot, item)
    figures = figures[figures["year"] <= last_year]
    since = max((b for b in item.breaks if b <= last_year), default=0)
    scatter = None if item.per is None else over_dispersion(figures, since)
    found = {
        str(region): find_trend(part["year"], part["value"], part["error"], since, scatter)
        for region, part in figures.groupby("region")
    }
    nothing = Trend("undetermined", "too-few-points")
    return {str(r): found.get(str(r), nothing) for r in snapshot.regions.index}


def indicator_trends(snapshot: Snapshot, indicator: str, last_year: int) -> pd.DataFrame:
    """Lay the trends of one indicator out as a table.

    Parameters
    ----------
    last_year : int
        Newer figures do not count.

    Returns
    -------
    DataFrame, index region
        ``direction``, ``reason``, ``slope``, ``chi_square``, ``first``, ``last`` (years used, or
        missing) and ``verdict``: better, worse, stable or undetermined, by the direction of the
        indicator (context indicators: stable or undetermined only).
    """
    item = snapshot.catalog.indicators[indicator]
    rows = trends_of(snapshot, indicator, last_year)
    return pd.DataFrame(
        {
            "direction": {r: t.direction for r, t in rows.items()},
            "reason": {r: t.reason for r, t in rows.items()},
            "slope": {r: t.slope for r, t in rows.items()},
            "chi_square": {r: t.chi_square for r, t in rows.items()},
            "first": pd.Series({r: min(t.years, default=None) for r, t in rows.items()}).astype(
                "Int64"
            ),
            "last": pd.Series({r: max(t.years, default=None) for r, t in rows.items()}).astype(
                "Int64"
            ),
            "verdict": {r: _verdict(t, item.direction) for r, t in rows.items()},
        }
    ).rename_axis("region")


def _verdict(found: Trend, direction: int) -> str:
    if found.direction == "undetermined":
        return "undetermined"
    sign = {"rising": 1, "falling": -1, "none": 0}[found.direction] * direction
    return {1: "better", -1: "worse", 0: "stable"}[sign]
