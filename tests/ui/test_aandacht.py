"""The conclusion of the page Aandachtsgebieden follows the figures, and says when there is none."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
import pytest

from monitor.analysis.groups import Gap, Sides
from monitor.analysis.verdict import Verdict
from monitor.answers.view import showing
from monitor.charts.aandachtsgebieden import comparison as aandacht
from monitor.charts.aandachtsgebieden.comparison import Comparison
from monitor.text import use_language
from monitor.ui.aandachtsgebieden import conclusion
from tests.export.deck import snapshot

NONE = np.nan


@pytest.fixture(autouse=True)
def dutch() -> Iterator[None]:
    use_language("nl")
    with showing(snapshot()):
        yield
    use_language(None)


def asked(group: str = "west-brabant", **other: object) -> Comparison:
    base = {"definition": "standaard", "leave_out": (), "against": "rest", "weighted": False}
    return Comparison(year=2023, group=group, **{**base, **other})  # type: ignore[arg-type]


def say(
    monkeypatch: pytest.MonkeyPatch,
    of: Comparison,
    gap: float,
    word: str = "likely",
    default: float | None = None,
) -> str:
    empty = pd.DataFrame({"dimension": [], "points": []})
    shown = Gap(Sides((), ()), (), False, NONE, NONE, gap, gap - 1, gap + 1, parts=empty)
    usual = gap if default is None else default
    found = None if np.isnan(gap) else Verdict(word, usual, -1, 1, 8, 8, 4, -5, -1, 0.97, 2000)  # type: ignore[arg-type]
    monkeypatch.setattr(Comparison, "gap", lambda self, year=None: shown)
    monkeypatch.setattr(Comparison, "verdict", lambda self: found)
    return conclusion.conclusion(of)


def test_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    text = say(monkeypatch, asked(), -4.2)
    assert text == (
        "West-Brabant blijft waarschijnlijk achter: gemiddeld 4,2 punten lager dan de rest van"
        " Noord-Brabant"
    )


def test_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    text = say(monkeypatch, asked(against="netherlands"), 1.5, "certain")
    assert text == "West-Brabant ligt zeker voor: gemiddeld 1,5 punten hoger dan Nederland"


def test_the_figure_shown_is_the_one_chosen_and_the_word_is_of_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = say(monkeypatch, asked(weighted=True), -1.7, "likely", default=-4.2)
    assert text.startswith("West-Brabant blijft waarschijnlijk achter: gemiddeld 1,7 punten lager")


def test_what_cannot_be_said_is_no_lag(monkeypatch: pytest.MonkeyPatch) -> None:
    text = say(monkeypatch, asked("middelgroot"), -1.9, "unclear")
    assert text == (
        "Of de middelgrote steden afwijken van de rest van Noord-Brabant is niet te zeggen:"
        " gemeten verschil −1,9 punten"
    )


def test_no_figures_give_no_conclusion(monkeypatch: pytest.MonkeyPatch) -> None:
    text = say(monkeypatch, asked("b5"), NONE)
    assert text == "In 2023 is er voor de B5 geen score, dus ook geen verschil"


def test_who_is_left_out_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    text = say(monkeypatch, asked(leave_out=("GM0758",)), -4.3)
    assert text.startswith("West-Brabant zonder Breda blijft waarschijnlijk achter")


def test_a_bound_just_beside_zero_is_not_written_as_zero(monkeypatch: pytest.MonkeyPatch) -> None:
    empty = pd.DataFrame({"dimension": [], "points": []})
    found = Gap(Sides(("GM0758",), ()), (), False, NONE, NONE, -3.7, -7.7, -0.03, parts=empty)
    monkeypatch.setattr(Comparison, "gap", lambda self, year=None: found)
    assert "−7,70 tot −0,03" in conclusion.conclusion_line(asked())


def test_the_group_that_is_asked_for_stands_first() -> None:
    assert [c.group for c in aandacht.side_by_side(asked("middelgroot"))] == [
        *("middelgroot", "west-brabant"),
    ]
    shown = aandacht.side_by_side(asked("b5"))
    assert [c.group for c in shown] == ["b5", "west-brabant", "middelgroot"]
