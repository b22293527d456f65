"""The page Verantwoording, as somebody uses it who wants to know how the score comes about."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from monitor.analysis.coherence import coherence
from monitor.analysis.groups import gap_between, sides_of
from monitor.analysis.reweigh import rose_and_fell, shift_of
from monitor.analysis.robust import robustness, sensitivity
from monitor.analysis.scores import ScoreOptions, score_year
from monitor.regions.groups import load_groups
from monitor.snapshot import EMBEDDED, open_snapshot
from monitor.ui.texts import number
from tests.browser.steps import open_page, query, serious_problems, settle

pytestmark = pytest.mark.browser

MAIN = "[data-testid=stMainBlockContainer]"
PARTS = ("methode", "gewichten", "onzekerheid", "samenhang", "grenzen")


def text_of(page: Page) -> str:
    return page.locator(MAIN).inner_text()


def whole(page: Page) -> str:
    """Wait until the last chart of the weights is drawn; return the text of the page."""
    page.locator(".st-key-table-groepen-gewogen").wait_for()
    page.locator(".st-key-groepen-gewogen svg.main-svg").first.wait_for()
    page.locator(".st-key-verschuivers svg.main-svg").first.wait_for()
    settle(page)
    return text_of(page)


def gap_of(options: ScoreOptions | None = None) -> float:
    """Gap of West-Brabant with the rest in 2020, every municipality alike."""
    snapshot = open_snapshot(EMBEDDED)
    groups = load_groups(known=tuple(snapshot.regions.index))
    sides = sides_of(snapshot, 2020, groups["west-brabant"])
    return gap_between(score_year(snapshot, 2020, options), sides).gap


def test_how_does_the_score_of_a_municipality_come_about(page: Page, app: str) -> None:
    open_page(page, f"{app}/verantwoording?jaar=2020&gemeente=GM0748")
    row = score_year(open_snapshot(EMBEDDED), 2020).table.loc["GM0748"]
    text = text_of(page)
    assert "Rekenvoorbeeld: Bergen op Zoom, 2020" in text
    parts = [number(float(row[d]), decimals=1) for d in ("personal", "social", "environment")]
    assert f"({' + '.join(parts)}) / 3 = {number(float(row['total']), decimals=1)}" in text
    assert f"rang {int(row['rank'])} van 342" in text
    # The formulas are drawn, and can be read aloud.
    assert page.locator(".katex-mathml math").count() >= 4


def test_does_west_brabant_still_lag_when_social_counts_twice(page: Page, app: str) -> None:
    open_page(page, f"{app}/verantwoording?jaar=2020&onderdeel=gewichten")
    page.get_by_text("Dit is de gewone score").wait_for()
    page.get_by_role("button", name="Sociaal dubbel").click()
    page.wait_for_function("location.search.includes('gewichten=')")
    settle(page)
    assert query(page)["gewichten"] == ["social:2"]
    text = text_of(page)
    options = ScoreOptions(weights={"social": 2})
    before, after = (number(g, decimals=1, signed=True) for g in (gap_of(), gap_of(options)))
    assert f"gaat van {before} naar {after} punten" in text
    snapshot = open_snapshot(EMBEDDED)
    shift = shift_of(score_year(snapshot, 2020), score_year(snapshot, 2020, options))
    brabant = snapshot.regions.index[snapshot.regions["province"] == "PV30"]
    up, down, same = rose_and_fell(shift, brabant)
    assert f"omhoog {up}, omlaag {down}, op dezelfde plaats {same}" in text


def test_a_slider_recomputes_at_once_and_its_weight_is_in_the_link(page: Page, app: str) -> None:
    open_page(page, f"{app}/verantwoording?jaar=2020&onderdeel=gewichten")
    slider = page.get_by_role("slider", name="Omgevingshulpbronnen")
    slider.focus()
    slider.press("ArrowRight")
    page.wait_for_function("location.search.includes('environment')")
    settle(page)
    assert query(page)["gewichten"] == ["environment:1.5"]
    expect(page.locator(".st-key-verschuivers")).to_be_visible()
    slider.press("ArrowLeft")
    page.wait_for_function("!location.search.includes('environment')")
    page.get_by_text("Dit is de gewone score").wait_for()


def test_one_indicator_can_be_left_out(page: Page, app: str) -> None:
    open_page(page, f"{app}/verantwoording?jaar=2020&onderdeel=gewichten")
    page.locator(".st-key-indicatoren-social summary").click()
    slider = page.get_by_role("slider", name="Eenzaam")
    slider.focus()
    slider.press("Home")
    page.wait_for_function("location.search.includes('eenzaam')")
    settle(page)
    assert query(page)["gewichten"] == ["eenzaam:0"]
    after = number(gap_of(ScoreOptions(weights={"eenzaam": 0})), decimals=1, signed=True)
    assert f"naar {after} punten" in text_of(page)


def test_a_copied_link_shows_the_same_and_nonsense_in_it_does_no_harm(
    page: Page, app: str, own_page: Page
) -> None:
    start = f"{app}/verantwoording?jaar=2020&onderdeel=gewichten&gewichten=social:3,eenzaam:0.5"
    open_page(page, start)
    open_page(own_page, page.url)
    assert whole(own_page) == whole(page)
    open_page(own_page, f"{start},onbekend:2,sporten:nan,regie:9,:,&schaal=onzin&middeling=%3Cb%3E")
    told = [line for line in whole(own_page).splitlines() if line]
    known = [line for line in told if not line.startswith("Onbekend in het adres: ")]
    assert len(known) < len(told)
    assert known == [line for line in whole(page).splitlines() if line]


def test_no_weight_left_says_what_to_do(page: Page, app: str) -> None:
    page.goto(
        f"{app}/verantwoording?onderdeel=gewichten&gewichten=social:0,personal:0,environment:0"
    )
    page.locator(".empty").wait_for()
    assert "gewicht boven 0" in page.locator(".empty").inner_text()
    page.get_by_role("button", name="Gelijk", exact=True).click()
    page.get_by_text("Dit is de gewone score").wait_for()
    assert "gewichten" not in {k for k in query(page) if k != "onderdeel"}


def test_how_sure_is_the_order_and_which_choice_matters(page: Page, app: str) -> None:
    open_page(page, f"{app}/verantwoording?jaar=2020&onderdeel=onzekerheid")
    snapshot = open_snapshot(EMBEDDED)
    lagging = robustness(snapshot, 2020)["lagging"]
    total = sensitivity(snapshot, 2020)["total"]
    text = text_of(page)
    assert total.idxmax() == "normalisation"
    assert f"het meest bepaalt: vergelijkbaar maken ({100 * total.max():.0f}%)" in text
    assert f"{int(lagging.sum())} van 342" in text
    expect(page.locator(".st-key-sobol svg.main-svg").first).to_be_visible()
    expect(page.locator(".st-key-rangen svg.main-svg").first).to_be_visible()


def test_do_the_indicators_belong_together(page: Page, app: str) -> None:
    open_page(page, f"{app}/verantwoording?jaar=2020&onderdeel=samenhang")
    alpha = coherence(score_year(open_snapshot(EMBEDDED), 2020)).dimensions["alpha"]
    chart = page.locator(".st-key-alfa")
    expect(chart).to_contain_text(number(alpha["environment"], decimals=2))
    assert "Losse delen bij omgevingshulpbronnen" in text_of(page)
    page.locator(".st-key-table-samenhang summary").click()
    expect(page.locator(".st-key-table-samenhang [data-testid=stDataFrame]")).to_be_visible()


@pytest.mark.parametrize("part", PARTS)
def test_everyone_can_use_a_part_and_a_phone_scrolls_it_down_only(
    page: Page, app: str, axe: str, part: str
) -> None:
    open_page(page, f"{app}/verantwoording?onderdeel={part}&gewichten=social:2")
    assert serious_problems(page, axe) == []
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_timeout(500)
    settle(page)
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 390
