"""An answer to a plan is made once, in the background, however many ask; a failed one is told."""

from __future__ import annotations

from datetime import date
from threading import Event

import pytest

from monitor.errors import MonitorError
from monitor.impact.plan import Plan, default_plan
from monitor.impact.result import Result
from monitor.ui.impact import answers
from tests.impact.answered import answered


@pytest.fixture
def go(monkeypatch):
    """Nothing is kept; an answer is made once this event is set."""
    event, asked = Event(), []
    result = answered()

    def reckon(_shown, plan, progress):
        asked.append(plan)
        progress(0.4, "inkomen")
        event.wait(30)
        if plan.title == "onmogelijk":
            raise MonitorError("Dit plan kan niet")
        return result

    monkeypatch.setattr(answers, "kept_answer", lambda *_: None)
    monkeypatch.setattr(answers, "reckon_kept", reckon)
    answers._works.clear()
    event.asked = asked
    yield event
    event.set()
    answers._works.clear()


def wait(work: answers.Work) -> None:
    work.answer.exception(timeout=30)


def test_who_asks_meanwhile_hears_how_far_it_is_and_it_is_made_once(go):
    work = answers.impact_of(default_plan())
    assert isinstance(work, answers.Work)
    assert answers.impact_of(default_plan()) is work
    assert answers.impact_known(default_plan()) is None
    go.set()
    wait(work)
    assert (work.done, work.at) == (0.4, "inkomen")
    assert answers.impact_of(default_plan()) == answered()
    tomorrow = default_plan().model_copy(update={"made": date(2026, 11, 30)})
    seen = answers.impact_of(tomorrow)
    assert isinstance(seen, Result)
    assert seen.plan == tomorrow
    assert answers.impact_known(default_plan()) is answered()
    assert len(go.asked) == 1


def _answered(plan: Plan, go: Event) -> None:
    """Ask, and only then let the answer be made: one that is there at once is no work."""
    work = answers.impact_of(plan)
    assert isinstance(work, answers.Work)
    go.set()
    wait(work)


def test_a_plan_without_an_answer_is_a_sentence_each_time_and_known_to_nobody(go, monkeypatch):
    plan = default_plan().model_copy(update={"title": "onmogelijk"})
    _answered(plan, go)
    for _again in range(2):
        with pytest.raises(MonitorError, match="Dit plan kan niet"):
            answers.impact_of(plan)
    assert answers.impact_known(plan) is None
    monkeypatch.setattr(answers, "AGAIN", 0.0)
    go.clear()
    _answered(plan, go)
    assert len(go.asked) == 2, "what failed is tried again after a while"


def test_a_plan_of_one_session_is_not_kept(go, monkeypatch):
    alone = []
    monkeypatch.setattr(answers, "reckon", lambda *a: alone.append(a) or answered())
    monkeypatch.setattr(answers.st, "session_state", {})
    work = answers.impact_of(default_plan(), private=True)
    if isinstance(work, answers.Work):
        wait(work)
    assert answers.impact_of(default_plan(), private=True) == answered()
    assert (len(alone), go.asked) == (1, [])
    assert answers.impact_known(default_plan()) is None
