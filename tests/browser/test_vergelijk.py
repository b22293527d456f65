"""The page Vergelijk as people come to it: from the start page, by a link, by the search."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.steps import (
    arrive,
    look_for,
    open_page,
    query,
    serious_problems,
    settle,
    turn_to,
)

pytestmark = pytest.mark.browser

COUNT = """() => {
  window.clicks = 0;
  window.addEventListener('click', () => { window.clicks += 1; }, true);
}"""
THREE = {"naast": ["GM1674,GM0748,GM0855"]}


def beside(page: Page) -> str:
    """Return what the page says is beside each other: the line under its title."""
    return page.locator(".chart-subtitle").first.inner_text()


def clicks(page: Page) -> int:
    found: int = page.evaluate("window.clicks")
    return found


def test_three_towns_stand_beside_each_other_in_two_clicks_through_the_search(
    page: Page, app: str
) -> None:
    open_page(page, app)
    page.evaluate(COUNT)
    look_for(page, "Roosendaal, Bergen op Zoom, Tilburg")
    page.locator("#find-0").click()
    arrive(page, "Vergelijk")
    assert beside(page).startswith("Roosendaal, Bergen op Zoom en Tilburg;")
    assert query(page) == THREE
    assert clicks(page) == 2


def test_and_through_the_navigation_and_the_list(page: Page, app: str) -> None:
    open_page(page, app)
    page.evaluate(COUNT)
    turn_to(page, "Vergelijk")
    page.get_by_role("combobox", name="Naast elkaar").click()
    for name in ("Roosendaal", "Bergen op Zoom", "Tilburg"):
        page.keyboard.type(name)
        page.get_by_role("option", name=name).first.wait_for()
        page.keyboard.press("Enter")
    page.wait_for_function("location.search.includes('GM0855')")
    settle(page)
    assert query(page) == THREE
    assert beside(page).startswith("Roosendaal, Bergen op Zoom en Tilburg;")
    assert clicks(page) <= 4


@pytest.mark.sweep(sample=["group"])
@pytest.mark.parametrize(
    ("path", "link", "first"),
    [
        ("gemeente?gemeente=GM1674&jaar=2020", "Vergelijk Roosendaal met …", "GM1674"),
        ("?gemeente=GM1674&jaar=2020", "Vergelijk Roosendaal met …", "GM1674"),
        ("aandachtsgebieden?jaar=2020", "Vergelijk West-Brabant met …", "west-brabant"),
    ],
    ids=["profile", "map", "group"],
)
def test_a_link_lays_what_is_seen_beside_others_and_keeps_the_choice(
    page: Page, app: str, path: str, link: str, first: str
) -> None:
    open_page(page, f"{app}/{path}")
    before = query(page)
    page.get_by_role("link", name=link).click()
    arrive(page, "Vergelijk")
    assert query(page) == {**before, "naast": [first]}
    look_for(page, "Tilburg")  # the search adds to what stands there
    page.locator("#find-0").click()
    page.wait_for_function("location.search.includes('GM0855')")
    settle(page)
    assert query(page) == {**before, "naast": [f"{first},GM0855"]}
    # and it goes along to other pages and back
    turn_to(page, "Jaren")
    turn_to(page, "Vergelijk")
    assert query(page) == {**before, "naast": [f"{first},GM0855"]}


@pytest.mark.sweep(sample=[])
def test_four_long_names_fit_and_all_can_be_reached(page: Page, app: str, axe: str) -> None:
    four = "GM0820,GM1959,PV30,middelgroot"
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 900})
        open_page(page, f"{app}/vergelijk?naast={four}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert serious_problems(page, axe) == []
    expect(page.locator(".st-key-vergelijktabel")).to_have_attribute("tabindex", "0")
