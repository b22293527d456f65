"""The page Wijken: its controls and its order."""

from __future__ import annotations

import html

import streamlit as st

from monitor.answers import about_districts, about_groups, about_scores
from monitor.charts import words
from monitor.charts.wijken import rows
from monitor.charts.wijken.heat import heat_chart
from monitor.charts.wijken.hidden import hidden_chart
from monitor.charts.wijken.map import map_chart
from monitor.charts.wijken.ranking import ranking_chart
from monitor.text import _
from monitor.ui import selection, show_chart, widgets
from monitor.ui.area_choice import choose_province
from monitor.ui.shell import current_theme
from monitor.ui.wijken import blocks, chosen, profile
from monitor.ui.wijken.chosen import LEVELS


def show() -> None:
    """Show the page."""
    if not about_districts.has_districts():
        widgets.empty(_("Deze momentopname heeft geen cijfers van wijken."))
        return
    with widgets.controls():
        _controls()
    of, what = chosen.area(), chosen.what()
    opened, design = chosen.opened(of), current_theme()
    wide, narrow = st.columns([13, 7], gap="large")
    _without_districts(what)
    with wide:
        show_chart.show_kept(
            lambda: map_chart(of, what, opened, design), "wijkenkaart", of, what, opened,
            on_select=_clicked,
        )  # fmt: skip
    with narrow:
        blocks.choose_district(of)
        blocks.opened(of, what)
        _hidden(of)
    if opened:
        profile.show_profile(opened)
    _rest(of, opened)


def _without_districts(what: str) -> None:
    """Say that another measure is shown than the reader came with, which districts do not have."""
    asked = selection.current().what
    if asked != what:
        told = _("{measure} is er niet per wijk; u ziet: {shown}.")
        told = told.format(measure=words.measure(asked), shown=words.measure(what))
        st.html(f'<p class="chart-note">{html.escape(told)}</p>')


def _hidden(of: rows.Area) -> None:
    if about_districts.behind_average().index.isin(of.codes).any():
        show_chart.show_kept(lambda: hidden_chart(of, current_theme()), "wijkenachter", of)


def _rest(of: rows.Area, opened: str) -> None:
    if not about_districts.edition().ranked["region"].isin(of.codes).any():
        widgets.empty(blocks.nothing_ranked(of))
        return
    show_chart.show_kept(
        lambda: ranking_chart(of, opened, current_theme()), "wijkenrang", of, opened
    )
    show_chart.show_kept(lambda: heat_chart(of, current_theme()), "wijkentabel", of)


def _controls() -> None:
    levels = {"provincie": _("Provincie"), "groep": _("Groep"), "gemeente": _("Gemeente")}
    level = chosen.level()
    widgets.choose(
        "niveau",
        _("Wijken van een"),
        LEVELS,
        shown=levels.__getitem__,
        kind="segmented",
        default=level,
    )
    if level == "gemeente":
        names = about_scores.names().sort_values().to_dict()
        (first,) = chosen.area().codes  # before any is chosen
        widgets.choose(
            "gemeente", _("Gemeente"), list(names), shown=names.__getitem__, default=first
        )
    elif level == "groep":
        known = about_groups.groups_of(selection.current().province)
        widgets.choose("group", _("Groep"), list(known), shown=words.group_title)
    else:
        choose_province()
    labels = words.labels(rows.measures(), rows.newest_year, districts=True)
    widgets.choose("what", _("Kleur"), list(labels), shown=labels.__getitem__)


def _clicked() -> None:
    points = st.session_state["wijkenkaart"]["selection"]["points"]
    if points:
        selection.put({"wijk": points[0]["location"]})
