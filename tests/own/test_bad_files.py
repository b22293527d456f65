"""Malformed files: each gets a clear sentence, none a traceback, none is half taken in."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from functools import cache

import numpy as np
import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.own import rows
from tests.own.workbooks import with_part, workbook, zipped

GOOD = "gemeente;jaar;eenzaam\nBreda;2020;41,7\nTilburg;2020;45\n"
ROWS = [["gemeente", "jaar", "eenzaam"], ["Breda", 2020, 41.7], ["Tilburg", 2020, 45]]
QUIET = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def refused(understood, code: str = "", row: int | None = None) -> None:
    """Nothing is taken in; the first problem says what is wrong and what to do."""
    assert not understood.ok
    assert understood.figures.empty
    sentences = [str(p) for p in understood.problems] + [q.what for q in understood.questions]
    assert sentences
    for sentence in sentences:
        assert sentence[0].isupper() or not sentence[0].isalpha()
        assert sentence.rstrip()[-1] in ".?:)"
        assert "Traceback" not in sentence
        assert "Error" not in sentence
        assert sentence.isprintable()
    assert all(p.remedy for p in understood.problems if p.blocks and not p.what.startswith("nog "))
    if code:
        found = [p for p in understood.problems if p.code == code and p.blocks]
        assert found, sentences
        assert row is None or row in [p.row for p in found], sentences


# ---------------------------------------------------------------- text, row by row

TEXT_FILES = {
    "totals row": (GOOD + "Totaal;2020;86,7\n", "totaalrij", 4),
    "the Netherlands": ("gemeente;jaar;x\nNederland;2020;1\nBreda;2020;2\n", "totaalrij", 2),
    "province": (GOOD + "Noord-Brabant (PV);2020;1\n", "totaalrij", 4),
    "province by code": ("code;jaar;x\nGM0758;2020;1\nPV30;2020;2\n", "totaalrij", 3),
    "all of Brabant": (GOOD + "Totaal Noord-Brabant;2020;1\n", "totaalrij", 4),
    "two header rows": ("gemeente;eenzaam;\n;2019;2020\nBreda;1;2\n", "twee kopregels", 2),
    "row of units": ("gemeente;jaar;x\n;;%\nBreda;2020;1\n", "twee kopregels", 2),
    "no header": ("Breda;2020;41,7\nTilburg;2020;45\n", "geen kopregel", 1),
    "header only": ("gemeente;jaar;x\n", "geen gegevens", 1),
    "municipalities across": ("jaar;Breda;Tilburg\n2020;1;2\n", "gedraaid", 1),
    "unknown name": (GOOD + "Bredaa;2020;1\n", "onbekende naam", 4),
    "unknown code": (GOOD + "GM1234;2020;1\n", "onbekende code", 4),
    "code of nowhere": (GOOD + "GM0999;2020;1\n", "geen echte gemeente", 4),
    "district": (GOOD + "WK075801;2020;1\n", "wijkcode", 4),
    "ambiguous name": (GOOD + "Bergen;2020;1\n", "dubbelzinnige naam", 4),
    "name missing": (GOOD + ";2020;1\n", "geen gemeente in rij", 4),
    "merged away cells": ("gemeente;jaar;x\nBreda;2019;1\n;2020;2\n", "geen gemeente in rij", 3),
    "code and name differ": (
        "code;naam;jaar;x\nGM0758;Breda;2020;1\nGM0855;Breda;2020;2\n", "code en naam", 3),
    "column slipped": ("code;naam;jaar;x\nGM0758;Tilburg;2020;1\nGM0855;Eindhoven;2020;2\n",
                       "code en naam", 2),
    "twice": (GOOD + "Breda;2020;1\n", "dubbele rij", 4),
    "twice with a remark": (
        "gemeente;jaar;x;opmerking\nBreda;2020;1;\nOss;2019;1;\nTilburg;2020;2;eerste\n"
        "Tilburg;2020;3;tweede\nEindhoven;2020;3;\n", "dubbele rij", 5),
    "twice by other name": ("gemeente;jaar;x\nDen Haag;2020;1\n's-Gravenhage;2020;2\n",
                            "dubbele rij", 3),
    "twice without year": ("gemeente;x\nBreda;1\nBreda;2\n", "dubbele rij", 3),
    "year too early": (GOOD + "Breda;1999;1\n", "jaar buiten bereik", 4),
    "year too late": (GOOD + "Breda;2099;1\n", "jaar buiten bereik", 4),
    "year no year": (GOOD + "Breda;20-20;1\n", "onleesbaar jaar", 4),
    "school year": (GOOD + "Breda;2019/2020;1\n", "onleesbaar jaar", 4),
    "quarter": (GOOD + "Breda;2020KW01;1\n", "onleesbaar jaar", 4),
    "year missing": (GOOD + "Breda;;1\n", "geen jaar", 4),
    "year column out of range": ("gemeente;1999;2020\nBreda;1;2\n", "jaar buiten bereik", 1),
    "year in column and title": ("gemeente;jaar;2019;2020\nBreda;2020;1;2\n", "jaar dubbel", None),
    "same year in two titles": ("gemeente;x 2020;x (2020)\nBreda;1;2\n", "dubbele kolom", 1),
    "word as value": (GOOD + "Breda;2019;veel\n", "geen getal", 4),
    "unit in value": (GOOD + "Breda;2019;12 procent\n", "geen getal", 4),
    "smaller than": (GOOD + "Breda;2019;<5\n", "geen getal", 4),
    "range as value": (GOOD + "Breda;2019;10-20\n", "geen getal", 4),
    "formula as text": (GOOD + "Breda;2019;=SOM(C2:C3)\n", "geen getal", 4),
    "command as text": (GOOD + "Breda;2019;=cmd|' /C calc'!A0\n", "geen getal", 4),
    "division by zero": (GOOD + "Breda;2019;#DEEL/0!\n", "geen getal", 4),
    "infinite": (GOOD + "Breda;2019;inf\n", "geen getal", 4),
    "beyond measure": (GOOD + "Breda;2019;1E99\n", "geen getal", 4),
    "wrong thousands": (GOOD + "Breda;2019;1.23.456,7\n", "geen getal", 4),
    "markup as value": (GOOD + "Breda;2019;<img src=x onerror=alert(1)>\n", "geen getal", 4),
    "markup as name": (GOOD + "<script>alert(1)</script>;2019;1\n", "onbekende naam", 4),
    "comma and point": ("gemeente;jaar;x\nBreda;2019;1,5\nBreda;2020;2.5\n",
                        "decimaalteken gemengd", 3),
    "comma in a comma file": ("gemeente,jaar,x\nBreda,2020,41,7\n", "te veel cellen", 2),
    "one column": ("gemeente\nBreda\n", "bestand", None),
    "no values": ("gemeente;opmerking\nBreda;goed\nTilburg;beter\n", "geen waarden", None),
    "all missing": ("gemeente;jaar;x\nBreda;2020;-\nTilburg;2020;x\n", "alles leeg", None),
    "no municipality": ("wat;jaar;x\nappel;2020;1\npeer;2020;2\n", "geen gemeente", None),
    "two columns of one name": ("gemeente;x;X\nBreda;1;2\n", "dubbele kolom", None),
    "column without name": ("gemeente;jaar;x;\nBreda;2020;1;2\n", "te veel cellen", None),
    "column without name inside": ("gemeente;jaar;;x\nBreda;2020;1;2\n", "kolom zonder naam", None),
    "endless name": (f"gemeente;jaar;{'x' * 300}\nBreda;2020;1\n", "lange naam", None),
    "a line of text in between": (GOOD + "Bron: CBS\nOss;2020;1\n", "losse tekst", 4),
    "subject missing": (
        "gemeente;jaar;wat;x\nBreda;2020;a;1\nBreda;2020;b;2\nOss;2020;;3\n", "geen onderwerp", 4),
    "open quote": ('gemeente;jaar;x\nBreda;2020;"1\nTilburg;2020;2\n', "bestand", None),
    "quote inside": ('gemeente;jaar;x\n"Bre"da;2020;1\n', "bestand", None),
    "endless cell": (f"gemeente;jaar;x\nBreda;2020;{'9' * 3000}\n", "bestand", None),
    "many columns": (";".join(f"x{i}" for i in range(400)) + "\n", "bestand", None),
    "only spaces": (" \n\t\n", "bestand", None),
    "json": ('[{"gemeente": "Breda"}]', "bestand", None),
    "xml": ('<?xml version="1.0"?><rijen><rij/></rijen>', "bestand", None),
    "web page": ("<!DOCTYPE html><html><table></table></html>", "bestand", None),
}  # fmt: skip


@pytest.mark.parametrize("name", TEXT_FILES)
def test_text(read, name):
    data, code, row = TEXT_FILES[name]
    refused(read(data), code, row)


def test_a_nul_byte_is_named_with_its_row(read):
    understood = read(GOOD.encode() + b"Oss;2020;1\0\n")
    refused(understood, "bestand")
    assert "rij 4" in str(understood.problems[0])


def test_half_a_utf16_file(read):
    refused(read(b"\xff\xfe" + GOOD.encode("utf-16-le")[:-1]), "bestand")


def test_two_hundred_thousand_rows_is_the_limit(read):
    rows = "".join(f"GM0758;2020;{i}\n" for i in range(200_001))
    understood = read("gemeente;jaar;x\n" + rows)
    refused(understood, "bestand")
    assert "200.000 rijen" in str(understood.problems[0])


def test_twenty_megabytes_is_the_limit(read):
    understood = read(b"gemeente;jaar;x\n" + b"x" * (20 * 1024 * 1024))
    refused(understood, "bestand")
    assert "20 MB" in str(understood.problems[0])


def test_many_problems_of_a_kind_are_counted(read):
    rows = "".join(f"Onbekend{i};2020;1\n" for i in range(500))
    understood = read("gemeente;jaar;x\nBreda;2020;1\n" + rows)
    refused(understood, "onbekende naam")
    assert len(understood.problems) == 51
    assert "450 keer" in str(understood.problems[-1])


def test_every_problem_names_row_column_and_value(read):
    problem = read(GOOD + "Bredaa;2019;1\n").problems[0]
    assert (problem.row, problem.column, problem.value) == (4, "gemeente", "Bredaa")
    assert str(problem) == (
        "Rij 4, kolom 'gemeente', 'Bredaa': er is geen gemeente met deze naam, van nu of van vóór"
        " een herindeling. Bedoeld is misschien Breda. Gebruik de naam van CBS of de code (GM0758)."
    )


# ---------------------------------------------------------------- workbooks


def test_merged_cells(read):
    def merge(book):
        book.active.merge_cells("A2:A3")

    refused(read(workbook(ROWS, edit=merge), "x.xlsx"), "samengevoegd", 3)


def test_a_formula_without_outcome(read):
    rows = [*ROWS, ["Eindhoven", 2020, "=SUM(C2:C3)"]]
    understood = read(workbook(rows), "x.xlsx")
    refused(understood, "formule zonder uitkomst", 4)


def test_a_formula_without_outcome_above_the_header(read):
    refused(read(workbook([["=1+1"], *ROWS]), "x.xlsx"), "formule zonder uitkomst", 1)


def test_a_formula_with_outcome_is_read_as_its_value_and_told(read):
    data = workbook([*ROWS, ["Eindhoven", 2020, "=SUM(C2:C3)"]])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    assert b"<f>SUM(C2:C3)</f><v />" in sheet or b"<f>SUM(C2:C3)</f><v></v>" in sheet
    for empty in (b"<v />", b"<v></v>"):
        sheet = sheet.replace(b"<f>SUM(C2:C3)</f>" + empty, b"<f>SUM(C2:C3)</f><v>86.7</v>")
    understood = read(with_part(data, "xl/worksheets/sheet1.xml", sheet), "x.xlsx")
    assert understood.ok
    assert understood.figures["value"].tolist() == [41.7, 45.0, 86.7]
    assert [p.code for p in understood.problems] == ["formule"]


def test_an_error_value(read):
    refused(read(workbook([*ROWS, ["Eindhoven", 2020, "#DIV/0!"]]), "x.xlsx"), "geen getal", 4)


def test_a_number_that_excel_made_a_date(read):
    rows = [*ROWS, ["Eindhoven", 2020, pd.Timestamp("2020-02-01").to_pydatetime()]]
    refused(read(workbook(rows), "x.xlsx"), "geen getal", 4)


def test_a_truth_value(read):
    refused(read(workbook([*ROWS, ["Eindhoven", 2020, True]]), "x.xlsx"), "geen getal", 4)


def test_an_integer_beyond_measure(read):
    data = workbook([*ROWS, ["Eindhoven", 2020, 7]])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    sheet = sheet.replace(b"<v>7</v>", b"<v>" + b"9" * 400 + b"</v>")
    refused(read(with_part(data, "xl/worksheets/sheet1.xml", sheet), "x.xlsx"), "geen getal", 4)


def test_macros(read):
    data = with_part(workbook(ROWS), "xl/vbaProject.bin", b"x")
    refused(read(data, "x.xlsm"), "bestand")


def test_an_empty_workbook(read):
    refused(read(workbook([]), "x.xlsx"), "bestand")


def test_a_worksheet_that_is_not_there(read):
    refused(read(workbook(ROWS), "x.xlsx", sheet="Blad9"), "bestand")


def test_a_hidden_worksheet_is_not_read(read):
    def hide(book):
        book.create_sheet("Leeg")
        book["Blad1"].sheet_state = "hidden"

    refused(read(workbook(ROWS, edit=hide), "x.xlsx"), "bestand")


def test_a_zip_bomb(read):
    rows = b"<row>" + b"0" * (201 * 1024 * 1024)
    data = with_part(workbook(ROWS), "xl/worksheets/sheet1.xml", rows)
    assert len(data) < 1_000_000
    refused(read(data, "x.xlsx"), "bestand")


def test_a_zip_bomb_that_lies_about_its_size(read):
    data = bytearray(with_part(workbook(ROWS), "xl/worksheets/sheet1.xml", b"0" * 50_000_000))
    real = struct.pack("<I", 50_000_000)
    while (place := data.find(real)) >= 0:
        data[place : place + 4] = struct.pack("<I", 100)
    refused(read(bytes(data), "x.xlsx"), "bestand")


def test_an_entity_bomb(read):
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><sst>&a;</sst>'
    refused(read(with_part(workbook(ROWS), "xl/workbook.xml", bomb), "x.xlsx"), "bestand")


def test_a_worksheet_that_claims_every_cell_there_is(read):
    data = workbook(ROWS)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    sheet = sheet.replace(b'ref="A1:C3"', b'ref="A1:XFD1048576"')
    assert read(with_part(data, "xl/worksheets/sheet1.xml", sheet), "x.xlsx").ok


@pytest.mark.parametrize(
    ("data", "filename", "word"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504, "oud.xls", "oud Excel-bestand"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
         "geheim.xlsx", "wachtwoord"),
        (b"<html><body><table><tr><td>Breda</td></tr></table></body></html>", "x.xls", "HTML"),
        (b"\xef\xbb\xbf  <table><tr><td>Breda", "x.xls", "HTML"),
        (b'<?xml version="1.0"?><Workbook/>', "x.xls", "XML"),
        (GOOD.encode(), "x.xlsx", "verkeerde naam"),
        (GOOD.encode(), "x.parquet", "verkeerde naam"),
        (b"%PDF-1.7 ...", "x.pdf", "pdf"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 20, "x.csv", "plaatje"),
        (b"\x1f\x8b" + zlib.compress(GOOD.encode()), "x.csv.gz", "ingepakt"),
        (zipped({"cijfers.csv": GOOD.encode()}), "x.zip", "zip-bestand"),
        (zipped({"word/document.xml": b"<w/>"}), "x.docx", "Office-document"),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "x.ods",
         "OpenDocument"),
        (b"", "x.csv", "leeg"),
        (b"\0" * 100, "x.csv", "leeg"),
        (b"PK\x03\x04 half", "x.xlsx", "beschadigd"),
        (b"PAR1 half PAR1", "x.parquet", "beschadigd"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_called_what_it_is(read, data, filename, word):
    understood = read(data, filename)
    refused(understood, "bestand")
    assert word in str(understood.problems[0])


# ---------------------------------------------------------------- parquet


def _parquet(table: pa.Table) -> bytes:
    out = io.BytesIO()
    pq.write_table(table, out)
    return out.getvalue()


def test_parquet_with_nested_columns(read):
    table = pa.table({"gemeente": ["Breda"], "jaar": [2020], "x": [[1, 2]]})
    refused(read(_parquet(table), "x.parquet"), "bestand")


def test_parquet_with_one_long_text_repeated(read):
    text = pa.DictionaryArray.from_arrays(np.zeros(50_000, dtype="int32"), ["y" * 500_000])
    table = pa.table({"gemeente": ["Breda"] * 50_000, "opmerking": text})
    out = io.BytesIO()
    pq.write_table(table, out, store_schema=False)  # read as plain text this is 25 GB
    assert len(out.getvalue()) < 1_000_000
    refused(read(out.getvalue(), "x.parquet"), "bestand")


def test_parquet_with_infinity(read):
    table = pa.table({"gemeente": ["Breda", "Tilburg"], "jaar": [2020, 2020], "x": [np.inf, 1.0]})
    refused(read(_parquet(table), "x.parquet"), "geen getal", 2)


# ---------------------------------------------------------------- generated


def whole_or_nothing(understood) -> None:
    """Taken in: every filled value cell is a figure. Not: no figure, and a sentence."""
    if not understood.ok:
        assert understood.figures.empty
        assert understood.problems or understood.questions
        assert all(p.what for p in understood.problems)
        return
    layout, grid = understood.layout, understood.grid
    cells = [
        row[column.place]
        for number, row in grid.rows
        if number > layout.header
        for column in layout.values
        if column.place < len(row)
    ]
    filled = sum(c is not None for c in cells)
    assert len(understood.figures) <= filled
    given = len(understood.figures) + sum(understood.missing.values())
    notes = sum(p.code == "tekst onder de tabel" for p in understood.problems)
    places = len(layout.values) * (sum(n > layout.header for n, _ in grid.rows) - notes)
    chosen = any(what.template.startswith("De rijen zijn") for what, _ in understood.answered)
    assert given <= places if chosen else given == places
    assert np.isfinite(understood.figures["value"]).all()


CELL = st.one_of(
    st.sampled_from(
        ["Breda", "GM0758", "758", "Tilburg", "Totaal", "2020", "2019", "1,5", "2.5", "1.234", "x",
         "", "=1+1", "@x", "#N/B", "#REF!", "n.b.", "Bergen", "\t", '"', "'", "\0", "é", "\u202e",
         "-", "1e5", "12%", "<b>", "jaar", "gemeente"]
    ),
    st.text(max_size=8),
    st.integers(-5, 3000).map(str),
)  # fmt: skip


@QUIET
@given(st.lists(st.lists(CELL, max_size=5), max_size=6), st.sampled_from(";,\t|"))
def test_any_table_of_odd_cells(read, rows, delimiter):
    whole_or_nothing(read("\n".join(delimiter.join(r) for r in rows).encode("utf-8", "replace")))


@QUIET
@given(st.binary(max_size=300))
def test_any_bytes(read, data):
    whole_or_nothing(read(data))


@QUIET
@given(st.data())
def test_any_damage_to_a_good_text(read, data):
    raw = bytearray(GOOD.encode())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(raw) - 1))
        raw[place] = data.draw(st.integers(0, 255))
    whole_or_nothing(read(bytes(raw[: data.draw(st.integers(1, len(raw)))])))


@cache
def _whole(kind: str) -> bytes:
    return workbook(ROWS) if kind == "xlsx" else _parquet(pa.Table.from_pandas(_frame()))


@pytest.mark.parametrize("kind", ["xlsx", "parquet"])
@QUIET
@given(st.data())
def test_any_damage_to_a_good_binary(read, kind, data):
    raw = bytearray(_whole(kind))
    for _ in range(data.draw(st.integers(1, 6))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.one_of(st.just(len(raw)), st.integers(1, len(raw))))
    whole_or_nothing(read(bytes(raw[:cut]), f"x.{kind}"))


def _frame() -> pd.DataFrame:
    return pd.DataFrame(ROWS[1:], columns=ROWS[0])


@QUIET
@given(
    st.lists(
        st.lists(
            st.one_of(CELL, st.floats(), st.integers(), st.booleans(), st.none(), st.datetimes()),
            max_size=5,
        ),
        max_size=6,
    )
)
def test_any_workbook_of_odd_cells(read, rows):
    try:
        data = workbook(rows)
    except (ValueError, openpyxl.utils.exceptions.IllegalCharacterError):
        return  # openpyxl itself does not write such a cell
    whole_or_nothing(read(data, "x.xlsx"))


def test_no_more_names_are_guessed_than_are_listed(read, monkeypatch):
    asked = []
    monkeypatch.setattr(rows, "candidates", lambda text, _places: asked.append(text) or ["Breda"])
    names = "".join(f"Buurt nummer {i};2020;{i}\n" * 2 for i in range(2_000))
    understood = read("gemeente;jaar;x\n" + names)
    refused(understood, "onbekende naam")
    assert len(asked) == len(set(asked)) <= 100
    listed = [p for p in understood.problems if p.row]
    assert len(listed) == 50
    assert all("Breda" in p.remedy for p in listed)


def test_a_file_that_is_too_large_is_not_said_to_be_as_large_as_it_may_be(read) -> None:
    """Who reads a file stops a byte after the limit: its size is not known then."""
    found = read(b"x" * (20 * 1024 * 1024 + 1), "groot.csv")
    refused(found)
    assert str(found.problems[0]).startswith("Het bestand is te groot: hooguit 20 MB.")
