"""What is remembered beside a snapshot goes when another one is opened."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from types import SimpleNamespace

import pytest

from monitor.answers import memory, remember
from monitor.answers.view import showing, snapshot
from monitor.snapshot import EMBEDDED, open_snapshot
from monitor.ui import serving


def test_a_new_snapshot_frees_what_older_ones_remember_and_their_readers_go_on(
    monkeypatch, tmp_path
):
    monkeypatch.setattr("monitor.answers.static.STATIC", tmp_path)
    counted: list[str] = []

    @remember.once(4)
    def first_year():
        counted.append(snapshot().id)
        return snapshot().catalog.first_year

    def asked(shown):
        with showing(shown):
            return first_year()

    serving.forget()
    older = serving._open(str(EMBEDDED), 0, "")
    with_own = replace(older)  # as a session has it beside its own sets
    for _again in range(2):
        assert asked(older) == asked(with_own)
    assert len(counted) == 2
    serving._open(str(EMBEDDED), 1, "")
    assert "_remembered" not in older.__dict__
    assert asked(older) == older.catalog.first_year
    assert len(counted) == 3
    serving.forget()


def test_readers_who_come_at_once_wait_for_one_view(monkeypatch):
    shown = replace(open_snapshot(EMBEDDED))
    monkeypatch.setattr(remember, "snapshot", lambda: shown)
    built: list[int] = []

    def build():
        built.append(1)
        time.sleep(0.05)
        if len(built) == 1:
            raise ValueError("the first reader left")
        return "view"

    def ask(_reader: int) -> str:
        return remember.kept("page", "key", build)

    with ThreadPoolExecutor(8) as readers:
        asked = [readers.submit(ask, i) for i in range(8)]
        answers = [a.exception() or a.result() for a in asked]
    assert [str(a) for a in answers].count("view") == 7
    assert len(built) == 2


def test_no_more_views_are_kept_than_there_is_room_for(monkeypatch):
    shown = replace(open_snapshot(EMBEDDED))
    monkeypatch.setattr(remember, "snapshot", lambda: shown)
    monkeypatch.setattr(remember, "_VIEWS", 2)
    built: list[str] = []
    for key in "abcba":
        remember.kept("page", key, lambda key=key: built.append(key))
    assert built == ["a", "b", "c", "a"]


@pytest.mark.parametrize(("minutes", "settled"), [(14, 0), (15.5, 1)])
def test_nothing_is_settled_while_readers_choose_but_once_in_a_quarter_of_an_hour(
    monkeypatch, minutes, settled
):
    now, done = [0.0], list[float]()

    def sleep(seconds: float) -> None:
        now[0] += seconds
        if now[0] > minutes * 60:
            raise StopIteration  # the time that this test looks at is over

    monkeypatch.setattr(memory, "time", SimpleNamespace(monotonic=lambda: now[0], sleep=sleep))
    monkeypatch.setattr(memory, "settle", lambda: done.append(now[0]))
    monkeypatch.setattr(memory, "quiet_for", lambda: 0.4)
    with suppress(StopIteration):
        memory._settle_when_quiet()
    assert len(done) == settled


def test_what_is_new_is_settled_as_soon_as_nobody_chooses(monkeypatch):
    now, done = [0.0], list[float]()
    monkeypatch.setattr(
        memory,
        "time",
        SimpleNamespace(monotonic=lambda: now[0], sleep=lambda s: now.__setitem__(0, now[0] + s)),
    )
    monkeypatch.setattr(memory, "settle", lambda: done.append(now[0]))
    monkeypatch.setattr(memory, "quiet_for", lambda: now[0] - 100)  # the last at 100 s
    memory._settle_when_quiet()
    assert done == [103]


def test_it_is_not_quiet_while_an_answer_is_being_made():
    with memory.answering():
        with suppress(ZeroDivisionError), memory.answering():
            _ = 1 / 0
        assert memory.quiet_for() == 0
    assert memory.quiet_for() > 0
