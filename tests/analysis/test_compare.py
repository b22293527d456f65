"""Areas beside each other: their means, their quarters, and a difference that adds up."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from monitor.analysis.compare import apart, beside
from monitor.analysis.scores import score_year
from tests.analysis.small import figures, small_snapshot

AREAS = {"A": ["A"], "group": ["B", "C"]}
PEOPLE = pd.Series({"A": 10.0, "B": 30.0, "C": 10.0, "D": 10.0})


@pytest.fixture
def scores():
    rows = {
        ("a", 2020): {"A": 50, "B": 60, "C": 40, "D": 30},
        ("b", 2020): {"A": 20, "B": 20, "C": 20, "D": 20},
        ("c", 2020): {"A": 60, "B": 70, "C": 60, "D": 50},
        ("d", 2020): {"A": 8, "B": 10, "C": 10, "D": 10},
        ("bevolking", 2020): PEOPLE.to_dict(),
    }
    shot = small_snapshot(figures(rows), dict.fromkeys("ABCD", "PV30"))
    return score_year(shot, 2020)


def test_an_area_is_the_mean_of_its_municipalities_by_inhabitants(scores) -> None:
    found = beside(scores, AREAS, PEOPLE)
    # a: (30 x 60 + 10 x 40) / 40 = 55
    assert found.values["a"].to_dict() == {"A": 50.0, "group": 55.0}
    assert found.known_of_all() == ["a", "b", "c", "d"]
    assert found.lacking() == {}


def test_the_quarter_of_an_area_is_read_among_the_municipalities(scores) -> None:
    found = beside(scores, AREAS, PEOPLE)
    # z of a: D -2, C -1, A 0, B 1; quarters end at -1.25, -0.5 and 0.25; the group stands at 0.5
    assert found.quarter["a"].to_dict() == {"A": 3, "group": 4}


def test_the_difference_of_two_areas_adds_up_over_the_indicators(scores) -> None:
    gap = apart(scores, ["A"], ["B", "C"], PEOPLE)
    # total - 100 = 10/3 (a and b: (z_a + z_b) / 2, then z_c, then z_d); z of A: 0, 0, 0, 1;
    # of B: 1, 0, 1, 0; of C: -1, 0, 0, 0; so of the group by inhabitants 0.5, 0, 0.75, 0
    assert gap.gap == pytest.approx(10 / 3 * (1 - 0.25 - 0.75))
    points = {"a": -10 / 3 * 0.25, "b": 0, "c": -10 / 3 * 0.75, "d": 10 / 3}
    assert gap.parts["points"].to_dict() == pytest.approx(points)
    assert gap.parts["points"].sum() == pytest.approx(gap.gap)


def test_an_area_may_lie_inside_the_other(scores) -> None:
    gap = apart(scores, ["A"], ["A", "B", "C", "D"], PEOPLE)
    # totals less 100: A 10/3; B 10/3 x 1.5; C -10/3 x 0.5; D 10/3 x (-1 - 1)
    mean = 10 / 3 * (10 * 1 + 30 * 1.5 - 10 * 0.5 - 10 * 2) / 60
    assert gap.gap == pytest.approx(10 / 3 - mean)
    assert gap.parts["points"].sum() == pytest.approx(gap.gap)


def test_what_an_area_lacks_is_named_and_years_of_measurement_stay_with_it(scores) -> None:
    scores.values.loc["A", "b"] = np.nan
    scores.measured.loc["B", "c"] = 2019
    found = beside(scores, AREAS, PEOPLE)
    assert found.lacking() == {("A",): ["b"]}
    assert found.known_of_all() == ["a", "c", "d"]
    assert (found.first["c"]["group"], found.last["c"]["group"]) == (2019, 2020)


def test_an_area_of_which_less_than_four_fifths_has_a_figure_has_none(scores) -> None:
    scores.values.loc["B", "a"] = np.nan  # three quarters of the people of the group
    assert np.isnan(beside(scores, AREAS, PEOPLE).values["a"]["group"])
