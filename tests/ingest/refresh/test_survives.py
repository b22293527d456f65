"""Killed at any moment, out of room, two at once: nothing lost, and the next one completes."""

from __future__ import annotations

import multiprocessing
import os
import random
import resource
import shutil
import subprocess
import threading
import time
from pathlib import Path

import pytest

from benchmarks import kills
from monitor.errors import MonitorError
from monitor.ingest import refresh as run
from monitor.ingest.options import Options
from monitor.ingest.refresh import refresh
from monitor.own.store import save_set
from monitor.snapshot import open_snapshot
from monitor.store import (
    LAST_REFRESH,
    current_version,
    hold_lock,
    open_store,
    publish_version,
    read_json,
)
from tests.cbs_server import serve
from tests.conftest import SWEEP
from tests.ingest.refresh.conftest import (
    CRIME,
    CRIMES,
    FIGURES,
    HEALTH,
    asked,
    silent,
    small_catalog,
    touch,
)
from tests.ingest.refresh.sets import small_set

pytestmark = pytest.mark.usefixtures("bare_main")

processes = multiprocessing.get_context("forkserver")
processes.set_forkserver_preload(["tests.ingest.refresh.conftest"])


def _refresh(folder: str, url: str, limit: int | None = None) -> None:
    """In a process of its own; exit code 2 where it says that it could not."""
    run.EMBEDDED = Path(folder) / "nothing"
    if limit is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    options = Options(cbs=url, pdok=url, files=str(FIGURES / "files"))
    try:
        refresh(open_store(folder), small_catalog(), options, silent)
    except MonitorError as err:
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
        Path(folder, "said.txt").write_text(str(err))
        os._exit(2)
    os._exit(0)


def _start(store, url, limit=None):
    process = processes.Process(target=_refresh, args=(store.root, str(url), limit))
    process.start()
    return process


def _next_news(url, number: int) -> None:
    """New figures at CBS: one more crime everywhere."""
    url.state.tables[CRIME].frame[CRIMES] += 1
    touch(url, CRIME, HEALTH, modified=f"2026-03-01T00:00:{number:02d}")


@pytest.mark.sweep
def test_killed_writers_lose_nothing_and_leave_nothing(warm, url):
    """The short form of ``python -m benchmarks.kills``: every kind of writer, killed half-way."""
    problems: list[str] = []
    _next_news(url, 1)
    options = Options(cbs=url, pdok=url, files=str(FIGURES / "files"))
    refresh(warm, small_catalog(), options, silent)
    save_set(*small_set("A", 0), warm)
    done = kills.kills(warm, url, 10 if SWEEP else len(kills.TASKS), random.Random(20), problems)
    assert done["killed"] >= len(kills.TASKS) // 2
    kills.pairs(warm, 3 if SWEEP else 1, random.Random(20), problems)
    assert problems == []


@pytest.mark.sweep(sample=["2000", "40000"])
@pytest.mark.parametrize("room", [100, 2_000, 6_000, 12_000, 40_000])
def test_no_room_to_write(warm, url, room):
    """A limit on the size of a file stands for a full disk: the write fails half-way."""
    version = current_version(warm)
    before = open_snapshot(warm.location).observations
    _next_news(url, 1)
    process = _start(warm, url, room)
    process.join()
    if process.exitcode == 0:  # 40 kB may be room enough
        assert room == 40_000
        return
    assert process.exitcode == 2
    assert "groter dan hier mag" in Path(warm.root, "said.txt").read_text()
    assert current_version(warm) == version
    assert open_snapshot(warm.location).observations.equals(before)
    process = _start(warm, url)
    process.join()
    assert process.exitcode == 0
    assert current_version(warm) > version


