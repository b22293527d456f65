"""A link to a page, opened on a fresh server by several readers at once."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import PATIENCE, started_app

pytestmark = pytest.mark.browser


def test_links_to_pages_open_whole_on_a_fresh_server(browser: Browser) -> None:
    with started_app() as app:
        readers = []
        for name in ("gemeente", "data", "jaren"):
            context = browser.new_context()
            page = context.new_page()
            page.set_default_timeout(PATIENCE)
            page.goto(f"{app}/{name}?jaar=2023", wait_until="commit")
            readers.append(page)
        for page in readers:
            page.locator("[data-testid=stTopNav]").wait_for()
            page.locator("[data-testid=stMainBlockContainer] h2").first.wait_for()
