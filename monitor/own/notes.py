"""Lines above and below a table that belong to no row: a source, a remark, a title."""

from __future__ import annotations

import re
from collections import Counter

from monitor.own.figures import is_figure, is_missing, looks_numeric
from monitor.own.grid import Cell, Rows
from monitor.own.places import Places, is_place
from monitor.own.problems import Problem, shown
from monitor.own.told import told
from monitor.own.years import year_of

NOTE = re.compile(
    r"\W*(?:\d\)\s|bron(?:nen)?\b|source\b|noot\b|voetnoot|toelichting|opmerking|let op|n\.?b\.?\b|"
    r"note\b|peildatum|copyright|©|cbs\b|download|gedownload|geraadpleegd|laatst|bijgewerkt|export|"
    r"statline|gegevens|cijfers\b|voorlopige?\b|definitieve?\b|tabel\b|figuur\b|verklaring|legenda|"
    r"contact|disclaimer|datum\b|versie\b|onderwerp\b|selectie\b|filter|\*|[¹²³])",
    re.IGNORECASE,
)


def _first(row: list[Cell]) -> Cell:
    return next((c for c in row if c is not None), None)


def _is_note(row: list[Cell], places: Places) -> bool:
    first, filled = _first(row), [c for c in row if c is not None]
    if not isinstance(first, str) or looks_numeric(first) or is_missing(first):
        return False
    if is_place(first, places):
        return False
    if len(filled) == 1:
        return True
    return bool(NOTE.match(first)) and not any(is_figure(c) for c in filled[1:])


def _below_a_note(row: list[Cell], places: Places) -> bool:
    """Whether a row is no more than text, as the lines of a legend are."""
    return not any(is_figure(c) or is_place(c, places, bare=c is row[0]) for c in row)


def without_notes(rows: Rows, places: Places) -> tuple[Rows, list[Problem]]:
    """Leave out the lines of text below a table, and tell of each.

    Parameters
    ----------
    rows : rows
        Those below the header.
    places : Places
    """
    end = len(rows)
    for place in range(len(rows) - 1, 0, -1):
        if _is_note(rows[place][1], places):
            end = place
        elif not _below_a_note(rows[place][1], places):
            break
    told_of = [
        Problem(
            told("tekst onder de tabel is overgeslagen"),
            row=number,
            value=shown("; ".join(str(c) for c in row if c is not None)),
            code="tekst onder de tabel",
            blocks=False,
        )
        for number, row in rows[end:]
    ]
    return rows[:end], told_of


def first_of_table(rows: Rows) -> int | None:
    """Return the place of the first row that can be a header: not a title, source or remark."""
    widths = Counter(sum(c is not None for c in r) for _, r in rows if len(r) > 1)
    usual = max(widths, key=lambda w: (widths[w], w), default=0)
    for place, (_, row) in enumerate(rows):
        filled = [c for c in row if c is not None]
        if len(filled) < 2:
            continue
        first = filled[0]
        aside = isinstance(first, str) and NOTE.match(first) and year_of(first) is None
        if aside and len(filled) < usual and len(filled) <= 3:
            continue
        return place
    return None
