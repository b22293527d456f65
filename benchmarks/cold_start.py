"""A server that starts: until its first reader has the map, as it was and warmed beforehand.

    python -m benchmarks.cold_start [--times N]

By turns in the same run: without warming and with nothing kept (``--no-warm``), warmed with nothing
kept, warmed with the ranks of a former start on disk. Each is started twice: for a reader who
comes as soon as the server answers at all, and for one who is sent when ``/health`` says ready.
"""

import argparse
import statistics
import sys
import time
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from playwright.sync_api import Browser, sync_playwright

from benchmarks.first_visit import MAP
from benchmarks.serve import memory_mb, served
from tests.browser.conftest import FLAGS
from tests.browser.install import find_browser

OPTIONS = ("--no-browser", "--no-compress", "--host", "127.0.0.1", "--port")


def ready(url: str) -> bool:
    """Return whether the server says that it is warm, or was not asked to warm."""
    connection = HTTPConnection(urlsplit(url).netloc, timeout=30)
    connection.request("GET", "/health")
    return connection.getresponse().status == 200


def start(browser: Browser, cache: Path, *, warm: bool, wait: bool) -> tuple[float, float, float]:
    """Start a server; return s until the reader came, s until their map was there, and its MB."""
    begun = time.perf_counter()
    command = [sys.executable, "-m", "monitor", "run", "--warm" if warm else "--no-warm", *OPTIONS]
    with served(lambda port: [*command, str(port)], MONITOR_CACHE=str(cache)) as (url, process):
        while wait and not ready(url):
            time.sleep(0.1)
        came = time.perf_counter()
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(url)
        page.wait_for_function(MAP, timeout=120_000)
        done = time.perf_counter()
        memory = memory_mb(process)
        page.close()
    return came - begun, done - came, memory


def main() -> None:
    """Start servers by turns and print medians."""
    parser = argparse.ArgumentParser(description="Start to first map.")
    parser.add_argument("--times", type=int, default=3)
    args = parser.parse_args()
    kinds = {"not warmed": False, "warmed": True, "warmed, ranks kept": True}
    found: dict[tuple[str, bool], list[tuple[float, float, float]]] = {}
    with sync_playwright() as playwright, TemporaryDirectory() as kept:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        start(browser, Path(kept), warm=True, wait=True)  # what the others find
        for _ in range(args.times):
            for kind, warm in kinds.items():
                for wait in (False, True):
                    with TemporaryDirectory() as empty:
                        cache = Path(kept if "kept" in kind else empty)
                        once = start(browser, cache, warm=warm, wait=wait)
                    found.setdefault((kind, wait), []).append(once)
        browser.close()
    print(f"{'':20}{'reader':>10}{'comes at s':>12}{'waits s':>9}{'start to map s':>16}{'MB':>6}")
    for (kind, wait), times in found.items():
        came, waits, memory = (statistics.median(column) for column in zip(*times, strict=True))
        when = "ready" if wait else "at once"
        print(f"{kind:20}{when:>10}{came:12.1f}{waits:9.2f}{came + waits:16.1f}{memory:6.0f}")


if __name__ == "__main__":
    main()
