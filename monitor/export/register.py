"""The empty register to fill in."""

from __future__ import annotations

import io

import pandas as pd

from monitor.export.tables import add_about, add_sheet, open_workbook
from monitor.impact.register_table import COLUMNS, EXPLAINS, headed, register_table
from monitor.own.told import said
from monitor.safe import safe_csv
from monitor.text import _, language


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
