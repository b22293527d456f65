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
from monitor.catalog_entries import SCORED
from monitor.charts.gemeente.told import no_lessons
from monitor.charts.gemeente.words import alike_in
from monitor.charts.theme import LIGHT
from monitor.export import factsheet_words as words
from monitor.export.factsheet_charts import small_lines, spine
from monitor.export.factsheet_draw import (
    HEIGHT,
    LEFT,
    RIGHT,
    WIDTH,
    box,
    clean,
    lines_of,
    mark,
    register,
    rule,
    wrap,
    write,
)
from monitor.export.factsheet_table import TABLE_BOTTOM, reach_of, table
from monitor.export.factsheet_words import Sheet
from monitor.site import monitor_name, site
from monitor.text import _, language, number, use_language

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
    hidden = table(page, sheet, TABLE_BOTTOM - _lift(sheet))
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
    years = sheet.history
    if years["value"].isna().all():
        wrap(page, HALF, 136, words.no_history(sheet), RIGHT - HALF, size=9, colour=LIGHT.muted)
        return
    names = {"value": sheet.name, "province": sheet.province, "country": _("Nederland")}
    frame = (HALF, 132.0, RIGHT - HALF, 66.0)
    small_lines(page, years, frame, names=names, ticks=_ticks(years), year=sheet.year)
    note = words.history_note(sheet)
    write(page, HALF, 217, note, size=7, colour=LIGHT.muted, width=RIGHT - HALF)


def _ticks(years: pd.DataFrame) -> dict[float, str]:
    """Return three or four round values that hold all figures, at least ten points apart."""
    shown = years[["value", "province", "country"]]
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
    reach = reach_of(sheet.look.profile.loc[list(SCORED)])
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


def _peers(page: Any, sheet: Sheet) -> None:
    """Draw the comparable municipalities with the own one between them, highest first."""
    write(page, LEFT, 652, words.peers_title(sheet), size=11, bold=True, width=HALF - 20 - LEFT)
    told = _("meest gelijkend in {features}").format(features=alike_in(sheet.look, sheet.year))
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


_DISTRICT_LINES = 2


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
        top = wrap(page, HALF, top, no_lessons(sheet.name), width, size=8.5, most=3) + 3

    def fits(text: str) -> bool:
        return len(lines_of(text, 8.5, width, 9)) <= _DISTRICT_LINES

    weak = words.districts(sheet, fits)
    if weak:
        write(page, HALF, top + 2, _("Wijken"), size=8.5, bold=True)
        wrap(page, HALF, top + 12.4, weak, width, size=8.5, most=_DISTRICT_LINES)


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
