"""Go through the rows of a table whose layout is known: municipality, year, doubles."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from monitor.own.figures import is_missing
from monitor.own.grid import Cell, Rows, at
from monitor.own.layout import Layout
from monitor.own.places import Places, candidates, code_of, find_place
from monitor.own.problems import MOST_OF_A_KIND, Problem, shown
from monitor.own.told import Told, told
from monitor.own.years import date_of, year_of

Years = dict[int, tuple[int, bool]]
"""Per row number the year, and whether it is provisional."""


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
        self, row: int, place: int | None, cell: Cell, what: Told, remedy: Told, code: str,
        *, blocks: bool = True,
    ) -> None:  # fmt: skip
        """Note an error in a cell, or what does not block."""
        value = "" if cell is None else shown(cell)
        self.problems.append(
            Problem(what, remedy, row, self.title(place), value, code, blocks=blocks)
        )


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
        told("dit is geen gemeente, en geen wijk van de indeling die de monitor heeft"),
        told("Gebruik cijfers per gemeente, of per wijk met de codes van die indeling."),
        "wijkcode",
    ),
    "abroad": (
        told("deze code staat voor onbekend of buitenland"),
        told("Verwijder de rij."),
        "geen echte gemeente",
    ),
}


def _meant(text: str, places: Places, known: dict[str, list[str]]) -> list[str]:
    """Return what a name may mean; looking takes some ms, so for no more names than are listed."""
    if text not in known and len(known) < 2 * MOST_OF_A_KIND:  # unknown ones, and ambiguous ones
        known[text] = candidates(text, places)
    return known.get(text, [])


def _place_problem(
    reason: str, cell: Cell, places: Places, known: dict[str, list[str]]
) -> tuple[Told, Told, str]:
    """Return what is wrong with a municipality, the remedy, and the code of the problem."""
    if reason in NO_MUNICIPALITY:
        return NO_MUNICIPALITY[reason]
    if reason != "ambiguous" and code_of(cell, bare=True):
        what = told("er is geen gemeente met deze code, van nu of van vóór een herindeling")
        return what, told("Controleer de code."), "onbekende code"
    names = _meant(str(cell), places, known)
    all_of_them = " / ".join(names)
    if reason == "ambiguous":
        remedy = told("Schrijf de volledige naam ({names}) of de code.", names=all_of_them)
        return told("meer dan één gemeente heet zo"), remedy, "dubbelzinnige naam"
    what = told("er is geen gemeente met deze naam, van nu of van vóór een herindeling")
    remedy = told("Gebruik de naam van CBS of de code (GM0758).")
    if names:
        remedy = told(
            "Bedoeld is misschien {name}. Gebruik de naam van CBS of de code (GM0758).",
            name=all_of_them,
        )
    return what, remedy, "onbekende naam"


def find_regions(sheet: Sheet) -> dict[int, str]:
    """Return the GM code of every row that has one; tell about the others."""
    layout, out = sheet.layout, {}
    known: dict[Cell, tuple[str, str]] = {}
    meant: dict[str, list[str]] = {}
    for _number, row in sheet.rows:
        if (cell := at(row, layout.region)) not in known:
            known[cell] = find_place(cell, sheet.places)
    below = any(code.startswith("WK") for code, _reason in known.values())
    for number, row in sheet.rows:
        cell = at(row, layout.region)
        code, reason = known[cell]
        other = at(row, layout.check)
        if not code and sum(c is not None for c in row) == 1:
            text = next(c for c in row if c is not None)
            what = told("deze rij bevat alleen tekst, geen gegevens")
            sheet.tell(number, None, text, what, told("Verwijder de rij."), "losse tekst")
        elif not code:
            wrong = _place_problem(reason, cell, sheet.places, meant)
            # a file by district may name some of another layout: counted, and left out
            left_out = below and reason == "district"
            sheet.tell(number, layout.region, cell, *wrong, blocks=not left_out)
        elif other is not None and (second := find_place(other, sheet.places)[0]) not in {
            "",
            code,
            f"GM{code[2:6]}",  # a district with its municipality
        }:
            what = told(
                "dit is {place}, maar kolom '{name}' noemt {other}",
                place=sheet.places.title(second),
                name=sheet.title(layout.region),
                other=sheet.places.title(code),
            )
            sheet.tell(number, layout.check, other, what, told("Maak ze gelijk."), "code en naam")
        if code:
            out[number] = code
    return out


def _checked_year(sheet: Sheet, cell: Cell, row: int, place: int | None) -> Years:
    """Return the year of a row, or nothing and a problem."""
    first, last = sheet.years
    year = year_of(cell, any_day=True)
    if is_missing(cell):
        sheet.tell(
            row, place, cell, told("het jaar ontbreekt"), told("Vul het jaar in."), "geen jaar"
        )
    elif year is None:
        remedy = told("Schrijf het jaar als 2020, of als een dag: 31-12-2020.")
        sheet.tell(row, place, cell, told("dit is geen jaar"), remedy, "onleesbaar jaar")
    elif year[0] > last:
        what = told("{year} ligt in de toekomst", year=year[0])
        remedy = told("Verbeter het jaar, of laat deze rij weg.")
        sheet.tell(row, place, cell, what, remedy, "jaar buiten bereik")
    elif year[0] < first:
        what = told("het jaar ligt voor {first}, het eerste jaar van de monitor", first=first)
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
        _tell_days(sheet, layout.year)
    elif given is not None:
        found = _checked_year(sheet, given, layout.header, None)
        out = {n: year for n, _ in sheet.rows for year in found.values()}
    return out


def _tell_days(sheet: Sheet, place: int) -> None:
    """Tell that a day counts for its year, unless it is the first."""
    days = [(n, c, d) for n, r in sheet.rows if (d := date_of(c := at(r, place)))]
    late = [(n, c, d) for n, c, d in days if (d.month, d.day) != (1, 1)]
    if late:
        number, cell, day = late[0]
        text = cell.strftime("%d-%m-%Y") if isinstance(cell, dt.datetime) else cell
        sheet.problems.append(
            Problem(
                told("een dag is gelezen als zijn jaar, deze als {year} (rijen: {n})",
                     year=day.year, n=len(late)),
                told("Horen de cijfers bij een ander jaar, schrijf dan dat jaar."),
                number, sheet.title(place), shown(text), "datum als jaar", blocks=False,
            )
        )  # fmt: skip


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
        subject = "\0".join(str(at(row, p) or "") for p in sheet.layout.series).casefold()
        first = seen.setdefault((regions[number], year, subject), number)
        if first != number:
            known = {"name": sheet.places.title(regions[number]), "row": first}
            what = told("{name} staat al in rij {row}", **known)
            if year:
                what = told(
                    "{name} staat al in rij {row}, met hetzelfde jaar {year}", **known, year=year
                )
            remedy = told("Laat één van beide rijen weg.")
            sheet.tell(number, place, at(row, place), what, remedy, "dubbele rij")
