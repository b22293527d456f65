"""Publishing, keeping, going back: who reads finds one whole version, whatever happened."""

from __future__ import annotations

import json
import os
import shutil
import stat
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from monitor.errors import MonitorError
from monitor.store import (
    Version,
    current_folder,
    current_version,
    hold_lock,
    local_folder,
    open_store,
    place,
    publish_version,
    rollback,
    store_fault,
    versions,
)
from monitor.store import history as module
from monitor.store import served as served_module
from monitor.store.place import read_bytes, remove_folder, write_bytes
from tests.store.conftest import make_folder, put

versions_module = sys.modules["monitor.store.versions"]


def text_of(folder: Path) -> str:
    return (folder / "data.txt").read_text()


@pytest.fixture
def impatient(monkeypatch):
    """Ask a remote store again every time, instead of every quarter of a minute."""
    monkeypatch.setattr(served_module, "PATIENCE", 0.0)


def back(store, wanted=None, check=lambda _: None) -> str:
    with hold_lock(store, "test") as ours:
        return rollback(store, wanted, check=check, still_ours=ours).name


def test_an_empty_store_serves_nothing(store):
    assert current_version(store) is None
    assert versions(store) == []
    assert current_folder(store.location) is None


def test_what_was_published_last_is_served(store, tmp_path, impatient):
    put(store, tmp_path, "one")
    first = current_folder(store.location)
    put(store, tmp_path, "two")
    second = current_folder(store.location)
    assert (text_of(first), text_of(second)) == ("one", "two")
    assert first != second  # the path tells versions apart, so a reader cannot mix them


def test_a_folder_that_is_a_snapshot_is_served_as_it_is(tmp_path):
    folder = make_folder(tmp_path, "plain")
    assert current_folder(folder) == folder


def test_the_last_five_stay_newest_first(store, tmp_path):
    names = [put(store, tmp_path, f"text {i}") for i in range(7)]
    assert [v.name for v in versions(store)] == names[:1:-1]


def test_the_served_version_stays_also_when_it_is_old(store, tmp_path):
    first, second = put(store, tmp_path, "one"), put(store, tmp_path, "two")
    back(store)
    write_bytes(store, f"versions/29990101T000000Z-{'a' * 12}/manifest.json", b"{}")
    module._prune(store, 1)
    assert first in {v.name for v in versions(store)}
    assert second not in {v.name for v in versions(store)}


def test_names_keep_their_order_when_the_clock_goes_back(store, tmp_path):
    write_bytes(store, f"versions/29990101T000000Z-{'a' * 12}/manifest.json", b"{}")
    assert put(store, tmp_path, "one") > "29990101T000000Z"


def test_an_unsound_snapshot_is_never_written(store, tmp_path):
    first = put(store, tmp_path, "one")

    def refuse(_: Path) -> None:
        raise MonitorError("niet gaaf")

    with pytest.raises(MonitorError, match="niet gaaf"), hold_lock(store, "test") as ours:
        publish_version(store, make_folder(tmp_path, "bad"), check=refuse, still_ours=ours)
    assert [v.name for v in versions(store)] == [first]
    assert current_version(store).name == first


@pytest.mark.parametrize("after", [0, 1, 2])
def test_a_write_that_fails_half_way_leaves_the_old_one(store, tmp_path, monkeypatch, after):
    first = put(store, tmp_path, "one")
    real, count = write_bytes, 0

    def full(*args):
        nonlocal count
        count += 1
        if count > after:
            raise MonitorError("de schijf is vol")
        real(*args)

    monkeypatch.setattr(place, "write_bytes", full)
    monkeypatch.setattr(module, "write_json", full)
    with pytest.raises(MonitorError, match="vol"):
        put(store, tmp_path, "two")
    monkeypatch.undo()
    assert current_version(store).name == first
    assert [v.name for v in versions(store)] == [first]
    second = put(store, tmp_path, "two")  # and the next one completes
    assert [v.name for v in versions(store)] == [second, first]


def test_what_a_killed_publish_left_is_no_version_and_goes(store, tmp_path):
    left = f"versions/20200101T000000Z-{'b' * 12}/data.txt"
    write_bytes(store, left, b"half")
    assert versions(store) == []
    put(store, tmp_path, "one")
    assert read_bytes(store, left) is None


def test_a_lost_lock_stops_the_switch(store, tmp_path):
    first = put(store, tmp_path, "one")

    def lost() -> None:
        raise MonitorError("een ander")

    with pytest.raises(MonitorError, match="een ander"):
        publish_version(store, make_folder(tmp_path, "two"), check=lambda _: None, still_ours=lost)
    assert current_version(store).name == first


