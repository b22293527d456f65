"""How much a measure usually changes, and whether an area changed more (docs/steering.md#usual)."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import pandas as pd

from monitor.analysis.area_change import AreaChange
from monitor.analysis.change import common_scores
from monitor.analysis.scores import YearScores
from monitor.analysis.verdict import excludes_zero
from monitor.impact.panel import WHOLE, pairs_of, panel_of, steps_between, usual_of
from monitor.snapshot import Snapshot

Scores = Mapping[int, YearScores]
Direction = Literal["up", "down", "unclear", "none"]
StepsOf = Callable[[str], "Steps"]
"""Returns the steps of a measure, kept or worked out."""


@dataclass(frozen=True, eq=False)
class Steps:
    """The changes of every municipality between pairs of measurements that compare.

    Attributes
    ----------
    table : DataFrame, regions x year of the later measurement
        In the unit of the measure, points for a score; NaN where a municipality does not compare.
    since : mapping of int to int
        The year of the earlier measurement, by that of the later.
    """

    table: pd.DataFrame
    since: Mapping[int, int]

    @property
    def usual(self) -> float:
        """The usual change: 95% of the changes are at most this large; NaN without any."""
        return usual_of(self.table.to_numpy())

    @cached_property
    def apart(self) -> pd.DataFrame:
        """The changes less that of the middle municipality: what was more than a wave."""
        return self.table - self.table.median()

    @property
    def usual_apart(self) -> float:
        """The usual change beside the rest of the Netherlands."""
        return usual_of(self.apart.to_numpy())


def steps_of(snapshot: Snapshot, measure: str, scores: Scores, span: int | None = None) -> Steps:
    """Return the changes of a measure between consecutive measurements, or over so many years.

    What a figure usually does in four years is more than what it does in one: a change is held
    against those over as many years. An indicator: the figures that compare
    (`monitor.impact.panel`), no step over a level break. A score: the change on the indicators that
    both years have, of the years in which four municipalities in five compare.

    Parameters
    ----------
    measure : str
        ``total``, a dimension or an indicator.
    scores : mapping of year to YearScores
        All years, with the same options; an indicator asks none.
    span : int, optional
        Years between the two; all pairs of measurements that lie so far apart.
    """
    if measure in snapshot.catalog.indicators:
        panel = panel_of(snapshot, measure)
        moved = steps_between(panel, snapshot.catalog.indicators[measure].breaks, span)
        return Steps(moved, {b: a for a, b in pairs_of(panel.years, span) if b in moved})
    known = [y for y in sorted(scores) if scores[y].table[measure].notna().mean() >= WHOLE]
    return _between(measure, scores, pairs_of(known, span))


def direction(found: AreaChange, usual: float) -> Direction:
    """Say which way an area went: only a change beyond the usual one is a change.

    Of several municipalities the interval must lie on the same side of 0 too.

    Parameters
    ----------
    usual : float
        Over as many years; NaN where it is not known.

    Returns
    -------
    {"up", "down", "unclear", "none"}
        ``none`` where the years do not compare.
    """
    if not found.compared:
        return "none"
    if not is_clear(found) or not abs(found.points) > usual:
        return "unclear"
    return "up" if found.points > 0 else "down"


def is_clear(found: AreaChange) -> bool:
    """Whether the interval of a change lies on one side of 0; of one municipality there is none."""
    return math.isnan(found.lower) or excludes_zero(found.lower, found.upper)


def _between(measure: str, scores: Scores, pairs: Sequence[tuple[int, int]]) -> Steps:
    if not pairs:
        return Steps(pd.DataFrame(dtype=float), {})
    ends = common_scores([scores[a] for a, _b in pairs], [scores[b] for _a, b in pairs])
    moved = {
        b: after[measure] - before[measure]
        for (_a, b), (before, after) in zip(pairs, ends, strict=True)
    }
    table = pd.DataFrame({b: d for b, d in moved.items() if d.notna().mean() >= WHOLE}, dtype=float)
    return Steps(table, {b: a for a, b in pairs if b in table})
