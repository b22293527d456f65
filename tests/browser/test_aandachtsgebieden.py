"""The page Aandachtsgebieden: a choice of who is compared, and a link to it.

What the page answers is compared with the analysis in tests/ui/test_aandacht_page.py.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from monitor.ui.texts import number
from tests.browser.steps import choose, open_page, pick, settle
from tests.ui.test_aandacht_page import YEAR, gap

pytestmark = pytest.mark.browser

PAGE = f"aandachtsgebieden?jaar={YEAR}"
MAIN = "[data-testid=stMainBlockContainer]"


def conclusion(page: Page) -> str:
    return page.locator(f"{MAIN} h2").first.inner_text()


def wait_for_last_chart(page: Page) -> None:
    page.locator(".st-key-uitkomsten .js-plotly-plot").wait_for()
    settle(page)


def test_does_it_still_lag_per_inhabitant_and_without_breda(
    page: Page, app: str, own_page: Page
) -> None:
    open_page(page, f"{app}/{PAGE}")
    wait_for_last_chart(page)
    choose(page, "Gemiddelden wegen", "naar inwoners")
    page.wait_for_function("location.search.includes('weging=inwoners')")
    pick(page, "Zonder", "Breda")  # two clicks: the list, the name
    page.wait_for_function("location.search.includes('zonder=GM0758')")
    page.get_by_text("West-Brabant zonder Breda blijft waarschijnlijk achter").first.wait_for()
    found = gap(weighted=True, leave_out=("GM0758",))
    assert found.conclusion == "unclear"
    assert f"{number(abs(found.gap), decimals=1)} punten lager" in conclusion(page)
    assert "bevat nul" in page.locator(".chart-subtitle").first.inner_text()
    wait_for_last_chart(page)
    open_page(own_page, page.url)
    wait_for_last_chart(own_page)
    assert own_page.locator(MAIN).inner_text() == page.locator(MAIN).inner_text()
