"""Two processes behind nginx: one dies under its readers, who go on with the other."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, WebSocket, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.browser.conftest import ROOT, ended, wait_until_well
from tests.browser.test_nginx import nginx

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(shutil.which("nginx") is None, reason="nginx is not on this machine"),
]


def free_ports() -> int:
    """Return a port after which two more are free."""
    for port in range(20_000, 30_000, 3):
        with socket.socket() as one, socket.socket() as two:
            try:
                one.bind(("127.0.0.1", port + 1))
                two.bind(("127.0.0.1", port + 2))
            except OSError:
                continue
            return port
    raise RuntimeError("no ports")


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory, ranks: Path) -> Iterator[tuple[str, int, int]]:
    """Address of the proxy, the process that watches, and the port before those of the two."""
    port, folder = free_ports(), tmp_path_factory.mktemp("two")
    command = [sys.executable, "-m", "monitor", "run", "--workers", "2", "--port", str(port)]
    options = ["--host", "127.0.0.1", "--no-browser", "--no-compress", "--no-warm"]
    environment = {**os.environ, "MONITOR_CACHE": str(ranks)}
    watcher = subprocess.Popen(
        [*command, *options], cwd=ROOT, env=environment, stderr=subprocess.DEVNULL
    )
    with ended(watcher):
        for own in (port + 1, port + 2):
            wait_until_well(f"http://127.0.0.1:{own}/_stcore/health")
        ports = {8502: port + 1, 8503: port + 2}
        with nginx(folder / "nginx", "nginx-workers.conf", ports) as address:
            yield address, watcher.pid, port


def _process(watcher: int, port: str) -> int:
    children = Path(f"/proc/{watcher}/task/{watcher}/children").read_text(encoding="ascii")
    found = [
        int(child)
        for child in children.split()
        if f"monitor.alone\0{port}\0" in Path(f"/proc/{child}/cmdline").read_text(encoding="utf-8")
    ]
    return found[0]


def _with(page: Page) -> str:
    """Return the name of the process that the reader's cookie tells."""
    (told,) = [c for c in page.context.cookies() if c.get("name") == "monitor_proces"]
    return str(told["value"])


def test_readers_of_a_process_that_dies_go_on_with_their_selection(
    two: tuple[str, int, int], strict_page: Page
) -> None:
    address, watcher, _port = two
    page = strict_page
    done: list[str] = []  # runs of the page that came to their end, by connection
    page.on("websocket", lambda ws: ws.on("framereceived", lambda data: _note(done, ws, data)))
    page.goto(f"{address}/?jaar=2020&wat=social")
    page.wait_for_selector("path.choroplethlocation")
    heading = page.get_by_role("heading", level=2).first
    expect(heading).to_contain_text("2020")
    first = _with(page)
    os.kill(_process(watcher, first), signal.SIGKILL)
    _until(page, lambda: _with(page) != first)  # the browser finds the other by itself
    before = len(done)
    _until(page, lambda: len(done) > before)  # and asks for the whole page
    expect(heading).to_contain_text("2020")
    page.get_by_role("radio", name=re.compile("2022")).click()
    expect(heading).to_contain_text("2022")
    assert "jaar=2022" in page.url and "wat=social" in page.url


def _note(done: list[str], ws: WebSocket, data: str | bytes) -> None:
    told = ForwardMsg.FromString(data if isinstance(data, bytes) else data.encode())
    if told.WhichOneof("type") == "script_finished":
        done.append(ws.url)


def _until(page: Page, true: Callable[[], bool]) -> None:
    for _ in range(600):
        if true():
            return
        page.wait_for_timeout(100)
    pytest.fail("it took more than a minute")
