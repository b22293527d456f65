"""An object store that speaks S3's own protocol: versions, the lock, going back, own sets."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
import uuid
from collections.abc import Iterator

import pytest
import s3fs

from monitor.errors import MonitorError
from monitor.ingest import refresh as run
from monitor.ingest.options import Options
from monitor.ingest.refresh import refresh
from monitor.own.make import make_set
from monitor.own.observe import Choice
from monitor.own.store import load_sets, remove_set, save_set
from monitor.own.store import store_of as own_store
from monitor.own.stored import stored_state
from monitor.own.understand import understand
from monitor.snapshot import EMBEDDED, open_snapshot
from monitor.snapshot_write import require_sound
from monitor.store import (
    current_folder,
    current_version,
    hold_lock,
    lock,
    open_store,
    publish_version,
    rollback,
    versions,
)
from monitor.store import served as module
from tests.cbs_server import serve
from tests.ingest.refresh.conftest import FIGURES, silent, small_catalog
from tests.store.conftest import put


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A server of S3's protocol on loopback, in a process of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(200):
            try:
                urllib.request.urlopen(url, timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield url
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def bucket(server, monkeypatch, tmp_path) -> str:
    """The address of an empty store, as an administrator writes it."""
    s3fs.S3FileSystem.clear_instance_cache()
    for name, value in {
        "AWS_ENDPOINT_URL": server,
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
        "MONITOR_CACHE": str(tmp_path / "cache"),
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(module, "PATIENCE", 0.0)
    name = f"monitor-{uuid.uuid4().hex[:8]}"
    s3fs.S3FileSystem().mkdir(name)
    return f"s3://{name}/map [1]"


def test_publish_read_and_go_back(bucket, tmp_path):
    store = open_store(bucket)
    names = [put(store, tmp_path, text) for text in ("one", "two", "three")]
    assert [v.name for v in versions(store)] == names[::-1]
    folder = current_folder(bucket)
    assert folder is not None
    assert (folder / "data.txt").read_text() == "three"
    with hold_lock(store, "test") as ours:
        rollback(store, check=lambda _: None, still_ours=ours)
    assert current_version(store).name == names[1]
    put(store, tmp_path, "four", keep=2)
    assert len(versions(store)) == 2


def test_a_snapshot_is_opened_from_it(bucket):
    store = open_store(bucket)
    with hold_lock(store, "test") as ours:
        publish_version(store, EMBEDDED, check=require_sound, still_ours=ours)
    assert open_snapshot(bucket).id == open_snapshot(EMBEDDED).id


def test_one_at_a_time(bucket):
    store = open_store(bucket)
    first = rf"verversen.*proces {os.getpid()}"
    with hold_lock(store, "verversen"), pytest.raises(MonitorError, match=first):
        hold_lock(store, "rollback").__enter__()
    with hold_lock(store, "rollback") as ours:
        ours()


def test_another_machine_at_work_keeps_us_out(bucket, monkeypatch, tmp_path):
    with hold_lock(open_store(bucket), "verversen"):
        monkeypatch.setenv("MONITOR_CACHE", str(tmp_path / "another machine"))
        monkeypatch.setattr(socket, "gethostname", lambda: "elders")
        with pytest.raises(MonitorError, match="werkt nu"):
            hold_lock(open_store(bucket), "verversen").__enter__()


def test_of_two_that_find_no_lock_one_wins(bucket, monkeypatch, tmp_path):
    """The server itself lets only one create the card."""
    with hold_lock(open_store(bucket), "verversen"):
        monkeypatch.setenv("MONITOR_CACHE", str(tmp_path / "another machine"))
        monkeypatch.setattr(lock, "_read_card", lambda _: None)
        with pytest.raises(MonitorError, match="werkt nu"):
            hold_lock(open_store(bucket), "verversen").__enter__()


def test_a_refresh_into_it(bucket, monkeypatch, tmp_path):
    monkeypatch.setattr(run, "EMBEDDED", tmp_path / "nothing")
    with serve(FIGURES) as url:
        options = Options(cbs=url, pdok=url, files=str(FIGURES / "files"))
        assert refresh(open_store(bucket), small_catalog(), options, silent).version
        again = refresh(open_store(bucket), small_catalog(), options, silent)
    assert again.outcome == "unchanged"
    assert set(open_snapshot(bucket).catalog.indicators) == set(small_catalog().indicators)


def test_own_sets(bucket):
    snapshot = open_snapshot(EMBEDDED)
    raw = b"gemeente;jaar;x\nBreda;2023;12,5\nTilburg;2023;13,5\n"
    read = understand(raw, "x.csv", snapshot.regions, snapshot.recoding)
    own = make_set(read, [Choice("x", "Hulp", "%")], snapshot, title="Hulp", added="2026-01-02")
    store = own_store(bucket)
    save_set(own, raw, store)
    (back,) = load_sets(store)
    assert back.observations.equals(own.observations)
    assert stored_state(bucket)
    save_set(own, b"other", store, replace=True)
    remove_set(own.file.id, store)
    assert load_sets(store) == []
    assert store.fs.find(store.root) == []


def test_a_bucket_that_is_not_there_is_said_so(bucket, tmp_path):
    with pytest.raises(MonitorError, match="opslag is niet te"):
        put(open_store("s3://nowhere-at-all/monitor"), tmp_path, "one")
