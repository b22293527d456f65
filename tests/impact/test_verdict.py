"""Three kinds of conclusion, and what each needs."""

from __future__ import annotations

import math

import pytest

from monitor.impact.result import Shift
from monitor.impact.verdict import area_verdict, verdict_of

CLEAR = (0.2, 1.0)
HOLDS_ZERO = (-0.4, 1.0)


def of(p: float, bounds=CLEAR, *, enough: bool = True, parted: bool = False, pretended=()):
    return verdict_of(0.6, bounds, p, 0.05, enough=enough, parted=parted, pretended=pretended)


def test_an_effect_needs_chance_ruled_out_and_forty_municipalities_beside_it() -> None:
    assert (of(0.01).kind, of(0.01).rung) == ("effect", 3)
    few = of(0.01, enough=False)
    assert (few.kind, few.doubt) == ("unknown", "few_placebos")


def test_without_an_effect_the_larger_bound_is_what_is_ruled_out() -> None:
    found = of(0.3, HOLDS_ZERO)
    assert (found.kind, found.size) == ("none_larger", 1.0)
    assert of(0.3, (-2.0, 1.0)).size == 2.0


def test_who_parted_before_proves_nothing() -> None:
    found = of(0.001, parted=True)
    assert (found.kind, found.doubt, found.rung) == ("unknown", "parted_before", 2)


@pytest.mark.parametrize(("p", "bounds"), [(0.001, CLEAR), (0.3, HOLDS_ZERO)])
def test_a_placebo_year_beyond_chance_contradicts_whatever_is_seen_after(p, bounds) -> None:
    years = (Shift(start=2019, effect=0.1, p=0.4), Shift(start=2021, effect=1.31, p=0.018))
    found = of(p, bounds, pretended=years)
    assert (found.kind, found.doubt, found.rung) == ("unknown", "placebo_year", 2)
    shared = (years[0], Shift(start=2021, effect=1.2, p=0.026))  # two years: 0.025 each
    assert of(p, bounds, pretended=shared).kind == of(p, bounds).kind
    within = (Shift(start=2021, effect=1.31, p=0.051),)
    assert of(p, bounds, pretended=within).kind == of(p, bounds).kind != "unknown"


def test_a_bound_that_has_no_end_rules_nothing_out() -> None:
    assert of(0.3, (-math.inf, 1.0)).kind == "unknown"


def test_a_province_that_no_mix_follows_proves_nothing() -> None:
    found = area_verdict(0.5, (-0.1, 1.1), 4, 12, fits=False)
    assert (found.kind, found.doubt, found.rung) == ("unknown", "ill_fit", 2)


@pytest.mark.parametrize("rank", range(1, 13))
def test_one_province_of_twelve_never_has_an_effect(rank: int) -> None:
    found = area_verdict(0.5, (-0.1, 1.1), rank, 12)
    assert found.p == pytest.approx(rank / 12)
    assert found.kind == ("unknown" if rank == 1 else "none_larger")
    assert found.level == pytest.approx(11 / 12)
