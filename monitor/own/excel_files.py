"""Read an Excel workbook (.xlsx): guarded against bombs, macros and formulas without outcome."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import openpyxl
from openpyxl.utils import range_boundaries

from monitor.errors import MonitorError
from monitor.own.grid import Cell, Grid, SheetChoice, check_size, clean, trimmed
from monitor.own.problems import Problem, shown
from monitor.own.told import told

MAX_UNPACKED = 200 * 1024 * 1024
MAX_PARTS = 2_000
DATA_SHEETS = ("data", "gegevens", "cijfers")
PROLOG = 4_096
MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+\d+:[A-Z]+\d+)"')


def check_package(archive: zipfile.ZipFile) -> None:
    """Refuse what is no plain workbook before anything of it is unpacked.

    Python's zipfile never unpacks more of a part than the size it declares, so that the sum of
    the declared sizes bounds the memory.

    Raises
    ------
    MonitorError
        For a zip bomb, macros, another kind of document, or XML with entities.
    """
    names = {i.filename for i in archive.infolist()}
    if len(names) > MAX_PARTS or sum(i.file_size for i in archive.infolist()) > MAX_UNPACKED:
        raise MonitorError(
            told("Het Excel-bestand is uitgepakt groter dan 200 MB en wordt niet geopend"),
            remedy=told(
                "Sla alleen het werkblad met de cijfers op als nieuw .xlsx-bestand of als CSV."
            ),
        )
    if "mimetype" in names and archive.read("mimetype").startswith(b"application/vnd.oasis"):
        raise MonitorError(
            told("Dit is een OpenDocument-bestand (.ods of .odt), geen Excel-bestand"),
            remedy=told("Sla het op als .xlsx of als 'CSV UTF-8'."),
        )
    if any(n.lower().endswith("vbaproject.bin") for n in names):
        raise MonitorError(
            told("Het Excel-bestand bevat macro's en wordt niet geopend"),
            remedy=told("Sla het op als 'Excel-werkmap (.xlsx)', zonder macro's."),
        )
    if "xl/workbook.xml" not in names:
        raise MonitorError(
            told("Dit is een zip-bestand of ander Office-document, geen Excel-werkmap"),
            remedy=told("Lever een .xlsx-, .csv- of .parquet-bestand aan."),
        )
    for name in names:
        if name.endswith((".xml", ".rels")):
            with archive.open(name) as part:
                if b"<!DOCTYPE" in part.read(PROLOG).upper():
                    raise MonitorError(
                        told("Het Excel-bestand bevat XML met een DOCTYPE en wordt niet geopend"),
                        remedy=told("Open het in Excel en sla het opnieuw op als .xlsx."),
                    )


def _filled(sheet: Any) -> bool:
    return any(any(v is not None for v in row) for row in sheet.iter_rows(values_only=True))


def _choose_sheet(book: Any, wanted: str | None) -> Any:
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # a file may claim a million columns
    if wanted is not None:
        for sheet in book.worksheets:
            if sheet.title == wanted:
                return sheet
        raise MonitorError(
            told("Het bestand heeft geen werkblad '{wanted}'", wanted=shown(wanted)),
            remedy=told(
                "Er zijn: {names}.", names=", ".join(shown(s.title) for s in book.worksheets)
            ),
        )
    visible = [s for s in book.worksheets if s.sheet_state == "visible" and _filled(s)]
    if not visible:
        raise MonitorError(
            told("Het Excel-bestand heeft geen zichtbaar werkblad met gegevens"),
            remedy=told("Zet de cijfers op een zichtbaar werkblad."),
        )
    named = [s for s in visible if s.title.strip().lower() in DATA_SHEETS]
    if len(visible) == 1 or len(named) == 1:
        return (named or visible)[0]
    raise SheetChoice([s.title for s in visible])


def _value(cell: Any) -> Cell:
    """Return a cell's value; where Excel shows a percentage count in percents, as seen."""
    value = clean(cell.value)
    if isinstance(value, int | float) and _percent(cell):
        return round(value * 100, 12)
    return value