def test_rollback_goes_one_back_and_forward_by_name(store, tmp_path, impatient):
    first, second = put(store, tmp_path, "one"), put(store, tmp_path, "two")
    assert back(store) == first
    assert text_of(current_folder(store.location)) == "one"
    assert back(store, second) == second
    assert text_of(current_folder(store.location)) == "two"


def test_rollback_takes_the_start_of_an_id(store, tmp_path):
    first = put(store, tmp_path, "one")
    put(store, tmp_path, "two")
    assert back(store, first.partition("-")[2][:5]) == first


def test_rollback_says_what_there_is(store, tmp_path):
    name = put(store, tmp_path, "one")
    with pytest.raises(MonitorError, match="geen eerdere versie"):
        back(store)
    with pytest.raises(MonitorError, match=f"'nope' is er niet.*{name}"):
        back(store, "nope")
    put(store, tmp_path, "two")
    with pytest.raises(MonitorError, match="past op meer versies"):
        back(store, "2")  # both names begin with the year


def test_rollback_refuses_a_damaged_version(store, tmp_path):
    put(store, tmp_path, "one")
    second = put(store, tmp_path, "two")

    def refuse(_: Path) -> None:
        raise MonitorError("beschadigd")

    with pytest.raises(MonitorError, match="beschadigd"):
        back(store, check=refuse)
    assert current_version(store).name == second


DAMAGE = (b"{", b"[]", b'{"version": "../../etc"}', b"\xff\xfe", b'{"version": 3}', b"")


@pytest.mark.parametrize("damage", DAMAGE)
def test_beside_a_damaged_pointer_the_newest_whole_version_serves_and_says_so(
    store, tmp_path, impatient, damage
):
    put(store, tmp_path, "one")
    second = put(store, tmp_path, "two")
    write_bytes(store, "current.json", damage)
    assert current_version(store).name == second
    assert text_of(current_folder(store.location)) == "two"
    assert second in str(store_fault(store.location))
    with hold_lock(store, "test"):  # any write, of an own set too
        pass
    assert json.loads(read_bytes(store, "current.json"))["version"] == second
    assert store_fault(store.location) is None


@pytest.mark.parametrize("damage", [b"{", None])
def test_with_a_damaged_or_lost_pointer_one_can_go_back(store, tmp_path, impatient, damage):
    first = put(store, tmp_path, "one")
    second = put(store, tmp_path, "two")
    if damage is None:
        store.fs.rm_file(store.path("current.json"))
    else:
        write_bytes(store, "current.json", damage)
    assert current_version(store).name == second
    assert back(store) == first
    write_bytes(store, "current.json", b"{")
    assert put(store, tmp_path, "three") > second


def test_a_version_that_is_damaged_or_gone_gives_way_to_the_newest_whole_one(tmp_path, caplog):
    store = open_store(tmp_path / "store")
    names = [put(store, tmp_path, text) for text in ("one", "two", "three")]
    Path(store.path(f"versions/{names[2]}/data.txt")).write_text("spoiled")
    shutil.rmtree(store.path(f"versions/{names[1]}"))
    for name in names:
        versions_module._whole.discard((store.location, name))
    assert text_of(current_folder(store.location)) == "one"
    assert names[2] in caplog.text
    assert back(store, names[0]) == names[0]
    assert store_fault(store.location) is None


def test_with_nothing_whole_it_is_an_error(tmp_path):
    store = open_store(tmp_path / "store")
    name = put(store, tmp_path, "one")
    Path(store.path(f"versions/{name}/data.txt")).write_text("spoiled")
    versions_module._whole.discard((store.location, name))
    with pytest.raises(MonitorError, match="beschadigd of weg"):
        current_folder(store.location)
    assert "beschadigd of weg" in str(store_fault(store.location))


# ---------------------------------------------------------------- gone


def test_a_store_that_was_never_there_is_no_fault_an_emptied_one_is(store, tmp_path, impatient):
    assert store_fault(store.location) is None
    name = put(store, tmp_path, "one")
    current_folder(store.location)
    remove_folder(store, "")
    store.fs.invalidate_cache()
    assert name in str(store_fault(store.location))
    put(store, tmp_path, "two")
    assert store_fault(store.location) is None


def test_a_named_store_that_does_not_exist_is_said(tmp_path, monkeypatch):
    monkeypatch.setenv("MONITOR_DATA", str(tmp_path / "nowhere"))
    assert "bestaat niet" in str(store_fault())
    (tmp_path / "nowhere").mkdir()
    assert store_fault() is None  # empty, and nothing was ever published there


# ---------------------------------------------------------------- what was left behind


