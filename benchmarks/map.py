"""Year change, first map and bytes over the websocket, beside the naive design in the same run.

    python -m benchmarks.map [--shapes GEOJSON] [--times N]

All show 342 municipalities in headless Chromium on this machine. A year change is timed in the
browser, from the key press or the click to the first frame with other colours, and all bytes that
the server sends for it are counted on the wire until the page stands still. Years are walked down
and up again, so that half of them were seen before. The naive design carries the GeoJSON in the
figure; give it the file it would really carry (PDOK's, 1.1 MB), else it gets the simplified shapes
of the snapshot. Drawn in the classes of the monitor's own map, plotly express gives it a trace per
class, each with the GeoJSON.
"""

import argparse
import shutil
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, Playwright, sync_playwright

from benchmarks.serve import ROOT, serve
from benchmarks.wire import relayed
from tests.browser.conftest import FLAGS
from tests.browser.install import find_browser

# The naive app runs as Streamlit is shipped, not with the settings of the monitor.
SHIPPED = {
    "STREAMLIT_GLOBAL_MIN_CACHED_MESSAGE_SIZE": "10000",
    "STREAMLIT_RUNNER_POST_SCRIPT_GC": "true",
}
SHAPES = ROOT / "geodata" / "snapshot" / "boundaries.geojson"
ALL = "() => document.querySelectorAll('path.choroplethlocation').length >= 342"
WATCH = """() => {
  const fills = () => [...document.querySelectorAll('path.choroplethlocation')]
    .map(p => p.getAttribute('style') + p.getAttribute('fill')).join();
  const before = fills();
  window.__took = null;
  const begin = () => {
    const start = performance.now();
    const look = () => {
      const now = fills();
      if (now && now !== before) window.__took = performance.now() - start;
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  };
  for (const kind of ['keydown', 'pointerdown'])
    document.addEventListener(kind, begin, {once: true, capture: true});
}"""


def measure(page: Page, url: str, received: list[int], times: int) -> dict[str, float]:
    """Return medians of first map and year change (ms), kB of a year not yet and already seen."""
    firsts = []
    for _ in range(3):
        start = time.perf_counter()
        page.goto(url)
        page.wait_for_function(ALL, timeout=120_000)
        firsts.append((time.perf_counter() - start) * 1000)
    page.wait_for_timeout(3000)
    took, new, again = [], [], []
    seen = {_year(page)}
    for i in range(times):
        before = received[0]
        took.append(_change(page, -1 if (i // 6) % 2 == 0 else 1))
        page.wait_for_timeout(1500)
        year = _year(page)
        (again if year in seen else new).append((received[0] - before) / 1000)
        seen.add(year)
    return {
        "first": statistics.median(firsts),
        "change": statistics.median(took),
        "slowest": max(took),
        "new": statistics.median(new),
        "again": statistics.median(again),
    }


def _year(page: Page) -> str:
    slider = page.get_by_role("slider")
    if slider.count():
        return str(slider.first.get_attribute("aria-valuetext"))
    return page.locator(".st-key-control-year [role=radio][aria-checked=true]").inner_text()


def _change(page: Page, by: int) -> float:
    """Go a year down or up the way a reader does, and time until the colours differ (ms)."""
    page.evaluate(WATCH)
    if page.get_by_role("slider").count():
        page.get_by_role("slider").first.focus()
        page.keyboard.press("ArrowRight" if by > 0 else "ArrowLeft")
    else:  # a row of years: click the one before or after
        years = page.locator(".st-key-control-year [role=radio]")
        checked = years.evaluate_all("all => all.findIndex(r => r.ariaChecked === 'true')")
        years.nth(checked + by).click()
    page.wait_for_function("() => window.__took !== null", timeout=60_000)
    return float(page.evaluate("() => window.__took"))


@contextmanager
def naive_app() -> Iterator[str]:
    """Lay the naive app where Streamlit finds its static files: the (empty) world of plotly."""
    with TemporaryDirectory() as beside:
        shutil.copy(ROOT / "benchmarks" / "naive_map.py", beside)
        shutil.copytree(ROOT / "static" / "topo", Path(beside) / "static" / "topo")
        yield str(Path(beside) / "naive_map.py")


def run(p: Playwright, script: str, query: str, times: int, **environment: str) -> dict[str, float]:
    """Start an app and a browser, and measure."""
    with serve(script, **environment) as (server, _pid), relayed(server) as (url, received):
        browser = p.chromium.launch(executable_path=find_browser(), args=FLAGS)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(url + query)
        page.wait_for_function(ALL, timeout=120_000)
        page.wait_for_timeout(20_000)  # caches of the other years fill in the background
        found = measure(page, url + query, received, times)
        browser.close()
    return found


def main() -> None:
    """Measure the designs and print them beside each other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shapes", type=Path, default=SHAPES)
    parser.add_argument("--times", type=int, default=12)
    given = parser.parse_args()
    naively = {"SHAPES": str(given.shapes.resolve()), **SHIPPED}
    with sync_playwright() as p, naive_app() as naive:
        found = {
            "naive, a number": run(p, naive, "", given.times, **naively),
            "naive, classes": run(p, naive, "", given.times, **naively, COLOUR="classes"),
            "monitor": run(p, "app.py", "/?gebied=nl&groep=geen", given.times),
        }
    print(f"shapes of the naive design: {given.shapes.stat().st_size / 1000:.0f} kB")
    heads = ("first map ms", "change ms", "slowest ms", "kB new year", "kB seen year")
    print(f"{'':16}" + "".join(f"{h:>14}" for h in heads))
    for name, row in found.items():
        print(f"{name:16}" + "".join(f"{v:14.1f}" for v in row.values()))
    own = found.pop("monitor")
    for name, row in found.items():
        ratios = ", ".join(f"{h} {row[k] / own[k]:.0f}x" for h, k in zip(heads, own, strict=True))
        print(f"{name} against the monitor: {ratios}")


if __name__ == "__main__":
    main()
