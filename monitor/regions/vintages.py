"""On the municipalities of which year a source stands, and the counts nearest to a year."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from monitor.regions.changes import FOREVER


def make_links(codes: pd.Series, recoding: pd.DataFrame) -> pd.DataFrame:
    """Return who contributes to whom: former municipalities, and each present one to itself.

    Parameters
    ----------
    codes : Series
        First year (int) of every present municipality, index ``code``.
    recoding : DataFrame
        ``code, to, share, from_year, until_year`` of the former ones.

    Returns
    -------
    DataFrame
        ``code, to, share, from_year, until_year``.
    """
    own = pd.DataFrame(
        {
            "code": codes.index,
            "to": codes.index,
            "share": 1.0,
            "from_year": codes.to_numpy(),
            "until_year": FOREVER,
        }
    )
    return pd.concat([own, recoding[own.columns]], ignore_index=True)


def vintage_of(have: NDArray[np.bool_], year: int, links: pd.DataFrame) -> int:
    """Return the year of the boundaries a set of figures is on.

    A table may publish old years on later boundaries. It is the year, nearest to that of the
    figures, whose municipalities include the most of those that have one.

    Parameters
    ----------
    have : array of bool
        For each link, whether its municipality has a figure.
    year : int
        Year of the figures.
    links : DataFrame
        From ``make_links``.
    """
    first, last = links.from_year.to_numpy(), links.until_year.to_numpy()
    moments = np.unique(np.concatenate([[year], last[last < FOREVER], first[first > 0]]))
    years = moments[np.argsort(abs(moments - year), kind="stable")][:, None]
    absent = (first[have] > years) | (last[have] < years)
    return int(years[absent.sum(axis=1).argmin(), 0])


def nearest_rows(figures: pd.DataFrame, year: int) -> pd.DataFrame:
    """Return of every region its figure of the year nearest to one; on a tie the earlier year.

    Parameters
    ----------
    figures : DataFrame
        ``region, year, value``; rows without a value do not count.

    Returns
    -------
    DataFrame, index region
        ``value`` and ``year`` (int).
    """
    own = figures.loc[figures["value"].notna(), ["region", "year", "value"]]
    own = own.assign(year=own["year"].astype(int))
    away = (own["year"] - year).abs()
    nearest = own.assign(away=away).sort_values(["away", "year"]).drop_duplicates("region")
    return nearest.set_index("region")[["value", "year"]]


def nearest_years(counts: pd.DataFrame, years: Iterable[int]) -> pd.Series:
    """Return a count for every region and year, of the nearest year where its own is missing.

    Parameters
    ----------
    counts : DataFrame
        ``region, year, value``.
    years : iterable of int
        The years wanted; of two equally near years the earlier one serves.

    Returns
    -------
    Series
        Index (region, year), float64, NaN only where a region has no count at all.
    """
    known = counts[counts["value"].notna()].drop_duplicates(["region", "year"])
    wide = known.pivot(index="region", columns="year", values="value")
    known_years = [int(year) for year in wide.columns.to_numpy()]
    nearest = {}
    for year in map(int, years):
        order = sorted(known_years, key=lambda y: (abs(y - year), y))
        nearest[year] = wide.reindex(columns=order or [year]).bfill(axis=1).iloc[:, 0]
    long = pd.DataFrame(nearest).rename_axis(index="region", columns="year")
    return pd.Series(long.stack(), dtype="float64")
