"""The figures of one outcome as a block: municipalities by years, no gap in it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd

from monitor.analysis.scores import score_years
from monitor.catalog import Catalog
from monitor.marks import BRIDGED
from monitor.snapshot import Snapshot

WHOLE = 0.8  # share of the municipalities that a year must cover to count

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Panel:
    """What one outcome measured, on present boundaries.

    Attributes
    ----------
    outcome : str
        Id of the indicator.
    values : DataFrame, index region, columns year (int, ascending)
        In the unit of the catalog; only municipalities with a figure in every year.
    province : ndarray of int, shape (regions,)
        Which municipalities share a province.
    gaps : tuple of str
        Municipalities without a figure in some year: they take no part.
    left_out : tuple of int
        Years of another table than the rest, not final yet, or of too few municipalities.
    """

    outcome: str
    values: pd.DataFrame
    province: npt.NDArray[np.intp]
    gaps: tuple[str, ...] = ()
    left_out: tuple[int, ...] = ()

    @property
    def years(self) -> tuple[int, ...]:
        """The years of measurement."""
        return tuple(int(y) for y in self.values.columns)

    def sides(self, start: int, until: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Return the years before a start, and those from it on to the end of a period."""
        years = self.years
        return tuple(y for y in years if y < start), tuple(y for y in years if start <= y <= until)


def panel_of(snapshot: Snapshot, outcome: str) -> Panel:
    """Return the figures of an indicator that compare over the years.

    Left out are years of another table than most (2015, 2016 and 2020 of the recorded crimes),
    provisional years and years of fewer than 80% of the municipalities; figures bridged from
    another table; then municipalities that miss a year.
    """
    if outcome not in snapshot.catalog.indicators:
        return _of_score(snapshot, outcome)
    o = snapshot.observations
    own = o[(o["indicator"] == outcome) & o["value"].notna()]
    series = own["source"].map(lambda table: _series(snapshot.catalog, str(table)))
    of_year = series.groupby(own["year"]).agg(lambda s: s.mode().iloc[0])
    main = of_year.value_counts().index[0] if len(of_year) else ""
    other = of_year.index[of_year != main]
    loose = own.loc[own["status"] == "provisional", "year"].unique()
    count = own.groupby("year")["region"].nunique()
    thin = count.index[count < WHOLE * len(snapshot.regions)]
    out = {int(y) for part in (other, loose, thin) for y in part}
    kept = own[~own["year"].isin(out) & (own["status"] != BRIDGED)]
    block = kept.pivot(index="region", columns="year", values="value")
    return _whole(snapshot, outcome, block, tuple(sorted(out)))


def _of_score(snapshot: Snapshot, score: str) -> Panel:
    """Return a dimension or the total in the years in which four municipalities in five have it."""
    block = pd.DataFrame({y: table[score] for y, table in _scores(snapshot).items()})
    return _whole(snapshot, score, block.loc[:, block.notna().mean() >= WHOLE], ())


@lru_cache(maxsize=1)  # four scores come from one sum
def _scores(snapshot: Snapshot) -> dict[int, pd.DataFrame]:
    catalog = snapshot.catalog
    years = range(catalog.first_year, catalog.last_year + 1)
    return {y: s.table for y, s in score_years(snapshot, years).items()}


def _whole(
    snapshot: Snapshot, outcome: str, block: pd.DataFrame, left_out: tuple[int, ...]
) -> Panel:
    """Keep the municipalities that have a figure in every year."""
    block = block.reindex(snapshot.regions.index)
    whole = block.notna().all(axis=1) if len(block.columns) else block.notna().any(axis=1)
    values = block[whole]
    province = pd.factorize(snapshot.regions["province"].reindex(values.index))[0]
    return Panel(outcome, values, province, tuple(map(str, block.index[~whole])), left_out)


def change_since(panel: Panel, start: int, until: int) -> Array:
    """Return how much each municipality moved: the mean from a start on less the last year before.

    Callaway and Sant'Anna (2021) measure from the last year before the start (their eq. 2.3).

    Returns
    -------
    ndarray, shape (regions,)
        In the unit of the outcome.
    """
    before, after = panel.sides(start, until)
    moved = panel.values[list(after)].mean(axis=1) - panel.values[before[-1]]
    return np.asarray(moved, dtype=float)


def steps_between(
    panel: Panel, breaks: Collection[int] = (), span: int | None = None
) -> pd.DataFrame:
    """Return the changes between consecutive measurements, none over a level break.

    Parameters
    ----------
    breaks : collection of int
        First years of another level, as the catalog has them.
    span : int, optional
        Take the measurements that lie so many years apart instead.

    Returns
    -------
    DataFrame, regions x year of the later measurement
        In the unit of the outcome.
    """
    pairs = pairs_of(panel.years, span)
    kept = [(a, b) for a, b in pairs if not any(a < y <= b for y in breaks)]
    moved = {b: panel.values[b] - panel.values[a] for a, b in kept}
    return pd.DataFrame(moved, panel.values.index, dtype=float)


def pairs_of(years: Sequence[int], span: int | None = None) -> list[tuple[int, int]]:
    """Return the pairs of years that follow each other, or that lie so many years apart."""
    return (
        list(pairwise(years))
        if span is None
        else [(y - span, y) for y in years if y - span in years]
    )


def usual_of(changes: Array) -> float:
    """Return the size that 95% of the changes do not exceed; NaN where there is no change."""
    known = np.abs(changes[np.isfinite(changes)])
    return float(np.quantile(known, 0.95)) if known.size else float("nan")


def _series(catalog: Catalog, table: str) -> str:
    """Return the series that a table or set belongs to; those of one series compare."""
    if table in catalog.files:
        return catalog.files[table].continues or table
    return next((name for name, run in catalog.series.items() if table in run), table)
