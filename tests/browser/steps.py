"""What tests of pages do over and over: open, wait for the chart, check accessibility."""

from __future__ import annotations

import re
import time
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page

from monitor.text import LANGUAGES, speaking
from monitor.ui import navigation

SERIOUS = {"serious", "critical"}
ALL_PAGES = re.compile("^(Alle pagina's|All pages)$")
"""Name of the row with all pages of a wide screen."""


TYPE = '"Source Sans 3"'


def open_page(page: Page, url: str) -> None:
    """Open an address and wait until Streamlit has drawn it and stands still."""
    page.goto(url)
    page.locator("[data-testid=stMainBlockContainer] h2").first.wait_for()
    settle(page)


def open_in_its_type(page: Page, url: str) -> None:
    """Open a page until its own type has come: where that failed once, all it prints is wider."""
    for _ in range(5):
        open_page(page, url)
        if page.evaluate(f"document.fonts.load('1rem {TYPE}').then(all => all.length, () => 0)"):
            return
    raise RuntimeError("the type of the page did not come, five times over")


def turn_to(page: Page, name: str) -> None:
    """Go to another page through the navigation: a row, behind its group, or behind a button."""
    folded = page.get_by_test_id("stExpandSidebarButton")
    if (row := page.get_by_role("navigation", name=ALL_PAGES)).is_visible():
        row.get_by_role("link", name=name, exact=True).click()
    elif folded.is_visible():
        folded.click()
        page.get_by_role("link", name=name, exact=True).click()
    else:
        page.get_by_test_id("stTopNavSection").filter(has_text=group_of(name)).click()
        page.get_by_role("menuitem", name=name, exact=True).click()
    page.wait_for_function("name => document.title.startsWith(`${name} · `)", arg=name)
    settle(page)


def group_of(name: str) -> str:
    """Return the group of the navigation that holds a page, in the language of its name."""
    for lang in LANGUAGES:
        with speaking(lang):
            titles = navigation.titles()
            for group, names in navigation.groups().items():
                if name in map(titles.__getitem__, names):
                    return group
    raise LookupError(name)


def look_for(page: Page, text: str) -> None:
    """Type a place in the search of the header, and wait until something is found."""
    page.get_by_role("combobox", name="Zoek gemeente, wijk of postcode").click()
    page.keyboard.type(text)
    page.locator("#find-list [role=option]").first.wait_for()


def arrive(page: Page, name: str) -> None:
    """Wait until another page is there and stands still, however one came."""
    page.wait_for_function("name => document.title.startsWith(`${name} · `)", arg=name)
    page.wait_for_timeout(300)  # the answer begins a moment later
    settle(page)


def part(page: Page, name: str) -> None:
    """Open a part of the page."""
    page.locator(".st-key-parts").get_by_text(name, exact=True).click()
    settle(page)


def upload(page: Page, name: str, content: bytes) -> None:
    """Give the page a file."""
    file = {"name": name, "mimeType": "text/csv", "buffer": content}
    page.locator("input[type=file]").set_input_files(file)
    settle(page)


STILL = """began => {
  const app = document.querySelector('[data-testid=stApp]'), now = performance.now();
  const running = app?.dataset.testScriptState === 'running';
  if (window.__began !== began) Object.assign(window, { __began: began, __still: null });
  const coming = [...document.querySelectorAll('[data-testid=stPlotlyChart]')].some(
    chart => chart.offsetParent && !chart.querySelector('.trace, .hm, .choroplethlocation'))
    || document.querySelector('.deck-figure:not(:has(.main-svg, .deck-failed))');
  const waits = document.querySelector('[data-stale=true], [data-testid=stSkeleton]');
  if (running || coming || waits) window.__still = null;
  else window.__still ??= now;
  return window.__still !== null && now - window.__still > 200;
}"""


def settle(page: Page) -> None:
    """Wait until, for a fifth of a second, no script runs and every chart is drawn, none stale."""
    page.wait_for_function(STILL, arg=time.monotonic(), polling=50)


