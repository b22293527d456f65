"""Good files, as people really have them, are understood; every expected number is in the file."""

from __future__ import annotations

import io

import pandas as pd
import pytest

from tests.own.workbooks import workbook

EXPECTED = {("GM0758", 2019): 41.7, ("GM0758", 2020): 1234.5, ("GM0518", 2020): 12.0}
LONG = [
    ["gemeente", "jaar", "eenzaam"],
    ["Breda", 2019, "41,7"],
    ["Breda", 2020, "1.234,5"],
    ["Den Haag", 2020, "12"],
]


def _text(delimiter: str, rows: list[list[object]] = LONG, end: str = "\n") -> str:
    def cell(value: object) -> str:
        return f'"{value}"' if delimiter in str(value) else str(value)

    return "".join(delimiter.join(map(cell, r)) + end for r in rows)


def _figures(understood) -> dict:
    assert understood.ok, [str(p) for p in understood.problems] + understood.questions
    frame = understood.figures
    return {
        (r, y): v for r, y, v in zip(frame["region"], frame["year"], frame["value"], strict=True)
    }


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_delimiter_and_line_end(read, delimiter, end):
    understood = read(_text(delimiter, end=end))
    assert _figures(understood) == EXPECTED
    assert understood.grid.delimiter == delimiter
    assert understood.decimal == ","


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1", "cp850",
     "mac_roman"],
)  # fmt: skip
def test_names_in_every_encoding(read, encoding):
    text = "gemeente;jaar;één\nSúdwest-Fryslân;2020;3,5\n's-Gravenhage;2020;4\n"
    understood = read(text.encode(encoding))
    assert _figures(understood) == {("GM1900", 2020): 3.5, ("GM0518", 2020): 4.0}
    assert understood.names == ["één"]


@pytest.mark.parametrize(
    "cells",
    [
        ["41.7", "1,234.5", "12"],
        ["41.7", "1234.5", "12"],
        ["41,7", "1 234,5", "12"],
        ["41,7", "1\N{NO-BREAK SPACE}234,5", "12,0"],
        ["41,7", "1'234,5", "12"],
        ["41,7 %", "1.234,50", "€ 12"],
        ["+41,7", "1,2345E3", "12"],
    ],
)
def test_every_way_to_write_a_number(read, cells):
    rows = [LONG[0], *([*row[:2], cell] for row, cell in zip(LONG[1:], cells, strict=True))]
    assert _figures(read(_text(";", rows))) == EXPECTED


def test_thousands_are_told_from_decimals_by_the_rest_of_the_file(read):
    data = "gemeente;jaar;inwoners;eenzaam\nBreda;2020;184.069;41,7\nTilburg;2020;1.234;3\n"
    frame = read(data).figures
    assert frame[frame["name"] == "inwoners"]["value"].tolist() == [184069.0, 1234.0]


def test_numbers_that_read_both_ways_are_asked_for(read):
    data = "gemeente;jaar;x\nBreda;2020;1.234\n"
    asked = read(data)
    assert not asked.ok
    assert [q.field for q in asked.questions] == ["decimal x"]
    assert asked.figures.empty
    assert _figures(read(data, decimal=",")) == {("GM0758", 2020): 1234.0}
    assert _figures(read(data, decimal=".")) == {("GM0758", 2020): 1.234}


@pytest.mark.parametrize(
    "name",
    ["GM0758", "gm0758", "GM758", "758", "0758", "758.0", "Breda", "BREDA", " breda ",
     "Gemeente Breda", "Breda (gemeente)"],
)  # fmt: skip
def test_every_way_to_write_a_municipality(read, name):
    data = f"gemeente;jaar;x\n{name};2020;5\nGM0855;2020;6\n"
    assert _figures(read(data))[("GM0758", 2020)] == 5.0


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Den Haag", "GM0518"),
        ("'s-Gravenhage", "GM0518"),
        ("’s Gravenhage", "GM0518"),
        ("s-Gravenhage", "GM0518"),
        ("'s-Gravenhage (gemeente)", "GM0518"),
        ("Den Bosch", "GM0796"),
        ("Bergen (NH.)", "GM0373"),
        ("Bergen NH", "GM0373"),
        ("Bergen (L)", "GM0893"),
        ("Laren (NH.)", "GM0417"),
        ("Sudwest Fryslan", "GM1900"),
        ("Schijndel", "GM0844"),
        ("Sint Oedenrode", "GM0846"),
    ],
)
def test_present_former_and_everyday_names(read, name, code):
    data = f"gemeente;jaar;x\nBreda;2016;1\n{name};2016;2\n"
    assert _figures(read(data))[(code, 2016)] == 2.0


