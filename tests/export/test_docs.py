"""docs/data.md is true: its examples run, and it names every table and column."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess

import pytest

from monitor.analysis.scores import score_year
from monitor.export.tables import observation_table, score_table, to_csv
from monitor.fields import FIELDS
from monitor.snapshot_tables import COLUMNS
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


# ---------------------------------------------------------------- tools that are no Python package


def _has_qgis(python: str) -> bool:
    """QGIS brings its own module for the Python of the system."""
    try:
        found = subprocess.run(
            [python, "-c", "import qgis.core"], capture_output=True, timeout=60, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return found.returncode == 0


@pytest.fixture
def downloads(snapshot, tmp_path, monkeypatch):
    """A folder with what the examples name: the snapshot, and two downloads of the page Data."""
    shutil.copytree(snapshot.path, tmp_path / "geodata" / "snapshot")
    scores = score_table(snapshot, [score_year(snapshot, year) for year in (2023, 2024)])
    (tmp_path / "scores.csv").write_bytes(to_csv(scores, "en"))
    (tmp_path / "observations.csv").write_bytes(to_csv(observation_table(snapshot), "en"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("code", _blocks("r"))
def test_r_examples_run(code, downloads, snapshot):
    program = shutil.which("Rscript")
    if program is None:
        pytest.skip("R is not on this machine (Debian: r-base-core)")
    done = subprocess.run(
        [program, "-e", code], capture_output=True, text=True, timeout=120, check=True
    )
    o = snapshot.observations
    lonely = o[(o["indicator"] == "eenzaam") & (o["year"] == 2020)].nlargest(5, "value")
    shown = [line.split()[-1] for line in done.stdout.splitlines()[1:]]
    assert [float(v) for v in shown] == lonely["value"].tolist()


QGIS = """
import json
from qgis.core import QgsApplication, QgsProject, QgsVectorLayer
app = QgsApplication([], False)
app.initQgis()
class Interface:
    def addVectorLayer(self, path, name, provider):
        layer = QgsVectorLayer(path, name, provider)
        assert layer.isValid(), layer.error().message()
        return QgsProject.instance().addMapLayer(layer)
iface = Interface()
exec(open("example.py").read())
(layer,) = QgsProject.instance().mapLayersByName("kaart")
total = layer.fields().lookupField("total")
print(json.dumps({
    "crs": layer.crs().authid(),
    "numeric": layer.fields()[total].isNumeric(),
    "totals": {f["region"]: f["total"] for f in layer.getFeatures() if not f.geometry().isEmpty()},
}))
"""
"""A screenless QGIS with the one function of its window that the example calls."""


@pytest.mark.parametrize("code", _blocks("pyqgis"))
def test_qgis_examples_run(code, downloads, snapshot):
    python = shutil.which("python3", path="/usr/bin") or "python3"
    if not _has_qgis(python):
        pytest.skip("QGIS is not on this machine (Debian: python3-qgis, qgis-providers)")
    (downloads / "example.py").write_text(code)
    done = subprocess.run(
        [python, "-c", QGIS],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    seen = json.loads(done.stdout.splitlines()[-1])
    assert (seen["crs"], seen["numeric"]) == ("EPSG:4326", True)
    total = score_year(snapshot, 2024).table["total"]
    assert seen["totals"] == pytest.approx(total.to_dict(), abs=1e-4)


# ---------------------------------------------------------------- the columns


@pytest.mark.parametrize("table", COLUMNS)
def test_every_table_and_column_is_explained(table):
    section = TEXT.split(f"### {table}.parquet")[1].split("\n### ")[0]
    for column in COLUMNS[table]:
        field = FIELDS[column]
        assert f"| `{column}` | {field.kind} | {field.meaning} |" in section
