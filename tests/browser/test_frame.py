"""One chart in a frame on another site, and the buttons that copy its address, code and words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
Elsewhere = Callable[[str], str]


@pytest.fixture
def page(strict_page: Page, app: str) -> Page:
    """A tab that may read the clipboard."""
    strict_page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=app)
    return strict_page


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Callable[[str], str]]:
    """Put code on a page of another site (another host and port); gives its address."""
    handler = partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, daemon=True).start()

    def put(code: str) -> str:
        whole = f"<!DOCTYPE html><meta charset=utf-8><title>Elders</title>{code}"
        (tmp_path / "bericht.html").write_text(whole, encoding="utf-8")
        return f"http://localhost:{server.server_port}/bericht.html"

    yield put
    server.shutdown()
    server.server_close()


def copied(page: Page, label: str) -> str:
    done = page.get_by_role("button", name="Gekopieerd")
    expect(done).to_have_count(0)  # the button before says its own name again
    page.get_by_role("button", name=label, exact=True).click()
    expect(done).to_be_visible()
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_what_is_copied_shows_the_chart_in_a_frame_on_another_site(
    page: Page, app: str, elsewhere: Elsewhere
) -> None:
    page.goto(f"{app}/?jaar=2020&gebied=nl")
    page.locator(".st-key-kaart path.choroplethlocation").first.wait_for()
    page.locator(".st-key-table-kaart summary").click()
    title = page.locator("h2").first.inner_text()
    code = copied(page, "Code voor een site")
    told = copied(page, "Kopieer als tekst")
    assert told.startswith(f"{title}. ") and "Bron: CBS" in told and told.endswith(page.url)
    assert re.match(r'<iframe src="http[^"]+/diagram\?[^"]+" title="[^"]+" width="100%"', code)
    assert 'loading="lazy"' in code
    page.goto(elsewhere(code))
    frame = page.frame_locator("iframe")
    expect(frame.locator("h2")).to_have_text(title)
    expect(frame.locator("path.choroplethlocation")).to_have_count(342)
    expect(frame.get_by_test_id("stTopNavSection")).to_have_count(0)
    for control in ("combobox", "radio", "button"):
        expect(frame.get_by_role(control)).to_have_count(0)
    back = frame.get_by_role("link", name="Naar de monitor")
    with page.context.expect_page() as opened:
        back.click()
    opened.value.locator(".st-key-kaart path.choroplethlocation").first.wait_for()
    assert "jaar=2020" in opened.value.url and "gebied=nl" in opened.value.url


@pytest.mark.sweep(sample=["donker-rgb(18, 22, 27)"])
@pytest.mark.parametrize(
    ("design", "paper"), [("donker", "rgb(18, 22, 27)"), ("licht", "rgb(255, 255, 255)")]
)
def test_the_design_is_that_of_the_address(
    page: Page, app: str, elsewhere: Elsewhere, design: str, paper: str
) -> None:
    page.emulate_media(color_scheme="light" if design == "donker" else "dark")
    page.goto(
        elsewhere(f'<iframe src="{app}/diagram?naam=kaart.ranglijst&ontwerp={design}"></iframe>')
    )
    frame = page.frame_locator("iframe")
    frame.locator(".js-plotly-plot .trace").first.wait_for()
    expect(frame.locator("[data-testid=stApp]")).to_have_css("background-color", paper)


def test_a_page_with_controls_shows_in_no_frame_elsewhere(
    page: Page, app: str, elsewhere: Elsewhere
) -> None:
    refused: list[str] = []
    page.on("console", lambda m: refused.append(m.text))
    page.goto(elsewhere(f'<iframe src="{app}/gemeente?embed=true"></iframe>'))
    page.wait_for_timeout(1000)
    assert any("frame-ancestors" in text or "X-Frame-Options" in text for text in refused)
    expect(page.frame_locator("iframe").locator("[data-testid=stApp]")).to_have_count(0)


def test_what_changed_in_west_brabant_is_it_real_and_three_sentences_in_four_clicks(
    page: Page, app: str
) -> None:
    page.goto(f"{app}/")
    page.get_by_role("link", name="Wat veranderde er?").click()
    said = page.locator(".facts.wide li").first
    expect(said).to_contain_text("van 2020 naar 2024")
    expect(page.locator("h2")).to_have_count(7)  # all of the page is there
    for name, year, now in (
        ("Jaar links", "2018", "van 2018 naar 2024"),
        ("Jaar rechts", "2023", "van 2018 naar 2023"),
    ):
        page.get_by_role("radiogroup", name=name).get_by_text(year, exact=True).click()
        expect(said).to_contain_text(now)
    told = copied(page, "Kopieer deze zinnen")
    own = next(s for s in told.split(". ") if s.startswith("West-Brabant: "))
    assert "bevat nul) punten van 2018 naar 2023; Nederland " in own  # real? it cannot be said
    assert told.count(". ") > 3 and "Bron: CBS" in told and told.endswith(page.url)
