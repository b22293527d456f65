"""Maps: classes, order of drawing, outlines; geometry never in the figure."""

from __future__ import annotations

import json

import mapclassify
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.charts.classes import MISSING, SCORE_BREAKS, figure_scale, score_scale
from monitor.charts.kaart.ranking import ranking_figure
from monitor.charts.map import Key, map_figure
from monitor.charts.theme import DARK, LIGHT, Theme

EXTENT = {"lonaxis": (4.17, 6.06), "lataxis": (51.2, 51.86)}
TABLE = pd.DataFrame(
    {"value": [88.0, 100.0, np.nan], "name": ["Aa", "Bee", "Cee"], "text": ["88", "100", "–"]},
    index=["GM1", "GM2", "GM3"],
)


def draw(table: pd.DataFrame = TABLE, **choices: object) -> dict:
    fig = map_figure(
        LIGHT,
        table,
        Key(score_scale(LIGHT), "score", ("90",), "geen cijfer"),
        **{
            "geojson": "/app/static/gemeenten.json",
            "scope": "nb",
            "extent": EXTENT,
            "hover": "%{customdata[0]}",
            **choices,
        },
    )
    return json.loads(fig.to_json())


def test_a_class_holds_its_lower_break() -> None:
    values = pd.Series([89.9, 90.0, 97.99, 98.0, 101.99, 102.0, 110.0, 200.0])
    # By hand against the breaks 90, 94, 98, 102, 106, 110.
    assert score_scale(LIGHT).number(values).to_list() == [0, 1, 2, 3, 3, 4, 6, 6]


def test_no_figure_is_a_class_of_its_own() -> None:
    assert score_scale(LIGHT).number(pd.Series([np.nan])).to_list() == [MISSING]


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_scores_have_a_colour_per_class_in_both_designs(theme: Theme) -> None:
    scale = score_scale(theme)
    assert scale.breaks == SCORE_BREAKS
    assert len(set(scale.colours)) == len(scale.breaks) + 1


@given(st.lists(st.floats(0, 1e6, allow_nan=False), min_size=1, max_size=60))
def test_classes_of_any_figures_are_in_order_and_have_colours(values: list[float]) -> None:
    scale = figure_scale(pd.Series(values), LIGHT)
    assert list(scale.breaks) == sorted(set(scale.breaks))
    assert len(scale.colours) == len(scale.breaks) + 1
    numbers = scale.number(pd.Series(values))
    assert numbers.between(0, len(scale.colours) - 1).all()


@given(st.lists(st.integers(0, 10**6), min_size=12, max_size=80, unique=True))
def test_breaks_are_the_quantiles_of_mapclassify(values: list[int]) -> None:
    scale = figure_scale(pd.Series(values, dtype=float), LIGHT)
    bins = mapclassify.Quantiles(np.array(values, float), k=len(LIGHT.sequential)).bins[:-1]
    # the breaks stand on round steps: each is within half a step of a quantile, none is left out
    usual = np.ptp(np.quantile(values, [0.1, 0.9]))
    step = 10.0 ** np.floor(np.log10(usual / len(LIGHT.sequential)))
    apart = np.abs(np.subtract.outer(bins, scale.breaks))
    assert max(apart.min(axis=0).max(), apart.min(axis=1).max()) <= step / 2 * (1 + 1e-9)


def test_the_geometry_is_an_address() -> None:
    trace = draw()["data"][0]
    assert trace["geojson"] == "/app/static/gemeenten.json"
    assert trace["locations"] == ["GM1", "GM2", "GM3"]


def test_what_is_outlined_is_drawn_last_and_the_chosen_one_on_top() -> None:
    trace = draw(outlined=["GM1"], chosen="GM2")["data"][0]
    assert trace["locations"] == ["GM3", "GM1", "GM2"]
    assert trace["marker"]["line"]["color"] == [LIGHT.paper, LIGHT.ink, LIGHT.accent]


def test_the_legend_names_no_figure_only_where_it_occurs() -> None:
    assert "geen cijfer" in draw()["layout"]["coloraxis"]["colorbar"]["ticktext"]
    known = TABLE.dropna(subset=["value"])
    axis = draw(table=known)["layout"]["coloraxis"]
    assert axis["colorbar"]["ticktext"] == ["90"]
    assert axis["cmin"] == -0.5


def test_dutch_separators_and_english_ones() -> None:
    assert draw()["layout"]["separators"] == ",."


def test_the_ranking_marks_group_and_chosen() -> None:
    table = pd.DataFrame(
        {
            "name": ["Aa", "Bee", "Cee"],
            "value": [3.0, 2.0, 1.0],
            "member": [True, False, False],
            "chosen": [False, False, True],
            "low": [2.5, np.nan, 0.5],
            "high": [3.5, np.nan, 1.5],
            "text": ["3", "2", "1"],
        }
    )
    fig = ranking_figure(LIGHT, table, reference=100)
    (dots,) = fig.data
    assert list(dots.x) == [3.0, 2.0, 1.0]
    assert list(dots.marker.color) == [LIGHT.ink, LIGHT.faint, LIGHT.accent]
    # from 2.5 to 3.5, none, from 0.5 to 1.5
    assert list(dots.error_x.array) == [0.5, 0.0, 0.5]
    assert list(dots.error_x.arrayminus) == [0.5, 0.0, 0.5]
    assert fig.layout.yaxis.ticktext[0] == "<b>Aa</b>"