def query(page: Page) -> dict[str, list[str]]:
    """Return what the address says of the selection."""
    return parse_qs(urlsplit(page.url).query)


# What every control shows, by the name that a reader sees; empty where no choice is seen.
SHOWN = """() => {
  const controls = [...document.querySelectorAll('[data-testid=stSelectbox],' +
    '[data-testid=stButtonGroup], [data-testid=stMultiSelect], [data-testid=stSlider]')
    ].filter(control => control.offsetParent);
  const words = (control, part) => [...control.querySelectorAll(part)].map(b => b.innerText).join();
  const of = { stSelectbox: control => control.querySelector('input').value,
    stButtonGroup: control => words(control, '[aria-checked=true]'),
    stMultiSelect: control => words(control, '[data-baseweb=tag]') || words(control, 'div') };
  return Object.fromEntries(controls.map(control => [
    control.querySelector('label').innerText.trim(),
    (of[control.dataset.testid] ?? (() => control.innerText))(control)]));
}"""


def shown(page: Page) -> dict[str, str]:
    """Return what every control in sight shows, by its label."""
    found: dict[str, str] = page.evaluate(SHOWN)
    return found


def choose(page: Page, label: str, option: str) -> None:
    """Choose from a list of the page, and wait until it stands still."""
    box = page.get_by_role("combobox", name=label, exact=True)
    box.scroll_into_view_if_needed()
    page.wait_for_timeout(300)  # a list that opens while the page scrolls closes again
    pick(page, label, option)
    settle(page)


def pick(page: Page, label: str, option: str) -> None:
    """Choose from a list and wait for nothing; a long one shows its first part until one types."""
    box = page.get_by_role("combobox", name=label, exact=True)
    box.click()
    wanted = page.get_by_role("option", name=option, exact=True)
    if not wanted.count():
        box.fill(option)
    wanted.click()


def shapes(page: Page, key: str) -> int:
    """Count the municipalities drawn on a map."""
    return page.locator(f".st-key-{key} .choroplethlayer path.choroplethlocation").count()


def fills(page: Page, key: str) -> list[str]:
    """Return the colour of every municipality on a map, in the order drawn."""
    found: list[str] = page.locator(
        f".st-key-{key} .choroplethlayer path.choroplethlocation"
    ).evaluate_all("paths => paths.map(p => getComputedStyle(p).fill)")
    return found


def serious_problems(page: Page, axe: str) -> list[str]:
    """Run axe-core on the page; return its serious and critical findings."""
    page.evaluate(axe)
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    result: dict[str, Any] = page.evaluate("rules => axe.run(document, {runOnly: rules})", rules)
    return [
        f"{v['id']}: {v['help']} ({v['nodes'][0]['html'][:160]})"
        for v in result["violations"]
        if v["impact"] in SERIOUS
    ]


def inside(page: Page, key: str, place: int) -> tuple[float, float]:
    """Return a point on the screen inside the n-th municipality of a map."""
    shape = page.locator(f".st-key-{key} .choroplethlayer path.choroplethlocation").nth(place)
    shape.scroll_into_view_if_needed()
    x, y = shape.evaluate(
        """path => {
          const box = path.getBBox(), m = path.getScreenCTM(), svg = path.ownerSVGElement;
          for (let i = 1; i < 20; i++) for (let j = 1; j < 20; j++) {
            const p = svg.createSVGPoint();
            p.x = box.x + box.width * i / 20; p.y = box.y + box.height * j / 20;
            if (path.isPointInFill(p)) { const q = p.matrixTransform(m); return [q.x, q.y]; }
          }
        }"""
    )
    return float(x), float(y)


def click_region(page: Page, key: str, place: int) -> None:
    """Click inside the n-th municipality of a map, as a mouse does."""
    x, y = inside(page, key, place)
    page.mouse.move(x, y)
    page.mouse.click(x, y)
