"""The names on the map as a browser draws them, and the card of a tapped municipality."""

from __future__ import annotations

from itertools import combinations

import pytest
from playwright.sync_api import Page

from tests.browser.steps import arrive, open_page, query, settle
from tests.conftest import SWEEP

pytestmark = pytest.mark.browser
BOXES = """() => {
  const map = document.querySelector('.st-key-kaart .js-plotly-plot').getBoundingClientRect();
  return [...document.querySelectorAll('.st-key-kaart .scatterlayer text')]
    .filter(t => t.getClientRects().length)
    .map(t => { const b = t.getBoundingClientRect();
      return [t.textContent, b.left - map.left, b.top - map.top, b.right - map.left, b.bottom - map.top, map.width, map.height]; });
}"""  # noqa: E501


EVERY = [
    (w, a) for w in (1440, 1024, 390) for a in ("gemeente=GM0794", "provincie=PV29", "gebied=nl")
]
SOME = [EVERY[i] for i in (6, 8)]  # the phone: there is least room


@pytest.mark.sweep
@pytest.mark.parametrize(("width", "area"), EVERY if SWEEP else SOME)
def test_no_two_names_overlap_and_none_is_outside(
    page: Page, app: str, width: int, area: str
) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    open_page(page, f"{app}/?{area}")
    found = page.evaluate(BOXES)
    assert len(found) >= 5
    for one, other in combinations(found, 2):
        beside = one[3] <= other[1] or other[3] <= one[1]
        assert beside or one[4] <= other[2] or other[4] <= one[2], (one[0], other[0])
    for name, left, top, right, bottom, wide, high in found:
        assert left >= 0 and top >= 0 and right <= wide and bottom <= high, name
    if "GM0794" in area:
        assert "Helmond" in [name for name, *_box in found]


def test_a_year_leaves_the_names_as_they_are(page: Page, app: str) -> None:
    open_page(page, f"{app}/?jaar=2020")
    page.evaluate("document.querySelector('.st-key-kaart .scatterlayer text').dataset.same = '1'")
    page.get_by_role("radio", name="2023").click()
    page.wait_for_function("location.search.includes('jaar=2023')")
    settle(page)
    assert page.locator(".st-key-kaart .scatterlayer text[data-same]").count() == 1


def test_the_card_of_a_municipality_stands_at_the_bottom_of_a_phone(page: Page, app: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_page(page, f"{app}/?gemeente=GM0794&jaar=2023")
    card = page.locator(".st-key-opened")
    box = card.bounding_box()
    assert box is not None and round(box["y"] + box["height"]) == 844 and box["height"] < 844 / 3
    assert "Helmond" in card.inner_text() and "rang" in card.inner_text()
    card.get_by_role("link", name="Naar het profiel").click()
    arrive(page, "Gemeente")
    assert query(page)["gemeente"] == ["GM0794"]
