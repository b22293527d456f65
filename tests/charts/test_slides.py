"""Figures for slides: legible from the back, and showing the figures they are given."""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest
from reportlab.pdfbase.ttfonts import TTFont

from monitor.charts import slide_map, slides
from monitor.charts.aandachtsgebieden import gap, lagging
from monitor.charts.classes import Scale
from monitor.charts.enlarge import enlarged
from monitor.charts.map import Key
from monitor.charts.theme import DARK, LIGHT, Theme
from tests.conftest import ROOT

FONTS = ROOT / "monitor" / "export" / "fonts"
THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
EXTENT = {"lonaxis": (4.17, 6.06), "lataxis": (51.21, 51.85)}
MAP = pd.DataFrame(
    {
        "value": [90.0, 110.0, np.nan],
        "hover": ["een", "twee", "drie"],
    },
    index=["GM0001", "GM0002", "GM0003"],
)


def sizes(value: object) -> list[float]:
    """Every size of type in a figure."""
    if isinstance(value, dict):
        own = [v["size"] for k, v in value.items() if k.endswith("font") and "size" in v]
        return own + [s for v in value.values() for s in sizes(v)]
    if isinstance(value, list):
        return [s for v in value for s in sizes(v)]
    return []


def bars(theme: Theme, values: list[float]) -> go.Figure:
    rows = pd.DataFrame(
        {
            "label": [f"naam {i}" for i in range(len(values))],
            "value": values,
            "text": [str(v) for v in values],
            "tone": ["bad"] * (len(values) - 1) + ["accent"],
        }
    )
    return slides.bars_figure(theme, rows)


def gaps(theme: Theme) -> go.Figure:
    table = pd.DataFrame(
        {
            "gap": [-2.0, -1.0],
            "own": [-2.0, -1.0],
            "lower": [-3.0, -2.0],
            "upper": [-1.0, 0.5],
            "clear": [True, False],
            "hover": ["a", "b"],
        },
        index=pd.Index([2016, 2020], name="year"),
    )
    words = {"zero": "nul", "label": "−1,0"}
    extent = gap.extent_of([table])
    return enlarged(gap.figure(theme, table, **words, marked=2020, extent=extent))


def ranks(theme: Theme) -> go.Figure:
    rows = pd.DataFrame(
        {
            "name": ["A", "B"],
            "rank": [300.0, 250],
            "low": [290.0, 200],
            "high": [310.0, 300],
            "text": ["waarschijnlijk", "niet te zeggen"],
            "hover": ["a", "b"],
            "lagging": [True, False],
            "member": [True, False],
        }
    )
    return enlarged(lagging.figure(theme, rows, ranked=342, quarter="kwart"))


def drawn_map(theme: Theme) -> go.Figure:
    key = Key(Scale((100.0,), ("#000000", "#ffffff")), "maat", ("100",), "geen cijfer")
    return slide_map.slide_map(
        theme,
        MAP,
        key,
        scope="nb",
        classes=["laag", "hoog"],
        outlined=["GM0001"],
        named=pd.DataFrame({"lon": [5.0], "lat": [51.5], "text": ["A"]}),
        extent=EXTENT,
    )


def test_the_words_beside_the_ranks_have_room() -> None:
    """Measured with the type itself."""
    face = TTFont("Regular", FONTS / "MonitorSans-Regular.ttf").face
    wide = slides.SIZE * sum(face.getCharWidth(ord(c)) for c in "waarschijnlijk") / 1000
    assert ranks(LIGHT).layout.margin.r >= wide


@THEMES
@pytest.mark.parametrize("make", [gaps, ranks, drawn_map, lambda t: bars(t, [-1.0, 2.0])])
def test_type_is_never_under_24_pixels(theme: Theme, make: object) -> None:
    found = sizes(make(theme).to_plotly_json())  # type: ignore[operator]
    assert found and min(found) >= 24


def test_many_bars_stay_legible() -> None:
    assert min(sizes(bars(LIGHT, [1.0] * 25).to_plotly_json())) >= 24


def test_bars_start_at_zero_and_hold_their_values() -> None:
    fig = bars(LIGHT, [1.0, 3.0])
    assert list(fig.data[0].x) == [1.0, 3.0]
    assert fig.layout.xaxis.range[0] == 0
    assert fig.layout.yaxis.side == "left"


def test_names_stand_beside_zero_where_all_bars_point_left() -> None:
    assert bars(LIGHT, [-1.0, -3.0]).layout.yaxis.side == "right"


def test_only_a_clear_gap_has_a_filled_dot() -> None:
    dots = gaps(LIGHT).data[1].marker.color  # after the band
    assert list(dots) == [LIGHT.accent, LIGHT.paper]


def test_zero_is_always_in_view() -> None:
    low, high = gaps(LIGHT).layout.yaxis.range
    assert low < -3 and high > 0.5


def test_map_keeps_regions_without_a_figure_apart() -> None:
    fig = drawn_map(LIGHT)
    (areas,) = [t for t in fig.data if t.type == "choropleth"]
    drawn = dict(zip(areas.locations, areas.z, strict=True))
    assert drawn == {"GM0001": 0, "GM0002": 1, "GM0003": -1}
    bar = fig.layout.coloraxis.colorbar
    assert dict(zip(bar.tickvals, bar.ticktext, strict=True)) == {
        -1: "geen cijfer", 0: "laag", 1: "hoog",
    }  # fmt: skip


def test_one_that_is_outlined_alone_is_drawn_last_in_the_accent() -> None:
    """Under a light neighbour, or dark on a dark class, its line would not be seen."""
    (areas,) = [t for t in drawn_map(LIGHT).data if t.type == "choropleth"]
    assert areas.locations[-1] == "GM0001"
    assert areas.marker.line.color[-1] == LIGHT.accent
    assert areas.marker.line.width[-1] > 3 * areas.marker.line.width[0]


def test_names_that_run_into_each_other_are_seen() -> None:
    assert slide_map.overlap(5.0, 51.5, "Eindhoven", 5.05, 51.5, "Helmond", extent=EXTENT)
    assert not slide_map.overlap(4.4, 51.5, "Roosendaal", 5.6, 51.5, "Helmond", extent=EXTENT)


def test_the_legend_of_a_map_names_no_figure_only_where_it_occurs() -> None:
    bar = drawn_map(LIGHT).layout.coloraxis
    assert list(bar.colorbar.ticktext) == ["geen cijfer", "laag", "hoog"]
    assert list(bar.colorbar.tickvals) == [-1, 0, 1]
    assert (bar.cmin, bar.cmax) == (-1.5, 1.5)
    assert bar.colorscale[0] == (0.0, LIGHT.hatch)
