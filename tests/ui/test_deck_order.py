"""The slides that one chooses, and their order: in the address, on the page and in the files."""

from __future__ import annotations

import pytest

from monitor.export import deck_order
from monitor.ui import address
from tests.export.deck import deck
from tests.pages import new_app, open_page

ALL = ["titel", "kaart", "verschil", "bijdragen", "verandering", "kwart", "methode", "bronnen"]


def test_a_choice_keeps_its_order_and_passes_over_what_is_not_there() -> None:
    whole = deck()
    assert deck_order.names(whole) == ALL
    made = deck_order.chosen(whole, ["bronnen", "programma", "kaart"])
    assert [s.id for s in made.slides] == ["sources", "map"]
    assert made.id != whole.id


def test_of_nothing_that_is_there_it_is_the_whole() -> None:
    whole = deck()
    assert deck_order.chosen(whole, ["programma"]) is whole


def test_every_slide_has_a_name_for_readers() -> None:
    assert deck_order.titles().keys() == deck_order.SLIDES.keys()


def test_what_an_address_does_not_know_is_said_and_left_out() -> None:
    new_app()
    read = address.read({"dia": "kaart,<b>,kaart,bronnen"})
    assert read.values["dia"] == "kaart,bronnen"
    assert len(read.notes) == 1 and "<b>" in read.notes[0]


@pytest.fixture
def app():
    return open_page(new_app(), "presentatie", {"dia": "kaart,bronnen,verschil"})


def control(app):
    return app.multiselect(key="control-dia")


def test_the_page_shows_what_the_address_asks(app) -> None:
    assert control(app).value == ["kaart", "bronnen", "verschil"]
    assert [e.value for e in app.exception] == []


def test_what_is_chosen_goes_into_the_address(app) -> None:
    control(app).set_value(["verschil", "titel"]).run()
    assert app.query_params["dia"] == "verschil,titel"


def test_all_slides_in_their_own_order_need_no_word(app) -> None:
    control(app).set_value(every(app)).run()
    assert "dia" not in app.query_params


def every(app) -> list[str]:
    """Return the names of all slides of the page, in their own order."""
    called = {title: name for name, title in deck_order.titles().items()}
    return [called[title] for title in control(app).options]


def test_none_at_all_is_the_whole_presentation(app) -> None:
    control(app).set_value([]).run()
    assert "dia" not in app.query_params
    assert control(app).value == every(app)


def test_a_slide_moves_and_stays_in_sight(app) -> None:
    assert app.button(key="deck-move-1").disabled
    app.button(key="deck-move1").click().run()
    assert app.query_params["dia"] == "bronnen,kaart,verschil"
    assert app.query_params["slide"] == "2"


def test_a_slide_is_found_by_its_name_or_its_number():
    whole = deck()
    there = deck_order.names(whole)
    for number, name in enumerate(there, 1):
        assert deck_order.place(whole, name) == deck_order.place(whole, str(number)) == number
    assert deck_order.place(whole, "99") == len(there)
    assert deck_order.place(whole, "duiding") == 1  # nobody explained anything: no such slide
