"""Sources that speak where others are silent, and the bridge from one table to another."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from monitor.catalog_entries import Source
from monitor.marks import BRIDGED

LEAST_YEARS = 2
"""From so many years of both tables on, a municipality has a ratio of its own."""


def bridge_ratios(level: pd.DataFrame, other: pd.DataFrame) -> tuple[pd.Series, float]:
    """Return what one table counts for each figure of another, in the years that both have.

    r = sum of the counts of the level over sum of those of the other table, over the years of both:
    per municipality where there are at least ``LEAST_YEARS``, and over all of them together
    (docs/method.md#recorded-crime says how well that foretells years held out).

    Parameters
    ----------
    level, other : DataFrame
        Counts on the present municipalities: ``region, year, value, covered``; what rests on a part
        of the inhabitants (``covered`` < 1) does not count.

    Returns
    -------
    own : Series of float, index region
        Only where there are enough years.
    country : float
        NaN where the tables have no year in common.
    """
    a, b = (
        f[f.covered == 1].set_index(["region", "year"]).value.rename(name)
        for f, name in ((level, "level"), (other, "other"))
    )
    both = pd.concat([a, b], axis=1).dropna()
    sums = both.groupby("region").sum()
    enough = both.groupby("region").size() >= LEAST_YEARS
    usable = enough & (sums > 0).all(axis=1)
    own = (sums.level / sums.other)[usable]
    total = both.other.sum()
    return own, float(both.level.sum() / total) if total > 0 else np.nan


def with_fallbacks(figures: pd.DataFrame, sources: Sequence[Source]) -> pd.DataFrame:
    """Take each figure from the first source that has one, a bridged one on the first's level.

    Parameters
    ----------
    figures : DataFrame
        ``region, year, source, value, lower, upper, status, covered`` of all sources, on the
        present municipalities.
    sources : sequence of Source
        Of one indicator, the fallbacks in their order.

    Returns
    -------
    DataFrame
        One figure a region and year. A bridged figure has status ``bridged``; one that rests on a
        part of the municipality is left out.
    """
    later = [s for s in sources if s.fallback]
    names = [str(s.table or s.file) for s in later]
    out = figures[~figures.source.isin(names)]
    for source, name in zip(later, names, strict=True):
        own = figures[figures.source == name]
        if source.fallback == BRIDGED:
            own = _bridged(figures[~figures.source.isin(names)], own)
        taken = pd.MultiIndex.from_frame(out[["region", "year"]])
        free = ~pd.MultiIndex.from_frame(own[["region", "year"]]).isin(taken)
        out = pd.concat([out, own[free]], ignore_index=True)
    return out


def _bridged(level: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """Bring the counts of a table to the level of another one."""
    own, country = bridge_ratios(level, other)
    whole = other[other.covered == 1]
    ratio = whole.region.map(own).fillna(country)
    scaled = {c: whole[c] * ratio for c in ("value", "lower", "upper")}
    return whole.assign(**scaled, status=BRIDGED)[ratio.notna()]
