"""What a factsheet is drawn with: type, fitted and wrapped text, marks, small charts.

All positions are in points from the left and from the top of the page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

import pandas as pd
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from monitor.charts.theme import LIGHT
from monitor.safe import CONTROL

WIDTH, HEIGHT = A4
LEFT, RIGHT = 42.0, WIDTH - 42.0
PLAIN, BOLD = "MonitorSans-Regular", "MonitorSans-Bold"
SMALLEST = 0.75  # of the size asked for; what is longer still is cut
Align = Literal["left", "right", "center"]
Point = tuple[float, float]
_STYLES: Mapping[str, tuple[str, float, tuple[int, ...]]] = {
    "country": (LIGHT.muted, 1.0, (1, 2)),
    "province": (LIGHT.muted, 1.0, ()),
    "value": (LIGHT.accent, 2.0, ()),
}  # colour, width, dashes
_FONTS = Path(__file__).parent / "fonts"


@cache
def register() -> str:
    """Make the type of the factsheet known; return the name of the plain one."""
    for name in (PLAIN, BOLD):
        pdfmetrics.registerFont(TTFont(name, _FONTS / f"{name}.ttf"))
    return PLAIN


def _letters() -> Mapping[int, int]:
    """Return the letters that the type has."""
    found: Mapping[int, int] = pdfmetrics.getFont(register()).face.charToGlyph
    return found


def clean(words: str) -> str:
    """Return text that can be printed: no control characters, a ``?`` for an unknown letter."""
    known = _letters()
    plain = " ".join(CONTROL.sub("", words).split())
    return "".join(c if ord(c) in known else "?" for c in plain)


def width_of(words: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a text is, in points."""
    register()
    found: float = pdfmetrics.stringWidth(words, BOLD if bold else PLAIN, size)
    return found


def fitted(words: str, size: float, width: float, *, bold: bool = False) -> tuple[str, float]:
    """Make a text fit a width: smaller type first, then cut off with an ellipsis."""
    wide = width_of(words, size, bold=bold)
    if wide <= width:
        return words, size
    size = max(size * SMALLEST, size * width / wide)
    while len(words) > 1 and width_of(words, size, bold=bold) > width:
        words = words.rstrip("…")[:-1].rstrip() + "…"
    return words, size


def write(
    page: Any,
    x: float,
    top: float,
    words: str,
    *,
    size: float = 8.5,
    bold: bool = False,
    colour: str = LIGHT.ink,
    align: Align = "left",
    width: float | None = None,
) -> float:
    """Write one line with its baseline at ``top``; return how wide it is.

    Parameters
    ----------
    page : Canvas
    width : float, optional
        Room there is, as for `fitted`.
    """
    words = clean(words)
    if width is not None:
        words, size = fitted(words, size, width, bold=bold)
    page.setFont(BOLD if bold else PLAIN, size)
    page.setFillColor(HexColor(colour))
    draw = {"left": page.drawString, "right": page.drawRightString}
    draw.get(align, page.drawCentredString)(x, HEIGHT - top, words)
    return width_of(words, size, bold=bold)


def lines_of(words: str, size: float, width: float, most: int) -> list[str]:
    """Break a text into lines; what is over the most lines is cut with an ellipsis."""
    register()
    found = [str(line) for line in simpleSplit(clean(words), PLAIN, size, width)]
    if len(found) > most:
        cut, _size = fitted(f"{found[most - 1]} {found[most]}", size, width / SMALLEST)
        while width_of(f"{cut}…", size) > width:
            cut = cut.rstrip("…")[:-1].rstrip()
        found = [*found[: most - 1], f"{cut.rstrip('…')}…"]
    return found


def wrap(
    page: Any,
    x: float,
    top: float,
    words: str,
    width: float,
    *,
    size: float = 8.5,
    colour: str = LIGHT.ink,
    most: int = 6,
) -> float:
    """Write a text over several lines, the first baseline at ``top``; return the next baseline."""
    for line in lines_of(words, size, width, most):
        # a word longer than the line still stays inside it
        write(page, x, top, line, size=size, colour=colour, width=width)
        top += size * 1.32
    return top


def rule(
    page: Any, x0: float, top0: float, x1: float, top1: float, colour: str, width: float = 0.6
) -> None:
    """Draw a straight line."""
    page.setStrokeColor(HexColor(colour))
    page.setLineWidth(width)
    page.line(x0, HEIGHT - top0, x1, HEIGHT - top1)


def box(page: Any, x: float, top: float, width: float, height: float, colour: str) -> None:
    """Fill a rectangle, ``top`` its upper side."""
    page.setFillColor(HexColor(colour))
    page.rect(x, HEIGHT - top - height, width, height, stroke=0, fill=1)


def mark(page: Any, x: float, top: float, kind: str, size: float = 3.1) -> None:
    """Draw a mark: ``top`` a triangle up, ``bottom`` down, ``province`` a diamond, else a dot.

    The shape says what the colour says, for a print in grey.
    """
    colours = {"top": LIGHT.good, "bottom": LIGHT.bad, "own": LIGHT.accent}
    page.setFillColor(HexColor(colours.get(kind, LIGHT.ink)))
    page.setStrokeColor(HexColor(LIGHT.paper))
    page.setLineWidth(0.7)
    y = HEIGHT - top
    if kind == "province":
        page.setStrokeColor(HexColor(LIGHT.muted))
        page.setLineWidth(1)
        _shape(page, [(x, y + size), (x + size, y), (x, y - size), (x - size, y)], fill=0)
    elif kind in ("top", "bottom"):
        up = 1 if kind == "top" else -1
        wide, high = size * 1.25, size * 1.15 * up
        _shape(page, [(x - wide, y - high), (x + wide, y - high), (x, y + high)], fill=1)
    else:
        page.circle(x, y, size, stroke=1, fill=1)


def _shape(page: Any, corners: Sequence[tuple[float, float]], fill: int) -> None:
    path = page.beginPath()
    path.moveTo(*corners[0])
    for corner in corners[1:]:
        path.lineTo(*corner)
    path.close()
    page.drawPath(path, stroke=1, fill=fill)


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


def _line(page: Any, points: list[Point | None], column: str) -> list[Point]:
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
