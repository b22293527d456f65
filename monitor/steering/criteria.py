"""Criteria set beforehand: when do we say that resilience has grown (docs/steering.md#criteria)."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

import numpy as np
from pydantic import Field, model_validator

from monitor.analysis.area_change import AreaChange
from monitor.analysis.change import compare_years
from monitor.catalog_entries import Text
from monitor.errors import MonitorError
from monitor.moment import is_to_come
from monitor.snapshot import Snapshot
from monitor.steering.areas import COUNTRY, Area, area_of
from monitor.steering.course import course_of, measured_years
from monitor.steering.records import Kept, Record, read_records
from monitor.steering.usual import Scores, direction, steps_of

FILE = Path(__file__).parents[2] / "geodata" / "criteria.toml"
State = Literal["grown", "not_shown", "pending", "incomparable"]


class Criterion(Record):
    """What must be seen, of which area, from when, and which measurement decides.

    Parameters
    ----------
    title : Text
        The question, in both languages.
    made : date
        The day on which it was set.
    measure, area : str
        As in a norm.
    since, decided : int
        Year of the measurement it counts from, and of the one that decides.
    beyond_usual : float
        By how much the change must exceed the usual change.
    beyond_country : float
        By how much it must exceed the change of the Netherlands.
    """

    title: Text
    made: date
    measure: str = Field(min_length=1)
    area: str = Field(min_length=1, max_length=60)
    since: int = Field(ge=1990, le=2100)
    decided: int = Field(ge=1990, le=2100)
    beyond_usual: float = Field(default=0.0, ge=0)
    beyond_country: float = Field(default=0.0, ge=0)

    @model_validator(mode="after")
    def _sound(self) -> Criterion:
        if self.since >= self.decided:
            raise ValueError("since ligt niet vóór decided")
        if not (self.title.nl and self.title.en):
            raise ValueError("geef title in nl en en")
        return self

    @property
    def hash(self) -> str:
        """Twelve letters that change with everything but the words of the title."""
        asked = self.model_dump(mode="json", exclude={"title"})
        text = json.dumps(asked, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()[:12]


class KeptCriterion(Record):
    """A criterion in the store, with when it came there and the newest figure of that day.

    Parameters
    ----------
    seen : date
    newest : int
        Year of the newest figure of its measure then; 0 where there was none.
    """

    criterion: Criterion
    seen: date
    newest: int

    @property
    def beforehand(self) -> bool:
        """Whether the figure that decides was not there yet."""
        return self.newest < self.criterion.decided


@dataclass(frozen=True)
class Standing:
    """Where a criterion stands.

    Attributes
    ----------
    state : {"grown", "not_shown", "pending", "incomparable"}
    beforehand : bool
        It was set before the figure that decides.
    seen : date
        The day on which it was taken in.
    measured : int
        The last year that counts so far; 0 where there is none after ``since``.
    change, country : AreaChange or None
        Of the area and of the Netherlands, up to that year.
    needed : float
        What the change must reach: the usual change up to the measurement that decides and what
        must come on top; NaN where that usual change is not known.
    """

    criterion: Criterion
    area: Area
    state: State
    beforehand: bool
    seen: date
    measured: int = 0
    change: AreaChange | None = None
    country: AreaChange | None = None
    needed: float = np.nan


def decide(
    change: AreaChange, country: float, usual: float, criterion: Criterion, *, higher: bool = True
) -> bool:
    """Whether a change is what was asked for: beyond the usual, and beyond the Netherlands.

    Parameters
    ----------
    country, usual : float
        In the unit of the measure.
    """
    sign = 1 if higher else -1
    beyond = sign * change.points - usual >= criterion.beyond_usual
    more = sign * (change.points - country)
    grown = direction(change, usual) == ("up" if higher else "down")
    return bool(grown and beyond and more >= criterion.beyond_country and more > 0)


def stand(snapshot: Snapshot, scores: Scores, kept: KeptCriterion) -> Standing:
    """Say where a criterion stands on the figures there are.

    Raises
    ------
    MonitorError
        Where the figures do not know its area or measure.
    """
    criterion, moment = kept.criterion, (kept.beforehand, kept.seen)
    measure = criterion.measure
    if measure not in {"total", *snapshot.catalog.dimensions, *snapshot.catalog.indicators}:
        raise MonitorError(
            f"Het criterium noemt een cijfer dat er niet is: '{measure}'",
            remedy="Noem total, een dimensie of een indicator.",
        )
    area = area_of(snapshot, criterion.area)
    years = measured_years(snapshot, scores, area, measure)
    after = [y for y in years if y > criterion.since]
    end = next((y for y in after if y >= criterion.decided), after[-1] if after else 0)
    decided = end >= criterion.decided
    span = (end if decided else criterion.decided) - criterion.since
    usual = steps_of(snapshot, measure, scores, span).usual
    needed = usual + criterion.beyond_usual
    if not after or criterion.since not in years:  # nothing to compare, or nothing to compare with
        state: State = "incomparable" if decided else "pending"
        return Standing(criterion, area, state, *moment, end, needed=needed)
    change = compare_years(snapshot, scores[criterion.since], scores[end])
    own = course_of(snapshot, change, area, measure, interval=True)
    country = course_of(snapshot, change, area_of(snapshot, COUNTRY), measure)
    state = "pending"
    known = not (own.reason or country.reason)
    if decided and (not known or np.isnan(usual)):
        state = "incomparable"
    elif decided:
        item = snapshot.catalog.indicators.get(measure)
        higher = item is None or item.direction >= 0
        met = decide(own.change, country.change.points, usual, criterion, higher=higher)
        state = "grown" if met else "not_shown"
    moved = own.change if known else None
    return Standing(criterion, area, state, *moment, end, moved, country.change, needed)


def read_criteria(text: str, where: str) -> list[Criterion]:
    """Read criteria from TOML.

    Raises
    ------
    MonitorError
        Names the criterion and the field at fault; a day that is to come is one.
    """
    found = read_records(text, where, "criterion", Criterion)
    for n, one in enumerate(found, 1):
        if is_to_come(one.made):
            raise MonitorError(
                "Dit klopt niet: deze dag is nog niet geweest",
                where=f"{where}, criterion {n}, veld made",
                remedy="Verbeter dit; docs/steering.md geeft een voorbeeld.",
            )
    return found


@cache
def shipped_criteria(path: Path = FILE) -> tuple[KeptCriterion, ...]:
    """Return the criteria of ``geodata/criteria.toml``: made on their own day, by their own word.

    Raises
    ------
    MonitorError
        Where the file is missing or faulty.
    """
    try:
        found = read_criteria(path.read_text(encoding="utf-8"), path.name)
    except OSError as err:
        raise MonitorError("Het bestand met criteria is niet te lezen", where=str(path)) from err
    # a figure about a year comes after that year
    return tuple(KeptCriterion(criterion=c, seen=c.made, newest=c.made.year - 1) for c in found)


KEPT = Kept("criteria.json", KeptCriterion)


def merged_criteria(kept: tuple[KeptCriterion, ...]) -> list[KeptCriterion]:
    """Return the criteria that ship and those of the store."""
    return list({k.criterion.hash: k for k in (*shipped_criteria(), *kept)}.values())
