"""One municipality: how it stands, on what, compared with whom, and from whom to learn."""

from __future__ import annotations

import streamlit as st

from monitor.analysis.profile import Look
from monitor.charts import gemeente as charts
from monitor.charts.ranking import ranking_figure
from monitor.ui import data, gemeente, gemeente_peers, gemeente_time, selection, widgets
from monitor.ui.selection import Selection
from monitor.ui.shell import current_theme
from monitor.ui.texts import _, language


def _spine(look: Look, chosen: Selection, code: str) -> None:
    widgets.show_chart(
        charts.spine_figure(
            current_theme(),
            language(),
            gemeente.spine_rows(look, chosen),
            legend=gemeente.legend(),
        ),
        title=gemeente.spine_title(look),
        subtitle=gemeente.spine_subtitle(code, chosen),
        source=widgets.source_line(),
        data=lambda: gemeente.spine_table(look),
        alt=gemeente.spine_alt(look, code),
        key="profiel",
        on_select=lambda: gemeente.pick_measure(st.session_state["profiel"]["selection"]["points"]),
    )


def _line(chosen: Selection, code: str) -> None:
    table = data.over_time(chosen.what, code)
    if table["value"].isna().all():
        widgets.empty(gemeente_time.no_line(chosen, code))
        return
    widgets.show_chart(
        charts.line_figure(
            current_theme(),
            language(),
            table,
            names=gemeente_time.line_names(code),
            hover=gemeente_time.line_hover(table, chosen, code),
            break_word=gemeente_time.line_break_word(),
            unit=gemeente_time.line_unit(chosen),
            year=chosen.year,
        ),
        title=gemeente_time.line_title(table, chosen, code),
        subtitle=gemeente_time.line_subtitle(table, chosen, code),
        source=gemeente_time.source(chosen),
        data=lambda: gemeente_time.line_table(table, code),
        alt=gemeente_time.line_alt(table, chosen, code),
        key="lijn",
    )


def _peers(look: Look, chosen: Selection, code: str) -> None:
    rows = gemeente_peers.peers_rows(look, chosen, code)
    hover = "<b>%{customdata[0]}</b><br>%{customdata[1]}"
    widgets.show_chart(
        ranking_figure(current_theme(), language(), rows, reference=100, hover=hover),
        title=gemeente_peers.peers_title(look, code),
        subtitle=gemeente_peers.peers_subtitle(chosen),
        source=widgets.source_line(),
        data=lambda: gemeente_peers.peers_table(look),
        alt=_("Stippen: de score van deze gemeente tussen de vergelijkbare gemeenten."),
        key="vergelijkbaar",
        on_select=lambda: gemeente_peers.open_clicked(
            st.session_state["vergelijkbaar"]["selection"]["points"], rows
        ),
    )


def _lessons(look: Look, code: str) -> None:
    widgets.heading(_("Leer van"), gemeente_peers.lessons_subtitle())
    lines = gemeente_peers.lessons(look, code)
    if lines:
        widgets.facts(lines)
    else:
        widgets.empty(gemeente_peers.no_lessons(code))


def _districts(look: Look, code: str) -> None:
    if look.districts.empty:
        widgets.heading(_("Zwakke wijken achter een goed gemiddelde"))
        widgets.empty(gemeente_peers.no_districts(look, code))
        return
    widgets.show_chart(
        charts.district_figure(current_theme(), language(), gemeente_peers.district_rows(look)),
        title=gemeente_peers.districts_title(look, code),
        subtitle=gemeente_peers.districts_subtitle(look),
        source=widgets.source_line(*look.districts["indicator"].unique()),
        data=lambda: gemeente_peers.district_table(look),
        alt=_("Staven: hoeveel punten wijken onder hun gemeente staan."),
        key="wijken",
    )


@st.fragment
def body() -> None:
    """Draw the page; a fragment, so that a choice redraws this and no more."""
    gemeente.controls()
    chosen = selection.current()
    code = gemeente.chosen_code(chosen)
    look = data.municipality(chosen.year, code)
    wide, narrow = st.columns([11, 9], gap="large")
    with narrow:
        widgets.heading(gemeente.title(look, code), gemeente.subtitle(look, chosen))
        widgets.facts(gemeente.sentences(look, chosen, code))
        _line(chosen, code)
        _lessons(look, code)
    with wide:
        _spine(look, chosen, code)
    left, right = st.columns([11, 9], gap="large")
    with left:
        _peers(look, chosen, code)
    with right:
        _districts(look, code)


body()
