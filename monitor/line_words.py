"""What a line over the years says: against which year it is read, and what it gained since."""

from __future__ import annotations

import pandas as pd

from monitor import change_words
from monitor.analysis.over_time import APART
from monitor.text import _


def read_against(year: int, line: pd.DataFrame, column: str) -> str:
    """Say how a line of scores is drawn, and in which years the year's own score is another.

    Parameters
    ----------
    line : DataFrame, index year
        ``column`` (what is drawn) and ``own`` (what the year shows by itself).
    """
    marks = [
        f"{sign} = {words}" if sign else words for sign, _colour, words in apart_key(line, column)
    ]
    return "; ".join([against(year), *marks])


def against(year: int) -> str:
    """Say how a line of scores is drawn."""
    return _("elk jaar vergeleken met {year} op wat in beide bekend is").format(year=year)


def apart_key(line: pd.DataFrame, column: str) -> list[tuple[str, str, str]]:
    """Say in which years the year's own score is another, and which do not compare.

    Parameters
    ----------
    line, column
        As `read_against` takes them.

    Returns
    -------
    list of (str, str, str)
        Sign, colour and words, as `monitor.charts.base.with_key` takes them.
    """
    key = []
    other = line.index[(line[column] - line["own"]).abs() > APART]
    if len(other):
        own = _("score van dat jaar zelf ({years})").format(years=change_words.ranges(list(other)))
        key.append(("×", "muted", own))
    gone = line.index[line[column].isna() & line["own"].notna()]
    if len(gone):
        key.append(
            (
                "",
                "",
                _("niet te vergelijken: {years}").format(years=change_words.ranges(list(gone))),
            )
        )
    return key


def since(line: pd.Series, year: int, wanted: int) -> int | None:
    """Return the year that a change up to ``year`` counts from: the wanted one where it compares.

    Else the first year before ``year`` that does; None where there is none.
    """
    before = [int(y) for y in line.index[line.notna()] if y < year]
    return wanted if wanted in before else before[0] if before else None


def gained(line: pd.DataFrame, year: int, wanted: int) -> tuple[int, str, str] | None:
    """Write how a line of scores changed up to a year, beside the Netherlands.

    Parameters
    ----------
    line : DataFrame, index year
        ``value`` and ``country``, read against ``year``.
    wanted : int
        The year to count from, where it compares (`since`).

    Returns
    -------
    tuple of (int, str, str) or None
        The year it counts from, the change, and that of the Netherlands.
    """
    start = since(line["value"], year, wanted)
    if start is None:
        return None
    own, country = (line[c].loc[[start, year]].to_numpy(dtype=float) for c in ("value", "country"))
    return (
        start,
        change_words.points(float(own[1] - own[0])),
        change_words.points(float(country[1] - country[0])),
    )
