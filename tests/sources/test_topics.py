"""A topic is found by the end of its title path, whatever its key."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.catalog_read import load_catalog
from monitor.errors import MonitorError
from monitor.sources.cbs import read_topics
from monitor.sources.request import TopicRef
from monitor.sources.topics import Topic, plain, resolve

TOPICS = [
    Topic("TotaleBevolking_1", ("Bevolking", "Totale bevolking"), "aantal"),
    Topic("k_65Tot80Jaar_8", ("Aantallen", "k_65Tot80Jaar"), "aantal"),
    Topic("k_65Tot80Jaar_17", ("Relatief", "k_65Tot80Jaar"), "%"),
    Topic("Eenzaam_27", ("Eenzaam",), "%"),
    Topic("ErnstigZeerErnstigEenzaam_28", ("Ernstig/zeer ernstig eenzaam",), "%"),
]


def key(path: str, occurrence: int | None = None) -> str:
    ref = TopicRef(path, occurrence)
    return resolve([ref], TOPICS, "T")[ref].key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("65 tot 80 jaar", "k_65Tot80Jaar"),
        ("Opleidingsniveau laag ", "OpleidingsniveauLaag"),
        ("Ernstig/zeer ernstig eenzaam", "ErnstigZeerErnstigEenzaam"),
        ("Personen per soort uitkering; Bijstand", "PersonenPerSoortUitkeringBijstand"),
        ("Cliënten", "Clienten"),
    ],
)
def test_a_title_and_its_key_are_alike(one: str, other: str):
    assert plain(one) == plain(other)


def test_a_k_that_belongs_to_the_word_stays():
    assert plain("Koopwoningen") == "koopwoningen"
    assert plain("K_omen") == "komen"


def test_the_end_of_the_path_is_enough_and_a_longer_path_finds_the_same():
    assert key("Totale bevolking") == key("Bevolking | Totale bevolking") == "TotaleBevolking_1"


def test_a_title_is_not_found_within_another_title():
    assert key("Eenzaam") == "Eenzaam_27"


def test_a_title_may_be_known_by_its_beginning():
    """How CBS writes out a bound is not known beforehand: "Ondergrens 95%-interval" or other."""
    topics = [
        Topic("GemiddeldeScore_29", ("SES-WOA", "Totaalscore", "Gemiddelde score"), ""),
        Topic("Ondergrens_30", ("SES-WOA", "Totaalscore", "Ondergrens 95%-interval"), ""),
        Topic("Ondergrens_38", ("Spreiding", "Spreiding totaal", "Ondergrens 95%-interval"), ""),
    ]

    def found(path: str) -> str:
        ref = TopicRef(path)
        return resolve([ref], topics, "T")[ref].key

    assert found("Totaalscore | Ondergrens*") == "Ondergrens_30"
    with pytest.raises(MonitorError, match="2 keer"):
        found("Ondergrens*")
    with pytest.raises(MonitorError, match="geen onderwerp"):
        found("Totaalscore | Ondergrens")
    with pytest.raises(MonitorError, match="geen onderwerp"):
        found("Totaalscore | Bovengrens*")


def test_a_group_or_an_occurrence_chooses_between_equal_titles():
    assert key("Relatief | 65 tot 80 jaar") == "k_65Tot80Jaar_17"
    assert key("65 tot 80 jaar", 1) == "k_65Tot80Jaar_8"
    assert key("65 tot 80 jaar", 2) == "k_65Tot80Jaar_17"


def test_a_doubtful_topic_names_the_candidates():
    with pytest.raises(MonitorError, match=r"2 keer: Aantallen .* \(k_65Tot80Jaar_8\); Relatief"):
        key("65 tot 80 jaar")


def test_an_occurrence_too_many_says_how_many_there_are():
    with pytest.raises(MonitorError, match=r"2 keer, de catalogus vraagt nummer 3"):
        key("65 tot 80 jaar", 3)


def test_an_unknown_topic_names_table_topic_and_what_looks_like_it():
    with pytest.raises(MonitorError, match=r"Tabel T heeft geen onderwerp 'Eenzam'.*'Eenzaam'"):
        key("Eenzam")


@given(st.integers(0, len(TOPICS) - 1), st.integers(1, 999))
def test_the_number_in_the_key_does_not_matter(at: int, number: int):
    moved = [
        Topic(f"{t.key.rsplit('_', 1)[0]}_{number + i}", t.path, t.unit)
        for i, t in enumerate(TOPICS)
    ]
    ref = TopicRef(TOPICS[at].title)
    assert resolve([ref], moved, "T")[ref] is moved[at]


@pytest.mark.figures
def test_catalog_topics_are_found_in_a_real_table_of_cbs(figures):
    """84799NED as CBS really describes it: 117 columns in groups, with trailing spaces."""
    raw = json.loads((figures / "odata" / "84799NED.DataProperties.json").read_text("utf-8"))
    topics = read_topics(raw["value"])
    assert len(topics) == sum(p["Type"] == "Topic" for p in raw["value"])
    refs = {
        TopicRef(path, source.occurrence)
        for indicator in load_catalog().indicators.values()
        for source in indicator.source
        if source.series == "kwb" and 2020 in (source.years or [])
        for path in [*source.topic, *source.of]
    }
    assert len(refs) > 8
    found = resolve(refs, topics, "84799NED")
    assert found[TopicRef("Percentage onbewoond")].key == "PercentageOnbewoond_39"
    assert found[TopicRef("Percentage onbewoond")].path[0] == "Wonen"
