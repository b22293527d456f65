"""However a reader comes to a page, every control on it shows the choice that holds."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.conftest import SWEEP
from tests.pages import PAGES, new_app, open_page, shown, told

CHOICE = {
    "jaar": "2020",
    "jaar2": "2016",
    "gebied": "nl",
    "wat": "social",
    "groep": "middelgroot",
    "definitie": "50-100",
    "gemeente": "GM0772",
    "tegen": "nederland",
    "weging": "inwoners",
    "zonder": "1",
    "normalisatie": "minmax",
    "onderdeel": "gewichten",
    "gewichten": "social:2",
    "schaal": "ampi",
    "zoek": "eenzaam",
    "dimensie": "social",
}


def walk(pages: tuple[str, ...]) -> list[str]:
    """Return a walk in which every page comes after every other once: a tour of all pairs."""
    left = {a: [b for b in pages[::-1] if b != a] for a in pages}
    way, tour = [pages[0]], []
    while way:  # Hierholzer: an Euler circuit of the complete digraph
        if left[way[-1]]:
            way.append(left[way[-1]].pop())
        else:
            tour.append(way.pop())
    return tour[::-1]


def controls(app) -> dict[str, str]:
    found = [*app.get("button_group"), *app.selectbox, *app.toggle, *app.select_slider]
    return {c.key: shown(c) for c in [*found, *app.text_input]}


def test_the_walk_has_every_ordered_pair_of_pages() -> None:
    assert len(set(pairwise(walk(PAGES)))) == len(PAGES) * (len(PAGES) - 1)


@pytest.mark.sweep(sample=["chosen-en"])
@pytest.mark.parametrize(
    ("choice", "lang"),
    [({}, "nl"), (CHOICE, "nl"), (CHOICE, "en")],
    ids=["default-nl", "chosen-nl", "chosen-en"],
)
def test_every_control_shows_its_choice_after_a_click_from_any_page(choice, lang: str) -> None:
    asked = choice | ({"lang": "en"} if lang == "en" else {})
    direct = {p: controls(open_page(new_app(), p, asked)) for p in PAGES}
    empty = {key for found in direct.values() for key, v in found.items() if v == "(nothing)"}
    assert empty == (set() if choice else {"control-gemeente"})  # no municipality is opened
    # in a sweep every pair once, else there and back
    way = walk(PAGES) if SWEEP and choice else [*PAGES, *PAGES[-2::-1]]
    app = open_page(new_app(), way[0], asked)
    for before, page in pairwise(way):
        open_page(app, page)
        assert controls(app) == direct[page], f"from {before} to {page}"
        assert app.query_params == asked


def test_a_choice_made_on_one_page_is_shown_on_the_next_and_back() -> None:
    app = open_page(new_app(), "kaart")
    app.get("button_group")[0].set_value(2020).run()
    open_page(app, "jaren")
    app.selectbox(key="control-area").select("nl").run()
    app.selectbox(key="control-what").select("social").run()
    for page in ("kaart", "gemeente", "kaart", "verantwoording", "kaart"):
        open_page(app, page)
        assert app.query_params == {"jaar": "2020", "gebied": "nl", "wat": "social"}
        assert controls(app)["control-year"] == "2020"
    assert controls(app)["control-area"] == "Nederland"


def test_a_part_that_comes_back_shows_its_choice() -> None:
    app = open_page(new_app(), "verantwoording", {"onderdeel": "gewichten", "gebied": "nl"})
    for part in ("methode", "onzekerheid"):
        app.get("button_group")[0].set_value(part).run()
    assert controls(app)["control-area"] == "Nederland"


@pytest.mark.parametrize("page", PAGES)
def test_the_other_language_keeps_the_choice(page: str) -> None:
    app = open_page(new_app(), page, CHOICE)
    next(b for b in app.button if b.label == "English").click().run()
    want = controls(open_page(new_app(), page, CHOICE | {"lang": "en"}))
    assert controls(app) == want


def test_an_unknown_address_has_a_page_of_our_own() -> None:
    for lang, words in (("nl", "Dit adres kent de monitor niet"), ("en", "does not know this")):
        app = open_page(new_app(), "gemeenten", {"lang": lang, "jaar": "2020"})
        assert words in "\n".join(told(app))
        assert "/gemeenten" in "\n".join(told(app))
        assert len(app.get("page_link")) == len(PAGES)


@pytest.mark.parametrize("address", ["/kaart", "KAART", "Gemeente"])
def test_the_map_under_its_own_name_and_capitals_lead_to_the_page(address: str) -> None:
    app = open_page(new_app(), address, {"jaar": "2020"})
    assert controls(app)["control-year"] == "2020"
