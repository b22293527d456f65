"""A table of heat: what stands in a cell can be read on it."""

from __future__ import annotations

import pandas as pd
import pytest

from monitor.charts import heat
from monitor.charts.theme import DARK, LIGHT, Theme
from monitor.site import contrast


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_every_figure_stands_out_from_its_cell(theme: Theme) -> None:
    quarter = pd.DataFrame([[1, 2, 3], [4, None, 1]], ["Breda", "Oss"], ["a", "b", "c"])
    texts = pd.DataFrame([["1", "2", "3"], ["4", "\u2013", "6"]])
    fig = heat.figure(theme, quarter, texts, texts)
    steps = dict(zip(range(5), [fig.data[0].colorscale[2 * i][1] for i in range(5)], strict=True))
    written = {
        (x, y): (text, trace.textfont.color)
        for trace in fig.data[1:]
        for x, y, text in zip(trace.x, trace.y, trace.text, strict=True)
    }
    assert {at: text for at, (text, _tone) in written.items()} == {
        (x, y): texts.iloc[y, x] for y in range(2) for x in range(3)
    }
    for (x, y), (_text, tone) in written.items():
        own = quarter.iloc[y, x]
        # WCAG 2.2, 1.4.3; plotly's own choice of white on brown was 3.4
        assert contrast(steps[0 if pd.isna(own) else int(own)], tone) >= 4.5


def test_a_long_name_takes_two_lines_and_its_row_is_higher() -> None:
    figures = pd.DataFrame([[1.0], [2.0]])
    heights = []
    for names in (["Breda", "Oss"], ["Breda", "Wijk 02 Bergen op Zoom-Oost (Bergen op Zoom)"]):
        fig = heat.figure(LIGHT, figures.set_axis(names), figures, figures)
        heights.append(fig.layout.height)
        assert fig.layout.margin.l <= 200
        told = fig.layout.yaxis.ticktext
        assert [t.replace("<br>", " ") for t in told] == names  # no word is lost
        assert max(t.count("<br>") for t in told) <= 1
    assert heights[0] < heights[1]
