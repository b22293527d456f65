"""Own sets of several readers on one server: each their own figures, and room for all."""

from __future__ import annotations

import gc
import weakref

import pytest
from streamlit.testing.v1 import AppTest

from monitor.answers.remember import once
from monitor.answers.view import showing, snapshot
from monitor.errors import MonitorError
from monitor.own import room
from monitor.own.beside import with_own_sets
from monitor.own.make import make_set
from monitor.own.observe import Choice
from monitor.ui import serving

DATA = "gemeente;jaar;x\nBreda;2020;1.802\n"


def page(**hints: object) -> None:
    """Show what the monitor counts with after a file was read with these answers."""
    import streamlit as st

    from monitor.answers import remember
    from monitor.answers.view import snapshot
    from monitor.own.make import make_set
    from monitor.own.observe import Choice
    from monitor.own.understand import Hints, understand
    from monitor.ui import serving

    base = serving.without_own_sets()
    text = "gemeente;jaar;x\nBreda;2020;1.802\n"
    if "year" in hints:
        text = "gemeente;x\nBreda;1,80\n"
    read = understand(text.encode(), "x.csv", base.regions, base.recoding, hints=Hints(**hints))
    own = make_set(read, [Choice("x", "Iets", "%")], base, title="Set", added="2026-01-02")
    serving.keep_own_sets([own])
    frame = snapshot().observations
    mine = frame[frame["indicator"] == "eigen_iets"].iloc[0]
    st.text(f"{mine['value']:g} in {mine['year']}")
    st.text(remember.kept("a view", "key", lambda: f"{mine['value']:g} in {mine['year']}"))


def shown(session: AppTest, **hints: object) -> list[str]:
    session.kwargs = hints
    return [t.value for t in session.run(timeout=60).text]


def session() -> AppTest:
    return AppTest.from_function(page, kwargs={})


def test_two_readers_with_one_file_and_two_answers_see_their_own_figures():
    one, two = session(), session()
    assert shown(one, decimal=".") == ["1.802 in 2020"] * 2
    assert shown(two, decimal=",") == ["1802 in 2020"] * 2
    assert shown(one, decimal=".") == ["1.802 in 2020"] * 2


def test_who_corrects_an_answer_sees_the_corrected_figures():
    one = session()
    assert shown(one, decimal=",") == ["1802 in 2020"] * 2
    assert shown(one, decimal=".") == ["1.802 in 2020"] * 2
    assert shown(one, year=2019) == ["1.8 in 2019"] * 2
    assert shown(one, year=2021) == ["1.8 in 2021"] * 2


@pytest.fixture
def made(read, small):
    def _made(**hints):
        understood = read(DATA, **hints)
        choice = Choice("x", "Iets", "%")
        return make_set(understood, [choice], small, title="Set", added="2026-01-02")

    return _made


def test_caches_know_a_set_by_what_was_understood(made, small):
    first, same, other = made(decimal=","), made(decimal=","), made(decimal=".")
    assert first.sha256 == other.sha256
    assert first.digest == same.digest != other.digest
    ids = {with_own_sets(small, [own]).id for own in (first, same, other)}
    assert len(ids) == 2


def test_all_sessions_together_have_a_bound(made, monkeypatch):
    monkeypatch.setattr(room, "MOST_FIGURES", 2)
    mine, yours, theirs = made(decimal=","), made(decimal="."), made(decimal=",")
    monkeypatch.setattr(room, "_HELD", weakref.WeakSet())
    room.make_room([mine], [])
    room.make_room([yours], [])
    with pytest.raises(MonitorError, match="eigen sets van lezers"):
        room.make_room([theirs], [])
    room.make_room([theirs], [mine])  # in the place of what this reader had
    del yours  # a reader leaves
    gc.collect()
    room.make_room([mine, theirs], [theirs])


def test_what_was_worked_out_for_a_set_goes_with_it(made, small):
    both = with_own_sets(small, [made(decimal=",")])
    calls = []

    @once(4)
    def answer(n, more=0):
        calls.append(n)
        return [snapshot(), n]

    with showing(both):
        assert answer(1) is answer(1, more=0) is answer(n=1)
    with showing(small):
        answer(1)
    assert calls == [1, 1]
    gone = weakref.ref(both)
    del both
    gc.collect()
    assert gone() is None


def test_sets_that_do_not_fit_leave_the_figures_and_their_answers_as_they_are(made, small):
    own = made(decimal=",")
    assert serving._with_session_sets(small, []) is small
    both = serving._with_session_sets(small, [own])
    assert both.of_session and not small.of_session
    assert serving._with_session_sets(both, [own]) is both  # its indicator is there already
