"""The as-of rule: the newest measurement not after the year and not too old."""

from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from monitor.score.asof import newest_rows, pick

UNITS = pd.Index(["A", "B", "C"])
AGES = pd.Series({"health": 5, "crime": 2})  # a cycle of four years, and a yearly one


def figures(rows: list[tuple[str, str, int, float]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["indicator", "unit", "year", "value"])


def as_of(frame: pd.DataFrame, year: int, column: str = "value") -> pd.DataFrame:
    return pick(frame, column, newest_rows(frame, year, UNITS, AGES), UNITS, AGES.index)


def test_the_newest_measurement_stands_for_the_year():
    frame = figures([("health", "A", 2012, 1.0), ("health", "A", 2016, 2.0)])
    assert as_of(frame, 2018).loc["A", "health"] == 2.0
    assert as_of(frame, 2018, "year").loc["A", "health"] == 2016


def test_nothing_is_taken_from_the_future():
    frame = figures([("health", "A", 2016, 2.0), ("health", "A", 2020, 9.0)])
    assert as_of(frame, 2019).loc["A", "health"] == 2.0
    assert np.isnan(as_of(frame, 2015).loc["A", "health"])


def test_a_figure_serves_its_cycle_and_one_year_more():
    frame = figures([("health", "A", 2012, 1.0), ("crime", "A", 2012, 3.0)])
    assert as_of(frame, 2014).loc["A"].tolist() == [1.0, 3.0]
    # in 2015 the yearly figure is three years old: too old; that of every four years serves to 2017
    assert as_of(frame, 2015).loc["A", "health"] == 1.0
    assert np.isnan(as_of(frame, 2015).loc["A", "crime"])
    assert as_of(frame, 2017).loc["A", "health"] == 1.0
    assert np.isnan(as_of(frame, 2018).loc["A", "health"])


def test_a_missing_value_is_no_measurement():
    frame = figures([("crime", "B", 2018, 5.0), ("crime", "B", 2019, np.nan)])
    assert as_of(frame, 2019).loc["B", "crime"] == 5.0


def test_other_units_and_indicators_are_passed_over():
    frame = figures([("crime", "Z", 2018, 5.0), ("weather", "A", 2018, 1.0)])
    assert as_of(frame, 2018).isna().all(axis=None)


def test_the_order_of_the_rows_does_not_matter():
    frame = figures([("crime", "A", y, float(y)) for y in (2019, 2017, 2018)])
    assert as_of(frame, 2018).loc["A", "crime"] == 2018.0


def test_a_mark_travels_with_its_figure():
    frame = figures([("crime", "A", 2018, 5.0), ("crime", "B", 2018, 5.0)])
    frame["merged"] = [True, False]
    merged = as_of(frame, 2018, "merged")
    assert merged["crime"].tolist() == [True, False, False]
    assert merged["crime"].dtype == bool


@given(
    st.lists(
        st.tuples(st.sampled_from("AB"), st.integers(2012, 2025), st.floats(-9, 9)),
        unique_by=lambda row: row[:2],
        max_size=20,
    ),
    st.integers(2012, 2024),
    st.floats(-9, 9),
)
def test_a_new_year_changes_no_earlier_one(rows, year, value):
    frame = figures([("crime", *row) for row in rows])
    later = figures([("crime", "A", year + 1, value)])
    more = pd.concat([frame[frame.year <= year], later])
    before = as_of(frame[frame.year <= year], year)
    pd.testing.assert_frame_equal(as_of(more, year), before)
