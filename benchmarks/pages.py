"""How fast every page opens and answers a choice, beside an empty Streamlit page in the same run.

    python -m benchmarks.pages [--times N]

In headless Chromium on this machine, on a warm server: opening is from the request to the moment
that the page stands still with its charts drawn; a change is from the click on the year
(on the page Data the dimension) until it stands still again.
"""

import argparse
import statistics
import time

from playwright.sync_api import Page, sync_playwright

from benchmarks.serve import PAGES, serve
from tests.browser.conftest import FLAGS
from tests.browser.install import find_browser

DRAWN = """() => {
  const app = document.querySelector('[data-testid=stApp]');
  return app && app.dataset.testScriptState === 'notRunning'
    && !document.querySelector('[data-stale=true], [data-testid=stSkeleton]')
    && document.querySelector('h2, iframe')
    && [...document.querySelectorAll('[data-testid=stPlotlyChart]')]
      .every(c => c.querySelector('.main-svg'));
}"""
# Seen still in three frames in a row; counted from the event, in the browser itself.
WATCH = """() => {
  window.__took = null;
  const drawn = %s;
  const text = () => location.search
    + [...document.querySelectorAll('h2, iframe')].map(e => e.outerHTML).join();
  const before = text();
  const begin = () => {
    const start = performance.now();
    let moved = false, still = 0;
    const look = () => {
      const app = document.querySelector('[data-testid=stApp]');
      moved = moved || app.dataset.testScriptState === 'running' || text() !== before;
      still = moved && drawn() ? still + 1 : 0;
      if (still === 3) window.__took = performance.now() - start;
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  };
  for (const kind of ['keydown', 'pointerdown'])
    document.addEventListener(kind, begin, {once: true, capture: true});
}"""


def opened(page: Page, url: str) -> float:
    """Open a page; return the ms until it stands still."""
    start = time.perf_counter()
    page.goto(url)
    page.wait_for_function(DRAWN, timeout=60_000)
    return (time.perf_counter() - start) * 1000


def changed(page: Page, field: str, turn: int) -> float:
    """Choose another option; return the ms until the page stands still again."""
    control = page.locator(f".st-key-control-{field}")
    listed = control.get_by_role("combobox")
    if listed.count():
        listed.click()
    page.evaluate(WATCH % f"({DRAWN})")
    if listed.count():
        page.get_by_role("option").nth(1 + turn % 2).click()
    else:
        control.get_by_role("radio").nth(-2 if turn % 2 == 0 else -1).click()
    page.wait_for_function("() => window.__took !== null", timeout=60_000)
    return float(page.evaluate("() => window.__took"))


def measure(page: Page, url: str, field: str, times: int) -> tuple[float, float, float]:
    """Return medians: opening, a change, and the slowest change (ms), after a round to warm up."""
    for _ in range(2):
        opened(page, url)
    for turn in range(4):
        changed(page, field, turn)
    opening = [opened(page, url) for _ in range(5)]
    page.wait_for_timeout(1000)
    took = []
    for turn in range(times):
        took.append(changed(page, field, turn))
        page.wait_for_timeout(700)
    return statistics.median(opening), statistics.median(took), max(took)


def main() -> None:
    """Print a line a page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=8)
    given = parser.parse_args()
    heads = ("opens ms", "change ms", "slowest ms", "opens x", "change x")
    print(f"{'':20}" + "".join(f"{h:>12}" for h in heads))
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=find_browser(), args=FLAGS)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.set_default_timeout(60_000)
        with serve("benchmarks/empty_page.py") as (url, _pid):
            empty = measure(page, url, "year", given.times)
        _print("an empty page", empty, empty)
        with serve("app.py") as (url, _pid):
            opened(page, url)
            page.wait_for_timeout(25_000)  # ranks of the other years fill in the background
            for name in PAGES:
                field = "dimensie" if name == "data" else "year"
                _print(name or "kaart", measure(page, f"{url}/{name}", field, given.times), empty)
        browser.close()


def _print(name: str, found: tuple[float, float, float], empty: tuple[float, float, float]) -> None:
    ratios = (found[0] / empty[0], found[1] / empty[1])
    print(f"{name:20}" + "".join(f"{v:12.1f}" for v in (*found, *ratios)), flush=True)


if __name__ == "__main__":
    main()
