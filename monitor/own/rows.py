"""Go through the rows of a table whose layout is known: municipality, year, figures."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Literal

from monitor.own.figures import (
    Decimal,
    evidence,
    find_decimal,
    is_missing,
    looks_numeric,
    number_of,
    year_of,
)
from monitor.own.grid import Cell, Rows, at
from monitor.own.layout import Layout
from monitor.own.places import Places, candidates, code_of, find_place
from monitor.own.problems import Problem, shown
from monitor.own.taken import Taken
from monitor.own.told import Told, told

UNNAMED = "waarde"
Years = dict[int, tuple[int, bool]]
"""Per row number the year, and whether it is provisional."""


@dataclass(frozen=True)
class Question:
    """What only the user can tell; ``field`` is the field of Hints that answers it."""

    field: Literal["sheet", "decimal", "year"]
    what: Told
    options: tuple[str, ...] = ()


@dataclass
class Sheet:
    """The table under work: its rows, and the problems found so far."""

    rows: Rows
    layout: Layout
    places: Places
    years: tuple[int, int]
    problems: list[Problem]

    def title(self, place: int | None) -> str:
        """Return the title of a column, for a message."""
        return "" if place is None else shown(self.layout.titles[place])

    def tell(
        self, row: int, place: int | None, cell: Cell, what: Told, remedy: Told, code: str
    ) -> None:
        """Note an error in a cell."""
        value = "" if cell is None else shown(cell)
        self.problems.append(Problem(what, remedy, row, self.title(place), value, code))


NO_MUNICIPALITY = {
    "empty": (
        told("de gemeente ontbreekt"),
        told("Vul in elke rij de gemeente in."),
        "geen gemeente in rij",
    ),
    "total": (
        told("dit is een totaal of een ander gebied, geen gemeente"),
        told("Verwijder de rij; de monitor rekent totalen zelf uit."),
        "totaalrij",
    ),
    "district": (
        told("dit is de code van een wijk of buurt"),
        told("Gebruik cijfers per gemeente."),
        "wijkcode",
    ),
    "abroad": (
        told("deze code staat voor onbekend of buitenland"),
        told("Verwijder de rij."),
        "geen echte gemeente",
    ),
}


def _place_problem(reason: str, cell: Cell, places: Places) -> tuple[Told, Told, str]:
    """Return what is wrong with a municipality, the remedy, and the code of the problem."""
    if reason in NO_MUNICIPALITY:
        return NO_MUNICIPALITY[reason]
    names = candidates(str(cell), places)
    if reason == "ambiguous":
        remedy = told("Schrijf de volledige naam ({names}) of de code.", names=" / ".join(names))
        return told("meer dan één gemeente heet zo"), remedy, "dubbelzinnige naam"
    if code_of(cell, bare=True):
        what = told("er is geen gemeente met deze code, van nu of van vóór een herindeling")
        return what, told("Controleer de code."), "onbekende code"
    what = told("er is geen gemeente met deze naam, van nu of van vóór een herindeling")
    remedy = told("Gebruik de naam van CBS of de code (GM0758).")
    if names:
        remedy = told(
            "Bedoeld is misschien {name}. Gebruik de naam van CBS of de code (GM0758).",
            name=names[0],
        )
    return what, remedy, "onbekende naam"


def find_regions(sheet: Sheet) -> dict[int, str]:
    """Return the GM code of every row that has one; tell about the others."""
    layout, out = sheet.layout, {}
    known: dict[Cell, tuple[str, str]] = {}
    for number, row in sheet.rows:
        cell = at(row, layout.region)
        if cell not in known:
            known[cell] = find_place(cell, sheet.places)
        code, reason = known[cell]
        other = at(row, layout.check)
        if not code and sum(c is not None for c in row) == 1:
            text = next(c for c in row if c is not None)
            what = told("deze rij bevat alleen tekst, geen gegevens")
            sheet.tell(number, None, text, what, told("Verwijder de rij."), "losse tekst")
        elif not code:
            sheet.tell(number, layout.region, cell, *_place_problem(reason, cell, sheet.places))
        elif other is not None and (second := find_place(other, sheet.places)[0]) not in {"", code}:
            what = told(
                "dit is {place}, maar kolom '{name}' noemt {other}",
                place=sheet.places.titles[second],
                name=sheet.title(layout.region),
                other=sheet.places.titles[code],
            )
            sheet.tell(number, layout.check, other, what, told("Maak ze gelijk."), "code en naam")
        if code:
            out[number] = code
    return out


def _checked_year(sheet: Sheet, cell: Cell, row: int, place: int | None) -> Years:
    """Return the year of a row, or nothing and a problem."""
    first, last = sheet.years
    year = year_of(cell)
    if is_missing(cell):
        sheet.tell(
            row, place, cell, told("het jaar ontbreekt"), told("Vul het jaar in."), "geen jaar"
        )
    elif year is None:
        remedy = told("Schrijf het jaar als 2020.")
        sheet.tell(row, place, cell, told("dit is geen jaar"), remedy, "onleesbaar jaar")
    elif not first <= year[0] <= last:
        what = told(
            "het jaar ligt buiten {first}-{last}, de jaren van de monitor", first=first, last=last
        )
        remedy = told("Laat dit jaar weg uit het bestand.")
        sheet.tell(row, place, cell, what, remedy, "jaar buiten bereik")
    else:
        return {row: year}
    return {}


def find_years(sheet: Sheet, given: int | None) -> Years:
    """Return per row the year and whether it is provisional; empty where the titles hold it."""
    layout = sheet.layout
    out: Years = {}
    if layout.year is not None:
        for number, row in sheet.rows:
            out |= _checked_year(sheet, at(row, layout.year), number, layout.year)
    elif given is not None:
        found = _checked_year(sheet, given, layout.header, None)
        out = {n: year for n, _ in sheet.rows for year in found.values()}
    return out


def check_title_years(sheet: Sheet) -> None:
    """Check the years in the titles of the value columns."""
    seen = set()
    for column in sheet.layout.values:
        if column.year is None:
            continue
        header = sheet.layout.header
        _checked_year(sheet, column.year, header, column.place)
        if (column.name.casefold(), column.year) in seen:
            what = told("een andere kolom gaat over hetzelfde jaar")
            remedy = told("Laat één van beide weg.")
            sheet.tell(header, column.place, None, what, remedy, "dubbele kolom")
        seen.add((column.name.casefold(), column.year))


def check_duplicates(sheet: Sheet, regions: dict[int, str], years: Years) -> None:
    """Tell where a municipality comes twice in a year (and, long, with the same subject)."""
    seen: dict[tuple[str, int, str], int] = {}
    place = sheet.layout.region
    for number, row in sheet.rows:
        if number not in regions:
            continue
        year = years.get(number, (0, False))[0]
        subject = str(at(row, sheet.layout.series) or "").casefold()
        first = seen.setdefault((regions[number], year, subject), number)
        if first != number:
            what = told("deze gemeente staat al in rij {row}", row=first)
            if year:
                what = told(
                    "deze gemeente staat al in rij {row}, met hetzelfde jaar {year}",
                    row=first,
                    year=year,
                )
            remedy = told("Laat één van beide rijen weg.")
            sheet.tell(number, place, at(row, place), what, remedy, "dubbele rij")


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
        return None  # the decimal mark is asked for, or told about, for the file as a whole
    if value is None:
        sheet.tell(row, place, cell, *_no_figure(cell), "geen getal")
    return value


def _name(series: Cell, column: str, several: bool) -> str:
    """Return what a cell measures: the subject of its row, the title of its column, or both."""
    if series is None:
        return column or UNNAMED
    subject = " ".join(str(series).split())
    return f"{subject}: {column}" if several else subject


def take_figures(
    sheet: Sheet, regions: dict[int, str], years: Years, decimal: Decimal | None
) -> tuple[Taken, dict[str, int]]:
    """Read every value cell; return the figures and the number of missing ones by column."""
    layout, out = sheet.layout, Taken()
    missing: dict[str, int] = defaultdict(int)
    several = len({c.name for c in layout.values}) > 1
    for number, row in sheet.rows:
        series = at(row, layout.series)
        if layout.series is not None and series is None:
            what, remedy = told("de rij zegt niet wat er gemeten is"), told("Vul de cel in.")
            sheet.tell(number, layout.series, None, what, remedy, "geen onderwerp")
            continue
        for column in layout.values:
            name = _name(series, column.name, several)
            cell = at(row, column.place)
            missing[name] += is_missing(cell)
            if is_missing(cell):
                continue
            value = _figure(sheet, number, column.place, cell, decimal)
            year = (column.year, False) if column.year is not None else years.get(number)
            if value is not None and year is not None and number in regions:
                out.add(regions[number], year[0], name, value, year[1], number)
    return out, dict(missing)


def _tell_mixed(sheet: Sheet, minority: str) -> None:
    what = (
        told("hier staat een decimale punt, elders in het bestand een decimale komma")
        if minority == "."
        else told("hier staat een decimale komma, elders in het bestand een decimale punt")
    )
    remedy = told("Gebruik in het hele bestand één decimaalteken.")
    for number, row in sheet.rows:
        for column in sheet.layout.values:
            cell = at(row, column.place)
            if isinstance(cell, str) and find_decimal([cell])[0] == minority:
                sheet.tell(number, column.place, cell, what, remedy, "decimaalteken gemengd")


def settle_decimal(sheet: Sheet, hint: Decimal | None) -> tuple[Decimal | None, list[Question]]:
    """Settle the decimal mark: by the user's answer, by proof, or by asking."""
    if hint is not None:
        return hint, []
    cells = [at(r, c.place) for _, r in sheet.rows for c in sheet.layout.values]
    found, counts = find_decimal(cells)
    if counts[","] and counts["."]:
        _tell_mixed(sheet, "." if found == "," else ",")
        return None, []
    if found == "ask":
        sample = next(c for c in cells if isinstance(c, str) and find_decimal([c])[0] == "ask")
        what = told(
            "'{value}' is op twee manieren te lezen: is dit een duizendtal of een getal met drie"
            " decimalen?",
            value=shown(sample),
        )
        return None, [Question("decimal", what, (",", "."))]
    return found, []
