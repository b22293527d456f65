"""The search in the header: what it finds, by keyboard and by finger, and where it leads."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.analysis.find_cases import CASES
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

FIRST = """async text => {
  const field = document.querySelector(".find input");
  field.focus();
  await new Promise(resolve => setTimeout(resolve, 20));
  document.querySelector(".find [role=status]").textContent = "";
  field.value = text;
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  const done = () => document.querySelector(".find [role=status]").textContent;
  while (!done()) await new Promise(requestAnimationFrame);
  return document.querySelector("#find-list [role=option]")?.innerText.split("\\n") ?? [];
}"""


def test_the_browser_finds_what_the_analysis_finds(page: Page, app: str) -> None:
    from monitor.analysis.find import find, places
    from monitor.snapshot import EMBEDDED, open_snapshot

    known = places(open_snapshot(EMBEDDED))
    open_page(page, app)
    for text in [*CASES, "centrum", "s", "ë", "haaren", "Wijk 1", "qqq"]:
        names = [p.name for p in find(known, text)]
        assert page.evaluate(FIRST, text)[:1] == names[:1], text
        shown = page.locator("#find-list [role=option] b").all_inner_texts()
        assert shown == names, text


def test_the_keyboard_alone_finds_a_place_and_opens_it(page: Page, app: str) -> None:
    open_page(page, f"{app}/aandachtsgebieden?jaar=2020")
    field = page.get_by_role("combobox", name="Zoek gemeente, wijk of postcode")
    field.focus()
    page.keyboard.type("bergen")
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(field).to_have_attribute("aria-activedescendant", "find-0")
    page.keyboard.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    page.keyboard.type(" op")
    expect(page.locator("#find-0")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    arrive(page, "Gemeente")
    assert query(page) == {"jaar": ["2020"], "gemeente": ["GM0748"]}
    expect(page.locator("h2").first).to_contain_text("Bergen op Zoom")


@pytest.mark.sweep(sample=["-Kaart-gemeente", "provinciale_staten-Provinciale Staten-over"])
@pytest.mark.parametrize(
    ("path", "title", "param"),
    [
        ("", "Kaart", "gemeente"),
        ("jaren", "Jaren", "gemeente"),
        ("gemeente", "Gemeente", "gemeente"),
        ("provinciale_staten", "Provinciale Staten", "over"),
    ],
)
def test_a_page_that_shows_a_municipality_stays_and_shows_it(
    page: Page, app: str, path: str, title: str, param: str
) -> None:
    open_page(page, f"{app}/{path}?jaar=2020")
    look_for(page, "Tilburg")
    page.locator("#find-0").click()
    page.wait_for_function("name => location.search.includes(`${name}=GM0855`)", arg=param)
    arrive(page, title)
    assert query(page) == {"jaar": ["2020"], param: ["GM0855"]}
    expect(page.get_by_test_id("stMainBlockContainer")).to_contain_text("Tilburg")
    # a step of its own: back is what was before
    page.go_back()
    page.wait_for_function("!location.search.includes('GM0855')")


def test_a_district_opens_wijken_and_a_former_municipality_says_what_it_became(
    page: Page, app: str
) -> None:
    open_page(page, f"{app}/data")
    look_for(page, "Wouw")
    page.locator("#find-0").click()
    arrive(page, "Wijken")
    expect(page.get_by_role("heading", name="Wijk 11 Wouw: ")).to_be_visible()
    look_for(page, "Uden")
    expect(page.locator("#find-0")).to_contain_text("voormalige gemeente, nu Maashorst")
    page.locator("#find-0").click()
    page.wait_for_function("!location.search.includes('wijk=')")
    arrive(page, "Wijken")
    expect(page.get_by_text("Uden (GM0856) bestaat sinds 2022 niet meer")).to_be_visible()


def test_the_session_goes_along_and_a_place_outside_the_province_is_seen(
    page: Page, app: str
) -> None:
    open_page(page, app)
    page.evaluate("window.here = true")  # a page that is loaded anew does not know it
    look_for(page, "Groningen")
    page.locator("#find-0").click()
    page.wait_for_function("location.search.includes('GM0014')")
    arrive(page, "Kaart")
    expect(page.get_by_role("link", name="Naar het profiel")).to_be_visible()
    look_for(page, "Oss")
    page.locator("#find-0").click()
    page.wait_for_function("location.search.includes('GM0828')")
    turn_to(page, "Gemeente")
    assert page.evaluate("window.here")
    expect(page.locator("h2").first).to_contain_text("Oss")


def test_a_finger_on_a_phone_finds_a_place(finger: Page, app: str) -> None:
    page = finger
    open_page(page, f"{app}/gemeente")
    field = page.get_by_role("combobox", name="Zoek gemeente, wijk of postcode")
    box, language = field.bounding_box(), page.locator(".st-key-language button").bounding_box()
    brand = page.locator(".st-key-brand > * p").first.bounding_box()
    assert box and language and brand
    assert min(box["width"], box["height"]) >= 40
    assert brand["x"] + brand["width"] <= box["x"] and box["x"] + box["width"] <= language["x"]
    field.tap()
    page.keyboard.type("den bosch")
    page.locator("#find-0").tap()
    page.wait_for_function("location.search.includes('GM0796')")
    settle(page)
    expect(page.locator("h2").first).to_contain_text("'s-Hertogenbosch")


def test_the_search_speaks_the_language_of_the_page(page: Page, app: str, axe: str) -> None:
    open_page(page, f"{app}/gemeente?lang=en")
    field = page.get_by_role("combobox", name="Find municipality, district, postcode")
    field.click()
    page.keyboard.type("wouw")
    expect(page.locator("#find-0")).to_contain_text("district in Roosendaal")
    assert serious_problems(page, axe) == []
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.keyboard.type("qqq")
    expect(page.locator(".find [role=status]")).to_have_text(
        "Nothing found. Look for a municipality, village, district or the four digits of a "
        "postcode."
    )
    assert serious_problems(page, axe) == []
