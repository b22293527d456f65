"""The charts of a presentation as numbers that PowerPoint draws itself: bars, and points.

Made beside the figure of the page from the same rows, so that both show the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import ceil, floor

import pandas as pd

from monitor.analysis.over_time import APART
from monitor.charts.marks import around_zero
from monitor.text import _

Axis = tuple[float, float, float]
FULL = 0.5
"""Rows away from the first and the last row at which the vertical axis ends."""


@dataclass(frozen=True, eq=False)
class Bars:
    """Horizontal bars from one value.

    Attributes
    ----------
    name : str
        Of the figures, as the data sheet calls them.
    rows : DataFrame
        ``label, value, tone`` from top to bottom; tone is a colour of the theme.
    decimals : int
        Of the figure beside a bar.
    zero : float
        Where the bars begin.
    levels : bool
        Whether the figures are levels; else changes or parts, with a sign.
    """

    name: str
    rows: pd.DataFrame
    decimals: int
    zero: float = 0.0
    levels: bool = False


@dataclass(frozen=True)
class Series:
    """Points with one look.

    Attributes
    ----------
    points : sequence of (float, float)
    line, dot : float
        Width and diameter in points; 0 draws none.
    tone : str
        Colour of the theme.
    texts : mapping of int to str
        A text beside a point, by its place.
    side : {"left", "right", "above", "below"}
        Of the texts.
    tones : sequence of str
        A colour a dot, where they differ.
    dashed, cross : bool
        Whether the line is dashed, and the dot a cross.
    """

    name: str
    points: Sequence[tuple[float, float]]
    line: float = 0
    dot: float = 0
    tone: str = "accent"
    texts: Mapping[int, str] = field(default_factory=dict)
    side: str = "right"
    tones: Sequence[str] = ()
    dashed: bool = False
    cross: bool = False


@dataclass(frozen=True, eq=False)
class Points:
    """Points by x and y.

    Attributes
    ----------
    x, y : (float, float, float)
        Where the axis begins and ends, and the step of its ticks.
    rows : bool
        Whether y only tells rows apart: then it is not drawn, and names stand left of the first.
    """

    series: tuple[Series, ...]
    x: Axis
    y: Axis
    rows: bool = True


Native = Bars | Points


def gap(gaps: pd.DataFrame, *, zero: str, last: str, marked: int) -> Points:
    """Return a gap by year with its interval, as the page Aandachtsgebieden draws it."""
    shown = gaps[["gap", "lower", "upper", "own"]].astype(float).round(1)
    years = [int(y) for y in shown.index]
    place, below = years.index(marked), float(shown["gap"][marked]) < 0

    def line(column: str) -> list[tuple[float, float]]:
        return list(zip(map(float, years), shown[column].tolist(), strict=True))

    ends = [
        Series(name, line(column), 1.5, tone="muted", texts={len(years) - 1: name}, dashed=True)
        for column, name in (("upper", _("Bovengrens")), ("lower", _("Ondergrens")))
    ]
    far = (gaps["own"] - gaps["gap"]).abs() > APART
    other = [point for point, apart in zip(line("own"), far, strict=True) if apart]
    own = Series(_("Verschil van dat jaar zelf"), other, dot=9, tone="muted", cross=True)
    clear = gaps["conclusion"].isin(["behind", "ahead"])
    tones = ["accent" if c else "paper" for c in clear]
    side = "below" if below else "above"
    main = Series(_("Verschil"), line("gap"), 3, 10, texts={place: last}, side=side, tones=tones)
    span = around_zero(shown[["lower", "upper"]].to_numpy().ravel().tolist(), 0.12)
    level_at = [(float(y), 0.0) for y in (years[0], years[-1])]
    level = Series(zero, level_at, 1.5, texts={1: zero}, side="above", tone="ink")
    found = (level, *ends, *([own] if other else []), main)
    return Points(found, ticks(years[0] - 1, years[-1] + 1), ticks(*span), rows=False)


def ticks(low: float, high: float, least: float = 1) -> Axis:
    """Return a range that begins at a tick and holds both ends, and the step of its ticks.

    Parameters
    ----------
    least : float
        Smallest step; 1, or a power of ten below it.
    """
    powers = (least * 10**n for n in range(16))
    step = next(s for p in powers for s in (p, 2 * p, 5 * p) if high - low <= 7 * s)
    return floor(low / step) * step, ceil(high / step) * step, step


def bars(rows: pd.DataFrame, name: str, decimals: int) -> Bars:
    """Return bars of ``label, value, tone``, as `monitor.charts.slides.bars_figure` draws them."""
    return Bars(name, rows.assign(value=rows["value"].astype(float).round(decimals)), decimals)


def levels(rows: pd.DataFrame, name: str, decimals: int, zero: float) -> Bars:
    """Return bars of figures that are no changes: ``value`` counts from ``zero``."""
    found = bars(rows.assign(value=rows["value"] + zero), name, decimals)
    return replace(found, zero=zero, levels=True)


def ranks(rows: pd.DataFrame, *, ranked: int, quarter: str) -> Points:
    """Return ranks with their interval, as the page Aandachtsgebieden draws them.

    Parameters
    ----------
    rows : DataFrame
        ``label, rank, rank_low, rank_high, text, lagging`` from top to bottom.
    """
    tones = ["bad" if x else "muted" for x in rows["lagging"]]
    edge = 0.75 * ranked
    low = max(min(float(rows["rank_low"].min()), edge) - 0.03 * ranked, 0)
    start, _end, step = ticks(low, ranked)
    count = len(rows)
    found = (
        beside(rows["label"], start, "left"),
        wall(quarter, edge, count, "right"),
        *spans(rows["label"], rows["rank_low"], rows["rank_high"], tones),
        *_ranked(rows, tones),
        beside(rows["text"], ranked + 1, "right"),
    )
    return Points(found, (start, ranked + 1, step), (FULL, count + FULL, 1))


def districts(rows: pd.DataFrame) -> Points:
    """Return municipalities beside their lowest district, as `monitor.charts.wijken.hidden`."""
    low, own = rows["lowest_total"].round(1), rows["total"].round(1)
    names, count = rows["name"], len(rows)
    left, right = float(low.min()), float(max(own.max(), 100))
    start, end, step = ticks(left - 0.5 * (right - left), right + 1)
    found = (
        beside(names, start, "left"),
        wall(_("Nederland (100)"), 100, count, "above"),
        *spans(names, low, own, ["faint"] * count),
        Series(_("gemeente als geheel"), by_row(own), dot=11, tone="ink"),
        Series(
            _("laagste wijk"),
            by_row(low),
            dot=11,
            tone="bad",
            texts=dict(enumerate(map(str, rows["lowest_name"]))),
            side="left",
        ),
    )
    return Points(found, (start, end, step), (FULL, count + FULL, 1))


def _ranked(rows: pd.DataFrame, tones: Sequence[str]) -> list[Series]:
    """Return the ranks, those of who lags apart from the others."""
    at = list(zip(by_row(rows["rank"]), tones, strict=True))
    names = {"bad": _("Rang, laagste kwart"), "muted": _("Rang, daarboven")}
    kept = {tone: [point for point, own in at if own == tone] for tone in names}
    return [Series(names[t], points, dot=11, tone=t) for t, points in kept.items() if points]


def by_row(values: pd.Series) -> list[tuple[float, float]]:
    """Return points at height n for the first row down to 1 for the last."""
    return [(float(v), float(len(values) - i)) for i, v in enumerate(values)]


def beside(texts: pd.Series, x: float, side: str) -> Series:
    """Return texts of the rows at one edge: an axis of numbers has no names of its own."""
    at = by_row(pd.Series([x] * len(texts)))
    return Series(_("Namen"), at, texts=dict(enumerate(map(str, texts))), side=side, tone="ink")


def wall(name: str, x: float, count: int, side: str) -> Series:
    """Return a dashed line across all rows, named at its upper end."""
    ends = [(x, FULL), (x, count + FULL)]
    return Series(name, ends, line=1.5, tone="muted", texts={1: name}, side=side, dashed=True)


def spans(names: pd.Series, low: pd.Series, high: pd.Series, tones: Sequence[str]) -> list[Series]:
    """Return a line a row, named after it."""
    pairs = zip(names, by_row(low), by_row(high), tones, strict=True)
    return [Series(str(name), (a, b), line=4, tone=tone) for name, a, b, tone in pairs]
