"""Figures of the page Gemeente: they show the figures they are given."""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from monitor.charts.gemeente import districts, line_figure, spine_figure
from monitor.charts.gemeente.spine import legend
from monitor.charts.theme import DARK, LIGHT, Theme

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
NAN = float("nan")


def spine_rows() -> pd.DataFrame:
    heading = {"head": True, "label": "Sociaal", "note": "", "hover": "", "place": ""}
    blank = dict.fromkeys(["apart", "apart_low", "apart_high", "province_apart"], NAN)
    spread = {"p05": -15.0, "p25": -5.0, "p75": 6.0, "p95": 16.0}
    body = {"head": False, "hover": "zweeftekst", "province_apart": 2.0, **spread}
    return pd.DataFrame(
        [
            {**heading, **blank, **dict.fromkeys(spread, NAN), "chosen": False},
            {**body, "label": "Sport", "note": "48%", "place": "top", "apart": 9.0,
             "apart_low": 5.0, "apart_high": 14.0, "chosen": False},
            {**body, "label": "Eenzaam", "note": "41%", "place": "bottom", "apart": -20.0,
             "apart_low": NAN, "apart_high": NAN, "chosen": True},
            {**body, "label": "Opkomst", "note": "70%", "place": "middle", "apart": 0.0,
             "apart_low": NAN, "apart_high": NAN, "chosen": False},
        ],
        index=["head-social", "sporten", "eenzaam", "opkomst"],
    )  # fmt: skip


def spine(theme: Theme = LIGHT, rows: pd.DataFrame | None = None) -> go.Figure:
    rows = spine_rows() if rows is None else rows
    words = legend("Noord-Brabant")
    return spine_figure.figure(theme, rows, legend=words)


@THEMES
def test_the_key_of_the_spine_stands_in_the_chart(theme: Theme) -> None:
    told = spine(theme).layout.title.text
    for sign, colour, word in (
        ("▲", theme.good, "hoogste kwart"), ("●", theme.ink, "midden"),
        ("▼", theme.bad, "laagste kwart"), ("◇", theme.muted, "Noord-Brabant"),
        ("■", theme.faint, "middelste helft"), ("■", theme.line, "middelste 90%"),
    ):  # fmt: skip
        assert f"<span style='color:{colour}'>{sign}</span> {word}" in told


@THEMES
def test_the_spine_marks_each_measure_in_its_quarter_by_colour_and_by_shape(theme: Theme) -> None:
    dots = spine(theme).data[-1]
    assert list(dots.x) == [9.0, -20.0, 0.0]
    assert list(dots.marker.color) == [theme.good, theme.bad, theme.ink]
    assert list(dots.marker.symbol) == ["triangle-up", "triangle-down", "circle"]


def test_a_mark_knows_its_measure_and_the_chosen_one_is_larger() -> None:
    dots = spine().data[-1]
    assert [c[0] for c in dots.customdata] == ["sporten", "eenzaam", "opkomst"]
    first, chosen, _last = dots.marker.size
    assert chosen > first


def test_bounds_are_drawn_where_there_are_any() -> None:
    bars = spine().data[-1].error_x
    assert bars.visible
    assert list(bars.array) == [5.0, 0.0, 0.0]
    assert list(bars.arrayminus) == [4.0, 0.0, 0.0]
    without = spine_rows().assign(apart_low=NAN, apart_high=NAN)
    assert not spine(rows=without).data[-1].error_x.visible


def test_the_bands_are_the_spread_and_the_diamond_is_brabant() -> None:
    light, dark, brabant = spine().data[:3]
    assert {x for x in light.x if x is not None} == {-15.0, 16.0}
    assert {x for x in dark.x if x is not None} == {-5.0, 6.0}
    assert list(brabant.x) == [2.0, 2.0, 2.0]
    assert brabant.marker.symbol == "diamond-open"


def test_all_that_is_drawn_fits_on_the_scale_with_its_mark_whole() -> None:
    low, high = spine().layout.xaxis.range
    assert low < -20.5
    assert high > 16.5