def _percent(cell: Any) -> bool:
    return "%" in str(getattr(cell, "number_format", ""))


def _merged(archive: zipfile.ZipFile, sheet: Any) -> list[Problem]:
    # openpyxl reads merged ranges only with the whole workbook in memory; the XML tells as well
    with archive.open(sheet._worksheet_path) as part:
        ranges = [m.decode() for m in MERGED.findall(part.read())]
    return [
        Problem(
            told("de cellen {ref} zijn samengevoegd", ref=ref),
            told("Hef de samenvoeging op en vul elke cel zelf."),
            row=range_boundaries(ref)[3],
            code="samengevoegd",
        )
        for ref in ranges
    ]


def _cells(book: Any, title: str) -> tuple[list[list[Cell]], list[tuple[int, int]], int]:
    """Return the rows, the places of the formulas, and the number of cells shown in percents."""
    rows: list[list[Cell]] = []
    formulas: list[tuple[int, int]] = []
    filled = cells = columns = percents = 0
    for number, row in enumerate(book[title].iter_rows(), 1):
        values = trimmed([_value(c) for c in row])
        rows.append(values)
        filled += bool(values)
        cells += len(row)  # styled but empty cells cost as much as filled ones
        columns = max(columns, len(values))
        check_size(filled - 1, cells, columns)
        for place, cell in enumerate(row[: len(values)]):
            if cell.data_type == "f":
                formulas.append((number, place))
            percents += cell.data_type in "nf" and cell.value is not None and _percent(cell)
    return _closed(rows), formulas, percents


def _closed(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Return rows without empty cells at their end, and without empty rows at the end."""
    rows = [trimmed(r) for r in rows]
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _with_outcomes(
    data: bytes, title: str, rows: list[list[Cell]], formulas: list[tuple[int, int]]
) -> list[Problem]:
    """Put the stored outcome in the place of each formula; say so, and name those without one."""
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    book[title].reset_dimensions()
    outcomes = [[_value(c) for c in row] for row in book[title].iter_rows()]
    book.close()
    problems = [
        Problem(
            told(
                "cellen met een formule: {n}; de laatst opgeslagen uitkomst is gebruikt",
                n=len(formulas),
            ),
            told("Controleer de cijfers, of plak ze in Excel als waarden."),
            row=formulas[0][0],
            code="formule",
            blocks=False,
        )
    ]
    for row, place in formulas:
        cells = outcomes[row - 1]
        outcome = cells[place] if place < len(cells) else None
        formula = shown(rows[row - 1][place])
        rows[row - 1][place] = outcome
        if outcome is None:
            problems.append(
                Problem(
                    told("de cel bevat een formule zonder opgeslagen uitkomst"),
                    told("Open het bestand in Excel, plak de cijfers als waarden en sla het op."),
                    row=row,
                    value=formula,
                    code="formule zonder uitkomst",
                )
            )
    return problems


def read_excel(data: bytes, sheet: str | None = None) -> Grid:
    """Read one worksheet of an .xlsx file.

    Parameters
    ----------
    data : bytes
        The file.
    sheet : str, optional
        Title of the worksheet; needed where several hold figures.

    Raises
    ------
    MonitorError
        Where it is no plain workbook or breaks a limit.
    SheetChoice
        Where several worksheets hold figures and none was named.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        check_package(archive)
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        chosen = _choose_sheet(book, sheet)
        rows, formulas, percents = _cells(book, chosen.title)
        problems = _merged(archive, chosen)
        book.close()
    if formulas:
        problems += _with_outcomes(data, chosen.title, rows, formulas)
        rows = _closed(rows)  # a formula without an outcome is an empty cell
    if percents:
        problems.append(
            Problem(
                told(
                    "cellen met de opmaak procent: {n}; ze zijn gelezen zoals Excel ze"
                    " toont (0,125 met die opmaak is 12,5)",
                    n=percents,
                ),
                told("Kies als eenheid %."),
                code="procentopmaak",
                blocks=False,
            )
        )
    return Grid(rows, "xlsx", sheet=chosen.title, problems=problems)
