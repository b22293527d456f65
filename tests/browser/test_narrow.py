"""Every page on a phone (390 px) and at 200% zoom (720 x 450 of a 1440 x 900 screen)."""

from __future__ import annotations

import pypdfium2 as pdfium
import pytest
from playwright.sync_api import Page, ViewportSize, expect

from monitor.ui import navigation
from tests.browser.steps import arrive, choose, click_region, open_page, query, settle

pytestmark = pytest.mark.browser

SIZES = {"phone": (390, 844), "zoom": (720, 450)}
# The page, and the first thing that a reader comes for.
PAGES = {
    "kaart": ("", ".st-key-kaart path.choroplethlocation"),
    "jaren": ("jaren", ".st-key-jaren-a path.choroplethlocation"),
    "gemeente": ("gemeente?gemeente=GM0748", ".stPlotlyChart .main-svg"),
    "wijken": (
        "wijken?gemeente=GM1674&niveau=gemeente&wijk=WK167403",
        ".st-key-wijkenkaart .main-svg",
    ),
    "vergelijk": ("vergelijk?naast=GM1674,GM0748", ".st-key-vergelijklijn .main-svg"),
    "aandachtsgebieden": ("aandachtsgebieden", ".stPlotlyChart .main-svg"),
    "impact": ("impact?blik=register", ".cards"),
    "provinciale_staten": ("provinciale_staten", ".answers"),
    "presentatie": ("presentatie?slide=3", ".deck-figure .main-svg"),
    "data": ("data", ".stPlotlyChart .main-svg"),
    "verantwoording": ("verantwoording?onderdeel=onzekerheid", ".stPlotlyChart .main-svg"),
}


@pytest.mark.sweep(sample=["kaart", "presentatie"])
@pytest.mark.parametrize(("address", "chart"), PAGES.values(), ids=list(PAGES))
def test_a_page_fits_and_its_controls_and_chart_can_be_used(
    page: Page, app: str, address: str, chart: str
) -> None:
    for size in SIZES.values():
        page.set_viewport_size(ViewportSize(width=size[0], height=size[1]))
        if size == SIZES["phone"]:
            open_page(page, f"{app}/{address}")
            page.locator(chart).first.wait_for(state="attached")
        else:
            page.wait_for_timeout(500)  # a chart follows another width a moment later
        settle(page)
        it_fits(page, chart, size[0])


def it_fits(page: Page, chart: str, width: int) -> None:
    for element in ("document.documentElement", "document.querySelector('[data-testid=stMain]')"):
        assert page.evaluate(f"{element}.scrollWidth") <= width
    drawn = page.locator(chart).first.evaluate(
        "e => (e.closest('.js-plotly-plot') || e).getBoundingClientRect().toJSON()"
    )
    assert drawn["left"] >= 0
    assert drawn["right"] <= width + 1
    assert drawn["width"] >= 0.75 * min(width, 560)
    row = page.locator(".st-key-controls")
    for box in [e.bounding_box() for e in row.locator("> *:visible").all()]:
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["height"] >= 24


