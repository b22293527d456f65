"""A presentation says what the data says, in both languages, and hides nothing."""

from __future__ import annotations

import dataclasses
import json

import pytest

from monitor.analysis.groups import gap_between, population_of, sides_of
from monitor.analysis.scores import score_year
from monitor.export.deck import payload
from monitor.export.deck_closing import source_blocks
from monitor.export.deck_map import shapes
from monitor.export.deck_names import names
from monitor.export.deck_words import gap_title
from monitor.regions.groups import load_groups
from monitor.text import language, number
from tests.export.deck import MAP_SOURCE, SOURCE, deck, snapshot, told

IDS = ["title", "map", "gap", "drivers", "change", "risk", "method", "sources"]


def test_the_slides_and_their_order() -> None:
    assert [s.id for s in deck().slides] == IDS


def test_every_slide_has_a_message_notes_and_a_source() -> None:
    for slide in deck().slides:
        assert slide.title and slide.notes
        assert slide.source == (MAP_SOURCE if slide.id == "map" else SOURCE)


def test_every_figure_has_an_alternative_and_a_table() -> None:
    drawn = [s for s in deck().slides if s.figure is not None]
    assert [s.id for s in drawn] == ["map", "gap", "drivers", "change", "risk"]
    for slide in drawn:
        assert slide.alt
        assert slide.table is not None and len(slide.table)


def test_the_gap_is_the_one_of_the_analysis() -> None:
    shot, group = snapshot(), load_groups()["west-brabant"]
    scores, sides = score_year(shot, 2023), sides_of(shot, 2023, group)
    found = gap_between(scores, sides)
    weighted = gap_between(scores, sides, population=population_of(shot, 2023))
    slide = next(s for s in deck().slides if s.id == "gap")
    assert number(abs(found.gap), decimals=1) in slide.title
    assert number(found.lower, decimals=1) in slide.notes
    assert number(weighted.gap, decimals=1) in slide.notes
    assert ("niet zeker" in slide.title) == (found.conclusion == "unclear")


def test_the_drivers_of_the_table_add_up_to_the_gap() -> None:
    slide = next(s for s in deck().slides if s.id == "drivers")
    assert slide.table is not None
    # 20 rounded parts: at most 20 * 0.005 apart
    assert slide.table["Punten"].sum() == pytest.approx(told().gap.gap, abs=0.11)


def test_the_title_says_what_the_verdict_says_and_no_more() -> None:
    story = told()
    assert story.verdict is not None
    for word, claimed in (
        ("certain", "blijft zeker achter"),
        ("likely", "blijft waarschijnlijk achter"),
        ("unclear", "is niet te zeggen"),
    ):
        changed = dataclasses.replace(story, verdict=dataclasses.replace(story.verdict, word=word))
        title = gap_title(changed, names(changed, snapshot()))
        assert claimed in title
        assert ("achter" in title) == (word != "unclear")


def test_english_has_no_dutch_left() -> None:
    dutch, english = deck("nl"), deck("en")
    assert language() == "nl"
    for a, b in zip(dutch.slides, english.slides, strict=True):
        assert a.title != b.title, a.title
        assert a.notes != b.notes
    shown = [f"{s.title} {s.lead} {s.alt} {s.notes}" for s in english.slides]
    for left in (" gemeenten", "Noord-Brabant als", " punten", " niet ", " het "):
        assert not any(left in text for text in shown), left


@pytest.mark.sweep(sample=3)
@pytest.mark.parametrize(
    ("group", "what"),
    [
        ("west-brabant", "total"),
        ("middelgroot", "social"),
        ("b5", "eenzaam"),
        ("brabantstad", "bevolking"),
    ]
    + [(None, what) for what in ("total", "social", "eenzaam", "bevolking")],
)  # every group, and every subject with a group and without
def test_every_group_and_subject_gives_a_deck(group: str | None, what: str) -> None:
    made = deck(group=group, what=what, scope="nl" if group is None else "nb")
    # the total has its own slides
    measure = [] if what == "total" else ["measure", "measure_years", "measure_change"]
    assert [s.id for s in made.slides] == [*IDS[:2], *measure, *IDS[2:]]
    assert all(s.title and "{" not in f"{s.title}{s.lead}{s.notes}" for s in made.slides)


@pytest.mark.sweep(sample=["west-brabant"])
@pytest.mark.parametrize("group", ["west-brabant", "middelgroot"])
def test_every_definition_gives_a_deck(group: str) -> None:
    for definition in load_groups()[group].definitions:
        made = deck(group=group, definition=definition, leave_out=("GM0758",))
        assert "Breda" in made.slides[0].title


def test_a_year_without_scores_says_so() -> None:
    made = deck(year=2012, year_b=2012)
    slides = {s.id: s for s in made.slides}
    assert slides["gap"].title.startswith("In 2012 is er voor West-Brabant geen score")
    assert slides["change"].figure is None and "twee verschillende jaren" in slides["change"].lead
    assert slides["risk"].figure is None


def test_the_payload_is_plain_json() -> None:
    made = deck()
    text = json.dumps(payload(made), allow_nan=False)
    assert "coordinates" not in text  # geometry travels once, apart
    assert made.id == deck().id
    assert made.id != deck(year_b=2016).id


def test_the_shapes_are_those_of_the_map() -> None:
    assert len(shapes(snapshot(), told())["features"]) == 56
    assert len(shapes(snapshot(), told(None, scope="nl"))["features"]) == 342


def test_yearly_tables_are_one_line() -> None:
    listed = [
        ("1NED", "Kerncijfers wijken 2016", "opendata.cbs.nl", "2018-02-01T02:00:00"),
        ("2NED", "Kerncijfers wijken 2017", "opendata.cbs.nl", "2020-03-02T02:00:00"),
        ("3NED", "Kerncijfers wijken 2019", "opendata.cbs.nl", "2019-05-03T02:00:00"),
        ("4NED", "Gezondheid; 2012/2016", "dataderden.cbs.nl", "2021-06-04T02:00:00"),
    ]
    keys = ("id", "title", "host", "modified")
    sources = [dict(zip(keys, one, strict=True)) for one in listed]
    sources.append({"id": "opkomst", "title": "Opkomst", "publisher": "Kiesraad"})
    assert source_blocks(dataclasses.replace(snapshot(), manifest={"sources": sources})) == [
        (
            "CBS StatLine",
            ["Kerncijfers wijken 2016–2019 (3 tabellen; 1 februari 2018 tot en met 2 maart 2020)"],
        ),
        ("RIVM en politie, via CBS", ["Gezondheid 2012–2016 (4NED; 4 juni 2021)"]),
        ("Andere bronnen", ["Kiesraad: Opkomst"]),
    ]
