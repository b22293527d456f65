"""The cells of the value columns as figures: their name, their decimal mark, what is missing."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Literal

from monitor.own.figures import (
    Decimal,
    evidence,
    find_decimal,
    is_missing,
    looks_numeric,
    number_of,
)
from monitor.own.grid import Cell, at
from monitor.own.layout import ValueColumn
from monitor.own.problems import shown
from monitor.own.questions import Asked
from monitor.own.rows import Sheet, Years
from monitor.own.taken import Taken
from monitor.own.told import Told, told

UNNAMED = "waarde"
Marks = Mapping[str, Decimal | None]
"""The decimal mark by name of the figures; None where none has one, or where it is open."""


def _named_cells(sheet: Sheet) -> Iterator[tuple[int, ValueColumn, str, Cell]]:
    """Yield row, column, name and cell of every place for a figure."""
    layout = sheet.layout
    several = len({c.name for c in layout.values}) > 1
    for number, row in sheet.rows:
        subjects = [at(row, place) for place in layout.series]
        if any(s is None for s in subjects):
            continue
        subject = ", ".join(" ".join(str(s).split()) for s in subjects)
        for column in layout.values:
            name = column.name or UNNAMED
            if subject:
                name = f"{subject}: {column.name}" if several else subject
            yield number, column, name, at(row, column.place)


def check_subjects(sheet: Sheet) -> None:
    """Tell which rows do not say what they measure."""
    for number, row in sheet.rows:
        for place in sheet.layout.series:
            if at(row, place) is None:
                what, remedy = told("de rij zegt niet wat er gemeten is"), told("Vul de cel in.")
                sheet.tell(number, place, None, what, remedy, "geen onderwerp")


# ---------------------------------------------------------------- the decimal mark


def settle_decimals(sheet: Sheet, hint: Decimal | None, asked: Asked) -> Marks:
    """Settle the decimal mark of each kind of figure: by proof, by the others, or by asking.

    A file may write "184.069" inhabitants beside "41.7" percent: one column proves nothing for
    another that reads both ways with the same mark.
    """
    texts: dict[str, Counter[str]] = defaultdict(Counter)
    for _, _, name, cell in _named_cells(sheet):
        if isinstance(cell, str) and looks_numeric(cell):
            texts[name][cell] += 1
    found = {name: find_decimal(cells) for name, cells in texts.items()}
    proven: set[Decimal] = {
        mark for mark, _ in found.values() if mark is not None and mark != "ask"
    }
    marks: dict[str, Decimal | None] = {}
    for name, (mark, counts) in found.items():
        marks[name] = hint
        if hint is None and counts[","] and counts["."]:
            _tell_mixed(sheet, name, "." if mark == "," else ",")
        elif hint is None and counts["ask"]:
            marks[name] = _open_mark(name, texts[name], mark, proven, asked)
        elif hint is None and mark != "ask":
            marks[name] = mark
    return marks


def _open_mark(
    name: str,
    texts: Counter[str],
    mark: Decimal | Literal["ask"] | None,
    proven: set[Decimal],
    asked: Asked,
) -> Decimal | None:
    """Settle the mark of figures of which some read both ways."""
    both = [t for t in texts if evidence(t) == "ask"]
    used = {"," if "," in t else "." for t in both}
    if mark is not None and mark != "ask":
        if mark not in used or _fits(texts, both, mark):
            return mark
    elif len(proven) == 1 and not proven & used:
        return next(iter(proven))
    what = told(
        "'{value}' in kolom '{name}' is op twee manieren te lezen: is dit een duizendtal of een"
        " getal met drie decimalen? Welk teken is het decimaalteken?",
        value=shown(both[0]),
        name=shown(name),
    )
    answer = asked.ask(f"decimal {name}", what, (",", "."))
    return "," if answer == "," else "." if answer == "." else None


def _fits(texts: Counter[str], both: list[str], mark: Decimal) -> bool:
    """Whether numbers that read both ways are, with this mark, of the size of the certain ones."""
    read = {t: abs(number_of(t, mark) or 0.0) for t in texts}
    sure = [v for t, v in read.items() if t not in both and v]
    return bool(sure) and all(min(sure) / 10 <= read[t] <= 10 * max(sure) for t in both)


def _tell_mixed(sheet: Sheet, name: str, minority: str) -> None:
    what = (
        told("hier staat een decimale punt, elders in de kolom een decimale komma")
        if minority == "."
        else told("hier staat een decimale komma, elders in de kolom een decimale punt")
    )
    remedy = told("Gebruik in de hele kolom één decimaalteken.")
    for number, column, called, cell in _named_cells(sheet):
        if called == name and isinstance(cell, str) and find_decimal([cell])[0] == minority:
            sheet.tell(number, column.place, cell, what, remedy, "decimaalteken gemengd")


# ---------------------------------------------------------------- the figures


def _no_figure(cell: Cell) -> tuple[Told, Told]:
    """Return why a cell is no figure, and the remedy."""
    if isinstance(cell, dt.datetime):
        what = told("de cel bevat een datum; Excel maakt van 1-2 een datum")
        return what, told("Zet het oorspronkelijke getal terug en geef de cel de opmaak Getal.")
    if str(cell).startswith("#"):
        what = told("de cel bevat een foutmelding van Excel")
        return what, told("Herstel de formule of maak de cel leeg.")
    if str(cell).startswith("="):
        return told("de cel bevat een formule"), told("Zet er de uitkomst neer.")
    remedy = told("Schrijf een kaal getal, of laat de cel leeg als er geen cijfer is.")
    return told("dit is geen getal"), remedy


def _figure(
    sheet: Sheet, row: int, place: int, cell: Cell, decimal: Decimal | None
) -> float | None:
    value = number_of(cell, decimal or ",")
    open_mark = decimal is None and isinstance(cell, str) and looks_numeric(cell)
    if open_mark and evidence(str(cell)) is not None:
        return None  # the decimal mark is asked for, or told about, for the column as a whole
    if value is None:
        sheet.tell(row, place, cell, *_no_figure(cell), "geen getal")
    return value


def take_figures(
    sheet: Sheet, regions: dict[int, str], years: Years, marks: Marks
) -> tuple[Taken, dict[str, int]]:
    """Read every value cell; return the figures and the number of missing ones by name."""
    out = Taken()
    missing: dict[str, int] = defaultdict(int)
    for number, column, name, cell in _named_cells(sheet):
        nothing = is_missing(cell)
        missing[name] += nothing
        if nothing:
            continue
        value = _figure(sheet, number, column.place, cell, marks.get(name))
        dated = column.year is not None
        year = (column.year, column.provisional) if dated else years.get(number)
        if value is not None and year is not None and number in regions:
            out.add(regions[number], int(year[0] or 0), name, value, year[1], number)
            if isinstance(cell, str) and cell.endswith("%"):
                out.shares[out.names[name]] += 1
    return out, dict(missing)
