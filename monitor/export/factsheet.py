"""A factsheet: one municipality on one page of A4, for a council member."""

from __future__ import annotations

import io
import math
from contextvars import copy_context
from typing import Any
from urllib.parse import urlsplit

import pandas as pd
from reportlab.pdfgen.canvas import Canvas

from monitor.analysis.scores import TOTAL
from monitor.catalog import SCORED
from monitor.charts.theme import LIGHT
from monitor.export import factsheet_words as words
from monitor.export.factsheet_draw import (
    HEIGHT,
    LEFT,
    RIGHT,
    WIDTH,
    box,
    clean,
    mark,
    register,
    rule,
    small_lines,
    spine,
    width_of,
    wrap,
    write,
)
from monitor.export.factsheet_words import Sheet
from monitor.site import monitor_name, site
from monitor.text import _, language, number, use_language

MOST_ROWS = 26  # indicators that fit at a size one can read
TABLE_TOP, TABLE_BOTTOM = 299.0, 632.0
# Columns of the table: right edge of year, value, both areas; left edge of bounds and chart.
YEAR, VALUE, BOUNDS, PROVINCE, COUNTRY, CHART = 304.0, 338.0, 341.0, 400.0, 426.0, 438.0
HALF = (LEFT + RIGHT) / 2


def factsheet(sheet: Sheet, lang: str = "nl") -> bytes:
    """Draw the factsheet of a municipality.

    Parameters
    ----------
    sheet : Sheet
        The figures.
    lang : {"nl", "en"}

    Returns
    -------
    bytes
        A PDF of one page of A4, type embedded; the same figures give the same bytes.
    """
    return copy_context().run(_drawn, sheet, lang)


def _drawn(sheet: Sheet, lang: str) -> bytes:
    use_language(lang)  # in a context of its own: the caller's language stays as it was
    out = io.BytesIO()
    page = Canvas(out, pagesize=(WIDTH, HEIGHT), invariant=1, lang=lang, initialFontName=register())
    page.setTitle(clean(_("Factsheet {name}, {year}").format(name=sheet.name, year=sheet.year)))
    page.setAuthor(f"{monitor_name()}, {site().publisher[language()]}")
    page.setSubject(_("Sociale veerkracht"))
    page.setCreator(monitor_name())
    _head(page, sheet)
    _score(page, sheet)
    _history(page, sheet)
    _dimensions(page, sheet)
    hidden = _table(page, sheet)
    page.translate(0, _lift(sheet))
    _peers(page, sheet)
    _lessons(page, sheet)
    page.translate(0, -_lift(sheet))
    _tell(page, sheet)
    _foot(page, sheet, hidden)
    page.showPage()
    page.save()
    return out.getvalue()


def _head(page: Any, sheet: Sheet) -> None:
    box(page, 0, 0, WIDTH, 6, LIGHT.accent)
    label = _("Factsheet sociale veerkracht {year}").format(year=sheet.year)
    write(page, LEFT, 36, label, size=9.5, bold=True, colour=LIGHT.accent)
    publisher = f"{monitor_name()} · {site().publisher[language()]}"
    write(page, RIGHT, 36, publisher, size=9.5, colour=LIGHT.muted, align="right")
    write(page, LEFT, 68, sheet.name, size=28, bold=True, width=RIGHT - LEFT)
    write(page, LEFT, 86, words.features(sheet), size=10.5, colour=LIGHT.muted, width=RIGHT - LEFT)
    rule(page, LEFT, 98, RIGHT, 98, LIGHT.line)


def _score(page: Any, sheet: Sheet) -> None:
    row = sheet.look.profile.T[TOTAL]
    width = HALF - 16 - LEFT
    if pd.isna(row["value"]):
        write(page, LEFT, 128, _("Te weinig cijfers voor een score"), size=15, bold=True,
              width=width)  # fmt: skip
        wrap(page, LEFT, 148, words.no_score(sheet), width, size=10)
        return
    figure = number(row["value"], decimals=1)
    beside = LEFT + write(page, LEFT, 142, figure, size=40, bold=True, colour=LIGHT.accent) + 12
    room = HALF - 16 - beside
    write(page, beside, 126, words.place(row), size=13, bold=True, width=room)
    wrap(page, beside, 139, words.certainty(sheet), room, size=8.5, colour=LIGHT.muted, most=2)
    wrap(page, LEFT, 168, words.standing(sheet), width, size=10, most=4)


