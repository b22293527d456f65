"""What a presentation tells of one measure: how both sides stood over the years, and moved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from monitor.analysis.change import Change
from monitor.analysis.groups import Sides
from monitor.analysis.moved import Moved, moved, others_of
from monitor.analysis.profile_years import areas_over_time
from monitor.analysis.scores import YearScores
from monitor.analysis.years import difference
from monitor.snapshot import Snapshot


@dataclass(frozen=True, eq=False)
class Measured:
    """A measure other than the total, over the years and between two of them.

    Attributes
    ----------
    lines : DataFrame, index year
        ``group, others, country, level`` (`monitor.analysis.profile_years.areas_over_time`),
        weighed as the gap of the story; the country by inhabitants.
    change : DataFrame, index region
        Members: ``start, end, value, measured_start, measured_end, reason``
        (`monitor.analysis.years.difference`); empty where both years are the same.
    moved : Moved or None
        Of both sides and the Netherlands; None where both years are the same.
    """

    lines: pd.DataFrame
    change: pd.DataFrame
    moved: Moved | None


def measured(
    snapshot: Snapshot,
    what: str,
    scores: Mapping[int, YearScores],
    changes: Mapping[int, pd.DataFrame],
    change: Change | None,
    sides: Sides,
    year: int,
    *,
    weighted: bool,
) -> Measured:
    """Collect a dimension or an indicator over the years, of a group and what it is beside.

    Parameters
    ----------
    changes : mapping of year to DataFrame
        Of `monitor.analysis.over_time.changes_to`, for ``year``.
    change : Change or None
        Between the two years of the story.
    """
    both = {"group": pd.Index(sides.group), "others": pd.Index(others_of(sides))}
    country = {"country": snapshot.regions.index}
    lines, beside = (
        areas_over_time(snapshot, what, areas, scores, changes, year, weighted=by_people)
        for areas, by_people in ((both, weighted), (country, True))
    )
    lines.insert(2, "country", beside["country"])
    if change is None:
        return Measured(lines, pd.DataFrame(), None)
    own = difference(snapshot, change, what).reindex(list(sides.group))
    return Measured(lines, own, moved(snapshot, change, sides, weighted=weighted, what=what))
