"""Addresses on a server of Streamlit alone: opened by several at once, and one that is unknown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import started_app, window
from tests.browser.steps import arrive, open_page
from tests.browser.test_navigation import shown

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def plain(ranks: Path) -> Iterator[str]:
    """Address of a fresh server, as plain ``streamlit run``."""
    with started_app(MONITOR_CACHE=str(ranks)) as address:
        yield address


@pytest.mark.sweep(sample=[])
def test_links_to_pages_open_whole_on_a_fresh_server(browser: Browser, plain: str) -> None:
    with window(browser) as context:
        readers = []
        for name in ("gemeente", "data", "jaren"):
            page = context.new_page()
            page.goto(f"{plain}/{name}?jaar=2023", wait_until="commit")
            readers.append(page)
        for page in readers:
            page.locator(".pages a").first.wait_for()
            page.locator("[data-testid=stMainBlockContainer] h2").first.wait_for()


def test_an_unknown_address_opens_no_dialog_of_streamlit(page: Page, plain: str) -> None:
    open_page(page, plain)  # until one page was shown a bare server knows no page at all
    open_page(page, f"{plain}/gemeenten?jaar=2020")
    assert page.locator("h2").first.inner_text() == "Dit adres kent de monitor niet"
    assert page.get_by_role("dialog").count() == 0
    page.get_by_test_id("stPageLink-NavLink").get_by_text("Gemeente", exact=True).click()
    arrive(page, "Gemeente")
    assert shown(page)["Jaar"] == "2020"
    open_page(page, f"{plain}/kaart?jaar=2020")
    assert page.get_by_role("dialog").count() == 0 and "/kaart" not in page.url
    assert shown(page)["Jaar"] == "2020"
