# ruff: noqa: E501 - a table of odd files reads best a line each
"""Small files that unfold to gigabytes or take minutes: each is to be refused, soon and small."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from functools import partial

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from tests.own.workbooks import unzipped, with_part, workbook, zipped

MB = 1024 * 1024
ROWS = [["gemeente", "jaar", "eenzaam"], ["Breda", 2020, 41.7], ["Tilburg", 2020, 45]]
NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET, STYLES = "xl/worksheets/sheet1.xml", "xl/styles.xml"
SALT = f"<!--{np.random.default_rng(1).bytes(150_000).hex()}-->"
"""What does not pack: without it the ratio alone gives a file away."""
HEAD = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>gemeente</t></is></c>'
    '<c r="B1" t="inlineStr"><is><t>x</t></is></c></row>'
)
GOOD_ROW = (
    '<row r="2"><c r="A2" t="inlineStr"><is><t>Breda</t></is></c><c r="B2"><v>1</v></c></row>'
)


def _sheet(data: str = GOOD_ROW, *, before: str = "", after: str = "", head: str = HEAD) -> bytes:
    """A workbook with a worksheet of this XML."""
    text = f'<worksheet xmlns="{NS}">{before}{SALT}<sheetData>{head}{data}</sheetData>{after}</worksheet>'
    return with_part(workbook(ROWS), SHEET, text.encode())


def _part(name: str, content: str | bytes) -> bytes:
    return with_part(
        workbook(ROWS), name, content.encode() if isinstance(content, str) else content
    )


def _styles(inside: str) -> bytes:
    return _part(STYLES, f'<styleSheet xmlns="{NS}">{SALT}{inside}</styleSheet>')


def _strings(inside: str | bytes) -> bytes:
    """A workbook whose texts stand in a part of their own, as Excel writes them."""
    kinds = unzipped(workbook(ROWS))["[Content_Types].xml"]
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
    sheet = '<row r="1"><c t="s"><v>0</v></c><c t="s"><v>0</v></c></row><row r="2"><c><v>1</v></c></row>'
    data = with_part(
        _sheet(sheet, head=""), "[Content_Types].xml", kinds.replace(b"</Types>", override.encode())
    )
    text = f'<sst xmlns="{NS}">{SALT}{inside}</sst>' if isinstance(inside, str) else inside
    return with_part(
        data, "xl/sharedStrings.xml", text if isinstance(text, bytes) else text.encode()
    )


def _many_sheets(number: int) -> bytes:
    return workbook(ROWS, edit=lambda book: [book.create_sheet() for _ in range(number)] and None)


def _entities(levels: int = 12) -> str:
    text = '<!DOCTYPE x [<!ENTITY a0 "aaaaaaaaaa">'
    for i in range(1, levels):
        text += f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">'
    return f'{text}]><sst xmlns="{NS}"><si><t>&a{levels - 1};</t></si></sst>'


def _lies(size: int) -> bytes:
    """A zip whose central directory says that a part is small."""
    data = bytearray(_part(SHEET, b"<row>" + b"0" * size))
    real = struct.pack("<I", size + 5)
    while (place := data.find(real)) >= 0:
        data[place : place + 4] = struct.pack("<I", 900_000)
    return bytes(data)


def _parquet(table: pa.Table, **options: object) -> bytes:
    out = io.BytesIO()
    pq.write_table(table, out, **options)
    return out.getvalue()


def _repeated(kind: pa.DataType, word: object, rows: int, **options: object) -> bytes:
    words = pa.DictionaryArray.from_arrays(np.zeros(rows, "int32"), pa.array([word], kind))
    table = pa.table({"gemeente": ["Breda"] * rows, "x": words})
    return _parquet(table, store_schema=False, compression="zstd", **options)


def _nested(depth: int) -> bytes:
    kind: pa.DataType = pa.int32()
    for _ in range(depth):
        kind = pa.list_(kind)
    return _parquet(pa.table({"gemeente": ["Breda"], "x": pa.array([None], kind)}))


def _zeros(rows: int, columns: int) -> bytes:
    column = pa.array(np.zeros(rows))
    return _parquet(pa.table({f"x{i}": column for i in range(columns)}))


def _footer(length: int) -> bytes:
    good = _parquet(pa.table({"gemeente": ["Breda"], "x": [1]}))
    return good[:-8] + b"\0" * length + struct.pack("<I", length) + b"PAR1"


def _rows_lie() -> bytes:
    """A column of a million zeros in a file that says it has two rows."""
    table = pa.table({"gemeente": ["Breda"] * 1_000_000, "x": np.zeros(1_000_000)})
    data = _parquet(table)
    million = b"\x80\x89\x7a"  # zigzag varint of 1,000,000
    return data.replace(million, b"\x84\x80\x00")


def _deep(tag: str, depth: int) -> str:
    return f"<{tag}>" * depth + f"</{tag}>" * depth


def _text(text: str) -> bytes:
    return text.encode()


GOOD = "gemeente;jaar;x\nBreda;2020;1\n"
LOTS = 300_000

BOMBS: dict[str, tuple[str, Callable[[], bytes]]] = {
    # ------------------------------------------------------------ worksheets
    "a row of number two billion": (
        "xlsx", partial(_sheet, '<row r="2000000000"><c><v>1</v></c></row>')),
    "a row number of forty digits": ("xlsx", partial(_sheet, f'<row r="{"9" * 40}"/>')),
    "a row number beyond Excel": ("xlsx", partial(_sheet, '<row r="1048577"><c><v>1</v></c></row>')),
    "a million rows that go back": ("xlsx", lambda: _sheet('<row r="5"/>' * 1_000_000)),
    "a cell in column ZZZZZZ": (
        "xlsx", partial(_sheet, '<row r="2"><c r="ZZZZZZ2"><v>1</v></c></row>')),
    "the last column of Excel": (
        "xlsx", partial(_sheet, '<row r="2"><c r="XFD2"><v>1</v></c></row>')),
    "a million cells in one row": ("xlsx", lambda: _sheet(f"<row>{'<c/>' * 1_000_000}</row>")),
    "a million columns with figures": (
        "xlsx", lambda: _sheet(f"<row>{'<c><v>1</v></c>' * 1_000_000}</row>")),
    "one cell a million times": (
        "xlsx", lambda: _sheet("<row r='2'>" + "<c r='A2'><v>1</v></c>" * 10_000 + "</row>")),
    "five million styled empty cells": (
        "xlsx", lambda: _sheet(f'<row>{"<c/>" * 10_000}</row>' * 500)),
    "two hundred thousand rows and one": (
        "xlsx", lambda: _sheet("<row><c><v>1</v></c></row>" * 200_002)),
    "two million cells": ("xlsx", lambda: _sheet(f"<row>{'<c><v>1</v></c>' * 200}</row>" * 10_000)),
    "tags in a cell, deep": ("xlsx", lambda: _sheet(f"<row><c>{_deep('x', LOTS)}</c></row>")),
    "tags before the rows, deep": ("xlsx", lambda: _sheet(before=_deep("x", LOTS))),
    "rows in rows": ("xlsx", lambda: _sheet(_deep("row", LOTS))),
    "cells in cells": ("xlsx", lambda: _sheet(f"<row>{_deep('c', LOTS)}</row>")),
    "three million tags in one cell": (
        "xlsx", lambda: _sheet(f"<row><c>{'<x/>' * 10_000_000}</c></row>")),
    "four million unknown tags": ("xlsx", lambda: _sheet(after="<x/>" * 9_000_000)),
    "a million merged ranges": (
        "xlsx", lambda: _sheet(after="<mergeCells>" + "<mergeCell ref='A1:B9'/>" * 1_000_000 + "</mergeCells>")),
    "a hundred thousand merged ranges": (
        "xlsx", lambda: _sheet(after="<mergeCells>" + "<mergeCell ref='A1:B9'/>" * 100_000 + "</mergeCells>")),
    "a text of ten million letters": (
        "xlsx", lambda: _sheet(f'<row><c t="inlineStr"><is><t>{"a" * 10_000_000}</t></is></c></row>')),
    "a number of a million digits": ("xlsx", lambda: _sheet(f"<row><c><v>{'9' * 1_000_000}</v></c></row>")),
    "two hundred thousand rich texts": (
        "xlsx", lambda: _sheet(f'<row><c t="inlineStr"><is>{"<r><t>a</t></r>" * 2_000_000}</is></c></row>')),
    # ------------------------------------------------------------ other parts of a workbook
    "a million styles": ("xlsx", lambda: _styles(f"<cellXfs>{'<xf/>' * 1_000_000}</cellXfs>")),
    "a million fonts": ("xlsx", lambda: _styles(f"<fonts>{'<font/>' * 1_100_000}</fonts>")),
    "a million number formats": (
        "xlsx", lambda: _styles("<numFmts>" + "<numFmt numFmtId='200' formatCode='0'/>" * 1_100_000 + "</numFmts>")),
    "styles, deep": ("xlsx", lambda: _styles(_deep("fonts", LOTS))),
    "seven million shared strings": ("xlsx", lambda: _strings("<si/>" * 7_000_000)),
    "two million shared texts": ("xlsx", lambda: _strings("<si><t>a</t></si>" * 2_000_000)),
    "one shared text of 90 MB": ("xlsx", lambda: _strings(f"<si><t>{'a' * 90 * MB}</t></si>")),
    "shared strings, deep": ("xlsx", lambda: _strings(_deep("si", LOTS))),
    "entities of a terabyte": ("xlsx", lambda: _strings(_entities().encode())),
    "entities behind a long remark": (
        "xlsx", lambda: _strings(f"<!--{'a' * 100_000}-->{_entities()}".encode())),
    "entities in UTF-16": (
        "xlsx", lambda: _strings(_entities().encode("utf-16"))),
    "a million content types": (
        "xlsx", lambda: _part("[Content_Types].xml", f"<Types>{'<Default/>' * 1_000_000}</Types>")),
    "a million sheets in the list": (
        "xlsx", lambda: _part("xl/workbook.xml", f'<workbook xmlns="{NS}"><sheets>{"<sheet/>" * 1_000_000}</sheets></workbook>')),
    "six hundred sheets": ("xlsx", lambda: _many_sheets(600)),
    "three thousand parts": (
        "xlsx", lambda: _with_parts(3_000)),
    "a gigabyte of zeros": ("xlsx", lambda: _big_zeros(1_000)),
    "rows that pack too well": ("xlsx", lambda: _part(SHEET, "<row/>" * 1_000_000)),
    "ninety megabytes of spaces": ("xlsx", lambda: _part(SHEET, b" " * 90 * MB)),
    "a part that lies about its size": ("xlsx", lambda: _lies(60 * MB)),
    # ------------------------------------------------------------ parquet
    "a text of 1 MB, 200,000 times": (
        "parquet", lambda: _repeated(pa.string(), "y" * MB, 200_000)),
    "a binary of 1 MB, 200,000 times": (
        "parquet", lambda: _repeated(pa.binary(), b"y" * MB, 200_000)),
    "texts without dictionary": (
        "parquet", lambda: _parquet(pa.table({"x": ["y" * 10_000] * 50_000}), use_dictionary=False, compression="zstd")),
    "lists in lists, deep": ("parquet", lambda: _nested(60)),
    "a list of fifty million": (
        "parquet", lambda: _parquet(pa.table({"gemeente": ["Breda"], "x": [np.zeros(50_000_000, "int8")]}))),
    "a hundred million rows of nothing": (
        "parquet", lambda: _parquet(pa.table({"x": pa.nulls(100_000_000)}))),
    "twenty million zeros": ("parquet", lambda: _zeros(200_000, 100)),
    "ten thousand columns": ("parquet", lambda: _zeros(1, 10_000)),
    "five thousand row groups": (
        "parquet", lambda: _parquet(pa.table({"x": np.zeros(5_000)}), row_group_size=1)),
    "a foot of 12 MB": ("parquet", lambda: _footer(12 * MB)),
    "a million rows that are said to be two": ("parquet", _rows_lie),
    # ------------------------------------------------------------ text
    "a million columns": ("csv", lambda: _text(";".join(["x"] * 1_000_000) + "\n")),
    "one line of 20 MB": ("csv", lambda: _text("gemeente;x\n" + "9" * (20 * MB - 20))),
    "one line of ten million cells": ("csv", lambda: _text("gemeente;x\n" + "1;" * (10 * MB - 20))),
    "a quote that never closes": ("csv", lambda: _text('gemeente;x\n"' + "Breda;1\n" * 2_000_000)),
    "a record of a million lines": ("csv", lambda: _text("gemeente;x\n" + '"\n";' * 3_900_000)),
    "twenty million empty rows": ("csv", lambda: _text("x;y\n" + "\n" * (20 * MB - 8))),
    "ten million rows of a delimiter": ("csv", lambda: _text("x;y\n" + ";\n" * (10 * MB - 8))),
    "two million rows": ("csv", lambda: _text(GOOD + "Breda;1\n" * 2_400_000)),
    "quotes and quotes": ("csv", lambda: _text("a;b\n" + '""""""""";\n' * 1_000_000)),
    "five million rows of four bytes": ("csv", lambda: _text("a;b\n" + "é;1\n" * 4_000_000)),
    "a text of twenty million NULs": ("csv", lambda: GOOD.encode() + b"\0" * 20_000_000),
    "wide letters": ("csv", lambda: _text("a;b\n" + "\U0001f600" * 5_000_000)),
    "a line of single-byte letters": ("csv", lambda: b"gemeente;x\n" + b"\xe9" * 20_000_000),
}  # fmt: skip
"""By name: the ending of the file, and what makes it."""


def _with_parts(number: int) -> bytes:
    return zipped(unzipped(workbook(ROWS)) | {f"xl/media/{i}.png": b"" for i in range(number)})


def _big_zeros(megabytes: int) -> bytes:
    """Deflate at its best, made without the gigabyte in memory."""
    out = io.BytesIO(workbook(ROWS))
    with (
        zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet9.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(megabytes):
            part.write(bytes(MB))
    return out.getvalue()
