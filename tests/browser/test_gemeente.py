"""The page Gemeente: how do we stand, on what, compared with whom, and who can we learn from?"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from playwright.sync_api import BrowserContext, Locator, Page
from typer.testing import CliRunner

from monitor.cli import make_app
from monitor.text import number
from tests.browser.steps import open_page, query, settle, turn_to

pytestmark = pytest.mark.browser

ROOSENDAAL = "GM1674"
MAIN = "[data-testid=stMainBlockContainer]"
MARKS = ".st-key-profiel .scatterlayer .trace:last-child .points path"


@cache
def asked(*command: str) -> list[dict[str, str]]:
    """Ask the command line for a table."""
    done = CliRunner().invoke(make_app(), [*command, "--csv", "-"])
    assert done.exit_code == 0, done.output
    return list(csv.DictReader(io.StringIO(done.stdout)))


def row(table: list[dict[str, str]], code: str = ROOSENDAAL) -> dict[str, str]:
    return next(r for r in table if r["region"] == code)


def drawn(page: Page, url: str) -> None:
    """Open the page and wait for the marks of the spine and the last chart."""
    open_page(page, url)
    page.locator(MARKS).first.wait_for()
    page.locator(".st-key-vergelijkbaar .points path").first.wait_for()
    settle(page)


def text_of(where: Page | Locator) -> str:
    found = where.locator(MAIN) if isinstance(where, Page) else where
    return " ".join(found.inner_text().split())


def click_mark(page: Page, mark: Locator) -> None:
    """Click where a mark is drawn, as a mouse does: plotly catches it on a layer above."""
    mark.scroll_into_view_if_needed()
    settle(page)
    before = page.url
    for _attempt in range(20):  # until the chart is ready to catch the mouse
        box = mark.bounding_box()
        assert box is not None
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        page.mouse.move(x - 40, y - 40)
        page.mouse.move(x, y, steps=4)
        page.wait_for_timeout(250)
        if page.locator(".hoverlayer .hovertext").count():
            page.mouse.click(x, y)
            page.wait_for_timeout(1000)
            if page.url != before:  # else it was drawn again between pointing and clicking
                return


@pytest.fixture(scope="module")
def roosendaal(private_window: BrowserContext, app: str) -> Iterator[Page]:
    """Roosendaal in 2024, opened once for the tests that only read."""
    page = private_window.new_page()
    drawn(page, f"{app}/gemeente?gemeente={ROOSENDAAL}&jaar=2024")
    yield page
    page.close()


def test_where_roosendaal_stands_in_three_clicks(page: Page, app: str) -> None:
    open_page(page, app)
    clicks = 0
    for click in (
        lambda: turn_to(page, "Gemeente"),
        lambda: page.get_by_role("combobox", name="Gemeente", exact=True).click(),
    ):
        click()
        clicks += 1
    page.keyboard.type("Roosend")
    page.get_by_role("option", name="Roosendaal").click()
    clicks += 1
    page.get_by_role("heading", name=re.compile("^Roosendaal scoort")).wait_for()
    assert clicks == 3
    assert query(page)["gemeente"] == [ROOSENDAAL]


@pytest.mark.sweep(sample=[])
def test_how_it_stands_and_how_sure_that_is(roosendaal: Page) -> None:
    table = asked("score", "--year", "2024")
    own, ranked = row(table), sum(1 for r in table if r["rank"])
    score = number(float(own["total"]), decimals=1)
    title = f"Roosendaal scoort {score}: plaats {own['rank']} van {ranked}"
    assert roosendaal.get_by_role("heading", name=title).count() == 1
    sure = row(asked("robust", "--year", "2024"))
    text = text_of(roosendaal)
    assert f"{sure['rank_low']} tot {sure['rank_high']} in 90% van de berekeningen" in text
    assert float(sure["p_bottom"]) > 0.99
    assert "ook bij andere keuzes in de methode: zeker (in meer dan 99%" in text


def test_on_what_it_is_strong_and_weak(roosendaal: Page) -> None:
    """The worst place of the sentence is reckoned from the observations of all municipalities."""
    figures = [r for r in asked("observations", "--indicator", "opkomst_ps", "--year", "2019")]
    own = float(row(figures)["value"])
    place = 1 + sum(float(r["value"]) > own for r in figures if r["value"])
    said = f"opkomst Provinciale Staten (2019: plaats {place} van {len(figures)})"
    assert said in text_of(roosendaal)


def test_compared_with_whom(roosendaal: Page) -> None:
    peers = asked("peers", ROOSENDAAL, "--year", "2024")
    own = float(row(asked("score", "--year", "2024"))["total"])
    higher = sum(float(p["total"]) > own for p in peers)
    title = f"{higher} van {len(peers)} vergelijkbare gemeenten scoren hoger"
    assert roosendaal.get_by_role("heading", name=title).count() == 1
    ticks = roosendaal.locator(".st-key-vergelijkbaar .ytick text").all_text_contents()
    names = [re.sub(r" \([A-Z][^.)]+\)$", "", t) for t in ticks]  # without the province
    by_score = sorted([*((float(p["total"]), p["name"]) for p in peers), (own, "Roosendaal")])
    assert names == [name for _score, name in reversed(by_score)]


def test_from_whom_to_learn(roosendaal: Page) -> None:
    lessons = asked("peers", ROOSENDAAL, "--year", "2024", "--learn")
    first = lessons[0]
    assert first["indicator"] == "opkomst_tk"
    own, theirs = (number(float(first[k]), decimals=1) for k in ("value", "value_region"))
    assert own == "71,7"  # Kiesraad 2023: 41,688 of 58,168 came
    line = f"Opkomst Tweede Kamer (2023): hier {own}%; {first['name']} {theirs}"
    assert line in text_of(roosendaal)


def test_a_click_on_a_mark_changes_the_line(page: Page, app: str) -> None:
    drawn(page, f"{app}/gemeente?gemeente={ROOSENDAAL}&jaar=2024")
    # after four scores and the nine personal ones less two without a figure
    click_mark(page, page.locator(MARKS).nth(13))
    page.wait_for_function("location.search.includes('wat=sporten')")
    page.get_by_role("heading", name=re.compile("^Wekelijks sporten: van")).wait_for()
    settle(page)
    rows = asked("observations", "--indicator", "sporten", "--region", ROOSENDAAL)
    last = max(rows, key=lambda r: int(r["year"]))
    assert f"{number(float(last['value']), decimals=1)}% in {last['year']}" in text_of(page)
    # its 95% bounds are drawn
    assert page.locator(".st-key-lijn .errorbar").count() > 0


def test_a_click_opens_a_comparable_municipality(page: Page, app: str) -> None:
    drawn(page, f"{app}/gemeente?gemeente={ROOSENDAAL}&jaar=2024")
    dots = page.locator(".st-key-vergelijkbaar .scatterlayer .trace:last-child .points path")
    click_mark(page, dots.first)
    best = max(asked("peers", ROOSENDAAL, "--year", "2024"), key=lambda p: float(p["total"]))
    page.get_by_role("heading", name=re.compile(f"^{best['name']} scoort")).wait_for()
    assert query(page)["gemeente"] == [best["region"]]


def test_factsheet_and_figures_hold_what_the_page_shows_in_its_language(
    page: Page, app: str, tmp_path: Path
) -> None:
    drawn(page, f"{app}/gemeente?gemeente={ROOSENDAAL}&jaar=2023&lang=en")
    with page.expect_download() as waiting:
        page.locator(".st-key-factsheet button").click()
    assert waiting.value.suggested_filename == "factsheet-roosendaal-2023.pdf"
    path = tmp_path / "sheet.pdf"
    waiting.value.save_as(path)
    document = pdfium.PdfDocument(path)
    assert len(document) == 1
    text = " ".join(document[0].get_textpage().get_text_bounded().split())
    own = row(asked("score", "--year", "2023"))
    assert f"{float(own['total']):.1f} rank {own['rank']}" in text
    assert "Learn from" in text
    assert f"{app}/gemeente?" in text
    assert f"gemeente={ROOSENDAAL}" in text
    assert document[0].render(scale=1).to_numpy().std() > 10  # not blank
    page.locator(".st-key-table-profiel summary").click()
    with page.expect_download() as waiting:
        page.locator(".st-key-csv-profiel button").click()
    text = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    assert text.splitlines()[0].startswith("Measure,Unit,Value,")
    line = next(csv.DictReader(io.StringIO(text)))
    assert line["Measure"] == "Social resilience"
    assert float(line["Value"]) == pytest.approx(float(own["total"]), abs=0.001)


def test_without_a_score_it_says_why(page: Page, app: str) -> None:
    # of a predecessor neither table of crimes has 2018
    drawn(page, f"{app}/gemeente?gemeente=GM1963&jaar=2018")
    assert row(asked("score", "--year", "2018"), "GM1963")["total"] == ""
    text = text_of(page)
    assert "Hoeksche Waard: te weinig cijfers voor een score" in text
    assert "Van omgevingshulpbronnen zijn te weinig cijfers bekend" in text
    assert re.search(r"Geen cijfer: laag opgeleid, geregistreerde misdrijven, ", text)


def test_terms_are_explained_on_hover_and_by_keyboard(roosendaal: Page) -> None:
    terms = roosendaal.locator(f"{MAIN} .hint .term")
    assert terms.count() >= 8
    for term in terms.all():
        assert term.get_attribute("tabindex") == "0"
        told = term.evaluate("e => [e.title, ...Object.values(e.dataset)].join(' ')")
        assert len(told) > 20, term.inner_text()
