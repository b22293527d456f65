"""What is remembered beside a snapshot goes when another one is opened."""

from __future__ import annotations

from dataclasses import replace

from monitor.snapshot import EMBEDDED, open_snapshot
from monitor.ui.data import remember, serving


def test_a_new_snapshot_frees_what_older_ones_remember_and_their_readers_go_on(
    monkeypatch, tmp_path
):
    monkeypatch.setattr("monitor.ui.data.static.STATIC", tmp_path)
    counted: list[str] = []

    def years(shown):
        counted.append(shown.id)
        return [shown.catalog.first_year]

    asked = remember.once(4)(years)
    older = open_snapshot(EMBEDDED)
    with_own = replace(older)  # as a session has it beside its own sets
    for _again in range(2):
        assert asked(older) == asked(with_own)
    assert len(counted) == 2
    serving.forget()
    serving._open(str(EMBEDDED), 1, "")
    assert "_remembered" not in older.__dict__
    assert "_remembered" not in with_own.__dict__
    assert asked(older) == [older.catalog.first_year]
    assert len(counted) == 3
    serving.forget()