def test_steps_are_round_and_fewer_on_a_long_scale() -> None:
    assert spine().layout.xaxis.ticktext == ("−20", "−10", "NL", "+10")
    long = spine_rows().assign(p05=-55.0)
    assert spine(rows=long).layout.xaxis.tickvals == (-40, -20, 0)


def test_headings_and_the_chosen_measure_are_bold() -> None:
    labels = spine().layout.yaxis.ticktext
    assert labels[0] == "<b>Sociaal</b>"
    assert [label.startswith("<b>") for label in labels] == [True, False, True, False]


def over_time() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "value": [70.0, 74.0, NAN, 60.0],
            "lower": [68.0, NAN, NAN, 57.0],
            "upper": [73.0, NAN, NAN, 64.0],
            "province": [71.0, 72.0, 73.0, 62.0],
            "country": [69.0, 70.0, 71.0, 61.0],
            "level": [0, 0, 0, 1],
            "harmonised": [True, False, False, False],
            "estimate": [False, False, False, True],
        },
        index=pd.Index([2012, 2016, 2020, 2022], name="year"),
    )


def line(table: pd.DataFrame, theme: Theme = LIGHT) -> go.Figure:
    return line_figure.figure(
        theme,
        table,
        names={"value": "Hier", "province": "Noord-Brabant", "country": "Nederland"},
        hover=[str(y) for y in table.index],
        unit="%",
        year=2022,
    )


def test_no_line_crosses_a_level_break_or_a_year_without_a_figure() -> None:
    fig = line(over_time())
    for trace in fig.data[:-1]:
        assert not ({2020, 2022} <= set(trace.x))
        assert trace.connectgaps is False
    own = [t for t in fig.data[:-1] if t.line.color == LIGHT.accent]
    assert [list(t.y) for t in own] == [[70.0, 74.0, None], [60.0]]


def test_a_single_figure_is_a_dot() -> None:
    single = [t for t in line(over_time()).data[:-1] if list(t.x) == [2022]]
    assert {t.mode for t in single} == {"markers"}


def test_a_break_is_marked_between_the_two_levels() -> None:
    fig = line(over_time())
    marks = [a for a in fig.layout.annotations if a.text == "trendbreuk"]
    assert [a.x for a in marks] == [2021.5]


@THEMES
def test_estimates_and_recalculated_figures_are_open_dots_with_bounds(theme: Theme) -> None:
    dots = line(over_time(), theme).data[-1]
    assert list(dots.x) == [2012, 2016, 2022]
    assert list(dots.marker.color) == [theme.paper, theme.accent, theme.paper]
    assert list(dots.error_y.array) == [3.0, 0.0, 4.0]
    assert list(dots.error_y.arrayminus) == [2.0, 0.0, 3.0]
    assert [c[0] for c in dots.customdata] == ["2012", "2016", "2022"]


def test_names_at_the_ends_never_cover_each_other() -> None:
    table = over_time().assign(country=over_time()["province"], value=over_time()["province"])
    named = {"Hier", "Noord-Brabant", "Nederland"}
    places = sorted(a.y for a in line(table).layout.annotations if a.text in named)
    assert len(places) == 3
    assert min(np.diff(places)) > 0.5


def test_the_names_have_room_beside_the_plot() -> None:
    assert line(over_time()).layout.margin.r >= 7 * len("Noord-Brabant")


def test_bars_of_districts_start_at_zero_and_leave_room_for_their_text() -> None:
    rows = pd.DataFrame(
        {
            "label": ["Noord", "West"],
            "points": [-21.0, -12.0],
            "text": ["11,7%; gemeente 7,9%", "b"],
            "hover": ["", ""],
        }
    )
    fig = districts._figure(LIGHT, rows)
    assert list(fig.data[0].x) == [21.0, 12.0]
    assert list(fig.layout.xaxis.range) == [0, 21.0]
    assert fig.layout.margin.r >= 7 * len("11,7%; gemeente 7,9%")
    assert list(fig.data[1].text) == ["Noord", "West"]
