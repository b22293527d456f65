"""What an uploaded file says: its figures, and every problem with row, column, value, remedy."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from monitor.errors import MonitorError
from monitor.moment import this_year
from monitor.own.districts import check_names
from monitor.own.figures import Decimal
from monitor.own.files import read_file
from monitor.own.grid import Grid, SheetChoice
from monitor.own.layout import Layout, find_layout
from monitor.own.odd import settle_odd
from monitor.own.places import Places, build_places
from monitor.own.problems import MOST_OF_A_KIND, Problem, blocking, from_error, shown
from monitor.own.questions import Asked, Question
from monitor.own.rows import Sheet, check_duplicates, check_title_years, find_regions, find_years
from monitor.own.taken import Taken
from monitor.own.told import Told, told
from monitor.own.values import check_subjects, settle_decimals, take_figures

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Hints:
    """The user's answers to what a file leaves open.

    Attributes
    ----------
    sheet, decimal, year
        Worksheet, decimal mark of all numbers, year of figures without one.
    answers : tuple of str
        To all other questions: ``field=option`` of each (``monitor.own.questions``).
    """

    sheet: str | None = None
    decimal: Decimal | None = None
    year: int | None = None
    answers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Understood:
    """What was understood of a file.

    Attributes
    ----------
    filename, sha256 : str
        Of the file.
    grid : Grid or None
        Its cells, with format, encoding, delimiter and sheet.
    layout : Layout or None
        What each row and column is.
    decimal : {",", "."} or None
        Decimal mark of the numbers that are text; None where none has one, or not all the same.
    year : int or None
        The one year the user gave.
    answered : list of (Told, str)
        The questions that the user answered.
    taken : Taken
        The figures; cells that say "no figure" have none. Empty where anything blocks.
    missing : dict of str to int
        Per value column the cells that say "no figure".
    problems : list of Problem
    questions : list of Question
    """

    filename: str
    sha256: str
    grid: Grid | None = None
    layout: Layout | None = None
    decimal: Decimal | None = None
    year: int | None = None
    taken: Taken = field(default_factory=Taken)
    missing: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    answered: list[tuple[Told, str]] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether the set can be taken in: nothing blocks and nothing is open."""
        return not blocking(self.problems) and not self.questions

    @cached_property
    def figures(self) -> pd.DataFrame:
        """The figures: ``region`` (GM code as in the file, former ones too; or WK code), ``year``
        (int16), ``name`` (the value column), ``value`` (float64), ``provisional`` (bool), ``row``
        (int64).
        """  # noqa: D205
        return self.taken.frame()

    @property
    def names(self) -> list[str]:
        """The value columns, in the order of the file."""
        return list(self.missing)

    @property
    def by_district(self) -> bool:
        """Whether the figures are of districts."""
        return any(code.startswith("WK") for code in self.taken.regions)


def limited(problems: list[Problem]) -> list[Problem]:
    """List at most fifty problems of a kind and count the rest, errors first."""
    count: Counter[str] = Counter()
    out: list[Problem] = []
    for problem in sorted(problems, key=lambda p: (not p.blocks, p.row or 0)):
        count[problem.code] += 1
        if count[problem.code] <= MOST_OF_A_KIND:
            out.append(problem)
    for code, total in count.items():
        if total > MOST_OF_A_KIND:
            same = [p for p in problems if p.code == code]
            out.append(
                Problem(
                    told(
                        "nog {n} keer zo'n melding als: {what}",
                        n=total - MOST_OF_A_KIND,
                        what=same[0].what,
                    ),
                    code=code,
                    blocks=any(p.blocks for p in same),
                )
            )
    return sorted(out, key=lambda p: not p.blocks)


