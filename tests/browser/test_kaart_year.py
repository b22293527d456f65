"""Another year on the page Kaart: only what tells the year is sent, the map follows by itself."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from typer.testing import CliRunner

from monitor.cli import make_app
from monitor.text import number
from tests.browser.conftest import SIZE
from tests.browser.steps import choose, click_region, fills, inside, open_page, pick, settle, shapes
from tests.conftest import SWEEP

pytestmark = pytest.mark.browser
MAIN = "[data-testid=stMainBlockContainer]"
FIGURE = """() => {
  const [trace] = document.querySelector('.st-key-kaart .js-plotly-plot').data;
  return trace.locations.map((code, i) => [code, trace.z[i], ...trace.customdata[i].map(String)]);
}"""


@pytest.fixture
def chart_stays(own_page: Page) -> Iterator[Page]:
    """A page that fails when its map is drawn anew."""
    yield own_page
    assert own_page.evaluate("window.__map.isConnected"), "the map was drawn again"


def open_with_hovers(page: Page, url: str, count: int = 56) -> None:
    """Open the page once the server knows the ranks of every year, and mark its map."""
    for _ in range(60):
        open_page(page, url)
        if page.locator("[data-years]").evaluate(
            "e => '2016' in JSON.parse(e.dataset.years).hovers"
        ):
            break
        page.wait_for_timeout(1000)
    page.wait_for_function(
        "n => document.querySelectorAll('.st-key-kaart path.choroplethlocation').length === n",
        arg=count,
    )
    page.evaluate(
        "window.__map = document.querySelector('.st-key-kaart .js-plotly-plot .main-svg')"
    )


def choose_year(page: Page, year: int) -> None:
    page.get_by_role("radio", name=str(year)).click()
    page.wait_for_function(f"location.search.includes('jaar={year}')")
    page.locator(f"{MAIN} .chart-subtitle", has_text=str(year)).first.wait_for()
    settle(page)


@cache
def score(year: int, code: str) -> dict[str, str]:
    """What the command line says of a municipality."""
    asked = ["score", "--year", str(year), "--csv", "-"]
    head, *rows = CliRunner().invoke(make_app(), asked).output.splitlines()
    row = next(r for r in rows if r.startswith(code))
    return dict(zip(head.split(","), row.split(","), strict=True))


@pytest.mark.sweep(sample=["wat=misdrijven&lang=en-56"])
@pytest.mark.parametrize(
    ("query", "count"),
    [("wat=total", 56), ("wat=social&gebied=nl&groep=geen", 342), ("wat=misdrijven&lang=en", 56)],
)
def test_a_year_by_the_control_is_the_page_of_its_link(
    chart_stays: Page, app: str, page: Page, query: str, count: int
) -> None:
    """Compared with a page on which the browser does nothing by itself."""
    open_with_hovers(chart_stays, f"{app}/?jaar=2023&{query}", count)
    choose_year(chart_stays, 2017)
    choose_year(chart_stays, 2020)
    page.add_init_script("if (location.hash === '#still') window.monitorYears = true")
    open_page(page, f"{app}/?jaar=2020&{query}#still")
    assert page.locator("[data-years]").count() == 1
    assert chart_stays.locator(MAIN).inner_text() == page.locator(MAIN).inner_text()
    assert fills(chart_stays, "kaart") == fills(page, "kaart")
    assert chart_stays.evaluate(FIGURE) == page.evaluate(FIGURE)


def test_what_stands_around_the_map_follows_the_year(
    own_page: Page, app: str, page: Page, tmp_path: Path
) -> None:
    open_with_hovers(own_page, f"{app}/?jaar=2023&groep=geen")
    choose_year(own_page, 2018)
    the_hover_tells_the_year(own_page)
    the_year_stays_when_the_window_changes(own_page)
    open_page(page, f"{app}/?jaar=2018&groep=geen")
    a_picture_is_that_of_its_link(own_page, page, tmp_path)
    assert own_page.evaluate("window.__map.isConnected"), "the map was drawn again"
    click_region(own_page, "kaart", 0)
    own_page.wait_for_function("location.search.includes('gemeente=GM0743')")
    card = own_page.locator(".st-key-opened")
    expect(card).to_contain_text(number(float(score(2018, "GM0743")["total"]), decimals=1))
    settle(own_page)
    assert shapes(own_page, "kaart") == 56
    what_is_open_follows_the_year(own_page, 2020)
    closing_takes_the_outline_away(own_page)


def the_hover_tells_the_year(page: Page) -> None:
    row = score(2018, "GM0743")  # the first in the order of codes: Asten
    page.mouse.move(*inside(page, "kaart", 0))
    hover = page.locator(".st-key-kaart .hoverlayer")
    expect(hover).to_contain_text(number(float(row["total"]), decimals=1))
    expect(hover).to_contain_text(f"rang {row['rank']} van Nederland")
    expect(hover).to_contain_text(f"oudste cijfer: {row['oldest_year']}")


def the_year_stays_when_the_window_changes(page: Page) -> None:
    before, told = fills(page, "kaart"), page.evaluate(FIGURE)
    width = page.locator(".st-key-kaart .main-svg").first.bounding_box()
    page.set_viewport_size({"width": 1100, "height": 800})
    page.wait_for_function(
        "w => document.querySelector('.st-key-kaart .main-svg').getBoundingClientRect().width < w",
        arg=width["width"] if width else 0,
    )
    settle(page)
    assert fills(page, "kaart") == before
    assert page.evaluate(FIGURE) == told
    page.set_viewport_size(SIZE)
    settle(page)


def a_picture_is_that_of_its_link(chosen: Page, linked: Page, folder: Path) -> None:
    saved = []
    for shown in (chosen, linked):
        shown.locator(".st-key-table-kaart summary").click()
        with shown.expect_download() as found:
            shown.get_by_role("button", name="Figuur (SVG)").click()
        saved.append(folder / f"{len(saved)}.svg")
        found.value.save_as(saved[-1])
    colours = [
        [part.split('"')[0] for part in s.read_text(encoding="utf-8").split('fill="')[1:]]
        for s in saved
    ]
    assert colours[0] == colours[1]
    assert "2018" in saved[0].read_text(encoding="utf-8")


def what_is_open_follows_the_year(page: Page, year: int) -> None:
    card, total = page.locator(".st-key-opened"), float(score(year, "GM0743")["total"])
    choose_year(page, year)
    expect(card).to_contain_text(number(total, decimals=1))
    assert f"jaar={year}" in str(
        card.get_by_role("link", name="Naar het profiel").get_attribute("href")
    )
    with page.expect_download() as found:
        page.get_by_role("button", name="Cijfers (CSV)").click()
    rows = Path(found.value.path()).read_text(encoding="utf-8-sig").splitlines()
    own = next(r for r in rows if ";GM0743;" in r).split(";")
    assert own[2] == number(round(total, 3), decimals=3)


def closing_takes_the_outline_away(page: Page) -> None:
    accent = page.evaluate(OUTLINES)
    page.get_by_role("button", name="Sluiten").click()
    page.wait_for_function("!location.search.includes('gemeente')")
    expect(page.locator(".st-key-opened")).to_have_count(0)
    settle(page)
    assert len(page.evaluate(OUTLINES)) == len(accent) - 1


OUTLINES = """() => [...new Set(
  [...document.querySelectorAll('.st-key-kaart path.choroplethlocation')].map(p => p.style.stroke)
)]"""


def test_a_year_without_figures_and_back(page: Page, app: str) -> None:
    open_with_hovers(page, f"{app}/?jaar=2023&wat=laag_opgeleid")
    page.get_by_role("radio", name="2016").click()
    page.get_by_role("heading", name="Laag opgeleid: geen cijfer voor 2016").wait_for()
    settle(page)
    assert all("#hatch" in fill for fill in fills(page, "kaart"))
    choose_year(page, 2022)
    expect(page.get_by_role("heading", name="geen cijfer")).to_have_count(0)
    assert shapes(page, "kaart") == 56
    assert not any("#hatch" in fill for fill in fills(page, "kaart"))


def test_a_group_that_differs_by_year_is_outlined_anew(page: Page, app: str) -> None:
    """Cities of 40,000 to 100,000 inhabitants: which ones they are changes with the year."""
    link = f"{app}/?jaar=2024&groep=middelgroot&definitie=40-100"
    open_with_hovers(page, link)
    choose_year(page, 2016)
    found = page.evaluate(OUTLINED)
    open_page(page, link.replace("2024", "2016"))
    assert found == page.evaluate(OUTLINED)


OUTLINED = """() => [...document.querySelectorAll('.st-key-kaart path.choroplethlocation')]
  .filter(p => parseFloat(p.style.strokeWidth) > 1.5).map(p => p.__data__.loc).sort()"""


@pytest.mark.sweep(sample=[])
def test_a_year_that_overtakes_another_choice_leaves_no_old_map(page: Page, app: str) -> None:
    open_with_hovers(page, f"{app}/?jaar=2023&groep=geen")
    choose(page, "Kleur", "Sociale hulpbronnen")
    rounds = (("Persoonlijke hulpbronnen", 2018), ("Sociale hulpbronnen", 2020))
    for measure, year in rounds if SWEEP else rounds[:1]:
        pick(page, "Kleur", measure)
        page.get_by_role("radio", name=str(year)).click()  # at once, no wait
        page.wait_for_function(f"location.search.includes('jaar={year}')")
        page.locator(f"{MAIN} h2", has_text=measure).first.wait_for()
        settle(page)
        page.wait_for_timeout(500)
        shown = page.evaluate(FIGURE)
        open_page(page, page.url)
        assert shown == page.evaluate(FIGURE)
