"""A problem in an uploaded file: where it is, what is wrong and what to do, in Dutch."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from monitor.errors import MonitorError
from monitor.own.told import NOTHING, Told, as_told

SHOWN = 60
"""Characters shown of a cell's text."""
MOST_OF_A_KIND = 50
"""Problems of one kind that are listed; the rest is counted."""


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, or worth knowing, in an uploaded file.

    Attributes
    ----------
    what, remedy : Told
        What is wrong and what the user can do, in Dutch; a page says it in another language.
    row : int, optional
        Row as a spreadsheet numbers it (the first is 1).
    column, value : str
        Title of the column and the text of the cell, as given (never markup: show as text).
    code : str
        Stable short name of the kind of problem.
    blocks : bool
        An error blocks the whole set; a warning only tells.
    """

    what: Told
    remedy: Told = NOTHING
    row: int | None = None
    column: str = ""
    value: str = ""
    code: str = ""
    blocks: bool = True

    def __str__(self) -> str:
        place = [f"rij {self.row}"] if self.row is not None else []
        place += [f"kolom '{self.column}'"] if self.column else []
        place += [f"'{self.value}'"] if self.value else []
        start = f"{', '.join(place)}: " if place else ""
        text = f"{start}{self.what.rstrip('.')}. {self.remedy}".strip()
        return text[0].upper() + text[1:]


def shown(cell: object) -> str:
    """Return a cell as short text without control characters, for a message."""
    text = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in str(cell))
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


def from_error(err: MonitorError) -> Problem:
    """Return the problem that an error of a reader tells about."""
    return Problem(as_told(err.what), as_told(err.remedy), column=err.where, code="bestand")


def blocking(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems that keep the set out."""
    return [p for p in problems if p.blocks]
