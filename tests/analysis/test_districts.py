"""Districts that stand clearly below their municipality."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from monitor.analysis.districts import (
    lagging_count,
    neighbourhoods,
    quarters,
    weak_districts,
    why_no_figure,
)
from tests.analysis.districts import X, Y, with_districts

PEOPLE = {"WK000101": 900.0, "WK000102": 900.0, "WK000103": 100.0}


def test_a_clearly_worse_district_by_hand() -> None:
    # a: municipality z 0.5, district 40 has z -1: difference -1.5. b counts down: 27 has z -1.4
    values = {
        ("a", 2024): {X: 55.0, "WK000101": 40.0, "WK000102": 46.0, "WK000103": 10.0},
        ("b", 2024): {X: 20.0, "WK000101": 27.0},
    }
    table = weak_districts(with_districts(PEOPLE, values))
    # WK000102 is 0.9 below: not clearly; WK000103 is too small to tell
    assert table["district"].to_list() == ["WK000101", "WK000101"]
    assert table["difference"].to_list() == pytest.approx([-1.5, -1.4])
    first = table.iloc[0]
    assert (first["name"], first["region"], first["indicator"]) == ("wijk 01", X, "a")
    assert (first["value"], first["value_region"], first["measured"]) == (40, 55, 2024)
    assert first["behind_average"]


def test_behind_a_good_average_or_not() -> None:
    people = {"WK000101": 900.0, "WK000201": 900.0}
    values = {("a", 2024): {X: 55.0, Y: 45.0, "WK000101": 30.0, "WK000201": 30.0}}
    table = weak_districts(with_districts(people, values)).set_index("district")
    assert table["behind_average"].to_dict() == {"WK000101": True, "WK000201": False}


def test_figures_of_different_years_are_not_compared() -> None:
    values = {("a", 2024): {X: 55.0}, ("a", 2020): {"WK000101": 10.0}}
    assert weak_districts(with_districts(PEOPLE, values)).empty


def test_no_district_figures_no_districts() -> None:
    snapshot = with_districts(PEOPLE, {("a", 2024): {X: 55.0}})
    bare = replace(snapshot, district_figures=snapshot.district_figures.iloc[:0])
    assert weak_districts(bare).empty


def test_neighbourhoods_have_raw_figures_of_the_newest_year_and_no_rank() -> None:
    # a: the newest year not after the edition of 2024 is 2024, and a neighbourhood without it has
    # none, though it has one of 2020; c is of 2025 alone: too new
    values = {
        ("a", 2020): {"BU00010101": 31.0, "BU00010102": 32.0},
        ("a", 2024): {"BU00010101": 41.0, "WK000101": 40.0},
        ("c", 2025): {"BU00010101": 51.0},
    }
    people = {**PEOPLE, "BU00010101": 500.0, "BU00010102": 400.0, "BU00010201": 900.0}
    shot = with_districts(people, values)
    places = shot.district_places.assign(district="WK" + shot.district_places["code"].str[2:8])
    table, years = neighbourhoods(replace(shot, district_places=places), "WK000101")
    assert years == {"a": 2024}
    assert list(table.index) == ["BU00010101", "BU00010102"]
    assert table["a"].iloc[0] == 41 and table["a"].isna().iloc[1]
    assert list(table.columns) == ["name", "inhabitants", "a"]


def test_a_district_without_neighbourhoods_has_none() -> None:
    table, years = neighbourhoods(with_districts(PEOPLE, {("a", 2024): {X: 55.0}}), "WK000101")
    assert table.empty and years == {}


def test_why_a_measure_is_not_drawn_is_of_the_measure_and_not_of_the_rank() -> None:
    """One drawn without a join, one too small, one missing without a join, one missing with it."""
    table = pd.DataFrame(
        {"small": [False, True, False, False], "joined": ["", "name", "", "name"]},
        index=list("abcd"),
    )
    value = pd.Series([37.2, 12.0, None, None], index=list("abcd"))
    assert why_no_figure(table, value, former=True) == ["", "small", "layout", "none"]
    assert why_no_figure(table, value, former=False) == ["", "small", "none", "none"]


def test_quarters_and_what_lags_by_hand() -> None:
    """Of eight the two lowest lie in the first quarter; a tie falls in the lower one."""
    z = pd.DataFrame(
        {"a": [-4.0, -3, -2, -1, 1, 2, 3, 4], "b": [0.0] * 7 + [None]}, index=list("klmnopqr")
    )
    found = quarters(z, z.index)
    assert found["a"].tolist() == [1, 1, 2, 2, 3, 3, 4, 4]
    assert found["b"].tolist()[:7] == [1] * 7
    assert found["b"].isna().tolist() == [False] * 7 + [True]
    assert lagging_count(found).tolist() == [2, 2, 1, 1, 1, 1, 1, 0]
