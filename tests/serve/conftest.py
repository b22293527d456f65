"""A real browser before the server."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import started_browser, window


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium that ends with its module: others here run an event loop of their own."""
    with started_browser() as running:
        yield running


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A tab in a window of its own."""
    with window(browser) as context:
        yield context.new_page()
