"""The page Wijken: its controls and its order."""

from __future__ import annotations

import html

import streamlit as st

from monitor.answers import about_districts, about_groups, about_scores
from monitor.charts import words
from monitor.text import _
from monitor.ui import selection, show_chart, widgets
from monitor.ui.area_choice import choose_province
from monitor.ui.wijken import blocks, maps, profile
from monitor.ui.wijken import rows as own
from monitor.ui.wijken.rows import LEVELS


def show() -> None:
    """Show the page."""
    if not about_districts.has_districts():
        widgets.empty(_("Deze momentopname heeft geen cijfers van wijken."))
        return
    with widgets.controls():
        _controls()
    of, what = own.area(), own.what()
    opened = own.opened(of)
    wide, narrow = st.columns([13, 7], gap="large")
    _without_districts(what)
    with wide:
        show_chart.show_kept(
            lambda: maps.map_chart(of, what), "wijkenkaart", of, what, opened, on_select=_clicked
        )
    with narrow:
        blocks.choose_district(of)
        blocks.opened(of, what)
        _hidden(of)
    if opened:
        profile.show_profile()
    _rest(of, opened)


def _without_districts(what: str) -> None:
    """Say that another measure is shown than the reader came with, which districts do not have."""
    asked = selection.current().what
    if asked != what:
        told = _("{measure} is er niet per wijk; u ziet: {shown}.")
        told = told.format(measure=words.measure(asked), shown=words.measure(what))
        st.html(f'<p class="chart-note">{html.escape(told)}</p>')


def _hidden(of: own.Area) -> None:
    if about_districts.behind_average().index.isin(of.codes).any():
        show_chart.show_kept(lambda: blocks.hidden_chart(of), "wijkenachter", of)


def _rest(of: own.Area, opened: str) -> None:
    if not about_districts.edition().ranked["region"].isin(of.codes).any():
        widgets.empty(blocks.nothing_ranked(of))
        return
    show_chart.show_kept(lambda: maps.ranking_chart(of), "wijkenrang", of, opened)
    show_chart.show_kept(lambda: blocks.heat_chart(of), "wijkentabel", of)


def _controls() -> None:
    levels = {"provincie": _("Provincie"), "groep": _("Groep"), "gemeente": _("Gemeente")}
    widgets.choose(
        "niveau", _("Wijken van een"), LEVELS, shown=levels.__getitem__, kind="segmented"
    )
    level = selection.get("niveau", LEVELS[0])
    if level == "gemeente":
        names = about_scores.names().sort_values().to_dict()
        first = own.area().codes[0]  # before any is chosen
        widgets.choose("gemeente", _("Gemeente"), [first, *names], shown=names.__getitem__)
    elif level == "groep":
        known = about_groups.groups_of(selection.current().province)
        widgets.choose("group", _("Groep"), list(known), shown=words.group_title)
    else:
        choose_province()
    labels = words.labels(own.measures(), own.newest_year, districts=True)
    widgets.choose("what", _("Kleur"), list(labels), shown=labels.__getitem__)


def _clicked() -> None:
    points = st.session_state["wijkenkaart"]["selection"]["points"]
    if points:
        selection.put({"wijk": points[0]["location"]})
