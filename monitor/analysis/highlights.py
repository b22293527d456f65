"""What stands out in a year: figures for the sentences beside the map."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd

from monitor.analysis.groups import Gap, gap_between, population_of, sides_of
from monitor.analysis.score_table import weight_share
from monitor.analysis.scores import TOTAL, YearScores
from monitor.marks import statuses
from monitor.regions.groups import Group
from monitor.score.asof import newest_rows, pick
from monitor.snapshot import Snapshot

COVERED = 0.8
"""Share of the inhabitants of an area that must live where there is a figure, for a mean of it."""


@dataclass(frozen=True, eq=False)
class Standing:
    """Where an area stands as a whole.

    Attributes
    ----------
    area, country : float
        Means weighted by inhabitants; NaN where the municipalities with a figure hold less than
        ``COVERED`` of the inhabitants: a mean of a part is no mean of the whole.
    lowest, highest : str or None
        Codes of the extremes within the area.
    known, missing : int
        Municipalities of the area with and without a figure.
    """

    area: float
    country: float
    lowest: str | None
    highest: str | None
    known: int
    missing: int


def standing(values: pd.Series, area: pd.Index, population: pd.Series) -> Standing:
    """Compare an area with the country, both weighted by inhabitants.

    Parameters
    ----------
    values : Series, index region
        A score or a figure of every municipality; NaN where there is none.
    area : Index
        Codes of the area.
    population : Series, index region
    """
    own = values.reindex(area)
    lowest, highest = extremes(own)
    return Standing(
        area=_covered_mean(own, population),
        country=_covered_mean(values, population),
        lowest=lowest,
        highest=highest,
        known=int(own.notna().sum()),
        missing=int(own.isna().sum()),
    )


def extremes(values: pd.Series) -> tuple[str | None, str | None]:
    """Return the regions with the lowest and the highest figure; None where there is none."""
    known = values.dropna()
    return (None, None) if known.empty else (str(known.idxmin()), str(known.idxmax()))


def weakest(values: pd.Series, *, higher_is_weaker: bool) -> pd.Index:
    """Return the regions of the weakest quarter of all with a figure, the weakest first.

    Ties at the edge stay together: all of them count, or none where that is over a quarter.
    """
    place = rank_of(values, higher_first=higher_is_weaker).dropna()
    standing_worse = place.map(place.value_counts().sort_index().cumsum())
    quarter = standing_worse[standing_worse <= len(place) / 4]
    return place.reindex(quarter.index).sort_values(kind="stable").index


def _covered_mean(values: pd.Series, population: pd.Series) -> float:
    people = population.reindex(values.index).fillna(0)
    if people[values.notna()].sum() < COVERED * people.sum():
        return float("nan")
    return _mean(values, population)


def _mean(values: pd.Series, population: pd.Series) -> float:
    known = values.dropna()
    weights = population.reindex(known.index).fillna(0)
    if weights.sum() == 0:
        return float("nan")
    return float(np.average(known, weights=weights))


def fresh_share(scores: YearScores, what: str, codes: Collection[str]) -> float:
    """Share of the weight of a score that was measured in its year itself.

    Parameters
    ----------
    what : str
        ``total`` or a dimension.
    codes : collection of str

    Returns
    -------
    float
        The mean of the municipalities that have the score; NaN where none has.
    """
    table, parent = scores.table.loc[list(codes)], scores.structure["parent"]
    known = table.index[table[what].notna()]
    if what == TOTAL:
        return float(table.loc[known, "fresh_share"].mean())
    own = [i for i in map(str, scores.measured.columns) if parent[i] == what]
    measured, weights = scores.measured.loc[known, own], scores.weights[own]
    share = weight_share((measured == scores.year).to_numpy(), measured.notna().to_numpy(), weights)
    return float(share.mean()) if len(known) else float("nan")


def group_gaps(
    snapshot: Snapshot, scores: YearScores, group: Group, definition: str
) -> tuple[Gap, Gap]:
    """Gap of a group against the rest of its province: every municipality alike, and weighted."""
    sides = sides_of(snapshot, scores.year, group, definition)
    people = population_of(snapshot, scores.year)
    return gap_between(scores, sides), gap_between(scores, sides, population=people)


def largest_part(gap: Gap) -> tuple[str, float]:
    """Return the dimension that adds most to a gap in its own direction, and its points."""
    by_dimension = gap.parts.groupby("dimension")["points"].sum()
    name = str(by_dimension.idxmin() if gap.gap < 0 else by_dimension.idxmax())
    return name, float(by_dimension[name])


def figures_of(snapshot: Snapshot, indicator: str, year: int) -> pd.DataFrame:
    """Return the newest usable figure of one indicator, scored or context, as of a year.

    Returns
    -------
    DataFrame, index region
        ``value`` (unit of the catalog), ``measured`` (year), ``harmonised``, and
        ``estimate, bridged, provisional`` (bool); NaN and False where there is none.
    """
    observations, units = snapshot.observations, snapshot.regions.index
    indicators = pd.Index([indicator])
    max_age = pd.Series({indicator: snapshot.catalog.indicators[indicator].max_age})
    rows = newest_rows(observations, year, units, max_age, unit="region")
    cells = {
        name: pick(observations, column, rows, units, indicators)[indicator]
        for name, column in (("value", "value"), ("measured", "year"), ("harmonised", "harmonised"))
    }
    present = rows[:, 0] >= 0
    own = observations["status"].iloc[rows[present, 0]]
    status = pd.Series(own.to_numpy(), index=units[present]).reindex(units)
    return pd.DataFrame(cells, index=units).join(statuses(status))


def rank_of(values: pd.Series, *, higher_first: bool) -> pd.Series:
    """Rank (1 = first, ties share the best place) of the regions that have a figure."""
    return values.round(10).rank(method="min", ascending=not higher_first)
