"""Correlations with what is not in the score, with intervals from the tables."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.analysis.outcomes import correlate, fisher_interval, outcomes, pearson, spearman
from monitor.analysis.scores import score_year
from tests.analysis.small import figures, small_snapshot


def test_pearson_by_hand() -> None:
    # deviations (-1, 0, 1) and (-1, 1, 0): 1 / sqrt(2 * 2)
    assert pearson([1, 2, 3], [1, 3, 2]) == pytest.approx(0.5)


def test_spearman_by_hand() -> None:
    # ranks 1..5 and 2 1 4 3 5: 1 - 6 * (1 + 1 + 1 + 1) / (5 * 24) = 0.8
    assert spearman([10, 20, 30, 40, 50], [7, 1, 90, 80, 1000]) == pytest.approx(0.8)


def test_the_interval_of_pearson_by_the_tables() -> None:
    # r = 0.5, n = 28: z = 0.5493 -+ 1.96 / 5, back: tanh(0.1573) and tanh(0.9413)
    assert fisher_interval(0.5, 28) == pytest.approx((0.1560, 0.7359), abs=2e-4)


def test_the_interval_of_spearman_is_wider() -> None:
    # standard error sqrt(1.125 / 25) = 0.2121: tanh(0.1336) and tanh(0.9650)
    assert fisher_interval(0.5, 28, ranks=True) == pytest.approx((0.1328, 0.7466), abs=2e-4)


@given(st.floats(-0.99, 0.99), st.integers(10, 500))
def test_the_interval_holds_the_correlation_and_narrows_with_n(r: float, n: int) -> None:
    low, high = fisher_interval(r, n)
    assert -1 < low < r < high < 1
    closer = fisher_interval(r, n * 4)
    assert low < closer[0] < r < closer[1] < high


def test_only_pairs_count_and_few_pairs_say_nothing() -> None:
    codes = [f"GM{i:04d}" for i in range(12)]
    score = pd.Series(np.arange(12.0), index=codes)
    found = correlate(score, score[:10] * 2)
    assert found["n"] == 10
    assert found["pearson"] == pytest.approx(1)
    few = correlate(score, score[:9])
    assert few["n"] == 9
    assert np.isnan(few["pearson"])
    assert np.isnan(correlate(score, score * 0)["spearman"])


def test_the_outcome_nearest_to_the_year_is_used() -> None:
    codes = [f"GM{i:04d}" for i in range(12)]
    rows = {(i, 2020): {c: float(k) for k, c in enumerate(codes)} for i in "abcd"}
    rows |= {("uitkomst", 2018): {c: float(-k) for k, c in enumerate(codes)}}
    rows |= {("uitkomst", 2021): {c: float(k) for k, c in enumerate(codes)}}
    snapshot = small_snapshot(figures(rows), dict.fromkeys(codes, "PV30"))
    table = outcomes(snapshot, score_year(snapshot, 2020)).set_index("score")
    assert (table["outcome_year"] == 2021).all()
    assert table.loc["social", "pearson"] == pytest.approx(1)  # c counts up with the outcome
    assert table.loc["environment", "spearman"] == pytest.approx(-1)  # d counts down
