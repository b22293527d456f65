"""The frozen scale of every scored indicator, and level breaks that nobody named."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd

from monitor.catalog import Catalog
from monitor.catalog_entries import Indicator
from monitor.errors import MonitorError
from monitor.regions.vintages import nearest_years
from monitor.score.scale import frozen_scale, weighted_moments
from monitor.score_errors import in_dutch

JUMP = 1.0
"""A level break: the national mean moves by more than this many standard deviations between
municipalities from one measurement to the next ..."""

ORDER = 0.95
"""... while their order stays: Spearman's rank correlation above this.

The method: docs/method.md#level-breaks-that-nobody-named.
"""


def population_weights(observations: pd.DataFrame, catalog: Catalog, count: str) -> pd.Series:
    """Return inhabitants on the present boundaries: index (region, year), nearest year."""
    years = range(catalog.first_year, catalog.last_year + 1)
    return nearest_years(observations[observations.indicator == count], years)


def _weighted(figures: pd.DataFrame, weights: pd.Series) -> pd.DataFrame:
    keys = pd.MultiIndex.from_frame(figures[["region", "year"]])
    return pd.DataFrame(
        {
            "unit": figures.region.to_numpy(),
            "year": figures.year.to_numpy(),
            "value": figures.value.to_numpy(),
            "weight": weights.reindex(keys).to_numpy(),
        }
    )


def frozen_scales(observations: pd.DataFrame, catalog: Catalog, weights: pd.Series) -> pd.DataFrame:
    """Fit the scale of every indicator that counts now or did before (docs/method.md#frozen-scale).

    Returns
    -------
    DataFrame
        ``indicator, from_year, mean, sd, shift, low, high``.
    """
    parts = []
    for indicator in catalog.fitted.values():
        if indicator.direction == 0 or indicator.reference_year is None:
            continue
        figures = _weighted(observations[observations.indicator == indicator.id], weights)
        try:
            with in_dutch():
                scale = frozen_scale(
                    figures, indicator.direction, indicator.reference_year, indicator.breaks
                )
        except MonitorError as err:
            raise MonitorError(
                err.what, where=f"indicator '{indicator.id}', {err.where}", remedy=err.remedy
            ) from err
        parts.append(scale.assign(indicator=indicator.id))
    return pd.concat(parts, ignore_index=True)


def _breaks_of(indicator: Indicator, figures: pd.DataFrame) -> list[tuple[int, float, float]]:
    """Return (first year, jump in standard deviations, rank correlation) of jumps in one series."""
    found = []
    years = [int(year) for year in np.sort(figures.year.unique())]
    for before, after in pairwise(years):
        if after in (*indicator.breaks, *indicator.doubtful_breaks):
            continue
        old, new = (figures[figures.year == y].set_index("unit") for y in (before, after))
        both = old.index.intersection(new.index)
        if len(both) < 10:
            continue
        weight = new.weight.loc[both]
        level, spread = weighted_moments(old.value.loc[both], weight)
        jump = weighted_moments(new.value.loc[both], weight)[0] - level
        order = old.value.loc[both].corr(new.value.loc[both], method="spearman")
        if spread > 0 and abs(jump) > JUMP * spread and order > ORDER:
            found.append((after, jump / spread, float(order)))
    return found


def unnamed_breaks(
    observations: pd.DataFrame, catalog: Catalog, weights: pd.Series
) -> pd.DataFrame:
    """Look for level breaks that the catalog does not name, in all but counts.

    Returns
    -------
    DataFrame
        ``indicator, year, jump`` (standard deviations between municipalities), ``order`` (rank
        correlation).
    """
    rows = []
    for indicator in catalog.indicators.values():
        if indicator.merge == "count":
            continue
        figures = _weighted(observations[observations.indicator == indicator.id], weights)
        rows += [(indicator.id, *found) for found in _breaks_of(indicator, figures)]
    return pd.DataFrame(rows, columns=["indicator", "year", "jump", "order"])
