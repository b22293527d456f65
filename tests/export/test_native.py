"""The native charts of the PowerPoint, reopened, hold the figures of the page's own table."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from pptx import Presentation
from pptx.util import Pt

from monitor.export import pptx
from monitor.export.deck import Deck
from tests.export.deck import deck, picture
from tests.export.test_deck_districts import OF_DISTRICTS, behind

CHARTS = ["gap", "drivers", "change", "risk", "districts"]


@cache
def made() -> Deck:
    return deck(behind=(behind(), OF_DISTRICTS))


def reopened(what: Deck) -> list[Any]:
    return list(Presentation(io.BytesIO(pptx.write(what, {"map": picture()}))).slides)


@cache
def frames() -> dict[str, Any]:
    return {s.name: s for slide in reopened(made()) for s in slide.shapes if s.has_chart}


def table(name: str) -> Any:
    return next(s.table for s in made().slides if s.id == name)


def bars(name: str) -> dict[str, float]:
    plot = frames()[name].chart.plots[0]
    return dict(zip(plot.categories, plot.series[0].values, strict=True))


def points(name: str, series: str) -> list[tuple[float, float]]:
    [one] = [s for s in frames()[name].chart.plots[0].series if s.name == series]
    xs = [float(v.text) for v in one._element.findall("{*}xVal//{*}v")]
    return list(zip(xs, one.values, strict=True))


def test_every_figure_but_the_map_is_a_chart_with_its_description() -> None:
    assert list(frames()) == CHARTS
    told_ = {s.id: s.alt for s in made().slides}
    for name, frame in frames().items():
        assert frame._element.nvGraphicFramePr.cNvPr.get("descr") == told_[name] != ""


def test_the_data_sheet_can_be_opened() -> None:
    for frame in frames().values():
        assert frame.chart.part.chart_workbook.xlsx_part.blob[:2] == b"PK"


def test_the_gap_by_year() -> None:
    shown = table("gap")
    years = [float(y) for y in shown["Jaar"]]
    for series, column in (
        ("Verschil", "Verschil, vergeleken met 2023"),
        ("Ondergrens", "Ondergrens"),
        ("Bovengrens", "Bovengrens"),
    ):
        assert points("gap", series) == list(zip(years, shown[column], strict=True))


def test_the_drivers_are_those_of_the_table_and_their_sum_the_gap() -> None:
    shown = table("drivers").set_index("Indicator")["Punten"]
    found = bars("drivers")
    same = {name: value for name, value in found.items() if name in shown.index}
    assert len(same) == 8
    assert same == shown[list(same)].to_dict()
    total = points("gap", "Verschil")[-1][1]
    assert round(found["Verschil samen"], 1) == total


def test_the_change_of_every_municipality() -> None:
    shown = table("change").set_index("Gemeente")["Verandering"]
    found = bars("change")
    assert {name: found[name] for name in shown.index} == shown.to_dict()


def test_ranks_with_their_interval() -> None:
    shown = table("risk")
    assert [x for x, _y in points("risk", "Rang, laagste kwart")] == shown["Rang"].to_list()
    for name, text in zip(shown["Gemeente"], shown["Rang 5–95%"], strict=True):
        assert "–".join(f"{x:g}" for x, _y in points("risk", name)) == text


def test_districts_beside_their_municipality() -> None:
    shown = table("districts").head(12)
    for series, column in (
        ("gemeente als geheel", "Score op de schaal van wijken"),
        ("laagste wijk", "Score van die wijk"),
    ):
        assert [x for x, _y in points("districts", series)] == shown[column].to_list()


def test_rows_stand_from_top_to_bottom() -> None:
    heights = [y for _x, y in points("districts", "laagste wijk")]
    assert heights == sorted(heights, reverse=True)


@pytest.mark.parametrize("words", [10, 60, 90])
def test_a_long_line_under_the_title_fits_and_the_chart_stands_below_it(words: int) -> None:
    lead = " ".join(["woorden"] * words)
    slides = reopened(replace(deck(), slides=tuple(replace(s, lead=lead) for s in deck().slides)))
    for slide in slides[1:]:
        [box] = [s for s in slide.shapes if s.has_text_frame and s.text_frame.text == lead]
        size = box.text_frame.paragraphs[0].runs[0].font.size
        assert size >= Pt(14)
        # a letter is half as wide as high, a line 1.2 times as high as its letters
        lines = -(-len(lead) * 0.5 * size // box.width)
        assert box.height >= lines * 1.2 * size
        others = [s for s in slide.shapes if s.has_chart or s.name == "map"]
        assert all(s.top >= box.top + box.height for s in others)


def test_another_language_has_its_own_names() -> None:
    english = reopened(deck("en"))
    [chart] = [s.chart for s in english[2].shapes if s.has_chart]
    assert {"Upper bound", "Lower bound"} <= {s.name for s in chart.plots[0].series}
