"""The page Data, as a data steward uses it."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path
from urllib.parse import urlsplit

import openpyxl
import pandas as pd
import pytest
from playwright.sync_api import Page, expect

from monitor.analysis.scores import score_year
from monitor.catalog import load_catalog
from monitor.snapshot import EMBEDDED, open_snapshot
from tests.browser.conftest import SIZE
from tests.browser.steps import open_page, part, serious_problems, settle, turn_to, upload

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


# ---------------------------------------------------------------- what there is


def test_search_narrows_what_is_shown_and_stays_in_the_link(page: Page, app: str) -> None:
    open_page(page, f"{app}/data?deel=catalogus")
    field = page.get_by_label("Zoek een indicator")
    field.fill("politie")
    field.press("Enter")
    page.wait_for_function("location.search.includes('zoek=politie')")
    settle(page)
    shown = page.locator(".grid tbody tr b").all_inner_texts()
    assert shown == ["Geregistreerde misdrijven", "Mishandeling en bedreiging", "Vernieling"]
    page.goto(page.url)
    page.get_by_text("3 indicatoren").wait_for()
    settle(page)
    field.fill("zzzz")
    field.press("Enter")
    page.locator(".empty").wait_for()
    assert "Niets gevonden" in page.locator(".empty").inner_text()


# ---------------------------------------------------------------- downloads


def test_observations_of_a_choice_as_dutch_csv(page: Page, app: str) -> None:
    open_page(page, f"{app}/data?deel=downloads&zoek=ernstig_eenzaam")
    frame = pd.read_csv(io.BytesIO(download(page, "Downloaden")), sep=";", decimal=",")
    o = open_snapshot(EMBEDDED).observations
    mine = o[o["indicator"] == "ernstig_eenzaam"]
    assert len(frame) == len(mine)
    assert frame["waarde"].sum() == pytest.approx(mine["value"].sum())


def test_scores_as_excel_with_sources_and_method(page: Page, app: str) -> None:
    open_page(page, f"{app}/data?deel=downloads&set=scores&vorm=xlsx")
    book = openpyxl.load_workbook(io.BytesIO(download(page, "Downloaden")), read_only=True)
    assert book.sheetnames == ["Gegevens", "Bronnen", "Toelichting"]
    rows = book["Gegevens"].iter_rows(values_only=True)
    heads = next(rows)
    found = [dict(zip(heads, r, strict=True)) for r in rows if r[0] == "GM0758" and r[2] == 2022]
    total = score_year(open_snapshot(EMBEDDED), 2022).table.loc["GM0758", "total"]
    assert found[0]["totaal"] == pytest.approx(total, abs=1e-4)


def test_a_package_and_parquet_open_elsewhere(page: Page, app: str) -> None:
    open_page(page, f"{app}/data?deel=downloads&zoek=ernstig_eenzaam&vorm=pakket")
    archive = zipfile.ZipFile(io.BytesIO(download(page, "Downloaden")))
    described = json.loads(archive.read("datapackage.json"))
    assert [r["path"] for r in described["resources"]] == ["observations.csv"]
    open_page(page, f"{app}/data?deel=downloads&zoek=ernstig_eenzaam&vorm=parquet")
    frame = pd.read_parquet(io.BytesIO(download(page, "Downloaden")))
    assert set(frame["indicator"]) == {"ernstig_eenzaam"}


# ---------------------------------------------------------------- an own set


def test_an_own_set_counts_in_this_session_only(page: Page, app: str, own_page: Page) -> None:
    open_page(page, f"{app}/data?deel=eigen")
    assert "20 MB" in text(page)
    assert "200.000" in text(page)
    upload(page, "buurthulp.csv", brabant("Buurthulp"))
    page.get_by_text("Het bestand is gelezen").wait_for()
    assert "gemeenten: 342; jaar: 2023" in text(page)
    page.get_by_role("button", name="In deze sessie gebruiken").click()
    mark = page.locator(".own-mark")
    mark.wait_for()
    assert mark.inner_text() == "Met eigen set: buurthulp"
    turn_to(page, "Kaart")
    page.locator(".own-mark").wait_for()
    pick(page, "Kleur", "Buurthulp")
    page.wait_for_function("location.search.includes('wat=eigen_buurthulp')")
    settle(page)
    assert re.search(r"Buurthulp.*: van", text(page))
    open_page(own_page, page.url)
    assert own_page.locator(".own-mark").count() == 0
    assert "Buurthulp" not in text(own_page)


def test_a_set_that_is_gone_with_its_session_is_said_to_be_gone(page: Page, app: str) -> None:
    open_page(page, f"{app}/data?deel=eigen")
    upload(page, "hulp.csv", brabant("<b>Hulp</b>"))
    page.get_by_role("button", name="In deze sessie gebruiken").click()
    page.locator(".own-mark").wait_for()
    gone = page.locator(".own-gone")
    turn_to(page, "Kaart")
    assert gone.count() == 0
    page.reload()  # as for a server that stopped: another session
    expect(gone).to_contain_text("telt niet meer mee: hulp.")
    gone.get_by_role("button", name="Sluiten").click()
    expect(gone).to_have_count(0)
    page.reload()
    settle(page)
    assert gone.count() == 0


def test_a_scored_set_moves_the_score_and_can_be_taken_away(page: Page, app: str) -> None:
    open_page(page, f"{app}/data?deel=eigen")
    upload(page, "hulp.csv", brabant("Hulp"))
    pick(page, "Telt mee bij", "Sociale hulpbronnen")
    page.get_by_role("button", name="In deze sessie gebruiken").click()
    page.locator(".own-mark").wait_for()
    part(page, "Catalogus")
    scored = len(load_catalog().scored) + 1
    page.get_by_text(f"; {scored} tellen mee in de score").wait_for()
    part(page, "Eigen set")
    page.get_by_role("button", name="Verwijderen").click()
    page.locator(".own-mark").wait_for(state="detached")
    assert page.locator(".own-gone").count() == 0  # the reader took it away


def test_every_problem_is_told_and_nothing_is_taken_in(page: Page, app: str) -> None:
    open_page(page, f"{app}/data?deel=eigen")
    upload(
        page, "fout.csv", b"gemeente;jaar;x\nBreda;2020;12,5\nTilburgg;2020;13,1\nOss;2020;veel\n"
    )
    page.get_by_text("Het bestand kan zo niet worden gebruikt: 2 fouten").wait_for()
    rows = page.locator(".grid[aria-label='Problemen in het bestand'] tbody tr").all_inner_texts()
    assert any("3" in r and "Tilburgg" in r for r in rows)
    assert any("4" in r and "veel" in r for r in rows)
    assert page.get_by_role("button", name="In deze sessie gebruiken").count() == 0


def test_problems_are_told_in_english(page: Page, app: str) -> None:
    open_page(page, f"{app}/data?deel=eigen&lang=en")
    upload(page, "fout.csv", b"gemeente;jaar;x\nBreda;2020;12,5\nTilburgg;2020;13,1\n")
    page.get_by_text("The file cannot be used like this: one error").wait_for()
    said = text(page)
    assert "there is no municipality of this name, present or former" in said
    assert "Perhaps Tilburg is meant." in said
    assert "column 'gemeente', as a name" in said
    assert "er is geen" not in said


def test_a_question_is_asked_and_answered(page: Page, app: str) -> None:
    open_page(page, f"{app}/data?deel=eigen")
    upload(page, "zonder jaar.csv", b"gemeente;x\nBreda;12,5\nTilburg;13,1\n")
    page.get_by_text("Over welk jaar gaan de cijfers?").wait_for()
    page.get_by_role("button", name="Verder").click()
    page.get_by_text("Het bestand is gelezen").wait_for()


PAGES = ("Kaart", "Jaren", "Gemeente", "Aandachtsgebieden", "Presentatie", "Verantwoording")


def test_names_from_a_file_are_text_on_every_page(own_page: Page, app: str) -> None:
    """A set that counts in the score, its name on the map, in charts, tables and slides."""
    dialogs: list[str] = []
    own_page.on("dialog", lambda d: (dialogs.append(d.message), d.dismiss()))
    outside: list[str] = []
    own_page.on("request", lambda r: outside.append(r.url))
    open_page(own_page, f"{app}/data?deel=eigen")
    upload(own_page, "evil.csv", brabant(EVIL))
    own_page.get_by_text("Het bestand is gelezen").wait_for()
    pick(own_page, "Telt mee bij", "Sociale hulpbronnen")
    own_page.get_by_role("textbox", name="Titel").fill(
        f"{EVIL} {'x' * 20} ![x](http://elders.test/x)"
    )
    own_page.get_by_role("textbox", name="Eenheid").fill(EVIL)
    own_page.get_by_role("textbox", name="Naam van de set").fill(EVIL)
    own_page.get_by_role("button", name="In deze sessie gebruiken").click()
    own_page.locator(".own-mark").wait_for()
    assert EVIL in own_page.locator(".own-mark").inner_text()
    for name in ("Catalogus", "Bronnen", "Dekking"):
        part(own_page, name)
        assert "onerror" in text(own_page)
    seen = set()
    for name in PAGES:
        turn_to(own_page, name)
        if name == "Kaart":
            pick(own_page, "Kleur", "<img")
            own_page.wait_for_function("location.search.includes('wat=eigen_')")
            settle(own_page)
        own_page.locator(".own-mark").wait_for()
        if EVIL in text(own_page):
            seen.add(name)
        assert own_page.locator("img[src=x], img[src*=elders]").count() == 0, name
    assert seen >= {"Kaart", "Gemeente", "Verantwoording"}
    assert dialogs == []
    assert [u for u in outside if urlsplit(u).hostname not in ("127.0.0.1", None)] == []


def test_a_formula_in_a_name_is_harmless_in_the_download(page: Page, app: str) -> None:
    open_page(page, f"{app}/data?deel=eigen")
    upload(page, "formule.csv", brabant("=HYPERLINK(1)"))
    page.get_by_role("button", name="In deze sessie gebruiken").click()
    page.locator(".own-mark").wait_for()
    part(page, "Downloads")
    field = page.get_by_label("Zoek een indicator")
    field.fill("hyperlink")
    field.press("Enter")
    page.wait_for_function("location.search.includes('zoek=hyperlink')")
    settle(page)
    frame = pd.read_csv(io.BytesIO(download(page, "Downloaden")), sep=";", decimal=",", dtype=str)
    assert len(frame) == 342
    assert all(t.startswith("'=") for t in frame["titel"])


# ---------------------------------------------------------------- for everyone


def test_everyone_can_use_a_part_and_a_phone_scrolls_it_down_only(
    page: Page, app: str, axe: str
) -> None:
    open_page(page, f"{app}/data")
    for name in ("Catalogus", "Bronnen", "Downloads", "Eigen set"):
        part(page, name)
        assert serious_problems(page, axe) == [], name
        page.set_viewport_size({"width": 390, "height": 844})
        page.wait_for_timeout(500)
        settle(page)
        assert page.evaluate(SIDEWAYS) <= 1, name
        page.set_viewport_size(SIZE)
