"""The commands about steering, on the embedded snapshot and a store of their own."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from monitor.cli import make_app
from monitor.errors import MonitorError
from monitor.own.store import store_of
from monitor.snapshot import EMBEDDED
from monitor.steering.criteria import KEPT as CRITERIA
from monitor.steering.criteria import KeptCriterion, read_criteria
from monitor.steering.norm import KEPT as NORMS
from monitor.steering.norm import read_norms

NORM = """
[[norm]]
measure = "inkomen"
area = "GM1674"
since = 2018
target = 20.0
year = 2020
kind = "afspraak"
source = { nl = "Verzonnen", en = "Invented" }
"""


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A snapshot with room beside it for what a store keeps."""
    shutil.copytree(EMBEDDED, tmp_path / "snapshot")
    return tmp_path / "snapshot"


def ask(*words: object) -> Result:
    return CliRunner().invoke(make_app(), [str(w) for w in words])


def told(*words: object):
    result = ask(*words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


def test_a_norm_is_taken_in_judged_and_removed(store: Path, tmp_path: Path):
    file = tmp_path / "n.toml"
    file.write_text(NORM, encoding="utf-8")
    assert told("norms", "--data", store) == []
    assert told("norms", "add", file, "--data", store)["kept"] == ["inkomen-GM1674-2020"]
    again = ask("norms", "add", file, "--lang", "en", "--data", store).output
    assert "Replaced, for there was a norm of this id: inkomen-GM1674-2020." in again
    found = told("norms", "--data", store)[0]
    # 20 was passed long ago, and two years change it by less than usual
    assert (found["verdict"], found["why"], found["measured"]) == ("unclear", "steady", 2020)
    assert "Norm: 20.000\xa0euro in 2020" in found["sentence"]
    said = ask("norms", "--lang", "en", "--data", store).output
    assert "cannot be said" in said and "(agreement: Invented)" in said
    assert told("norms", "remove", "inkomen-GM1674-2020", "--data", store)["removed"]
    assert told("norms", "--data", store) == []


def test_a_norm_about_what_is_not_there_is_refused_and_nothing_is_kept(store, tmp_path):
    file = tmp_path / "n.toml"
    file.write_text(NORM.replace("inkomen", "geluk"), encoding="utf-8")
    result = ask("norms", "add", file, "--data", store)
    assert isinstance(result.exception, MonitorError)
    assert "cijfer dat er niet is: 'geluk'" in str(result.exception)
    assert not list(tmp_path.glob("norms.json"))


CRITERION = """
[[criterion]]
title = { nl = "Gegroeid?", en = "Grown?" }
made = 2026-11-30
measure = "total"
area = "{area}"
since = 2020
decided = 2028
"""


@pytest.mark.sweep(sample=["en"])
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_one_that_the_figures_do_not_know_any_more_is_told_beside_the_others(store, lang):
    own = store_of(store)
    gone = NORM.replace("GM1674", "opgeheven-groep")
    NORMS.change(own, "x", lambda _kept: read_norms(gone + NORM, "n.toml"))
    asked = [CRITERION.replace("{area}", a) for a in ("opgeheven-groep", "PV30")]
    CRITERIA.change(own, "x", lambda _kept: [
        KeptCriterion(criterion=c, seen=c.made, newest=2024)
        for c in read_criteria("".join(asked), "c.toml")
    ])  # fmt: skip
    fault = "is onbekend" if lang == "nl" else "is unknown"
    for command, key in (("norms", "verdict"), ("criteria", "state")):
        rows = told(command, "--lang", lang, "--data", store)
        assert rows[0][key] is None and fault in rows[0]["sentence"]
        assert rows[1][key] in ("unclear", "pending")
        shown = ask(command, "--lang", lang, "--data", store).output
        name = rows[0].get("id") or rows[0]["hash"]  # by which it can be taken away
        assert name in shown and fault in " ".join(shown.split())


def test_signals_and_calendar_answer_for_people_and_programs():
    said = ask("signals", "--year", "2019", "--data", EMBEDDED).output
    assert said.startswith("Signalen 2019: ")
    rows = told("calendar", "--data", EMBEDDED)
    assert {r["state"] for r in rows} <= {"planned", "measured", "due"}
    assert all(r["year"] > r["newest"] for r in rows)
