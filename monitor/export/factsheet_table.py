"""The table of a factsheet: every indicator with its place in the spread of all municipalities."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from monitor.analysis.scores import TOTAL
from monitor.catalog_entries import SCORED
from monitor.charts.gemeente.spine import title as spine_title
from monitor.charts.theme import LIGHT
from monitor.export import factsheet_words as words
from monitor.export.factsheet_charts import spine
from monitor.export.factsheet_draw import (
    LEFT,
    RIGHT,
    box,
    mark,
    rule,
    width_of,
    write,
)
from monitor.export.factsheet_words import Sheet
from monitor.text import _

MOST_ROWS = 26  # indicators that fit at a size one can read
TABLE_TOP, TABLE_BOTTOM = 299.0, 632.0
# Columns of the table: right edge of year, value, both areas; left edge of bounds and chart.
YEAR, VALUE, BOUNDS, PROVINCE, COUNTRY, CHART = 304.0, 338.0, 341.0, 400.0, 426.0, 438.0


def reach_of(rows: pd.DataFrame) -> tuple[float, float]:
    """Return the ends of a scale that holds the spread and the places, in points."""
    shown = rows[["apart", "province_apart", "p05", "p95"]]
    low, high = float(shown.min().min()), float(shown.max().max())
    if math.isnan(low):
        return -10.0, 10.0
    return max(min(low, -10.0) - 1, -40.0), min(max(high, 10.0) + 1, 40.0)


def table(page: Any, sheet: Sheet, bottom: float) -> int:
    """Draw every indicator as a row, down to ``bottom``; return how many did not fit."""
    profile = sheet.look.profile
    own = profile[profile["dimension"] != TOTAL]
    hidden = max(len(own) - MOST_ROWS, 0)
    if hidden:
        least = own["apart"].abs().fillna(-1).sort_values(kind="stable").index[:hidden]
        own = own.drop(least)
    reach = reach_of(own)
    write(page, LEFT, 284, spine_title(sheet.look), size=12, bold=True, width=RIGHT - LEFT)
    _legend(page, sheet)
    high = (bottom - TABLE_TOP) / (len(own) + 1.2 * own["dimension"].nunique())
    size, top = min(8.8, high * 0.68), TABLE_TOP
    for dimension in SCORED:
        rows = own[own["dimension"] == dimension]
        if rows.empty:
            continue
        first, top = top == TABLE_TOP, top + 1.2 * high
        write(page, LEFT, top - 3.4, sheet.title_of(dimension), size=size, bold=True,
              colour=LIGHT.accent)  # fmt: skip
        if first:
            _column_heads(page, top - 3.4, reach)
        rule(page, LEFT, top, RIGHT, top, LIGHT.faint)
        for measure, row in rows.iterrows():
            _row(page, sheet, str(measure), row, top + high / 2, size, reach)
            top += high
            rule(page, LEFT, top, RIGHT, top, LIGHT.line, 0.4)
    return hidden


def _column_heads(page: Any, top: float, reach: tuple[float, float]) -> None:
    heads = ((YEAR, _("jaar")), (VALUE, _("hier")), (PROVINCE, _("prov.")), (COUNTRY, "NL"))
    for x, head in heads:
        write(page, x, top, head, size=7.5, colour=LIGHT.muted, align="right")
    zero = CHART + (0 - reach[0]) / (reach[1] - reach[0]) * (RIGHT - CHART)
    write(page, zero, top, "NL", size=7.5, colour=LIGHT.muted, align="center")
    write(page, RIGHT, top, _("beter") + " >", size=7.5, colour=LIGHT.muted, align="right")


def _legend(page: Any, sheet: Sheet) -> None:
    """Say what the marks and bands of the spine are."""
    top, x = 297.0, LEFT
    for kind, told in (
        ("top", _("hoogste kwart")),
        ("middle", _("middelste helft")),
        ("bottom", _("laagste kwart")),
        ("province", sheet.province),
    ):
        mark(page, x + 3, top - 2.4, kind, 2.6)
        x += 18 + write(page, x + 9, top, told, size=7.5, colour=LIGHT.muted)
    for colour, told in (
        (LIGHT.faint, _("helft van de gemeenten")),
        (LIGHT.line, _("90% van de gemeenten")),
    ):
        box(page, x, top - 5, 12, 5.2, colour)
        x += 24 + write(page, x + 15, top, told, size=7.5, colour=LIGHT.muted)


def _row(
    page: Any,
    sheet: Sheet,
    measure: str,
    row: pd.Series,
    middle: float,
    size: float,
    reach: tuple[float, float],
) -> None:
    base, small = middle + size * 0.34, size * 0.82
    stamp = words.age_and_marks(row)
    room = YEAR - LEFT - width_of(stamp, small) - 6
    unit = sheet.unit_of(measure)
    title = sheet.title_of(measure)
    used = write(page, LEFT, base, title, size=size, width=room)
    if unit and room - used > 24:
        write(page, LEFT + used + 4, base, unit, size=small, colour=LIGHT.muted,
              width=room - used - 4)  # fmt: skip
    write(page, YEAR, base, stamp, size=small, colour=LIGHT.muted, align="right")
    if pd.isna(row["value"]):
        write(page, VALUE, base, _("geen cijfer"), size=small, colour=LIGHT.muted, align="right")
        return
    write(page, VALUE, base, sheet.figure(row["value"], measure), size=size, bold=True,
          align="right")  # fmt: skip
    write(page, BOUNDS, base, sheet.bounds(row, measure), size=size * 0.72, colour=LIGHT.muted,
          width=36)  # fmt: skip
    for x, area in ((PROVINCE, "province"), (COUNTRY, "country")):
        text = sheet.figure(row[area], measure)
        write(page, x, base, text, size=small, colour=LIGHT.muted, align="right")
    spine(page, row, middle, CHART, RIGHT, reach)
