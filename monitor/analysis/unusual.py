"""Which scores to read with care: a figure far from its own series, very small municipalities."""

from __future__ import annotations

import numpy as np
import pandas as pd

from monitor.analysis.groups import population_of
from monitor.analysis.scores import YearScores
from monitor.snapshot import Snapshot

SMALL = 5_000  # inhabitants: below it a score moves some six points from year to year
FAR = 2.0  # standard deviations between municipalities: 20 points of the indicator
TIMES = 2.0  # and so many times as far as the farthest of the other years
FEWEST = 3  # other years, for there to be a series


def odd_figures(snapshot: Snapshot) -> pd.DataFrame:
    """Find figures of scored indicators that lie far from the other years of their own series.

    On the frozen scale, less the median of all municipalities in that year, so that a wave through
    the whole country is no reason. A figure is odd where it lies two standard deviations or more
    from the median of the other years of the municipality, and twice as far as any of these.

    Returns
    -------
    DataFrame
        ``indicator, region, year, value, usual`` (median of the other years; both in the unit of
        the catalog).
    """
    o = snapshot.observations
    found = []
    for item in snapshot.catalog.scored:
        own = o[(o["indicator"] == item.id) & o["value"].notna()]
        values = own.pivot(index="region", columns="year", values="value")
        if values.shape[1] > FEWEST:
            found.append(_odd_of(item.id, values, _apart(snapshot, item.id, values)))
    columns = ["indicator", "region", "year", "value", "usual"]
    return pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=columns)


def _apart(snapshot: Snapshot, indicator: str, values: pd.DataFrame) -> pd.DataFrame:
    """Return how many standard deviations of its scale a figure is from the median of its year."""
    scales = snapshot.scales[snapshot.scales["indicator"] == indicator].sort_values("from_year")
    at = np.searchsorted(scales["from_year"], values.columns.astype(int), side="right") - 1
    spread = scales["sd"].to_numpy()[np.maximum(at, 0)]
    return values.sub(values.median()).div(pd.Series(spread, values.columns))


def _odd_of(indicator: str, values: pd.DataFrame, apart: pd.DataFrame) -> pd.DataFrame:
    left_out = np.eye(values.shape[1], dtype=bool)[:, None, :]
    others = np.where(left_out, np.nan, apart.to_numpy()[None])  # years x regions x years
    some = np.isfinite(others).any(axis=2)  # a median of nothing would warn
    middle = np.full(some.shape, np.nan)
    middle[some] = np.nanmedian(others[some], axis=1)
    next_far = np.fmax.reduce(np.abs(others - middle[..., None]), axis=2)
    own = np.abs(apart.to_numpy().T - middle)
    series = np.isfinite(others).sum(axis=2) >= FEWEST
    year, region = np.nonzero(series & (own >= FAR) & (own > TIMES * next_far))
    figures = values.to_numpy()
    usual = [
        float(np.nanmedian(np.delete(figures[r], y))) for y, r in zip(year, region, strict=True)
    ]
    return pd.DataFrame(
        {
            "indicator": indicator,
            "region": values.index[region],
            "year": values.columns.to_numpy()[year].astype(int),
            "value": figures[region, year],
            "usual": usual,
        }
    )


def remarks(
    snapshot: Snapshot, scores: YearScores, odd: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Tell which scores of a year to read with care.

    Parameters
    ----------
    odd : DataFrame, optional
        ``odd_figures(snapshot)``, where the caller has it already.

    Returns
    -------
    DataFrame, index region
        ``small`` (bool: fewer than 5,000 inhabitants) and ``odd`` (ids of the indicators whose
        figure in the score lies far from its own series, joined by a comma).
    """
    odd = odd_figures(snapshot) if odd is None else odd
    people = population_of(snapshot, scores.year)
    used = pd.Series("", index=people.index, dtype=object)
    for indicator, region, year in odd[["indicator", "region", "year"]].itertuples(index=False):
        if indicator in scores.measured and scores.measured.at[region, indicator] == year:
            used[region] = f"{used[region]},{indicator}".strip(",")
    return pd.DataFrame({"small": people < SMALL, "odd": used})
