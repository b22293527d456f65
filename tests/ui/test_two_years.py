"""The two years of a comparison: one rule on every page, in address, controls, words and files."""

from __future__ import annotations

from typing import Any

import pytest

from tests.pages import PAGES, new_app, open_page, told

COMPARING = {
    "jaren": ("Jaar links", "Jaar rechts"),
    "provinciale_staten": ("Vanaf jaar", "Tot jaar"),
    "presentatie": ("Vergeleken met", "Jaar"),
}
"""Pages that show both years, with the labels of the earlier and the later."""


ZEELAND = {"provincie": "PV29"}
"""Without a programme: an answer that comes while one reads is no matter of years."""


def seen(page: str, **asked: str) -> tuple[list[str], dict[str, Any]]:
    app = open_page(new_app(), page, ZEELAND | asked)
    assert not app.exception
    return list(told(app)), {k: v for k, v in app.query_params.items() if k.startswith("jaar")}


@pytest.mark.sweep(sample=["aandachtsgebieden", "gemeente", *COMPARING])
@pytest.mark.parametrize("page", PAGES)
def test_a_later_second_year_is_the_year_on_every_page(page: str) -> None:
    turned, address = seen(page, jaar="2018", jaar2="2022")
    assert turned == seen(page, jaar="2022", jaar2="2018")[0]
    assert address == {"jaar": "2022", "jaar2": "2018"}


@pytest.mark.parametrize("page", COMPARING)
@pytest.mark.parametrize("about", [{}, {"gemeente": "GM0687", "niveau": "gemeente"}])
def test_the_first_year_is_compared_with_the_one_a_cycle_later(
    page: str, about: dict[str, str]
) -> None:
    words, address = seen(page, jaar="2016", **about)
    (note,) = (line for line in words if "eerste jaar met een score" in line)
    assert "u ziet 2016 en 2020" in note
    words.remove(note)
    assert words == seen(page, jaar="2020", jaar2="2016", **about)[0]
    assert address == {"jaar": "2016"}  # the map goes on with 2016
    earlier, later = COMPARING[page]
    assert f"[{earlier}] 2016" in words and f"[{later}] 2020" in words


@pytest.mark.parametrize("page", COMPARING)
def test_one_year_twice_is_said_in_the_same_words(page: str) -> None:
    words, _address = seen(page, jaar="2020", jaar2="2020")
    assert "Kies twee verschillende jaren om te zien wat er veranderde." in words


@pytest.mark.parametrize(
    ("chosen", "wanted"),
    [
        (
            ("year_b", 2022),
            ("2022", "2020"),
        ),  # they change places
        (("year", 2016), ("2018", "2016")),
        (("year", 2021), ("2021", "2018")),
    ],
)
def test_a_choice_of_one_of_two_years_leaves_them_in_order(
    chosen: tuple[str, int], wanted: tuple[str, str]
) -> None:
    app = open_page(new_app(), "provinciale_staten", {"jaar": "2020", "jaar2": "2018"})
    field, year = chosen
    app.selectbox(key=f"control-{field}").select(year).run()
    later, earlier = wanted
    assert dict(app.query_params) == {"jaar": later, "jaar2": earlier}
    assert app.selectbox(key="control-year").value == int(later)
    assert app.selectbox(key="control-year_b").value == int(earlier)


def test_a_choice_beside_the_first_year_keeps_the_other_that_was_seen() -> None:
    app = open_page(new_app(), "provinciale_staten", {"jaar": "2016"})
    app.selectbox(key="control-year_b").select(2018).run()
    assert dict(app.query_params) == {"jaar": "2020", "jaar2": "2018"}


def test_a_page_of_one_year_shows_the_year_that_was_chosen() -> None:
    """The year to compare with gives way, for no reader chose to see that."""
    app = open_page(new_app(), "vergelijk", {"jaar": "2022", "jaar2": "2018"})
    app.segmented_control(key="control-year").select(2017).run()
    assert dict(app.query_params) == {"jaar": "2017"}
    assert app.segmented_control(key="control-year").value == 2017
