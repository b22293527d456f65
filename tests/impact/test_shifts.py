"""Other starts and pretended ones: which years may serve, and what they give."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from monitor.impact.area import all_apart, fits
from monitor.impact.shifts import of_area, of_municipalities, other_starts, pretended_starts
from tests.impact.made import by_lot

YEARS = (2012, 2014, 2016, 2018, 2020)


@pytest.mark.parametrize(
    ("start", "until", "expected"),
    [
        (2018, 2020, {-1: 2016, 1: 2020}),
        (2017, 2020, {-1: 2016, 1: 2020}),  # not measured in 2017: 2018 is the first after
        (2016, 2020, {1: 2018}),  # an earlier start leaves one measurement before it
        (2018, 2018, {-1: 2016}),  # and there is nothing after the only one after
    ],
)
def test_another_start_is_one_measurement_away_and_leaves_two_before(
    start: int, until: int, expected: dict[int, int]
) -> None:
    assert other_starts(YEARS, start, until) == expected


def test_a_pretended_start_has_two_measurements_before_it_and_lies_before_the_real_one() -> None:
    assert pretended_starts(YEARS, 2020) == [2016, 2018]
    assert pretended_starts(YEARS, 2016) == []


def test_an_effect_that_was_planted_is_there_from_another_start_and_not_before_it() -> None:
    panel = by_lot()
    members = {f"GM{i:04d}": 2018 for i in range(0, 80, 4)}  # twenty of one province
    none, before = of_municipalities(panel, members, 2020)
    panel.values.loc[[*members], [2018, 2020]] += 10.0
    moved, pretended = of_municipalities(panel, members, 2020)
    assert [m.start for m in moved] == [2016, 2020]
    # from 2016 on two of three years have it; from 2020 on its base, 2018, has it too
    assert moved[0].effect == pytest.approx(none[0].effect + 20 / 3)
    assert [p.start for p in pretended] == [2016]
    assert pretended == before, "what came after the start says nothing of the years before it"


def test_an_area_is_held_against_every_area_in_every_pretended_year() -> None:
    random = np.random.default_rng(1)
    values = pd.DataFrame(random.normal(10, 1, (5, 6)), list("abcde"), range(2012, 2018))
    _moved, before, _place = of_area(values, "a", 2016, all_apart(values, "a", 2016))
    values.loc["a", [2016, 2017]] += 50.0
    found = all_apart(values, "a", 2016)
    moved, pretended, (as_far, of) = of_area(values, "a", 2016, found)
    assert [m.start for m in moved] == [2015, 2017]
    assert [p.start for p in pretended] == [2014, 2015]
    assert pretended == before, "what came after the start says nothing of the years before it"
    assert of == 4 + 2 * 5  # the four others from 2016, all five from 2014 and from 2015
    assert as_far == 0


def test_a_mix_that_lies_five_times_the_median_away_does_not_follow() -> None:
    random = np.random.default_rng(2)
    values = pd.DataFrame(random.normal(10, 1, (6, 6)), list("abcdef"), range(2012, 2018))
    values.loc["f"] += 500.0  # no mix of the others reaches it
    good = fits(all_apart(values, "a", 2016))
    assert good.tolist() == [True] * 5 + [False]
