"""Which row is the header and which column is the municipality, the year, a value."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from monitor.own.columns import (
    By,
    Column,
    find_checks,
    find_region,
    find_year,
    has_figures,
    is_area,
    numbers_rows,
)
from monitor.own.dimensions import choose, find_dimensions, repeats
from monitor.own.grid import Cell, Grid, Rows, at
from monitor.own.header import check_width, find_header, find_titles
from monitor.own.notes import without_notes
from monitor.own.places import Places
from monitor.own.problems import Problem, shown
from monitor.own.questions import FIGURES, NO_FIGURES, Asked
from monitor.own.told import told
from monitor.own.years import split_title, year_of

MOST_CODES = 30


@dataclass(frozen=True)
class ValueColumn:
    """A column of figures: its place, what it measures, and the year if its title names one."""

    place: int
    name: str
    year: int | None = None
    provisional: bool = False


@dataclass(frozen=True)
class Layout:
    """What each column of a table is.

    Attributes
    ----------
    kind : {"wide", "years", "long"}
        A column per indicator; a column per year; or a row per indicator.
    header : int
        Row of the header, the first row is 1.
    titles : list of str
        Of all columns.
    region, check, year : int or None
        Places of the column with the municipality, a second one that must agree with it, the year.
    series : tuple of int
        Places of the columns (long) that say what a row measures, or of whom.
    by : {"code", "name"}
        How the municipality is mostly written.
    values : tuple of ValueColumn
    ignored : tuple of str
        Titles of the columns that are not taken in.
    """

    kind: Literal["wide", "years", "long"]
    header: int
    titles: list[str]
    region: int
    by: By
    check: int | None
    year: int | None
    series: tuple[int, ...]
    values: tuple[ValueColumn, ...]
    ignored: tuple[str, ...]


def _filled(rows: Rows, place: int) -> Counter[Cell]:
    return Counter(c for _, r in rows if (c := at(r, place)) is not None)


def find_layout(
    grid: Grid, places: Places, asked: Asked
) -> tuple[Layout | None, Rows, list[Problem]]:
    """Find out what each row and column is.

    Returns
    -------
    tuple of Layout or None, rows, and list of Problem
        None where an error makes going on pointless; the rows below the header that count.
    """
    header, problems = find_header(grid.rows, places)
    if any(p.blocks for p in problems):
        return None, [], problems
    (number, top), *rows = grid.rows[header:]
    rows, notes = without_notes(rows, places)
    problems += notes
    width = max(len(r) for r in (top, *(r for _, r in rows)))
    cells = [_filled(rows, i) for i in range(width)]
    titles, wrong = find_titles(top, cells)
    wrong += check_width(rows, len(top))
    problems += wrong
    if any(p.blocks for p in wrong):
        return None, [], problems
    columns = [Column(i, titles[i], c) for i, c in enumerate(cells) if c]
    problems += [_empty(t) for t, c in zip(titles, cells, strict=True) if t and not c]
    areas = [c for c in columns if is_area(c)]
    found = find_region([c for c in columns if c not in areas], places)
    if found is None:  # "provincie" may be the only title over municipalities
        areas, found = [], find_region(columns, places)
    if found is None:
        return None, [], [*problems, _no_region(titles)]
    rest = [c for c in columns if c not in areas and c.place != found[0].place]
    check, more = find_checks(rows, rest, found[0], places)
    areas += more
    rest = [c for c in rest if c not in areas and c.place != check]
    problems += [_no_value(c.title, "gebied") for c in areas]
    frame = Layout(
        "wide", number, titles, found[0].place, found[1], check, None, (), (),
        tuple(c.title for c in areas),
    )  # fmt: skip
    layout, rows, wrong = _roles(frame, rows, rest, asked)
    return layout, rows, problems + wrong


def _roles(
    frame: Layout, rows: Rows, rest: list[Column], asked: Asked
) -> tuple[Layout | None, Rows, list[Problem]]:
    """Find year, subjects and values among the columns that name no place."""
    year = find_year(rest)
    at_year = year.place if year else None
    rest = [c for c in rest if c.place != at_year]
    counting, problems = _counting(rows, rest, asked)
    rest = [c for c in rest if c not in counting]
    figures = [c for c in rest if has_figures(c)]
    texts = [c for c in rest if c not in figures]
    coded = _coded(rows, figures, texts, frame.region, at_year)
    figures = [c for c in figures if c not in coded]
    values = _value_columns(figures, year is None)
    if not values:
        return None, [], [*problems, _no_values(texts)]
    if year is not None and any(v.year is not None for v in values):
        return None, [], [*problems, _two_years(year.title)]
    dimensions = find_dimensions(rows, texts + coded, frame.region, at_year)
    rows, series = choose(rows, dimensions, asked)
    ignored = [c for c in texts + coded if c not in dimensions]
    problems += [_no_value(c.title, "tekst") for c in ignored]
    dated = any(v.year is not None for v in values)
    layout = Layout(
        kind="long" if series else "years" if dated else "wide",
        header=frame.header,
        titles=frame.titles,
        region=frame.region,
        by=frame.by,
        check=frame.check,
        year=at_year,
        series=tuple(c.place for c in series),
        values=values,
        ignored=(*frame.ignored, *(c.title for c in counting), *(c.title for c in ignored)),
    )
    return layout, rows, problems


def _counting(
    rows: Rows, columns: list[Column], asked: Asked
) -> tuple[list[Column], list[Problem]]:
    """Return the columns that only number the rows: by their title, or by the reader's word."""
    out, problems = [], []
    figures = [c for c in columns if has_figures(c) and split_title(c.title) is None]
    for column in figures:
        if len(figures) == 1 or not numbers_rows(rows, column):
            continue
        what = told("Kolom '{name}' telt de rijen. Zijn het cijfers?", name=shown(column.title))
        answer = asked.ask(f"nummering {column.title}", what, (NO_FIGURES, FIGURES))
        if answer is NO_FIGURES:
            out.append(column)
            problems.append(_no_value(column.title, "nummering"))
    return out, problems


