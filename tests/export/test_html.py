"""The offline file: complete, without requests, and opened from disk in a real browser."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from monitor.export.deck import Deck
from monitor.export.html import offline_html
from tests.browser.conftest import FLAGS
from tests.browser.install import find_browser
from tests.export.deck import deck


@pytest.fixture(scope="module")
def made() -> Deck:
    return deck()


def test_nothing_points_outside(made: Deck) -> None:
    text = offline_html(made).decode()
    assert not re.search(r"<(?:script|link|img|iframe)[^>]*(?:src|href)=", text)
    assert "default-src 'none'" in text


def test_geometry_and_plotly_are_in_it_once(made: Deck) -> None:
    text = offline_html(made).decode()
    assert text.count('"id":"GM0758"') == 1
    assert len(re.findall(r"\* plotly\.js v[\d.]+\n", text)) == 1


def test_text_cannot_end_the_script(made: Deck) -> None:
    nasty = "</script><img src=x onerror=alert(1)>"
    slide = dataclasses.replace(made.slides[0], title=nasty, notes=nasty)
    text = offline_html(dataclasses.replace(made, slides=(slide,), title=nasty)).decode()
    assert nasty not in text


def test_language_of_the_page() -> None:
    assert b'<html lang="en">' in offline_html(deck("en"))


@pytest.fixture(scope="module")
def page(made: Deck, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """The file from disk, in a browser without network; fails on any request outside."""
    file = tmp_path_factory.mktemp("deck") / "deck.html"
    file.write_bytes(offline_html(made))
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=find_browser(), args=FLAGS)
        context = browser.new_context(offline=True, viewport={"width": 1920, "height": 1080})
        opened = context.new_page()
        outside: list[str] = []
        opened.on("request", lambda r: outside.append(r.url))
        errors: list[str] = []
        opened.on("pageerror", lambda e: errors.append(str(e)))
        opened.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
        opened.goto(file.as_uri())
        opened.locator(".deck-title").wait_for()
        yield opened
        assert [u for u in outside if not u.startswith(("file:", "data:", "blob:"))] == []
        assert errors == []
        browser.close()


@pytest.mark.browser
def test_arrows_home_and_end_turn_the_slides(page: Page, made: Deck) -> None:
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    assert page.locator(".deck-title").inner_text() == made.slides[1].title
    assert page.url.endswith("#2")
    page.keyboard.press("End")
    assert page.locator(".deck-title").inner_text() == made.slides[-1].title
    page.keyboard.press("ArrowRight")
    assert page.url.endswith("#8")
    page.keyboard.press("Home")
    assert page.locator(".deck-title").inner_text() == made.slides[0].title


@pytest.mark.browser
def test_the_map_is_drawn_without_network(page: Page) -> None:
    page.evaluate("window.presentation.show(2)")
    page.wait_for_selector(".deck-figure path.choroplethlayer, .deck-figure .choropleth")
    shapes = page.locator(".deck-figure .choroplethlayer path")
    assert shapes.count() == 56
    dark = "paths => paths.filter(p => parseFloat(getComputedStyle(p).strokeWidth) > 3).length"
    assert shapes.evaluate_all(dark) == 16  # West-Brabant, outlined
    assert page.locator(".deck-figure[role=img]").get_attribute("aria-label")


@pytest.mark.browser
def test_a_chart_answers_the_mouse(page: Page) -> None:
    page.evaluate("window.presentation.show(3)")
    point = page.locator(".deck-figure .points path").last.bounding_box()
    assert point
    page.mouse.move(point["x"] + point["width"] / 2, point["y"] + point["height"] / 2)
    page.wait_for_selector(".deck-figure .hoverlayer .hovertext")


@pytest.mark.browser
def test_notes_and_table_stand_under_the_slide(page: Page, made: Deck) -> None:
    page.evaluate("window.presentation.show(4)")
    assert made.slides[3].notes in page.locator(".deck-reading").inner_text()
    table = made.slides[3].table
    assert table is not None
    assert page.locator(".deck-reading tbody tr").count() == len(table)


@pytest.mark.browser
@pytest.mark.parametrize(("name", "start"), [("PNG", b"\x89PNG"), ("SVG", b"<svg")])
def test_a_figure_is_saved_with_its_message(
    page: Page, made: Deck, tmp_path: Path, name: str, start: bytes
) -> None:
    page.evaluate("window.presentation.show(3)")
    with page.expect_download() as found:
        page.get_by_role("button", name=f"Figuur als {name}").click()
    found.value.save_as(tmp_path / "figure")
    content = (tmp_path / "figure").read_bytes()
    assert content.startswith(start)
    if name == "SVG":  # a long source stands on two lines
        told = re.sub(r"<[^>]+>", " ", content.decode("utf-8"))
        assert made.slides[2].source in " ".join(told.split())


@pytest.mark.browser
def test_full_screen_and_back_with_the_keyboard(page: Page) -> None:
    page.get_by_role("button", name="Volledig scherm").click()
    page.locator(":fullscreen").wait_for()  # wait_for_function is what its policy forbids
    page.keyboard.press("Home")
    page.keyboard.press("PageDown")
    assert page.url.endswith("#2")
    sizes = page.evaluate(
        """() => [...document.querySelectorAll('.deck-title, .deck-lead, .deck-foot')].map(e => {
          const scale = e.getBoundingClientRect().width / e.offsetWidth;
          return parseFloat(getComputedStyle(e).fontSize) * scale; })"""
    )
    assert sizes[0] >= 40 and min(sizes) >= 23.9  # on this screen of 1920 x 1080
    page.evaluate("document.exitFullscreen()")
    expect(page.locator(":fullscreen")).to_have_count(0)


@pytest.mark.browser
@pytest.mark.parametrize("size", [(1024, 768), (1280, 720), (390, 844)])
def test_nothing_sticks_out_on_any_screen(made: Deck, page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    for number in range(1, len(made.slides) + 1):
        page.evaluate(f"window.presentation.show({number})")
        page.wait_for_timeout(100)
        out = page.evaluate(
            """() => { const room = document.querySelector('.deck-room').getBoundingClientRect();
            return [...document.querySelectorAll('.deck-slide *:not(svg *)')].filter(e => {
              const r = e.getBoundingClientRect();
              return r.width && (r.right > room.right + 1 || r.bottom > room.bottom + 1);
            }).map(e => e.className + ': ' + e.textContent.slice(0, 40)) }"""
        )
        assert out == [], f"slide {number}: {json.dumps(out)}"
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.set_viewport_size({"width": 1920, "height": 1080})


@pytest.mark.browser
def test_nothing_sticks_out_on_an_old_projector(made: Deck, page: Page) -> None:
    page.set_viewport_size({"width": 1024, "height": 768})
    page.get_by_role("button", name="Volledig scherm").click()
    page.locator(":fullscreen").wait_for()  # wait_for_function is what its policy forbids
    for number in range(1, len(made.slides) + 1):
        page.evaluate(f"window.presentation.show({number})")
        page.wait_for_timeout(150)
        lowest = page.evaluate(
            """() => Math.max(...[...document.querySelectorAll('.deck-slide *:not(svg *)')]
            .map(e => e.getBoundingClientRect().bottom))"""
        )
        assert lowest <= 769, f"slide {number}"
    page.evaluate("document.exitFullscreen()")
    page.set_viewport_size({"width": 1920, "height": 1080})