def test_years_as_columns(read):
    understood = read("Gemeente;2019;2020\nBreda;41,7;1.234,5\nDen Haag;.;12\n")
    assert _figures(understood) == EXPECTED
    assert understood.layout.kind == "years"
    assert understood.missing == {"waarde": 1}


def test_indicator_and_year_in_the_titles(read):
    data = "code;Eenzaam 2019;Eenzaam 2020;Sport (2020)\nGM0758;1,5;2;3\nGM0518;;4;5\n"
    understood = read(data)
    assert understood.missing == {"Eenzaam": 1, "Sport": 0}
    frame = understood.figures
    assert set(zip(frame["name"], frame["region"], frame["year"], frame["value"], strict=True)) == {
        ("Eenzaam", "GM0758", 2019, 1.5),
        ("Eenzaam", "GM0758", 2020, 2.0),
        ("Eenzaam", "GM0518", 2020, 4.0),
        ("Sport", "GM0758", 2020, 3.0),
        ("Sport", "GM0518", 2020, 5.0),
    }


def test_a_row_for_each_indicator(read):
    data = (
        "Regio;Jaar;Onderwerp;Waarde\n"
        "GM0758;2020;Eenzaam;41,7\nGM0758;2020;Sport;60\nGM0855;2020;Eenzaam;-\nGM0855;2020;Sport;61\n"
    )
    understood = read(data)
    assert understood.layout.kind == "long"
    assert understood.missing == {"Eenzaam": 1, "Sport": 0}
    assert understood.figures["value"].tolist() == [41.7, 60.0, 61.0]


def test_a_row_for_each_subject_with_several_columns(read):
    data = (
        "gm,type,jaar,kiezers,opkomst\nGM0758,TK,2021,100,80.5\nGM0758,PS,2021,90,55\n"
        "GM0855,TK,2021,200,79\nGM0855,PS,2021,190,\n"
    )
    understood = read(data)
    assert understood.missing == {
        "TK: kiezers": 0, "TK: opkomst": 0, "PS: kiezers": 0, "PS: opkomst": 1,
    }  # fmt: skip
    frame = understood.figures
    assert frame[frame["name"] == "TK: opkomst"]["value"].tolist() == [80.5, 79.0]


def test_several_value_columns_with_code_and_name(read):
    data = "Gemeentecode,Gemeentenaam,jaar,a,b\n758,Breda,2020,1.5,2\n518,Den Haag,2020,3,4\n"
    understood = read(data)
    assert understood.names == ["a", "b"]
    assert understood.figures["value"].tolist() == [1.5, 2.0, 3.0, 4.0]


def test_a_number_of_the_municipality_beside_its_name_is_no_figure(read):
    understood = read("id;Gemeente;jaar;x\n758;Breda;2020;1\n855;Tilburg;2020;2\n")
    assert understood.ok
    assert understood.names == ["x"]


def test_one_year_is_asked_for_and_taken(read):
    asked = read("gemeente;x\nBreda;1\n", "sport_2021.csv")
    assert [q.field for q in asked.questions] == ["year"]
    assert asked.questions[0].options == ("2021",)
    assert _figures(read("gemeente;x\nBreda;1\n", year=2021)) == {("GM0758", 2021): 1.0}


@pytest.mark.parametrize("year", ["2020", "2020JJ00", "2020-01-01", "01-01-2020", "2020.0"])
def test_every_way_to_write_a_year(read, year):
    assert _figures(read(f"gemeente;jaar;x\nBreda;{year};1\n")) == {("GM0758", 2020): 1.0}


def test_an_asterisk_is_provisional(read):
    understood = read("gemeente;jaar;x\nBreda;2020*;1\nBreda;2019;1\n")
    assert understood.figures["provisional"].tolist() == [True, False]


