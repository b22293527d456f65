"""``python -m monitor add``: what was understood, what is wrong, and the set in the store."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from monitor.cli import make_app
from monitor.errors import MonitorError
from monitor.own.beside import with_own_sets
from monitor.own.store import load_sets
from monitor.snapshot import EMBEDDED, open_snapshot
from monitor.store import open_store

GOOD = "gemeente;jaar;sport\nBreda;2023;41,7\nDen Bosch;2023;-\n"


@pytest.fixture
def add(tmp_path, monkeypatch):
    """Run ``add`` with a file of this text, against the embedded snapshot and an empty store."""
    monkeypatch.setenv("MONITOR_DATA", str(tmp_path / "store"))

    def run(text: str, *options: str):
        file = tmp_path / "set.csv"
        file.write_text(text, encoding="utf-8")
        return CliRunner().invoke(make_app(), ["add", str(file), *options])

    return run


def test_a_good_set_is_told_kept_and_used(add, tmp_path):
    result = add(GOOD, "--title", "Sportonderzoek", "--unit", "%")
    assert result.exit_code == 0, result.output
    assert "Waarden in 'sport': 1 met een cijfer, 1 zonder" in result.output
    assert "Opgenomen als 'eigen_sportonderzoek'" in result.output
    both = with_own_sets(open_snapshot(EMBEDDED), load_sets(open_store(tmp_path / "store")))
    mine = both.observations[both.observations["indicator"] == "eigen_sportonderzoek"]
    assert mine[["region", "year", "value"]].values.tolist() == [["GM0758", 2023, 41.7]]


def test_problems_end_with_exit_code_2_and_nothing_kept(add, tmp_path):
    result = add(GOOD + "Bredaa;2023;5\n", "--title", "Set", "--unit", "%")
    assert result.exit_code == 2
    assert "FOUT: Rij 4, kolom 'gemeente', 'Bredaa'" in result.output
    assert "Er is niets opgenomen." in result.output
    assert load_sets(open_store(tmp_path / "store")) == []


def test_a_question_names_its_option(add):
    result = add("gemeente;sport\nBreda;1\n", "--title", "Set", "--unit", "%")
    assert result.exit_code == 2
    assert "VRAAG:" in result.output
    assert "--year" in result.output
    assert (
        add("gemeente;sport\nBreda;1\n", "--title", "S", "--unit", "%", "--year", "2023").exit_code
        == 0
    )


@pytest.mark.parametrize("options", [(), ("--title", "Set"), ("--unit", "%")])
def test_what_no_file_tells_is_asked_by_its_option(add, options):
    result = add(GOOD, *options)
    assert isinstance(result.exception, MonitorError)
    assert "--title" in result.exception.remedy and "--unit" in result.exception.remedy


def test_any_other_question_names_the_answer_that_settles_it(add, tmp_path):
    data = GOOD.replace("Den Bosch;2023;-", "Tilburg;2023;45,2\nOss;2023;999")
    result = add(data, "--title", "Set", "--unit", "%")
    assert result.exit_code == 2
    assert '--answer "code sport=..."' in result.output
    assert "het zijn geen cijfers; het zijn cijfers" in result.output
    answer = ["--answer", "code sport=het zijn geen cijfers"]
    done = add(data, "--title", "Set", "--unit", "%", *answer)
    assert done.exit_code == 0, done.output
    assert "Uw antwoord" in done.output
    kept = load_sets(open_store(tmp_path / "store"))[0].observations
    assert sorted(kept["value"]) == [41.7, 45.2]


def test_a_check_keeps_nothing(add, tmp_path):
    assert add(GOOD, "--check").exit_code == 0
    assert load_sets(open_store(tmp_path / "store")) == []


@pytest.mark.parametrize(
    "options",
    [
        ["--unit", "%"],
        ["--title", "Set"],
        ["--title", "Set", "--unit", "%", "--direction", "omhoog"],
        ["--title", "Set", "--unit", "%", "--merge", "som"],
        ["--title", "Set", "--unit", "%", "--column", "zwemmen"],
        ["--title", "Set", "--unit", "%", "--decimal", "x"],
        ["--title", "Set", "--unit", "%", "--direction", "+", "--dimension", "social"],
    ],
)
def test_a_choice_that_cannot_be_is_one_sentence(add, tmp_path, options):
    result = add(GOOD, *options)
    assert isinstance(result.exception, MonitorError)
    assert load_sets(open_store(tmp_path / "store")) == []


def test_a_file_that_is_not_there_is_one_sentence(add):
    result = CliRunner().invoke(make_app(), ["add", "/nergens/set.csv"])
    assert isinstance(result.exception, MonitorError)
    assert "niet te lezen" in str(result.exception)
