"""The page Verantwoording, as somebody uses it who wants to know how the score comes about."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from monitor.analysis.scores import ScoreOptions
from monitor.ui.texts import number
from tests.browser.conftest import SIZE
from tests.browser.steps import open_page, query, serious_problems, settle
from tests.ui.test_verantwoording_page import gap_of

pytestmark = pytest.mark.browser

MAIN = "[data-testid=stMainBlockContainer]"
PARTS = (
    "Hoe de score ontstaat",
    "Andere gewichten",
    "Hoe zeker",
    "Samenhang",
    "Wat de score niet zegt",
)


def text_of(page: Page) -> str:
    return page.locator(MAIN).inner_text()


def whole(page: Page) -> str:
    """Wait until the last chart of the weights is drawn; return the text of the page."""
    page.locator(".st-key-table-groepen-gewogen").wait_for()
    page.locator(".st-key-groepen-gewogen svg.main-svg").first.wait_for()
    page.locator(".st-key-verschuivers svg.main-svg").first.wait_for()
    settle(page)
    return text_of(page)


def test_a_slider_recomputes_at_once_and_its_weight_is_in_the_link(page: Page, app: str) -> None:
    open_page(page, f"{app}/verantwoording?jaar=2020&onderdeel=gewichten")
    slider = page.get_by_role("slider", name="Omgevingshulpbronnen")
    slider.focus()
    slider.press("ArrowRight")
    page.wait_for_function("location.search.includes('environment')")
    settle(page)
    assert query(page)["gewichten"] == ["environment:1.5"]
    expect(page.locator(".st-key-verschuivers")).to_be_visible()
    slider.press("ArrowLeft")
    page.wait_for_function("!location.search.includes('environment')")
    page.get_by_text("Dit is de gewone score").wait_for()


def test_one_indicator_can_be_left_out(page: Page, app: str) -> None:
    open_page(page, f"{app}/verantwoording?jaar=2020&onderdeel=gewichten")
    page.locator(".st-key-indicatoren-social summary").click()
    slider = page.get_by_role("slider", name="Eenzaam")
    slider.focus()
    slider.press("Home")
    page.wait_for_function("location.search.includes('eenzaam')")
    settle(page)
    assert query(page)["gewichten"] == ["eenzaam:0"]
    after = number(gap_of(ScoreOptions(weights={"eenzaam": 0})), decimals=1, signed=True)
    assert f"naar {after} punten" in text_of(page)


def test_a_copied_link_shows_the_same_and_nonsense_in_it_does_no_harm(
    page: Page, app: str, own_page: Page
) -> None:
    start = f"{app}/verantwoording?jaar=2020&onderdeel=gewichten&gewichten=social:3,eenzaam:0.5"
    open_page(page, start)
    open_page(own_page, page.url)
    assert whole(own_page) == whole(page)
    open_page(own_page, f"{start},onbekend:2,sporten:nan,regie:9,:,&schaal=onzin&middeling=%3Cb%3E")
    told = [line for line in whole(own_page).splitlines() if line]
    known = [line for line in told if not line.startswith("Onbekend in het adres: ")]
    assert len(known) < len(told)
    assert known == [line for line in whole(page).splitlines() if line]


def test_everyone_can_use_a_part_and_a_phone_scrolls_it_down_only(
    page: Page, app: str, axe: str
) -> None:
    open_page(page, f"{app}/verantwoording?gewichten=social:2")
    # The formulas are drawn, and can be read aloud.
    assert page.locator(".katex-mathml math").count() >= 4
    for name in PARTS:
        page.get_by_role("radio", name=name, exact=True).click()
        page.locator("[aria-checked=true]", has_text=name).wait_for()
        settle(page)
        assert serious_problems(page, axe) == [], name
        page.set_viewport_size({"width": 390, "height": 844})
        page.wait_for_timeout(500)
        settle(page)
        wide = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
        assert wide <= 390, name
        page.set_viewport_size(SIZE)
