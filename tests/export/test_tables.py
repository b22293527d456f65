"""Downloads are opened again: the figures are those of the snapshot, and nothing is a formula."""

from __future__ import annotations

import ast
import csv
import io
import unicodedata
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.analysis.scores import score_year
from monitor.export import tables
from monitor.export.tables import (
    OBSERVATION_COLUMNS,
    SCORE_COLUMNS,
    observation_table,
    score_table,
    to_csv,
    to_parquet,
    to_xlsx,
)
from monitor.fields import FIELDS
from monitor.safe import safe_csv, safe_text
from monitor.ui import files
from tests.export.conftest import NASTY

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@pytest.fixture(scope="module")
def small(snapshot) -> pd.DataFrame:
    return observation_table(snapshot, indicators=["eenzaam", "inkomen"], years=[2020])


@pytest.fixture(scope="module")
def scores(snapshot) -> pd.DataFrame:
    return score_table(snapshot, [score_year(snapshot, y) for y in (2020, 2023)])


def test_the_table_holds_every_observation_once(snapshot):
    table = observation_table(snapshot)
    assert list(table.columns) == OBSERVATION_COLUMNS
    assert len(table) == len(snapshot.observations)
    assert table[["title", "unit", "dimension", "region_name"]].notna().all().all()


def test_a_selection(snapshot):
    table = observation_table(snapshot, indicators=["eenzaam"], years=[2020], regions=["GM0758"])
    # data/README.md: 46.7% lonely in Breda in 2020
    assert table[["title", "region_name", "value"]].values.tolist() == [["Eenzaam", "Breda", 46.7]]


def test_dutch_csv(small):
    data = to_csv(small, "nl")
    assert data.startswith(b"\xef\xbb\xbfindicator;titel;dimensie;eenheid;gemeentecode;")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
    breda = next(r for r in rows if r["gemeente"] == "Breda" and r["indicator"] == "eenzaam")
    assert (breda["waarde"], breda["samengevoegd"], breda["ondergrens"]) == ("46,7", "nee", "")
    assert len(rows) == len(small)


def test_international_csv_reads_back_as_it_was(small):
    back = pd.read_csv(io.BytesIO(to_csv(small, "en")))
    assert list(back.columns) == OBSERVATION_COLUMNS
    assert back["value"].tolist() == small["value"].tolist()
    assert back["region"].tolist() == small["region"].tolist()


def test_dutch_csv_reads_back_as_it_was(small):
    back = pd.read_csv(io.BytesIO(to_csv(small, "nl")), sep=";", decimal=",")
    assert back["waarde"].tolist() == small["value"].tolist()


def test_parquet_reads_back_as_it_was(small):
    back = pd.read_parquet(io.BytesIO(to_parquet(small)))
    pd.testing.assert_frame_equal(back, small)


@pytest.mark.parametrize(
    ("style", "sheets"),
    [("nl", ["Gegevens", "Bronnen", "Toelichting"]), ("en", ["Data", "Sources", "About"])],
)
def test_excel_holds_figures_sources_and_method(small, snapshot, style, sheets):
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(small, snapshot, style)))
    assert book.sheetnames == sheets
    rows = list(book[sheets[0]].values)
    assert len(rows) == len(small) + 1
    place = OBSERVATION_COLUMNS.index("value")
    # Excel itself keeps fifteen digits
    assert [r[place] for r in rows[1:]] == pytest.approx(small["value"].tolist(), rel=1e-15)
    sources = list(book[sheets[1]].values)
    assert {r[0] for r in sources[1:]} == {"eenzaam", "inkomen"}
    assert "50090NED" in {r[6] for r in sources[1:]}
    text = " ".join(str(r[1]) for r in book[sheets[2]].values)
    assert "100 + 10 z" in text
    assert str(snapshot.id) in text


def test_scores(snapshot, scores):
    assert list(scores.columns) == SCORE_COLUMNS
    assert len(scores) == 2 * len(snapshot.regions)
    breda = scores[(scores["region"] == "GM0758") & (scores["year"] == 2020)].iloc[0]
    direct = score_year(snapshot, 2020).table.loc["GM0758"]
    assert breda["total"] == pytest.approx(direct["total"], abs=5e-5)
    assert breda["rank"] == direct["rank"]


def test_a_municipality_without_a_score_is_an_empty_cell(snapshot):
    half = score_table(snapshot, [score_year(snapshot, snapshot.catalog.first_year)])
    assert half["total"].isna().any()
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(half, snapshot)))
    column = SCORE_COLUMNS.index("total")
    cells = [r[column] for r in list(book["Gegevens"].values)[1:]]
    assert [c is None for c in cells] == half["total"].isna().tolist()
    assert b"nan" not in to_csv(half).lower().replace(b"financ", b"")


def test_rows_that_are_written_in_parts_stand_in_their_place_and_nothing_is_left_behind(
    snapshot, monkeypatch, tmp_path
):
    frame = pd.DataFrame({"a": ["x", None, "y", "z", None], "b": [1.5, 2.0, None, 4.0, None]})
    monkeypatch.setattr("monitor.export.tables._AT_ONCE", 2)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(frame, snapshot)))
    rows = [("a", "b"), ("x", 1.5), (None, 2), ("y", None), ("z", 4)]
    assert list(book["Gegevens"].values) == rows  # a last row without cells is no row in the file
    assert list(tmp_path.iterdir()) == []


