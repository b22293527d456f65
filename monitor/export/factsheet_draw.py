"""What a factsheet is drawn with: type, fitted and wrapped text, marks, small charts.

All positions are in points from the left and from the top of the page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal

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