@pytest.fixture
def disk(warm, tmp_path):
    """A store on a disk of 8 MB of its own; skipped where no disk can be made."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(folder)]
    if shutil.which("mount") is None or subprocess.run(command, check=False).returncode:
        pytest.skip("making a disk takes rights that this user does not have (mount)")
    try:
        shutil.copytree(warm.root, folder / "store")
        yield open_store(folder / "store")
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def _fill(folder: Path, room: int) -> Path:
    """Leave this many bytes of a disk; returns the file that takes the rest."""
    filler = folder / "filler"
    filler.write_bytes(b"\0" * (shutil.disk_usage(folder).free - room))
    return filler


@pytest.mark.sweep(sample=["16384"])
@pytest.mark.parametrize("room", [0, 16_384, 131_072])
def test_a_full_disk(disk, url, room):
    version = current_version(disk)
    before = open_snapshot(disk.location).observations
    _next_news(url, 1)
    filler = _fill(Path(disk.root).parent, room)
    options = Options(cbs=url, pdok=url, files=str(FIGURES / "files"))
    with pytest.raises(MonitorError, match="de schijf is vol"):
        refresh(disk, small_catalog(), options, silent)
    assert current_version(disk) == version
    assert open_snapshot(disk.location).observations.equals(before)
    filler.unlink()
    refresh(disk, small_catalog(), options, silent)
    assert current_version(disk) > version
    assert [p for p in Path(disk.root).glob(".refresh-*")] == []


def test_two_at_once_one_wins_and_the_other_says_why(warm, url):
    reached, go_on = threading.Event(), threading.Event()
    outcome = []

    def slowly(_id: str, _title: str):
        reached.set()
        go_on.wait(30)
        return lambda _done, _expected: None

    options = Options(cbs=url, pdok=url, files=str(FIGURES / "files"))
    _next_news(url, 1)
    first = threading.Thread(
        target=lambda: outcome.append(refresh(warm, small_catalog(), options, slowly))
    )
    first.start()
    assert reached.wait(30)
    with pytest.raises(MonitorError, match=rf"verversen.*proces {os.getpid()}"):
        refresh(warm, small_catalog(), options, silent)
    go_on.set()
    first.join()
    assert outcome[0].outcome == "published"
    assert read_json(warm, LAST_REFRESH)["outcome"] == "published"  # not spoilt by the other


def test_the_lock_of_a_killed_refresh_is_taken_over(warm, url):
    with serve(FIGURES) as slow:
        process = _start(warm, slow)
        deadline = time.monotonic() + 30
        while not asked(slow, "TableInfos") and time.monotonic() < deadline:
            time.sleep(0.01)
        process.kill()
        process.join()
    options = Options(cbs=url, pdok=url, files=str(FIGURES / "files"))
    assert refresh(warm, small_catalog(), options, silent).outcome == "unchanged"


def test_readers_see_one_whole_snapshot_while_versions_switch(warm, url, tmp_path):
    """Two snapshots take turns; who opens gets the one or the other, hashes and all."""
    first = current_version(warm)
    _next_news(url, 1)
    options = Options(cbs=url, pdok=url, files=str(FIGURES / "files"))
    second = refresh(warm, small_catalog(), options, silent).version
    folders = [Path(warm.path(f"versions/{name}")) for name in (first.name, second)]
    value = {}
    for folder in folders:
        snapshot = open_snapshot(folder)
        value[snapshot.id] = snapshot.observations.value.sum()
    assert len(set(value.values())) == 2
    other = open_store(tmp_path / "turns")
    ended, seen, wrong = threading.Event(), set(), []

    def read() -> None:
        while not ended.is_set():
            try:
                snapshot = open_snapshot(other.location)
            except Exception as err:  # whatever goes wrong for a reader counts
                wrong.append(err)
                return
            seen.add(snapshot.id)
            if snapshot.observations.value.sum() != value[snapshot.id]:
                wrong.append(snapshot.id)

    def publish(number: int) -> None:
        with hold_lock(other, "test") as ours:
            publish_version(other, folders[number % 2], check=lambda _: None, still_ours=ours)

    publish(0)
    reader = threading.Thread(target=read)
    reader.start()
    for number in range(1, 31):
        publish(number)
    ended.set()
    reader.join()
    assert wrong == []
    assert seen <= set(value)
    assert seen