def test_on_a_phone_the_map_stands_on_the_first_screen_and_the_controls_fold(
    page: Page, app: str
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_page(page, app)
    page.wait_for_function("document.querySelectorAll('path.choroplethlocation').length === 56")
    box = page.locator(".st-key-kaart .geolayer, .st-key-kaart .geo").first.bounding_box()
    facts = page.get_by_role("heading", name="Wat valt op").bounding_box()
    assert box and facts
    assert box["y"] + box["height"] <= 844
    assert facts["y"] > box["y"]
    a_button_shows_all_controls(page)


def a_button_shows_all_controls(small: Page) -> None:
    row, button = small.locator(".st-key-controls"), small.locator("button.fold")
    last = row.get_by_role("combobox", name="Omlijnd")
    expect(last).to_be_hidden()
    expect(button).to_have_attribute("aria-expanded", "false")
    button.focus()
    small.keyboard.press("Enter")
    expect(last).to_be_visible()
    expect(button).to_have_text("Minder keuzes", use_inner_text=True)
    expect(button).to_have_attribute("aria-expanded", "true")
    # A choice keeps the row open.
    choose(small, "Gebied", "Nederland")
    small.wait_for_function("location.search.includes('gebied=nl')")
    settle(small)
    expect(last).to_be_visible()
    button.click()
    expect(last).to_be_hidden()


def test_on_a_wide_screen_nothing_folds(page: Page, app: str) -> None:
    open_page(page, app)
    expect(page.locator("button.fold")).to_be_hidden()
    expect(page.get_by_role("combobox", name="Omlijnd")).to_be_visible()


@pytest.mark.sweep(sample=["768-nl-4 meer", "1024-nl-Beheer"])
@pytest.mark.parametrize(
    ("width", "lang", "last"),
    [(768, "nl", "4 meer"), (768, "en", "4 more"), (1024, "nl", "Beheer")],
)
def test_the_groups_of_the_navigation_stay_one_row_and_leave_the_search_free(
    page: Page, app: str, width: int, lang: str, last: str
) -> None:
    page.set_viewport_size(ViewportSize(width=width, height=768))
    open_page(page, f"{app}/provinciale_staten?lang={lang}")  # the longest name of a page
    groups = page.locator(":not([aria-hidden=true]) > [data-testid=stTopNavSection]")
    expect(groups.last).to_have_text(last, use_inner_text=True)
    boxes = [e.bounding_box() for e in groups.all()]
    search = page.locator(".find").bounding_box()
    assert search and all(boxes)
    assert {round(b["y"]) for b in boxes if b} == {round(boxes[0]["y"]) if boxes[0] else 0}
    assert max(b["x"] + b["width"] for b in boxes if b) <= search["x"]


def test_on_a_phone_a_heat_table_scrolls_beside_its_names_and_an_open_list_of_pages_is_not_printed(
    page: Page, app: str
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_page(page, f"{app}/wijken")
    table = page.locator(".st-key-wijkentabel")
    seen, whole = table.evaluate("e => [e.clientWidth, e.scrollWidth]")
    assert seen <= 390 < whole
    cell = page.locator(".st-key-wijkentabel .textpoint text").first.bounding_box()
    assert cell and cell["width"] > 20
    its_names_stay(page)
    page.get_by_test_id("stExpandSidebarButton").click()
    page.wait_for_timeout(500)  # the list slides in
    paper = pdfium.PdfDocument(page.pdf(prefer_css_page_size=True))
    assert "Verkennen" not in (words := paper[0].get_textpage().get_text_bounded())
    assert "Monitor Sociale Veerkracht" in words
    page.locator("[data-testid=stSidebarCollapseButton] button").click()  # it would stay open


def its_names_stay(page: Page) -> None:
    table = page.locator(".st-key-wijkentabel")
    table.evaluate("e => { e.scrollLeft = 300; }")
    names, own = table.locator(".frozen svg").bounding_box(), table.bounding_box()
    assert names and own
    assert names["x"] == pytest.approx(own["x"], abs=1)
    assert names["width"] <= 0.55 * own["width"]  # of 285 pixels before a name took two lines


def test_on_a_phone_a_tap_on_a_district_tells_of_it_and_its_profile_has_room(
    page: Page, app: str
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_page(page, f"{app}/wijken?niveau=gemeente&gemeente=GM1674")
    click_region(page, "wijkenkaart", 3)
    card = page.locator(".st-key-opened")
    expect(card).to_contain_text("van 2.453 wijken in Nederland")
    settle(page)
    box = card.bounding_box()
    assert box and box["y"] + box["height"] == pytest.approx(844, abs=1)
    seen, whole = page.locator(".st-key-wijkprofiel").evaluate(
        "e => [e.clientWidth, e.scrollWidth]"
    )
    assert seen <= 390 < whole
    card.get_by_role("button", name="Sluiten").click()
    expect(card).to_have_count(0)
    expect(page.locator(".st-key-wijkprofiel")).to_be_visible()


@pytest.mark.sweep(sample=["1024"])
@pytest.mark.parametrize("width", [1440, 1024, 390])
def test_a_long_name_of_the_monitor_pushes_nothing_out(page: Page, app: str, width: int) -> None:
    page.set_viewport_size(ViewportSize(width=width, height=844))
    open_page(page, f"{app}/jaren")
    name = page.locator(".st-key-brand p").first
    name.evaluate(
        "e => { e.textContent = 'Monitor Sociale Veerkracht en Brede Welvaart van Zeeland'; }"
    )
    beside = {1440: ".pages", 390: ".find"}.get(width, "[data-testid=stTopNavSection]")
    own, next_ = name.bounding_box(), page.locator(beside).first.bounding_box()
    header = page.get_by_test_id("stHeader").bounding_box()
    assert own and next_ and header
    assert own["x"] + own["width"] <= next_["x"]
    assert own["y"] >= 0 and own["y"] + own["height"] <= header["height"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_a_wide_screen_every_page_is_one_click_away_in_one_row_by_group(
    page: Page, app: str
) -> None:
    page.set_viewport_size(ViewportSize(width=1380, height=844))  # the narrowest that has the row
    open_page(page, f"{app}/aandachtsgebieden?jaar=2020")
    row, groups = page.locator(".pages"), navigation.groups()
    assert row.get_by_role("group").count() == len(groups)
    names = [navigation.titles()[name] for group in groups.values() for name in group]
    assert row.get_by_role("link").all_inner_texts() == names
    here = row.locator("[aria-current=page]")
    assert here.all_inner_texts() == ["Aandachtsgebieden"]
    assert page.locator("[data-testid=stTopNavSection]:visible").count() == 0
    boxes = [link.bounding_box() for link in row.get_by_role("link").all()]
    beside = page.locator(".copy-link").bounding_box()
    assert beside and len({round(b["y"]) for b in boxes if b}) == 1
    assert max(b["x"] + b["width"] for b in boxes if b) <= beside["x"]
    here.click()  # to the page that is there: no choice is lost
    page.wait_for_timeout(500)
    assert query(page)["jaar"] == ["2020"]
    row.get_by_role("link", name="Jaren", exact=True).dblclick()  # nor by a second click
    arrive(page, "Jaren")
    page.wait_for_timeout(500)
    settle(page)
    assert query(page)["jaar"] == ["2020"]
    row.get_by_role("link", name="Wijken", exact=True).focus()
    page.keyboard.press("Enter")
    arrive(page, "Wijken")
    assert row.locator("[aria-current=page]").all_inner_texts() == ["Wijken"]


# Words of a chart that stand past its edge, and choices that do not fit where they are shown.
CUT = """() => {
  const seen = text => text.getBoundingClientRect().width && getComputedStyle(text).opacity > 0;
  const past = text => {
    const own = text.getBoundingClientRect();
    const frame = text.ownerSVGElement.closest('.main-svg').getBoundingClientRect();
    return own.left < frame.left - 1 || own.right > frame.right + 1;
  };
  const words = [...document.querySelectorAll('.stPlotlyChart .main-svg text')];
  const choices = [...document.querySelectorAll('[data-testid=stSelectbox] input')];
  const empty = [...document.querySelectorAll('[data-testid=stMultiSelect] input')];
  return [...words.filter(text => seen(text) && past(text)).map(text => text.textContent),
    ...choices.filter(c => c.offsetParent && c.scrollWidth > c.clientWidth).map(c => c.value),
    ...empty.filter(c => c.placeholder && c.scrollWidth > c.clientWidth).map(c => c.placeholder)];
}"""


@pytest.mark.sweep(sample=["390-aandachtsgebieden"])
@pytest.mark.parametrize(
    "name", ["aandachtsgebieden", "wijken", "verantwoording", "impact", "jaren", "gemeente"]
)
@pytest.mark.parametrize("width", [360, 390, 1440])
def test_no_word_of_a_chart_and_no_choice_is_cut(
    page: Page, app: str, width: int, name: str
) -> None:
    page.set_viewport_size(ViewportSize(width=width, height=844))
    open_page(page, f"{app}/{name}")
    assert page.evaluate(CUT) == []


def test_the_keyboard_passes_the_closed_list_of_pages_by_and_goes_into_the_open_one(
    page: Page, app: str
) -> None:
    page.set_viewport_size(ViewportSize(width=720, height=450))  # 200% zoom: a keyboard is usual
    open_page(page, f"{app}/?jaar=2020")
    focused = "document.activeElement.getBoundingClientRect().right"
    for _ in range(6):
        page.keyboard.press("Tab")
        assert page.evaluate(focused) > 0, page.evaluate("document.activeElement.innerText")
    page.get_by_test_id("stExpandSidebarButton").focus()
    page.keyboard.press("Enter")
    link = page.get_by_test_id("stSidebarNavLink").filter(has_text="Wijken")
    link.focus()
    page.keyboard.press("Enter")
    arrive(page, "Wijken")
