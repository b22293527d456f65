"""A running app takes over a new snapshot without a restart, and no view mixes two."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from monitor.snapshot import open_snapshot
from monitor.store import current_version, hold_lock, rollback
from monitor.ui import serving
from tests.ingest.refresh.conftest import CRIME, CRIMES, between, touch


def page() -> None:
    import streamlit as st

    from monitor.answers.view import snapshot
    from monitor.ui import serving
    from tests.ingest.refresh.conftest import between

    serving.follow()
    first = snapshot().id
    for happens in between:
        happens()
    st.write(first, snapshot().id)

    @st.fragment
    def part() -> None:
        st.button("again")
        st.write(snapshot().id)

    part()


@pytest.fixture
def two(go, warm, url, monkeypatch, tmp_path):
    """A store with two snapshots, the first of them served, and an app on it."""
    monkeypatch.setenv("MONITOR_DATA", warm.root)
    monkeypatch.setattr("monitor.answers.static.STATIC", tmp_path / "static")
    first = current_version(warm)
    url.state.tables[CRIME].frame[CRIMES] += 1
    touch(url, CRIME)
    second = go().version
    switch(warm, first.name)
    serving.forget()
    between.clear()
    yield warm, first.name, second
    between.clear()


def switch(store, name: str) -> None:
    with hold_lock(store, "test") as ours:
        rollback(store, name, check=open_snapshot, still_ours=ours)


def shown(app: AppTest) -> list[str]:
    assert not app.exception
    return [m.value.strip("`") for m in app.markdown]


def test_a_new_snapshot_shows_at_the_next_run(two):
    store, first, second = two
    app = AppTest.from_function(page, default_timeout=60).run()
    assert all(first.partition("-")[2] in text for text in shown(app))
    switch(store, second)
    app.run()
    assert all(second.partition("-")[2] in text for text in shown(app))


def test_a_switch_half_way_a_run_is_not_seen_in_it(two):
    store, first, second = two
    between.append(lambda: switch(store, second))
    app = AppTest.from_function(page, default_timeout=60).run()
    assert second.partition("-")[2] not in " ".join(shown(app))
    between.clear()
    app.run()
    assert first.partition("-")[2] not in " ".join(shown(app))


def test_a_view_whose_snapshot_was_tidied_away_takes_the_new_one(two):
    store, first, second = two
    app = AppTest.from_function(page, default_timeout=60).run()
    switch(store, second)
    store.fs.rm(store.path(f"versions/{first}"), recursive=True)
    serving.forget()
    app.run()
    assert all(second.partition("-")[2] in text for text in shown(app))
