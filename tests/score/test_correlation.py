"""Consistency of a dimension: alpha, components, notable pairs."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.score.correlation import (
    components,
    consistency,
    cronbach_alpha,
    notable_pairs,
)


def test_alpha_by_hand():
    # three indicators that all correlate 0.5: standardised alpha = k r / (1 + (k - 1) r) = 1.5 / 2
    r = np.full((3, 3), 0.5) + 0.5 * np.eye(3)
    assert cronbach_alpha(r) == pytest.approx(0.75)
    assert cronbach_alpha(np.eye(4)) == 0
    assert cronbach_alpha(np.ones((2, 2))) == pytest.approx(1)
    assert np.isnan(cronbach_alpha([[1.0]]))


@given(st.integers(2, 12), st.floats(0.05, 0.95))
def test_alpha_is_spearman_brown_for_equal_correlations(k, r):
    matrix = np.full((k, k), r) + (1 - r) * np.eye(k)
    assert cronbach_alpha(matrix) == pytest.approx(k * r / (1 + (k - 1) * r))


def test_components_by_hand():
    # eigenvalues of [[1, r], [r, 1]] are 1 + r and 1 - r
    assert components([[1, 0.6], [0.6, 1]]).tolist() == pytest.approx([0.8, 0.2])


def test_a_report_per_dimension():
    # b repeats a, d is the reverse of c, e varies with neither and stands alone
    a = np.array([1.0, 2, 3, 4, 5])
    c = np.array([2.0, 0, 1, 5, 3])
    values = pd.DataFrame({"a": a, "b": 2 * a + 1, "c": c, "d": -c, "e": [1.0, 0, 0, 0, 1]})
    values["gone"] = np.nan  # not measured this year
    dimension = pd.Series({"a": "x", "b": "x", "gone": "x", "c": "y", "d": "y", "e": "z"})
    report = consistency(values, dimension)
    assert report["n"].to_dict() == {"x": 2, "y": 2, "z": 1}
    assert report.loc["x", ["alpha", "mean_r", "first_share"]].tolist() == pytest.approx([1, 1, 1])
    assert report.loc["y", "lowest_r"] == pytest.approx(-1)
    assert np.isnan(report.loc["z", "alpha"])
    assert report.loc["x", "components"] == 1
    pairs = notable_pairs(values, dimension)
    assert pairs["kind"].tolist() == ["opposed", "collinear"]
    assert pairs.loc[0, ["first", "second"]].tolist() == ["c", "d"]
