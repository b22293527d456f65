"""Small stand-ins for snapshots: a manifest and one file, in stores of both kinds."""

from __future__ import annotations

import hashlib
import json
import os
import uuid
from pathlib import Path

import pytest

from monitor.store import Store, hold_lock, open_store, publish_version


def make_folder(parent: Path, text: str) -> Path:
    """A folder that a store takes for a snapshot: its id follows from its contents."""
    folder = parent / uuid.uuid4().hex
    folder.mkdir(parents=True)
    digest = hashlib.sha256(text.encode()).hexdigest()
    (folder / "data.txt").write_text(text)
    manifest = {"version": 1, "id": digest[:12], "files": {"data.txt": digest}}
    (folder / "manifest.json").write_text(json.dumps(manifest))
    return folder


def put(store: Store, parent: Path, text: str, **options: int) -> str:
    """Publish a folder with this text; returns the name of its version."""
    with hold_lock(store, "test") as ours:
        return publish_version(
            store, make_folder(parent, text), check=lambda _: None, still_ours=ours, **options
        ).name


ODD = "Map van Jan [kopie] 100% é" + ("" if os.name == "nt" else "*?")
"""A name of a folder that is a pattern, or a URL with escapes, to who is careless."""


@pytest.fixture(params=["folder", "odd folder", "memory", "odd memory"])
def store(request, tmp_path, monkeypatch) -> Store:
    """An empty store: a folder, and an object store (fsspec's in memory), also with odd names."""
    monkeypatch.setenv("MONITOR_CACHE", str(tmp_path / "cache"))
    place = ODD if "odd" in request.param else "monitor"
    if "folder" in request.param:
        return open_store(tmp_path / place)
    return open_store(f"memory://{uuid.uuid4().hex}/{place}")
