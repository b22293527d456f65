"""Words are explained to a mouse, a keyboard and a finger."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from monitor.ui import glossary
from tests.browser.steps import open_page
from tests.conftest import SWEEP

pytestmark = pytest.mark.browser

PAGE = "aandachtsgebieden?jaar=2023"
PAGES = [
    ("", "nl"),
    ("jaren", "en"),
    ("gemeente", "nl"),
    ("aandachtsgebieden", "en"),
    ("verantwoording", "nl"),
]


def meaning(of: str) -> str:
    return next(e.meaning for e in glossary.entries() if of in e.meaning)


def word(page: Page, text: str) -> Locator:
    return page.locator(".facts .term").filter(has_text=text).first


def tip(page: Page) -> Locator:
    return page.locator("#term-tip")


def test_a_mouse_and_a_keyboard_read_what_a_word_means(page: Page, app: str) -> None:
    open_page(page, f"{app}/{PAGE}")
    page.wait_for_timeout(500)
    each_word_is_one_stop_of_the_keyboard(page)
    expect(tip(page)).to_be_hidden()
    a_keyboard_reaches_it_and_esc_closes_it(page)
    page.keyboard.press("Escape")
    expect(tip(page)).to_be_hidden()
    word(page, "berekeningen").hover()
    expect(tip(page)).to_have_text(meaning("steekproefruis waar de bron marges geeft. Dat is"))
    tip(page).hover()
    page.wait_for_timeout(300)
    expect(tip(page)).to_be_visible()
    page.mouse.move(5, 5)
    expect(tip(page)).to_be_hidden()


def a_keyboard_reaches_it_and_esc_closes_it(page: Page) -> None:
    first = page.locator(".term").first
    for _ in range(60):
        page.keyboard.press("Tab")
        if first.evaluate("e => e === document.activeElement"):
            break
    expect(first).to_be_focused()
    expect(tip(page)).to_be_visible()
    assert first.get_attribute("aria-describedby") == "term-tip"
    page.keyboard.press("Escape")
    expect(tip(page)).to_be_hidden()
    expect(first).to_be_focused()
    page.keyboard.press("Enter")
    expect(tip(page)).to_be_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('data-word')") != (
        first.get_attribute("data-word")
    )


def test_a_finger_opens_it_inside_the_screen_and_closes_it(app: str, finger: Page) -> None:
    page = finger
    open_page(page, f"{app}/{PAGE}")
    word(page, "berekeningen").tap()
    expect(tip(page)).to_be_visible()
    box = tip(page).bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    page.locator("h2").first.tap()
    expect(tip(page)).to_be_hidden()


def each_word_is_one_stop_of_the_keyboard(page: Page) -> None:
    stops = page.locator(".term[tabindex='0'][data-word]").evaluate_all(
        "found => found.map(e => e.dataset.word)"
    )
    every = page.locator(".term[data-word]").evaluate_all("found => found.map(e => e.dataset.word)")
    assert len(stops) == len(set(stops))
    assert set(stops) == set(every)


@pytest.mark.sweep
@pytest.mark.parametrize(("name", "lang"), PAGES if SWEEP else PAGES[1:2])
def test_words_are_explained_on_every_page(page: Page, app: str, name: str, lang: str) -> None:
    open_page(page, f"{app}/{name}?jaar=2023&lang={lang}")
    words = page.locator(".term[data-word]")
    words.first.wait_for(state="attached")
    told = words.evaluate_all("found => found.map(e => window.monitorWords[e.dataset.word])")
    assert all(len(t) > 30 for t in told)
    words.first.scroll_into_view_if_needed()
    words.first.hover()
    expect(tip(page)).to_have_text(told[0])
    assert ("the " in " ".join(told)) == (lang == "en")
