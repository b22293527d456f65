"""A plan: read with its faults named, and a hash that changes with what is asked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from monitor.errors import MonitorError
from monitor.impact.comparison import frozen
from monitor.impact.plan import default_plan, read_plan
from monitor.impact.result import Beside
from tests.conftest import ROOT

GOOD = """
title = "Proef"
made = 2020-01-31
start = 2021
until = 2024
outcomes = ["inkomen"]
municipalities = ["GM0758", "GM0855"]
"""


def test_municipalities_may_be_listed_and_then_begin_at_the_start() -> None:
    assert read_plan(GOOD, "plan.toml").municipalities == {"GM0758": 2021, "GM0855": 2021}


def test_the_example_of_the_docs_is_a_plan() -> None:
    path = Path(ROOT / "docs" / "plan-voorbeeld.toml")
    plan = read_plan(path.read_text(encoding="utf-8"), path.name)
    assert plan.made == date(2026, 11, 29)
    assert set(plan.municipalities.values()) == {2018, 2019}


@pytest.mark.parametrize(
    "change",
    [
        ("2021", "2022"), ("inkomen", "opkomst_tk"),
        ("GM0855", "GM0772"), ("until = 2024", "until = 2023"),
    ],
)  # fmt: skip
def test_another_question_has_another_hash(change: tuple[str, str]) -> None:
    assert read_plan(GOOD.replace(*change), "x").hash != read_plan(GOOD, "x").hash


@pytest.mark.parametrize("change", [("Proef", "Test"), ("2020-01-31", "2020-02-01")])
def test_another_title_or_day_is_the_same_question(change: tuple[str, str]) -> None:
    assert read_plan(GOOD.replace(*change), "x").hash == read_plan(GOOD, "x").hash


def test_a_plan_is_not_of_a_day_to_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1580428800")  # 31 January 2020
    read_plan(GOOD, "x")
    read_plan(GOOD.replace("2020-01-31", "2020-02-01"), "x")  # it may be tomorrow where it is read
    with pytest.raises(MonitorError, match="deze dag is nog niet geweest"):
        read_plan(GOOD.replace("2020-01-31", "2020-02-02"), "x")


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (GOOD.replace("made = 2020-01-31", ""), "dit veld ontbreekt (plan.toml, veld made)"),
        (GOOD.replace("2020-01-31", '"gisteren"'), "veld made"),
        (GOOD.replace("start = 2021", "start = 1821"), "dit jaar ligt buiten 1990 tot 2100"),
        (GOOD + 'doel = "x"', "dit veld is onbekend (plan.toml, veld doel)"),
        (GOOD + 'area = "PV30"', "noem een provincie (area) of gemeenten"),
        (GOOD + 'area = "Brabant"', "dit is geen code van een gemeente of provincie"),
        (GOOD.replace('["inkomen"]', '["inkomen", "inkomen"]'), "outcomes noemt een uitkomst twee"),
        (GOOD.replace("until = 2024", "until = 2020"), "elke deelnemer begint tussen"),
        (GOOD.replace('["inkomen"]', "[]"), "noem er ten minste één"),
        ("a = = 1\nb = 2", "geen geldige TOML: regel 1"),
        (GOOD.replace("2021", "9" * 5000), "geen geldige TOML"),
        (GOOD + "x = " + "[" * 5000, "geen geldige TOML"),
        (GOOD.replace("2021", "nan"), "dit moet een getal zijn"),
        (GOOD.replace("2021", "2021.5"), "dit moet een geheel getal zijn"),
        (GOOD.replace("2020-01-31", "2020-01-31T10:00:00"), "dit moet een datum zijn"),
        (GOOD.replace('["inkomen"]', '"inkomen"'), "dit moet een lijst zijn"),
        (GOOD.replace('["GM0758", "GM0855"]', '"GM0758"'), "dit moet een lijst of een tabel zijn"),
        (GOOD + "own = [1]", "dit moet een tabel zijn"),
    ],
)
def test_a_fault_is_one_sentence_with_its_place(wrong: str, told: str) -> None:
    with pytest.raises(MonitorError) as caught:
        read_plan(wrong, "plan.toml")
    assert told in str(caught.value)
    assert "docs/plan-voorbeeld.toml" in caught.value.remedy


def test_the_default_question_is_that_of_the_province() -> None:
    plan = default_plan()
    assert (plan.area, plan.start, plan.until) == ("PV30", 2017, 2023)


def test_the_mark_of_a_choice_is_the_same_on_every_machine() -> None:
    choice = Beside(participant="PV30", others=("PV25", "PV26"), shares=(0.64, 0.36))
    noise = choice.model_copy(update={"shares": (0.64 + 3e-9, 0.36 - 3e-9)})
    other = choice.model_copy(update={"shares": (0.65, 0.35)})
    assert frozen([choice], "inkomen") == frozen([noise], "inkomen")
    assert frozen([choice], "inkomen") != frozen([other], "inkomen")
