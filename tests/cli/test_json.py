"""Every command answers a script in JSON: that and nothing else on stdout, NaN as null."""

from __future__ import annotations

import json
import re
import sys

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

from monitor import cli
from monitor.cli import _shared, make_app, names
from monitor.snapshot import EMBEDDED, open_snapshot
from tests.build_snapshot import ROOT, build_arguments
from tests.catalogs import with_only
from tests.cbs_server import serve

SNAKE = re.compile(r"[a-z][a-z0-9_]*")
PLACES = [f"GM{n:04d}" for n in range(3)]


def ask(*words: str):
    result = CliRunner().invoke(make_app(), [*words, "--json"])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout, parse_constant=lambda c: pytest.fail(f"{c} is no JSON"))


def keys(payload) -> set[str]:
    if isinstance(payload, list):
        return set().union(*map(keys, payload)) if payload else set()
    if isinstance(payload, dict):
        return set(payload) | set().union(*map(keys, payload.values()), set())
    return set()


DATA = ("--data", str(EMBEDDED))
TABLES = {
    "score": (("--year", "2020", *DATA), {"region", "name", "total", "rank", "oldest_year"}),
    "observations": (
        ("-i", "eenzaam", "-y", "2020", *DATA),
        {"indicator", "region", "year", "value", "lower", "status", "harmonised"},
    ),
    "gap": (("--year", "2023", *DATA), {"group", "year", "definition", "gap", "lower", "upper"}),
    "change": (("--from", "2020", "--to", "2024", *DATA), {"region", "change", "entered", "left"}),
    "change of a group": (
        ("--group", "west-brabant", "--from", "2020", "--to", "2024", *DATA),
        {"definition", "side", "weighted", "points", "n", "missing", "missing_names"},
    ),
    "change of one": (
        ("--region", "GM0758", "--from", "2020", "--to", "2024", *DATA),
        {"term", "points", "status", "measured_start"},
    ),
    "robust": (("--year", "2023", "--draws", "100", *DATA), {"region", "rank", "p_bottom"}),
}


@pytest.mark.sweep(sample=2)
@pytest.mark.parametrize("command", TABLES)
def test_a_table_is_a_list_of_rows_with_the_columns_of_its_csv(command):
    words, wanted = TABLES[command]
    command = command.split()[0]
    found = ask(command, *words)
    assert wanted <= set(found[0])
    csv = CliRunner().invoke(make_app(), [command, *words, "--csv", "-"]).stdout
    assert list(found[0]) == csv.splitlines()[0].split(",")
    assert len(found) == len(csv.splitlines()) - 1
    for row in found:
        for name in ("year", "oldest_year", "rank", "measured_start", "n"):
            assert isinstance(row.get(name), int | None)


def test_who_has_no_total_is_named_beside_the_code_on_both_sides():
    names = open_snapshot(EMBEDDED).regions["name"]
    gap = ask("gap", "--year", "2014", "--year", "2023", *DATA)
    for row in [*gap, *ask("change", *TABLES["change of a group"][0])]:
        for side in ("missing", "missing_others"):
            codes = [c for c in row.get(side, "").split(",") if c]
            named = row.get(f"{side}_names", "")
            assert named == "; ".join(names[sorted(codes)])
    assert any(row["missing_others"] for row in gap)


@pytest.mark.parametrize(
    "words", [("gap", "--year", "2023"), ("gap", "--year", "2023", "--choices")]
)
def test_the_default_definition_is_not_named_in_dutch(words):
    assert [row["definition"] for row in ask(*words, *DATA)][:1] == ["default"]


def test_what_is_missing_is_null():
    scores = {row["region"]: row for row in ask("score", "--year", "2012", *DATA)}
    assert scores["GM0758"]["total"] is None
    bounds = ask("observations", "-i", "bevolking", "-r", "GM0758", "-y", "2020", *DATA)
    assert bounds[0] | {"lower": None, "value": 184069} == bounds[0]


