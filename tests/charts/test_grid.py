"""The grid of indicator by year."""

from __future__ import annotations

import pandas as pd
import pytest

from monitor.analysis.coverage import STATES
from monitor.charts.data_page.grid import colours, coverage_figure
from monitor.charts.theme import DARK, LIGHT

LEGEND = {**{s: s for s in STATES}, "new_level": "break"}
NAMES = {"a": "Alpha", "b": "<img src=x onerror=alert(1)>"}


def table() -> pd.DataFrame:
    rows = [
        ("a", 2020, "measured", False, "a 2020", ""),
        ("a", 2021, "carried", True, "a 2021\nsecond line", "·"),
        ("b", 2020, "partly", False, "<b>x</b>", "◐"),
        ("b", 2021, "missing", False, "b 2021", ""),
    ]
    return pd.DataFrame(rows, columns=["indicator", "year", "state", "new_level", "text", "sign"])


def test_each_cell_has_the_colour_and_sign_of_its_state() -> None:
    grid = coverage_figure(LIGHT, table(), NAMES, LEGEND).data[0]
    assert [list(row) for row in grid.z] == [[0, 2], [1, 3]]
    assert [list(row) for row in grid.text] == [["", "·"], ["◐", ""]]
    assert (grid.zmin, grid.zmax) == (0, 3)


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_a_state_has_one_colour_in_scale_and_legend(theme) -> None:
    fig = coverage_figure(theme, table(), NAMES, LEGEND)
    paint = colours(theme)
    for code, state in enumerate(STATES):
        at = code / (len(STATES) - 1)
        assert [c for place, c in fig.data[0].colorscale if place <= at][-1] == paint[state]
        shown = [t for t in fig.data if t.name == state]
        assert [t.marker.color for t in shown] == [paint[state]]
    assert len(set(paint.values())) == len(STATES)


def test_a_break_stands_on_the_left_edge_of_its_year() -> None:
    fig = coverage_figure(LIGHT, table(), NAMES, LEGEND)
    (mark,) = [t for t in fig.data if t.name == "break"]
    assert list(mark.x) == [2020.5]
    assert list(mark.y) == [0]


def test_without_a_break_the_legend_does_not_name_one() -> None:
    fig = coverage_figure(LIGHT, table().assign(new_level=False), NAMES, LEGEND)
    assert [t.showlegend for t in fig.data if t.name == "break"] == [False]


def test_names_are_text_not_markup() -> None:
    fig = coverage_figure(LIGHT, table(), NAMES, LEGEND)
    label = fig.layout.yaxis.ticktext[1]  # on two lines
    assert label.replace("<br>", " ") == "&lt;img src=x onerror=alert(1)&gt;"
    assert fig.data[0].customdata[1][0] == "&lt;b&gt;x&lt;/b&gt;"
    assert fig.data[0].customdata[0][1] == "a 2021<br>second line"
