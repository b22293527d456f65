"""Answers about one municipality, and the stories about groups, each computed once a snapshot."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
from monitor.snapshot import Snapshot
from monitor.ui.data.remember import kept, of_snapshot
from monitor.ui.data.serving import snapshot

if TYPE_CHECKING:
    pass
from monitor.ui.data.change_answers import changes_to
from monitor.ui.data.rank_answers import drawn, robust
from monitor.ui.data.score_answers import scores, years


@of_snapshot(512)
def municipality(shown: Snapshot, year: int, code: str) -> Look:
    """Return all there is to say of one municipality (`monitor.analysis.profile`).

    Parameters
    ----------
    year : int
    code : str
        Of a municipality.
    """
    return look(shown, scores(year), code, _field(year, province_of(shown, code)))


@of_snapshot(32)
def _field(shown: Snapshot, year: int, province: str) -> Field:
    return field(shown, scores(year), province)


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


@of_snapshot(1024)
def _over_time(shown: Snapshot, what: str, code: str, year: int) -> pd.DataFrame:
    areas = _areas(what, province_of(shown, code), year)
    if not year:
        return figures_over_time(shown, what, code, areas)
    every = {y: scores(y) for y in years()}
    return scores_over_time(shown, every, changes_to(year), what, code, year, areas)


@of_snapshot(64)
def _areas(shown: Snapshot, what: str, province: str, year: int) -> pd.DataFrame:
    beside = around(shown, province)
    if not year:
        return areas_over_time(shown, what, beside)
    every = {y: scores(y) for y in years()}
    return areas_over_time(shown, what, beside, every, changes_to(year), year)


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


@of_snapshot(64)
def _trends(shown: Snapshot, what: str, year: int) -> dict[str, Trend]:
    return trends_of(shown, what, year)


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
