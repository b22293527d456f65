"""The sentences of an analysis, in both languages."""

from __future__ import annotations

import pytest

from monitor.impact import words
from monitor.impact.result import Finding, Outcome, Smallest, Verdict
from monitor.snapshot import EMBEDDED, Snapshot, open_snapshot
from monitor.text import speaking

SEEN = Outcome(id="opkomst_tk", before=(2012, 2017), after=(2021, 2023))


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return open_snapshot(EMBEDDED)


def plain(text: str) -> str:
    return text.replace("\xa0", " ")


def test_an_effect_has_its_years_its_size_and_its_interval(snapshot: Snapshot) -> None:
    verdict = Verdict(kind="effect", effect=1.2, low=0.4, high=2.0, level=0.95, rung=3)
    finding = Finding(outcome=SEEN, verdict=verdict, before_size=0.44, breakdown=1.5)
    assert plain(words.verdict_people(snapshot, finding)) == (
        "1,20 procentpunt is zo'n 120 op elke 10.000 kiesgerechtigden."
    )
    assert plain(words.verdict_sentence(snapshot, finding)) == (
        "Opkomst Tweede Kamer: gemiddeld over 2021 en 2023 een effect van +1,20 procentpunt"
        " (95%-interval +0,40 procentpunt tot +2,00 procentpunt)."
    )
    assert [plain(s) for s in words.checks(snapshot, finding)][1:] == [
        "Vóór de start gingen beide gelijk op; een verschil vanaf 0,44 procentpunt zou zijn"
        " opgevallen.",
        "Het effect houdt stand zolang een breuk na de start hooguit 1,50 keer zo groot is als de"
        " grootste ervoor.",
    ]
    with speaking("en"):
        assert plain(words.verdict_sentence(snapshot, finding)).startswith(
            "Turnout national election: on average over 2021 and 2023 an effect of +1.20 percentage"
        )


def test_a_level_is_never_rounded_up(snapshot: Snapshot) -> None:
    verdict = Verdict(kind="none_larger", size=0.681, level=11 / 12, rung=3)
    finding = Finding(outcome=Outcome(id="inkomen", after=(2017,)), verdict=verdict)
    assert plain(words.verdict_sentence(snapshot, finding)) == (
        "Gestandaardiseerd huishoudinkomen: in 2017 geen effect groter dan 681 euro"
        " (betrouwbaarheid 91%)."
    )


@pytest.mark.parametrize(
    ("doubt", "told"),
    [
        (
            "few_placebos",
            "Gemeenten in dezelfde provincies die niet meededen: 26; voor een uitspraak",
        ),
        ("parted_before", "gingen vóór de start al verder uiteen dan toeval verklaart"),
        ("first_of_few", "Het verschil is het grootste van alle 27 provincies"),
    ],
)
def test_what_cannot_be_said_has_its_reason(snapshot: Snapshot, doubt: str, told: str) -> None:
    verdict = Verdict.model_validate({"kind": "unknown", "doubt": doubt, "rung": 3})
    finding = Finding(outcome=SEEN, verdict=verdict, units=26)
    said = words.verdict_sentence(snapshot, finding)
    assert "of er een effect was is niet te zeggen." in said
    assert told in said


def test_the_smallest_effect_in_crimes_and_what_is_no_proof(snapshot: Snapshot) -> None:
    seen = Smallest(
        outcome="misdrijven", participants=11, size=4.87, usual=19.6, people=2808, proof=False
    )
    assert plain(words.smallest_sentence(snapshot, seen)) == (
        "Geregistreerde misdrijven: bij 11 gemeenten is een effect te zien vanaf 4,87 per 1.000"
        " inwoners (zo'n 2.800 misdrijven per jaar). Tussen twee metingen verandert dit cijfer"
        " gewoonlijk ten hoogste 19,6 per 1.000 inwoners. Als bewijs telt het cijfer niet."
    )


def test_who_is_not_counted_is_named(snapshot: Snapshot) -> None:
    verdict = Verdict(kind="unknown", doubt="few_placebos", rung=3)
    finding = Finding(outcome=SEEN.model_copy(update={"gaps": ("GM0060",)}), verdict=verdict)
    assert words.checks(snapshot, finding) == [
        "Niet meegerekend, zonder cijfer in alle jaren of zonder gemeente ernaast: Ameland."
    ]
