"""No figure is a grey hatch on every map, and such a municipality can still be asked."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from monitor.analysis.scores import score_year
from monitor.snapshot import open_snapshot
from tests.browser.steps import click_region, fills, inside, open_page, settle, shapes

pytestmark = pytest.mark.browser


COUNTRY = "gebied=nl&groep=geen"
KIND = "wat=vernieling&groep=geen"
NO_KIND = 2  # Land van Cuijk and Maashorst: their codes are of 2022, the police's kinds of 2019


def without_total(year: int) -> list[str]:
    """Municipalities of the Netherlands without a total, by code."""
    total = score_year(open_snapshot(), year).table["total"]
    return sorted(total.index[total.isna()])


def hatched(page: Page, key: str) -> list[bool]:
    return ["#hatch" in fill for fill in fills(page, key)]


@pytest.mark.sweep(sample=["dark"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_municipalities_without_a_total_are_hatched_on_the_map_and_in_the_legend(
    page: Page, app: str, scheme: str
) -> None:
    missing = without_total(2018)
    assert missing, "this year no longer has a municipality without a total: choose another"
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    open_page(page, f"{app}/?jaar=2018&{COUNTRY}")
    page.wait_for_function("document.querySelectorAll('path.choroplethlocation').length === 342")
    assert sum(hatched(page, "kaart")) == len(missing)
    step = page.locator(".st-key-kaart .hatch-step")
    step.wait_for(state="attached")
    bar = page.locator(".st-key-kaart rect.cbfill").bounding_box()
    own = step.bounding_box()
    assert bar and own
    # Seven classes and no figure: an eighth of the bar, at its start.
    assert own["x"] == pytest.approx(bar["x"], abs=1)
    assert own["width"] == pytest.approx(bar["width"] / 8, abs=1)
    assert own["height"] == pytest.approx(bar["height"], abs=1)
    page.set_viewport_size({"width": 1000, "height": 900})  # the legend follows another width
    page.wait_for_timeout(600)
    bar = page.locator(".st-key-kaart rect.cbfill").bounding_box()
    own = step.bounding_box()
    assert bar and own
    assert own["width"] == pytest.approx(bar["width"] / 8, abs=1)
    assert own["y"] == pytest.approx(bar["y"], abs=1)


@pytest.mark.sweep(sample=[])
def test_another_year_takes_the_hatch_away_and_brings_it_back_and_it_can_be_asked(
    page: Page, app: str
) -> None:
    assert without_total(2023) == []
    open_page(page, f"{app}/?jaar=2018&{COUNTRY}")
    page.wait_for_function("document.querySelectorAll('path.choroplethlocation').length === 342")
    for year, count in (("2023", 0), ("2018", len(without_total(2018)))):
        page.get_by_role("radio", name=year).click()
        page.wait_for_function(f"location.search.includes('jaar={year}')")
        settle(page)
        page.wait_for_timeout(500)
        assert sum(hatched(page, "kaart")) == count
    assert page.locator(".st-key-kaart .hatch-step").count() == 1
    # and one without a figure tells and opens
    place = [i for i, grey in enumerate(hatched(page, "kaart")) if grey][-1]
    page.mouse.move(*inside(page, "kaart", place))
    expect(page.locator(".st-key-kaart .hoverlayer")).to_contain_text("geen cijfer")
    click_region(page, "kaart", place)
    page.wait_for_function("location.search.includes('gemeente=GM')")
    # With no group the shapes stand in the order of their codes.
    assert f"gemeente={without_total(2018)[-1]}" in page.url


def test_a_map_that_a_script_recolours_is_hatched_too(page: Page, app: str) -> None:
    open_page(page, f"{app}/?jaar=2023&groep=geen")
    page.wait_for_function("document.querySelectorAll('path.choroplethlocation').length === 56")
    shape = page.locator(".st-key-kaart path.choroplethlocation").nth(3)
    shape.evaluate("path => path.style.fill = '#a9b1bb'")
    assert hatched(page, "kaart").index(True) == 3
    shape.evaluate("path => path.style.fill = '#0d5f5a'")
    assert sum(hatched(page, "kaart")) == 0


def test_the_map_of_the_presentation_is_hatched(page: Page, app: str) -> None:
    page.goto(f"{app}/presentatie?jaar=2021&{KIND}&slide=2")
    page.locator(".deck-figure path.choroplethlocation").first.wait_for()
    found = page.locator(".deck-figure path.choroplethlocation").evaluate_all(
        "paths => paths.filter(p => getComputedStyle(p).fill.includes('hatch')).length"
    )
    assert found == NO_KIND


def test_two_maps_are_hatched_side_by_side(page: Page, app: str) -> None:
    open_page(page, f"{app}/jaren?jaar=2023&jaar2=2021&{KIND}")
    page.locator(".st-key-jaren-a path.choroplethlocation").first.wait_for(state="attached")
    page.locator(".st-key-jaren-b path.choroplethlocation").first.wait_for(state="attached")
    settle(page)
    counts = {sum(hatched(page, key)) for key in ("jaren-a", "jaren-b")}
    assert counts == {0, NO_KIND}
    assert shapes(page, "jaren-a") == 56
