"""How much a measure usually changes, and whether an area changed more (docs/steering.md#usual)."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
import pandas as pd

from monitor.analysis.area_change import AreaChange
from monitor.analysis.change import common_scores
from monitor.analysis.scores import YearScores
from monitor.analysis.verdict import excludes_zero
from monitor.impact.panel import WHOLE, pairs_of, panel_of, steps_between, usual_of
from monitor.snapshot import Snapshot

Scores = Mapping[int, YearScores]
Direction = Literal["up", "down", "unclear", "none"]
StepsOf = Callable[[str, int | None], "Steps"]
"""Returns the steps of a measure, to the next or over so many years, kept or worked out."""


@dataclass(frozen=True, eq=False)
class Steps:
    """The changes of every municipality between pairs of measurements that compare.

    Attributes
    ----------
    table : DataFrame, regions x year of the later measurement
        In the unit of the measure, points for a score; NaN where a municipality does not compare.
    since : mapping of int to int
        The year of the earlier measurement, by that of the later.
    shorter : tuple of Steps
        Those over fewer years.
    """

    table: pd.DataFrame
    since: Mapping[int, int]
    shorter: tuple[Steps, ...] = ()

    @property
    def usual(self) -> float:
        """The usual change: 95% of the changes are at most this large; NaN without any.

        Never less than over fewer years: of a long time there are few pairs, and what a figure does
        in four years it may do in six.
        """
        return self._largest([usual_of(one.table.to_numpy()) for one in (self, *self.shorter)])

    @cached_property
    def apart(self) -> pd.DataFrame:
        """The changes less that of the middle municipality: what was more than a wave."""
        return self.table - self.table.median()

    @property
    def usual_apart(self) -> float:
        """The usual change beside the rest of the Netherlands, likewise."""
        return self._largest([usual_of(one.apart.to_numpy()) for one in (self, *self.shorter)])

    def like(self, year: int) -> Steps:
        """Return the steps over as many years as the one up to a year."""
        span = year - self.since[year]
        alike = {b: a for b, a in self.since.items() if b - a == span}
        return Steps(self.table[list(alike)], alike)

    def _largest(self, found: Sequence[float]) -> float:
        return float("nan") if self.table.empty else float(np.nanmax(found))


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
    spans = [None] if span is None else range(span, 0, -1)
    own, *shorter = (_steps(snapshot, measure, scores, years) for years in spans)
    return Steps(own.table, own.since, tuple(shorter))


def steps_by(snapshot: Snapshot, scores: Scores) -> StepsOf:
    """Return what works out the steps of a measure of a snapshot; an indicator asks no scores."""
    return lambda measure, span: steps_of(snapshot, measure, scores, span)


def step_over(steps: StepsOf, measure: str, years: int) -> Steps:
    """Return the steps over the years to a next measurement; else from any to the next."""
    found = steps(measure, years)
    return steps(measure, None) if found.table.empty else found


def _steps(snapshot: Snapshot, measure: str, scores: Scores, span: int | None) -> Steps:
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
