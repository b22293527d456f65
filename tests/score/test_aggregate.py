"""Aggregation, the missing-data rule, ranks, and the exact decomposition of a difference."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from monitor.score.aggregate import aggregate, combine, decompose, rank
from monitor.score.tree import AGGREGATIONS, tree

EQUAL = np.ones(2)
LEAVES = ["a", "b", "c", "d", "e"]
NESTED = {"total": {"one": ["a", "b"], "two": {"deep": ["c", "d"], "flat": ["e"]}}}


def test_three_means_by_hand():
    y = np.array([[80.0, 120.0]])
    # arithmetic 100; geometric sqrt(9600); Mazziotta-Pareto 100 - S^2/100 with S^2 = 400: 96
    assert combine(y, EQUAL, "arithmetic")[0] == pytest.approx(100)
    assert combine(y, EQUAL, "geometric")[0] == pytest.approx(np.sqrt(9600))
    assert combine(y, EQUAL, "mazziotta-pareto")[0] == pytest.approx(96)


def test_published_example_of_a_geometric_mean():
    # UNDP, Human Development Report 2020, technical note 1, worked example: indices 0.6971
    # (health), 0.3447 (education) and 0.5506 (income) make a Human Development Index of 0.510
    indices = np.array([[69.71, 34.47, 55.06]])
    assert combine(indices, np.ones(3), "geometric")[0] == pytest.approx(51.0, abs=0.05)


def test_weighted_means_by_hand():
    y, w = np.array([[80.0, 120.0]]), np.array([1.0, 3.0])
    # M = 110, S^2 = (900 + 3*100)/4 = 300 (Mazziotta and Pareto 2022: weighted mean and spread)
    assert combine(y, w, "arithmetic")[0] == pytest.approx(110)
    assert combine(y, w, "geometric")[0] == pytest.approx(80**0.25 * 120**0.75)
    assert combine(y, w, "mazziotta-pareto")[0] == pytest.approx(110 - 300 / 110)


def test_balance_costs_nothing():
    y = np.array([[90.0, 90.0]])
    for method in AGGREGATIONS:
        assert combine(y, EQUAL, method)[0] == pytest.approx(90)


def test_a_geometric_mean_starts_at_one():
    assert combine(np.array([[-5.0, 4.0]]), EQUAL, "geometric")[0] == pytest.approx(2)


def test_what_is_missing_leaves_its_weight_to_the_rest():
    y = np.array([[80.0, 120.0, np.nan]])
    for method in AGGREGATIONS:
        expected = combine(y[:, :2], EQUAL, method)[0]
        assert combine(y, np.ones(3), method)[0] == pytest.approx(expected)


def test_two_thirds_of_the_weight_is_enough():
    y = np.where(np.arange(9) < 6, 100.0, np.nan)[None, :]
    assert combine(y, np.ones(9))[0] == pytest.approx(100)  # 6 of 9
    y[0, 5] = np.nan
    assert np.isnan(combine(y, np.ones(9))[0])  # 5 of 9
    # by weight, not by number: one indicator of weight 4 of 6
    assert combine(np.array([[100.0, np.nan, np.nan]]), np.array([4.0, 1.0, 1.0]))[0] == 100
    assert np.isnan(combine(np.full((1, 9), np.nan), np.ones(9), min_share=0.0)[0])


def test_a_tree_is_combined_upwards():
    # one = mean(80, 120) = 100; deep = mean(90, 110) = 100, flat = 130: two = 115; total = 107.5
    values = pd.DataFrame([[80.0, 120, 90, 110, 130]], columns=LEAVES)
    result = aggregate(values, tree(NESTED))
    assert list(result.columns) == ["one", "deep", "flat", "two", "total"]
    assert result.iloc[0].tolist() == [100, 100, 130, 115, 107.5]


def test_a_total_needs_what_it_needs():
    values = pd.DataFrame([[80.0, 120, np.nan, np.nan, 130]], columns=LEAVES)
    structure = tree(NESTED, min_shares={"total": 1.0})
    result = aggregate(values, structure).iloc[0]
    # deep has nothing; two has half of its weight, less than 2/3; so there is no total
    assert result[["deep", "two", "total"]].isna().all()
    assert result["one"] == 100


def test_ranks_share_the_best_place_on_ten_digits():
    scores = pd.Series([99.0, 101.0, 101.0 + 1e-13, np.nan, 80.0])
    assert rank(scores).fillna(0).tolist() == [3, 1, 1, 0, 4]


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=40, unique=True))
def test_ranks_without_ties_are_a_permutation(values):
    ranks = rank(pd.Series(values, dtype=float) / 1000)
    assert sorted(ranks) == list(range(1, len(values) + 1))


def frames(draw_missing=True):
    numbers = st.floats(40, 160)
    return hnp.arrays(
        float, (4, 5), elements=numbers | st.just(np.nan) if draw_missing else numbers
    )


@pytest.mark.sweep(sample=4)
@pytest.mark.parametrize("top", AGGREGATIONS)
@pytest.mark.parametrize("low", AGGREGATIONS)
@settings(max_examples=40)
@given(a=frames(), b=frames(), weight=st.floats(0.1, 5))
def test_a_difference_is_taken_apart_exactly(top, low, a, b, weight):
    structure = tree(
        NESTED,
        {"a": weight, "two": weight},
        {"total": top, "two": top, "one": low, "deep": low},
        dict.fromkeys(["total", "one", "two", "deep", "flat"], 0.0),
    )
    a, b = (pd.DataFrame(x, columns=LEAVES) for x in (a, b))
    both = a.notna() & b.notna()
    parts = decompose(a, b, structure)
    apart = aggregate(a.where(both), structure) - aggregate(b.where(both), structure)
    assert parts.sum(axis=1).to_numpy() == pytest.approx(apart["total"].fillna(0), abs=1e-8)
    assert (parts[LEAVES].to_numpy()[~both] == 0).all()
    if {top, low} <= {"arithmetic", "geometric"}:
        assert (parts["imbalance"] == 0).all()


def test_a_difference_by_hand():
    # one: a moves 10 of 2 indicators, one of two branches: 10/2/2 = 2.5; e: 4 of two = 4/2/2 = 1
    a = pd.DataFrame([[110.0, 100, 100, 100, 104]], columns=LEAVES)
    b = pd.DataFrame([[100.0, 100, 100, 100, 100]], columns=LEAVES)
    parts = decompose(a, b, tree(NESTED)).iloc[0]
    assert parts.to_dict() == {"a": 2.5, "b": 0, "c": 0, "d": 0, "e": 1.0, "imbalance": 0}


@pytest.mark.parametrize("method", AGGREGATIONS)
@given(frames(draw_missing=False), st.floats(0.01, 20))
def test_more_of_a_good_thing_is_never_worse(method, values, more):
    # Mazziotta-Pareto is monotone as long as S < M (De Muro et al. 2011); 40..160 stays within that
    structure = tree(NESTED, methods=dict.fromkeys(["total", "two", "one", "deep"], method))
    before = pd.DataFrame(values, columns=LEAVES)
    after = before.assign(a=before["a"] + more)
    if method == "mazziotta-pareto" and (after > 1.4 * before.min(axis=None)).any(axis=None):
        return
    change = aggregate(after, structure)["total"] - aggregate(before, structure)["total"]
    assert (change >= -1e-9).all()