def _history(page: Any, sheet: Sheet) -> None:
    write(page, HALF, 119, words.history_title(sheet), size=11, bold=True, width=RIGHT - HALF)
    table = sheet.history
    if table["value"].isna().all():
        wrap(page, HALF, 136, words.no_history(sheet), RIGHT - HALF, size=9, colour=LIGHT.muted)
        return
    names = {"value": sheet.name, "province": sheet.province, "country": _("Nederland")}
    frame = (HALF, 132.0, RIGHT - HALF, 66.0)
    small_lines(page, table, frame, names=names, ticks=_ticks(table), year=sheet.year)
    note = words.history_note(sheet)
    write(page, HALF, 217, note, size=7, colour=LIGHT.muted, width=RIGHT - HALF)


def _ticks(table: pd.DataFrame) -> dict[float, str]:
    """Return three or four round values that hold all figures, at least ten points apart."""
    shown = table[["value", "province", "country"]]
    low, high = float(shown.min().min()), float(shown.max().max())
    step = 5 if high - low <= 15 else 10
    start, end = step * math.floor(low / step), step * math.ceil(high / step)
    while end - start < 2 * step:
        start, end = start - step, end + step
    return {float(v): number(v, decimals=0) for v in range(start, end + 1, step)}


def _dimensions(page: Any, sheet: Sheet) -> None:
    """Draw the three dimensions side by side: score, place, and where it lies in the spread."""
    gap = 16.0
    width = (RIGHT - LEFT - 2 * gap) / 3
    reach = _reach(sheet.look.profile.loc[list(SCORED)])
    for i, dimension in enumerate(SCORED):
        row, x = sheet.look.profile.T[dimension], LEFT + i * (width + gap)
        rule(page, x, 222, x + width, 222, LIGHT.faint, 1.2)
        write(page, x, 237, sheet.title_of(dimension), size=10, bold=True, width=width - 40)
        figure = number(row["value"], decimals=1)
        write(page, x + width, 237, figure, size=14, bold=True, align="right")
        known = pd.notna(row["value"])
        told = words.place(row) if known else _("te weinig cijfers")
        write(page, x, 250, told, size=8.5, colour=LIGHT.muted)
        spine(page, row, 262, x, x + width, reach)


def _reach(table: pd.DataFrame) -> tuple[float, float]:
    """Return the ends of a scale that holds the spread and the places, in points."""
    shown = table[["apart", "province_apart", "p05", "p95"]]
    low, high = float(shown.min().min()), float(shown.max().max())
    if math.isnan(low):
        return -10.0, 10.0
    return max(min(low, -10.0) - 1, -40.0), min(max(high, 10.0) + 1, 40.0)


def _table(page: Any, sheet: Sheet) -> int:
    """Draw every indicator as a row; return how many did not fit."""
    profile = sheet.look.profile
    own = profile[profile["dimension"] != TOTAL]
    hidden = max(len(own) - MOST_ROWS, 0)
    if hidden:
        least = own["apart"].abs().fillna(-1).sort_values(kind="stable").index[:hidden]
        own = own.drop(least)
    reach = _reach(own)
    write(page, LEFT, 284, words.spine_title(sheet), size=12, bold=True, width=RIGHT - LEFT)
    _legend(page, sheet)
    high = (TABLE_BOTTOM - _lift(sheet) - TABLE_TOP) / (len(own) + 1.2 * own["dimension"].nunique())
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


