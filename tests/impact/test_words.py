"""The sentences of an analysis, in both languages."""

from __future__ import annotations

import math

import pytest

from monitor.impact import words
from monitor.impact.checks import checks, other_years, verdict_people
from monitor.impact.result import Finding, Outcome, Placebo, Shift, Smallest, Verdict
from monitor.impact.smallest_words import smallest_remark, smallest_sentence
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
    assert plain(verdict_people(snapshot, finding)) == (
        "1,20 procentpunt is zo'n 120 op elke 10.000 kiesgerechtigden."
    )
    assert plain(words.verdict_sentence(snapshot, finding)) == (
        "Opkomst Tweede Kamer: gemiddeld over 2021 en 2023 een effect van +1,20 procentpunt"
        " (95%-interval +0,40 procentpunt tot +2,00 procentpunt)."
    )
    assert [plain(s) for s in checks(snapshot, finding)][1:] == [
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
    assert smallest_remark(seen) == "geen bewijs"
    assert plain(smallest_sentence(snapshot, seen)) == (
        "Geregistreerde misdrijven: bij 11 gemeenten is een effect te zien vanaf 4,87 per 1.000"
        " inwoners (zo'n 2.800 misdrijven per jaar). Tussen twee metingen verandert dit cijfer"
        " gewoonlijk ten hoogste 19,6 per 1.000 inwoners. Als bewijs telt het cijfer niet."
    )


def test_where_too_few_stand_beside_that_is_said_before_any_effect(snapshot: Snapshot) -> None:
    few = Smallest(outcome="inkomen", participants=30, size=0.25, usual=2.0, others=26)
    assert plain(smallest_sentence(snapshot, few)).endswith(
        "Een effect wordt hier nooit vastgesteld, hooguit dat het niet groter was: er staan te"
        " weinig gemeenten naast (26 van de 40 die nodig zijn)."
    )
    assert smallest_remark(few) == "nooit een effect: te weinig gemeenten ernaast"
    province = few.model_copy(update={"participants": 1, "others": 11, "area": True})
    assert "in één provincie is een effect" in smallest_sentence(snapshot, province)
    alone = few.model_copy(update={"participants": 1})
    assert "in één gemeente is een effect" in smallest_sentence(snapshot, alone)
    assert smallest_sentence(snapshot, province).endswith(
        "Van een hele provincie wordt een effect nooit vastgesteld, hooguit dat het niet groter"
        " was: van zo weinig provincies is er bij toeval altijd één de eerste."
    )
    enough = few.model_copy(update={"others": 40})
    assert "nooit" not in smallest_sentence(snapshot, enough)
    assert smallest_remark(enough) == ""


def test_where_the_sign_hangs_on_the_start_that_is_said(snapshot: Snapshot) -> None:
    verdict = Verdict(kind="none_larger", effect=0.148, size=0.681, rung=3)
    moved = (Shift(start=2016, effect=0.21), Shift(start=2018, effect=-0.201))
    finding = Finding(outcome=Outcome(id="inkomen"), verdict=verdict, moved=moved)
    said = [plain(s) for s in other_years(snapshot, finding)]
    assert (
        "Met een andere start is het verschil +210 euro (vanaf 2016) en −201 euro (vanaf 2018)."
        in said
    )
    assert (
        "Of het hoger of lager uitkomt hangt dus van het beginjaar af: de richting zegt niets."
        in said
    )
    same = finding.model_copy(update={"moved": moved[:1]})
    assert "De richting blijft daarbij gelijk." in other_years(snapshot, same)


def test_the_place_is_told_both_ways_and_by_size(snapshot: Snapshot) -> None:
    areas = (
        Placebo(area="PV30", effect=0.1, ratio=0.9),
        Placebo(area="PV20", effect=-0.7, ratio=1.4, fits=False),
        Placebo(area="PV26", effect=0.6, ratio=0.5, fits=False),
        Placebo(area="PV31", effect=-0.05, ratio=0.2),
    )
    verdict = Verdict(kind="none_larger", effect=0.1, size=0.7, rung=3)
    finding = Finding(
        outcome=Outcome(id="inkomen"), verdict=verdict, placebos=areas, rank=2, rank_fit=1,
        pretended=(Shift(start=2015, effect=0.3),), never=(3, 7),
    )  # fmt: skip
    said = " ".join(plain(s) for f in (checks, other_years) for s in f(snapshot, finding))
    assert "hoe ongewoon het verschil is: plaats 2 van 4; naar grootte 3." in said
    assert (
        "Zonder Groningen en Utrecht, die hun mix vóór de start niet volgden: plaats 1 van 2."
        in said
    )
    assert "op de jaren vóór de start alleen: +300 euro (vanaf 2015)." in said
    assert "Van de 7 keer dat er niets was" in said
    assert "3 keer minstens zo ongewoon" in said


def test_a_placebo_year_that_contradicts_is_told_as_the_reason(snapshot: Snapshot) -> None:
    verdict = Verdict(
        kind="unknown", doubt="placebo_year", effect=-2.45, low=-4.0, high=-0.9, rung=2
    )
    years = (Shift(start=2017, effect=0.2, p=0.6), Shift(start=2021, effect=1.31, p=0.018))
    finding = Finding(outcome=SEEN, verdict=verdict, before_size=1.28, pretended=years)
    assert plain(words.verdict_sentence(snapshot, finding)) == (
        "Opkomst Tweede Kamer: of er een effect was is niet te zeggen. Alsof het al in 2021 begon"
        " was er op de jaren vóór de start een verschil van +1,31 procentpunt (p = 0,018), meer dan"
        " toeval verklaart. Vóór de start klopt de vergelijking dus niet."
    )
    assert [plain(s) for s in checks(snapshot, finding)] == [
        "Gemeten verschil −2,45 procentpunt (van −4,00 procentpunt tot −0,90 procentpunt)."
    ], "nothing says that both moved alike before"


def test_what_was_measured_stands_beside_what_is_ruled_out(snapshot: Snapshot) -> None:
    verdict = Verdict(kind="none_larger", effect=0.3, low=-0.4, high=1.0, size=1.0, rung=3)
    said = checks(snapshot, Finding(outcome=SEEN, verdict=verdict))
    assert plain(said[-1]) == (
        "Gemeten verschil +0,30 procentpunt (van −0,40 procentpunt tot +1,00 procentpunt)."
    )
    endless = verdict.model_copy(update={"low": -math.inf, "kind": "unknown"})
    assert plain(checks(snapshot, Finding(outcome=SEEN, verdict=endless))[-1]) == (
        "Gemeten verschil +0,30 procentpunt."
    )


@pytest.mark.parametrize(
    ("p", "told"), [(0.018, "p = 0,018"), (0.001, "p = 0,001"), (1 / 2001, "p < 0,001")]
)
def test_a_chance_is_never_nothing(p: float, told: str) -> None:
    assert words.chance_words(p) == told


def test_one_province_that_was_not_followed_has_its_own_mix(snapshot: Snapshot) -> None:
    areas = (
        Placebo(area="PV30", effect=0.1, ratio=0.9),
        Placebo(area="PV20", effect=-0.7, ratio=1.4, fits=False),
    )
    verdict = Verdict(kind="none_larger", effect=0.1, size=0.7, rung=3)
    finding = Finding(
        outcome=Outcome(id="inkomen"), verdict=verdict, placebos=areas, rank=2, rank_fit=1
    )
    assert "Zonder Groningen, die haar mix vóór de start niet volgde: plaats 1 van 1." in checks(
        snapshot, finding
    )


def test_who_is_not_counted_is_named(snapshot: Snapshot) -> None:
    verdict = Verdict(kind="unknown", doubt="few_placebos", rung=3)
    finding = Finding(outcome=SEEN.model_copy(update={"gaps": ("GM0060",)}), verdict=verdict)
    assert checks(snapshot, finding) == [
        "Niet meegerekend, zonder cijfer in alle jaren of zonder gemeente ernaast: Ameland."
    ]
