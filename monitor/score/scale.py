"""Frozen scales: caps for outliers, mean and spread of a reference year, and level breaks.

Sources: OECD/JRC, Handbook on Constructing Composite Indicators (2008), steps 5 (normalisation)
and the R package COINr (``winsorise``, ``check_SkewKurt``) for the treatment of outliers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from .checks import check_finite, check_weights
from .errors import ScoreError

SKEWNESS, KURTOSIS, MOST_POINTS = 2.0, 3.5, 5
SCALE_COLUMNS = ["from_year", "mean", "sd", "shift", "low", "high"]

Array = npt.NDArray[np.float64]


def is_skewed(x: Array) -> bool:
    """Whether a distribution has outliers by COINr's rule: |skewness| >= 2 and kurtosis >= 3.5.

    Skewness G1 and excess kurtosis G2 are the bias-corrected ones of samples (Joanes and Gill 1998,
    "type 2"; those of SAS, SPSS and Excel), as COINr takes them.

    Parameters
    ----------
    x : ndarray, shape (n,)
        Figures without NaN; with fewer than four there is nothing to judge.
    """
    skewness, excess = _shape(x)
    return abs(skewness) >= SKEWNESS and excess >= KURTOSIS


def outlier_caps(values: npt.ArrayLike, most: int = MOST_POINTS) -> tuple[float, float]:
    """Caps that take the outliers off a distribution, by winsorising.

    While `is_skewed`, the outermost point on the side of the skew gets the value of the next one,
    at most ``most`` points in all (COINr ``winsorise``). The caps are where the treated points
    ended: kept for ever, they treat later years alike. Where that is
    not enough to pass the test, the caps stay as far as they came. Where it would end with all
    figures alike, nothing is
    capped: what stands out there is all that there is to tell.

    Parameters
    ----------
    values : array-like, shape (n,)
        Figures of the reference year; NaN are left out.
    most : int
        Greatest number of points to treat.

    Returns
    -------
    (low, high) : tuple of float
        NaN where that side needs no cap.
    """
    x = np.asarray(values, dtype=float)
    x = x[np.isfinite(x)]
    low, high = -np.inf, np.inf
    while is_skewed(treated := np.clip(x, low, high)):
        if _shape(treated)[0] > 0:
            wanted = low, float(treated[treated < treated.max()].max())
        else:
            wanted = float(treated[treated > treated.min()].min()), high
        if np.sum((x < wanted[0]) | (x > wanted[1])) > most:
            break
        if not np.ptp(np.clip(x, *wanted)) > 0:
            return np.nan, np.nan
        low, high = wanted
    return (low if np.isfinite(low) else np.nan), (high if np.isfinite(high) else np.nan)


def capped(values: npt.ArrayLike, low: npt.ArrayLike, high: npt.ArrayLike) -> Array:
    """Bring values within frozen caps; a cap that is NaN does nothing.

    Parameters
    ----------
    values : array-like
        Figures, any shape; NaN stays NaN.
    low, high : array-like
        Caps that broadcast with ``values``.
    """
    low = np.where(np.isfinite(low), low, -np.inf)
    high = np.where(np.isfinite(high), high, np.inf)
    result: Array = np.clip(np.asarray(values, dtype=float), low, high)
    return result


def weighted_moments(values: npt.ArrayLike, weights: npt.ArrayLike) -> tuple[float, float]:
    """Weighted mean and standard deviation of a whole population.

    m = sum(w x) / sum(w), s = sqrt(sum(w (x - m)^2) / sum(w)): divided by the sum of the weights,
    for the units are all there are, not a sample.

    Parameters
    ----------
    values, weights : array-like, shape (n,)
        Pairs of which either is NaN are left out.

    Raises
    ------
    ScoreError
        Where nothing is left, a figure or weight is infinite, or a weight is negative.
    """
    x, w = np.asarray(values, dtype=float), np.asarray(weights, dtype=float)
    check_weights(w)
    if np.isinf(x).any():
        raise ScoreError(
            "There is an infinite figure", remedy="Leave it out or fill in the right figure."
        )
    keep = ~np.isnan(x) & (w > 0)
    x, w = x[keep], w[keep]
    if not len(x):
        raise ScoreError("No figure has a weight: there is no mean")
    mean = float(np.average(x, weights=w))
    return mean, float(np.sqrt(np.average((x - mean) ** 2, weights=w)))


def frozen_scale(
    figures: pd.DataFrame,
    direction: Literal[1, -1],
    reference_year: int,
    breaks: Sequence[int] = (),
) -> pd.DataFrame:
    """Fit the scale of one indicator once; scoring any year only applies it.

    z = direction * (clip(x, low, high) - mean) / sd + shift, with mean and sd (`weighted_moments`)
    of the capped figures of the reference year. From the first year of a level break on the figures
    have their own mean, sd and caps, fitted on the first year there is; shift is such that the
    weighted mean z of the units measured on both sides does not move at the break.

    Parameters
    ----------
    figures : DataFrame
        Columns ``unit``, ``year``, ``value``, ``weight``, of one indicator, all units and years.
    direction : {1, -1}
        Whether higher is better.
    reference_year : int
        Year whose mean and spread are the scale.
    breaks : sequence of int
        First years of a new level.

    Returns
    -------
    DataFrame
        A row a segment, columns ``from_year`` (0, then the breaks), ``mean``, ``sd`` (in the unit
        of the indicator), ``shift`` (in z, directed), ``low``, ``high`` (caps or NaN).

    Raises
    ------
    ScoreError
        Where a segment has no figures to fit on or no spread, a unit has two figures of a year, a
        figure or weight is no number or infinite, or the direction is neither 1 nor -1.
    """
    _check_figures(figures, direction)
    rows = [_segment(figures, 0, reference_year, 0.0)]
    for start in sorted(breaks):
        years = figures.loc[figures["value"].notna(), "year"]
        before, after = years[years < start], years[years >= start]
        if after.empty:
            continue
        row = _segment(figures, start, int(after.min()), 0.0)
        if not before.empty:
            row["shift"] = _splice(figures, direction, rows[-1], row, (before.max(), after.min()))
        rows.append(row)
    return pd.DataFrame(rows, columns=SCALE_COLUMNS)


def z_score(values: npt.ArrayLike, direction: int, segment: pd.Series | dict[str, float]) -> Array:
    """Directed z of figures on one segment of a frozen scale.

    Parameters
    ----------
    values : array-like
        Figures in the unit of the indicator.
    direction : {1, -1}
        Whether higher is better.
    segment : Series or dict
        ``mean``, ``sd``, ``shift``, ``low``, ``high`` of `frozen_scale`.
    """
    x = capped(values, segment["low"], segment["high"])
    return direction * (x - segment["mean"]) / segment["sd"] + segment["shift"]


def _shape(x: Array) -> tuple[float, float]:
    """Skewness and excess kurtosis; 0 where there are too few figures or no spread."""
    spread = np.ptp(x) if len(x) else 0.0
    if len(x) < 4 or spread <= 1e-12 * np.abs(x).max():
        return 0.0, 0.0
    unit = pd.Series((x - x.min()) / spread)  # the same shape, safe from underflow
    return float(unit.skew()), float(unit.kurt())  # type: ignore[arg-type]  # a figure, not a frame


def _check_figures(figures: pd.DataFrame, direction: int) -> None:
    if direction not in {1, -1}:
        raise ScoreError(
            "This indicator has no direction",
            remedy="Give 1 (higher is better) or -1 (lower is better).",
        )
    check_finite(figures["value"])
    check_weights(figures["weight"], pd.Index(figures["unit"]))
    twice = figures.duplicated(["unit", "year"])
    if twice.any():
        unit, year = figures.loc[twice, ["unit", "year"]].iloc[0]
        raise ScoreError("This unit has two figures of one year", where=f"{unit}, {year}")


def _segment(figures: pd.DataFrame, start: int, year: int, shift: float) -> dict[str, float]:
    """Fit caps, mean and spread on the figures of one year."""
    of_year = figures[(figures["year"] == year) & figures["value"].notna()]
    if of_year.empty:
        raise ScoreError(
            "A frozen scale needs figures of the reference year",
            where=f"reference year {year}",
            remedy="Choose a year in which the indicator was measured.",
        )
    low, high = outlier_caps(of_year["value"])
    mean, sd = weighted_moments(capped(of_year["value"], low, high), of_year["weight"])
    if not sd > 0:
        alike = of_year["value"].nunique() == 1
        raise ScoreError(
            "All figures are equal: without spread there is no scale"
            if alike
            else "All figures that have a weight are alike: without spread there is no scale",
            where=f"reference year {year}",
            remedy="Leave the indicator out of the index.",
        )
    return {"from_year": start, "mean": mean, "sd": sd, "shift": shift, "low": low, "high": high}


def _splice(
    figures: pd.DataFrame,
    direction: int,
    old: dict[str, float],
    new: dict[str, float],
    years: tuple[int, int],
) -> float:
    """Shift that keeps the weighted mean z of the units present on both sides where it was."""
    before, after = (figures[figures["year"] == y].set_index("unit") for y in years)
    both = before.index.intersection(after.index)
    if both.empty:
        raise ScoreError(
            "No unit has a figure on both sides of the level break",
            where=f"{years[0]}, {years[1]}",
            remedy="Leave the break out, or leave the indicator out of the index.",
        )
    weight = after.loc[both, "weight"]
    level, _ = weighted_moments(z_score(before.loc[both, "value"], direction, old), weight)
    own, _ = weighted_moments(z_score(after.loc[both, "value"], direction, new), weight)
    return level - own
