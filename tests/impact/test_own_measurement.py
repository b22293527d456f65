"""What an initiative measured itself, worked out by hand."""

from __future__ import annotations

import math

import pytest

from monitor.errors import MonitorError
from monitor.impact import words
from monitor.impact.own_measurement import Own, Wave, moved
from monitor.impact.plan import read_plan
from monitor.impact.verdict import own_verdict
from tests.impact.test_plan import GOOD


def test_a_share_before_and_after() -> None:
    own = Own(title="x", before=Wave(n=98, yes=48), after=Wave(n=98, yes=58))
    found = moved(own)
    assert found is not None
    assert found.size == pytest.approx(1000 / 98)
    # with one yes and one no added: 49 and 59 of 100, so 0.49 x 0.51 + 0.59 x 0.41 over 100
    reach = 100 * math.sqrt((0.49 * 0.51 + 0.59 * 0.41) / 100)
    # t(0.975) of some 194 degrees of freedom is 1.9723
    assert found.high - found.size == pytest.approx(1.9723 * reach, rel=1e-3)
    assert found.rung == 2


def test_a_mean_beside_a_comparison() -> None:
    wave = {"n": 25, "sd": 2.0}
    own = Own(
        title="x", unit="punten",
        before=Wave(mean=6.0, **wave), after=Wave(mean=7.5, **wave),
        comparison_before=Wave(mean=6.0, **wave), comparison_after=Wave(mean=6.5, **wave),
    )  # fmt: skip
    found = moved(own)
    assert found is not None
    assert (found.size, found.rung) == (1.0, 3)
    # four variances of 4 / 25; 96 degrees of freedom, t(0.975) = 1.985
    assert found.high == pytest.approx(1.0 + 1.985 * math.sqrt(0.64), rel=1e-3)


def test_a_plan_may_name_what_will_be_measured_and_get_its_figures_later() -> None:
    early = read_plan(GOOD + '[[own]]\ntitle = "Vraag"', "x")
    late = read_plan(GOOD + '[[own]]\ntitle = "Vraag"\nbefore = { n = 9, yes = 3 }', "x")
    other = read_plan(GOOD + '[[own]]\ntitle = "Andere vraag"', "x")
    assert moved(early.own[0]) is None
    assert words.own_sentence(early.own[0]) == (
        "Vraag: of er een effect was is niet te zeggen, want het is nog niet vóór en na gemeten."
        " Geen trede: er is niet vergeleken."
    )
    assert early.hash == late.hash != other.hash


def test_without_a_comparison_nothing_is_said_of_the_initiative() -> None:
    own = Own(title="Vraag", before=Wave(n=98, yes=48), after=Wave(n=98, yes=58))
    found = own_verdict(own)
    assert (found.kind, found.doubt, found.rung) == ("unknown", "alone", 2)
    said = words.own_sentence(own).replace("\xa0", " ")
    assert "of er een effect was is niet te zeggen, want er is geen vergelijking." in said
    assert "veranderde het +10,2 procentpunt (" in said  # 10 of 98
    assert "Trede 2 van 5" in said


def test_beside_a_comparison_it_is_an_effect_or_none_larger_with_its_rung() -> None:
    wave = {"n": 25, "sd": 2.0}
    # four variances of 4 / 25: a reach of 1.985 x 0.8 = 1.588 (96 degrees of freedom)
    before, beside = Wave(mean=6.0, **wave), Wave(mean=6.5, **wave)
    kinds = (
        (8.5, "effect", "een effect van +2,00 punten"),
        (7.5, "none_larger", "geen effect groter dan 2,59 punten"),
    )
    for after, kind, told in kinds:
        own = Own(
            title="Vraag", unit="punten", before=before, after=Wave(mean=after, **wave),
            comparison_before=before, comparison_after=beside,
        )  # fmt: skip
        found = own_verdict(own)
        assert (found.kind, found.rung) == (kind, 3)
        said = words.own_sentence(own).replace("\xa0", " ")
        assert told in said
        assert "Trede 3 van 5" in said


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("before = { n = 9, yes = 10 }", "yes kan niet groter zijn dan n"),
        ("before = { n = 9 }", "geef yes (hoeveel van de n), of mean en sd"),
        ("before = { n = 9, mean = 1.0 }", "geef yes (hoeveel van de n), of mean en sd"),
        ("before = { n = 9, mean = 1.0, sd = 0.0 }", "dit getal kan hier niet"),
        ("before = { n = 1, yes = 1 }", "dit getal kan hier niet"),
        ('before = { n = "veel", yes = 1 }', "dit moet een geheel getal zijn"),
        ("comparison_after = { n = 9, yes = 1 }", "een meting voor en een meting na"),
        (
            "before = { n = 9, yes = 1 }\nafter = { n = 9, mean = 1.0, sd = 1.0 }",
            "dezelfde vorm",
        ),
    ],
)
def test_a_fault_in_it_is_said(wrong: str, told: str) -> None:
    with pytest.raises(MonitorError) as caught:
        read_plan(f'{GOOD}[[own]]\ntitle = "Vraag"\n{wrong}', "plan.toml")
    assert told in str(caught.value)
    assert "own" in str(caught.value)
