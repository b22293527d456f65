"""Before and after the score of a year: its figures, its table, and what to say of both."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from monitor.analysis.frozen import Figures
from monitor.catalog import Catalog
from monitor.catalog_entries import SCORED
from monitor.marks import OF_STATUS
from monitor.score.aggregate import rank
from monitor.score.asof import newest_rows, pick

Array = npt.NDArray[np.float64]


def as_of(snapshot: Figures, year: int, indicators: pd.Index) -> dict[str, pd.DataFrame]:
    """Newest usable figure of every region and indicator, with all that goes with it."""
    units = snapshot.regions.index
    ages = pd.Series({i: snapshot.catalog.indicators[i].max_age for i in indicators})
    o = snapshot.observations
    rows = newest_rows(o, year, units, ages.reindex(indicators), unit="region")
    cells = {c: pick(o, c, rows, units, indicators) for c in ("value", "lower", "upper")}
    cells["measured"] = pick(o, "year", rows, units, indicators)
    cells["harmonised"] = pick(o, "harmonised", rows, units, indicators)
    present = rows >= 0
    for mark in ("estimate", "bridged"):
        held = np.zeros(rows.shape, dtype=bool)
        held[present] = (o["status"].iloc[rows[present]] == OF_STATUS[mark]).to_numpy()
        cells[mark] = pd.DataFrame(held, index=units, columns=indicators)
    return cells


def weight_share(
    part: npt.NDArray[np.bool_], whole: npt.NDArray[np.bool_], weights: pd.Series
) -> Array:
    """Share of the weight of some cells within that of others; NaN where these have none.

    Parameters
    ----------
    part, whole : ndarray of bool, shape (regions, indicators)
    weights : Series, index indicator
        Weight in the total where nothing is missing.
    """
    own, all_of_it = (cells @ weights.to_numpy() for cells in (part, whole))
    share: Array = np.divide(own, all_of_it, out=np.full(len(whole), np.nan), where=all_of_it > 0)
    return share


def known_share(present: pd.DataFrame, weights: pd.Series, parent: pd.Series) -> pd.DataFrame:
    """Share (0-1) of the weight of each dimension that is there, of every region.

    Parameters
    ----------
    present : DataFrame of bool, regions x indicators
    weights, parent : Series, index indicator
        Weight in the total, and the dimension it belongs to.

    Returns
    -------
    DataFrame of float, regions x dimensions
    """
    own = {d: [i for i in present.columns if parent[i] == d] for d in SCORED}
    there = present.astype(float)
    return pd.DataFrame({d: there[i] @ weights[i] / weights[i].sum() for d, i in own.items()})


def table_of(
    scored: pd.DataFrame, cells: dict[str, pd.DataFrame], weights: pd.Series, year: int
) -> pd.DataFrame:
    """Lay out the scores of a year: the total first, then the dimensions, then what they rest on.

    Parameters
    ----------
    scored : DataFrame, index region
        The columns in this order.
    cells : dict of str to DataFrame, regions x indicators
        Of `as_of`.
    weights : Series, index indicator
        Of each indicator in the total.
    """
    table = scored.copy()
    present = cells["value"].notna().to_numpy()
    table["rank"] = rank(table.iloc[:, 0])
    table["n_indicators"] = present.sum(axis=1)
    table["oldest_year"] = cells["measured"].min(axis=1)
    table["harmonised"] = cells["harmonised"].any(axis=1)
    table["estimate_share"] = weight_share(cells["estimate"].to_numpy(), present, weights)
    table["fresh_share"] = weight_share(cells["measured"].to_numpy() == year, present, weights)
    return table


def reason(scored: pd.DataFrame) -> pd.Series:
    """Name the dimensions that keep a municipality from a total: ``dimension:social``, or empty."""
    missing = scored[list(SCORED)].isna().to_numpy()
    codes = [
        "dimension:" + ",".join(d for d, gone in zip(SCORED, row, strict=True) if gone)
        if row.any()
        else ""
        for row in missing
    ]
    return pd.Series(codes, index=scored.index, dtype=object)


def beyond(catalog: Catalog, values: pd.DataFrame) -> pd.DataFrame:
    """Flag figures outside the range of the catalog, and percentages over 100."""
    entries = [catalog.indicators[i] for i in values.columns]
    low = np.array([i.low for i in entries])
    high = np.array([i.high if i.high is not None else np.inf for i in entries])
    high[[i.unit.nl == "%" for i in entries]] = 100.0
    return (values < low) | (values > high)


def centers_where_present(normalised: pd.DataFrame, centers: pd.Series) -> pd.DataFrame:
    """Measure the Netherlands on the same indicators as each region."""
    cells = np.where(normalised.notna(), centers.to_numpy(), np.nan)
    return pd.DataFrame(cells, index=normalised.index, columns=normalised.columns)
