"""The page Presentatie, as a presenter uses it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page
from pptx import Presentation

from monitor.analysis.groups import gap_between, sides_of
from monitor.analysis.scores import score_year
from monitor.regions.groups import load_groups
from monitor.snapshot import open_snapshot
from monitor.text import number
from tests.browser.conftest import PATIENCE, window
from tests.browser.steps import open_page, serious_problems, settle
from tests.export.deck import picture

pytestmark = pytest.mark.browser
QUESTION = "presentatie?jaar=2023&jaar2=2019&groep=west-brabant"


@pytest.fixture(scope="module")
def shown(browser: Browser, app: str) -> Iterator[Page]:
    """The presentation of West-Brabant in 2023, opened by a link to its third slide."""
    asked: list[str] = []
    with window(browser, bypass_csp=True) as context:
        page = context.new_page()
        page.on("request", lambda r: asked.append(r.url))
        page.goto(f"{app}/{QUESTION}&slide=3")
        page.locator(".deck-title").wait_for()
        settle(page)
        yield page
    allowed = (app, app.replace("http", "ws"), "blob:", "data:")
    assert [u for u in asked if not u.startswith(allowed)] == []


def slide(page: Page) -> str:
    return parse_qs(urlsplit(page.url).query).get("slide", ["1"])[0]


def title(page: Page) -> str:
    return page.locator(".deck-title").inner_text()


@pytest.mark.sweep(sample=[])
def test_a_link_opens_the_gap_with_the_figure_of_the_analysis(shown: Page) -> None:
    snapshot = open_snapshot()
    sides = sides_of(snapshot, 2023, load_groups()["west-brabant"])
    gap = gap_between(score_year(snapshot, 2023), sides).gap
    assert slide(shown) == "3"
    assert f"{number(abs(gap), decimals=1)} punten" in title(shown)
    shown.locator(".deck-figure .main-svg").first.wait_for()
    assert shown.locator(".deck-source").inner_text().startswith("Bron: CBS")


def test_arrows_turn_the_slides_and_the_url_follows(shown: Page) -> None:
    shown.locator(".deck-count").click()
    shown.keyboard.press("Home")
    shown.keyboard.press("ArrowRight")
    assert shown.locator(".deck-count").inner_text() == "2 / 9"  # at once, before the server
    shown.wait_for_function("location.search.includes('slide=2')")
    shown.wait_for_function("document.querySelectorAll('path.choroplethlocation').length === 56")
    shown.keyboard.press("End")
    shown.wait_for_function("location.search.includes('slide=9')")
    shown.keyboard.press("ArrowLeft")
    shown.wait_for_function("location.search.includes('slide=8')")


def test_the_notes_below_follow_the_slide(shown: Page) -> None:
    shown.locator(".deck-count").click()
    shown.keyboard.press("Home")
    for _ in range(5):
        shown.keyboard.press("ArrowRight")
    shown.get_by_text("zeker: in ten minste 95% van de berekeningen").first.wait_for()


def test_full_screen_has_type_for_the_back_of_the_room(shown: Page, app: str) -> None:
    shown.set_viewport_size({"width": 1920, "height": 1080})
    shown.goto(f"{app}/{QUESTION}&slide=3")
    shown.locator(".deck-title").wait_for()
    settle(shown)
    shown.get_by_role("button", name="Volledig scherm", exact=True).click()
    shown.wait_for_function("document.fullscreenElement")
    shown.keyboard.press("Home")
    shown.keyboard.press("PageDown")
    shown.wait_for_timeout(500)
    assert shown.locator(".deck-count").inner_text() == "2 / 9"
    found = shown.evaluate(
        """() => ['.deck-title', '.deck-lead', '.deck-foot'].map(name => {
          const e = document.querySelector(name);
          return parseFloat(getComputedStyle(e).fontSize)
            * e.getBoundingClientRect().width / e.offsetWidth; })"""
    )
    assert found[0] >= 40
    assert min(found) >= 23.9
    # the buttons, there for who points at them, cover no word of the slide
    foot, bar = (shown.locator(name).bounding_box() for name in (".deck-foot", ".deck-bar"))
    assert foot and bar and bar["y"] >= foot["y"] + foot["height"]
    shown.evaluate("document.exitFullscreen()")
    shown.wait_for_function("!document.fullscreenElement")
    shown.set_viewport_size({"width": 1440, "height": 900})


def test_another_group_is_another_story_and_the_slide_stays(shown: Page, app: str) -> None:
    shown.goto(f"{app}/{QUESTION}&slide=3")
    shown.locator(".deck-title").wait_for()
    settle(shown)
    shown.get_by_role("combobox", name="Onderwerp").click()
    shown.get_by_role("option", name="B5").click()
    shown.wait_for_function("document.querySelector('.deck-title').textContent.startsWith('De B5')")
    assert slide(shown) == "3"
    assert parse_qs(urlsplit(shown.url).query)["groep"] == ["b5"]


def test_the_html_file_is_complete(shown: Page, app: str, tmp_path: Path) -> None:
    shown.goto(f"{app}/{QUESTION}")
    shown.locator(".deck-title").wait_for()
    with shown.expect_download() as found:
        shown.get_by_role("button", name="HTML-bestand").click()
    file = tmp_path / found.value.suggested_filename
    found.value.save_as(file)
    assert file.suffix == ".html"
    assert '"id":"GM0758"' in file.read_text(encoding="utf-8")


def test_the_powerpoint_is_made_on_request(shown: Page, app: str, tmp_path: Path) -> None:
    shown.goto(f"{app}/{QUESTION}")
    shown.locator(".deck-title").wait_for()
    shown.get_by_role("button", name="PowerPoint maken").click()
    save = shown.get_by_role("button", name="PowerPoint opslaan")
    save.wait_for(timeout=3 * PATIENCE)
    with shown.expect_download() as found:
        save.click()
    file = tmp_path / "deck.pptx"
    found.value.save_as(file)
    slides = list(Presentation(io.BytesIO(file.read_bytes())).slides)
    assert len(slides) == 9
    assert slides[0].shapes.title.text == "Hoe veerkrachtig is West-Brabant?"


def test_a_link_of_five_slides_is_a_deck_of_five_and_one_moves(
    shown: Page, app: str, tmp_path: Path
) -> None:
    shown.goto(f"{app}/{QUESTION}&dia=titel,kaart,verschil,kwart,bronnen&slide=3")
    shown.locator(".deck-title").wait_for()
    settle(shown)
    assert shown.locator(".deck-count").inner_text() == "3 / 5"
    gap = title(shown)
    shown.get_by_role("button", name="Deze dia later").click()
    shown.wait_for_function("document.querySelector('.deck-count').textContent === '4 / 5'")
    assert title(shown) == gap
    shown.get_by_role("button", name="PowerPoint maken").click()
    save = shown.get_by_role("button", name="PowerPoint opslaan")
    save.wait_for(timeout=3 * PATIENCE)
    with shown.expect_download() as found:
        save.click()
    found.value.save_as(tmp_path / "deck.pptx")
    slides = list(Presentation(str(tmp_path / "deck.pptx")).slides)
    assert [s.shapes.title.text for s in slides][3] == gap
    assert [any(s.has_chart for s in slide.shapes) for slide in slides] == [0, 0, 1, 1, 0]


def test_a_deck_of_five_slides_about_helmond_in_at_most_eight_clicks(
    shown: Page, app: str, tmp_path: Path
) -> None:
    clicks: list[str] = []

    def click(what: Locator) -> None:
        clicks.append(str(what))
        what.click()

    open_page(shown, f"{app}/")
    click(shown.locator(".pages").get_by_role("link", name="Presentatie", exact=True))
    shown.locator(".deck-title").wait_for()
    settle(shown)
    click(shown.locator(".find input"))
    shown.keyboard.type("Helmond")
    shown.locator("#find-list [role=option]").first.wait_for()
    shown.keyboard.press("Enter")
    shown.get_by_role("heading", name="Hoe veerkrachtig is Helmond?").wait_for()
    settle(shown)
    click(shown.get_by_role("button", name="Alleen de eerste vijf"))
    shown.wait_for_function("document.querySelector('.deck-count').textContent === '1 / 5'")
    click(shown.get_by_role("button", name="PowerPoint maken"))
    save = shown.get_by_role("button", name="PowerPoint opslaan")
    save.wait_for(timeout=3 * PATIENCE)
    with shown.expect_download() as found:
        click(save)
    found.value.save_as(tmp_path / "deck.pptx")
    assert len(clicks) <= 8
    assert found.value.suggested_filename.endswith("-helmond.pptx")
    slides = list(Presentation(str(tmp_path / "deck.pptx")).slides)
    assert [any(s.has_chart for s in slide.shapes) for slide in slides] == [0, 0, 1, 1, 1]
    assert all("Helmond" in _texts(slide) for slide in slides)


def _texts(slide: Any) -> str:
    return " ".join(s.text_frame.text for s in slide.shapes if s.has_text_frame)


def test_own_words_and_logo_stand_on_the_slides(shown: Page, app: str) -> None:
    shown.goto(f"{app}/{QUESTION}&dia=titel,bronnen&slide=1")
    shown.locator(".deck-title").wait_for()
    settle(shown)
    shown.get_by_text("Eigen titel, tekst en logo").click()
    shown.get_by_label("Eigen dia: tekst").fill("<i>Welkom</i>")
    shown.get_by_label("Eigen dia: tekst").blur()
    shown.wait_for_function("document.querySelector('.deck-count').textContent === '1 / 3'")
    settle(shown)
    logo = {"name": "logo.png", "mimeType": "image/png", "buffer": picture()}
    shown.locator("[class*=st-key-deck-logo] input[type=file]").set_input_files(logo)  # type: ignore[arg-type]
    shown.wait_for_function("document.querySelector('.deck-slide--title .deck-logo')?.naturalWidth")
    settle(shown)
    shown.locator(".deck-next").click()
    assert shown.locator(".deck-slide--text li").inner_text() == "<i>Welkom</i>"
    assert shown.locator(".deck-foot .deck-logo").get_attribute("alt") == "Logo"


def test_in_english(page: Page, app: str) -> None:
    page.goto(f"{app}/{QUESTION}&lang=en&slide=3")
    page.locator(".deck-title").wait_for()
    assert "lower than the rest of Noord-Brabant" in title(page)
    assert page.get_by_role("button", name="Full screen", exact=True).count() == 1


@pytest.mark.sweep(sample=[])
def test_axe_finds_nothing_serious(page: Page, app: str, axe: str) -> None:
    about = f"{app}/presentatie?niveau=gemeente&gemeente=GM0794"
    for address in (*(f"{app}/{QUESTION}&slide={n}" for n in (1, 4, 7)), f"{about}&slide=3"):
        page.goto(address)
        page.locator(".deck-title").wait_for()
        settle(page)
        if address.startswith(about):
            page.get_by_text("Eigen titel, tekst en logo").click()
            page.get_by_label("Eigen dia: tekst").wait_for()
            settle(page)
        assert serious_problems(page, axe) == []
