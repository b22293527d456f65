"""Answers about one municipality, and the stories about groups, each computed once a snapshot."""

from __future__ import annotations

import pandas as pd

from monitor.analysis.area import province_of
from monitor.analysis.profile import Field, Look, field, look
from monitor.analysis.profile_years import (
    areas_over_time,
    around,
    figures_over_time,
    scores_over_time,
)
from monitor.analysis.story import Choice, Story, tell
from monitor.analysis.trend import Trend, trends_of
from monitor.answers.about_changes import changes_to
from monitor.answers.about_ranks import drawn, robust
from monitor.answers.about_scores import scored_years, scores, years
from monitor.answers.remember import kept, once
from monitor.answers.view import snapshot


@once(512)
def municipality(year: int, code: str) -> Look:
    """Return all there is to say of one municipality (`monitor.analysis.profile`).

    Parameters
    ----------
    year : int
    code : str
        Of a municipality.
    """
    shown = snapshot()
    return look(shown, scores(year), code, _field(year, province_of(shown, code)))


@once(32)
def _field(year: int, province: str) -> Field:
    return field(snapshot(), scores(year), province)


def over_time(what: str, code: str, year: int) -> pd.DataFrame:
    """Return a score or indicator of one municipality by year, with both areas beside it.

    A score is read against ``year``; an indicator keeps its figures.

    Parameters
    ----------
    what : str
        ``total``, a dimension or an indicator.
    code : str
        Of a municipality.
    year : int

    Returns
    -------
    DataFrame, index year
        ``value``, ``lower``, ``upper``, ``province``, ``country``, ``level``, of a score ``own``,
        and the marks of `monitor.marks`.
    """
    scored = what not in snapshot().catalog.indicators
    return _over_time(what, code, year if scored else 0)


@once(1024)
def _over_time(what: str, code: str, year: int) -> pd.DataFrame:
    shown = snapshot()
    areas = _areas(what, province_of(shown, code), year)
    if not year:
        return figures_over_time(shown, what, code, areas)
    return scores_over_time(shown, scored_years(), changes_to(year), what, code, year, areas)


@once(64)
def _areas(what: str, province: str, year: int) -> pd.DataFrame:
    shown = snapshot()
    beside = around(shown, province)
    if not year:
        return areas_over_time(shown, what, beside)
    return areas_over_time(shown, what, beside, scored_years(), changes_to(year), year)


def trend(what: str, code: str, year: int) -> Trend:
    """Return the trend of an indicator in one municipality up to a year.

    Parameters
    ----------
    what : str
        ``total``, a dimension or an indicator.
    code : str
        Of a municipality.
    year : int
    """
    return _trends(what, year)[code]


@once(64)
def _trends(what: str, year: int) -> dict[str, Trend]:
    return trends_of(snapshot(), what, year)


def story(choice: Choice) -> Story:
    """Return the figures of a presentation.

    Parameters
    ----------
    choice : Choice
    """
    return kept("story", choice.key, lambda: _story(choice))


def _story(choice: Choice) -> Story:
    asked = {*years(), choice.year, choice.year_b}
    return tell(
        snapshot(),
        {y: scores(y) for y in asked},
        robust(choice.year),
        choice,
        drawn(choice.year),
    )