# ---------------------------------------------------------------- nobody's text is trusted


def _harmless(text: str) -> bool:
    return not text.lstrip(" \N{NO-BREAK SPACE}\v\f\N{ZERO WIDTH SPACE}").startswith(FORMULA)


@pytest.mark.parametrize("text", NASTY)
def test_text_that_begins_as_a_formula_gets_an_apostrophe(text):
    assert _harmless(safe_text(text))
    assert safe_text(text).removeprefix("'") == text.replace("\x00", "").replace("\r", "\n")


FORMS = st.text(
    st.sampled_from("=+-@＝＋－＠﹢﹣﹦﹫\t\r\n \u3000\u2003\ufeff\u200b'1a;,\""), max_size=6
)


def _begins_a_formula(text: str) -> bool:
    """Reckoned anew: what a spreadsheet sees first, after spaces and signs that do not show."""
    seen = unicodedata.normalize("NFKC", text).lstrip("\v\f\u2060\u00ad\u200b\u200d\ufeff ")
    return seen[:1] in tuple("=+-@\t\r\n")


@given(st.text() | FORMS)
def test_any_text_is_harmless(text):
    assert _harmless(safe_text(text))
    assert not _begins_a_formula(safe_text(text))
    safe_text(text).encode()


@given(
    st.lists(st.tuples(FORMS, FORMS), min_size=1, max_size=4),
    st.lists(FORMS, min_size=2, max_size=2),
    st.sampled_from(["object", "str", "category"]),
)
def test_no_heading_and_no_cell_of_any_csv_begins_a_formula(rows, heads, kind):
    frame = pd.DataFrame(rows, columns=heads).astype(kind).assign(figure=-1.5)
    for sep, decimal in ((",", "."), (";", ",")):
        text = safe_csv(frame, sep, decimal)
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=sep))
        assert [line[-1] for line in lines] == ["figure", *[f"-1{decimal}5"] * len(rows)]
        assert not any(_begins_a_formula(cell) for line in lines for cell in line[:-1])


def test_every_csv_is_written_by_the_one_writer():
    """What a refresh keeps for itself is no file for a spreadsheet."""
    elsewhere = {"safe.py", "ingest/fetch.py"}
    package = Path(tables.__file__).parents[1]
    found = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and (node.attr == "to_csv" or ast.unparse(node) == "csv.writer")
    }
    assert found == elsewhere


def test_the_csv_of_a_chart_is_as_safe_and_has_no_tails_of_binary_fractions():
    frame = pd.DataFrame({" =kop": ["＝1+1"], "verschil": [0.1 + 0.2]})
    assert files.csv_bytes(frame).decode("utf-8-sig").splitlines() == [
        "' =kop;verschil", "'＝1+1;0,3",
    ]  # fmt: skip


def test_the_csv_of_a_chart_writes_whole_numbers_whole_and_truths_in_words():
    frame = pd.DataFrame(
        {"rang": [24.0, float("nan")], "score": [24.0, 99.5], "omgerekend": [True, False]}
    )
    assert files.csv_bytes(frame).decode("utf-8-sig").splitlines() == [
        "rang;score;omgerekend", "24;24,0;ja", ";99,5;nee",
    ]  # fmt: skip


def test_a_dutch_file_speaks_dutch(small):
    rows = list(csv.DictReader(io.StringIO(to_csv(small).decode("utf-8-sig")), delimiter=";"))
    assert {r["status"] for r in rows} <= {"definitief", "voorlopig", "modelschatting", "overbrugd"}
    assert "modelschatting" in {r["status"] for r in rows}
    assert b"model estimate" in to_csv(small, "en")


@pytest.mark.parametrize("style", ["nl", "en"])
def test_csv_is_harmless_and_negative_numbers_stay_numbers(nasty, style):
    data = to_csv(observation_table(nasty), style).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(data, newline=""), delimiter=";" if style == "nl" else ","))
    value = OBSERVATION_COLUMNS.index("value")
    assert len(rows) == len(nasty.observations) + 1
    for row in rows[1:]:
        assert row[value] == ("-1,5" if style == "nl" else "-1.5")
        assert all(_harmless(c) for i, c in enumerate(row) if i != value)
    names = {r[OBSERVATION_COLUMNS.index("region_name")] for r in rows[1:]}
    assert "<img src=x onerror=alert(1)>" in names


def test_excel_is_harmless_and_negative_numbers_stay_numbers(nasty):
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(observation_table(nasty), nasty)))
    for sheet in book:
        for cell in (c for row in sheet.iter_rows() for c in row):
            assert cell.data_type != "f"
            assert cell.hyperlink is None
            assert not isinstance(cell.value, str) or _harmless(cell.value)
    values = [r[OBSERVATION_COLUMNS.index("value")] for r in list(book["Gegevens"].values)[1:]]
    assert set(values) == {-1.5}


def test_parquet_keeps_text_as_it_is_for_programs(nasty):
    back = pd.read_parquet(io.BytesIO(to_parquet(observation_table(nasty))))
    assert set(back["region_name"]) <= set(NASTY)


def test_every_column_that_leaves_is_explained():
    assert set(OBSERVATION_COLUMNS + SCORE_COLUMNS) <= set(FIELDS)
