"""The page Verantwoording, as somebody uses it who wants to know how the score comes about."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from monitor.analysis.scores import ScoreOptions
from monitor.text import number
from tests.browser.conftest import SIZE
from tests.browser.steps import open_page, query, serious_problems, settle
from tests.conftest import SWEEP
from tests.ui.test_verantwoording_page import gap_of

pytestmark = pytest.mark.browser

MAIN = "[data-testid=stMainBlockContainer]"
PARTS = (
    "Andere gewichten",
    "Samenhang",
    "Hoe zeker",
    "Wat de score niet zegt",
)
"""Beside the part that the page opens with: sliders, a table of heat, charts, sentences."""


def text_of(page: Page) -> str:
    return page.locator(MAIN).inner_text()


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
    settle(page)
    one_indicator_can_be_left_out(page)


def one_indicator_can_be_left_out(page: Page) -> None:
    page.locator(".st-key-indicatoren-social summary").click()
    slider = page.get_by_role("slider", name="Eenzaam")
    slider.focus()
    slider.press("Home")
    page.wait_for_function("location.search.includes('eenzaam')")
    settle(page)
    assert query(page)["gewichten"] == ["eenzaam:0"]
    after = number(gap_of(ScoreOptions(weights={"eenzaam": 0})), decimals=1, signed=True)
    assert f"naar {after} punten" in text_of(page)


@pytest.mark.sweep(sample=[])
def test_everyone_can_use_a_part_and_a_phone_scrolls_it_down_only(
    page: Page, app: str, axe: str
) -> None:
    open_page(page, f"{app}/verantwoording?gewichten=social:2")
    # The formulas are drawn, and can be read aloud.
    assert page.locator(".katex-mathml math").count() >= 4
    for name in ("", *(PARTS if SWEEP else PARTS[:2])):
        if name:
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
