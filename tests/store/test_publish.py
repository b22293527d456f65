"""One way into a store: every writer holds its lock, and asks it right before the last file."""

from __future__ import annotations

import ast

import pytest

from monitor.errors import MonitorError
from monitor.store import hold_lock
from monitor.store.place import publish, read_bytes
from monitor.store.sign import CODE
from tests.store.conftest import put

# Of Impact, answers are kept that can be worked out again: who reads a page waits for no lock.
UNLOCKED = {"impact/keep.py"}


def written_by(name: str) -> set[str]:
    """Return the modules outside `monitor.store` that name one of its functions."""
    return {
        path.relative_to(CODE).as_posix()
        for path in CODE.rglob("*.py")
        if path.parent.name != "store"
        and any(
            isinstance(node, ast.alias) and node.name == name
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        )
    }


def test_nobody_else_writes_into_a_store():
    assert written_by("write_bytes") == UNLOCKED
    writers = written_by("publish")
    assert writers == {
        "impact/register_store.py", "own/store.py", "steering/edition.py", "steering/records.py",
    }  # fmt: skip
    assert writers <= written_by("hold_lock")


def test_a_lost_lock_leaves_the_last_file_unwritten(store):
    def lost() -> None:
        raise MonitorError("vergrendeling verloren")

    with pytest.raises(MonitorError, match="verloren"):
        publish(store, ("own/a/set.json", b"{}"), lost, [("own/a/data.bin", b"1")])
    assert read_bytes(store, "own/a/set.json") is None


@pytest.mark.parametrize(
    "left",
    ["editions/.0123456789ab.zip.0123abcd", "own/a/.set.json.0123abcd", ".norms.json.01ab23cd"],
)
def test_the_next_writer_sweeps_what_a_killed_one_left(store, tmp_path, left):
    if not store.local:
        pytest.skip("an object store puts whole objects")
    put(store, tmp_path, "one")
    aside = store.beside / left
    aside.parent.mkdir(parents=True, exist_ok=True)
    aside.write_bytes(b"half")
    with hold_lock(store, "test"):
        assert not aside.exists()


def test_an_answer_that_is_being_kept_is_left_alone(store):
    if not store.local:
        pytest.skip("an object store puts whole objects")
    aside = store.beside / "impact/answers/.0123.json.0123abcd"
    aside.parent.mkdir(parents=True, exist_ok=True)
    aside.write_bytes(b"half")
    with hold_lock(store, "test"):
        assert aside.exists()
