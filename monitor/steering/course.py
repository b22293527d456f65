"""How a measure of an area stood and stands: two years on the one notion of change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from monitor.analysis.area_change import AreaChange, area_change
from monitor.analysis.change import Change
from monitor.analysis.groups import population_of
from monitor.analysis.highlights import COVERED
from monitor.analysis.over_time import score_line
from monitor.analysis.scores import TOTAL
from monitor.analysis.years import difference
from monitor.snapshot import Snapshot
from monitor.steering.areas import Area
from monitor.steering.usual import Scores


@dataclass(frozen=True)
class Course:
    """Where an area came from and where it is.

    Attributes
    ----------
    before, now : float
        Means weighted by inhabitants: ``now`` is what the later year shows, ``before`` is that less
        the change of the municipalities that compare, as a line of scores is read
        (`monitor.analysis.over_time`). NaN where the years do not compare.
    change : AreaChange
    reason : {"", "missing", "few", "same", "break"}
        Why they do not (`monitor.analysis.years.difference`).
    """

    before: float
    now: float
    change: AreaChange
    reason: str = ""


def course_of(
    snapshot: Snapshot, change: Change, area: Area, measure: str, *, interval: bool = False
) -> Course:
    """Compare two years of an area: where fewer than 80% of its municipalities compare, neither.

    Parameters
    ----------
    change : Change
        Between both years (`monitor.analysis.change.compare_years`).
    measure : str
        ``total``, a dimension or an indicator.
    interval : bool
        Draw the municipalities anew, for the interval of the change.
    """
    moved = area_change(
        snapshot, change, area.codes, what=measure, weighted=True, interval=interval
    )
    table = difference(snapshot, change, measure).loc[list(area.codes)]
    if len(moved.compared) < COVERED * len(area.codes):
        why = table.loc[table["reason"] != "", "reason"].mode()
        return Course(np.nan, np.nan, moved, str(why.iloc[0]) if len(why) else "missing")
    own = table["end"].dropna()
    weights = population_of(snapshot, max(change.start.year, change.end.year)).reindex(own.index)
    now = float(np.average(own, weights=weights))
    return Course(now - moved.points, now, moved)


def growth_line(
    snapshot: Snapshot,
    scores: Scores,
    changes: dict[int, pd.DataFrame],
    year: int,
    codes: Sequence[str],
) -> pd.DataFrame:
    """Return the score of an area and of the Netherlands by year, read against one.

    Parameters
    ----------
    changes : dict of year to DataFrame
        Of `monitor.analysis.over_time.changes_to`.

    Returns
    -------
    DataFrame, index year
        ``value`` and ``country``.
    """
    sides = (("value", pd.Index(codes)), ("country", snapshot.regions.index))
    return pd.DataFrame(
        {name: score_line(snapshot, scores, changes, TOTAL, year, own) for name, own in sides}
    )


def measured_years(snapshot: Snapshot, scores: Scores, area: Area, measure: str) -> list[int]:
    """Return the years in which 80% of the municipalities of an area have a measure of their own.

    An indicator counts in the years of its measurements, a score in those it has a value of.
    """
    codes, needed = list(area.codes), COVERED * len(area.codes)
    if measure in snapshot.catalog.indicators:
        o = snapshot.observations
        own = o[(o["indicator"] == measure) & o["value"].notna() & o["region"].isin(codes)]
        count = own.groupby("year")["region"].nunique()
        return [int(y) for y in count.index[count >= needed]]
    known = {y: s.table[measure].reindex(codes).notna().sum() for y, s in scores.items()}
    return [y for y, n in sorted(known.items()) if n >= needed]