def _peers(page: Any, sheet: Sheet) -> None:
    """Draw the comparable municipalities with the own one between them, highest first."""
    write(page, LEFT, 652, words.peers_title(sheet), size=11, bold=True, width=HALF - 20 - LEFT)
    told = _("meest gelijkend in {features}").format(
        features=words.alike_in(sheet.look, sheet.year)
    )
    write(page, LEFT, 663, told, size=7, colour=LIGHT.muted, width=HALF - 20 - LEFT)
    own = sheet.look.profile.at[TOTAL, "value"]
    totals = sheet.look.peers["total"]
    every = pd.concat([pd.Series({sheet.code: own}), totals])
    every = every.sort_values(ascending=False, na_position="last", kind="stable")
    known = every.dropna()
    left, right = LEFT + 152, HALF - 26
    low, high = (known.min(), known.max()) if len(known) else (0.0, 0.0)
    for i, (code, value) in enumerate(every.items()):
        top, here = 675 + i * 9.5, code == sheet.code
        colour = LIGHT.accent if here else LIGHT.ink
        name = sheet.name_of(str(code))
        write(page, LEFT, top, name, size=8, bold=here, colour=colour, width=116)
        if pd.isna(value):
            write(page, left - 10, top, _("geen score"), size=7, colour=LIGHT.muted, align="right")
            continue
        figure = number(float(value), decimals=1)
        write(page, left - 10, top, figure, size=8, bold=here, colour=colour, align="right")
        rule(page, left, top - 2.6, right, top - 2.6, LIGHT.line, 0.5)
        share = (float(value) - low) / (high - low) if high > low else 0.5
        mark(page, left + share * (right - left), top - 2.6, "own" if here else "middle", 2.6)


def _lessons(page: Any, sheet: Sheet) -> None:
    width = RIGHT - HALF
    write(page, HALF, 652, _("Leer van"), size=11, bold=True)
    told = _("vergelijkbare gemeenten die het hier ten minste 10 punten beter doen")
    write(page, HALF, 663, told, size=7.5, colour=LIGHT.muted, width=width)
    top = 676.0
    found = words.lessons(sheet)
    for title, text in found:
        write(page, HALF, top, title, size=8.5, bold=True, width=width)
        top = wrap(page, HALF, top + 10.4, text, width, size=8.5, most=1) + 1.5
    if not found:
        top = wrap(page, HALF, top, words.no_lessons(sheet), width, size=8.5, most=3) + 3
    weak = words.districts(sheet)
    if weak:
        write(page, HALF, top + 2, _("Wijken"), size=8.5, bold=True)
        wrap(page, HALF, top + 12.4, weak, width, size=8.5, most=2)


def _told(sheet: Sheet) -> list[tuple[str, str]]:
    """Return what stands above the foot, two lines each: what was seen, what they say."""
    every = ((_("Impact"), sheet.impact), (_("Duiding van de gemeente zelf"), sheet.duiding))
    return [(heading, text) for heading, text in every if text]


def _lift(sheet: Sheet) -> float:
    """Return by how much the table gives way to what stands above the foot."""
    return 26.0 * len(_told(sheet))


def _tell(page: Any, sheet: Sheet) -> None:
    """Say what was seen of the programme, and what the municipality says itself."""
    for place, (heading, text) in enumerate(reversed(_told(sheet))):
        top = 765 - 26.0 * place
        used = write(page, LEFT, top, heading, size=8.5, bold=True) + 8
        wrap(page, LEFT + used, top, text, RIGHT - LEFT - used, size=8.5, most=2)


def _foot(page: Any, sheet: Sheet, hidden: int) -> None:
    rule(page, LEFT, 782, RIGHT, 782, LIGHT.faint)
    width = RIGHT - LEFT
    top = wrap(page, LEFT, 791, words.reading(hidden), width, size=7, colour=LIGHT.muted, most=3)
    top = wrap(page, LEFT, top, sheet.source, width, size=7, colour=LIGHT.muted, most=3)
    if urlsplit(sheet.link).scheme not in ("http", "https"):
        return
    used = write(page, LEFT, top, sheet.link, size=7, colour=LIGHT.accent, width=width)
    page.linkURL(sheet.link, (LEFT, HEIGHT - top - 2, LEFT + used, HEIGHT - top + 7), relative=0)
