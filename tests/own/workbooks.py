"""Workbooks for the tests, made with openpyxl, and zips made by hand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence

import openpyxl

Rows = Sequence[Sequence[object]]


def workbook(
    rows: Rows, *, edit: Callable[[openpyxl.Workbook], None] | None = None, sheet: str = "Blad1"
) -> bytes:
    """Return an .xlsx file with these rows; ``edit`` changes it before it is saved."""
    book = openpyxl.Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(list(row))
    if edit:
        edit(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def zipped(parts: dict[str, bytes]) -> bytes:
    """Return a zip with these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    """Return the parts of a zip."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {n: archive.read(n) for n in archive.namelist()}


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """Return a zip with one part added or replaced."""
    return zipped(unzipped(data) | {name: content})
