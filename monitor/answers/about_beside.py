"""Answers about areas beside each other, each computed once a snapshot."""

from __future__ import annotations

import pandas as pd

from monitor.analysis import compare, compare_districts
from monitor.analysis.compare import Beside
from monitor.analysis.groups import Gap, population_of
from monitor.analysis.profile_years import areas_over_time
from monitor.answers.about_changes import changes_to
from monitor.answers.about_districts import edition
from monitor.answers.about_scores import scored_years, scores
from monitor.answers.about_steering import area
from monitor.answers.remember import once
from monitor.answers.view import snapshot

_Places = tuple[str, ...]
"""Codes of areas, as `monitor.steering.areas` knows them."""


@once(256)
def beside(year: int, places: _Places) -> Beside:
    """Return areas beside each other (`monitor.analysis.compare`).

    Parameters
    ----------
    year : int
    places : tuple of str
        Codes (`monitor.steering.areas`).
    """
    areas = {p: area(p).codes for p in places}
    return compare.beside(scores(year), areas, population_of(snapshot(), year))


@once(256)
def apart(year: int, one: str, other: str) -> Gap:
    """Return what the difference of two areas is made of (`monitor.analysis.compare`).

    Parameters
    ----------
    year : int
    one : str
    other : str
        Codes (`monitor.steering.areas`).
    """
    codes = area(one).codes, area(other).codes
    return compare.apart(scores(year), *codes, population_of(snapshot(), year))


@once(256)
def lines_beside(what: str, year: int, places: _Places) -> pd.DataFrame:
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
    shown = snapshot()
    areas = {p: pd.Index(area(p).codes) for p in places} | {"country": shown.regions.index}
    if what in shown.catalog.indicators:
        return areas_over_time(shown, what, areas)
    return areas_over_time(shown, what, areas, scored_years(), changes_to(year), year)


@once(256)
def districts_beside(places: _Places) -> Beside:
    """Return districts beside each other (`monitor.analysis.compare_districts`).

    Parameters
    ----------
    places : tuple of str
        Codes of districts.
    """
    return compare_districts.beside(edition(), places)


@once(256)
def districts_apart(one: str, other: str) -> Gap:
    """Return what the difference of two districts is made of.

    Parameters
    ----------
    one : str
    other : str
        Codes of districts.
    """
    return compare_districts.apart(edition(), one, other)


@once(256)
def district_lower(one: str, other: str) -> float:
    """Return in what share of the draws over methods a district stands lower than another.

    Parameters
    ----------
    one : str
    other : str
        Codes of districts.
    """
    return compare_districts.share_lower(edition(), one, other)


@once(256)
def district_lines(indicator: str, places: _Places) -> pd.DataFrame:
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
    return compare_districts.years_of(snapshot(), indicator, places)
