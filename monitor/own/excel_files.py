"""Read a worksheet of an Excel workbook (.xlsx), a row at a time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import IO, Any, NoReturn, cast
from xml.etree.ElementTree import XMLPullParser

import openpyxl
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.utils import range_boundaries
from openpyxl.worksheet._reader import FORMULA_TAG, MERGE_TAG, ROW_TAG, WorkSheetParser

from monitor.errors import MonitorError
from monitor.own.excel_package import check_package
from monitor.own.grid import Cell, Gathered, Grid, Rows, SheetChoice, at, check_size
from monitor.own.problems import Problem, shown
from monitor.own.told import told

DATA_SHEETS = ("data", "gegevens", "cijfers")
DEEPEST = 30
LAST_ROW = 1_048_576
MOST_IN_ROW = 100_000
MERGE_CELL_TAG = MERGE_TAG.replace("mergeCells", "mergeCell")
MOST_MERGED = 1_000
MOST_EMPTY = 500_000
"""Empty but styled cells that a sheet may have beside its figures."""
CHUNK = 256 * 1024


def _odd() -> NoReturn:
    raise MonitorError(
        told("Het werkblad is opgebouwd zoals Excel het niet doet en wordt niet gelezen"),
        remedy=told("Open het in Excel en sla het opnieuw op als .xlsx."),
    )


class _Sheet(WorkSheetParser):  # type: ignore[misc]
    """openpyxl's reading of rows, one at a time: no cells made for gaps, nothing kept of the rest.

    openpyxl's own worksheet fills up missing rows and columns, reads a formula or its outcome (so
    that a file is read twice), and keeps all of the XML that it does not know.
    """

    def __init__(self, source: IO[bytes], book: Any, strings: Any) -> None:
        super().__init__(
            source,
            strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        self.merged: list[str] = []
        self.formulas: dict[tuple[int, int], str] = {}
        self.percents = self._cells = 0
        self._percents = _percent_styles(book)

    def rows(self) -> Iterator[tuple[int, list[Cell]]]:
        """Yield the number and the cells of each row that holds any."""
        pull, around, last = XMLPullParser(("start", "end")), list[Any](), 0  # type: ignore[var-annotated]
        inside = -1  # elements in the row that is open; -1 outside of one
        while chunk := self.source.read(CHUNK):
            pull.feed(chunk)
            for event, element in cast("Iterator[tuple[str, Any]]", pull.read_events()):
                tag = element.tag
                if event == "start":
                    around.append(element)
                    if (
                        len(around) > DEEPEST
                        or inside > MOST_IN_ROW
                        or (tag == ROW_TAG and inside >= 0)
                    ):
                        _odd()
                    inside += inside >= 0 or tag == ROW_TAG
                    continue
                around.pop()
                if tag == ROW_TAG:
                    number, cells = self._row(element)
                    if not last < number <= LAST_ROW:
                        _odd()
                    last = number
                    inside = -1
                    if cells:
                        yield number, cells
                elif tag == MERGE_CELL_TAG:
                    self._merge(element)
                if around and inside < 0:
                    around[-1].clear()  # what was read, or is not looked at, is not kept
        pull.close()

    def _row(self, element: Any) -> tuple[int, list[Cell]]:
        number, found = self.parse_row(element)
        self.row_dimensions.clear()
        self._cells += len(found)
        check_size(0, self._cells - MOST_EMPTY, 0)
        filled = {c["column"]: c["value"] for c in found if c["value"] is not None}
        if len(filled) < sum(c["value"] is not None for c in found):
            _odd()
        check_size(0, 0, max(filled, default=0))
        return number, [filled.get(i) for i in range(1, max(filled, default=0) + 1)]

    def _merge(self, element: Any) -> None:
        self.merged.append(element.get("ref", ""))
        if len(self.merged) > MOST_MERGED:
            raise MonitorError(
                told("Meer dan 1.000 keer zijn cellen samengevoegd"),
                remedy=told("Hef de samenvoegingen op en vul elke cel zelf."),
            )

    def parse_cell(self, element: Any) -> dict[str, Any]:
        cell: dict[str, Any] = super().parse_cell(element)
        formula = element.find(FORMULA_TAG)
        if formula is not None:
            self.formulas[cell["row"], cell["column"]] = formula.text or ""
        value = cell["value"]
        if cell["data_type"] == "n" and value is not None and cell["style_id"] in self._percents:
            cell["value"] = round(value * 100, 12)  # as Excel shows it
            self.percents += 1
        return cell


def _percent_styles(book: Any) -> set[int]:
    """Return the styles that show a number in percents."""

    def form(number: int) -> str:
        if number < BUILTIN_FORMATS_MAX_SIZE:
            return str(BUILTIN_FORMATS.get(number, ""))
        place = number - BUILTIN_FORMATS_MAX_SIZE
        return str(book._number_formats[place]) if place < len(book._number_formats) else ""

    return {i for i, style in enumerate(book._cell_styles) if "%" in form(style.numFmtId)}


def _open(archive: zipfile.ZipFile, book: Any, sheet: Any) -> _Sheet:
    return _Sheet(archive.open(sheet._worksheet_path), book, sheet._shared_strings)


def _choose_sheet(archive: zipfile.ZipFile, book: Any, wanted: str | None) -> Any:
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
    seen = [s for s in book.worksheets if s.sheet_state == "visible"]
    visible = [s for s in seen if next(_open(archive, book, s).rows(), None)]
    if not visible:
        raise MonitorError(
            told("Het Excel-bestand heeft geen zichtbaar werkblad met gegevens"),
            remedy=told("Zet de cijfers op een zichtbaar werkblad."),
        )
    named = [s for s in visible if s.title.strip().lower() in DATA_SHEETS]
    if len(visible) == 1 or len(named) == 1:
        return (named or visible)[0]
    raise SheetChoice([s.title for s in visible])


def _merged(refs: list[str]) -> list[Problem]:
    return [
        Problem(
            told("de cellen {ref} zijn samengevoegd", ref=ref),
            told("Hef de samenvoeging op en vul elke cel zelf."),
            row=range_boundaries(ref)[3],
            code="samengevoegd",
        )
        for ref in refs
    ]


def _formulas(sheet: _Sheet, rows: Rows) -> list[Problem]:
    """Say that stored outcomes are used, and name the formulas without one."""
    if not sheet.formulas:
        return []
    problems = [
        Problem(
            told(
                "cellen met een formule: {n}; de laatst opgeslagen uitkomst is gebruikt",
                n=len(sheet.formulas),
            ),
            told("Controleer de cijfers, of plak ze in Excel als waarden."),
            row=next(iter(sheet.formulas))[0],
            code="formule",
            blocks=False,
        )
    ]
    outcomes = dict(rows)
    for (row, column), formula in sheet.formulas.items():
        if at(outcomes.get(row, []), column - 1) is None:
            problems.append(
                Problem(
                    told("de cel bevat een formule zonder opgeslagen uitkomst"),
                    told("Open het bestand in Excel, plak de cijfers als waarden en sla het op."),
                    row=row,
                    value=shown(f"={formula}"),
                    code="formule zonder uitkomst",
                )
            )
    return problems


def _percents(sheet: _Sheet) -> list[Problem]:
    if not sheet.percents:
        return []
    return [
        Problem(
            told(
                "cellen met de opmaak procent: {n}; ze zijn gelezen zoals Excel ze"
                " toont (0,125 met die opmaak is 12,5)",
                n=sheet.percents,
            ),
            told("Kies als eenheid %."),
            code="procentopmaak",
            blocks=False,
        )
    ]


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
        chosen = _choose_sheet(archive, book, sheet)
        found, gathered = _open(archive, book, chosen), Gathered()
        for number, cells in found.rows():
            gathered.add(number, cells)
        book.close()
    problems = _merged(found.merged) + _formulas(found, gathered.rows) + _percents(found)
    return Grid(gathered.rows, "xlsx", sheet=chosen.title, problems=problems)
