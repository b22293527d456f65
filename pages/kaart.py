"""The map of one year: where it goes well, where it lags, and what stands out."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator as Place

from monitor.charts.kaart import year_map
from monitor.text import _
from monitor.ui import net, selection, share, show_chart, widgets, years
from monitor.ui.kaart import parts
from monitor.ui.shell import current_theme


def _clicked() -> None:
    points = st.session_state["kaart"]["selection"]["points"]
    if points:
        selection.put(gemeente=points[0]["location"])


@net.part(parts.PAGE)
def body() -> None:
    """Draw the page; another year redraws what tells it and no more: the map follows by itself."""
    parts.recolours([])
    st.html(parts.start_line())
    with widgets.controls():
        year_at = st.container(width="content")
        parts.controls()
    chosen, shown = selection.current(), parts.view()
    years.follow(year_map.told(chosen, current_theme()))
    wide, narrow = st.columns([13, 7], gap="large")
    with wide:
        heading_at = st.container()
        show_chart.draw(parts.drawn_map(shown), on_select=_clicked)
        map_foot()
    with narrow:
        widgets.heading(_("Wat valt op"))
        facts_at = st.container()
        if shown.ranking is None:
            parts.offer_year(chosen)
        opened()
    ranking_at = st.container()
    ranking_foot()
    with year_at:
        of_the_year(heading_at, facts_at, ranking_at)
    if shown.ranking is not None:
        # last: a run can be broken off before
        parts.recolours(year_map.years_at_once(chosen, current_theme()))


@net.part(parts.YEAR)
def of_the_year(heading_at: Place, facts_at: Place, ranking_at: Place) -> None:
    parts.year_control()
    shown = parts.view()
    with heading_at:
        widgets.heading(shown.map.title, shown.map.subtitle)
    with facts_at:
        widgets.facts(shown.sentences)
        share.offer_words(shown.sentences, shown.map.source)
    if shown.ranking is not None:
        with ranking_at:
            show_chart.show_chart(shown.ranking, under=False)


@net.part(parts.OPENED)
def opened() -> None:
    parts.opened(parts.view().table, selection.current())


@net.part(parts.MAP_FOOT)
def map_foot() -> None:
    show_chart.foot(parts.view().map)


@net.part(parts.RANKING_FOOT)
def ranking_foot() -> None:
    if (ranking := parts.view().ranking) is not None:
        show_chart.foot(ranking)


body()
