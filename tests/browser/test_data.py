"""The page Data in a browser: a download, names of a file as text, and for everyone.

What it finds, gives and takes in is in tests/ui/test_data_page.py.
"""

from __future__ import annotations

import io
from pathlib import Path
from urllib.parse import urlsplit

import pandas as pd
import pytest
from playwright.sync_api import Page, expect

from monitor.snapshot import EMBEDDED, open_snapshot
from tests.browser.conftest import SIZE
from tests.browser.steps import open_page, part, serious_problems, settle, turn_to, upload
from tests.conftest import SWEEP

pytestmark = pytest.mark.browser

MAIN = "[data-testid=stMainBlockContainer]"
EVIL = "<img src=x onerror=alert(1)>"

SIDEWAYS = """() => {
  const m = document.querySelector('[data-testid=stMain]');
  return m.scrollWidth - m.clientWidth;
}"""


def text(page: Page) -> str:
    return page.locator(MAIN).inner_text()


def download(page: Page, name: str) -> bytes:
    with page.expect_download() as got:
        page.get_by_role("button", name=name, exact=True).click()
    return Path(got.value.path()).read_bytes()


def pick(page: Page, label: str, option: str) -> None:
    """Choose from a list by keyboard: type what is wanted, then Enter."""
    field = page.get_by_label(label)
    field.click()
    field.fill(option)
    page.get_by_role("option", name=option).first.wait_for()
    field.press("Enter")
    settle(page)


def brabant(column: str, value: float = 40.0) -> bytes:
    """Every municipality of the country, one value a town, as a Dutch spreadsheet writes it."""
    regions = open_snapshot(EMBEDDED).regions
    lines = [f"gemeente;jaar;{column}"]
    lines += [
        f"{c};2023;{value + n / 10:.1f}".replace(".", ",") for n, c in enumerate(regions.index)
    ]
    return "\n".join(lines).encode()


@pytest.mark.sweep(sample=[])
def test_observations_of_a_choice_as_dutch_csv(page: Page, app: str) -> None:
    open_page(page, f"{app}/data?deel=downloads&zoek=ernstig_eenzaam")
    frame = pd.read_csv(io.BytesIO(download(page, "Downloaden")), sep=";", decimal=",")
    o = open_snapshot(EMBEDDED).observations
    mine = o[o["indicator"] == "ernstig_eenzaam"]
    assert len(frame) == len(mine)
    assert frame["waarde"].sum() == pytest.approx(mine["value"].sum())


def it_is_said_to_be_gone_with_its_session(page: Page) -> None:
    gone = page.locator(".own-gone")
    assert gone.count() == 0
    page.reload()  # as for a server that stopped: another session
    expect(gone).to_contain_text(f"telt niet meer mee: {EVIL}.")
    gone.get_by_role("button", name="Sluiten").click()
    expect(gone).to_have_count(0)
    page.reload()
    settle(page)
    assert gone.count() == 0


PAGES = ("Kaart", "Gemeente", "Presentatie", "Verantwoording")


def test_names_from_a_file_are_text_on_every_page_until_the_session_ends(
    own_page: Page, app: str
) -> None:
    """A set (in a sweep one that counts), its name on the map, in charts, tables and slides."""
    dialogs: list[str] = []
    own_page.on("dialog", lambda d: (dialogs.append(d.message), d.dismiss()))
    outside: list[str] = []
    own_page.on("request", lambda r: outside.append(r.url))
    open_page(own_page, f"{app}/data?deel=eigen")
    upload(own_page, "evil.csv", brabant(EVIL))
    own_page.get_by_text("Het bestand is gelezen").wait_for()
    if SWEEP:  # then every page is reckoned anew
        pick(own_page, "Telt mee bij", "Sociale hulpbronnen")
    own_page.get_by_role("textbox", name="Titel").fill(
        f"{EVIL} {'x' * 20} ![x](http://elders.test/x)"
    )
    own_page.get_by_role("textbox", name="Eenheid").fill(EVIL)
    own_page.get_by_role("textbox", name="Naam van de set").fill(EVIL)
    own_page.get_by_role("button", name="In deze sessie gebruiken").click()
    own_page.locator(".own-mark").wait_for()
    assert EVIL in own_page.locator(".own-mark").inner_text()
    for name in ("Catalogus", "Dekking"):
        part(own_page, name)
        assert "onerror" in text(own_page)
    seen = set()
    for name in PAGES if SWEEP else ("Kaart", "Presentatie"):
        turn_to(own_page, name)
        if name == "Kaart":
            pick(own_page, "Kleur", "<img")
            own_page.wait_for_function("location.search.includes('wat=eigen_')")
            settle(own_page)
        own_page.locator(".own-mark").wait_for()
        if EVIL in text(own_page):
            seen.add(name)
        assert own_page.locator("img[src=x], img[src*=elders]").count() == 0, name
    assert seen >= ({"Kaart", "Gemeente", "Verantwoording"} if SWEEP else {"Kaart"})
    assert dialogs == []
    assert [u for u in outside if urlsplit(u).hostname not in ("127.0.0.1", None)] == []
    it_is_said_to_be_gone_with_its_session(own_page)


@pytest.mark.sweep(sample=[])
def test_everyone_can_use_a_part_and_a_phone_scrolls_it_down_only(
    page: Page, app: str, axe: str
) -> None:
    open_page(page, f"{app}/data")
    for name in ("Catalogus", "Downloads", "Eigen set"):
        part(page, name)
        assert serious_problems(page, axe) == [], name
        page.set_viewport_size({"width": 390, "height": 844})
        page.wait_for_timeout(500)
        settle(page)
        assert page.evaluate(SIDEWAYS) <= 1, name
        page.set_viewport_size(SIZE)


def test_the_words_of_streamlit_follow_the_language_both_ways(page: Page, app: str) -> None:
    open_page(page, f"{app}/data?deel=eigen&lang=en")
    box = page.get_by_test_id("stFileUploader")
    expect(box).to_contain_text("Upload")
    for language, word in (("Nederlands", "Bestand kiezen"), ("English", "Upload")):
        page.get_by_role("button", name=language).click()
        settle(page)
        expect(box).to_contain_text(word)
