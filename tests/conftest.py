"""Shared fixtures: the real figures, and the embedded snapshot."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import settings

os.environ["MONITOR_LANG"] = "nl"  # whatever the machine speaks
for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):  # each worker has one core
    os.environ.setdefault(threads, "1")

ROOT = Path(__file__).parent.parent
IN_A_BROWSER, BUILT = "tests/browser/", "tests/ingest/"
"""Folders that one worker takes whole: for one server and window, and for what is built once."""
SWEEP = os.environ.get("SWEEP") == "all"
"""Whether tests marked ``sweep`` try all there is (``make sweep``), not a sample of each kind."""
# a slow machine is no failure: properties have no deadline
settings.register_profile("monitor", deadline=None, max_examples=100 if SWEEP else 25)
settings.load_profile("monitor")
# what this machine notes of the stores it served is no business of the developer's own cache
os.environ.setdefault("MONITOR_CACHE", tempfile.mkdtemp(prefix="monitor-tests-"))
import monitor.ui.serving  # noqa: E402, F401 - what a chart shows is asked of it, as on a page


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put what needs a browser first, and leave to ``make sweep`` what is no part of the sample."""
    items.sort(key=lambda item: not item.nodeid.startswith(IN_A_BROWSER))
    seen: Counter[Any] = Counter()
    left = {item for item in items if not SWEEP and _only_in_a_sweep(item, seen)}
    _refuse_a_sample_of_none(items, left)
    config.hook.pytest_deselected(items=list(left))
    items[:] = [item for item in items if item not in left]


def _refuse_a_sample_of_none(items: list[pytest.Item], left: set[pytest.Item]) -> None:
    """Where a sample names no case that is there, the test would never be run."""
    kept = {getattr(item, "function", None) for item in items if item not in left}
    cases = Counter(getattr(item, "function", None) for item in left)
    for item in left:
        mark, function = item.get_closest_marker("sweep"), getattr(item, "function", None)
        if mark and mark.kwargs["sample"] and function not in kept and cases[function] > 1:
            raise pytest.UsageError(f"{item.nodeid}: no case is in its sample")


def _only_in_a_sweep(item: pytest.Item, seen: Counter[Any]) -> bool:
    """``sweep(sample=...)``: the ids of the cases for ``make test``, or every how many one is."""
    mark = item.get_closest_marker("sweep")
    if mark is None or "sample" not in mark.kwargs:
        return False
    sample, function = mark.kwargs["sample"], getattr(item, "function", None)
    if isinstance(sample, int):
        seen[function] += 1
        return (seen[function] - 1) % sample != 0
    return not any(f"[{case}]" in item.nodeid for case in sample)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Give a worker a file at a time, or a whole folder; who is ready first takes the next."""
    from xdist.scheduler import LoadFileScheduling

    class Scheduling(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            whole = (folder for folder in (IN_A_BROWSER, BUILT) if nodeid.startswith(folder))
            return next(whole, str(super()._split_scope(nodeid)))

    return Scheduling(config, log)


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