def _year_question(filename: str, grid: Grid, layout: Layout) -> Question:
    texts = [filename, *(str(c) for n, r in grid.rows if n < layout.header for c in r if c)]
    years = sorted(set(re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", " ".join(texts))))
    what = told("In het bestand staat geen kolom met het jaar. Over welk jaar gaan de cijfers?")
    open_ = [shown(v.name) for v in layout.values if v.year is None]
    if len(open_) < len(layout.values):
        what = told("Over welk jaar gaan de cijfers van kolom '{name}'?", name="', '".join(open_))
    return Question("year", what, tuple(years))


def _figures(start: Understood, sheet: Sheet, hints: Hints, asked: Asked) -> Understood:
    """Go through the cells of a table whose layout is known."""
    layout = sheet.layout
    dated = all(v.year is not None for v in layout.values)
    assert start.grid is not None  # noqa: S101
    if layout.year is None and not dated and hints.year is None:
        asked.open.append(_year_question(start.filename, start.grid, layout))
    marks = settle_decimals(sheet, hints.decimal, asked)
    regions = check_names(sheet, find_regions(sheet))
    check_title_years(sheet)
    check_subjects(sheet)
    years = find_years(sheet, hints.year if not dated else None)
    check_duplicates(sheet, regions, years)
    found, missing = take_figures(sheet, regions, years, marks)
    taken, told_of = settle_odd(found, asked)
    sheet.problems += told_of
    for name, place in found.names.items():
        missing[name] += found.name.count(place) - taken.name.count(place)
    if not taken and not asked.open and not blocking(sheet.problems):
        sheet.problems.append(
            Problem(
                told("het bestand bevat geen enkel cijfer: alle waarden ontbreken"),
                told("Vul de waarden in."),
                code="alles leeg",
            )
        )
    used = set(marks.values()) - {None}
    return replace(
        start,
        layout=layout,
        decimal=used.pop() if len(used) == 1 else None,
        year=hints.year if layout.year is None and not dated else None,
        taken=taken,
        missing=missing,
        problems=sheet.problems,
    )


def possible_years() -> tuple[int, int]:
    """Return the first and the last year that figures can be of: from the catalog until now.

    Years follow the figures, those of an own set too.
    """
    from monitor.catalog_read import load_catalog  # noqa: PLC0415 - not where a file is read

    catalog = load_catalog()
    return catalog.first_year, max(catalog.last_year, this_year())


def prepared(
    data: bytes,
    filename: str,
    regions: pd.DataFrame,
    recoding: pd.DataFrame,
    hints: Hints | None,
    years: tuple[int, int] | None,
    districts: Mapping[str, str] | None = None,
) -> tuple[Understood, tuple[bytes, str, Places, tuple[int, int], Hints]]:
    """Return what is known before a file is read, and what ``answer`` needs to read it."""
    years = years or possible_years()
    start = Understood(filename, hashlib.sha256(data).hexdigest())
    return start, (
        data,
        filename,
        build_places(regions, recoding, districts),
        years,
        hints or Hints(),
    )


def understand(
    data: bytes,
    filename: str,
    regions: pd.DataFrame,
    recoding: pd.DataFrame,
    *,
    hints: Hints | None = None,
    years: tuple[int, int] | None = None,
    districts: Mapping[str, str] | None = None,
) -> Understood:
    """Read an uploaded file and say what was understood of it; never raises on what is in it.

    A file that somebody gives is read by ``monitor.own.apart``, with limits of memory and time.

    Parameters
    ----------
    data : bytes
        CSV, Excel (.xlsx) or Parquet, at most 20 MB and 200,000 rows.
    filename : str
        Its name.
    regions, recoding : DataFrame
        As in the snapshot: present municipalities (``code`` as column or index, ``name``) and
        former ones (``code, name, to, share``).
    hints : Hints, optional
        The user's answers to the questions of an earlier call.
    years : tuple of int, optional
        First and last year that figures can be of (default: ``possible_years``).
    districts : mapping, optional
        Name by WK code: a file by district is read too.

    Returns
    -------
    Understood
        With all figures, or with none and the problems and questions that keep them out.
    """
    _, request = prepared(data, filename, regions, recoding, hints, years, districts)
    return _understood(*request)


def answer(
    data: bytes, filename: str, places: Places, years: tuple[int, int], hints: Hints
) -> Understood:
    """Understand a file, without its cells: what goes back to the process that asked."""
    found = _understood(data, filename, places, years, hints)
    return replace(found, grid=found.grid and replace(found.grid, rows=[], problems=[]))


def _understood(
    data: bytes, filename: str, places: Places, years: tuple[int, int], hints: Hints
) -> Understood:
    start = Understood(filename, hashlib.sha256(data).hexdigest())
    try:
        grid = read_file(data, filename, hints.sheet)
    except MonitorError as err:
        return replace(start, problems=[from_error(err)])
    except SheetChoice as choice:
        what = told("Meer dan één werkblad bevat gegevens. Welk werkblad moet worden gelezen?")
        return replace(start, questions=[Question("sheet", what, tuple(choice.sheets))])
    asked = Asked(hints.answers)
    layout, rows, problems = find_layout(grid, places, asked)
    problems = _reader_problems(grid, layout) + problems
    start = replace(start, grid=grid, answered=asked.answered)
    if layout is None:
        return replace(start, problems=limited(problems), questions=asked.open)
    if asked.open:  # which rows count comes first
        return replace(start, layout=layout, problems=limited(problems), questions=asked.open)
    sheet = Sheet(rows, layout, places, years, problems)
    found = _figures(start, sheet, hints, asked)
    tidy = limited(found.problems)
    taken = found.taken if not blocking(tidy) and not asked.open else Taken()
    return replace(found, problems=tidy, taken=taken, questions=asked.open)


def _reader_problems(grid: Grid, layout: Layout | None) -> list[Problem]:
    """Leave out merged cells that lie wholly above the header: titles are skipped anyway."""
    top = layout.header if layout else 0
    return [p for p in grid.problems if p.code != "samengevoegd" or (p.row or 0) >= top]
