"""The page Impact in a browser: a register of thirty invented initiatives, from file to slide."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PATIENCE, SIZE
from tests.browser.steps import (
    choose,
    click_region,
    open_page,
    part,
    query,
    serious_problems,
    settle,
    turn_to,
    upload,
)
from tests.impact.invented import invented

pytestmark = pytest.mark.browser

OVER = "text => text.scrollHeight - text.clientHeight"
SIDEWAYS = "document.querySelector('[data-testid=stMain]').scrollWidth"


def heading(page: Page, text: str) -> None:
    page.locator("h2.chart-title").filter(has_text=text).first.wait_for()


def upload_register(page: Page) -> None:
    upload(page, "register.csv", invented())
    page.get_by_role("button", name="In deze sessie gebruiken").click()
    heading(page, "31 initiatieven")
    settle(page)


def slide_says_the_same(page: Page) -> None:
    """Go to the slide of the plan that is shown: it says the conclusion that stands here."""
    verdict = page.locator(".facts li").filter(has_text="Gestandaardiseerd huishoudinkomen: ")
    said = verdict.last.inner_text().split(" (")[0]
    page.get_by_role("link", name="Dia in de presentatie").click()
    page.locator(".deck-room").first.wait_for()
    expect(page.locator(".deck-room")).to_contain_text(said)
    assert page.locator(".deck-blocks").evaluate(OVER) <= 1, "the text runs over the foot"
    page.set_viewport_size({"width": 390, "height": 844})
    page.locator(".deck-stage--portrait").wait_for()
    assert page.locator(".deck-blocks").evaluate("text => text.style.zoom") == "", "it may be long"
    page.set_viewport_size(SIZE)
    settle(page)


@pytest.mark.sweep(sample=[])
def test_thirty_invented_initiatives_from_a_file_to_a_slide(page: Page, app: str, axe: str) -> None:
    open_page(page, f"{app}/impact?blik=register")
    heading(page, "Nog geen initiatief met een bekende plaats")
    upload_register(page)
    heading(page, "24 initiatieven in 10 gemeenten, de meeste in Breda")
    assert serious_problems(page, axe) == []

    choose(page, "Thema of cross-over", "sport")
    heading(page, "7 initiatieven")
    assert query(page)["thema"] == ["sport"]
    turn_to(page, "Jaren")
    turn_to(page, "Impact")
    heading(page, "7 initiatieven")  # the register and the filter are still there
    choose(page, "Thema of cross-over", "Alle thema's")
    choose(page, "Plaats", "Eindhoven")
    heading(page, "2 initiatieven")
    card = page.locator(".card").first
    card.get_by_text("Wie werkt hier elders aan?").click()
    expect(card.locator("dl").last).to_contain_text("Verzonnen initiatief")

    turn_to(page, "Gemeente")  # comparable municipalities lead back to the register
    turn_to(page, "Impact")
    part(page, "Wat is ervan te zien?")
    # of the eleven municipalities those whose initiative runs or has ended
    choose(page, "Waarvan?", "De initiatieven van het register (7 gemeenten)")
    # the answer of this plan, and no longer that of the programme
    told = page.locator(".facts li").filter(has_text="Initiatieven van het register: plan gemaakt")
    told.wait_for(timeout=3 * PATIENCE)  # two answers are made, one after the other
    settle(page)
    heading(page, "Wat er anders ook was gebeurd: Gestandaardiseerd huishoudinkomen")
    slide_says_the_same(page)
    expect(page.locator("body")).to_contain_text("Initiatieven van het register (7 gemeenten)")

    turn_to(page, "Impact")
    choose(page, "Waarvan?", "Het programma in Noord-Brabant, vanaf 2017")
    heading(page, "Noord-Brabant staat op plaats")
    slide_says_the_same(page)


def test_a_click_on_the_map_chooses_a_municipality_and_a_second_lets_it_go(
    page: Page, app: str
) -> None:
    open_page(page, f"{app}/impact?blik=register")
    upload_register(page)
    click_region(page, "register-kaart", 3)
    page.wait_for_function("location.search.includes('plaats=GM')")
    settle(page)
    click_region(page, "register-kaart", 55)  # what is chosen is drawn last
    page.wait_for_function("!location.search.includes('plaats=GM')")


@pytest.mark.sweep(sample=["390-844"])
@pytest.mark.parametrize(("width", "height"), [(390, 844), (720, 450)])
def test_the_answer_fits_a_phone_and_a_page_at_200_percent(
    page: Page, app: str, width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    open_page(page, f"{app}/impact")
    heading(page, "Wat eruit volgt")
    settle(page)
    assert page.evaluate(SIDEWAYS) <= width
    # the table of what may prove anything is whole: nothing of it lies beyond the edge
    cells = page.locator(".st-key-bewijs td")
    for box in [cells.nth(i).bounding_box() for i in range(cells.count())]:
        assert box
        assert box["x"] + box["width"] <= width
