"""One at a time: the second hears who is first, and the dead hold nothing."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import socket
from datetime import UTC, datetime, timedelta

import pytest

from monitor.errors import MonitorError
from monitor.store import hold_lock, open_store
from monitor.store.lock import LOCK
from monitor.store.place import read_json, write_bytes, write_json


def card(**changes) -> dict:
    return {
        "task": "refresh",
        "host": "elders",
        "pid": 1,
        "token": "x",
        "alive_at": datetime.now(UTC).isoformat(),
        **changes,
    }


def test_the_second_hears_who_is_first(store):
    first = rf"verversen.*proces {os.getpid()}"
    with hold_lock(store, "verversen"), pytest.raises(MonitorError, match=first):
        hold_lock(store, "rollback").__enter__()
    with hold_lock(store, "rollback"):
        pass


def test_it_is_free_again_after_a_failure(store):
    with pytest.raises(RuntimeError), hold_lock(store, "test"):
        raise RuntimeError
    with hold_lock(store, "test"):
        pass


def _hold(folder, ready):
    with hold_lock(open_store(folder), "refresh"):
        ready.set()
        signal.pause()


def test_a_killed_process_holds_nothing(tmp_path, bare_main):
    context = multiprocessing.get_context("spawn")
    ready = context.Event()
    other = context.Process(target=_hold, args=(tmp_path, ready))
    other.start()
    assert ready.wait(60)
    store = open_store(tmp_path)
    with pytest.raises(MonitorError, match=f"proces {other.pid}"), hold_lock(store, "test"):
        pass
    other.kill()
    other.join()
    with hold_lock(store, "test"):
        pass


# ---------------------------------------------------------------- object stores: the card decides


@pytest.fixture
def remote(tmp_path, monkeypatch, request):
    monkeypatch.setenv("MONITOR_CACHE", str(tmp_path / "cache"))
    return open_store(f"memory://lock-{request.node.name}/monitor")


def test_another_machine_at_work_keeps_us_out(remote):
    write_json(remote, LOCK, card())
    with pytest.raises(MonitorError, match="op elders"), hold_lock(remote, "test"):
        pass


@pytest.mark.parametrize(
    "dead",
    [
        card(alive_at=(datetime.now(UTC) - timedelta(minutes=11)).isoformat()),
        card(host=socket.gethostname(), pid=2**22 + 1),  # above the highest process id of Linux
        card(alive_at="gisteren"),
        card(alive_at="2026-01-02T03:04:05"),
        card(alive_at=(datetime.now(UTC) + timedelta(days=400)).isoformat()),
        card(host=socket.gethostname(), pid=2**70),
        {},
    ],
    ids=[
        "silent for eleven minutes",
        "process gone",
        "no time",
        "a time without a zone",
        "a clock that went back",
        "no process",
        "empty",
    ],
)
def test_a_dead_card_is_taken_over(remote, dead):
    write_json(remote, LOCK, dead)
    with hold_lock(remote, "test") as still_ours:
        still_ours()
    assert read_json(remote, LOCK) is None


def test_an_unreadable_card_is_no_lock(remote):
    write_bytes(remote, LOCK, b"\x00")
    with hold_lock(remote, "test") as still_ours:
        still_ours()


def test_who_lost_the_card_hears_it_and_leaves_it(remote):
    with hold_lock(remote, "test") as still_ours:
        write_json(remote, LOCK, card(token="another"))
        with pytest.raises(MonitorError, match="op elders"):
            still_ours()
    assert json.dumps(read_json(remote, LOCK)["token"]) == '"another"'
