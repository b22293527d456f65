"""One municipality: how it stands, on what, compared with whom, and from whom to learn."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from monitor.charts.gemeente import told
from monitor.charts.gemeente.words import name_of
from monitor.charts.sources import source_line
from monitor.text import _
from monitor.ui import net, norms, selection, share, show_chart, widgets
from monitor.ui.gemeente import duiding, factsheet, head, initiatives
from monitor.ui.gemeente import view as gemeente_view
from monitor.ui.gemeente.view import View
from monitor.ui.shell import current_theme
from monitor.ui.vergelijk import places


def _standing(view: View) -> None:
    widgets.heading(view.title, view.subtitle)
    widgets.facts(view.sentences, link=places.link(view.code))
    share.offer_words([f"{view.title}.", *view.sentences], source_line())
    norms.show(view.code)
    duiding.show(view.code)
    factsheet.button(view.sheet)
    head.terms()


def _line(view: View) -> None:
    if isinstance(view.line, str):
        widgets.empty(view.line)
    else:
        show_chart.show_chart(view.line)


def _lessons(view: View) -> None:
    widgets.heading(_("Leer van"), told.lessons_subtitle())
    if view.lessons:
        widgets.facts(view.lessons)
    else:
        widgets.empty(told.no_lessons(name_of(view.code)))
    initiatives.show(view.peer_codes)


def _districts(view: View) -> None:
    if isinstance(view.districts, str):
        widgets.heading(_("Zwakke wijken achter een goed gemiddelde"))
        widgets.empty(view.districts)
    else:
        show_chart.show_chart(view.districts)


def _columns(key: str) -> list[DeltaGenerator]:
    """Return two columns; under each other where there is no room (style.css)."""
    return st.container(key=key).columns([9, 11], gap="large")


def _clicked(key: str) -> list[dict[str, object]]:
    return list(st.session_state[key]["selection"]["points"])


@net.part()
def body() -> None:
    """Draw the page; a fragment, so that a choice redraws this and no more."""
    head.controls()
    view = gemeente_view.shown(selection.current(), current_theme())
    narrow, wide = _columns("gemeente-boven")
    with narrow:
        _standing(view)
        st.space(16)
        _line(view)
    with wide:
        show_chart.show_chart(
            view.spine, on_select=lambda: gemeente_view.pick_measure(_clicked("profiel"))
        )
    st.space(16)
    left, right = _columns("gemeente-onder")
    with left:
        show_chart.show_chart(
            view.peers,
            on_select=lambda: gemeente_view.open_clicked(
                _clicked("vergelijkbaar"), view.peer_codes
            ),
        )
        st.space(16)
        _lessons(view)
    with right:
        _districts(view)


body()
