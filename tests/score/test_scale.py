"""Frozen scales: moments, caps for outliers, level breaks."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.score.errors import ScoreError
from monitor.score.scale import (
    capped,
    frozen_scale,
    is_skewed,
    outlier_caps,
    weighted_moments,
    z_score,
)


def long(years: dict[int, list[float]], weights: list[float]) -> pd.DataFrame:
    units = [f"GM{i}" for i in range(len(weights))]
    return pd.DataFrame(
        [
            (unit, year, value, weight)
            for year, values in years.items()
            for unit, value, weight in zip(units, values, weights, strict=True)
        ],
        columns=["unit", "year", "value", "weight"],
    )


def test_moments_are_weighted_by_population():
    # mean (1*10 + 3*20)/4 = 17.5; variance (1*7.5^2 + 3*2.5^2)/4 = 75/4 = 18.75
    mean, sd = weighted_moments([10, 20], [1, 3])
    assert mean == pytest.approx(17.5)
    assert sd == pytest.approx(np.sqrt(18.75))


def test_what_is_missing_has_no_weight():
    assert weighted_moments([10, np.nan, 20], [1, 9, 1]) == weighted_moments([10, 20], [1, 1])


def test_coinr_example_one_outlier_gets_the_value_of_the_next():
    # COINr, tests/testthat/test-treat.R: Treat(c(1:10, 100)) sets the 100 to 10 and then passes
    x = np.array([*range(1, 11), 100.0])
    assert is_skewed(x)
    low, high = outlier_caps(x)
    assert np.isnan(low)
    assert high == 10
    assert not is_skewed(capped(x, low, high))


def test_coinr_example_with_a_low_outlier():
    # COINr, test-treat.R, "treat_df": c(1:10, -100), the mirror image
    low, high = outlier_caps([*range(1, 11), -100.0])
    assert np.isnan(high)
    assert low == 1


def test_coinr_example_too_few_points_allowed():
    # COINr, test-treat.R: c(1:20, 100, 200) does not pass with winmax = 1; the 200 becomes 100
    x = np.array([*range(1, 21), 100.0, 200.0])
    low, high = outlier_caps(x, most=1)
    assert high == 100
    assert is_skewed(capped(x, low, high))


def test_shape_by_hand():
    # 0 x 4 and a 1: m2 = 0.16, m3 = 0.096, m4 = 0.0832, so g1 = m3 / m2^1.5 = 1.5 and
    # g2 = m4 / m2^2 - 3 = 0.25; of a sample (Joanes and Gill 1998) skewness is
    # 1.5 sqrt(20) / 3 = 2.24 (above 2) and kurtosis 4 / (3 * 2) * (6 * 0.25 + 6) = 5 (above 3.5)
    assert is_skewed(np.array([0.0, 0.0, 0.0, 0.0, 1.0]))
    # with a second 1 g1 is 0.41
    assert not is_skewed(np.array([0.0, 0.0, 0.0, 1.0, 1.0]))


def test_an_even_distribution_gets_no_caps():
    assert np.isnan(outlier_caps(np.arange(50.0))).all()


def test_at_most_five_points_are_treated():
    x = np.array([*np.linspace(0, 1, 300), *(10.0 * 2 ** np.arange(9))])
    _, high = outlier_caps(x)
    assert np.sum(x > high) <= 5


@given(st.lists(st.floats(-1e3, 1e3), min_size=5, max_size=60))
def test_caps_never_treat_more_than_five(values):
    low, high = outlier_caps(values)
    assert np.sum(capped(values, low, high) != np.array(values)) <= 5


def test_scale_of_three_by_hand():
    # 2020: 10, 20, 30 with weights 1, 1, 2: mean 22.5, variance (156.25 + 6.25 + 2*56.25)/4 = 68.75
    scale = frozen_scale(long({2019: [0, 0, 1], 2020: [10, 20, 30]}, [1, 1, 2]), -1, 2020)
    assert scale.from_year.tolist() == [0]
    assert scale.loc[0, "mean"] == pytest.approx(22.5)
    assert scale.loc[0, "sd"] == pytest.approx(np.sqrt(68.75))
    # fewer is better: 30 is worse than the mean
    assert z_score([30.0], -1, scale.loc[0])[0] == pytest.approx(-7.5 / np.sqrt(68.75))


def test_a_new_level_has_its_own_scale_and_the_country_does_not_move():
    # 2020 is the reference, 2021 stands one sd higher for all; 2022 is another definition, 50
    # lower. 2020 = 0, 10, 20: mean 10, sd sqrt(200/3); 2021 = the same + sd: mean z = 1.
    sd = np.sqrt(200 / 3)
    years = {2020: [0, 10, 20], 2021: [sd, 10 + sd, 20 + sd], 2022: [-50, -40, -30]}
    scale = frozen_scale(long(years, [1, 1, 1]), 1, 2020, [2022])
    assert scale.from_year.tolist() == [0, 2022]
    assert scale.loc[1, "mean"] == pytest.approx(-40)
    assert scale.loc[1, "shift"] == pytest.approx(1)
    old = z_score(years[2021], 1, scale.loc[0])
    new = z_score(years[2022], 1, scale.loc[1])
    assert new.mean() == pytest.approx(old.mean())


def test_the_splice_is_directed():
    sd = np.sqrt(200 / 3)
    years = {2020: [0, 10, 20], 2021: [sd, 10 + sd, 20 + sd], 2022: [-50, -40, -30]}
    scale = frozen_scale(long(years, [1, 1, 1]), -1, 2020, [2022])
    assert scale.loc[1, "shift"] == pytest.approx(-1)


def test_only_units_on_both_sides_of_a_break_count_in_the_splice():
    frame = long({2020: [0, 10, 20], 2022: [50, 60, 70]}, [1, 1, 1])
    frame = pd.concat([frame, pd.DataFrame([("GM9", 2020, 900.0, 0.0)], columns=frame.columns)])
    scale = frozen_scale(frame, 1, 2020, [2022])
    assert scale.loc[1, "shift"] == pytest.approx(0)


def test_a_break_that_is_still_to_come_adds_nothing():
    scale = frozen_scale(long({2020: [0, 10, 20]}, [1, 1, 1]), 1, 2020, [2024])
    assert scale.from_year.tolist() == [0]


@given(st.lists(st.floats(-50, 50), min_size=3, max_size=3))
def test_a_new_year_never_moves_a_frozen_scale(new):
    years = {2020: [0.0, 10, 20], 2022: [5.0, 6, 9]}
    before = frozen_scale(long(years, [1, 2, 3]), 1, 2020, [2022])
    after = frozen_scale(long({**years, 2023: new}, [1, 2, 3]), 1, 2020, [2022])
    pd.testing.assert_frame_equal(before, after, check_exact=True)


def test_without_figures_in_the_reference_year_there_is_no_scale():
    with pytest.raises(ScoreError, match="reference year 2019"):
        frozen_scale(long({2020: [1, 2, 3]}, [1, 1, 1]), 1, 2019)


def test_without_spread_there_is_no_scale():
    with pytest.raises(ScoreError, match="spread"):
        frozen_scale(long({2020: [4, 4, 4]}, [1, 1, 1]), 1, 2020)
