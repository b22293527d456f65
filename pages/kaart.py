"""The map of one year: where it goes well, where it lags, and what stands out."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from monitor.charts.map import map_figure
from monitor.charts.ranking import ranking_figure
from monitor.ui import data, kaart, selection, widgets, words
from monitor.ui.shell import current_theme
from monitor.ui.texts import _, language


def _clicked() -> None:
    points = st.session_state["kaart"]["selection"]["points"]
    if points:
        selection.put(gemeente=points[0]["location"])


def _map(table: pd.DataFrame, chosen: selection.Selection) -> None:
    scale = kaart.scale(chosen)
    hover, template = kaart.hover_table(table, chosen)
    members = data.group_members(chosen.group, chosen.definition, chosen.year)
    fig = map_figure(
        current_theme(),
        language(),
        hover,
        scale,
        geojson=data.geometry_url(),
        scope=chosen.scope,
        legend=words.scale_line(chosen.what),
        missing=_("geen cijfer"),
        ticks=[words.short(b) for b in scale.breaks],
        hover=template,
        outlined=members,
        chosen=chosen.gemeente,
    )
    widgets.show_chart(
        fig,
        title=kaart.map_title(table, chosen),
        subtitle=kaart.map_subtitle(chosen),
        source=kaart.source(chosen),
        data=lambda: kaart.readable(table, chosen),
        alt=kaart.map_alt(table, chosen),
        key="kaart",
        on_select=_clicked,
        fluid=True,
    )


def _ranking(table: pd.DataFrame, chosen: selection.Selection) -> None:
    rows, template = kaart.ranking_rows(table, chosen)
    widgets.show_chart(
        ranking_figure(
            current_theme(),
            language(),
            rows,
            reference=100 if chosen.is_score else None,
            hover=template,
        ),
        title=kaart.ranking_title(rows, chosen),
        subtitle=kaart.ranking_subtitle(chosen),
        source=kaart.source(chosen),
        data=lambda: kaart.readable(table, chosen),
        alt=_("Ranglijst van gemeenten met hun waarde; de groep staat vet."),
        key="ranglijst",
    )


@st.fragment
def body() -> None:
    """Draw the page; a fragment, so that a choice redraws this and no more."""
    kaart.controls()
    chosen = selection.current()
    table = kaart.figures(chosen)
    if table["value"].isna().all():
        widgets.empty(kaart.nothing(chosen))
        return
    wide, narrow = st.columns([13, 7], gap="large")
    with wide:
        _map(table, chosen)
    with narrow:
        widgets.heading(_("Wat valt op"))
        widgets.facts(kaart.sentences(table, chosen))
        kaart.opened(table, chosen)
    _ranking(table, chosen)


body()
