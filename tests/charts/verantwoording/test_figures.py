"""What the figures of the page Verantwoording draw."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from monitor.charts.theme import DARK, LIGHT
from monitor.charts.verantwoording import alpha, gaps, matrix, movers, ranks, sobol, weights


@pytest.fixture
def moved():
    return pd.DataFrame(
        {
            "name": ["Asten", "Breda"],
            "rank_before": [40, 10],
            "rank_after": [20, 60],
            "places": [20, -50],
            "text": ["+20", "−50"],
            "hover": ["a", "b"],
            "member": [False, True],
        }
    )


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda t: t.name)
def test_who_rises_and_who_falls_differ_in_colour_and_direction(moved, theme):
    fig = movers.figure(theme, moved, ranked=342)
    filled = fig.data[-1]
    assert list(filled.x) == [20, 60]
    assert list(filled.marker.color) == [theme.good, theme.bad]
    # The best rank stands on the right: the axis runs down, and holds all ranks.
    left, right = fig.layout.xaxis.range
    assert left > 60 and right < 10
    assert fig.layout.yaxis.ticktext == ("Asten", "<b>Breda</b>")
    assert [a.xanchor for a in fig.layout.annotations] == ["left", "right"]


def test_the_axis_of_gaps_holds_every_interval_and_zero():
    rows = pd.DataFrame(
        {
            "name": ["West-Brabant", "B5"],
            "before": [-4.0, -1.0],
            "after": [-5.0, math.nan],
            "lower": [-8.0, math.nan],
            "upper": [-2.0, math.nan],
            "hover": ["", ""],
            "member": [True, False],
        }
    )
    fig = gaps.figure(LIGHT, rows)
    left, right = fig.layout.xaxis.range
    assert left < -8 and right > 0


def test_a_choice_is_drawn_alone_within_its_total():
    rows = pd.DataFrame(
        {
            "name": ["schaal", "steekproef"],
            "first": [0.5, -0.01],
            "total": [0.7, 0.0],
            "total_ci": [0.07, 0.0],
            "text": ["70%", "0%"],
            "hover": ["", ""],
        }
    )
    fig = sobol.figure(LIGHT, rows)
    total, first = fig.data
    assert list(total.x) == [0.7, 0.0]
    assert list(first.x) == [0.5, 0.0]  # a share below zero is noise of the estimate
    assert total.width > first.width
    assert fig.layout.xaxis.range[1] > 0.77


def test_ranks_shade_the_lowest_quarter_and_colour_who_lags():
    rows = pd.DataFrame(
        {
            "name": ["Asten", "Breda"],
            "rank": [4, 97],
            "low": [1, 90],
            "high": [9, 99],
            "hover": ["", ""],
            "lagging": [False, True],
            "member": [False, False],
        }
    )
    fig = ranks.figure(LIGHT, rows, ranked=100)
    assert fig.layout.shapes[0].x0 == 75
    assert list(fig.data[-1].marker.color) == [LIGHT.ink, LIGHT.bad]
    assert list(fig.data[1].x) == [90, 99, None]


def test_correlations_are_coloured_around_zero_without_the_diagonal():
    found = pd.DataFrame([[1, -0.5], [-0.5, 1]], index=["a", "b"], columns=["a", "b"])
    fig = matrix.figure(
        LIGHT, found, names=["A", "B"], edges=[1], hover="%{z} %{text} %{customdata}"
    )
    heat = fig.data[0]
    assert heat.z[0][0] is None or math.isnan(heat.z[0][0])
    assert heat.z[0][1] == -0.5
    assert (heat.zmin, heat.zmax) == (-1, 1)
    assert fig.layout.yaxis.ticktext == ("A 1", "B 2")
    assert len(fig.layout.shapes) == 2


def test_a_dimension_that_is_no_whole_has_another_colour_and_may_lack_alpha():
    rows = pd.DataFrame(
        {
            "name": ["x", "y", "z"],
            "alpha": [0.9, 0.3, math.nan],
            "text": ["0,90", "0,30", "–"],
            "hover": [""] * 3,
        }
    )
    fig = alpha.figure(LIGHT, rows)
    assert list(fig.data[0].marker.color)[:2] == [LIGHT.accent, LIGHT.bad]
    assert [a.text for a in fig.layout.annotations][:3] == [
        "<b>0,90</b>",
        "<b>0,30</b>",
        "<b>–</b>",
    ]


def test_model_estimates_are_hatched():
    rows = pd.DataFrame(
        {
            "name": ["x", "y"],
            "weight": [0.4, 0.6],
            "estimate": [True, False],
            "text": ["40%", "60%"],
            "hover": ["", ""],
        }
    )
    fig = weights.figure(LIGHT, rows)
    assert list(fig.data[0].marker.pattern.shape) == ["/", ""]
    assert fig.layout.xaxis.range[0] == 0
