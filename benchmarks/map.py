"""Year change, first map and bytes over the websocket, beside the naive design in the same run.

    python -m benchmarks.map [--shapes GEOJSON] [--times N]

Both apps show 342 municipalities in headless Chromium on this machine. A year change is timed in
the browser, from the key press (or the click on a year) to the first frame with other colours.
The naive design carries the GeoJSON in the figure; give it the file it would really carry
(PDOK's, 1.1 MB), else it gets the simplified shapes of the snapshot.
"""

import argparse
import math
import shutil
import statistics
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, sync_playwright

from benchmarks.serve import ROOT, serve
from tests.browser.conftest import FLAGS
from tests.browser.install import find_browser

SHAPES = ROOT / "geodata" / "snapshot" / "boundaries.geojson"
ALL = "() => document.querySelectorAll('path.choroplethlocation').length >= 342"


def measure(page: Page, url: str, times: int) -> dict[str, float]:
    """Return medians: first map (ms), year change (ms), kB received per change."""
    received = [0]

    def count(socket: object) -> None:
        socket.on("framereceived", lambda data: received.__setitem__(0, received[0] + len(data)))

    page.on("websocket", count)
    firsts = []
    for _ in range(3):
        start = time.perf_counter()
        page.goto(url)
        page.wait_for_function(ALL, timeout=120_000)
        firsts.append((time.perf_counter() - start) * 1000)
    page.wait_for_timeout(3000)
    changes, sizes = [], []
    for i in range(times):
        key = "ArrowLeft" if (i // 4) % 2 == 0 else "ArrowRight"
        before = received[0]
        changes.append(_press(page, key))
        page.wait_for_timeout(1200)
        sizes.append((received[0] - before) / 1000)
    known = [c for c in changes if not math.isnan(c)]
    return {
        "first_ms": statistics.median(firsts),
        "change_ms": statistics.median(known),
        "kb": statistics.median(sizes),
        "measured": len(known),
    }


def _press(page: Page, key: str) -> float:
    """Press a key the way a keyboard does, and time until the colours differ."""
    page.evaluate(
        """() => {
          const fills = () => [...document.querySelectorAll('path.choroplethlocation')]
            .map(p => p.style.fill).join();
          window.__before = fills(); window.__took = null;
          const begin = () => {
            const start = performance.now();
            const look = () => {
              const now = fills();
              if (now && now !== window.__before) window.__took = performance.now() - start;
              else if (performance.now() - start < 30000) requestAnimationFrame(look);
            };
            requestAnimationFrame(look);
          };
          for (const kind of ['keydown', 'pointerdown'])
            document.addEventListener(kind, begin, {once: true, capture: true});
        }"""
    )
    years = page.get_by_role("radio")
    if page.get_by_role("slider").count():
        page.get_by_role("slider").first.focus()
        page.keyboard.press(key)
    else:  # a row of years: click the one before or after
        now = next(i for i in range(9) if years.nth(i).get_attribute("aria-checked") == "true")
        years.nth(now + (1 if key == "ArrowRight" else -1)).click()
    try:
        page.wait_for_function("() => window.__took !== null", timeout=30_000)
    except Exception:
        return float("nan")
    return float(page.evaluate("() => window.__took"))


def main() -> None:
    """Measure both designs and print them beside each other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shapes", type=Path, default=SHAPES)
    parser.add_argument("--times", type=int, default=12)
    given = parser.parse_args()
    found: dict[str, dict[str, float]] = {}
    apps = {
        "naive": ("", ""),
        "monitor": ("app.py", "/?gebied=nl&groep=geen"),
    }
    with sync_playwright() as p, TemporaryDirectory() as beside:
        # Streamlit serves static/ beside the script, and plotly wants its (empty) world from there.
        shutil.copy(ROOT / "benchmarks" / "naive_map.py", beside)
        shutil.copytree(ROOT / "static" / "topo", Path(beside) / "static" / "topo")
        for name, (script, query) in apps.items():
            path = script or str(Path(beside) / "naive_map.py")
            with serve(path, SHAPES=str(given.shapes.resolve())) as (url, _pid):
                browser = p.chromium.launch(executable_path=find_browser(), args=FLAGS)
                page = browser.new_page(viewport={"width": 1440, "height": 900})
                page.goto(url + query)
                page.wait_for_function(ALL, timeout=120_000)
                page.wait_for_timeout(20_000)  # caches of the other years fill in the background
                found[name] = measure(page, url + query, given.times)
                browser.close()
    print(f"shapes of the naive design: {given.shapes.stat().st_size / 1000:.0f} kB")
    print(f"{'':10}{'first map ms':>14}{'year change ms':>16}{'kB a change':>13}{'n':>5}")
    for name, row in found.items():
        print(
            f"{name:10}{row['first_ms']:14.0f}{row['change_ms']:16.0f}{row['kb']:13.1f}"
            f"{row['measured']:5.0f}"
        )
    a, b = found["naive"], found["monitor"]
    print(
        f"ratio: year change {a['change_ms'] / b['change_ms']:.1f} times faster,"
        f" {a['kb'] / b['kb']:.0f} times fewer bytes,"
        f" first map {a['first_ms'] / b['first_ms']:.1f} times"
    )


if __name__ == "__main__":
    main()
