"""A first visit over a slow line: bytes, requests and the first map, beside plain Streamlit.

    python -m benchmarks.first_visit [--times N] [--slow FACTOR]

Each visit has an empty cache, 10 Mbit/s and 40 ms (Chromium's own limits, which hold for files and
not for the websocket). The server is warm: what is measured is the line and the browser. Plain
``streamlit run`` and ``python -m monitor run`` are visited by turns in the same run.
"""

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

from benchmarks.serve import ROOT, serve, served
from tests.browser.conftest import FLAGS
from tests.browser.install import find_browser

MAP = "() => document.querySelectorAll('path.choroplethlocation').length >= 56"
LINE = {"offline": False, "latency": 40, "downloadThroughput": 1.25e6, "uploadThroughput": 1.25e6}


def visit(browser: Browser, url: str, slow: float) -> tuple[float, float, int]:
    """Return seconds to the map, MB and requests of one visit with an empty cache."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", LINE)
    line.send("Emulation.setCPUThrottlingRate", {"rate": slow})
    received = [0.0, 0]

    def count(done: dict[str, float]) -> None:
        received[0] += done["encodedDataLength"]
        received[1] += 1

    line.on("Network.loadingFinished", count)
    line.on(
        "Network.webSocketFrameReceived",
        lambda frame: received.__setitem__(
            0, received[0] + 0.75 * len(frame["response"]["payloadData"])
        ),
    )
    start = time.perf_counter()
    page.goto(url)
    page.wait_for_function(MAP, timeout=120_000)
    took = time.perf_counter() - start
    page.wait_for_timeout(2000)
    context.close()
    return took, received[0] / 1e6, int(received[1])


@contextmanager
def monitor_run() -> Iterator[str]:
    """Run the monitor by its own command, its files compressed beforehand."""
    with TemporaryDirectory() as cache:
        environment = {**os.environ, "MONITOR_CACHE": cache}
        command = [sys.executable, "-m", "monitor.compressed"]
        subprocess.run(command, env=environment, cwd=ROOT, check=True)
        options = ("-m", "monitor", "run", "--no-browser", "--host", "127.0.0.1", "--port")
        with served(lambda port: [sys.executable, *options, str(port)], MONITOR_CACHE=cache) as run:
            yield run[0]


def main() -> None:
    """Visit both by turns and print medians."""
    parser = argparse.ArgumentParser(description="A first visit over a slow line.")
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--slow", type=float, default=1, help="how much slower the processor")
    args = parser.parse_args()
    with (
        sync_playwright() as playwright,
        serve("app.py") as (plain, _),
        monitor_run() as ours,
    ):
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        for url in (plain, ours):  # warm
            visit(browser, url, 1)
        found: dict[str, list[tuple[float, float, int]]] = {"streamlit run": [], "monitor run": []}
        for _ in range(args.times):
            for name, url in zip(found, (plain, ours), strict=True):
                found[name].append(visit(browser, url, args.slow))
        browser.close()
    print(f"{'':16}{'map s':>8}{'MB':>8}{'requests':>10}")
    for name, visits in found.items():
        took, size, asked = (statistics.median(column) for column in zip(*visits, strict=True))
        print(f"{name:16}{took:8.2f}{size:8.2f}{asked:10.0f}")
    before, after = (statistics.median(v[0] for v in visits) for visits in found.values())
    print(f"the map in {after / before:.2f} of the time")


if __name__ == "__main__":
    main()
