"""The conclusion of the page Aandachtsgebieden follows the figures, and says when there is none."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
import pytest

from monitor.analysis.groups import Gap, Sides
from monitor.ui import aandacht
from monitor.ui.aandacht import Comparison
from monitor.ui.texts import use_language

NONE = np.nan


@pytest.fixture(autouse=True)
def dutch() -> Iterator[None]:
    use_language("nl")
    yield
    use_language(None)


def asked(group: str = "west-brabant", **other: object) -> Comparison:
    base = {"definition": "standaard", "leave_out": (), "against": "rest", "weighted": False}
    return Comparison(year=2023, group=group, **{**base, **other})  # type: ignore[arg-type]


def say(
    monkeypatch: pytest.MonkeyPatch, of: Comparison, gap: float, lower: float, upper: float
) -> str:
    empty = pd.DataFrame({"dimension": [], "points": []})
    found = Gap(Sides((), ()), (), False, NONE, NONE, gap, lower, upper, parts=empty)
    monkeypatch.setattr(Comparison, "gap", lambda self, year=None: found)
    return aandacht.conclusion(of)


def test_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    text = say(monkeypatch, asked(), -4.2, -6.6, -1.8)
    assert text == (
        "West-Brabant blijft achter: gemiddeld 4,2 punten lager dan de rest van Noord-Brabant"
    )


def test_ahead_denies_what_was_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    text = say(monkeypatch, asked(against="netherlands"), 1.5, 0.3, 2.9)
    assert text == "West-Brabant blijft niet achter: gemiddeld 1,5 punten hoger dan Nederland"


def test_an_interval_through_zero_gives_no_conclusion(monkeypatch: pytest.MonkeyPatch) -> None:
    text = say(monkeypatch, asked("middelgroot"), -1.9, -6.9, 2.8)
    assert text.startswith("Of de middelgrote steden achterblijven is niet met zekerheid te zeggen")
    assert "−1,9 punten" in text


def test_no_figures_give_no_conclusion(monkeypatch: pytest.MonkeyPatch) -> None:
    text = say(monkeypatch, asked("b5"), NONE, NONE, NONE)
    assert text == "In 2023 is er voor de B5 geen score, dus ook geen verschil"


def test_who_is_left_out_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    text = say(monkeypatch, asked(leave_out=("GM0758",)), -4.3, -6.7, -1.7)
    assert text.startswith("West-Brabant zonder Breda blijft achter")


def test_a_bound_just_beside_zero_is_not_written_as_zero(monkeypatch: pytest.MonkeyPatch) -> None:
    empty = pd.DataFrame({"dimension": [], "points": []})
    found = Gap(Sides(("GM0758",), ()), (), False, NONE, NONE, -3.7, -7.7, -0.03, parts=empty)
    monkeypatch.setattr(Comparison, "gap", lambda self, year=None: found)
    assert "−7,70 tot −0,03" in aandacht.conclusion_line(asked())


def test_the_group_that_is_asked_for_stands_first() -> None:
    assert [c.group for c in aandacht.side_by_side(asked("middelgroot"))] == [
        *("middelgroot", "west-brabant"),
    ]
    shown = aandacht.side_by_side(asked("b5"))
    assert [c.group for c in shown] == ["b5", "west-brabant", "middelgroot"]
