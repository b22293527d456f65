"""Find the header row, and say what is wrong at the top of a table."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from monitor.own.figures import is_figure, is_missing, looks_numeric
from monitor.own.grid import Cell, Rows, at
from monitor.own.notes import first_of_table
from monitor.own.places import Places, find_place, is_place
from monitor.own.problems import Problem, shown
from monitor.own.told import told
from monitor.own.years import year_of

LONGEST_TITLE = 200


def find_header(rows: Rows, places: Places) -> tuple[int, list[Problem]]:
    """Return the place (from 0) of the header row, and what is wrong with the top of the file."""
    header = first_of_table(rows)
    if header is None:
        return 0, [
            Problem(
                told("het bestand heeft maar één kolom"),
                told("Nodig zijn een kolom met gemeenten en een kolom met waarden."),
                code="één kolom",
            )
        ]
    problems = [
        Problem(
            told("tekst boven de kopregel is overgeslagen"),
            row=number,
            value=shown(next(c for c in row if c is not None)),
            code="titelregel",
            blocks=False,
        )
        for number, row in rows[:header]
    ]
    number, top = rows[header]
    found = [c for c in top if is_place(c, places)]
    if len(found) > 1 and not any(is_figure(c) for c in top):
        problem = Problem(
            told("de gemeenten staan in de kopregel naast elkaar"),
            told("Zet de gemeenten onder elkaar: één rij per gemeente (draaien of transponeren)."),
            row=number,
            code="gedraaid",
        )
        return header, [*problems, problem]
    if found and any(looks_numeric(c) for c in top):
        problem = Problem(
            told("het bestand heeft geen kopregel"),
            told("Zet boven de gegevens één rij met de namen van de kolommen."),
            row=number,
            code="geen kopregel",
        )
        return header, [*problems, problem]
    return header, problems + _second_header(rows[header], rows[header + 1 :], places)


def _second_header(header: tuple[int, list[Cell]], rest: Rows, places: Places) -> list[Problem]:
    number, top = header
    if not rest:
        return [
            Problem(
                told("het bestand heeft geen rijen met gegevens onder de kopregel"),
                told("Voeg per gemeente een rij toe."),
                row=number,
                code="geen gegevens",
            )
        ]
    below, row = rest[0]
    texts = [c for c in row if isinstance(c, str) and not is_missing(c) and not looks_numeric(c)]
    is_data = any(is_figure(c) or find_place(c, places, bare=False)[1] in {"", "total", "ambiguous"}
                  for c in row if c is not None)  # fmt: skip
    if is_data or not (row[0] is None or None in top or len(texts) > 1):
        return []
    return [
        Problem(
            told(
                "de kop van de tabel staat op meer dan één rij ({first} en {second})",
                first=number,
                second=below,
            ),
            told("Maak er één kopregel van, met in elke kolom een eigen naam."),
            row=below,
            code="twee kopregels",
        )
    ]


def find_titles(
    row: list[Cell], columns: Sequence[Counter[Cell]]
) -> tuple[list[str], list[Problem]]:
    """Return the titles of the columns, and what is wrong with them."""
    titles = ["" if at(row, i) is None else _title(at(row, i)) for i in range(len(columns))]
    problems = []
    for i, title in enumerate(titles):
        if not title and columns[i] and i < len(row):
            problems.append(
                Problem(
                    told(
                        "kolom {number} heeft gegevens maar geen naam in de kopregel", number=i + 1
                    ),
                    told("Geef de kolom een naam of maak haar leeg."),
                    code="kolom zonder naam",
                )
            )
        if len(title) > LONGEST_TITLE:
            problems.append(
                Problem(
                    told("de naam van de kolom is langer dan 200 tekens"),
                    told("Kort de naam in; een toelichting kan later worden opgegeven."),
                    column=shown(title),
                    code="lange naam",
                )
            )
    for title, count in Counter(t.casefold() for t in titles if t).items():
        if count > 1:
            problems.append(
                Problem(
                    told("{n} kolommen hebben dezelfde naam", n=count),
                    told("Geef elke kolom een eigen naam."),
                    column=shown(title),
                    code="dubbele kolom",
                )
            )
    return titles, problems


def _title(cell: Cell) -> str:
    text = str(cell)
    if isinstance(cell, dt.datetime):
        text = str(cell.date() if year_of(cell) is None else cell.year)
    text = text.removesuffix(".0") if isinstance(cell, float) else text
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def check_width(rows: Rows, width: int) -> list[Problem]:
    """Tell where rows are wider than the header, as a stray decimal comma makes them."""
    wide = [n for n, r in rows if len(r) > width]
    if not wide:
        return []
    return [
        Problem(
            told("aantal rijen met meer cellen dan de kopregel: {n}", n=len(wide)),
            told(
                "Staat er een decimale komma in een bestand met komma's als"
                " scheidingsteken? Gebruik dan ; als scheidingsteken of zet het getal"
                " tussen aanhalingstekens."
            ),
            row=wide[0],
            code="te veel cellen",
        )
    ]
