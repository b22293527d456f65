"""The page Kaart, as its readers use it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from monitor.snapshot import EMBEDDED, open_snapshot
from tests.browser.steps import (
    choose,
    fills,
    open_page,
    query,
    settle,
    shapes,
)

pytestmark = pytest.mark.browser


def test_the_map_draws_every_municipality_and_speaks_english_by_a_switch(
    page: Page, app: str
) -> None:
    open_page(page, app)
    page.wait_for_function("document.querySelectorAll('path.choroplethlocation').length === 56")
    assert shapes(page, "kaart") == 56
    choose(page, "Gebied", "Nederland")
    page.wait_for_function("document.querySelectorAll('path.choroplethlocation').length === 342")
    assert shapes(page, "kaart") == 342
    assert query(page)["gebied"] == ["nl"]
    page.wait_for_function("document.documentElement.lang === 'nl'")
    page.get_by_role("button", name="English").click()
    page.get_by_text("What stands out").wait_for()
    assert query(page) == {"gebied": ["nl"], "lang": ["en"]}
    page.wait_for_function("document.documentElement.lang === 'en'")


def test_a_copied_link_reproduces_the_view(page: Page, app: str, own_page: Page) -> None:
    link = f"{app}/?jaar=2020&wat=social&groep=middelgroot&gemeente=GM0748"
    open_page(page, link)
    page.wait_for_function("document.querySelectorAll('path.choroplethlocation').length === 56")
    open_page(own_page, page.url)
    own_page.wait_for_function("document.querySelectorAll('path.choroplethlocation').length === 56")
    main = "[data-testid=stMainBlockContainer]"
    assert own_page.locator(main).inner_text() == page.locator(main).inner_text()
    assert fills(own_page, "kaart") == fills(page, "kaart")
    assert "Sociale hulpbronnen" in own_page.locator(main).inner_text()


def test_the_colours_of_the_click_are_those_that_the_server_then_draws(
    page: Page, app: str
) -> None:
    # 2020: nine municipalities of Noord-Brabant have no total, and are grey.
    open_page(page, f"{app}/?jaar=2016")
    page.wait_for_function("document.querySelectorAll('path.choroplethlocation').length === 56")
    before = fills(page, "kaart")
    at_once = page.evaluate(
        """() => new Promise(done => {
          const years = [...document.querySelectorAll('.st-key-control-year [role=radio]')];
          years.find(y => y.textContent.startsWith('2020')).click();
          requestAnimationFrame(() => requestAnimationFrame(() => done(
            [...document.querySelectorAll('.st-key-kaart path.choroplethlocation')]
              .map(p => getComputedStyle(p).fill))));
        })"""
    )
    page.wait_for_function("location.search.includes('jaar=2020')")
    settle(page)
    page.wait_for_timeout(500)
    assert at_once != before
    assert at_once == fills(page, "kaart")
    page.reload()
    page.wait_for_function("document.querySelectorAll('path.choroplethlocation').length === 56")
    settle(page)
    assert at_once == fills(page, "kaart")


def test_the_arrows_go_over_the_map_and_enter_chooses(page: Page, app: str) -> None:
    open_page(page, app)
    page.locator(".st-key-kaart .js-plotly-plot[data-keys]").focus()
    said, seen = page.locator("body > [role=status]"), []
    for key in ("ArrowRight", "ArrowLeft", "ArrowLeft", "ArrowDown"):
        page.keyboard.press(key)
        expect(said).to_contain_text("rang")
        page.wait_for_timeout(300)
        seen.append(said.inner_text().split(",")[0])
    # the first key begins in the middle of the map; west of Tilburg lies another municipality
    assert len(set(seen)) >= 3 and set(seen) <= set(open_snapshot(EMBEDDED).regions["name"])
    page.keyboard.press("Enter")
    page.wait_for_function("location.search.includes('gemeente=GM')")
    names = open_snapshot(EMBEDDED).regions["name"]
    assert names[query(page)["gemeente"][0]] == seen[-1]
    settle(page)
    # the keys go on from there
    page.keyboard.press("ArrowUp")
    page.wait_for_timeout(300)
    assert said.inner_text().split(",")[0] not in ("", seen[-1])
