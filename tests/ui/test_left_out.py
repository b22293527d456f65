"""Any member of a group can be left out: on both pages, on every slide, in the link."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from monitor import text as texts
from monitor.analysis.gap_table import cases
from monitor.answers import about_districts, about_groups
from monitor.charts.aandachtsgebieden.comparison import Comparison
from monitor.ui import address
from tests.export.deck import deck
from tests.pages import new_app, open_page, told

ROOSENDAAL, BREDA, TILBURG = "GM1674", "GM0758", "GM0855"


@pytest.fixture(autouse=True)
def _embedded() -> Iterator[None]:
    new_app()  # it points at the embedded snapshot
    yield
    texts.use_language(None)


def test_a_member_is_taken_out_by_the_control_and_the_link_keeps_it() -> None:
    app = open_page(new_app(), "aandachtsgebieden", {"jaar": "2023"})
    control = app.multiselect(key="control-zonder")
    assert control.options[0] == "Breda"  # which the group names for it, on top
    control.select("Roosendaal").run()
    assert app.query_params["zonder"] == ROOSENDAAL
    found = about_groups.gap(2023, about_groups.Who("west-brabant", leave_out=(ROOSENDAAL,)))
    assert ROOSENDAAL not in (*found.sides.group, *found.sides.others)
    size = texts.number(abs(found.gap), decimals=1)
    text = "\n".join(told(app))
    assert "West-Brabant zonder Roosendaal" in text and f"{size} punten" in text
    open_page(app, "presentatie")
    assert app.multiselect(key="control-zonder").value == [ROOSENDAAL]


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_slide_on_the_group_says_it_in_title_and_source(lang: str) -> None:
    said = "zonder Roosendaal" if lang == "nl" else "without Roosendaal"
    behind = (about_districts.behind_average(), "Bron: wijken")
    slides = {s.id: s for s in deck(lang, leave_out=(ROOSENDAAL,), behind=behind).slides}
    about = {"title", "map", "gap", "drivers", "change", "risk", "districts"}
    assert {i for i, s in slides.items() if said in s.title} == about
    assert {i for i, s in slides.items() if f"{said[0].upper()}{said[1:]}: " in s.source} == about
    assert not any(said in s.title + s.source for s in deck(lang, behind=behind).slides)


def test_an_address_keeps_members_only_and_that_of_before_still_means_breda() -> None:
    read = address.read({"zonder": f"{ROOSENDAAL},{TILBURG},{BREDA}"})
    assert read.values["zonder"] == f"{ROOSENDAAL},{BREDA}"
    assert len(read.notes) == 1 and TILBURG in read.notes[0]
    assert address.read({"zonder": "1"}).values == {"zonder": "1"}
    assert not address.read({"groep": "b5", "zonder": "1"}).notes  # it names nobody
    text = "\n".join(told(open_page(new_app(), "aandachtsgebieden", {"zonder": "1"})))
    assert "West-Brabant zonder Breda" in text


def test_three_at_most_and_never_all_of_a_group() -> None:
    every = about_groups.group_members("west-brabant")
    assert address.read({"zonder": ",".join(every)}).values["zonder"] == ",".join(every[:3])
    small = min(about_groups.groups().values(), key=lambda g: len(g.codes))
    assert len(small.codes) <= 3
    asked = {"provincie": small.province, "groep": small.id, "zonder": ",".join(small.codes)}
    assert address.read(asked).values.get("zonder", "") == ",".join(small.codes[:-1])


def test_leaving_a_member_out_is_judged_too_and_makes_no_verdict_stronger() -> None:
    group = about_groups.groups()["west-brabant"]
    every = cases(group, ("rest",), (ROOSENDAAL,))
    assert len(every) == 3 * len(group.definitions)
    assert ("standaard", (ROOSENDAAL,), "rest") in every
    assert cases(group, ("rest",), (BREDA,)) == cases(group, ("rest",))
    order = ["unclear", "likely", "certain"]
    plain = Comparison("west-brabant", year=2023)
    usual = plain.verdict()
    for code in about_groups.group_members("west-brabant"):
        found = replace(plain, leave_out=(code,)).verdict()
        assert usual and found
        assert order.index(found.word) <= order.index(usual.word)
        assert found.lowest <= replace(plain, leave_out=(code,)).gap().gap <= found.highest
