"""The order of the page Provinciale Staten: one screen of answers, and what they rest on."""

from __future__ import annotations

import streamlit as st

from monitor.answers import about_scores
from monitor.text import _
from monitor.ui import navigation, selection, show_chart, widgets
from monitor.ui.editie import page as editions
from monitor.ui.provinciale_staten import cards, more, note
from monitor.ui.provinciale_staten import view as views


def show() -> None:
    """Show the page."""
    _controls()
    if not widgets.has_two_years():
        return
    of = views.view()
    wide, narrow = st.container(key="staten-boven").columns([13, 5], gap="large")
    with wide:
        widgets.heading(
            _("{name}, {start}–{year}").format(name=of.name, start=of.start, year=of.year)
        )
        cards.show(views.answers(of))
    with narrow:
        show_chart.show_kept(lambda: views.chart(of), "groei", of.area.code, of.year)
        more.agreed(of)
    st.space(16)
    left, right = st.columns(2, gap="large")
    with left:
        more.signals(of)
    with right:
        more.calendar()
    with st.container(horizontal=True, vertical_alignment="center"):
        note.button(of)
        editions.button(of)
        if views.has_programme(of.area):
            _to_impact()


def _to_impact() -> None:
    st.page_link(
        navigation.path("impact"),
        label=_("Kwam het door het programma? Lees verder op Impact"),
        query_params=selection.query(),
    )


def _controls() -> None:
    with widgets.controls():
        widgets.choose(views.OVER, _("Gebied"), views.choices(), shown=views.name_of)
        widgets.choose("year_b", _("Vanaf jaar"), about_scores.years(), pair=True)
        widgets.choose("year", _("Tot jaar"), about_scores.years(), pair=True)
