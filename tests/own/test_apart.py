"""A file is read in a process of its own: whatever it unfolds to, this one goes on."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from monitor.own import apart
from monitor.own.understand import Hints, understand
from tests.own.bombs import BOMBS
from tests.own.test_bad_files import GOOD, refused


@pytest.fixture
def read_apart(small):
    def _read(data: bytes, filename: str = "x.csv", **hints):
        return apart.understand_apart(
            data, filename, small.regions, small.recoding, hints=Hints(**hints)
        )

    return _read


SLOW = {
    "five million styled empty cells", "two hundred thousand rows and one", "a gigabyte of zeros",
    "a line of single-byte letters", "one line of ten million cells", "a list of fifty million",
    "a million rows that go back", "a record of a million lines", "ten thousand columns",
    "a hundred million rows of nothing", "a text of ten million letters", "one line of 20 MB",
}  # fmt: skip
"""Dear to make or to read: benchmarks/uploads.py reads these too, and measures all."""


@pytest.mark.sweep(sample=4)
@pytest.mark.parametrize("name", [n for n in BOMBS if n not in SLOW])
def test_a_small_file_that_unfolds_to_much_is_refused(read_apart, name):
    ending, make = BOMBS[name]
    refused(read_apart(make(), f"x.{ending}"))


def test_it_is_understood_as_it_is_here(read_apart, read):
    there, here = read_apart(GOOD.encode()), read(GOOD)
    assert there.figures.equals(here.figures)
    assert (there.layout, there.missing, there.sha256) == (here.layout, here.missing, here.sha256)
    assert there.grid.rows == []  # the cells stay there


def test_the_same_file_three_times_at_once(read_apart):
    with ThreadPoolExecutor(3) as pool:
        found = list(pool.map(read_apart, [GOOD.encode()] * 3))
    assert [u.ok for u in found] == [True] * 3


def test_who_must_wait_too_long_is_told(read_apart, monkeypatch):
    monkeypatch.setattr(apart, "PATIENCE", 0.01)
    with apart._TURN, apart._TURN:
        busy = read_apart(GOOD.encode())
    refused(busy, "bestand")
    assert "andere" in str(busy.problems[0])
    assert read_apart(GOOD.encode()).ok


def test_what_takes_too_long_is_ended_and_told(read_apart, monkeypatch):
    monkeypatch.setattr(apart, "SECONDS", 0.01)
    slow = read_apart(GOOD.encode())
    refused(slow, "bestand")
    assert "seconden" in str(slow.problems[0])


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


def test_the_process_has_its_limits():
    limited = "from monitor.own import child; child._limit(); "
    assert run(limited + "print(len(bytes(300 * 2**20)))").returncode == 0
    assert "MemoryError" in run(limited + "bytes(700 * 2**20)").stderr
    assert "19" in run(limited + "import resource as r; print(r.getrlimit(r.RLIMIT_CPU))").stdout


@pytest.mark.parametrize(
    ("end", "said"),
    [
        ("os._exit(3)", "MB geheugen"),
        ("print('std::bad_alloc', file=sys.stderr, flush=True); os.abort()", "MB geheugen"),
        ("os.kill(os.getpid(), 9)", "MB geheugen"),
        ("os.abort()", "beschadigd"),
        ("os.kill(os.getpid(), 11)", "beschadigd"),
    ],
)
def test_what_ended_the_process_is_told(read_apart, monkeypatch, end, said):
    monkeypatch.setattr(apart, "CHILD", ["-c", f"import os, sys; {end}"])
    ended = read_apart(GOOD.encode())
    refused(ended, "bestand")
    assert said in str(ended.problems[0])


def test_the_process_starts_without_what_it_does_not_need():
    loaded = run(
        "import sys, monitor.own.understand, monitor.own.child;"
        "print(*{'streamlit', 'pandas', 'numpy', 'pydantic', 'openpyxl'} & {*sys.modules})"
    )
    assert (loaded.returncode, loaded.stdout.strip()) == (0, ""), loaded.stderr


def test_page_and_command_read_no_other_way():
    import inspect

    from monitor.cli import add
    from monitor.ui.data_page import own_set

    for module in (add, own_set):
        text = inspect.getsource(module)
        assert "understand_apart(" in text
        assert understand.__name__ + "(raw" not in text
