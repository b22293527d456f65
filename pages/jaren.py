"""Two years side by side: what changed where, by how much, and what moved the score."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from monitor.analysis.change import Change
from monitor.charts import jaren as charts
from monitor.charts.classes import Scale
from monitor.charts.map import map_figure
from monitor.errors import MonitorError
from monitor.ui import data, jaren, jaren_steps, selection, widgets, words
from monitor.ui.selection import Selection
from monitor.ui.shell import current_theme
from monitor.ui.texts import _, language


def _map(
    key: str,
    drawn: pd.DataFrame,
    scale: Scale,
    table: pd.DataFrame,
    chosen: Selection,
    *,
    title: str,
    subtitle: str,
    legend: str,
) -> None:
    fig = map_figure(
        current_theme(),
        language(),
        drawn,
        scale,
        geojson=data.geometry_url(),
        scope=chosen.scope,
        legend=legend,
        missing=_("geen cijfer"),
        ticks=[words.short(b) for b in scale.breaks],
        hover=jaren.HOVER,
        outlined=data.group_members(chosen.group, chosen.definition, chosen.year),
        chosen=chosen.gemeente,
        height=jaren.map_height(chosen),
    )
    widgets.show_chart(
        fig,
        title=title,
        subtitle=subtitle,
        source=jaren.source(chosen),
        data=lambda: jaren.readable(table, chosen),
        alt=_("Kaart: {title}. De tabel eronder noemt alle gemeenten.").format(title=title),
        key=key,
    )


def _maps(table: pd.DataFrame, chosen: Selection) -> None:
    scale, around = jaren.scale(chosen), jaren.scale_of_difference(chosen)
    jaren.immediate(chosen, scale)
    left, right, apart = st.columns(3, gap="medium")
    for column, key in ((left, "jaren-a"), (right, "jaren-b")):
        with column:
            _map(
                key,
                jaren.year_map(table, key, chosen),
                scale,
                table,
                chosen,
                title=jaren.year_title(table, key, chosen),
                subtitle=jaren.year_subtitle(key, chosen),
                legend=words.legend(chosen.what),
            )
    with apart:
        _map(
            "jaren-verschil",
            jaren.difference_map(table, chosen),
            around,
            table,
            chosen,
            title=jaren.difference_title(table, chosen),
            subtitle=jaren.difference_subtitle(chosen),
            legend=jaren.difference_legend(chosen),
        )


def _slope(table: pd.DataFrame, chosen: Selection) -> None:
    rows = jaren.slope_rows(table, chosen)
    if rows.empty:
        widgets.empty(_("Geen gemeente heeft in beide jaren een cijfer. Kies andere jaren."))
        return
    title = jaren.slope_title(rows, chosen)
    widgets.show_chart(
        charts.slope_figure(
            current_theme(),
            language(),
            rows,
            years=(str(chosen.year_b), str(chosen.year)),
            hover="%{customdata}",
        ),
        title=title,
        subtitle=jaren.slope_subtitle(chosen),
        source=jaren.source(chosen),
        data=lambda: jaren.readable(table, chosen),
        alt=_("Lijn per gemeente van het ene naar het andere jaar: {title}.").format(title=title),
        key="jaren-lijnen",
    )


def _steps(change: Change, chosen: Selection) -> None:
    jaren_steps.steps_control(chosen)
    name, found = jaren_steps.steps_of(change, chosen)
    if found.count == 0:
        widgets.empty(_("{name} heeft niet in beide jaren een score.").format(name=name))
        return
    title = jaren_steps.steps_title(name, found)
    widgets.show_chart(
        charts.steps_figure(current_theme(), language(), jaren_steps.steps_rows(found, chosen)),
        title=title,
        subtitle=jaren_steps.steps_subtitle(found, chosen),
        source=widgets.source_line(note=jaren_steps.steps_note(found)),
        data=lambda: jaren_steps.steps_table(found, chosen),
        alt=_("Watervaldiagram: {title}.").format(title=title),
        key="jaren-stappen",
    )


def _changes(change: Change, chosen: Selection) -> None:
    table = jaren_steps.changes_table(change, chosen)
    widgets.heading(jaren_steps.changes_title(chosen), jaren_steps.changes_subtitle(chosen))
    st.dataframe(table, hide_index=True, height=440, key="jaren-tabel")
    jaren_steps.changes_foot(table, chosen)


@st.fragment
def body() -> None:
    """Draw the page; a fragment, so that a choice redraws this and no more."""
    jaren.controls()
    chosen = selection.current()
    try:
        change, table = jaren.compare(chosen)
    except MonitorError as err:
        widgets.empty(str(err))
        return
    if table[["start", "end"]].isna().all(axis=None):
        widgets.empty(jaren.nothing(chosen))
        return
    _maps(table, chosen)
    if chosen.year == chosen.year_b:
        widgets.empty(_("Kies twee verschillende jaren om te zien wat er veranderde."))
        return
    widgets.heading(_("Wat valt op"))
    widgets.facts(jaren.sentences(change, table, chosen))
    wide, narrow = st.columns(2, gap="large")
    with wide:
        _steps(change, chosen)
    with narrow:
        _slope(table, chosen)
    _changes(change, chosen)


body()
