"""Which row is the header and which column is the municipality, the year, a value."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from monitor.own.figures import is_figure, is_missing, looks_numeric, year_of
from monitor.own.grid import Cell, Grid, Rows, at
from monitor.own.header import check_width, find_header, find_titles
from monitor.own.places import Places, code_of, find_place, is_place, key
from monitor.own.problems import Problem, shown
from monitor.own.told import told

CODE_TITLES = {
    "code", "gm", "gmcode", "gm code", "gemeentecode", "gemeente code", "gem code", "gemcode",
    "regiocode", "regio code", "regio", "regios", "cbs code", "cbscode", "gwb code", "gemeentenr",
    "gemeentenummer", "gemeente nr", "codering", "gemeente", "municipality code", "region",
}  # fmt: skip
YEAR_TITLES = {
    "jaar", "jaartal", "year", "peiljaar", "periode", "perioden", "verslagjaar", "meetjaar",
    "onderzoeksjaar", "peildatum", "datum",
}  # fmt: skip
NAMED_YEAR = re.compile(r"(.*?\S)[ _-]*\(?((?:19|20)\d\d)\)?")
MAX_SERIES = 60
AGREEING = 0.95
MOSTLY = 0.6
SAMPLE = 500
By = Literal["code", "name"]


@dataclass(frozen=True)
class ValueColumn:
    """A column of figures: its place, what it measures, and the year if its title names one."""

    place: int
    name: str
    year: int | None = None


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
    region, check, year, series : int or None
        Places of the column with the municipality, a second one that must agree with it, the
        year, and (long) the name of what is measured.
    by : {"code", "name"}
        How the municipality is mostly written.
    values : tuple of ValueColumn
    ignored : tuple of str
        Titles of the columns of text that are not taken in.
    """

    kind: Literal["wide", "years", "long"]
    header: int
    titles: list[str]
    region: int
    by: By
    check: int | None
    year: int | None
    series: int | None
    values: tuple[ValueColumn, ...]
    ignored: tuple[str, ...]


@dataclass(frozen=True)
class _Column:
    place: int
    title: str
    cells: Counter[Cell]

    def matching(self, cells: Iterable[Cell]) -> int:
        """Count the cells that are among these."""
        return sum(self.cells[c] for c in cells)

    @property
    def filled(self) -> list[Cell]:
        return [c for c in self.cells if not is_missing(c)]


def _written(column: _Column, places: Places) -> tuple[int, int]:
    """Count the cells that are a GM code, and those that are the name of a municipality."""
    texts = [c for c in column.filled if isinstance(c, str) and not looks_numeric(c)]
    codes = [c for c in texts if code_of(c, bare=False)]
    names = [c for c in texts if not code_of(c, bare=False) and is_place(c, places)]
    return column.matching(codes), column.matching(names)


def _region(columns: list[_Column], places: Places) -> tuple[_Column, By] | None:
    """Return the column with the municipality, and how it is written."""
    written = [_written(column, places) for column in columns]
    (code_hits, codes), (name_hits, names) = (
        max(((w[k], c) for w, c in zip(written, columns, strict=True)), key=lambda pair: pair[0])
        for k in (0, 1)
    )
    if code_hits and 2 * code_hits >= name_hits:
        return codes, "code"
    for column in columns:
        titled = key(column.title) in CODE_TITLES
        if not titled and column.place > 0:
            continue
        known = [c for c in column.filled if is_place(c, places, bare=True)]
        share = len(known) / max(len(column.filled), 1)
        titled = titled and share >= 0.5
        alone = column.place == 0 and share == 1 and not name_hits
        if (titled or alone) and any(code_of(c, bare=True) for c in known):
            return column, "code"
    return (names, "name") if name_hits else None


def _checks(rows: Rows, columns: list[_Column], region: _Column, places: Places) -> int | None:
    """Return the place of a second column that names the same municipality."""
    sample = [row for _, row in rows[:SAMPLE]]
    codes = [find_place(at(row, region.place), places)[0] for row in sample]
    for column in columns:
        if not any(looks_numeric(c) for c in column.filled):
            # names that belong elsewhere count too: a column that slipped must not pass unseen
            known = column.matching(c for c in column.filled if is_place(c, places))
            if 2 * known >= column.cells.total():
                return column.place
            continue
        pairs = [
            (code, code_of(cell, bare=True))
            for code, row in zip(codes, sample, strict=True)
            if code and (cell := at(row, column.place)) is not None
        ]
        if pairs and sum(a == b for a, b in pairs) >= AGREEING * len(pairs):
            return column.place
    return None


def _year(columns: list[_Column]) -> _Column | None:
    titled = [c for c in columns if key(c.title) in YEAR_TITLES]
    if titled:
        return titled[0]
    years = [
        c for c in columns
        if c.filled and all(year_of(v) is not None for v in c.cells) and year_of(c.title) is None
    ]  # fmt: skip
    return years[0] if len(years) == 1 else None


