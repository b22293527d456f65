"""The page Provinciale Staten without a browser: its questions, in order, and honest answers."""

from __future__ import annotations

import math
import os
import shutil
from dataclasses import replace

import pandas as pd
import pytest

from monitor import change_words
from monitor.analysis.area_change import AreaChange
from monitor.impact.summary import telling
from monitor.impact.words import verdict_sentence
from monitor.own.store import store_of
from monitor.snapshot import EMBEDDED, open_snapshot
from monitor.steering import brief
from monitor.steering.areas import area_of
from monitor.steering.briefing import programme_of
from monitor.steering.norm import KEPT, read_norms
from monitor.steering.usual import direction
from tests.impact.answered import answered
from tests.pages import new_app, open_page, told

CHANGE = AreaChange(
    2020, 2024, 2.5, 1.0, 4.0, 2, 0, ("a", "b"), (), 0.5,
    short=(), since=(), weighted=True, otherwise=math.nan, needed=0.6,
)  # fmt: skip


def words(app) -> str:
    return " ".join("\n".join(told(app)).split())


@pytest.mark.parametrize(
    ("lang", "questions"),
    [
        ("nl", ("Is de sociale veerkracht gegroeid?", "Meer dan in heel Nederland?",
                "Waar niet?", "Komt het door het programma?", "Wanneer weten we meer?",
                "Wat zegt geen enkel cijfer?", "De volgende metingen")),
        ("en", ("Has social resilience grown?", "More than in the Netherlands as a whole?",
                "Where not?", "Was it the programme?", "When do we know more?",
                "What can no figure say?", "The next measurements")),
    ],
)  # fmt: skip
def test_the_questions_of_a_member_stand_in_their_order(lang, questions):
    answered()
    app = open_page(new_app(), "provinciale_staten", {"lang": lang})
    assert [e.value for e in [*app.exception, *app.error]] == []
    said = words(app)
    places = [said.find(q) for q in questions]
    assert min(places) >= 0
    assert places == sorted(places)


def test_the_verdict_on_the_programme_is_that_of_impact():
    found = telling(answered())
    app = open_page(new_app(), "provinciale_staten")
    expected = verdict_sentence(open_snapshot(EMBEDDED), found)
    assert " ".join(expected.split()) in words(app)


@pytest.mark.parametrize("over", ["NL", "PV31", "middelgroot", "GM1674"])
def test_every_kind_of_area_has_its_answers(over):
    app = open_page(new_app(), "provinciale_staten", {"over": over})
    assert [e.value for e in [*app.exception, *app.error]] == []
    assert "Is de sociale veerkracht gegroeid?" in words(app)


@pytest.mark.parametrize(
    ("over", "asked"), [("NL", True), ("GM1674", True), ("PV31", False), ("GM0363", False)]
)
def test_the_programme_is_asked_of_where_it_was(over, asked):
    app = open_page(new_app(), "provinciale_staten", {"over": over, "gemeente": "GM0363"})
    said = words(app)
    assert ("Komt het door het programma?" in said) is asked
    assert ("Kwam het door het programma? Lees verder" in said) is asked
    shot = open_snapshot(EMBEDDED)
    assert (programme_of(shot, "PV30", area_of(shot, over)) is not None) is asked


def test_one_year_is_not_compared_with_itself():
    app = open_page(new_app(), "provinciale_staten", {"jaar": "2020", "jaar2": "2020"})
    assert "Kies twee verschillende jaren om te zien wat er veranderde." in words(app)
    assert "Is de sociale veerkracht gegroeid?" not in words(app)


def test_a_group_is_named_as_one_says_it_and_the_netherlands_stands_beside_nobody():
    said = words(open_page(new_app(), "provinciale_staten", {"over": "middelgroot"}))
    assert "Het verschil tussen de middelgrote steden en Nederland is" in said
    assert "Geen daarvan in de middelgrote steden." in said
    country = words(open_page(new_app(), "provinciale_staten", {"over": "NL"}))
    assert "Nederland en Nederland" not in country and "naast Nederland" not in country


