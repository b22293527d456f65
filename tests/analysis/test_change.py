"""The change between two years adds up, and names what only entered or left the score."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.analysis.change import Change, compare_years, in_common, waterfall
from monitor.analysis.scores import ScoreOptions, score_year
from monitor.errors import MonitorError
from tests.analysis.small import figures, small_catalog, small_snapshot

X, Y = "GM0001", "GM0002"
PLACES = {X: "PV30", Y: "PV30"}
HALF = ScoreOptions(min_share=0.5)  # one of the two personal indicators is enough


def moved(
    rows: dict[tuple[str, int], dict[str, float]], years: tuple[int, int] = (2012, 2020)
) -> Change:
    snapshot = small_snapshot(figures(rows), PLACES)
    start, end = (score_year(snapshot, y, HALF) for y in years)
    return compare_years(snapshot, start, end)


EARLY = {("a", 2012): {X: 50.0}, ("c", 2012): {X: 60.0}, ("d", 2012): {X: 10.0}}
LATE = {("a", 2020): {X: 60.0}, ("c", 2020): {X: 65.0}, ("d", 2020): {X: 8.0}}


def test_an_indicator_that_enters_by_hand() -> None:
    # z: a 0 -> 1, c 0 -> 0.5, d 0 -> 1; b enters at -2, so the personal dimension ends at -0.5.
    # total: 100 -> 100 + 10/3 * (-0.5 + 0.5 + 1); on a, c and d alone: 100 + 10/3 * 2.5
    change = moved(EARLY | LATE | {("b", 2020): {X: 30.0}})
    row = change.table.loc[X]
    assert row["total_end"] - row["total_start"] == pytest.approx(10 / 3)
    assert row["change"] == pytest.approx(25 / 3)
    assert row["entered"] == pytest.approx(-5)
    assert row["left"] == pytest.approx(0)
    assert change.parts.loc[X, ["a", "b", "c", "d"]].to_list() == pytest.approx(
        [10 / 3, 0, 5 / 3, 10 / 3]
    )


def test_an_indicator_that_leaves_by_hand() -> None:
    # the same with the start better by b = 0 (z +4): personal starts at 2, total at 100 + 20/3
    change = moved(EARLY | LATE | {("b", 2012): {X: 0.0}})
    row = change.table.loc[X]
    assert row["total_start"] == pytest.approx(100 + 20 / 3)
    assert row["change"] == pytest.approx(25 / 3)
    assert row["left"] == pytest.approx(-20 / 3)
    assert row["total_end"] - row["total_start"] == pytest.approx(5 / 3)


def test_the_waterfall_names_terms_figures_and_years() -> None:
    table = waterfall(moved(EARLY | LATE | {("b", 2020): {X: 30.0}}), X)
    assert table["term"].to_list() == ["a", "c", "d", "entered"]
    assert table["dimension"].to_list() == ["personal", "social", "environment", ""]
    assert table["status"].to_list() == ["both", "both", "both", "b"]
    assert table.loc[0, ["value_start", "value_end"]].to_list() == [50, 60]
    assert table.loc[0, ["measured_start", "measured_end"]].to_list() == [2012, 2020]
    assert table["points"].sum() == pytest.approx(10 / 3)


def test_one_measurement_that_serves_both_years_cannot_move() -> None:
    rows = {(i, 2016): {X: v} for i, v in {"a": 60.0, "b": 20.0, "c": 65.0, "d": 8.0}.items()}
    change = moved(rows, (2016, 2020))
    assert set(change.status.loc[X]) == {"same"}
    assert change.table.loc[X, "change"] == pytest.approx(0)


def test_without_a_total_in_both_years_there_is_no_change() -> None:
    change = moved(EARLY | {("a", 2020): {X: 60.0}, ("c", 2020): {X: 65.0}})
    row = change.table.loc[X]
    assert row[["change", "entered", "left"]].isna().all()
    assert change.parts.loc[X].isna().all()


def test_too_little_in_common_is_no_change_though_both_years_have_a_score() -> None:
    # 2012 knows a of the personal dimension, 2020 knows b: each is half of it, enough for a score,
    # but nothing is in both
    early = EARLY | {("c", 2012): {X: 60.0}}
    late = {k: v for k, v in LATE.items() if k[0] != "a"} | {("b", 2020): {X: 30.0}}
    change = moved(early | late)
    row = change.table.loc[X]
    assert row[["total_start", "total_end"]].notna().all()
    assert row[["change", "personal", "entered", "left"]].isna().all()
    # the other dimensions compare by themselves: c from z = 0 to 0.5
    assert row["social"] == pytest.approx(5)
    assert in_common(change, [X])["personal"] == 0
    assert change.parts.loc[X].isna().all()


def test_what_was_measured_anew_is_a_share_of_the_common_weight() -> None:
    # weights of a, c, d: 1/6, 1/3, 1/3; d keeps its measurement of 2016 in both years
    rows = {(i, 2016): {X: v} for i, v in {"a": 60.0, "c": 65.0, "d": 8.0}.items()}
    rows |= {("a", 2020): {X: 60.0}, ("c", 2020): {X: 66.0}}
    change = moved(rows, (2016, 2020))
    assert change.table.loc[X, "anew"] == pytest.approx((1 / 6 + 1 / 3) / (1 / 6 + 2 / 3))


def test_a_level_break_between_the_years_is_named() -> None:
    # a falls from 50 to 30 because it is measured otherwise from 2018 on; its new scale has mean 30
    rows = EARLY | LATE | {("a", 2020): {X: 30.0}}
    snapshot = small_snapshot(
        figures(rows),
        PLACES,
        catalog=small_catalog({"a": "breaks = [2018]"}),
        breaks={"a": (2018, 30.0, 5.0, 0.0)},
    )
    change = compare_years(
        snapshot, score_year(snapshot, 2012, HALF), score_year(snapshot, 2020, HALF)
    )
    assert change.status.loc[X, "a"] == "break"
    assert change.parts.loc[X, "a"] == pytest.approx(0)


def test_places_won_are_positive() -> None:
    rows = {(i, 2012): {X: v, Y: v + 1} for i, v in {"a": 50.0, "c": 60.0}.items()}
    rows |= {(i, 2020): {X: v + 1, Y: v} for i, v in {"a": 50.0, "c": 60.0}.items()}
    rows |= {("d", y): {X: 10.0, Y: 10.0} for y in (2012, 2020)}
    table = moved(rows).table
    assert table["rank_change"].to_list() == [1, -1]


def test_years_under_different_choices_are_refused() -> None:
    snapshot = small_snapshot(figures(EARLY | LATE), PLACES)
    with pytest.raises(MonitorError, match="verschillende keuzes"):
        compare_years(snapshot, score_year(snapshot, 2012, HALF), score_year(snapshot, 2020))


def test_percentile_ranks_are_refused_with_the_reason() -> None:
    options = ScoreOptions(normalisation="rank", min_share=0.5)
    snapshot = small_snapshot(figures(EARLY | LATE | {("b", 2020): {X: 30.0, Y: 20.0}}), PLACES)
    start, end = (score_year(snapshot, y, options) for y in (2012, 2020))
    with pytest.raises(MonitorError, match="Percentielrangen"):
        compare_years(snapshot, start, end)


cell = st.one_of(st.none(), st.floats(0, 100))
grid = st.lists(st.lists(cell, min_size=8, max_size=8), min_size=2, max_size=2)


@settings(max_examples=60, deadline=None)
@given(
    rows=grid,
    within=st.sampled_from(["arithmetic", "geometric", "mazziotta-pareto"]),
    between=st.sampled_from(["arithmetic", "geometric", "mazziotta-pareto"]),
)
def test_the_terms_add_up_whatever_is_missing(
    rows: list[list[float | None]], within: str, between: str
) -> None:
    cells = {
        (name, year): {
            code: row[4 * t + k]
            for code, row in zip(PLACES, rows, strict=True)
            if row[4 * t + k] is not None
        }
        for t, year in enumerate((2012, 2020))
        for k, name in enumerate("abcd")
    }
    snapshot = small_snapshot(figures(cells), PLACES)
    options = ScoreOptions(min_share=0.5, within=within, between=between)
    start, end = (score_year(snapshot, y, options) for y in (2012, 2020))
    change = compare_years(snapshot, start, end)
    table = change.table
    whole = table["total_end"] - table["total_start"]
    terms = table["change"] + table["entered"] + table["left"]
    known = table["change"].notna()
    assert np.allclose(terms[known], whole[known], atol=1e-8)
    for code in table.index[known]:
        assert change.parts.loc[code].sum() == pytest.approx(table.loc[code, "change"], abs=1e-8)
        assert waterfall(change, code)["points"].sum() == pytest.approx(whole[code], abs=1e-8)
