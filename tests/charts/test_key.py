"""The key of a chart stands in the figure, in lines that fit on a phone."""

from __future__ import annotations

import re

import plotly.graph_objects as go

from monitor.charts import base
from monitor.charts.theme import LIGHT


def keyed(*items: tuple[str, str, str]) -> go.Figure:
    fig = base.figure(LIGHT, 300)
    return base.with_key(fig, LIGHT, items)


def lines(fig: go.Figure) -> list[str]:
    return [re.sub("<[^>]+>", "", line) for line in fig.layout.title.text.split("<br>")]


def test_a_sign_has_the_colour_of_what_it_explains() -> None:
    fig = keyed(("●", "accent", "gewone score"))
    assert fig.layout.title.text == (f"<span style='color:{LIGHT.accent}'>●</span> gewone score")


def test_short_items_share_a_line_and_long_words_are_broken() -> None:
    assert lines(keyed(("●", "ink", "een"), ("○", "ink", "twee"))) == ["● een   ○ twee"]
    long = "90% van de berekeningen met andere keuzes in de methode, en nog meer woorden"
    told = lines(keyed(("■", "line", long), ("●", "ink", "een")))
    assert len(told) > 2
    assert " ".join(told[:-1]) == f"■ {long}"
    assert told[-1] == "● een"


def test_a_long_name_is_set_in_two_lines_as_narrow_as_the_longest_allows() -> None:
    names = ["Eenzaam", "Gestandaardiseerd huishoudinkomen", "Matig of veel regie over eigen leven"]
    told = base.in_two(names, 8)
    assert [t.replace("<br>", " ") for t in told] == names
    assert [t.count("<br>") for t in told] == [0, 1, 1]
    assert base.in_two(names, 40) == names


def test_no_line_is_wider_than_a_phone() -> None:
    words = "hoort zeker of waarschijnlijk bij het laagste kwart van alle gemeenten van Nederland"
    for line in lines(keyed(*[("●", "bad", words)] * 3)):
        assert base.room_for([line], base.KEY_SIZE, gap=0) <= base.KEY_WIDTH


def test_the_figure_grows_by_its_key_and_what_is_drawn_does_not_shrink() -> None:
    plain, fig = base.figure(LIGHT, 300), keyed(("●", "ink", "een"))
    grown = fig.layout.height - plain.layout.height
    assert grown > 0
    assert fig.layout.margin.t - plain.layout.margin.t == grown


def test_without_items_nothing_changes() -> None:
    assert keyed().layout.height == 300
    assert keyed().layout.title.text is None
