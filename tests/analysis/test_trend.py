"""The trend rule of FingertipsNext, by hand and on its own published example."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.analysis.trend import (
    find_trend,
    indicator_trends,
    over_dispersion,
    standard_errors,
    weighted_slope,
)
from tests.analysis.small import figures, small_catalog, small_snapshot

YEARS = [2019, 2020, 2021, 2022, 2023]


def test_a_straight_line_by_hand() -> None:
    # x from the middle: -2..2, sum of squares 10, so SE^2 of the slope is 1/10;
    # slope 2, chi-square 2^2 / (1/10) = 40
    found = find_trend(YEARS, [10, 12, 14, 16, 18], [1] * 5)
    assert found.direction == "rising"
    assert found.slope == pytest.approx(2)
    assert found.chi_square == pytest.approx(40)
    assert found.years == tuple(YEARS)


def test_a_slope_within_the_margins_is_no_trend() -> None:
    # sum of x*y: -2*10 - 1*11 + 0 + 1*11 + 2*11 = 2, slope 0.2, chi-square 0.04 * 10 = 0.4
    found = find_trend(YEARS, [10, 11, 10, 11, 11], [1] * 5)
    assert found.direction == "none"
    assert found.chi_square == pytest.approx(0.4)


def test_one_point_alone_makes_no_trend() -> None:
    # with all points: sum of x*y = -2 - 0.9 + 0 + 0.7 + 20 = 17.8, slope 1.78, chi-square 31.7;
    # without the last the line falls by 0.1 a year: the sign does not survive
    found = find_trend(YEARS, [1, 0.9, 0.8, 0.7, 10], [1] * 5)
    assert found.chi_square == pytest.approx(1.78**2 * 10)
    assert found.direction == "none"


def test_weights_follow_the_margins() -> None:
    # two points and a third that weighs nothing: the slope is that of the two, (4 - 1) / 1
    slope, squared = weighted_slope(
        np.array([0.0, 1.0, 2.0]), np.array([1.0, 4.0, 100.0]), np.array([1.0, 1.0, 0.0])
    )
    assert slope == pytest.approx(3)
    assert squared == pytest.approx(2)  # variance of a difference of two figures with SE 1


def test_the_published_example() -> None:
    # "DiabeticEyeDiseaseTrendMarkersAreCorrect" (TrendMarkerCalculatorTests, FingertipsNext):
    # preventable sight loss 2020-2024 with 95% bounds, marker Increasing
    values = [2.935, 1.93028, 2.7567, 2.8701, 3.0121]
    lower = np.array([2.7841, 1.8085, 2.6113, 2.7225, 2.8616])
    upper = np.array([3.0919, 2.058, 2.9082, 3.0237, 3.1683])
    found = find_trend([2020, 2021, 2022, 2023, 2024], values, (upper - lower) / 3.92)
    assert found.direction == "rising"


def test_only_the_five_newest_points_count() -> None:
    found = find_trend([2010, *YEARS], [900, 10, 12, 14, 16, 18], [1] * 6)
    assert found.years == tuple(YEARS)
    assert found.slope == pytest.approx(2)


@pytest.mark.parametrize(
    ("values", "errors", "since", "reason"),
    [
        ([1, 2, 3, 4, np.nan], [1] * 5, 0, "too-few-points"),
        ([1, 2, 3, 4, 5], [1, 1, 1, 1, np.nan], 0, "no-margins"),
        ([1, 2, 3, 4, 5], [1] * 5, 2021, "level-break"),
    ],
)
def test_what_cannot_be_determined_says_why(
    values: list[float], errors: list[float], since: int, reason: str
) -> None:
    found = find_trend(YEARS, values, errors, since)
    assert (found.direction, found.reason) == ("undetermined", reason)
    assert np.isnan(found.slope)


@given(
    st.lists(st.floats(-100, 100), min_size=5, max_size=5),
    st.lists(st.floats(0.1, 10), min_size=5, max_size=5),
    st.floats(-50, 50),
)
def test_a_shift_of_all_figures_changes_nothing_and_a_mirror_mirrors(
    values: list[float], errors: list[float], shift: float
) -> None:
    y = np.array(values)
    plain = find_trend(YEARS, y, errors)
    moved = find_trend(YEARS, y + shift, errors)
    mirrored = find_trend(YEARS, -y, errors)
    assert moved.slope == pytest.approx(plain.slope, abs=1e-6)
    assert mirrored.slope == pytest.approx(-plain.slope, abs=1e-9)
    opposite = {"rising": "falling", "falling": "rising", "none": "none"}
    assert mirrored.direction == opposite[plain.direction]


def test_standard_errors_of_bounds_and_of_counts() -> None:
    # a: bounds 40-60 give 20 / 3.92; b: 5 per 1,000 of 2,000 people is a count of 10,
    # whose chance variation is sqrt(10) on 2,000 people, in per 1,000: 1000 * sqrt(10) / 2000
    rows = {("a", 2020): {"GM0001": 50.0}, ("b", 2020): {"GM0001": 5.0}}
    obs = figures(rows | {("bevolking", 2020): {"GM0001": 2000.0}})
    obs.loc[obs["indicator"] == "a", ["lower", "upper"]] = [40.0, 60.0]
    catalog = small_catalog({"b": 'per = "bevolking"\nscale = 1000'})
    snapshot = small_snapshot(obs, {"GM0001": "PV30"}, catalog=catalog)
    by_bounds = standard_errors(snapshot, catalog.indicators["a"])["error"].iloc[0]
    by_count = standard_errors(snapshot, catalog.indicators["b"])["error"].iloc[0]
    assert by_bounds == pytest.approx(20 / 3.92)
    assert by_count == pytest.approx(1000 * 10**0.5 / 2000)


def test_verdict_follows_the_direction_of_the_indicator() -> None:
    # b is bad when high; 10, 20, .. 50 per 1,000 of 100,000 people rises far beyond chance
    code = "GM0001"
    rows = {("b", y): {code: 10.0 * (k + 1)} for k, y in enumerate(YEARS)}
    people = {("bevolking", y): {code: 100_000.0} for y in YEARS}
    catalog = small_catalog({"b": 'per = "bevolking"\nscale = 1000'})
    snapshot = small_snapshot(
        figures(rows | people), {code: "PV30", "GM0002": "PV30"}, catalog=catalog
    )
    table = indicator_trends(snapshot, "b", 2023)
    assert table.loc[code, "verdict"] == "worse"
    assert (table.loc[code, "first"], table.loc[code, "last"]) == (2019, 2023)
    assert table.loc["GM0002", "reason"] == "too-few-points"
    assert indicator_trends(snapshot, "b", 2022).loc[code, "verdict"] == "undetermined"


@given(
    st.lists(st.floats(-100, 100), min_size=5, max_size=9),
    st.integers(0, 1000),
)
def test_slope_and_error_are_those_of_numpy(values: list[float], seed: int) -> None:
    # np.polyfit weighs residuals by 1/SE; "unscaled" leaves its covariance on the given errors
    rng = np.random.default_rng(seed)
    x = np.cumsum(rng.integers(1, 4, len(values))).astype(float)
    error = rng.uniform(0.5, 3, len(values))
    line, covariance = np.polyfit(x, values, 1, w=1 / error, cov="unscaled")
    slope, squared = weighted_slope(x, np.array(values), error**-2)
    assert slope == pytest.approx(line[0], abs=1e-7)
    assert squared == pytest.approx(covariance[0, 0])


def test_the_scatter_of_counts_widens_their_errors_by_hand() -> None:
    # line 10.2, 10.4 .. 11.0 through 10, 11, 10, 11, 11: left over -0.2, 0.6, -0.6, 0.2, 0;
    # squares add up to 0.8, over 0.1^2 and 3 degrees of freedom 0.8 / 0.01 / 3 = 26.7
    values, errors = [10, 11, 10, 11, 11], [0.1] * 5
    plain = find_trend(YEARS, values, errors)
    assert plain.chi_square == pytest.approx(40)  # 0.2^2 * 10 / 0.1^2
    widened = find_trend(YEARS, values, errors, scatter=1.0)
    assert widened.scatter == pytest.approx(0.8 / 0.01 / 3)
    assert widened.chi_square == pytest.approx(1.5)
    assert widened.direction == "none"
    # what many series tell counts where it is more
    assert find_trend(YEARS, values, errors, scatter=40.0).chi_square == pytest.approx(1)
    table = pd.DataFrame({"region": "a", "year": YEARS, "value": values, "error": errors})
    assert over_dispersion(table) == pytest.approx(0.8 / 0.01 / 3)


def test_counts_that_scatter_four_times_as_much_as_chance_rarely_show_a_trend() -> None:
    # negative binomial counts around 300 with four times the variance of Poisson, no trend at all:
    # size r with mean + mean^2 / r = 4 * mean, r = mean / 3
    rng = np.random.default_rng(8)
    counts = rng.negative_binomial(100, 100 / 400, size=(600, 5)).astype(float)
    table = pd.DataFrame(
        {
            "region": np.repeat(np.arange(600), 5),
            "year": np.tile(YEARS, 600),
            "value": counts.ravel(),
            "error": np.sqrt(counts).ravel(),
        }
    )
    scatter = over_dispersion(table)
    assert 3.3 < scatter < 5
    found = {
        wide: np.mean(
            [find_trend(YEARS, c, np.sqrt(c), 0, wide).direction != "none" for c in counts]
        )
        for wide in (None, scatter)
    }
    assert found[None] > 0.05  # by the error of Poisson alone many would be called a trend
    assert found[scatter] < 0.01  # the rule promises 0.2%
