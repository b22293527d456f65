"""A year on the page Jaren: from input to recoloured map, beside the naive map in the same run.

    python -m benchmarks.years [--shapes GEOJSON] [--times N]

Both apps show 342 municipalities in headless Chromium on this machine; the page Jaren shows them
three times. A change is timed in the browser, from the event of the reader's hand (pointer down on
a year, key down on the slider of the naive map) to the first animation frame in which shapes of
the map have other colours. The year left and the year right are timed in turn, each until its own
map and until the difference map follows. Between changes the page comes to rest.

The naive design carries the GeoJSON in the figure; give it the file it would really carry (PDOK's,
1.1 MB), else it gets the simplified shapes of the snapshot.
"""

import argparse
import math
import statistics
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.map import SHAPES, SHIPPED, naive_app
from benchmarks.serve import serve
from tests.browser.conftest import FLAGS
from tests.browser.install import find_browser

QUERY = "/jaren?gebied=nl&groep=geen&jaar=2023&jaar2=2016"
TARGET_MS = 80
WARM = 18  # changes before the count starts: every year once on each side
REST = "() => document.querySelector('[data-testid=stApp]')?.dataset.testScriptState !== 'running'"
DRAWN = "n => document.querySelectorAll('path.choroplethlocation').length >= n"
# Starts the clock at the next event of the reader's hand, and stops it per map.
WATCH = """maps => {
  const fills = (map) => [...document.querySelectorAll(`${map} path.choroplethlocation`)]
    .map((p) => `${p.getAttribute('fill')} ${p.style.fill}`).join();
  const before = maps.map(fills);
  window.took = maps.map(() => null);
  const begin = (event) => {
    const start = event.timeStamp;
    const look = () => {
      maps.forEach((map, i) => {
        if (window.took[i] === null && fills(map) !== before[i])
          window.took[i] = performance.now() - start;
      });
      if (window.took.includes(null) && performance.now() - start < 30000)
        requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  };
  for (const kind of ['keydown', 'pointerdown'])
    document.addEventListener(kind, begin, {once: true, capture: true});
}"""


def main() -> None:
    """Measure both designs and print them beside each other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shapes", type=Path, default=SHAPES)
    parser.add_argument("--times", type=int, default=24, help="changes of each year, at least 20")
    given = parser.parse_args()
    with sync_playwright() as p, naive_app() as naive:
        browser = p.chromium.launch(executable_path=find_browser(), args=FLAGS)
        with serve(naive, SHAPES=str(given.shapes.resolve()), **SHIPPED) as (url, _pid):
            found = {"naive map": _naive(_open(browser, url, 342), given.times)}
        with serve("app.py") as (url, _pid):
            found |= _jaren(_open(browser, url + QUERY, 3 * 342), given.times)
        browser.close()
    _report(found)


def _open(browser: Browser, url: str, shapes: int) -> Page:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(url)
    page.wait_for_function(DRAWN, arg=shapes, timeout=120_000)
    _rest(page)
    return page


def _naive(page: Page, times: int) -> list[float]:
    page.get_by_role("slider").first.focus()
    took = []
    for i in range(3 + times):
        page.evaluate(WATCH, [""])
        page.keyboard.press("ArrowLeft" if (i // 4) % 2 == 0 else "ArrowRight")
        took.append(_answer(page)[0])
    return took[3:]


def _jaren(page: Page, times: int) -> dict[str, list[float]]:
    """Change the years in turn; each change has to move its own map and the difference."""
    found: dict[str, list[float]] = {
        name: [] for name in ("left map", "difference, left", "right map", "difference, right")
    }
    years = page.locator(".st-key-control-year [role=radio]").all_text_contents()
    for i in range(WARM + 2 * times):
        field, side = (("year_b", "left"), ("year", "right"))[i % 2]
        year = years[(i // 2 * 2 + (1 if side == "left" else 4)) % len(years)]
        own = f".st-key-jaren-{'a' if side == 'left' else 'b'}"
        row = page.locator(f".st-key-control-{field}")
        if row.locator("[aria-checked=true]").text_content() == year:
            continue
        page.evaluate(WATCH, [own, ".st-key-jaren-verschil"])
        row.get_by_role("radio", name=year).click()
        map_ms, difference_ms = _answer(page)
        if i >= WARM:
            found[f"{side} map"].append(map_ms)
            found[f"difference, {side}"].append(difference_ms)
    return found


def _answer(page: Page) -> list[float]:
    """Return what each map took (ms), NaN for one that stayed the same, and let the page rest."""
    page.wait_for_function("() => !window.took.every((t) => t === null)", timeout=30_000)
    _rest(page)
    return [math.nan if t is None else float(t) for t in page.evaluate("() => window.took")]


def _rest(page: Page) -> None:
    page.wait_for_timeout(400)
    page.wait_for_function(REST, timeout=120_000)
    page.wait_for_timeout(400)


def _report(found: dict[str, list[float]]) -> None:
    known = {name: [t for t in took if not math.isnan(t)] for name, took in found.items()}
    naive = statistics.median(known["naive map"])
    print(f"{'':20}{'median ms':>10}{'95% ms':>9}{'n':>5}{'times faster':>14}")
    for name, took in known.items():
        median = statistics.median(took)
        high = sorted(took)[math.ceil(0.95 * len(took)) - 1]
        print(f"{name:20}{median:10.0f}{high:9.0f}{len(took):5}{naive / median:14.1f}")
    ours = {name: statistics.median(took) for name, took in known.items() if name != "naive map"}
    worst = max(ours.values())
    verdict = "met" if worst < TARGET_MS else "NOT met"
    print(f"target of {TARGET_MS} ms for every map: {verdict} (worst median {worst:.0f} ms)")


if __name__ == "__main__":
    main()
