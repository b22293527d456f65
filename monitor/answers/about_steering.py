"""Answers about steering, each computed once a snapshot; norms and criteria as the store has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import pandas as pd

from monitor.analysis.scores import YearScores
from monitor.answers.about_changes import changes_to
from monitor.answers.about_groups import groups
from monitor.answers.about_scores import scored_years, scores
from monitor.answers.remember import once
from monitor.answers.view import snapshot
from monitor.errors import MonitorError
from monitor.own.store import store_of
from monitor.steering import course, criteria, norm
from monitor.steering import duiding as explained
from monitor.steering.areas import Area, area_of
from monitor.steering.calendar import Next, next_measurements
from monitor.steering.criteria import KeptCriterion, Standing, merged_criteria, stand
from monitor.steering.duiding import Duiding
from monitor.steering.norm import Judged, Norm, judge_norm, merged_norms
from monitor.steering.signals import Signals, signals_of
from monitor.steering.usual import Steps, steps_of

T = TypeVar("T")


def every_score() -> dict[int, YearScores]:
    """Return the scores of every year that the figures span."""
    catalog = snapshot().catalog
    return {y: scores(y) for y in range(catalog.first_year, catalog.last_year + 1)}


@once(64)
def area(code: str) -> Area:
    """Return an area by its code (`monitor.steering.areas`).

    Parameters
    ----------
    code : str
    """
    return area_of(snapshot(), code, groups)


@once(64)
def steps(measure: str, span: int | None = None) -> Steps:
    """Return the changes of a measure, from one to the next or over so many years.

    As `monitor.steering.usual.steps_of`.

    Parameters
    ----------
    measure : str
        ``total``, a dimension or an indicator.
    span : int, optional
        Years; from one measurement to the next when left out.
    """
    return steps_of(snapshot(), measure, every_score(), span)


@once(32)
def signals(year: int) -> Signals:
    """Return the signals of a year (`monitor.steering.signals`).

    Parameters
    ----------
    year : int
    """
    return signals_of(snapshot(), steps, year)


@once(2)
def calendar() -> list[Next]:
    """Return the next measurement of each indicator (`monitor.steering.calendar`)."""
    return next_measurements(snapshot(), steps)


@once(64)
def growth_line(year: int, codes: tuple[str, ...]) -> pd.DataFrame:
    """Return the score of an area and of the Netherlands by year (`monitor.steering.course`).

    Parameters
    ----------
    year : int
    codes : tuple of str
        Of municipalities.

    Returns
    -------
    DataFrame
        ``value``, ``country``.
    """
    return course.growth_line(snapshot(), scored_years(), changes_to(year), year, codes)


def norms() -> tuple[list[Judged], list[MonitorError]]:
    """Return the verdict on every norm, and what is wrong with the others or with the store."""
    kept, fault = norm.KEPT.seen(store_of())
    return _sorted([_judged(one) for one in merged_norms(kept)], fault)


@once(500)
def _judged(one: Norm) -> Judged | MonitorError:
    try:
        return judge_norm(snapshot(), every_score(), one)
    except MonitorError as err:
        return err


def standings() -> tuple[list[Standing], list[MonitorError]]:
    """Return where every criterion stands, and what is wrong with the others or with the store."""
    kept, fault = criteria.KEPT.seen(store_of())
    return _sorted([_standing(one) for one in merged_criteria(kept)], fault)


@once(100)
def _standing(one: KeptCriterion) -> Standing | MonitorError:
    try:
        return stand(snapshot(), every_score(), one)
    except MonitorError as err:
        return err


def duiding(code: str) -> tuple[list[Duiding], MonitorError | None]:
    """Return what a municipality says itself, the newest first, and what is wrong, if anything.

    Parameters
    ----------
    code : str
        Of a municipality.
    """
    kept, fault = explained.KEPT.seen(store_of())
    return explained.of_region(snapshot(), kept, code), fault


def quotes(codes: tuple[str, ...]) -> list[Duiding]:
    """Return what municipalities say themselves and still stands, the newest first.

    Parameters
    ----------
    codes : tuple of str
        Of municipalities.
    """
    return explained.quotes(snapshot(), explained.KEPT.seen(store_of())[0], codes)


def _sorted(
    found: Sequence[T | MonitorError], fault: MonitorError | None
) -> tuple[list[T], list[MonitorError]]:
    faults = [one for one in found if isinstance(one, MonitorError)]
    good = [one for one in found if not isinstance(one, MonitorError)]
    return good, [*([fault] if fault else []), *faults]
