"""Norms: a target of an area in a year, and whether it is met (docs/steering.md#norms)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import numpy as np
from pydantic import Field, model_validator

from monitor.analysis.area_change import AreaChange
from monitor.analysis.change import compare_years
from monitor.catalog_entries import Text
from monitor.errors import MonitorError
from monitor.snapshot import Snapshot
from monitor.steering.areas import Area, area_of
from monitor.steering.course import course_of, measured_years
from monitor.steering.records import Kept, Record, read_records
from monitor.steering.usual import Scores, is_clear, step_over, steps_by

FILE = Path(__file__).parents[2] / "geodata" / "norms.toml"
Word = Literal["met", "on_course", "missed", "unclear"]
Why = Literal[
    "", "not_measured", "no_baseline", "no_usual", "break", "incomparable", "steady", "little",
    "mixed", "near", "behind",
]  # fmt: skip
"""Why it cannot be said: no measurement after the baseline, or none in the baseline year; the usual
change is not known; a level break, or too little in common, between the two; at the target, but
changed no more than usual; changed no more than usual; municipalities that differ too much for
their mean to say; within the usual change of the target; behind the line to it, with time left."""


class Norm(Record):
    """A target, who set it, and from where it counts.

    Parameters
    ----------
    measure : str
        ``total``, a dimension or an indicator.
    area : str
        ``NL``, a province, a municipality, or the id of a group.
    target : float
        In the unit of the measure; points of the score.
    year : int
        In which it must be reached.
    since : int
        Year of the measurement it counts from.
    kind : {"wet", "afspraak", "besluit"}
    source : Text
        The law, agreement or decision, in both languages.
    """

    measure: str = Field(min_length=1)
    area: str = Field(min_length=1, max_length=60)
    target: float
    year: int = Field(ge=1990, le=2100)
    since: int = Field(ge=1990, le=2100)
    kind: Literal["wet", "afspraak", "besluit"]
    source: Text

    @model_validator(mode="after")
    def _sound(self) -> Norm:
        if self.since >= self.year:
            raise ValueError("since ligt niet vóór year")
        if not (self.source.nl and self.source.en):
            raise ValueError("geef source in nl en en")
        return self

    @property
    def id(self) -> str:
        """What tells norms apart: one an area, measure and year."""
        return f"{self.measure}-{self.area}-{self.year}"


@dataclass(frozen=True)
class Judged:
    """The verdict on a norm, and what it rests on.

    Attributes
    ----------
    before, now : float
        Of the area, at the baseline and at the last measurement that counts; NaN where unknown.
    measured : int
        Year of that measurement; 0 where there is none.
    usual : float
        The usual change of the measure over as many years; NaN where nothing is compared.
    step : float
        The usual change from one measurement to the next; NaN likewise.
    change : AreaChange or None
        From the baseline to that measurement; None where nothing is compared.
    """

    norm: Norm
    area: Area
    word: Word
    why: Why = ""
    before: float = np.nan
    now: float = np.nan
    measured: int = 0
    usual: float = np.nan
    step: float = np.nan
    change: AreaChange | None = None


def verdict(
    baseline: float,
    target: float,
    value: float,
    years: tuple[int, int, int],
    usual: float,
    step: float,
    *,
    higher: bool = True,
    clear: bool = True,
) -> tuple[Word, Why]:
    """Judge a norm by the usual change.

    Met: the value reaches the target and lies more than the usual change from the baseline. Missed:
    the year has passed and the value is more than a usual step short. What is short is no change
    over years: what makes it doubtful is how much a figure swings by itself. On course: before that
    year the value lies on or beyond the straight line from baseline to target, and has moved more
    than the usual change. Anything else cannot be said; nor is what moved in no clear way met or on
    course.

    Parameters
    ----------
    years : tuple of int
        Of the baseline, of the value, and in which the target must be reached.
    usual : float
        95% of the changes over as many years are at most this large.
    step : float
        95% of the changes from one measurement to the next are.
    higher : bool
        Whether higher is better: the target is a lower bound then, else an upper one.
    clear : bool
        Whether the interval of the change lies on one side of 0.

    Examples
    --------
    >>> verdict(50, 60, 56, (2020, 2024, 2028), 3, 2)
    ('on_course', '')
    """
    since, now, due = years
    if not np.isfinite([baseline, value]).all():
        return "unclear", "not_measured"
    sign = 1 if higher else -1
    short, moved = sign * (target - value), sign * (value - baseline)
    reached = short <= 0
    if now >= due and not reached:
        doubt: Why = "no_usual" if np.isnan(step) else "near"
        return ("missed", "") if short > step else ("unclear", doubt)
    doubt = _doubt(abs(moved) if reached else moved, usual, reached=reached, clear=clear)
    if doubt:
        return "unclear", doubt
    if reached:
        return "met", ""
    line = baseline + (target - baseline) * (now - since) / (due - since)
    return ("on_course", "") if sign * (value - line) >= -1e-9 else ("unclear", "behind")


def _doubt(moved: float, usual: float, *, reached: bool, clear: bool) -> Why:
    """Say why a change is none to go by; empty where it is one."""
    if np.isnan(usual):
        return "no_usual"
    if moved <= usual:
        return "steady" if reached else "little"
    return "" if clear else "mixed"


def judge_norm(snapshot: Snapshot, scores: Scores, norm: Norm) -> Judged:
    """Judge a norm by the first measurement from its year on, else by the newest.

    Raises
    ------
    MonitorError
        Where the figures do not know its area or measure.
    """
    known = {"total", *snapshot.catalog.dimensions, *snapshot.catalog.indicators}
    if norm.measure not in known:
        raise MonitorError(
            f"De norm noemt een cijfer dat er niet is: '{norm.measure}'",
            remedy="Noem total, een dimensie of een indicator.",
        )
    area = area_of(snapshot, norm.area)
    years = measured_years(snapshot, scores, area, norm.measure)
    after = [y for y in years if y > norm.since]
    if norm.since not in years or not after:
        why: Why = "not_measured" if norm.since in years else "no_baseline"
        return Judged(norm, area, "unclear", why)
    end = next((y for y in after if y >= norm.year), after[-1])
    change = compare_years(snapshot, scores[norm.since], scores[end])
    found = course_of(snapshot, change, area, norm.measure, interval=True)
    if found.reason:
        why = "break" if found.reason == "break" else "incomparable"
        return Judged(norm, area, "unclear", why, measured=end)
    steps, last = steps_by(snapshot, scores), max(y for y in years if y < end)
    usual = steps(norm.measure, end - norm.since).usual
    step = step_over(steps, norm.measure, end - last).usual
    item = snapshot.catalog.indicators.get(norm.measure)
    good = 1 if item is None else item.direction or np.sign(norm.target - found.before)
    word, why = verdict(
        found.before,
        norm.target,
        found.now,
        (norm.since, end, norm.year),
        usual,
        step,
        higher=bool(good >= 0),
        clear=is_clear(found.change),
    )
    return Judged(norm, area, word, why, found.before, found.now, end, usual, step, found.change)


def read_norms(text: str, where: str) -> list[Norm]:
    """Read norms from TOML.

    Raises
    ------
    MonitorError
        Names the norm and the field at fault, or a norm that stands twice.
    """
    found = read_records(text, where, "norm", Norm)
    ids = [n.id for n in found]
    twice = next((i for i in ids if ids.count(i) > 1), "")
    if twice:
        raise MonitorError(f"Deze norm staat er twee keer: {twice}", where=where)
    return found


@cache
def shipped_norms(path: Path = FILE) -> tuple[Norm, ...]:
    """Return the norms of ``geodata/norms.toml``.

    Raises
    ------
    MonitorError
        Where the file is missing or faulty.
    """
    try:
        return tuple(read_norms(path.read_text(encoding="utf-8"), path.name))
    except OSError as err:
        raise MonitorError("Het bestand met normen is niet te lezen", where=str(path)) from err


KEPT = Kept("norms.json", Norm)


def merged_norms(kept: tuple[Norm, ...]) -> list[Norm]:
    """Return the norms that ship and those of the store; of the same norm that of the store."""
    return list(({n.id: n for n in shipped_norms()} | {n.id: n for n in kept}).values())