def _coded(
    rows: Rows, figures: list[Column], texts: list[Column], region: int, year: int | None
) -> list[Column]:
    """Return the columns of whole numbers that tell the rows of a municipality apart, as codes do.

    Only where no text does, and where figures remain.
    """
    known = find_dimensions(rows, texts, region, year)
    if len(figures) < 2 or not repeats(rows, (region, year, *(c.place for c in known))):
        return []
    whole = [
        c for c in figures[:-1]
        if 1 < len(c.filled) <= MOST_CODES and all(str(v).isdigit() for v in c.filled)
        and min(c.cells.values()) > 1 and c.cells.total() == len(rows)
    ]  # fmt: skip
    return [c for c in find_dimensions(rows, texts + whole, region, year) if c in whole]


def _value_columns(columns: list[Column], undated: bool) -> tuple[ValueColumn, ...]:
    """Split the year off the titles: "2019" or "Eenzaam 2019".

    Where a column holds the year, "Inkomen (prijzen van 2020)" and "Doel 2030" keep theirs.
    """
    plain = [year_of(c.title) for c in columns]
    if not undated and not (columns and all(plain)):
        return tuple(ValueColumn(c.place, c.title) for c in columns)
    out = []
    for column in columns:
        split = split_title(column.title)
        name, year, provisional = split if split else (column.title, None, False)
        out.append(ValueColumn(column.place, name, year, provisional))
    return tuple(out)


def _no_region(titles: list[str]) -> Problem:
    names = ", ".join(f"'{shown(t)}'" for t in titles[:8] if t)
    return Problem(
        told("er is geen kolom met gemeenten gevonden (kolommen: {names})", names=names),
        told(
            "Voeg een kolom 'gemeente' toe met de code (GM0758) of de naam (Breda), of een kolom"
            " 'wijk' met de code (WK075801)."
        ),
        code="geen gemeente",
    )


def _no_values(texts: list[Column]) -> Problem:
    sample = next((shown(c.filled[0]) for c in texts if c.filled), "")
    what = told("er is geen kolom met getallen gevonden")
    if sample:
        what = told(
            "er is geen kolom met getallen gevonden; kolom '{title}' bevat bijvoorbeeld '{sample}'",
            title=shown(texts[0].title),
            sample=sample,
        )
    return Problem(
        what,
        told("Zet de waarden als kale getallen in een kolom, met de eenheid in de kop."),
        code="geen waarden",
    )


def _two_years(title: str) -> Problem:
    return Problem(
        told("het jaar staat zowel in een kolom als in de koppen van de waarden"),
        told("Laat één van beide weg."),
        column=shown(title),
        code="jaar dubbel",
    )


def _empty(title: str) -> Problem:
    return Problem(told("de kolom is leeg"), column=shown(title), code="lege kolom", blocks=False)


_WHY = {
    "tekst": (told("de kolom bevat tekst en wordt niet opgenomen"), "tekstkolom"),
    "gebied": (
        told("de kolom noemt een ander gebied dan de gemeente en wordt niet opgenomen"),
        "gebiedskolom",
    ),
    "nummering": (told("de kolom nummert de rijen en wordt niet opgenomen"), "rijnummers"),
}


def _no_value(title: str, why: str) -> Problem:
    what, code = _WHY[why]
    return Problem(what, column=shown(title), code=code, blocks=False)
