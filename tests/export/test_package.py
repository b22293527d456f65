"""Data packages describe their files truly; the template can be filled in and read."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import zipfile

import frictionless
import openpyxl
import pandas as pd
import pytest

from monitor.analysis.scores import score_year
from monitor.datapackage import describe_folder, write_datapackage
from monitor.export.package import to_package
from monitor.export.tables import observation_table, score_table
from monitor.export.template import VALUE, template_csv, template_xlsx
from monitor.fields import FIELDS
from monitor.own.understand import understand
from monitor.snapshot import open_snapshot
from monitor.snapshot_tables import COLUMNS

PANDAS = {"string": "str", "integer": "Int64", "number": "float64", "boolean": "bool"}


@pytest.fixture(scope="module", params=["nl", "en"])
def package(request, snapshot) -> zipfile.ZipFile:
    tables = {
        "observations": observation_table(snapshot, years=[2020]),
        "scores": score_table(snapshot, [score_year(snapshot, 2020)]),
    }
    return zipfile.ZipFile(io.BytesIO(to_package(tables, snapshot, request.param)))


def test_files_are_what_the_package_says(package):
    about = json.loads(package.read("datapackage.json"))
    assert [r["name"] for r in about["resources"]] == ["observations", "scores"]
    for resource in about["resources"]:
        data = package.read(resource["path"])
        assert resource["bytes"] == len(data)
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
        fields = resource["schema"]["fields"]
        comma = any(f.get("decimalChar") == "," for f in fields)
        frame = pd.read_csv(
            io.BytesIO(data),
            sep=resource["dialect"]["delimiter"],
            decimal="," if comma else ".",
            true_values=["ja", "true"],
            false_values=["nee", "false"],
        )
        assert [f["name"] for f in fields] == list(frame.columns)
        for field in fields:
            frame[field["name"]].astype(PANDAS[field["type"]])
        assert not frame.duplicated(resource["schema"]["primaryKey"]).any()


def test_sources_and_licences_are_named(package, snapshot):
    about = json.loads(package.read("datapackage.json"))
    assert len(about["sources"]) == len(snapshot.manifest["sources"])
    assert "CC-BY-4.0" in {licence["name"] for licence in about["licenses"]}
    assert any(s.get("path", "").endswith("/50090NED") for s in about["sources"])


def test_the_package_keeps_to_the_standard(package, tmp_path):
    package.extractall(tmp_path)
    report = frictionless.validate(tmp_path / "datapackage.json")
    assert report.valid, report.flatten(["message"])


def test_the_folder_of_a_snapshot_describes_itself(snapshot, tmp_path):
    folder = tmp_path / "snapshot"
    shutil.copytree(snapshot.path, folder)
    about = json.loads(write_datapackage(folder).read_text(encoding="utf-8"))
    first = (folder / "datapackage.json").read_bytes()
    assert write_datapackage(folder).read_bytes() == first
    resources = {r["name"]: r for r in about["resources"]}
    assert set(resources) == {*COLUMNS, "boundaries", "districts", "catalog"}
    for name, columns in COLUMNS.items():
        assert [f["name"] for f in resources[name]["schema"]["fields"]] == list(columns)
        assert all(f.get("description") for f in resources[name]["schema"]["fields"])
    assert open_snapshot(folder).id == snapshot.id


def test_the_folder_of_a_snapshot_keeps_to_the_standard(snapshot, tmp_path):
    folder = tmp_path / "snapshot"
    shutil.copytree(snapshot.path, folder)
    # frictionless does not count the bytes of Parquet: the next assertion does
    report = frictionless.validate(
        write_datapackage(folder), skip_errors=["byte-count"], limit_rows=500
    )
    assert report.errors == []
    # ... and takes any catalog.json for one of its own
    wrong = [t for t in report.tasks if not t.valid and t.name != "catalog"]
    assert wrong == [], [t.errors for t in wrong]
    assert {t.name for t in report.tasks if t.type == "table"} == set(COLUMNS)
    for resource in describe_folder(folder)["resources"]:
        data = (folder / resource["path"]).read_bytes()
        assert resource["bytes"] == len(data)
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"


def test_types_in_the_schema_are_those_of_the_files(snapshot):
    for resource in describe_folder(snapshot.path)["resources"]:
        for field in resource.get("schema", {}).get("fields", []):
            assert field["type"] == FIELDS[field["name"]].kind, (resource["name"], field["name"])


def test_the_template_filled_in_is_understood(snapshot):
    rows = template_csv(snapshot.regions, 2023, "PV30").decode("utf-8-sig").splitlines()
    assert len(rows) == 1 + 56  # municipalities of Noord-Brabant in 2024 (CBS, RegioS)
    filled = "\r\n".join([rows[0], *(f"{row}{i},5" for i, row in enumerate(rows[1:]))])
    understood = understand(filled.encode(), "sjabloon.csv", snapshot.regions, snapshot.recoding)
    assert understood.ok
    assert understood.names == [VALUE]
    assert understood.figures["value"].tolist() == [i + 0.5 for i in range(56)]


def test_the_workbook_template_filled_in_is_understood(snapshot):
    book = openpyxl.load_workbook(io.BytesIO(template_xlsx(snapshot.regions, 2023, "PV30")))
    for row in range(2, 58):
        book["Data"].cell(row=row, column=4, value=row / 2)
    out = io.BytesIO()
    book.save(out)
    understood = understand(out.getvalue(), "sjabloon.xlsx", snapshot.regions, snapshot.recoding)
    assert understood.ok
    assert understood.figures["value"].tolist() == [row / 2 for row in range(2, 58)]
