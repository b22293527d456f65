"""The register as a table for people and spreadsheets, and the empty one to fill in."""

from __future__ import annotations

import io
from collections.abc import Iterable

import pandas as pd

from monitor.export.tables import add_about, add_sheet, open_workbook
from monitor.impact.register import Initiative
from monitor.impact.register_table import COLUMNS, EXPLAINS, TITLES
from monitor.own.told import said
from monitor.safe import safe_csv
from monitor.text import _, language


def register_table(register: Iterable[Initiative]) -> pd.DataFrame:
    """Return a register in the form of the template: as it is given, so it can be read again.

    Columns ``field`` names of `COLUMNS`, all text; one row an initiative, and one more for each
    moment of its progress after the first. Contacts are left out: they are in no download.
    """
    rows: list[dict[str, str]] = []
    for one in register:
        first = {name: getattr(one, name, "") for name in TITLES} | {"consent": "", "contact": ""}
        first["places"] = "; ".join(one.places)
        moments = [vars(p) for p in one.progress] or [{}]
        rows.append(first | moments[0])
        rows += [{"name": one.name} | more for more in moments[1:]]
    return pd.DataFrame(rows, columns=list(TITLES), dtype=str).fillna("")


def headed(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table of the register with its headings in the reader's language."""
    return table.rename(columns={name: said(title, _) for name, title in TITLES.items()})


def template_csv() -> bytes:
    """Return the empty table as CSV that opens in a spreadsheet; a row explains every column.

    `monitor.impact.register_read` knows that row and passes it over.
    """
    mark = ";" if language() == "nl" else ","
    guide = pd.DataFrame([{c.field: said(c.guide, _) for c in COLUMNS}])
    guide["name"] = f"{said(EXPLAINS, _)} " + guide["name"]
    return safe_csv(headed(guide), mark, end="\r\n").encode("utf-8-sig")


def template_xlsx() -> bytes:
    """Return the empty table as a workbook with a sheet that explains every column."""
    out = io.BytesIO()
    book = open_workbook(out)
    add_sheet(book, "Data", headed(register_table([])))
    guide = [(said(c.title, _), said(c.guide, _)) for c in COLUMNS]
    add_about(book, guide, "en" if language() == "en" else "nl")
    book.close()
    return out.getvalue()
