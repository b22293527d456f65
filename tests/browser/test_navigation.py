"""Through the pages as people go: clicks, back, reload, two tabs, a finger, a wrong address."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page

from monitor.text import translations
from tests.browser.conftest import started_app
from tests.browser.steps import open_page, query, settle, shown, turn_to
from tests.conftest import SWEEP
from tests.pages import PAGES
from tests.ui.test_navigation import CHOICE, walk

pytestmark = pytest.mark.browser

SOME = {
    "nl": ("kaart", "jaren", "gemeente", "aandachtsgebieden", "verantwoording"),
    "en": ("kaart", "wijken", "data", "presentatie"),
}
"""Pages whose controls differ most. All pages are walked without a browser in
tests/ui/test_navigation.py."""


def tour(lang: str) -> list[str]:
    """There and back through some pages; in a sweep from every page to every other."""
    return walk(PAGES) if SWEEP else [*SOME[lang], *SOME[lang][-2::-1]]


def name_of(page: str, lang: str) -> str:
    dutch = page.replace("_", " ").title()
    return dutch if lang == "nl" else translations("en")[dutch]


def address(app: str, page: str, lang: str) -> str:
    asked = CHOICE | ({"lang": "en"} if lang == "en" else {})
    return f"{app}/{'' if page == 'kaart' else page}?{urlencode(asked)}"


@pytest.mark.sweep(sample=["nl-1440-900"])
@pytest.mark.parametrize(("lang", "width", "height"), [("nl", 1440, 900), ("en", 390, 844)])
def test_after_a_click_from_any_page_every_control_shows_its_choice(
    page: Page, app: str, lang: str, width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    direct = {}
    way = tour(lang)
    for name in dict.fromkeys(way):
        open_page(page, address(app, name, lang))
        direct[name] = shown(page)
        assert direct[name] and all(direct[name].values()), name
    open_page(page, address(app, way[0], lang))
    for before, name in pairwise(way):
        turn_to(page, name_of(name, lang))
        assert shown(page) == direct[name], f"from {before} to {name}"


def test_back_forward_and_reload_show_what_was_seen(page: Page, app: str) -> None:
    open_page(page, f"{app}/?jaar=2020&gebied=nl")
    map_ = shown(page)
    turn_to(page, "Jaren")
    before = shown(page)
    page.get_by_role("radio", name="2017", exact=True).first.click()
    page.wait_for_function("location.search.includes('jaar2=2017')")
    settle(page)
    years = shown(page)
    assert years["Jaar links"] == "2017" and years["Jaar rechts"] == "2020"
    page.reload()
    page.locator("[data-testid=stMainBlockContainer] h2").first.wait_for()
    settle(page)
    assert shown(page) == years
    # a choice is a step, and a page with the choice that it opens with is one
    for step, title, wanted in (
        (page.go_back, "Jaren", before),
        (page.go_back, "Kaart", map_),
        (page.go_forward, "Jaren", before),
        (page.go_forward, "Jaren", years),
    ):
        step()
        page.wait_for_function("name => document.title.startsWith(name)", arg=title)
        page.wait_for_timeout(500)  # the answer to a step back begins a moment later
        settle(page)
        assert shown(page) == wanted


def test_two_tabs_keep_to_themselves(page: Page, own_page: Page, app: str) -> None:
    open_page(page, f"{app}/?jaar=2020")
    open_page(own_page, f"{app}/?jaar=2022")
    turn_to(page, "Gemeente")
    turn_to(own_page, "Verantwoording")
    assert shown(page)["Jaar"] == "2020" and shown(own_page)["Jaar"] == "2022"
    assert query(own_page) == {"jaar": ["2022"]}


def test_a_finger_chooses_and_turns_pages(finger: Page, app: str) -> None:
    page = finger
    open_page(page, f"{app}/")
    page.get_by_role("radio", name="2021", exact=True).first.tap()
    settle(page)
    turn_to(page, "Verantwoording")
    assert shown(page)["Jaar"] == "2021"
    # the list of pages lies over the page: it closes by itself
    page.get_by_test_id("stExpandSidebarButton").wait_for()


@pytest.mark.sweep(sample=[])  # tests/ui/test_net.py has it without a server
def test_a_damaged_snapshot_is_one_sentence_on_the_page(
    own_page: Page, copied: Path, tmp_path: Path
) -> None:
    (copied / "regions.parquet").write_bytes(b"")
    log = tmp_path / "log"
    with started_app(MONITOR_DATA=str(copied), XDG_STATE_HOME=str(log)) as app:
        own_page.goto(f"{app}/jaren?lang=en")
        told = own_page.locator(".problem")
        told.first.wait_for()
        settle(own_page)
        assert told.count() == 1 and own_page.get_by_test_id("stException").count() == 0
        (number,) = re.findall(r"[0-9A-F]{8}", told.inner_text())
        assert "This part cannot be shown now" in told.inner_text()
        kept = "".join(f.read_text(encoding="utf-8") for f in log.rglob("monitor.log"))
        assert number in kept and "\x1b" not in kept