def test_what_killed_writers_left_goes_at_the_next_write(tmp_path):
    store = open_store(tmp_path / "store")
    name = put(store, tmp_path, "one")
    root = Path(store.root)
    left = [
        root / ".current.json.0a1b2c3d",
        root / "cache" / ".table-x.parquet.0a1b2c3d",
        root / "versions" / name / ".manifest.json.0a1b2c3d",
        root / "versions" / f"20200101T000000Z-{'b' * 12}" / "data.txt",
        root / "own" / "half" / f"observations-{'c' * 12}.parquet",
        root / ".refresh-abc" / "x.parquet",
    ]
    stays = [root / ".notes.txt", root / "own" / "mine" / "brief.docx", root / ".x.1234567z"]
    for path in (*left, *stays):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    with hold_lock(store, "test"):
        pass
    assert [p for p in left if p.exists()] == []
    assert [p for p in stays if not p.exists()] == []
    assert not (root / "own" / "half").exists()
    assert current_version(store).name == name


def test_a_folder_is_synced_after_a_rename(tmp_path, monkeypatch):
    """What a power cut leaves cannot be tried here; that the folder is told to the disk can."""
    target, synced = tmp_path / "new" / "deep" / "x", []

    def fsync(handle):
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            synced.append((os.fstat(handle).st_ino, target.exists()))

    monkeypatch.setattr(os, "fsync", fsync)
    place.replace_file(target, b"1")
    assert synced[0] == (target.parent.stat().st_ino, True)
    above = {folder.stat().st_ino for folder in (tmp_path, tmp_path / "new")}
    assert {folder for folder, _ in synced} >= above


# ---------------------------------------------------------------- object stores only


@pytest.fixture
def remote(tmp_path, monkeypatch, request):
    monkeypatch.setenv("MONITOR_CACHE", str(tmp_path / "cache"))
    store = open_store(f"memory://{request.node.name}/monitor")
    yield store
    with suppress(FileNotFoundError):
        store.fs.rm(f"/{request.node.name}", recursive=True)


def test_a_remote_version_is_fetched_once(remote, tmp_path, impatient):
    put(remote, tmp_path, "one")
    folder = current_folder(remote.location)
    stamp = (folder / "data.txt").stat().st_mtime_ns
    assert (current_folder(remote.location) / "data.txt").stat().st_mtime_ns == stamp


def test_a_remote_pointer_is_believed_for_half_a_minute(remote, tmp_path):
    put(remote, tmp_path, "one")
    first = current_folder(remote.location)
    # another server publishes: this process does not hear of it until it asks again
    name = put(remote, tmp_path, "two")
    served_module._seen[remote.location] = (
        float("inf"),
        served_module.Served(Version(first.name)),
    )
    assert current_folder(remote.location) == first
    served_module._seen.clear()
    assert current_folder(remote.location).name == name


def test_what_was_fetched_last_serves_when_the_store_is_out_of_reach(
    remote, tmp_path, monkeypatch, impatient
):
    put(remote, tmp_path, "one")
    served = current_folder(remote.location)

    def down(*_, **__):
        raise ConnectionError("no route")

    monkeypatch.setattr(type(remote.fs), "cat_file", down)
    assert current_folder(remote.location) == served


def test_a_store_out_of_reach_with_nothing_fetched_says_so(remote, monkeypatch):
    def down(*_, **__):
        raise ConnectionError("no route")

    monkeypatch.setattr(type(remote.fs), "cat_file", down)
    with pytest.raises(MonitorError, match=r"niet te lezen: de opslag is niet bereikbaar"):
        current_folder(remote.location)


def test_a_damaged_download_is_refused_and_not_kept(remote, tmp_path, impatient):
    name = put(remote, tmp_path, "one")
    remote.fs.pipe_file(remote.path(f"versions/{name}/data.txt"), b"onf")
    with pytest.raises(MonitorError, match="niet heel over"):
        current_folder(remote.location)
    remote.fs.pipe_file(remote.path(f"versions/{name}/data.txt"), b"one")
    assert text_of(current_folder(remote.location)) == "one"


def test_only_the_two_newest_downloads_stay(remote, tmp_path, impatient):
    for text in ("one", "two", "three"):
        put(remote, tmp_path, text)
        folder = local_folder(remote, current_version(remote))
    assert len(list(folder.parent.iterdir())) == 2


def test_an_unknown_kind_of_store_is_a_clear_sentence():
    with pytest.raises(MonitorError, match="niet te gebruiken"):
        open_store("nosuch://bucket")


def test_the_pointer_names_version_and_id(store, tmp_path):
    name = put(store, tmp_path, "one")
    pointer = json.loads(read_bytes(store, "current.json"))
    assert pointer["version"] == name
    assert name.endswith(pointer["id"])
