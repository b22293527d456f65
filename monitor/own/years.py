"""Cells and titles as years: a year, CBS's period, a date, with or without its provisional mark."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from monitor.own.grid import Cell

_PLAIN = r"(?:19|20|21)\d\d"
_MARK = (
    r"\*{1,2}|\(?\s*(?:nader\s+)?"
    r"(?:voorlopige?(?:\s+cijfers?)?|voorl\.?|vl\.?|v|p|provisional)\s*\)?"
)
_FINAL = r"\(?\s*(?:definitie(?:f|ve)(?:\s+cijfers?)?|def\.?|d|final)\s*\)?"
YEAR = re.compile(
    rf"(?:jaar|ultimo|eind|year)?\s*({_PLAIN})(?:JJ00)?\s*(?:({_MARK})|{_FINAL})?(?:[.,]0+)?",
    re.IGNORECASE,
)
MARKED = re.compile(rf"(.*\d)\s*(?:({_MARK})|{_FINAL})", re.IGNORECASE)
TOKEN = re.compile(rf"(?<![\d.,]){_PLAIN}(?![\d])")
MONTHS = ("jan", "feb", "maa", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_OTHER_MONTHS = {"mrt": 3, "mar": 3, "may": 5, "oct": 10}
_TIME = r"(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z?)?"
_PER = r"(?:per|op|stand|peildatum)?\s*"
DAY_FIRST = re.compile(rf"{_PER}(\d{{1,2}})[-/. ](\d{{1,2}})[-/. ]({_PLAIN}){_TIME}", re.IGNORECASE)
YEAR_FIRST = re.compile(rf"{_PER}({_PLAIN})[-/.]?(\d\d)[-/.]?(\d\d){_TIME}", re.IGNORECASE)
IN_WORDS = re.compile(rf"{_PER}(\d{{1,2}})\s+([a-z]{{3,9}})\.?\s+({_PLAIN})", re.IGNORECASE)

REFERENCE = re.compile(
    r"(?:prijzen|prijspeil|prijs|euro'?s?|basis(?:jaar)?|index(?:cijfer)?|indeling|grenzen|gemeenten|"
    r"niveau|sinds|vanaf|na|voor|tot|t/m|t\.?o\.?v\.?|opzichte van|vergeleken met|versie|wet|norm|"
    r"doel|agenda|=)\s*(?:van|uit|in|op|en met|per)?\s*$",
    re.IGNORECASE,
)
_UNIT = r"(?:\s*(?:\([^()]*\)|\[[^\]]*\]|%))?"
_SEP = r"[\s_\-–:,./]*"
_DAY = r"(?:(?:per|op|ultimo|eind)\s+)?(?:\d{1,2}[-/. ]\d{1,2}[-/. ])?"
AT_END = re.compile(
    rf"(.*?[^\s_\-–:,.(/]){_SEP}\(?\s*({_DAY}{_PLAIN}(?:JJ00)?\s*(?:{_MARK}|{_FINAL})?)\s*\)?({_UNIT})",
    re.IGNORECASE,
)
AT_START = re.compile(rf"({_PLAIN}\s*(?:\*{{1,2}}|\([^()]*\))?){_SEP}(\S.*)", re.IGNORECASE)


@lru_cache(maxsize=10_000)
def date_of(cell: Cell) -> dt.date | None:
    """Read a cell as a day: 31-12-2020, 2020-12-31, 20201231, 31 december 2020."""
    if isinstance(cell, dt.datetime):
        return cell.date()
    text = str(cell)
    if match := DAY_FIRST.fullmatch(text):
        day, month, year = (int(g) for g in match.groups())
        if month > 12 >= day:  # as Americans write it
            day, month = month, day
    elif match := YEAR_FIRST.fullmatch(text):
        year, month, day = (int(g) for g in match.groups())
    elif match := IN_WORDS.fullmatch(text):
        short = match.group(2)[:3].lower()
        month = _OTHER_MONTHS.get(short) or (MONTHS.index(short) + 1 if short in MONTHS else 0)
        day, year = int(match.group(1)), int(match.group(3))
    else:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


@lru_cache(maxsize=10_000)
def year_of(cell: Cell, *, any_day: bool = False) -> tuple[int, bool] | None:
    """Read a cell as a year: 2020, "2020JJ00", "2020*", "2020 (voorlopig)", 1 January, 31 December.

    Parameters
    ----------
    cell : Cell
    any_day : bool
        Whether any other day counts for its year too: where the column is known to hold the time.

    Returns
    -------
    tuple of int and bool, or None
        The year, and whether it is marked as provisional.
    """
    if cell is None:
        return None
    day, mark = date_of(cell), MARKED.fullmatch(str(cell).strip())
    if day is None and mark:
        day = date_of(mark.group(1))
    if day is not None:
        edge = (day.month, day.day) in {(1, 1), (12, 31)}
        return (day.year, bool(mark and mark.group(2))) if any_day or edge else None
    match = YEAR.fullmatch(str(cell).strip())
    return (int(match.group(1)), bool(match.group(2))) if match else None


def split_title(title: str) -> tuple[str, int, bool] | None:
    """Split the year of the figures off a title: "2019", "Eenzaam 2019", "2019* Eenzaam (%)".

    A year that only says what the figures are held against ("prijzen van 2015", "sinds 2012",
    "2015=100") is part of the name; where two years remain, nothing is certain.

    Returns
    -------
    tuple of str, int and bool, or None
        What is measured, the year, and whether it is provisional; None where the title names no
        year for certain.
    """
    plain = year_of(title)
    if plain is not None:
        return "", *plain
    own = [
        t
        for t in TOKEN.finditer(title)
        if not REFERENCE.search(title[: t.start()])
        and not title[t.end() :].lstrip().startswith("=")
    ]
    if len(own) != 1:
        return None
    if (match := AT_END.fullmatch(title)) and match.start(2) <= own[0].start() < match.end(2):
        name, written, unit = match.groups()
    elif (match := AT_START.fullmatch(title)) and match.start(1) == own[0].start():
        written, name, unit = *match.groups(), ""
    else:
        return None
    found = year_of(written.strip(), any_day=True)
    return (f"{name} {unit.strip()}".strip(), *found) if found else None