@pytest.mark.parametrize(
    "mark", ["", ".", "..", "-", "x", "X", "leeg", "n.b.", "NVT", "n.v.t.", "onbekend", "#N/B"]
)
def test_every_way_to_say_that_there_is_no_figure(read, mark):
    understood = read(f"gemeente;jaar;x\nBreda;2020;1\nTilburg;2020;{mark}\n")
    assert _figures(understood) == {("GM0758", 2020): 1.0}
    assert understood.missing == {"x": 1}


def test_excel_with_numbers_and_with_text(read):
    rows = [["gemeente", "jaar", "eenzaam"], ["Breda", 2019, 41.7], ["Breda", "2020", "1.234,5"],
            ["Den Haag", 2020, 12]]  # fmt: skip
    assert _figures(read(workbook(rows), "cijfers.xlsx")) == EXPECTED


def test_excel_with_years_as_columns(read):
    rows = [["gemeente", 2019, 2020.0], ["Breda", 41.7, 1234.5], ["Den Haag", None, 12]]
    understood = read(workbook(rows), "cijfers.xlsx")
    assert _figures(understood) == EXPECTED


def test_excel_percentages_count_as_they_are_shown(read):
    def percent(book):
        book.active["C2"].number_format = "0.0%"

    rows = [["gemeente", "jaar", "eenzaam"], ["Breda", 2019, 0.417]]
    understood = read(workbook(rows, edit=percent), "cijfers.xlsx")
    assert _figures(understood) == {("GM0758", 2019): 41.7}
    assert [p.code for p in understood.problems] == ["procentopmaak"]


def test_excel_with_a_title_above_is_told(read):
    def merge(book):
        book.active.merge_cells("A1:C1")

    rows = [["Tabel 3. Eenzaamheid"], [], *LONG]
    understood = read(workbook(rows, edit=merge), "cijfers.xlsx")
    assert _figures(understood) == EXPECTED
    assert [(p.code, p.row, p.blocks) for p in understood.problems] == [("titelregel", 1, False)]


def test_a_second_worksheet_is_asked_for(read):
    def add(book):
        sheet = book.create_sheet("Oud")
        sheet.append(["gemeente", "jaar", "x"])
        sheet.append(["Tilburg", 2019, 3])

    data = workbook(LONG, edit=add)
    asked = read(data, "cijfers.xlsx")
    assert asked.questions[0].field == "sheet"
    assert asked.questions[0].options == ("Blad1", "Oud")
    assert _figures(read(data, "cijfers.xlsx", sheet="Oud")) == {("GM0855", 2019): 3.0}


def test_a_worksheet_named_data_goes_first(read):
    def add(book):
        book.create_sheet("Toelichting").append(["Lees dit", "eerst"])

    understood = read(workbook(LONG, edit=add, sheet="Data"), "cijfers.xlsx")
    assert _figures(understood) == EXPECTED


def test_parquet(read):
    out = io.BytesIO()
    frame = pd.DataFrame(
        {"region": ["GM0758", "GM0758", "GM0518"], "year": [2019, 2020, 2020],
         "eenzaam": [41.7, 1234.5, 12.0], "leeg": [None, 1.0, 2.0]}
    )  # fmt: skip
    frame.to_parquet(out)
    understood = read(out.getvalue(), "cijfers.parquet")
    assert understood.names == ["eenzaam", "leeg"]
    figures = understood.figures
    assert figures[figures["name"] == "eenzaam"]["value"].tolist() == [41.7, 1234.5, 12.0]
    assert understood.missing == {"eenzaam": 0, "leeg": 1}


def test_excel_writes_its_separator_on_the_first_line(read):
    assert _figures(read("sep=;\n" + _text(";"))) == EXPECTED


def test_markup_in_a_title_or_text_stays_text(read):
    evil = "<img src=x onerror=alert(1)>"
    understood = read(f"gemeente;jaar;{evil};opmerking\nBreda;2020;1;{evil}\n")
    assert understood.ok
    assert understood.names == [evil]
    assert understood.layout.ignored == ("opmerking",)
