"""The small charts of a factsheet: a row of the spine, and a score over the years."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

import pandas as pd

from monitor.charts.theme import LIGHT
from monitor.export.factsheet_draw import box, mark, rule, write

_Point = tuple[float, float]
_STYLES: Mapping[str, tuple[str, float, tuple[int, ...]]] = {
    "country": (LIGHT.muted, 1.0, (1, 2)),
    "province": (LIGHT.muted, 1.0, ()),
    "value": (LIGHT.accent, 2.0, ()),
}  # colour, width, dashes


def spine(
    page: Any, row: pd.Series, middle: float, left: float, right: float, reach: tuple[float, float]
) -> None:
    """Draw one row of the spine: the spread, the Netherlands at 0, the province, the place.

    Parameters
    ----------
    row : Series
        A row of `monitor.analysis.profile.profile`.
    middle : float
        Height of the row's middle.
    reach : tuple of float
        Lowest and highest value of the scale, in points; what lies outside stands at its edge.
    """
    low, high = reach

    def at(value: float) -> float:
        share = (min(max(value, low), high) - low) / (high - low)
        return left + share * (right - left)

    for a, b, colour in (("p05", "p95", LIGHT.line), ("p25", "p75", LIGHT.faint)):
        if pd.notna(row[a]):
            box(page, at(row[a]), middle - 2.6, at(row[b]) - at(row[a]), 5.2, colour)
    rule(page, at(0), middle - 6.5, at(0), middle + 6.5, LIGHT.ink)
    if pd.notna(row.get("apart_low")):
        rule(page, at(row["apart_low"]), middle, at(row["apart_high"]), middle, LIGHT.ink, 0.9)
    if pd.notna(row["province_apart"]):
        mark(page, at(row["province_apart"]), middle, "province", 2.7)
    if pd.notna(row["apart"]):
        mark(page, at(row["apart"]), middle, str(row["place"]))


def small_lines(
    page: Any,
    table: pd.DataFrame,
    frame: tuple[float, float, float, float],
    *,
    names: Mapping[str, str],
    ticks: Mapping[float, str],
    year: int,
) -> None:
    """Draw a score over the years: the municipality, its province, the Netherlands.

    Parameters
    ----------
    table : DataFrame, index year
        ``value, province, country``; at least one row with a value. No line crosses a year
        without a figure.
    frame : tuple of float
        Left, top, width and height; a quarter of the width is kept for the names.
    names : mapping
        Label of each column.
    ticks : mapping
        Values of the lines of the grid, written; the lowest and highest are the ends of the scale.
    year : int
        Year of the sheet: a band behind the lines.
    """
    x, top, width, height = frame
    left, right = x + 20, x + width * 0.74
    first, last = int(table.index.min()), int(table.index.max())
    low, high = min(ticks), max(ticks)

    def across(year: float) -> float:
        return left + (year - first) / max(last - first, 1) * (right - left)

    def down(value: float) -> float:
        return top + (high - value) / (high - low) * height

    box(page, across(year) - 2.5, top, 5, height, LIGHT.accent_soft)
    for value, words in ticks.items():
        rule(page, left, down(value), right, down(value), LIGHT.line)
        write(page, left - 4, down(value) + 2.5, words, size=7, colour=LIGHT.muted, align="right")
    for shown in _apart(sorted({first, last, year}), year, across):
        write(page, across(shown), top + height + 9.5, str(shown), size=7, bold=shown == year,
              colour=LIGHT.ink if shown == year else LIGHT.muted, align="center")  # fmt: skip
    ends = {}
    for column in _STYLES:
        points = [
            (across(float(str(t))), down(float(v))) if pd.notna(v) else None
            for t, v in table[column].items()
        ]
        known = _line(page, points, column)
        if known:
            ends[column] = known[-1][1]
    _name_ends(page, ends, names, (right + 7, x + width))


def _line(page: Any, points: list[_Point | None], column: str) -> list[_Point]:
    """Draw one line, not across what is missing; return its known points."""
    colour, thick, dash = _STYLES[column]
    page.setDash(*dash)
    for start, end in pairwise(points):
        if start and end:
            rule(page, *start, *end, colour, thick)
    page.setDash()
    known = [p for p in points if p]
    if column == "value":
        for point in known:
            mark(page, *point, "own", 2.0 if point != known[-1] else 3.1)
    return known


def _apart(years: list[int], most: int, across: Callable[[float], float]) -> list[int]:
    """Leave out a year whose label would touch that of the most important one."""
    return [y for y in years if y == most or abs(across(y) - across(most)) > 20]


def _name_ends(
    page: Any, ends: Mapping[str, float], names: Mapping[str, str], between: tuple[float, float]
) -> None:
    """Name each line at its end, moved apart so that no name covers another."""
    left, right = between
    last = -1e9
    for column, top in sorted(ends.items(), key=lambda item: item[1]):
        last = max(top, last + 9.5)
        own = column == "value"
        write(page, left, last + 2.6, names[column], size=8, bold=own,
              colour=LIGHT.accent if own else LIGHT.muted, width=right - left)  # fmt: skip
