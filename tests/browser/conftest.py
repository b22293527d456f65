"""A running app and a real browser, for every test of a page."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

from tests.browser.install import find_browser
from tests.pages import PAGES

ROOT = Path(__file__).parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
]
# A first view on a busy machine reads the snapshot and computes ranks: be patient, not lenient.
PATIENCE = 60_000
WARMED = len(PAGES) + 1
"""Pages that a server opens by itself: those of the navigation, and that of an edition."""
SIZE: ViewportSize = {"width": 1440, "height": 900}


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


@contextmanager
def started_app(*, served: bool = False, warm: bool = False, **environment: str) -> Iterator[str]:
    """Run the app as a process of its own; gives its address once it says that it is well.

    ``served``: as ``python -m monitor run`` does it, else as plain ``streamlit run``; ``warm``:
    every page opened by itself.
    """
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.address", "127.0.0.1"]
    if served:
        command = [sys.executable, "-m", "monitor", "run", "--host", "127.0.0.1", "--no-browser"]
        # a minute of a core for a server of a minute
        command += ["--no-compress", "--warm" if warm else "--no-warm"]
    process = subprocess.Popen(
        [*command, "--port" if served else "--server.port", str(port)],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    base = environment.get("STREAMLIT_SERVER_BASE_URL_PATH", "")
    address = f"http://127.0.0.1:{port}"
    with ended(process):
        wait_until_well(f"{address}/{base}{'/' if base else ''}_stcore/health")
        yield address


@contextmanager
def ended(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """End a process with the block."""
    try:
        yield
    finally:
        process.terminate()
        process.wait(30)


def wait_until_well(address: str, *, any_answer: bool = False) -> None:
    """Wait until an address answers, at most a minute."""
    for _ in range(300):
        try:
            with urlopen(address, timeout=2):
                return
        except HTTPError:
            if any_answer:
                return
        except (URLError, OSError):
            pass
        time.sleep(0.2)
    raise RuntimeError(f"{address} did not answer within a minute")


@pytest.fixture(scope="package")
def ranks() -> Path:
    """Folder in which whoever simulated ranks keeps them, tests without a browser included."""
    return Path(os.environ["MONITOR_CACHE"])


@pytest.fixture(scope="package")
def health_at_first() -> list[tuple[int, dict[str, object]]]:
    """What the server said of itself when it was there."""
    return []


@pytest.fixture(scope="package")
def app(ranks: Path, health_at_first: list[tuple[int, dict[str, object]]]) -> Iterator[str]:
    """Address of the app on the embedded snapshot, as ``python -m monitor run`` serves it.

    It opens its pages by itself (tests/browser/test_warming.py), while tests begin.
    """
    with started_app(served=True, warm=True, MONITOR_CACHE=str(ranks)) as address:
        health_at_first.append(health(address))
        yield address


def health(address: str) -> tuple[int, dict[str, object]]:
    """Return the status and the answer of ``/health``."""
    connection = HTTPConnection(address.removeprefix("http://"), timeout=30)
    connection.request("GET", "/health")
    answer = connection.getresponse()
    return answer.status, json.loads(answer.read())


@pytest.fixture(scope="package")
def warm(app: str, tab: Page) -> str:
    """The app once it opened every page, and a browser that showed it.

    What the server still computes, or the browser reads for the first time, is no matter of style.
    """
    tab.goto(app)
    for _ in range(3000):
        if health(app)[1]["pages"] == WARMED:
            return app
        time.sleep(0.1)
    raise RuntimeError("the server did not open all pages within five minutes")


@contextmanager
def started_browser() -> Iterator[Browser]:
    """A Chromium; no browser is a failure, never a skip.

    Playwright keeps an event loop running, in which no other of the same worker can start: a
    fixture with one ends with the last test of its folder or module.
    """
    path = find_browser()
    if path is None:
        pytest.fail("no Chromium on this machine: run `python -m tests.browser.install`")
    with sync_playwright() as p:
        running = p.chromium.launch(executable_path=path, args=FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """A Chromium for every test of this folder."""
    with started_browser() as running:
        yield running


@pytest.fixture(scope="package")
def tab(browser: Browser) -> Iterator[Page]:
    """The tab that tests share: one that showed the app before opens a page three times faster."""
    with window(browser, bypass_csp=True) as context:
        yield context.new_page()


@pytest.fixture(scope="package")
def private_window(browser: Browser) -> Iterator[BrowserContext]:
    """A second window that knows nothing of the first; its tabs share what they fetched."""
    with window(browser, bypass_csp=True) as context:
        yield context


@pytest.fixture(scope="package")
def finger(browser: Browser) -> Iterator[Page]:
    """A tab of a phone, for who touches it; as the shared tab it opens another session each."""
    phone: ViewportSize = {"width": 390, "height": 844}
    with window(browser, bypass_csp=True, has_touch=True, viewport=phone) as context:
        yield context.new_page()


@pytest.fixture
def page(tab: Page) -> Iterator[Page]:
    """The shared tab of 1440x900; every address opened in it is a new session of the app.

    A test that listens to the page, or stands between it and the server, takes `own_page`.
    """
    yield tab
    tab.set_viewport_size(SIZE)
    tab.emulate_media(color_scheme="null", reduced_motion="null")
    tab.evaluate(
        "try { sessionStorage.clear() } catch {}"
    )  # what a test leaves is no news to the next


@pytest.fixture
def own_page(private_window: BrowserContext) -> Iterator[Page]:
    """A new tab of 1440x900 in the private window."""
    page = private_window.new_page()
    yield page
    page.close()


@pytest.fixture
def strict_page(browser: Browser) -> Iterator[Page]:
    """A tab in a window of its own, in which the policy of the server holds."""
    with window(browser) as context:
        yield context.new_page()


@contextmanager
def window(browser: Browser, **options: Any) -> Iterator[BrowserContext]:
    """A window of 1440x900 that knows nothing of others.

    ``bypass_csp``: where a test waits for an expression, which the policy of the server forbids.
    """
    context = browser.new_context(**{"viewport": SIZE, **options})
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


@pytest.fixture
def axe() -> str:
    """The accessibility checker, to be run in a page (`tests/browser/axe`, MPL 2.0)."""
    return (Path(__file__).parent / "axe" / "axe.min.js").read_text(encoding="utf-8")
