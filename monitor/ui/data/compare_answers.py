"""Answers about areas beside each other, each computed once a snapshot."""

from __future__ import annotations

import pandas as pd

from monitor.analysis import compare, compare_districts
from monitor.analysis.compare import Beside
from monitor.analysis.groups import Gap, population_of
from monitor.analysis.profile_years import areas_over_time
from monitor.snapshot import Snapshot
from monitor.ui.data.change_answers import changes_to
from monitor.ui.data.district_answers import edition
from monitor.ui.data.remember import of_snapshot
from monitor.ui.data.score_answers import scores, years
from monitor.ui.data.steering_answers import area

_Places = tuple[str, ...]
"""Codes of areas, as `monitor.steering.areas` knows them."""


@of_snapshot(256)
def beside(shown: Snapshot, year: int, places: _Places) -> Beside:
    """Return areas beside each other (`monitor.analysis.compare`).

    Parameters
    ----------
    year : int
    places : tuple of str
        Codes (`monitor.steering.areas`).
    """
    areas = {p: area(p).codes for p in places}
    return compare.beside(scores(year), areas, population_of(shown, year))


@of_snapshot(256)
def apart(shown: Snapshot, year: int, one: str, other: str) -> Gap:
    """Return what the difference of two areas is made of (`monitor.analysis.compare`).

    Parameters
    ----------
    year : int
    one : str
    other : str
        Codes (`monitor.steering.areas`).
    """
    codes = area(one).codes, area(other).codes
    return compare.apart(scores(year), *codes, population_of(shown, year))


@of_snapshot(256)
def lines_beside(shown: Snapshot, what: str, year: int, places: _Places) -> pd.DataFrame:
    """Return a measure of areas and of the Netherlands by year; a score is read against ``year``.

    Parameters
    ----------
    what : str
        ``total``, a dimension or an indicator.
    year : int
    places : tuple of str
        Codes (`monitor.steering.areas`).

    Returns
    -------
    DataFrame, index year
        A column an area, ``country`` and ``level``.
    """
    areas = {p: pd.Index(area(p).codes) for p in places} | {"country": shown.regions.index}
    if what in shown.catalog.indicators:
        return areas_over_time(shown, what, areas)
    every = {y: scores(y) for y in years()}
    return areas_over_time(shown, what, areas, every, changes_to(year), year)


@of_snapshot(256)
def districts_beside(_shown: Snapshot, places: _Places) -> Beside:
    """Return districts beside each other (`monitor.analysis.compare_districts`).

    Parameters
    ----------
    places : tuple of str
        Codes of districts.
    """
    return compare_districts.beside(edition(), places)


@of_snapshot(256)
def districts_apart(_shown: Snapshot, one: str, other: str) -> Gap:
    """Return what the difference of two districts is made of.

    Parameters
    ----------
    one : str
    other : str
        Codes of districts.
    """
    return compare_districts.apart(edition(), one, other)


@of_snapshot(256)
def district_lower(_shown: Snapshot, one: str, other: str) -> float:
    """Return in what share of the draws over methods a district stands lower than another.

    Parameters
    ----------
    one : str
    other : str
        Codes of districts.
    """
    return compare_districts.share_lower(edition(), one, other)


@of_snapshot(256)
def district_lines(shown: Snapshot, indicator: str, places: _Places) -> pd.DataFrame:
    """Return the figures of districts by year (`monitor.analysis.compare_districts`).

    Parameters
    ----------
    indicator : str
        Id.
    places : tuple of str
        Codes of districts.

    Returns
    -------
    DataFrame, index year
        A column a district, and ``level``.
    """
    return compare_districts.years_of(shown, indicator, places)
