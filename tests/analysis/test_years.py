"""Two years side by side: what is compared, what is not and why, and how an area moved."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from monitor.analysis.change import compare_years
from monitor.analysis.scores import ScoreOptions, score_year
from monitor.analysis.years import all_differences, difference, marks, steps, usual_differences
from monitor.errors import MonitorError
from monitor.snapshot import Snapshot
from tests.analysis.small import figures, small_catalog, small_snapshot

X, Y = "GM0001", "GM0002"
START, END = 2018, 2020
# 100 everywhere: every z is 0 (small.py)
MIDDLE = {"a": 50, "b": 20, "c": 60, "d": 10}


def snapshot(
    changes: dict[tuple[str, int], dict[str, float]], breaks: dict[str, tuple] | None = None
) -> Snapshot:
    """Both municipalities at 100 in 2018 and 2020, but for these figures."""
    rows = {(i, y): {X: v, Y: v} for i, v in MIDDLE.items() for y in (START, END)}
    for key, row in changes.items():
        rows[key] = {**rows.get(key, {}), **row}
    extra = {i: f"breaks = [{b[0]}]" for i, b in (breaks or {}).items()}
    return small_snapshot(
        figures(rows),
        {X: "PV30", Y: "PV30"},
        catalog=small_catalog(extra) if breaks else None,
        breaks=breaks,
    )


def compared(own: Snapshot, years: tuple[int, int] = (START, END)):
    return compare_years(own, *(score_year(own, y) for y in years))


def test_the_steps_of_an_area_are_those_of_its_municipalities_weighted_by_inhabitants() -> None:
    # X: a from z = 0 to 1, worth 10/3 * 1/2 = 5/3; Y: c from z = 0 to 1, worth 10/3.
    own = snapshot({("a", END): {X: 60}, ("c", END): {Y: 70}})
    found = steps(compared(own), [X, Y], pd.Series({X: 1_000, Y: 3_000}))
    assert (found.start, found.count) == (pytest.approx(100), 2)
    assert found.terms["points"]["a"] == pytest.approx((1 * 5 / 3 + 3 * 0) / 4)
    assert found.terms["points"]["c"] == pytest.approx((1 * 0 + 3 * 10 / 3) / 4)
    assert found.end == pytest.approx(100 + 35 / 12)
    assert found.terms["points"].sum() == pytest.approx(found.end - found.start)
    assert found.entered == found.left == ()


def test_of_one_municipality_its_own_steps_remain() -> None:
    own = snapshot({("a", END): {X: 60}, ("c", END): {Y: 70}})
    found = steps(compared(own), [X], pd.Series({X: 1_000, Y: 3_000}))
    assert found.end - found.start == pytest.approx(5 / 3)
    assert list(found.terms.index) == ["b", "a", "c", "d"]  # by dimension, from loss to gain
    assert found.terms["fresh"].to_list() == [1, 1, 1, 1]


def test_who_has_no_score_in_both_years_does_not_count_in_the_steps() -> None:
    own = snapshot({("c", END): {Y: np.nan}, ("c", START): {Y: np.nan}, ("a", END): {X: 60}})
    found = steps(compared(own), [X, Y], pd.Series({X: 1_000, Y: 3_000}))
    assert found.count == 1
    assert found.end - found.start == pytest.approx(5 / 3)


def test_an_area_without_any_score_has_no_steps() -> None:
    own = snapshot({("c", y): {X: np.nan, Y: np.nan} for y in (START, END)})
    found = steps(compared(own), [X, Y], pd.Series({X: 1_000, Y: 3_000}))
    assert found.count == 0
    assert np.isnan(found.start)


def test_the_difference_of_a_dimension_is_on_its_own_scale() -> None:
    # a from z = 0 to 1 is half of the personal dimension: 5 points there, a third in the total.
    own = snapshot({("a", END): {X: 60}})
    change = compared(own)
    assert difference(own, change, "personal")["value"].to_list() == pytest.approx([5, 0])
    assert difference(own, change, "total")["value"].to_list() == pytest.approx([5 / 3, 0])
    assert difference(own, change, "social")["value"].to_list() == pytest.approx([0, 0])


def test_without_a_score_in_both_years_there_is_no_difference() -> None:
    # half of the weight of a dimension is too little for a score (two thirds)
    own = snapshot({("b", START): {X: np.nan}, ("a", END): {X: 60}})
    table = difference(own, compared(own), "total")
    assert np.isnan(table["start"][X])
    assert table["end"][X] == pytest.approx(100 + 5 / 3)
    assert np.isnan(table["value"][X])
    assert table["reason"].to_dict() == {X: "missing", Y: ""}


def test_the_difference_of_an_indicator_has_a_value_or_a_reason() -> None:
    own = snapshot({("a", START): {Y: np.nan}, ("a", END): {X: 53.5}, ("b", START): {Y: np.nan}})
    table = difference(own, compared(own), "a")
    assert table["value"].to_dict() == {
        X: pytest.approx(3.5),
        Y: pytest.approx(np.nan, nan_ok=True),
    }
    assert table["reason"].to_dict() == {X: "", Y: "missing"}


def test_one_measurement_that_serves_both_years_is_no_difference() -> None:
    own = snapshot({("a", END): {X: np.nan}})  # the figure of 2018 serves 2020 too
    table = difference(own, compared(own), "a")
    assert (table.at[X, "start"], table.at[X, "end"]) == (50, 50)
    assert np.isnan(table.at[X, "value"])
    assert table["reason"].to_dict() == {X: "same", Y: ""}


def test_across_a_level_break_an_indicator_is_not_compared() -> None:
    own = snapshot({("a", END): {X: 40, Y: 42}}, {"a": (2019, 40.0, 10.0, 0.0)})
    change = compared(own)
    assert difference(own, change, "a")["reason"].to_list() == ["break", "break"]
    assert difference(own, change, "a")["value"].isna().all()
    # in the score it is: each stands on the scale of its own level
    assert difference(own, change, "total")["value"][X] == pytest.approx(0)
    assert marks(change)["broken"].to_list() == [1, 1]


@pytest.mark.parametrize("what", ["total", "personal", "social", "a", "bevolking"])
@pytest.mark.parametrize("method", ["z", "minmax", "ampi"])
def test_all_differences_are_those_of_each_pair_and_turn_with_their_sign(
    what: str, method: str
) -> None:
    rng = np.random.default_rng(7)
    rows = {
        (i, y): {c: v * (1 + rng.normal() / 10) for c in (X, Y)}
        for i, v in {**MIDDLE, "bevolking": 5_000}.items()
        for y in (2016, 2018, 2020)
    }
    rows["a", 2018][X] = rows["c", 2016][Y] = np.nan
    own = small_snapshot(
        figures(rows), {X: "PV30", Y: "PV30"}, catalog=small_catalog({"a": "breaks = [2020]"}),
        breaks={"a": (2020, 45.0, 10.0, 0.0)},
    )  # fmt: skip
    options = ScoreOptions(normalisation=method)  # type: ignore[arg-type]
    scores = {y: score_year(own, y, options) for y in (2020, 2016, 2018)}
    found = all_differences(own, scores, what)
    assert list(found) == [(2016, 2018), (2016, 2020), (2018, 2020)]
    for (a, b), values in found.items():
        one = difference(own, compare_years(own, scores[a], scores[b]), what)["value"]
        back = difference(own, compare_years(own, scores[b], scores[a]), what)["value"]
        np.testing.assert_array_equal(values, one)
        np.testing.assert_array_equal(-values, back)


def test_percentile_ranks_have_no_differences() -> None:
    own = snapshot({})
    scores = {y: score_year(own, y, ScoreOptions(normalisation="rank")) for y in (START, END)}
    with pytest.raises(MonitorError, match="rang"):
        all_differences(own, scores, "total")


def test_one_year_has_no_pairs() -> None:
    own = snapshot({})
    assert all_differences(own, {END: score_year(own, END)}, "total") == {}


def test_marks_count_what_a_reader_must_know() -> None:
    own = snapshot({("a", END): {X: np.nan}, ("d", START): {Y: np.nan}})
    own.observations.loc[
        (own.observations["region"] == Y) & (own.observations["indicator"] == "b"), "harmonised"
    ] = True
    found = marks(compared(own))
    assert found.loc[X, ["broken", "same", "other"]].to_list() == [0, 1, 0]
    assert found.loc[X, "oldest"] == START  # the figure of a
    assert found.loc[Y, ["broken", "same", "other"]].to_list() == [0, 0, 1]  # d entered
    assert found["harmonised"].to_list() == [False, True]


def test_usual_differences_are_four_years_apart_or_of_neighbours() -> None:
    six = pd.DataFrame([[1, 2, 4, 7, 11, 16]], index=[X], columns=range(2016, 2022), dtype=float)
    assert usual_differences(six).to_list() == [10, 14]  # 11 - 1 and 16 - 2
    assert usual_differences(six.iloc[:, :3]).to_list() == [1, 2]
    assert usual_differences(six.iloc[:, :1]).empty
