"""Observations that stand on the municipalities of another year, brought onto those of a snapshot.

Figures that cannot be made anew (an indicator that is stopped, a set that the province added) go
along when the boundaries move.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from monitor.regions.harmonise import harmonise
from monitor.regions.vintages import make_links, nearest_years

COLUMNS = [
    "indicator", "region", "year", "value", "lower", "upper", "status", "source", "harmonised"
]  # fmt: skip


def inhabitants(history: pd.DataFrame, years: Iterable[int]) -> pd.Series:
    """Return inhabitants per former and present municipality and year, of the nearest year.

    Parameters
    ----------
    history : DataFrame
        Of the snapshot: ``code, year, inhabitants``.
    years : iterable of int
        The years wanted, also later ones than ``history`` has.

    Returns
    -------
    Series
        Index (region, year).
    """
    counts = history.rename(columns={"code": "region", "inhabitants": "value"})
    return nearest_years(counts, years)


def inhabitants_on(history: pd.DataFrame, boundaries: int, years: Iterable[int]) -> pd.Series:
    """Return inhabitants in the year of boundaries, for every year: who was in them then.

    Parameters
    ----------
    history : DataFrame
        Of the snapshot: ``code, year, inhabitants``.
    boundaries : int
        Year of the municipalities.
    years : iterable of int
        The years wanted.

    Returns
    -------
    Series
        Index (region, year).
    """
    then = inhabitants(history, [boundaries]).droplevel("year")
    wide = pd.DataFrame({int(year): then for year in years}).rename_axis(columns="year")
    return pd.Series(wide.stack(), dtype="float64")


def carry(
    observations: pd.DataFrame,
    merge: Mapping[str, str],
    boundaries: int,
    regions: pd.DataFrame,
    recoding: pd.DataFrame,
    people: pd.Series,
) -> pd.DataFrame:
    """Bring observations onto the municipalities of a snapshot.

    A count goes by share of inhabitants, all else is the mean weighted by inhabitants: rates and
    shares were divided already, and their own denominators are not with them.

    Parameters
    ----------
    observations : DataFrame
        As in docs/architecture.md, on the municipalities of ``boundaries``.
    merge : mapping of str to str
        Per indicator ``count``, ``mean`` or ``median`` (catalog).
    boundaries : int
        Year of the municipalities that the observations stand on.
    regions, recoding : DataFrame
        Of the snapshot; ``regions`` with index ``code``.
    people : Series
        Inhabitants, index (region, year), of the municipalities of ``boundaries``.

    Returns
    -------
    DataFrame
        ``COLUMNS``; a count of which a part is missing is left out.

    Raises
    ------
    MonitorError
        Where a municipality is neither one of the snapshot nor became one.
    """
    if observations.empty:
        return observations[COLUMNS]
    links = make_links(regions["from_year"], recoding)
    parts = []
    for name, rows in observations.groupby("indicator"):
        count = merge[str(name)] == "count"
        out = harmonise(rows, links, count=count, population=people, boundaries=boundaries)
        out = out[out["covered"] == 1] if count else out
        before = rows[rows["harmonised"]].merge(links, left_on="region", right_on="code")
        marked = pd.MultiIndex.from_frame(before[["to", "year"]])
        keys = pd.MultiIndex.from_frame(out[["region", "year"]])
        both = out["harmonised"].to_numpy() | keys.isin(marked)
        parts.append(out.assign(indicator=name, harmonised=both)[COLUMNS])
    return pd.concat(parts, ignore_index=True)
