"""The cells of an uploaded file, whatever its format: what the readers give to ``layout``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from monitor.errors import MonitorError
from monitor.own.problems import Problem
from monitor.own.told import told

MAX_BYTES = 20 * 1024 * 1024
MAX_ROWS = 200_000
MAX_COLUMNS = 300
MAX_CELLS = 1_000_000
MAX_CELL_TEXT = 2_000
REMEMBERED = 100_000

Cell = str | int | float | dt.datetime | None
Rows = list[tuple[int, list[Cell]]]
"""The rows that hold anything, each with its number in the file; the first is 1."""


@dataclass(frozen=True)
class Grid:
    """Cells and how they were read.

    Attributes
    ----------
    rows : list of (int, list of Cell)
        Text stripped, empty cells None, none at the end; rows may differ in length.
    format : {"csv", "xlsx", "parquet"}
    encoding, delimiter, sheet : str
        Where they apply.
    problems : list of Problem
        Warnings and errors that only the reader can see (merged cells, formulas).
    """

    rows: Rows
    format: str
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    problems: list[Problem] = field(default_factory=list)


class SheetChoice(Exception):  # noqa: N818 - a question, not an error
    """More than one worksheet holds figures: the user must say which."""

    def __init__(self, sheets: list[str]) -> None:
        self.sheets = sheets
        super().__init__(", ".join(sheets))


def clean(value: object) -> Cell:
    """Strip a cell; empty text is None, dates become datetimes, other types become text."""
    if isinstance(value, bool):
        return "WAAR" if value else "ONWAAR"
    if value is None or isinstance(value, int | float | dt.datetime):
        return value
    if isinstance(value, dt.date):
        return dt.datetime(value.year, value.month, value.day)
    text = str(value).replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")
    return text.strip() or None


def _trimmed(cells: list[Cell]) -> list[Cell]:
    """Drop the empty cells at the end of a row."""
    end = len(cells)
    while end and cells[end - 1] is None:
        end -= 1
    return cells[:end]


def check_size(rows: int, cells: int, columns: int, longest: int = 0) -> None:
    """Refuse what is larger than the limits that the page names up front.

    Raises
    ------
    MonitorError
        Names the limit.
    """
    if rows > MAX_ROWS:
        raise MonitorError(
            told("Het bestand heeft meer dan 200.000 rijen"),
            remedy=told("Splits het bestand of neem alleen de gemeenten en jaren die nodig zijn."),
        )
    if columns > MAX_COLUMNS:
        raise MonitorError(
            told("Het bestand heeft meer dan {most} kolommen", most=MAX_COLUMNS),
            remedy=told("Laat kolommen weg die geen gemeente, jaar of waarde zijn."),
        )
    if cells > MAX_CELLS:
        raise MonitorError(
            told("Het bestand heeft meer dan een miljoen cellen"),
            remedy=told("Splits het bestand of laat kolommen weg."),
        )
    if longest > MAX_CELL_TEXT:
        raise MonitorError(
            told(
                "Het bestand heeft een cel met meer dan {most} tekens",
                most=MAX_CELL_TEXT,
            ),
            remedy=told(
                "Een cel hoort een code, naam, jaar of getal te bevatten; controleer de"
                " aanhalingstekens en het scheidingsteken."
            ),
        )


class Gathered:
    """The rows of a file as they come: empty ones are passed by, what is too large is refused."""

    def __init__(self) -> None:
        self.rows: Rows = []
        self._cells = 0
        self._known: dict[str, Cell] = {}  # names and years repeat: one copy of each

    def add(self, number: int, raw: Iterable[object]) -> None:
        """Take a row in.

        Raises
        ------
        MonitorError
            Where a limit is broken.
        """
        cells = _trimmed([self._clean(c) for c in raw])
        if not cells:
            return
        self._cells += len(cells)
        check_size(len(self.rows), self._cells, len(cells))
        self.rows.append((number, cells))

    def _clean(self, value: object) -> Cell:
        if not isinstance(value, str):
            return clean(value)
        if value not in self._known:
            check_size(0, 0, 0, len(value))
            if len(self._known) >= REMEMBERED:
                return clean(value)
            self._known[value] = clean(value)
        return self._known[value]


def at(row: Sequence[Cell], place: int | None) -> Cell:
    """Return the cell of a row; None where the row is shorter."""
    return row[place] if place is not None and place < len(row) else None
