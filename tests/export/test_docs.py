"""docs/data.md is true: its examples run, and it names every table and column."""

from __future__ import annotations

import re

import pytest

from monitor.fields import FIELDS
from monitor.snapshot import COLUMNS
from tests.conftest import ROOT

TEXT = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", TEXT, flags=re.DOTALL)


def _blocks(language: str) -> list[str]:
    return [code for name, code in BLOCKS if name == language]


def test_there_is_an_example_for_every_tool():
    assert {name for name, _ in BLOCKS} == {"python", "sql", "r", "pyqgis"}
    assert all(len(code.strip().splitlines()) == 3 for _, code in BLOCKS)


@pytest.mark.parametrize("code", _blocks("python"))
def test_python_examples_run(code, monkeypatch, capsys):
    import matplotlib

    matplotlib.use("Agg")
    monkeypatch.chdir(ROOT)
    names: dict = {}
    exec(compile(code, "data.md", "exec"), names)
    assert len(names["figures"])


@pytest.mark.parametrize("code", _blocks("sql"))
def test_duckdb_examples_run(code, monkeypatch):
    duckdb = pytest.importorskip("duckdb")
    monkeypatch.chdir(ROOT)
    rows = duckdb.sql(code).fetchall()
    assert len(rows) == 5
    assert rows[0][1] >= rows[4][1]
    assert all(isinstance(name, str) for name, _ in rows)


@pytest.mark.parametrize("table", COLUMNS)
def test_every_table_and_column_is_explained(table):
    section = TEXT.split(f"### {table}.parquet")[1].split("\n### ")[0]
    for column in COLUMNS[table]:
        field = FIELDS[column]
        assert f"| `{column}` | {field.kind} | {field.meaning} |" in section
