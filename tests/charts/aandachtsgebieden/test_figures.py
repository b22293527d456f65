"""Figures of the page Aandachtsgebieden: they show the figures they are given."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from reportlab.pdfbase.ttfonts import TTFont

from monitor.charts import base
from monitor.charts.aandachtsgebieden import clusters, dots, gap, lagging, moves, parts
from monitor.charts.theme import DARK, LIGHT, Theme
from monitor.snapshot import open_snapshot
from tests.conftest import ROOT

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
GAPS = pd.DataFrame(
    {
        "gap": [-3.0, -1.0],
        "lower": [-5.0, -4.0],
        "upper": [-1.0, 2.0],
        "clear": [True, False],
        "own": [-3.0, -1.5],
        "hover": ["een", "twee"],
    },
    index=[2016, 2020],
)


def gap_figure(theme: Theme, gaps: pd.DataFrame = GAPS):  # type: ignore[no-untyped-def]
    return gap.figure(theme, gaps, marked=2016, label="−3,0", zero="gelijk", extent=(-6.0, 3.0))


@THEMES
def test_a_gap_that_is_not_certain_is_a_hollow_dot(theme: Theme) -> None:
    line = gap_figure(theme).data[1]
    assert list(line.y) == [-3.0, -1.0]
    assert list(line.marker.color) == [theme.accent, theme.paper]


def test_the_band_runs_along_the_upper_bound_and_back_along_the_lower() -> None:
    band = gap_figure(LIGHT).data[0]
    assert list(band.x) == [2016, 2020, 2020, 2016]
    assert list(band.y) == [-1.0, 2.0, -4.0, -5.0]


def test_the_gap_of_the_year_is_labelled_and_zero_is_named() -> None:
    texts = [a.text for a in gap_figure(LIGHT).layout.annotations]
    assert texts == ["gelijk", "<b>−3,0</b>"]


def test_what_a_year_shows_by_itself_is_marked_where_it_differs() -> None:
    mark = gap_figure(LIGHT).data[-1]
    assert (list(mark.x), list(mark.y)) == ([2020], [-1.5])


def test_a_year_without_a_gap_has_no_label() -> None:
    empty = GAPS.assign(gap=[np.nan, -1.0])
    assert [a.text for a in gap_figure(LIGHT, empty).layout.annotations] == ["gelijk"]


def test_one_extent_holds_zero_and_every_bound() -> None:
    # bounds -5 to 2 and 1 to 7: a range of 12, a tenth of air on each side
    other = GAPS.assign(lower=[1.0, 2.0], upper=[7.0, 3.0], gap=[4.0, 2.5])
    assert gap.extent_of([GAPS, other]) == pytest.approx((-6.2, 8.2))


def test_an_extent_without_figures_still_shows_zero() -> None:
    low, high = gap.extent_of([GAPS.assign(gap=np.nan, lower=np.nan, upper=np.nan)])
    assert low < 0 < high


@THEMES
def test_bars_of_parts_start_at_zero_and_sums_stand_out(theme: Theme) -> None:
    rows = pd.DataFrame(
        {
            "label": ["Samen", "Sociaal", "Sport", "Steun"],
            "points": [-1.0, -1.0, -1.5, 0.5],
            "text": ["−1,0", "−1,0", "−1,5", "+0,5"],
            "hover": list("abcd"),
            "level": [0, 1, 2, 2],
        }
    )
    fig = parts.figure(theme, rows)
    bar = fig.data[0]
    assert list(bar.x) == [-1.0, -1.0, -1.5, 0.5]
    assert list(bar.marker.color) == [theme.accent, theme.bad, theme.bad, theme.good]
    assert fig.layout.yaxis.ticktext[:3] == ("<b>Samen</b>", "<b>Sociaal</b>", "Sport")
    low, high = fig.layout.xaxis.range
    assert low < -1.5
    assert high > 0.5


@THEMES
def test_dots_of_definitions_name_each_row_and_mark_the_choice(theme: Theme) -> None:
    rows = pd.DataFrame(
        {
            "label": ["Regio", "COROP"],
            "value": [-4.2, -1.7],
            "low": [-6.6, -5.4],
            "high": [-1.8, 1.5],
            "text": ["−4,2 achter", "−1,7 niet zeker"],
            "hover": ["", ""],
            "clear": [True, False],
            "chosen": [True, False],
        }
    )
    fig = dots.figure(theme, rows, zero="geen verschil")
    points, beside = fig.data[-2:]
    assert list(points.x) == [-4.2, -1.7]
    assert list(points.marker.color) == [theme.accent, theme.paper]
    texts = [a.text for a in fig.layout.annotations]
    assert texts == ["<b>Regio</b>", "COROP", "geen verschil"]
    assert [t.strip() for t in beside.text] == ["<b>−4,2 achter</b>", "−1,7 niet zeker"]
    low, high = fig.layout.xaxis.range
    assert set(beside.x) == {high}
    assert low <= -6.6
    assert high >= 1.5


def test_where_all_are_chosen_none_stands_out() -> None:
    rows = pd.DataFrame(
        {
            **{"label": ["a", "b"], "value": [0.6, 0.5], "low": [0.5, 0.4], "high": [0.7, 0.6]},
            **{"text": ["0,6", "0,5"], "hover": "", "clear": True, "chosen": True},
        }
    )
    fig = dots.figure(LIGHT, rows, zero="geen")
    assert [a.text for a in fig.layout.annotations] == ["a", "b", "geen"]
    assert [t.strip() for t in fig.data[-1].text] == ["0,6", "0,5"]
    assert list(fig.data[0].x) == [0.5, 0.7, None, 0.4, 0.6, None]


def test_ranks_show_their_interval_and_the_lowest_quarter() -> None:
    rows = pd.DataFrame(
        {
            "name": ["Hier", "Daar"],
            "rank": [330.0, 300.0],
            "low": [320.0, 250.0],
            "high": [340.0, 310.0],
            "text": ["100%", "93%"],
            "hover": ["", ""],
            "lagging": [True, True],
            "member": [True, False],
        }
    )
    fig = lagging.figure(LIGHT, rows, ranked=340, quarter="laagste kwart")
    assert fig.layout.shapes[0].x0 == 255  # three quarters of 340
    assert list(fig.data[0].x) == [320.0, 340.0, None, 250.0, 310.0, None]
    assert fig.layout.yaxis.ticktext == ("<b>Hier</b>", "Daar")
    assert fig.layout.xaxis.range[0] < 250


def test_moves_run_from_a_hollow_to_a_filled_dot() -> None:
    rows = pd.DataFrame(
        {
            "name": ["Hier", "Daar"],
            "start": [100.0, 300.0],
            "end": [130.0, 298.0],
            "text": ["−30", "+2"],
            "hover": ["", ""],
            "worse": [True, False],
            "member": [False, False],
        }
    )
    fig = moves.figure(DARK, rows, ranked=340)
    start, end = (t for t in fig.data if t.mode == "markers")
    assert list(start.x) == [100.0, 300.0]
    assert start.marker.color == DARK.paper
    assert list(end.x) == [130.0, 298.0]
    assert list(end.marker.color) == [DARK.bad, DARK.muted]


def drawn(found: list[str]):  # type: ignore[no-untyped-def]
    codes = [f"GM000{i}" for i in range(len(found))]
    table = pd.DataFrame({"cluster": found, "hover": codes}, index=codes)
    names = dict(zip(clusters.CLUSTERS, "abcde", strict=True))
    return clusters.figure(
        LIGHT,
        table,
        geojson="/shapes.json",
        extent={"lonaxis": (4.17, 6.06), "lataxis": (51.2, 51.86)},
        names=names,
        outlined=["GM0000"],
    )


def test_the_map_of_clusters_names_only_what_occurs() -> None:
    fig = drawn(["", "low-low", ""])
    assert [t.name for t in fig.data[1:]] == ["a", "c"]
    assert fig.data[0].geojson == "/shapes.json"


def test_who_is_outlined_is_drawn_last_with_its_own_cluster() -> None:
    shown = drawn(["low-low", "", "high-high"]).data[0]
    assert list(shown.locations) == ["GM0001", "GM0002", "GM0000"]
    assert list(shown.z) == [2, 4, 0]  # places in CLUSTERS
    assert shown.marker.line.color[-1] == LIGHT.ink


@THEMES
def test_every_cluster_has_a_colour_of_its_own(theme: Theme) -> None:
    colours = clusters.colours_of(theme)
    assert set(colours) == set(clusters.CLUSTERS)
    assert len(set(colours.values())) == 5


def test_the_room_for_labels_holds_them() -> None:
    """Against the metrics of the type itself, for every name and label that can stand there."""
    shot = open_snapshot()
    titles = [i.title for i in shot.catalog.indicators.values()]
    for weight, form in (("Regular", "{}"), ("Bold", "<b>{}</b>")):
        face = TTFont(
            weight, ROOT / "monitor" / "export" / "fonts" / f"MonitorSans-{weight}.ttf"
        ).face
        for label in [*shot.regions["name"], *(t.nl for t in titles), *(t.en for t in titles)]:
            wide = 13 * sum(face.getCharWidth(ord(c)) for c in label) / 1000
            assert wide <= base.room_for([form.format(label)], 13, gap=0) <= 1.2 * wide + 3, label
