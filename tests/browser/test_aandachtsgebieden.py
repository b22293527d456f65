"""The page Aandachtsgebieden: from a question about a group to its answer."""

from __future__ import annotations

from functools import cache

import pytest
from playwright.sync_api import Page

from monitor.analysis.groups import Gap, gap_between, population_of, sides_of
from monitor.analysis.robust import robustness
from monitor.analysis.scores import score_year
from monitor.analysis.spatial import find_clusters, snapshot_neighbours
from monitor.regions.groups import load_groups
from monitor.snapshot import Snapshot, open_snapshot
from monitor.ui.texts import number, use_language
from tests.browser.steps import choose, open_page, query, serious_problems, settle

pytestmark = pytest.mark.browser

YEAR = 2023
PAGE = f"aandachtsgebieden?jaar={YEAR}"
MAIN = "[data-testid=stMainBlockContainer]"


@cache
def snapshot() -> Snapshot:
    return open_snapshot()


def gap(
    group: str = "west-brabant",
    *,
    weighted: bool = False,
    leave_out: tuple[str, ...] = (),
    against: str = "rest",
) -> Gap:
    """What ``python -m monitor gap`` prints for this choice."""
    data = snapshot()
    sides = sides_of(data, YEAR, load_groups()[group], leave_out=leave_out, against=against)
    people = population_of(data, YEAR) if weighted else None
    return gap_between(score_year(data, YEAR), sides, population=people)


def conclusion(page: Page) -> str:
    return page.locator(f"{MAIN} h2").first.inner_text()


def wait_for_last_chart(page: Page) -> None:
    page.locator(".st-key-uitkomsten .js-plotly-plot").wait_for()
    settle(page)


def test_does_west_brabant_lag(page: Page, app: str) -> None:
    open_page(page, f"{app}/{PAGE}")
    size = number(abs(gap().gap), decimals=1)
    assert conclusion(page) == (
        f"West-Brabant blijft waarschijnlijk achter: gemiddeld {size} punten lager dan de rest van"
        " Noord-Brabant"
    )


def test_does_it_still_lag_per_inhabitant_and_without_breda(
    page: Page, app: str, own_page: Page
) -> None:
    open_page(page, f"{app}/{PAGE}")
    wait_for_last_chart(page)
    choose(page, "Gemiddelden wegen", "naar inwoners")
    page.wait_for_function("location.search.includes('weging=inwoners')")
    page.locator("label", has_text="Zonder Breda").click()
    page.wait_for_function("location.search.includes('zonder=1')")
    page.get_by_text("West-Brabant zonder Breda blijft waarschijnlijk achter").first.wait_for()
    found = gap(weighted=True, leave_out=("GM0758",))
    assert found.conclusion == "unclear"
    assert f"{number(abs(found.gap), decimals=1)} punten lager" in conclusion(page)
    assert "bevat nul" in page.locator(".chart-subtitle").first.inner_text()
    wait_for_last_chart(page)
    open_page(own_page, page.url)
    wait_for_last_chart(own_page)
    assert own_page.locator(MAIN).inner_text() == page.locator(MAIN).inner_text()


def test_is_it_the_same_for_the_mid_sized_cities_against_the_country(page: Page, app: str) -> None:
    open_page(page, f"{app}/{PAGE}")
    wait_for_last_chart(page)
    choose(page, "Groep", "Middelgrote steden")
    choose(page, "Vergelijk met", "Nederland")
    page.wait_for_function("location.search.includes('tegen=nederland')")
    found = gap("middelgroot", against="netherlands")
    page.wait_for_function(
        f"document.querySelector('{MAIN} h2').innerText.startsWith('De middelgrote steden')"
        f" || document.querySelector('{MAIN} h2').innerText.startsWith('Of de middelgrote')"
    )
    settle(page)
    assert number(abs(found.gap), decimals=1) in conclusion(page)
    assert "Nederland" in conclusion(page)
    assert query(page)["groep"] == ["middelgroot"]


