"""How much a measure usually changes from one measurement to the next (docs/steering.md#usual)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import pandas as pd

from monitor.analysis.change import common_scores
from monitor.analysis.scores import YearScores
from monitor.impact.panel import WHOLE, panel_of, steps_between, usual_of
from monitor.snapshot import Snapshot

Scores = Mapping[int, YearScores]
StepsOf = Callable[[str], "Steps"]
"""Returns the steps of a measure, kept or worked out."""


@dataclass(frozen=True, eq=False)
class Steps:
    """The changes of every municipality between consecutive measurements that compare.

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


def over_span(measure: str, scores: Scores, span: int) -> Steps:
    """Return the changes of a score over so many years, of all pairs of years that compare.

    What a figure usually does in four years is more than what it does in one.

    Parameters
    ----------
    measure : str
        ``total`` or a dimension.
    span : int
        Years between the two.
    """
    return _between(measure, scores, [(y - span, y) for y in sorted(scores) if y - span in scores])


def steps_of(snapshot: Snapshot, measure: str, scores: Scores) -> Steps:
    """Return the changes of a measure between consecutive measurements.

    An indicator: the figures that compare (`monitor.impact.panel`), no step over a level break. A
    score: the change on the indicators that both years have, of the years in which four
    municipalities in five compare.

    Parameters
    ----------
    measure : str
        ``total``, a dimension or an indicator.
    scores : mapping of year to YearScores
        All years, with the same options; an indicator asks none.
    """
    if measure in snapshot.catalog.indicators:
        panel = panel_of(snapshot, measure)
        moved = steps_between(panel, snapshot.catalog.indicators[measure].breaks)
        return Steps(moved, {b: a for a, b in pairwise(panel.years) if b in moved})
    known = [y for y in sorted(scores) if scores[y].table[measure].notna().mean() >= WHOLE]
    return _between(measure, scores, list(pairwise(known)))


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