def test_the_area_is_that_of_the_selection_until_another_is_chosen():
    assert "[Gebied] Nederland" in words(
        open_page(new_app(), "provinciale_staten", {"gebied": "nl"})
    )
    other = {"gebied": "nl", "over": "PV30"}
    assert "[Gebied] Noord-Brabant" in words(open_page(new_app(), "provinciale_staten", other))


def test_a_year_without_scores_that_compare_says_so():
    app = open_page(new_app(), "provinciale_staten", {"jaar": "2025", "jaar2": "2016"})
    assert [e.value for e in [*app.exception, *app.error]] == []
    assert "Is de sociale veerkracht gegroeid? Niet te zeggen" in words(app)


# ---------------------------------------------------------------- the answers by hand


@pytest.mark.parametrize(
    ("changes", "usual", "way"),
    [
        ({}, 2.0, "up"),
        ({}, 2.5, "unclear"),  # not beyond the usual change
        ({"lower": -0.1}, 2.0, "unclear"),  # the interval holds 0
        ({"points": -2.5, "lower": -4.0, "upper": -1.0}, 2.0, "down"),
        ({"lower": math.nan, "upper": math.nan}, 2.0, "up"),  # one municipality has no interval
        ({"compared": ()}, 2.0, "none"),
        ({}, math.nan, "unclear"),  # what is usual is not known
    ],
)
def test_only_a_change_beyond_the_usual_is_a_direction(changes, usual, way):
    assert direction(replace(CHANGE, **changes), usual) == way


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({}, "Gestegen, niet meer dan gewoonlijk"),
        ({"points": -2.5, "lower": -4.0, "upper": -1.0}, "Gedaald, niet meer dan gewoonlijk"),
        ({"lower": -0.1}, "Niet te zeggen"),
    ],
)
def test_a_change_that_is_there_and_no_more_than_usual_is_called_so(changes, word):
    assert brief.grown("X", replace(CHANGE, **changes), CHANGE, 3.0, "", "").word == word


def test_a_change_says_how_much_was_measured_anew_and_who_is_not_in_it():
    found = replace(CHANGE, missing=("GM0001", "GM0002"), since=(("eenzaam", 2016),))
    footing = change_words.footing(
        found, {"eenzaam": "Eenzaam"}.__getitem__, {"GM0001": "Aa", "GM0002": "Bee"}.__getitem__
    )
    assert footing == (
        "50% van het gewicht is tussen 2020 en 2024 opnieuw gemeten."
        " Deels over langere tijd: eenzaam sinds 2016."
        " Niet te vergelijken, dus niet meegeteld: Aa en Bee."
    )
    assert brief.grown("X", found, CHANGE, 2.0, "", footing).sentences[-1] == footing
    many = replace(CHANGE, missing=tuple("abcdefg"))
    assert change_words.footing(many, str, str).endswith("niet meegeteld: 7 gemeenten.")
    assert "niet meegeteld" not in change_words.footing(CHANGE, str, str)


def test_the_page_says_what_the_change_of_the_province_rests_on():
    app = open_page(new_app(), "provinciale_staten", {"jaar": "2024", "jaar2": "2020"})
    assert "van het gewicht is tussen 2020 en 2024 opnieuw gemeten" in words(app)


def test_the_page_says_since_when_the_oldest_figure_counts():
    found = replace(CHANGE, since=(("eenzaam", 2016), ("opkomst_ps", 2015)))
    said = change_words.anew_since(found)
    assert said == "50% van het gewicht is tussen 2020 en 2024 opnieuw gemeten, deels sinds 2015."
    assert change_words.anew_since(CHANGE).endswith("2024 opnieuw gemeten.")
    assert change_words.anew_since(replace(found, anew=math.nan)) == ""


def test_more_than_elsewhere_is_the_difference_beyond_what_is_usual():
    country = replace(CHANGE, points=1.0)
    assert brief.elsewhere("X", CHANGE, country, 1.4).word == "Ja"
    assert brief.elsewhere("X", CHANGE, country, 1.5).word == "Niet te zeggen"
    assert brief.elsewhere("X", country, CHANGE, 1.4).word == "Nee, minder"
    assert "**+1,5 punten**" in brief.elsewhere("X", CHANGE, country, 1.4).sentences[0]
    itself = brief.elsewhere("Nederland", country, replace(country), 1.4)
    assert (itself.word, itself.sentences) == ("", ("Het gaat hier om heel Nederland.",))


