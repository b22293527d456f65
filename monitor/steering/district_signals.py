"""The changes of districts that may be a signal: what is counted in them, year after year.

Most figures of districts are estimates of a model and take no part, as among municipalities. What
is left are counts on the layout of the edition (recorded crime): a district has two measurements
that compare in any two years that have its count.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pandas as pd

from monitor.snapshot import Snapshot
from monitor.steering.chance import FEWEST, chance

SIZES = (10.0, 30.0, 100.0, 300.0, np.inf)
"""Bounds of the mean count of two years: districts of one size have a usual change together."""


def district_changes(snapshot: Snapshot, year: int) -> pd.DataFrame:
    """Return the changes of all districts up to a year, each with its chance.

    Districts below the size of the district index, and with fewer than 10 counted, take no part.

    Returns
    -------
    DataFrame
        As `changes_among`, with ``region`` the municipality and ``district`` the district.
    """
    districts = snapshot.catalog.districts
    if districts is None or snapshot.district_figures.empty:
        return pd.DataFrame()
    home = snapshot.districts[snapshot.districts["inhabitants"] >= districts.small]
    figures = snapshot.district_figures
    own = figures[figures["code"].isin(home.index) & figures["count"].notna()]
    found = [
        changes_among(str(name), part.pivot_table("count", "code", "year"), year)
        for name, part in own.groupby("indicator")
    ]
    table = pd.concat(found, ignore_index=True) if found else pd.DataFrame()
    if table.empty:
        return pd.DataFrame()
    return table.assign(region=table["district"].map(home["region"]))


def changes_among(indicator: str, counts: pd.DataFrame, year: int) -> pd.DataFrame:
    """Lay the changes of counts up to a year beside all changes of districts of the same size.

    A change is taken less that of the country (the middle share of all districts), and over the
    root of the mean count: a count swings by itself with that root, and what swings more by its
    size has the districts of that size beside it.

    Parameters
    ----------
    counts : DataFrame, district x year
        NaN where nothing is known.

    Returns
    -------
    DataFrame
        ``indicator, district, since, change, apart, usual`` (counts) and ``p``; no rows where the
        year was not counted or too few districts have a usual change.
    """
    years = sorted(int(y) for y in counts.columns)
    steps = pd.concat([_step(counts, a, b) for a, b in pairwise(years)] or [pd.DataFrame()])
    if steps.empty or year not in set(steps["year"]):
        return pd.DataFrame()
    found = list(_judged(steps, year))
    if not found:
        return pd.DataFrame()
    columns = ["indicator", "district", "since", "change", "apart", "usual", "p"]
    return pd.concat(found, ignore_index=True).assign(indicator=indicator)[columns]


def _step(counts: pd.DataFrame, since: int, year: int) -> pd.DataFrame:
    before, now = counts[since], counts[year]
    size = (before + now) / 2
    moved = now - before
    wave = float((moved / size.where(size >= SIZES[0])).median())
    apart = moved - wave * size
    table = pd.DataFrame({"change": moved, "apart": apart, "size": size}).dropna()
    table["swing"] = table["apart"] / np.sqrt(table["size"].where(table["size"] > 0))
    return table.rename_axis("district").reset_index().assign(since=since, year=year)


def _judged(steps: pd.DataFrame, year: int) -> Iterator[pd.DataFrame]:
    """Judge the changes of a year among the districts of each size."""
    for low, high in pairwise(SIZES):
        alike = steps[(steps["size"] >= low) & (steps["size"] < high)]
        own, every = alike[alike["year"] == year], alike["swing"].to_numpy()
        if len(every) < FEWEST or own.empty:
            continue
        usual = np.quantile(np.abs(every), 0.95) * np.sqrt(own["size"])
        yield own.assign(usual=usual, p=chance(own["swing"].to_numpy(), every))
