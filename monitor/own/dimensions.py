"""Columns of text that say what a row measures, or of whom: one row is one figure of one group."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from monitor.own.columns import Column
from monitor.own.grid import Cell, Rows, at
from monitor.own.names import key
from monitor.own.problems import shown
from monitor.own.questions import Asked
from monitor.own.told import told

MAX_SERIES = 60
MOST_DIMENSIONS = 4
MOST_COLUMNS = 8
MOSTLY = 0.6
DOUBLE = 0.1
ALL = told("alle, elk als eigen kolom")


def _text(cell: Cell) -> str:
    return " ".join(str(cell).split()) if cell is not None else ""


def repeats(rows: Rows, places: Sequence[int | None]) -> int:
    """Count the rows that have the same text in all of these columns as an earlier one."""
    keys = {tuple(_text(at(r, p)).casefold() for p in places if p is not None) for _, r in rows}
    return len(rows) - len(keys)


def find_dimensions(
    rows: Rows, columns: list[Column], region: int, year: int | None
) -> list[Column]:
    """Return the columns that tell the rows of one municipality in one year apart.

    The fewest that do; where none do (but for a double row here and there), the first.
    """
    if not repeats(rows, (region, year)):
        return []
    enough = MOSTLY * len(rows)  # a remark here and there is no subject
    few = [c for c in columns if 1 < len(c.filled) <= MAX_SERIES and c.cells.total() >= enough]
    few = few[:MOST_COLUMNS]
    least = repeats(rows, (region, year, *(c.place for c in few)))
    if least > DOUBLE * len(rows):
        return few[:1]
    for number in range(1, min(len(few), MOST_DIMENSIONS) + 1):
        for some in combinations(few, number):
            if repeats(rows, (region, year, *(c.place for c in some))) == least:
                return list(some)
    return few[:1]


def choose(rows: Rows, dimensions: list[Column], asked: Asked) -> tuple[Rows, list[Column]]:
    """Ask which group of each dimension counts, where there are several; keep its rows.

    Returns
    -------
    tuple of rows and list of Column
        The rows that count, and the dimensions of which all groups do: these name the figures.
    """
    if len(dimensions) < 2 and not any(_margins(d) for d in dimensions):
        return rows, dimensions
    kept = []
    for column in dimensions:
        options = sorted(
            dict.fromkeys(_text(c) for c in column.filled), key=lambda t: not _total(t)
        )
        what = told(
            "De rijen zijn uitgesplitst naar '{name}'. Kies een {group}.",
            name=shown(column.title),
            group="marge" if _margins(column) else shown(column.title).casefold(),
        )
        answer = asked.ask(f"kies {column.title}", what, (*options, ALL))
        if answer is None or answer is ALL:
            kept.append(column)
        else:
            rows = [(n, r) for n, r in rows if _text(at(r, column.place)) == answer]
    return rows, kept


def _margins(column: Column) -> bool:
    """Whether a column says which is the figure and which its bounds, as CBS and RIVM do."""
    codes = {_text(c)[:3] for c in column.filled}
    return codes <= {"MW0", "MOG", "MBG"} or key(column.title) in {"marge", "marges"}


def _total(text: str) -> bool:
    return text.casefold().startswith(("totaal", "total", "alle", "mw0"))
