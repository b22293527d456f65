"""Answers about changes between years, each computed once per snapshot.

What these functions return is shared: never change it, copy first.
"""

from __future__ import annotations

import pandas as pd

from monitor.analysis import over_time as lines
from monitor.analysis.area_change import AreaChange
from monitor.analysis.area_change import area_change as change_of_area
from monitor.analysis.change import Change, compare_years
from monitor.analysis.rank_change import lagging_and_worsening, rank_changes
from monitor.analysis.scores import ScoreOptions
from monitor.analysis.years import usual_differences
from monitor.answers.about_ranks import robust
from monitor.answers.about_scores import USUAL, Area, codes_in, figures, scored_years, scores, years
from monitor.answers.remember import once
from monitor.answers.view import snapshot

_Changes = dict[int, pd.DataFrame]


@once(128)
def change(start: int, end: int, options: ScoreOptions = USUAL) -> Change:
    """Return the change of every municipality between two years.

    Parameters
    ----------
    start : int
        The earlier year.
    end : int
        The later year.
    options : ScoreOptions, optional
        The method; the usual one when left out.
    """
    return compare_years(snapshot(), scores(start, options), scores(end, options))


@once(256)
def area_change(
    start: int,
    end: int,
    area: Area,
    *,
    what: str = "total",
    weighted: bool = True,
    interval: bool = False,
    options: ScoreOptions = USUAL,
) -> AreaChange:
    """Return how an area changed as a whole (`monitor.analysis.area_change`).

    Parameters
    ----------
    area : str or tuple of str
        ``nl``, a province, or the codes of the municipalities.
    """
    return change_of_area(
        snapshot(),
        change(start, end, options),
        codes_in(area),
        what=what,
        weighted=weighted,
        interval=interval,
    )


@once(32)
def changes_to(year: int, options: ScoreOptions = USUAL) -> _Changes:
    """Return the changes from every year to one (`monitor.analysis.over_time`).

    Parameters
    ----------
    year : int
    options : ScoreOptions, optional
        The method; the usual one when left out.
    """
    return lines.changes_to(scored_years(options), year)


def comparable(
    year: int,
    area: Area,
    what: str = "total",
    options: ScoreOptions = USUAL,
) -> list[int]:
    """Return the years that compare with ``year`` somewhere in an area (of `area_change`).

    Parameters
    ----------
    year : int
    area : str or tuple of str
        ``nl``, the code of a province, or codes of municipalities.
    what : str, optional
        ``total``, a dimension or an indicator.
    options : ScoreOptions, optional
        The method; the usual one when left out.
    """
    codes = codes_in(area)
    return lines.comparable_years(changes_to(year, options), codes, what, year)


@once(64, alone=True)
def rank_change(start: int, end: int) -> pd.DataFrame:
    """Return places won and lost under many reasonable choices.

    Parameters
    ----------
    start : int
        The earlier year.
    end : int
        The later year.

    Returns
    -------
    DataFrame, index code
        ``rank_start``, ``rank_end``, ``rank_change``, ``low``, ``high``, ``p_worse``, ``p_better``.
    """
    return rank_changes(snapshot(), change(start, end))


@once(64)
def worsening(start: int, end: int) -> pd.DataFrame:
    """Return who lags at the end and who lost places since the start.

    Parameters
    ----------
    start : int
        The earlier year.
    end : int
        The later year.

    Returns
    -------
    DataFrame, index code
        ``rank_start``, ``rank_end``, ``rank_change``, ``low``, ``high``, ``p_worse``, ``p_better``,
        ``p_bottom``, ``lagging``, ``worsening``, ``both``.
    """
    return lagging_and_worsening(rank_change(start, end), robust(end))


@once(64)
def by_year(what: str, options: ScoreOptions = USUAL) -> pd.DataFrame:
    """Return a measure of every municipality and year: regions x years.

    Parameters
    ----------
    what : str
        ``total``, a dimension or an indicator.
    options : ScoreOptions, optional
        The method; the usual one when left out.

    Returns
    -------
    DataFrame, index code
        A column a year, NaN without a figure.
    """
    if what in scores(years()[0], options).table:
        return pd.DataFrame({y: scores(y, options).table[what] for y in years()})
    return pd.DataFrame({y: figures(what, y)["value"] for y in years()})


def differences(what: str, options: ScoreOptions = USUAL) -> pd.Series:
    """Return how much a measure usually differs over some years, for the classes of a map.

    Parameters
    ----------
    what : str
        ``total``, a dimension or an indicator.
    options : ScoreOptions, optional
        The method; the usual one when left out.

    Returns
    -------
    Series, index code
    """
    return usual_differences(by_year(what, options))
