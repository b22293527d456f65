"""The map of one year: where it goes well, where it lags, and what stands out."""

from __future__ import annotations

import streamlit as st

from monitor.ui import data, kaart, selection, widgets, years
from monitor.ui.shell import current_theme
from monitor.ui.texts import _


def _clicked() -> None:
    points = st.session_state["kaart"]["selection"]["points"]
    if points:
        selection.put(gemeente=points[0]["location"])


@st.fragment
def body() -> None:
    """Draw the page; a fragment, so that a choice redraws this and no more."""
    kaart.controls()
    chosen, theme = selection.current(), current_theme()
    view = data.kept("kaart", (chosen, theme.name), lambda: kaart.view(chosen, theme))
    if view is None:
        widgets.empty(kaart.nothing(chosen))
        return
    years.follow(kaart.told(chosen))
    wide, narrow = st.columns([13, 7], gap="large")
    with wide:
        widgets.show_chart(**view.map, on_select=_clicked)
    with narrow:
        widgets.heading(_("Wat valt op"))
        widgets.facts(view.sentences)
        kaart.opened(view.table, chosen)
    widgets.show_chart(**view.ranking)


body()
