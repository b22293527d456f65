"""Cells as figures: decimal comma or point, thousands, and what means missing."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from monitor.own.grid import Cell
from monitor.own.years import year_of

Decimal = Literal[",", "."]

MISSING = {
    "", ".", "..", "...", "-", "–", "—", "--", "x", "*", "leeg", "n.b.", "n.b", "nb", "nvt",
    "n.v.t.", "n.v.t", "onbekend", "geheim", "geen", "geen gegevens", "ontbreekt", "na", "n/a",
    "nan", "null", "none", "#n/b", "#n/a", "?", "niet beschikbaar",
}  # fmt: skip

SIGNS = str.maketrans({"−": "-", "’": "'"})
DRESS = re.compile(r"^(?:€|eur|euro)\s*|\s*(?:%|€|eur|euro)$", re.IGNORECASE)
SPACED = re.compile(r"[+-]?\d{1,3}(?:[ ']\d{3})+(?:[.,]\d+)?")
NUMBER = re.compile(r"[+-]?(?:\d[\d.,]*|[.,]\d+)")
EXPONENT = re.compile(r"([+-]?\d+(?:[.,]\d+)?)[eE]([+-]?\d{1,2})")
LARGEST = 1e15
REMEMBERED = 50_000  # columns repeat their values


def is_missing(cell: Cell) -> bool:
    """Whether a cell says that there is no figure."""
    if isinstance(cell, str):
        return cell.casefold() in MISSING
    return cell is None or (isinstance(cell, float) and math.isnan(cell))


def _bare(text: str) -> str:
    """Return a number without unit signs and without spaces between thousands."""
    text = DRESS.sub("", text.translate(SIGNS)).strip()
    return re.sub(r"[ ']", "", text) if SPACED.fullmatch(text) else text


@lru_cache(maxsize=REMEMBERED)
def looks_numeric(cell: Cell) -> bool:
    """Whether a cell is meant as a number, in whatever notation."""
    if isinstance(cell, int | float):
        return True
    if not isinstance(cell, str):
        return False
    text = _bare(cell)
    return bool(NUMBER.fullmatch(text) or EXPONENT.fullmatch(text))


def _grouped(body: str, mark: str) -> bool:
    """Whether ``mark`` cuts the digits into thousands: 1 to 3 digits, then threes."""
    first, *rest = body.split(mark)
    return first.isdigit() and 1 <= len(first) <= 3 and all(len(r) == 3 for r in rest)


@lru_cache(maxsize=REMEMBERED)
def evidence(text: str) -> Decimal | Literal["ask"] | None:
    """Return what one number says about the decimal mark of its file.

    Returns
    -------
    {",", ".", "ask", None}
        The decimal mark it proves; ``ask`` where it reads both ways (1.234); None where it says
        nothing (12).

    Examples
    --------
    >>> evidence("1.234,5"), evidence("12.3"), evidence("1,234"), evidence("12")
    (',', '.', 'ask', None)
    """
    body = _bare(text).lstrip("+-")
    match = EXPONENT.fullmatch(body)
    body = match.group(1) if match else body
    comma, point = body.count(","), body.count(".")
    if comma and point:
        return "," if body.rindex(",") > body.rindex(".") else "."
    if comma > 1 or point > 1:
        return "." if comma else ","  # twice: thousands
    if not comma and not point:
        return None
    mark: Decimal = "," if comma else "."
    if _grouped(body, mark) and not body.startswith("0"):
        return "ask"
    return mark


def find_decimal(cells: Iterable[Cell]) -> tuple[Decimal | Literal["ask"] | None, dict[str, int]]:
    """Weigh the evidence of many cells.

    Returns
    -------
    tuple
        The decimal mark (None: no number has one; ``ask``: only numbers that read both ways),
        and how many cells prove each mark. Where both are proven the file mixes them.
    """
    counts = {",": 0, ".": 0, "ask": 0}
    for cell in cells:
        if isinstance(cell, str) and looks_numeric(cell):
            found = evidence(cell)
            if found is not None:
                counts[found] += 1
    if counts[","] or counts["."]:
        return ("," if counts[","] >= counts["."] else "."), counts
    return ("ask" if counts["ask"] else None), counts


@lru_cache(maxsize=REMEMBERED)
def number_of(cell: Cell, decimal: Decimal) -> float | None:
    """Read a cell as a number.

    Returns
    -------
    float or None
        None where it is no finite number in this notation, or beyond 1e15.
    """
    if not looks_numeric(cell):
        return None
    if isinstance(cell, int | float):
        return float(cell) if abs(cell) < LARGEST else None  # not for NaN and infinity
    text = _bare(str(cell))
    sign = -1.0 if text.startswith("-") else 1.0
    text = text.lstrip("+-")
    match = EXPONENT.fullmatch(text)
    text, power = (match.group(1), int(match.group(2))) if match else (text, 0)
    thousands = "." if decimal == "," else ","
    whole, _, fraction = text.partition(decimal)
    if thousands in whole and not _grouped(whole, thousands):
        return None
    whole = whole.replace(thousands, "")
    if not (whole + fraction).isdecimal():
        return None
    value = sign * float(f"{whole or 0}.{fraction or 0}e{power}")
    return value if abs(value) < LARGEST else None


def is_figure(cell: Cell) -> bool:
    """Whether a cell can only be a figure (or a date that was one), not a year or a text."""
    return isinstance(cell, dt.datetime) or (looks_numeric(cell) and year_of(cell) is None)
