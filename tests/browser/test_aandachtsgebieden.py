"""The page Aandachtsgebieden: from a question about a group to its answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest
from playwright.sync_api import BrowserContext, Page

from monitor.analysis.groups import Gap, gap_between, population_of, sides_of
from monitor.analysis.robust import robustness
from monitor.analysis.scores import score_year
from monitor.analysis.spatial import find_clusters, snapshot_neighbours
from monitor.regions.groups import load_groups
from monitor.snapshot import Snapshot, open_snapshot
from monitor.ui.texts import number
from tests.browser.steps import choose, open_page, query, settle

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


@pytest.fixture(scope="module")
def asked(private_window: BrowserContext, app: str) -> Iterator[Page]:
    """West-Brabant in 2023, opened once for the tests that only read."""
    page = private_window.new_page()
    open_page(page, f"{app}/{PAGE}")
    wait_for_last_chart(page)
    yield page
    page.close()


def test_does_west_brabant_lag(asked: Page) -> None:
    size = number(abs(gap().gap), decimals=1)
    assert conclusion(asked) == (
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


def test_on_what_it_lags_adds_up_to_the_gap(asked: Page) -> None:
    found = gap()
    written = asked.locator(".st-key-opbouw .bars .bartext").all_text_contents()
    assert written[0] == number(found.gap, decimals=1, signed=True)
    assert len(written) == 1 + len(found.dimensions) + len(found.parts)
    assert found.dimensions.sum() == pytest.approx(found.gap)
    # the dimensions in the order of their size, each with its own points
    by_size = found.dimensions.sort_values(key=abs, ascending=False)
    assert written[1] == number(float(by_size.iloc[0]), decimals=1, signed=True)


def test_who_belongs_to_the_lowest_quarter(asked: Page) -> None:
    data = snapshot()
    sure = robustness(data, YEAR)
    brabant = data.regions["province"] == "PV30"
    lagging = sure.index[sure["lagging"] & brabant]
    shown = asked.locator(".st-key-achterblijvers .ytick text").all_text_contents()
    assert sorted(shown) == sorted(data.regions.loc[lagging, "name"])
    certain = int((sure["p_bottom"].loc[lagging] >= 0.95).sum())
    title = asked.locator(f"{MAIN} h2", has_text="laagste kwart van Nederland:").inner_text()
    assert f"{certain} zeker" in title


def test_the_map_says_whether_there_are_clusters(asked: Page) -> None:
    data = snapshot()
    own = data.regions.index[data.regions["province"] == "PV30"]
    total = score_year(data, YEAR).table["total"]
    found = find_clusters(total, snapshot_neighbours(data), family=own).table.reindex(own)
    legend = asked.locator(".st-key-clusters .legendtext").all_text_contents()
    assert len(legend) == found["cluster"].nunique()
    assert asked.locator(".st-key-clusters path.choroplethlocation").count() == len(own)


def test_another_year_to_count_from(page: Page, app: str) -> None:
    open_page(page, f"{app}/{PAGE}")
    wait_for_last_chart(page)
    choose(page, "Verslechterd sinds", "2018")
    page.wait_for_function("location.search.includes('jaar2=2018')")
    page.get_by_role("heading", name=re.compile("sinds 2018 (is )?gezakt")).wait_for()
