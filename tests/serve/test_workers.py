"""Several processes: watched, ended together, found again by a cookie that names no reader."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from monitor import watching, workers
from tests.serve.test_front import ask


def worker(tmp_path: Path, script: str) -> watching.Worker:
    return watching.Worker([sys.executable, "-c", script], {"HERE": str(tmp_path)})


def until_dead(one: watching.Worker, now: float) -> int:
    assert one.look(now) is None and one.process is not None
    one.process.wait(30)
    code = one.look(now)
    assert code is not None and one.process is None
    return code


def test_one_that_dies_waits_twice_as_long_each_time_and_again_a_second_after_a_minute(
    tmp_path: Path,
) -> None:
    one = worker(tmp_path, "raise SystemExit(3)")
    now = 0.0
    for wait in (1, 2, 4, 8, 16, 32, 60, 60):
        assert until_dead(one, now) == 3
        one.look(now + wait - 0.1)
        assert one.process is None
        now += wait
    assert one.look(now) is None and one.process is not None
    one.process.wait(30)
    assert one.look(now + 61) == 3  # it lived for a minute
    one.look(now + 61.9)
    assert one.process is None
    one.look(now + 62)
    assert one.process is not None
    one.process.wait(30)


WATCH = """
import sys
from monitor import watching
stay = "import os, pathlib, time;"
stay += "pathlib.Path(os.environ['HERE'], str(os.getpid())).touch(); time.sleep(99)"
both = [watching.Worker([sys.executable, "-c", stay], {}) for _ in range(2)]
watching.watch(both, lambda _one, code: print(code, flush=True))
"""


def started(folder: Path, number: int) -> set[int]:
    end = time.monotonic() + 60
    while len(found := {int(f.name) for f in folder.iterdir()}) < number:
        assert time.monotonic() < end
        time.sleep(0.05)
    return found


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM])
def test_one_that_is_killed_comes_back_and_one_signal_ends_all(tmp_path: Path, asked: int) -> None:
    command = [sys.executable, "-c", WATCH]
    environment = {**os.environ, "HERE": str(tmp_path)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as watcher:
        first = started(tmp_path, 2)
        os.kill(min(first), signal.SIGKILL)
        assert len(started(tmp_path, 3) - first) == 1
        watcher.send_signal(asked)
        said, _ = watcher.communicate(timeout=30)
    assert (said, watcher.returncode) == ("-9\n", 0)
    for each in started(tmp_path, 3):
        with pytest.raises(ProcessLookupError):
            os.kill(each, 0)


def test_the_servers_stand_on_the_ports_after_the_proxy() -> None:
    two = watching.servers(2, 8501, ["localhost", "warm"])
    assert [one.command[2:] for one in two] == [
        ["monitor.alone", "8502", "localhost", "warm"],
        ["monitor.alone", "8503", "localhost", "warm"],
    ]
    assert [one.environment["MONITOR_WORKER"] for one in two] == ["8502", "8503"]


def test_who_watches_loads_nothing_that_stays() -> None:
    code = "import sys, monitor.watching; print(*(set(sys.modules) & {'typer', 'pydantic'}))"
    assert subprocess.check_output([sys.executable, "-c", code], text=True) == "\n"


def test_one_of_several_loads_nothing_of_the_command_line() -> None:
    code = "import sys, monitor.alone, monitor.serve, monitor.ui.shell; print(*sys.modules)"
    loaded = subprocess.check_output([sys.executable, "-c", code], text=True).split()
    assert not {"typer", "rich", "monitor.cli"} & {*loaded}


def test_a_process_alone_sets_no_cookie() -> None:
    assert "set-cookie" not in ask("/")[1]


def test_one_of_several_names_itself_on_pages_and_not_on_files(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("MONITOR_WORKER", "8502")
    expected = "monitor_proces=8502; Path=/; SameSite=Lax; HttpOnly"
    assert ask("/gemeente")[1]["set-cookie"] == expected
    assert "set-cookie" not in ask("/app/static/a.json")[1]


@pytest.mark.parametrize("name", ["a;b", "a b", "x\r\nSet-Cookie: y", "a" * 33])
def test_a_name_that_is_no_name_is_none(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("MONITOR_WORKER", name)
    assert workers.own_name() == ""


@pytest.mark.parametrize(
    ("has", "gets"), [("", True), ("monitor_proces=8503", True), ("monitor_proces=8502", False)]
)
def test_a_reader_who_was_moved_gets_the_new_name_with_their_connection(
    monkeypatch: pytest.MonkeyPatch, has: str, gets: bool
) -> None:
    monkeypatch.setenv("MONITOR_WORKER", "8502")
    scope = {"type": "websocket", "headers": [(b"cookie", has.encode())]}
    accepted = workers.named({"type": "websocket.accept"}, workers.cookie(scope, "/x/"))
    set_to = (b"set-cookie", b"monitor_proces=8502; Path=/x/; SameSite=Lax; HttpOnly")
    assert (set_to in accepted.get("headers", [])) is gets