def test_on_what_it_lags_adds_up_to_the_gap(page: Page, app: str) -> None:
    open_page(page, f"{app}/{PAGE}")
    wait_for_last_chart(page)
    found = gap()
    written = page.locator(".st-key-opbouw .bars .bartext").all_text_contents()
    assert written[0] == number(found.gap, decimals=1, signed=True)
    assert len(written) == 1 + len(found.dimensions) + len(found.parts)
    assert found.dimensions.sum() == pytest.approx(found.gap)
    # the dimensions in the order of their size, each with its own points
    by_size = found.dimensions.sort_values(key=abs, ascending=False)
    assert written[1] == number(float(by_size.iloc[0]), decimals=1, signed=True)


def test_who_belongs_to_the_lowest_quarter(page: Page, app: str) -> None:
    open_page(page, f"{app}/{PAGE}")
    wait_for_last_chart(page)
    data = snapshot()
    sure = robustness(data, YEAR)
    brabant = data.regions["province"] == "PV30"
    lagging = sure.index[sure["lagging"] & brabant]
    shown = page.locator(".st-key-achterblijvers .ytick text").all_text_contents()
    assert sorted(shown) == sorted(data.regions.loc[lagging, "name"])
    certain = int((sure["p_bottom"].loc[lagging] >= 0.95).sum())
    title = page.locator(f"{MAIN} h2", has_text="laagste kwart van Nederland:").inner_text()
    assert f"{certain} zeker" in title


def test_the_map_says_whether_there_are_clusters(page: Page, app: str) -> None:
    open_page(page, f"{app}/{PAGE}")
    wait_for_last_chart(page)
    data = snapshot()
    own = data.regions.index[data.regions["province"] == "PV30"]
    total = score_year(data, YEAR).table["total"]
    found = find_clusters(total, snapshot_neighbours(data), family=own).table.reindex(own)
    legend = page.locator(".st-key-clusters .legendtext").all_text_contents()
    assert len(legend) == found["cluster"].nunique()
    assert page.locator(".st-key-clusters path.choroplethlocation").count() == len(own)


def test_another_year_to_count_from(page: Page, app: str) -> None:
    open_page(page, f"{app}/{PAGE}")
    wait_for_last_chart(page)
    choose(page, "Verslechterd sinds", "2016")
    page.wait_for_function("location.search.includes('jaar2=2016')")
    page.get_by_text("Rang in Nederland in 2016 (open)").wait_for()


def test_the_first_year_says_that_there_is_none_before_it(page: Page, app: str) -> None:
    open_page(page, f"{app}/aandachtsgebieden?jaar=2016")
    wait_for_last_chart(page)
    assert "geen eerder jaar" in page.locator(".empty").inner_text()


def test_an_unknown_choice_in_the_link_falls_back(page: Page, app: str) -> None:
    open_page(page, f"{app}/{PAGE}&groep=geen&definitie=bestaat-niet&weging=iets")
    size = number(abs(gap().gap), decimals=1)
    assert f"gemiddeld {size} punten lager" in conclusion(page)


def test_the_same_answer_in_english(page: Page, app: str) -> None:
    open_page(page, f"{app}/{PAGE}&lang=en")
    wait_for_last_chart(page)
    use_language("en")
    try:
        size = number(abs(gap().gap), decimals=1)
    finally:
        use_language(None)
    assert conclusion(page) == (
        f"West Brabant lags behind (likely): on average {size} points lower than the rest of"
        " Noord-Brabant"
    )
    assert "achter" not in page.locator(MAIN).inner_text()


@pytest.mark.parametrize("width", [1440, 390])
def test_accessibility_and_no_sideways_scrolling(
    page: Page, app: str, axe: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    open_page(page, f"{app}/{PAGE}")
    wait_for_last_chart(page)
    assert serious_problems(page, axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