def test_where_it_fell_is_named_with_what_chance_gives():
    changes = pd.Series({"a": -3.0, "b": -2.0, "c": 4.0})
    found = brief.where_not(changes, {"a": "Aa", "b": "Bee"}, 2.0, {"Sociaal": -0.5})
    assert found.word == "1 gemeente"
    assert found.sentences[0].startswith("Meer gedaald dan gewoonlijk: Aa (−3,0).")
    assert found.sentences[1] == "In punten: sociaal −0,5."
    none = brief.where_not(changes, {}, 5.0, {"Sociaal": math.nan})
    assert (none.word, len(none.sentences)) == ("Nergens duidelijk", 1)
    alone = brief.where_not(changes[["a"]], {}, 2.0, {"Sociaal": -0.5})
    assert (alone.word, alone.sentences) == ("", ("In punten: sociaal −0,5.",))


def test_a_size_that_is_close_to_the_usual_one_is_written_so_that_they_differ():
    country = replace(CHANGE, points=1.0)
    said = brief.elsewhere("X", CHANGE, country, 1.48).sentences
    assert "+1,50 punten" in said[0] and "hooguit 1,48" in said[1]


# ---------------------------------------------------------------- where norms stand

NORMS = """
[[norm]]
measure = "inkomen"
area = "{area}"
since = 2018
target = 99.0
year = 2020
kind = "wet"
source = {{ nl = "Verzonnen", en = "Invented" }}
"""


def test_a_norm_stands_on_the_pages_of_its_area(tmp_path):
    shutil.copytree(EMBEDDED, tmp_path / "snapshot")
    both = "".join(NORMS.format(area=a) for a in ("GM1674", "west-brabant"))
    store = store_of(tmp_path / "snapshot")
    KEPT.change(store, "x", lambda _kept: read_norms(both, "n.toml"))
    for page, params, expected in (
        ("gemeente", {"gemeente": "GM1674"}, "Roosendaal, gestandaardiseerd huishoudinkomen"),
        ("gemeente", {"gemeente": "GM0828"}, ""),
        ("aandachtsgebieden", {}, "West-Brabant, gestandaardiseerd huishoudinkomen"),
        ("provinciale_staten", {}, "Roosendaal, gestandaardiseerd huishoudinkomen"),
    ):
        app = new_app()
        os.environ["MONITOR_DATA"] = str(tmp_path / "snapshot")
        app = open_page(app, page, params)
        assert [e.value for e in [*app.exception, *app.error]] == []
        said = words(app)
        # 99 thousand euros in 2020 was missed by more than any usual change
        assert (f"{expected}: niet gehaald." in said) if expected else "niet gehaald" not in said


def test_the_programme_is_answered_in_a_word_that_goes_no_further_than_its_verdict():
    real, result = open_snapshot(EMBEDDED), answered()
    place = next(n for n, f in enumerate(result.findings) if f is telling(result))
    words_ = {}
    for kind in ("effect", "none_larger", "unknown"):
        found = result.findings[place]
        judged = found.model_copy(update={"verdict": found.verdict.model_copy(
            update={"kind": kind, "effect": 1.0, "low": 0.5, "high": 1.5, "size": 1.0}
        )})  # fmt: skip
        findings = (*result.findings[:place], judged, *result.findings[place + 1 :])
        alone = result.model_copy(update={"findings": findings})
        words_[kind] = brief.programme(real, alone).word
    assert words_ == {
        "effect": "Er is een effect gezien",
        "none_larger": "Niet aangetoond",
        "unknown": "Niet te zeggen",
    }
    assert brief.programme(real, result).sentences[0] == (
        "Onderzocht: Versterken Sociale Veerkracht, Noord-Brabant, vanaf 2017."
    )
