"""Comparable municipalities, and what can be learned from them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from monitor.analysis.scores import YearScores
from monitor.errors import MonitorError
from monitor.regions.harmonise import Z95, standard_error
from monitor.regions.vintages import nearest_rows
from monitor.snapshot import Snapshot

FEATURES = ("bevolking", "stedelijkheid", "aandeel_65plus", "bevolkingsdichtheid")
LOGGED = ("bevolking", "bevolkingsdichtheid")
COUNT = 10
LAGS, CLEARLY = 0.5, 1.0


def features(snapshot: Snapshot, year: int) -> pd.DataFrame:
    """Lay out what makes municipalities comparable, as measured nearest to a year.

    Returns
    -------
    DataFrame, regions x `FEATURES`
        In the units of the catalog, NaN where never measured.
    """
    found = {name: rows["value"] for name, rows in _nearest(snapshot, year).items()}
    return pd.DataFrame(found, index=snapshot.regions.index)


def feature_years(snapshot: Snapshot, year: int) -> pd.DataFrame:
    """Return the year that each of the `features` was measured in: regions x `FEATURES`, Int64."""
    found = {name: rows["year"] for name, rows in _nearest(snapshot, year).items()}
    return pd.DataFrame(found, index=snapshot.regions.index).astype("Int64")


def _nearest(snapshot: Snapshot, year: int) -> dict[str, pd.DataFrame]:
    obs = snapshot.observations
    return {name: nearest_rows(obs[obs["indicator"] == name], year) for name in FEATURES}


def distances(table: pd.DataFrame, code: str) -> pd.Series:
    """Mahalanobis distance of every unit to one unit, over the features that this one has.

    d^2 = (x - y)' S^-1 (x - y), with S the covariance over all units that have the features
    (Mahalanobis 1936). Features that go together, as urbanity and density do, so do not count
    double, and no unit of measurement matters.

    Parameters
    ----------
    table : DataFrame, units x features
        A unit that lacks a feature which ``code`` has gets NaN.
    code : str
        The unit to measure from.

    Returns
    -------
    Series of float, index units
    """
    known = table.columns[table.loc[code].notna().to_numpy()]
    x = table[known].dropna()
    if known.empty or len(x) <= len(known):
        return pd.Series(np.nan, index=table.index)
    inverse = np.linalg.pinv(np.atleast_2d(np.cov(x.to_numpy(), rowvar=False)))
    away = x.to_numpy() - x.loc[code].to_numpy()
    squared = np.einsum("ij,jk,ik->i", away, inverse, away)
    found = pd.Series(np.sqrt(np.maximum(squared, 0.0)), index=x.index)
    return found.reindex(table.index)


def peers(snapshot: Snapshot, code: str, year: int, count: int = COUNT) -> pd.DataFrame:
    """Find the municipalities most like one, in the whole of the Netherlands.

    By population and density (both as logarithm), urbanity class and share of people of 65 and
    over.

    Returns
    -------
    DataFrame, index region
        Nearest first: ``name, province_name, distance`` and the features; without the municipality
        itself.

    Raises
    ------
    MonitorError
        Where the code does not exist.
    """
    _check_code(snapshot, code)
    table = features(snapshot, year)
    scaled = table.assign(**{name: np.log(table[name]) for name in LOGGED})
    away = distances(scaled, code).drop(code).dropna()
    nearest = away.round(10).sort_values(kind="stable").head(count)
    about = snapshot.regions.loc[nearest.index, ["name", "province_name"]]
    return about.assign(distance=nearest).join(table).rename_axis("region")


def _check_code(snapshot: Snapshot, code: str) -> None:
    """Refuse a code that is not a municipality of the boundary year."""
    if code not in snapshot.regions.index:
        raise MonitorError(
            f"Er is geen gemeente met code '{code}'",
            remedy=f"Gebruik een code van {snapshot.catalog.boundary_year}, zoals GM0748.",
        )


def learn_from(
    scores: YearScores,
    code: str,
    others: pd.Index,
    *,
    lags: float = LAGS,
    clearly: float = CLEARLY,
) -> pd.DataFrame:
    """Find the comparable municipalities that do clearly better on what lags here.

    An indicator lags where its z is at least ``lags`` (half a standard deviation between
    municipalities) below the median of the comparable ones. Another does clearly better where its
    z is at least ``clearly`` (one standard deviation, 10 points) higher, and where the sources give
    95% bounds for both also more than the 95% bound of the difference higher.

    Parameters
    ----------
    others : Index of str
        The comparable municipalities, as from `peers`.

    Returns
    -------
    DataFrame
        A row per indicator and municipality, the largest lag first and within it the best first:
        ``indicator, measured`` (year of the own figure), ``region, value, value_region`` (unit of
        the catalog), ``lag`` (z below the median) and ``difference`` (z of the other minus own).
    """
    z = scores.z
    own, theirs = z.loc[code], z.loc[others]
    lag: pd.Series = theirs.median() - own
    rows: list[dict[str, object]] = []
    for indicator in lag[lag >= lags].sort_values(ascending=False).index:
        difference = theirs[indicator] - own[indicator]
        away = (scores.values.loc[others, indicator] - scores.values.at[code, indicator]).abs()
        sure = (difference >= clearly) & (away >= _margin(scores, indicator, code, others))
        better = difference[sure].sort_values(ascending=False)
        rows += [
            {
                "indicator": indicator,
                "measured": scores.measured.at[code, indicator],
                "region": region,
                "value": scores.values.at[code, indicator],
                "value_region": scores.values.at[region, indicator],
                "lag": lag[indicator],
                "difference": size,
            }
            for region, size in better.items()
        ]
    columns = ["indicator", "measured", "region", "value", "value_region", "lag", "difference"]
    return pd.DataFrame(rows, columns=columns).astype({"measured": int})


def _margin(scores: YearScores, indicator: str, code: str, others: pd.Index) -> pd.Series:
    """95% bound of the difference with others, in the unit of the figure; 0 without bounds."""
    error = standard_error(scores.lower[indicator], scores.upper[indicator])
    margin: pd.Series = Z95 * np.sqrt(error[others] ** 2 + error[code] ** 2)
    return margin.fillna(0.0)
