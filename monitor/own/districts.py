"""A file by district: a code does not keep its area, so a name beside it is checked."""

from __future__ import annotations

from monitor.own.grid import Cell, at
from monitor.own.problems import Problem
from monitor.own.rows import Sheet
from monitor.own.told import told
from monitor.regions.district_names import plain_name


def check_names(sheet: Sheet, regions: dict[int, str]) -> dict[int, str]:
    """Leave out the rows whose district has another name here, and tell of them.

    Parameters
    ----------
    sheet : Sheet
        Receives what was found.
    regions : dict of int to str
        Code by row.

    Returns
    -------
    dict of int to str
        The rows that are left; all of them where no column names the districts, which is told.
    """
    own = {n: plain_name(sheet.places.title(c)) for n, c in regions.items() if c.startswith("WK")}
    own = {n: name for n, name in own.items() if name}
    if not own:
        return regions
    column = _named(sheet, own)
    if column is None:
        what = told("wijken zijn op hun code gevonden; een code houdt zijn gebied niet altijd")
        remedy = told("Zet de naam van de wijk in een kolom erbij: dan wordt zij gecontroleerd.")
        sheet.problems.append(Problem(what, remedy, code="wijk zonder naam", blocks=False))
        return regions
    other = {n for n, row in sheet.rows if n in own and not _same(at(row, column), own[n])}
    for n, row in sheet.rows:
        if n in other:
            what = told("deze wijk heet bij de monitor {name}", name=sheet.places.title(regions[n]))
            remedy = told("Gebruik de codes van nu; de rij is niet opgenomen.")
            sheet.tell(n, column, at(row, column), what, remedy, "andere wijk", blocks=False)
    return {n: code for n, code in regions.items() if n not in other}


def _named(sheet: Sheet, own: dict[int, str]) -> int | None:
    """Return the column whose texts are the names of at least half of the districts."""
    rows = [(n, row) for n, row in sheet.rows if n in own]
    for place in range(len(sheet.layout.titles)):
        texts = [(n, at(row, place)) for n, row in rows]
        alike = sum(isinstance(t, str) and plain_name(t) == own[n] for n, t in texts)
        if place != sheet.layout.region and 2 * alike >= len(own):
            return place
    return None


def _same(cell: Cell, own: str) -> bool:
    """Whether a cell names the district; an empty one, or a number, says nothing."""
    name = plain_name(cell) if isinstance(cell, str) else ""
    return not name or name == own