def test_more_than_a_table_is_an_object():
    found = ask("peers", "GM0748", "--year", "2023", *DATA)
    assert set(found) == {"region", "year", "peers", "lessons"}
    assert len(found["peers"]) == 10
    below = ask("districts", "--region", "GM1674", "--draws", "50", *DATA)
    assert below["edition"] == 2024
    assert below["municipality"]["districts"] == len(below["districts"]) == 14
    assert {row["region"] for row in below["weak"]} == {"GM1674"}
    sound = ask("check", *DATA)
    assert sound["sound"] is True
    assert sound["municipalities"] == 342
    assert {"year": 2016, "with_total": 342} in sound["years"]


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """A store with a set of two municipalities, made by the command itself."""
    monkeypatch.setenv("MONITOR_DATA", str(tmp_path / "s"))
    file = tmp_path / "buurt.csv"
    file.write_text("gemeente;jaar;score\nGM0758;2020;1,5\nGM0748;2020;2,5\n")
    return ask("add", str(file), "--title", "Buurt", "--unit", "%")


def test_a_set_is_added_seen_and_removed(kept):
    assert (kept["ok"], kept["set"]["id"]) == (True, "eigen_buurt")
    assert (kept["set"]["observations"], kept["set"]["municipalities"]) == (2, 2)
    name = kept["set"]["indicators"][0]
    seen = ask("observations", "-i", name)
    assert [(r["region"], r["value"]) for r in seen] == [("GM0748", 2.5), ("GM0758", 1.5)]
    assert ask("remove")["sets"] == ["eigen_buurt"]
    assert ask("remove", "eigen_buurt")["removed"] == "eigen_buurt"
    gone = CliRunner().invoke(make_app(), ["observations", "-i", name])
    assert "Onbekende indicator" in str(gone.exception)
    assert ask("remove")["sets"] == []


def test_a_refused_file_answers_what_is_wrong(tmp_path):
    file = tmp_path / "fout.csv"
    file.write_text("gemeente;jaar;score\nNergenshuizen;2020;1\n")
    result = CliRunner().invoke(make_app(), ["add", str(file), "--check", "--json"])
    found = json.loads(result.stdout)
    assert (result.exit_code, found["ok"], found["set"]) == (2, False, None)
    assert {"code", "row", "column", "value", "what", "remedy", "blocks"} == set(
        found["problems"][0]
    )


def test_a_build_answers_too(tmp_path, monkeypatch):
    some = with_only(("bevolking", "misdrijven", "misdrijven_v1"))
    monkeypatch.setattr("monitor.catalog_read.load_catalog", lambda *_: some)
    invented = ROOT / "tests" / "figures"
    with serve(invented) as url:
        options = build_arguments(invented, url)
        made = ask("build", *map(str, options), "--target", str(tmp_path / "snapshot"))
    assert made["municipalities"] == 14
    assert made["losses"][0].keys() == {"indicator", "reason", "count", "examples"}
    assert all(SNAKE.fullmatch(k) for k in keys(made) - set(made["rows"]))


def test_every_command_but_run_has_json():
    for name in names():
        options = {o for p in cli._load(name).params for o in p.opts}
        assert ("--json" in options) == (name != "run"), name
        assert "--lang" in options


def test_an_error_is_a_sentence_and_nothing_on_stdout(monkeypatch, capsys):
    monkeypatch.setattr(cli, "keep", lambda _err, _doing: "")
    monkeypatch.setattr(sys, "argv", ["monitor", "score", "--year", "1999", "--json", *DATA])
    with pytest.raises(SystemExit) as end:
        cli.main()
    said = capsys.readouterr()
    assert (end.value.code, said.out) == (2, "")
    assert said.err.startswith("Fout: Voor 1999")


def test_one_form_at_a_time():
    asked = ["score", "--year", "2020", "--json", "--csv", "-", *DATA]
    assert "--csv of --json" in str(CliRunner().invoke(make_app(), asked).exception)


def test_figures_keep_their_digits_and_kinds():
    table = pd.DataFrame({
        "region": PLACES, "value": [1 / 3, np.nan, np.inf],
        "year": pd.array([2020, None, 2021], "Int64"), "merged": [True, False, True],
    })  # fmt: skip
    assert _shared.records(table) == [
        {
            "region": "GM0000",
            "value": pytest.approx(1 / 3, abs=1e-15),
            "year": 2020,
            "merged": True,
        },
        {"region": "GM0001", "value": None, "year": None, "merged": False},
        {"region": "GM0002", "value": None, "year": 2021, "merged": True},
    ]
