"""The gap of a group: worked by hand, exact in its parts, honest about small groups."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.analysis.gap_table import gap_table
from monitor.analysis.groups import (
    Sides,
    conclusion,
    expanded_interval,
    gap_between,
    population_of,
    sides_of,
)
from monitor.analysis.scores import ScoreOptions, score_year
from monitor.errors import MonitorError
from monitor.regions.groups import Group
from monitor.snapshot import Snapshot
from tests.analysis.small import figures, small_snapshot

G1, G2, R1, R2, N1 = "GM0001", "GM0002", "GM0003", "GM0004", "GM0005"
PLACES = {G1: "PV30", G2: "PV30", R1: "PV30", R2: "PV30", N1: "PV20"}
PEOPLE = {G1: 30_000, G2: 10_000, R1: 20_000, R2: 20_000, N1: 20_000}
GROUP = Group.model_validate(
    {
        "id": "proef",
        "title": {"nl": "Proef", "en": "Trial"},
        "label": {"nl": "Proef", "en": "Trial"},
        "source": {"nl": "x", "en": "x"},
        "year": 2020,
        "boundaries": 2020,
        "province": "PV30",
        "codes": [G1, G2],
        "without": [R1],
    }
)


def five_places(**changed: dict[str, float]) -> Snapshot:
    """G1 scores 90 (dimensions 90, 85, 95), R1 110 on all, the others 100."""
    rows = {
        "a": {G1: 40.0, G2: 50.0, R1: 60.0, R2: 50.0, N1: 50.0},
        "b": {G1: 25.0, G2: 20.0, R1: 15.0, R2: 20.0, N1: 20.0},
        "c": {G1: 45.0, G2: 60.0, R1: 70.0, R2: 60.0, N1: 60.0},
        "d": {G1: 11.0, G2: 10.0, R1: 8.0, R2: 10.0, N1: 10.0},
    } | changed
    people = {("bevolking", 2019): PEOPLE}
    return small_snapshot(figures({(i, 2020): row for i, row in rows.items()} | people), PLACES)


def test_the_gap_by_hand() -> None:
    # unweighted: (90 + 100) / 2 - (110 + 100) / 2
    # weighted: (30 * 90 + 10 * 100) / 40 - (20 * 110 + 20 * 100) / 40
    snapshot = five_places()
    scores = score_year(snapshot, 2020)
    sides = sides_of(snapshot, 2020, GROUP)
    plain = gap_between(scores, sides)
    heavy = gap_between(scores, sides, population=population_of(snapshot, 2020))
    assert (plain.mean_group, plain.mean_others) == pytest.approx((95, 105))
    assert plain.gap == pytest.approx(-10)
    assert heavy.gap == pytest.approx(92.5 - 105)


def test_the_netherlands_hold_the_group_itself() -> None:
    # weighted mean of all five: (2700 + 1000 + 2200 + 2000 + 2000) / 100 = 99
    snapshot = five_places()
    sides = sides_of(snapshot, 2020, GROUP, against="netherlands")
    found = gap_between(score_year(snapshot, 2020), sides, population=population_of(snapshot, 2020))
    assert found.mean_others == pytest.approx(99)
    assert found.gap == pytest.approx(-6.5)


def test_the_parts_by_hand() -> None:
    # a and b count for 1/6, c and d for 1/3 of the total, 10 points a standard deviation;
    # a: group -1/2 * 10/6, rest +1/2 * 10/6; c: -1.5/2 * 10/3 against +1/2 * 10/3, and so on
    snapshot = five_places()
    found = gap_between(score_year(snapshot, 2020), sides_of(snapshot, 2020, GROUP))
    assert found.parts["points"].to_dict() == pytest.approx(
        {"a": -10 / 6, "b": -10 / 6, "c": -25 / 6, "d": -2.5}
    )
    assert found.dimensions.to_dict() == pytest.approx(
        {"personal": -10 / 3, "social": -25 / 6, "environment": -2.5}
    )


def test_who_is_left_out_stands_on_neither_side() -> None:
    sides = sides_of(five_places(), 2020, GROUP, leave_out=[G2, R1])
    assert sides == Sides((G1,), (R2,), "rest")


def test_a_side_without_anyone_is_refused() -> None:
    with pytest.raises(MonitorError, match="geen gemeente over"):
        sides_of(five_places(), 2020, GROUP, leave_out=[G1, G2])


def test_a_member_without_a_total_is_named_and_does_not_count() -> None:
    snapshot = five_places(c={G2: 60.0, R1: 70.0, R2: 60.0, N1: 60.0})
    found = gap_between(score_year(snapshot, 2020), sides_of(snapshot, 2020, GROUP))
    assert found.missing == (G1,)
    assert found.gap == pytest.approx(100 - 105)
    assert np.isnan(found.lower)
    assert found.conclusion == "unclear"


def test_no_totals_at_all_is_no_data() -> None:
    snapshot = five_places(c={})
    found = gap_between(score_year(snapshot, 2020), sides_of(snapshot, 2020, GROUP))
    assert found.conclusion == "no-data"
    assert np.isnan(found.gap)


def test_population_is_that_of_the_nearest_year_the_earlier_of_two() -> None:
    rows = {("bevolking", 2015): {G1: 1.0, G2: 7.0}, ("bevolking", 2017): {G1: 3.0}}
    snapshot = small_snapshot(figures(rows), PLACES)
    assert population_of(snapshot, 2016)[G1] == 1
    assert population_of(snapshot, 2024)[G1] == 3
    assert population_of(snapshot, 2024)[G2] == 7
    assert np.isnan(population_of(snapshot, 2016)[R1])


def test_the_interval_of_a_group_of_seven_by_the_tables() -> None:
    # t(0.975; 6) = 2.447 and sqrt(7/6) = 1.0801, so the tail is Phi(-2.643) = 0.0041 (tables of
    # Student's t and of the normal distribution)
    draws = np.linspace(0, 1, 100_001)
    low, high = expanded_interval(draws, 7)
    assert low == pytest.approx(0.0041, abs=5e-5)
    assert high == pytest.approx(1 - 0.0041, abs=5e-5)


def test_the_interval_of_a_large_group_is_the_plain_one() -> None:
    low, high = expanded_interval(np.linspace(0, 1, 100_001), 100_000)
    assert (low, high) == pytest.approx((0.025, 0.975), abs=1e-4)


def test_equal_municipalities_leave_no_doubt() -> None:
    same = {G1: 90.0, G2: 90.0, R1: 110.0, R2: 110.0}
    snapshot = five_places(
        a={k: 50 + v - 100 for k, v in same.items()},
        b={k: 20 - (v - 100) / 2 for k, v in same.items()},
        c={k: 60 + v - 100 for k, v in same.items()},
        d={k: 10 - (v - 100) / 5 for k, v in same.items()},
    )
    found = gap_between(score_year(snapshot, 2020), sides_of(snapshot, 2020, GROUP))
    assert (found.lower, found.upper) == pytest.approx((-20, -20))
    assert found.conclusion == "behind"


def test_the_bootstrap_repeats_itself() -> None:
    snapshot = five_places()
    scores, sides = score_year(snapshot, 2020), sides_of(snapshot, 2020, GROUP)
    first, again = gap_between(scores, sides), gap_between(scores, sides)
    assert (first.lower, first.upper) == (again.lower, again.upper)
    assert first.lower < first.gap < first.upper


def test_the_interval_of_seven_holds_the_truth_about_as_often_as_it_says() -> None:
    # two normal populations with the same mean: the interval should miss 0 in 5% of the samples
    rng = np.random.default_rng(0)
    hits = 0
    for _ in range(400):
        group, others = rng.normal(0, 8, 7), rng.normal(0, 6, 49)
        means = [
            rng.multinomial(len(x), np.full(len(x), 1 / len(x)), size=400) @ x / len(x)
            for x in (group, others)
        ]
        low, high = expanded_interval(means[0] - means[1], 7)
        hits += low <= 0 <= high
    assert 0.92 <= hits / 400 <= 0.98


@pytest.mark.parametrize(
    ("gap", "lower", "upper", "expected"),
    [
        (-2.0, -3.0, -1.0, "behind"),
        (2.0, 1.0, 3.0, "ahead"),
        (-2.0, -4.0, 0.0, "unclear"),
        (-2.0, np.nan, np.nan, "unclear"),
        (np.nan, np.nan, np.nan, "no-data"),
    ],
)
def test_the_conclusion_needs_an_interval_without_zero(
    gap: float, lower: float, upper: float, expected: str
) -> None:
    assert conclusion(gap, lower, upper) == expected


def test_the_table_holds_every_case_once() -> None:
    snapshot = five_places()
    table = gap_table(
        snapshot, {2020: score_year(snapshot, 2020)}, GROUP, against=("rest", "netherlands")
    )
    keys = ["year", "definition", "leave_out", "against", "weighted"]
    assert len(table) == 8  # one definition, with and without R1, two comparisons, two weightings
    assert not table.duplicated(keys).any()
    parts = table[["personal", "social", "environment"]].sum(axis=1)
    assert parts.to_numpy() == pytest.approx(table["gap"].to_numpy())


finite = st.floats(0, 100)


@settings(max_examples=40, deadline=None)
@given(
    rows=st.lists(st.lists(st.one_of(finite, st.none()), min_size=4, max_size=4), min_size=5,
                  max_size=5),
    between=st.sampled_from(["arithmetic", "mazziotta-pareto", "geometric"]),
    weighted=st.booleans(),
)  # fmt: skip
def test_the_parts_add_up_to_the_gap(
    rows: list[list[float | None]], between: str, weighted: bool
) -> None:
    cells = {
        (name, 2020): {c: r[k] for c, r in zip(PLACES, rows, strict=True) if r[k] is not None}
        for k, name in enumerate("abcd")
    }
    snapshot = small_snapshot(figures(cells | {("bevolking", 2020): PEOPLE}), PLACES)
    scores = score_year(snapshot, 2020, ScoreOptions(between=between))
    people = population_of(snapshot, 2020) if weighted else None
    found = gap_between(scores, sides_of(snapshot, 2020, GROUP), population=people, draws=50)
    if found.conclusion == "no-data":
        assert found.parts.empty
    else:
        assert found.parts["points"].sum() == pytest.approx(found.gap, abs=1e-8)
        assert found.gap == pytest.approx(found.mean_group - found.mean_others, abs=1e-9)