def _has_figures(column: _Column) -> bool:
    """Whether a column holds figures, or would if any were known."""
    titled = year_of(column.title) is not None
    return (
        titled or not column.filled or any(looks_numeric(c) or is_figure(c) for c in column.filled)
    )


def _value_columns(columns: list[_Column], undated: bool) -> tuple[ValueColumn, ...]:
    """Split the year off the titles where every title has one: "2019" or "Eenzaam 2019".

    Where a column holds the year, "Inkomen (prijzen van 2020)" keeps its 2020.
    """
    plain = [year_of(c.title) for c in columns]
    if columns and all(y is not None for y in plain):
        return tuple(
            ValueColumn(c.place, "", y[0]) for c, y in zip(columns, plain, strict=True) if y
        )
    named = [NAMED_YEAR.fullmatch(c.title) for c in columns]
    if undated and len(columns) > 1 and all(named):
        return tuple(
            ValueColumn(c.place, m.group(1).strip(), int(m.group(2)))
            for c, m in zip(columns, named, strict=True)
            if m
        )
    return tuple(ValueColumn(c.place, c.title) for c in columns)


def _repeats(rows: Rows, *places: int | None) -> bool:
    """Whether two rows have the same text in all of these columns."""
    keys = [tuple(str(at(r, p)).casefold() for p in places) for _, r in rows]
    return len(set(keys)) < len(keys)


def _series(rows: Rows, texts: list[_Column], region: int, year: int | None) -> _Column | None:
    """Return the column that says what a row measures, where municipalities repeat in a year."""
    if not _repeats(rows, region, year):
        return None
    enough = MOSTLY * len(rows)  # a remark here and there is no subject
    few = [c for c in texts if 1 < len(c.filled) <= MAX_SERIES and c.cells.total() >= enough]
    telling = [c for c in few if not _repeats(rows, region, year, c.place)]
    return next(iter(telling or few), None)


def _filled(rows: Rows, place: int) -> Counter[Cell]:
    return Counter(c for _, r in rows if (c := at(r, place)) is not None)


def find_layout(grid: Grid, places: Places) -> tuple[Layout | None, list[Problem]]:
    """Find out what each row and column is.

    Returns
    -------
    tuple of Layout or None, and list of Problem
        None where an error makes going on pointless.
    """
    header, problems = find_header(grid.rows, places)
    if any(p.blocks for p in problems):
        return None, problems
    (number, top), *rows = grid.rows[header:]
    width = max(len(r) for _, r in grid.rows[header:])
    cells = [_filled(rows, i) for i in range(width)]
    titles, wrong = find_titles(top, cells)
    wrong += check_width(rows, len(top))
    problems += wrong
    if any(p.blocks for p in wrong):
        return None, problems
    columns = [_Column(i, titles[i], c) for i, c in enumerate(cells) if c]
    problems += [_empty(t) for t, c in zip(titles, cells, strict=True) if t and not c]
    found = _region(columns, places) if columns else None
    if found is None:
        return None, [*problems, _no_region(titles)]
    layout, wrong = _roles(rows, columns, found, places, number, titles)
    return layout, problems + wrong


def _no_region(titles: list[str]) -> Problem:
    names = ", ".join(f"'{shown(t)}'" for t in titles[:8] if t)
    return Problem(
        told("er is geen kolom met gemeenten gevonden (kolommen: {names})", names=names),
        told("Voeg een kolom 'gemeente' toe met de code (GM0758) of de naam (Breda)."),
        code="geen gemeente",
    )


def _roles(
    rows: Rows,
    columns: list[_Column],
    found: tuple[_Column, By],
    places: Places,
    header: int,
    titles: list[str],
) -> tuple[Layout | None, list[Problem]]:
    region, by = found
    rest = [c for c in columns if c.place != region.place]
    check = _checks(rows, rest, region, places)
    rest = [c for c in rest if c.place != check]
    year = _year(rest)
    rest = [c for c in rest if year is None or c.place != year.place]
    figures = [c for c in rest if _has_figures(c)]
    texts = [c for c in rest if c not in figures]
    values = _value_columns(figures, year is None)
    if not values:
        return None, [_no_values(texts)]
    if year is not None and any(v.year is not None for v in values):
        return None, [_two_years(year.title)]
    series = _series(rows, texts, region.place, year.place if year else None)
    dated = any(v.year is not None for v in values)
    layout = Layout(
        kind="long" if series else "years" if dated else "wide",
        header=header,
        titles=titles,
        region=region.place,
        by=by,
        check=check,
        year=year.place if year else None,
        series=series.place if series else None,
        values=values,
        ignored=tuple(c.title for c in texts if c is not series),
    )
    return layout, [_ignored(t) for t in layout.ignored]


def _no_values(texts: list[_Column]) -> Problem:
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


def _ignored(title: str) -> Problem:
    return Problem(
        told("de kolom bevat tekst en wordt niet opgenomen"),
        column=shown(title),
        code="tekstkolom",
        blocks=False,
    )
