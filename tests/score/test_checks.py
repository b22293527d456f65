"""What cannot be reckoned with is refused by name: never a NaN for all, nor another method."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.score import aggregate, asof, correlation, normalise, uncertainty
from monitor.score.errors import ScoreError
from monitor.score.problem import Problem
from monitor.score.scale import capped, frozen_scale, outlier_caps, weighted_moments
from monitor.score.tree import tree

NAN, INF = np.nan, np.inf
TREE = {"t": {"d1": ["a"], "d2": ["b"]}}
UNITS = list("XYZ")
GOOD = pd.DataFrame({"a": [1.0, 2, 3], "b": [4.0, 5, 7]}, index=UNITS)
UP = pd.Series({"a": 1, "b": 1})
FITTED = normalise.fit(normalise.parameters(GOOD), UP, "minmax")


def years(**changes):
    rows = {"unit": UNITS, "year": [2020] * 3, "value": [1.0, 2, 3], "weight": [1.0] * 3}
    return pd.DataFrame(rows | changes)


@pytest.mark.parametrize(
    ("nested", "settings", "message"),
    [
        ({"t": {"d1": []}}, {}, "empty.*d1"),
        ({"t": {}}, {}, "empty.*t"),
        ({"t": None}, {}, "empty.*t"),
        ({"t": "abc"}, {}, "empty.*t"),
        ({"t": {"d1": {"a": None}}}, {}, "empty.*a"),
        ({}, {}, "one total"),
        ({"t": ["a"], "u": ["b"]}, {}, "one total"),
        ({"t": ["a", "a"]}, {}, "twice.*a"),
        ({"t": {"t": ["a"]}}, {}, "twice.*t"),
        ({"t": ["a", 3]}, {}, "cannot be the name.*3"),
        ({"t": ["a", ""]}, {}, "cannot be the name"),
        ({"t": ["a", "imbalance"]}, {}, "cannot be the name.*imbalance"),
        (TREE, {"methods": {"t": "geometrisch"}}, "geometrisch.*arithmetic, geometric"),
        (TREE, {"methods": {"d9": "geometric"}}, "method for an unknown.*d9.*d1, d2, t"),
        (TREE, {"methods": {"a": "geometric"}}, "method for an unknown.*a"),
        (TREE, {"min_shares": {"d9": 0.5}}, "smallest share for an unknown.*d9"),
        (TREE, {"min_shares": {"t": 60}}, "between 0 and 1.*t"),
        (TREE, {"min_shares": {"t": -0.1}}, "between 0 and 1.*t"),
        (TREE, {"min_shares": {"t": NAN}}, "between 0 and 1.*t"),
        (TREE, {"weights": {"a": INF}}, "not infinite.*a"),
        (TREE, {"weights": {"a": NAN}}, "not infinite.*a"),
        (TREE, {"weights": {"a": "twee"}}, "is a number.*a"),
        (TREE, {"weights": {"a": None}}, "is a number.*a"),
    ],
)
def test_a_tree_that_says_something_else_than_it_does_is_refused(nested, settings, message):
    with pytest.raises(ScoreError, match=message):
        tree(nested, **settings)


@pytest.mark.parametrize(
    ("frame", "message"),
    [
        (GOOD.assign(a=["1", "2", "3"]), "holds no numbers.*'a'"),
        (GOOD.assign(b=[1.0, INF, 2]), "infinite figure.*'b'"),
        (GOOD.assign(b=[1.0, -INF, 2]), "infinite figure.*'b'"),
        (GOOD.set_axis(["X", "Y", "X"]), "unit occurs twice.*X"),
        (GOOD.set_axis(["a", "a"], axis=1), "indicator occurs twice.*a"),
    ],
)
def test_a_table_that_cannot_be_reckoned_with_is_refused_at_every_step(frame, message):
    steps = (
        lambda: aggregate.aggregate(frame, tree(TREE)),
        lambda: normalise.parameters(frame),
        lambda: correlation.consistency(frame, pd.Series({"a": "d", "b": "d"})),
    )
    for step in steps:
        with pytest.raises(ScoreError, match=message):
            step()


def test_a_difference_is_between_the_same_units():
    with pytest.raises(ScoreError, match="same units"):
        aggregate.decompose(GOOD, GOOD.iloc[::-1], tree(TREE))
    with pytest.raises(ScoreError, match="infinite figure"):
        aggregate.decompose(GOOD, GOOD.assign(a=[INF, 1, 1]), tree(TREE))


@pytest.mark.parametrize(
    ("weights", "method", "message"),
    [
        ([1.0, 1.0], "geometrisch", "geometrisch"),
        ([1.0, -1.0], "arithmetic", "not infinite"),
        ([1.0, INF], "arithmetic", "not infinite"),
        ([1.0, NAN], "arithmetic", "not infinite"),
        ([1.0], "arithmetic", "as many weights"),
    ],
)
def test_a_branch_is_combined_as_asked_or_not_at_all(weights, method, message):
    with pytest.raises(ScoreError, match=message):
        aggregate.combine(GOOD.to_numpy(), np.array(weights), method)


@pytest.mark.parametrize(
    ("change", "weights", "message"),
    [
        ({"a": [NAN] * 3}, None, "no figure with a weight.*'a'"),  # was a ZeroDivisionError
        ({"a": [1.0, NAN, NAN]}, {"X": 0.0, "Y": 1, "Z": 1}, "no figure with a weight.*'a'"),
        ({}, {"X": INF, "Y": 1, "Z": 1}, "not infinite.*X"),
        ({}, {"X": -1.0, "Y": 1, "Z": 1}, "not infinite.*X"),
        ({}, {}, "no figure with a weight.*'a'"),
    ],
)
def test_a_reference_that_is_none_is_refused(change, weights, message):
    of = None if weights is None else pd.Series(weights, dtype=float)
    with pytest.raises(ScoreError, match=message):
        normalise.parameters(GOOD.assign(**change), of)


def test_caps_and_directions_are_there_for_every_indicator():
    with pytest.raises(ScoreError, match=r"no caps.*'b'"):
        caps = pd.DataFrame({"low": [0.0], "high": [9.0]}, index=["a"])
        normalise.parameters(GOOD, caps=caps)
    for wrong in (pd.Series({"a": 1}), pd.Series({"a": 1, "b": 0}), pd.Series({"a": 1, "b": 2})):
        with pytest.raises(ScoreError, match=r"no direction.*'b'"):
            normalise.fit(normalise.parameters(GOOD), wrong)
    with pytest.raises(ScoreError, match="two directions"):
        normalise.fit(normalise.parameters(GOOD), pd.Series([1, 1, -1], index=["a", "b", "b"]))


def test_ranks_ask_for_the_figures_they_rank_against():
    frozen = normalise.parameters(GOOD)
    for reference in (None, GOOD[["a"]], GOOD.assign(b=NAN)):
        with pytest.raises(ScoreError, match="figures of the reference year"):
            normalise.fit(frozen, UP, "rank", reference)


def test_figures_are_normalised_by_their_own_columns_and_are_finite():
    with pytest.raises(ScoreError, match="other columns"):
        normalise.apply(GOOD[["a"]], FITTED)
    with pytest.raises(ScoreError, match="other columns"):
        normalise.apply(GOOD["a"], FITTED)
    with pytest.raises(ScoreError, match="infinite figure"):
        normalise.apply(GOOD.assign(a=[1, INF, 3]), FITTED)


@pytest.mark.parametrize(
    ("changes", "direction", "message"),
    [
        ({"value": [1.0, 1, 1]}, 1, "All figures are equal"),
        ({"weight": [1.0, 0, 0]}, 1, "that have a weight are alike"),
        ({"weight": [NAN] * 3}, 1, "No figure has a weight"),
        ({"weight": [1.0, INF, 1]}, 1, "not infinite.*Y"),
        ({"value": [1.0, INF, 2]}, 1, "infinite figure"),
        ({"value": ["1", "2", "3"]}, 1, "holds no numbers"),
        ({"unit": ["X", "X", "Y"]}, 1, "two figures.*X, 2020"),
        ({}, 0, "no direction"),
    ],
)
def test_a_scale_that_cannot_be_frozen_says_why(changes, direction, message):
    with pytest.raises(ScoreError, match=message):
        frozen_scale(years(**changes), direction, 2020)


def test_a_break_needs_units_on_both_sides():
    figures = years(unit=["X", "Y", "Z"], year=[2020, 2020, 2022])
    more = pd.concat([figures, years(unit=["V", "W", "U"], year=[2022] * 3)])
    with pytest.raises(ScoreError, match="both sides"):
        frozen_scale(more[more["unit"] != "Z"], 1, 2020, [2022])


def test_fifty_two_zeros_and_four_figures_are_a_scale():
    values = [0.0] * 52 + [3.0, 4.0, 8.0, 12.0]
    assert np.isnan(outlier_caps(values)).all()
    rows = {"unit": range(56), "year": 2020, "value": values, "weight": 1.0}
    scale = frozen_scale(pd.DataFrame(rows), 1, 2020)
    assert scale["mean"].item() == pytest.approx(27 / 56)


@given(st.lists(st.sampled_from([0.0, 1, 2, 50]) | st.floats(-1e6, 1e6), min_size=2, max_size=70))
def test_caps_never_flatten_what_varies(values):
    low, high = outlier_caps(values)
    if np.ptp(values) > 0:
        assert np.ptp(capped(values, low, high)) > 0


def test_a_mean_of_nothing_is_refused():
    for values, weights in (([NAN], [1.0]), ([1.0], [NAN]), ([1.0], [0.0]), ([], [])):
        with pytest.raises(ScoreError, match="No figure has a weight"):
            weighted_moments(values, weights)


def test_the_as_of_rule_asks_for_one_of_each():
    long = pd.DataFrame({"indicator": ["a"], "unit": ["X"], "year": [2020], "value": [1.0]})
    ages = pd.Series({"a": 1})
    with pytest.raises(ScoreError, match="unit occurs twice"):
        asof.newest_rows(long, 2020, pd.Index(["X", "X"]), ages)
    with pytest.raises(ScoreError, match="age"):
        asof.newest_rows(long, 2020, pd.Index(["X"]), pd.Series({"a": NAN}))


def problem(**changes):
    given_ = {
        "values": GOOD.to_numpy(),
        "error": np.zeros((3, 2)),
        "column": np.tile([0, 1], (3, 1)),
        "fits": {"minmax": FITTED},
        "dimension": np.array([0, 1]),
        "within": np.ones(2),
        "between": np.ones(2),
    }
    return Problem(**(given_ | changes))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"within": np.array([1.0, INF])}, "not infinite"),
        ({"between": np.array([1.0, -1])}, "not infinite"),
        ({"values": GOOD.assign(a=[1, NAN, 3]).to_numpy()}, "every dimension"),
        ({"values": GOOD.assign(a=[1, INF, 3]).to_numpy()}, "infinite figure"),
    ],
)
def test_draws_begin_from_an_index_that_has_a_score(changes, message):
    with pytest.raises(ScoreError, match=message):
        problem(**changes)
    with pytest.raises(ScoreError, match="draws"):
        uncertainty.simulate(problem(), 0, seed=1)
