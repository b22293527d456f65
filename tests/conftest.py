"""Shared fixtures: the real figures, and the embedded snapshot."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import settings

# a slow machine is no failure: properties have no deadline
settings.register_profile("monitor", deadline=None)
settings.load_profile("monitor")
os.environ["MONITOR_LANG"] = "nl"  # whatever the machine speaks

ROOT = Path(__file__).parent.parent
SWEEP = os.environ.get("SWEEP") == "all"
"""Whether tests marked ``sweep`` try all there is (``make sweep``), not a sample of each kind."""
# what this machine notes of the stores it served is no business of the developer's own cache
os.environ.setdefault("MONITOR_CACHE", tempfile.mkdtemp(prefix="monitor-tests-"))


@pytest.fixture(scope="session")
def figures() -> Path:
    """Folder with the real figures; the test is skipped where it is absent."""
    folder = Path(os.environ.get("FIGURES", ROOT.parent / "shared" / "data"))
    if not (folder / "cbs" / "tables.json").exists():
        pytest.skip(f"no folder with the real figures at {folder}")
    return folder


@pytest.fixture(autouse=True)
def _store_as_found() -> Iterator[None]:
    """Give back the store that was named before: an app under test names its own."""
    before = os.environ.get("MONITOR_DATA")
    yield
    os.environ.pop("MONITOR_DATA", None)
    if before is not None:
        os.environ["MONITOR_DATA"] = before


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the embedded snapshot, to change or spoil."""
    folder = tmp_path / "snapshot"
    shutil.copytree(ROOT / "geodata" / "snapshot", folder)
    return folder


@pytest.fixture
def bare_main(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests that start a process: multiprocessing runs ``__main__`` again in each child.

    An app under test (AppTest) leaves its page behind as ``__main__``, and the child dies of it.
    """
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))
