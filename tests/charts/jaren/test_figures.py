"""Charts of two years: labels that stay apart, steps that follow each other, classes around 0."""

from __future__ import annotations

import json
from itertools import pairwise

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.charts.classes import difference_scale
from monitor.charts.jaren import slope, waterfall
from monitor.charts.jaren.waterfall import AIR
from monitor.charts.marks import spread
from monitor.charts.theme import DARK, LIGHT, Theme

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])


def drawn(fig: go.Figure) -> dict:
    return json.loads(fig.to_json())


# Labels.


def test_labels_that_have_room_stay_where_they_are() -> None:
    assert spread([1, 2, 3], 0.5, 0, 4) == [1, 2, 3]


def test_labels_that_touch_move_apart_around_their_middle() -> None:
    # 2.0 and 2.2 need 1 between them: half a unit each way from 2.1
    assert spread([0, 2.0, 2.2], 1, 0, 4) == pytest.approx([0, 1.6, 2.6])


def test_labels_stay_within_their_bounds() -> None:
    assert spread([3.9, 4.0], 1, 0, 4) == pytest.approx([3, 4])
    assert spread([0.0, 0.1], 1, 0, 4) == pytest.approx([0, 1])


@given(st.lists(st.floats(0, 100), min_size=1, max_size=16))
def test_labels_keep_their_order_and_distance(values: list[float]) -> None:
    places = spread(sorted(values), 5, 0, 100)
    assert len(places) == len(values)
    assert all(b - a >= 5 - 1e-9 for a, b in pairwise(places))
    assert places[0] >= -1e-9
    assert places[-1] <= 100 + 1e-9


# Lines from the one year to the other.

LINES = pd.DataFrame(
    {
        "name": ["Aa", "Bee", "Cee"],
        "start": [90.0, 95.0, 100.0],
        "end": [92.0, 94.0, 101.0],
        "before": ["90,0", "95,0", "100,0"],
        "after": ["92,0", "94,0", "101,0"],
        "own": [90.0, 94.5, 100.0],
        "note": ["", "<br>zelf 94,5", ""],
        "label": ["Aa 92,0", "", ""],
        "tone": ["good", "faint", "faint"],
    },
    index=["GM1", "GM2", "GM3"],
)


@THEMES
def test_every_municipality_is_a_line_between_its_two_figures(theme: Theme) -> None:
    fig = drawn(slope.figure(theme, LINES, years=("2016", "2023"), hover="%{customdata[0]}"))
    lines = [t for t in fig["data"] if t.get("customdata")]
    assert [t["line"]["color"] for t in lines] == [theme.faint, theme.good]
    assert lines[0]["x"] == [0, 1, None] * 2
    assert lines[0]["y"] == [95, 94, None, 100, 101, None]
    assert lines[1]["customdata"] == [["Aa", "90,0", "92,0", ""]] * 2 + [None]
    assert [a["text"] for a in fig["layout"]["annotations"]] == ["Aa 92,0"]
    assert fig["layout"]["xaxis"]["ticktext"] == ["<b>2016</b>", "<b>2023</b>"]


# Steps from the one score to the other.


def rows(points: list[float], start: float = 90.0) -> pd.DataFrame:
    at = start + np.cumsum([0.0, *points, 0.0])
    n = len(points)
    return pd.DataFrame(
        {
            "label": ["Score 2016", *(f"stap {i}" for i in range(n)), "Score 2023"],
            "points": [np.nan, *points, np.nan],
            "at": at,
            "text": [f"{p:+.1f}" for p in [start, *points, at[-1]]],
            "hover": ["-"] * (n + 2),
            "tone": ["accent", *("good" if p >= 0 else "bad" for p in points), "accent"],
        }
    )


@THEMES
def test_each_step_starts_where_the_one_before_ended(theme: Theme) -> None:
    fig = drawn(waterfall.figure(theme, rows([2.0, -0.5, 1.0])))
    bars = fig["data"][0]
    assert bars["base"] == [90, 90, 92, 91.5, 92.5]
    assert bars["x"] == [0, 2.0, -0.5, 1.0, 0]
    assert bars["marker"]["color"][1:4] == [theme.good, theme.bad, theme.good]
    dots = fig["data"][1]
    assert (dots["x"], dots["y"]) == ([90, 92.5], [0, 4])
    assert fig["layout"]["yaxis"]["ticktext"][0] == "<b>Score 2016</b>"


def test_the_text_of_a_step_far_to_the_right_stands_left_of_its_bar() -> None:
    fig = drawn(waterfall.figure(LIGHT, rows([2.0, 8.0])))
    texts = next(t for t in fig["data"] if t.get("mode") == "text")
    # the chart runs from 90 to 100: what ends beyond 96 has its text on the left
    assert texts["textposition"] == ["middle right"] * 2 + ["middle left"] * 2
    assert texts["x"] == [90, 92, 92, 100]
    assert texts["text"] == [2 * AIR + "+90.0", AIR + "+2.0", "+8.0" + AIR, "+100.0" + 2 * AIR]


@given(st.lists(st.floats(-9, 9).map(lambda v: round(v, 2)), min_size=1, max_size=20))
def test_every_step_lies_inside_the_chart(points: list[float]) -> None:
    table = rows(points)
    fig = drawn(waterfall.figure(LIGHT, table))
    low, high = fig["layout"]["xaxis"]["range"]
    assert low < table["at"].min()
    assert table["at"].max() < high


# Classes of a difference.


def test_the_outer_classes_of_a_difference_start_near_its_95th_percentile() -> None:
    # sizes 0 to 100: the 95th percentile is 95, a fifth of it 19, rounded up to 20
    values = pd.Series(np.arange(101.0) * np.where(np.arange(101) % 2, 1, -1))
    scale = difference_scale(values, LIGHT)
    assert scale.breaks == (-100, -60, -20, 20, 60, 100)
    assert scale.colours == LIGHT.diverging


def test_a_class_of_a_difference_holds_its_lower_break() -> None:
    scale = difference_scale(pd.Series([5.0]), LIGHT)  # steps of 1
    assert scale.breaks == (-5, -3, -1, 1, 3, 5)
    values = pd.Series([-5.1, -5, -1, -0.9, 0, 1, 5, np.nan])
    assert scale.number(values).to_list() == [0, 1, 3, 3, 3, 4, 6, -1]


def test_where_less_is_better_a_fall_has_the_colour_of_better() -> None:
    usual = difference_scale(pd.Series([1.0]), LIGHT)
    turned = difference_scale(pd.Series([1.0]), LIGHT, higher_is_better=False)
    assert turned.breaks == usual.breaks
    assert turned.colours == usual.colours[::-1]


@pytest.mark.parametrize("values", [[], [np.nan], [0.0, 0.0]])
def test_without_differences_there_still_are_classes(values: list[float]) -> None:
    assert difference_scale(pd.Series(values, dtype=float), LIGHT).breaks == (-5, -3, -1, 1, 3, 5)


@given(st.lists(st.floats(-1e5, 1e5), min_size=1, max_size=50))
def test_the_classes_of_a_difference_are_the_same_on_both_sides_of_zero(
    values: list[float],
) -> None:
    breaks = difference_scale(pd.Series(values), LIGHT).breaks
    assert list(breaks) == [-b for b in reversed(breaks)]
    assert list(breaks) == sorted(set(breaks))
