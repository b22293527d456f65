"""The page Jaren: its maps, charts and table in their places."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from monitor.analysis.change import Change
from monitor.answers import about_scores, remember
from monitor.answers.selected import Selection
from monitor.charts import words
from monitor.charts.jaren.changes import changes_chart
from monitor.charts.jaren.maps import APART, LEFT, RIGHT, map_chart, told
from monitor.charts.jaren.slope import slope_chart
from monitor.charts.jaren.steps import no_steps, steps_chart, steps_of
from monitor.charts.jaren.two_years import Known, TwoYears
from monitor.text import _
from monitor.ui import files, selection, show_chart, widgets, years
from monitor.ui.shell import current_theme
from monitor.ui.show_table import show_table


def heads(chosen: Selection) -> dict[str, Any]:
    """Show the three columns with the year of each map above it; returns the columns.

    Each column holds five things: its head, and title, map, foot and table of the map. `page.css`
    lays them in shared rows, so that the maps stand at one height.

    Parameters
    ----------
    chosen : Selection
    """
    with st.container(key="jaren-kaarten"):
        left, right, apart = st.columns(3, gap="medium")
    for column, field, label in (
        (left, "year_b", _("Jaar links")),
        (right, "year", _("Jaar rechts")),
    ):
        with column:
            widgets.choose(
                field,
                label,
                about_scores.years(),
                shown=words.year_labels(chosen.what),
                kind="segmented",
                pair=True,
                help=words.year_help(chosen.what),
            )
    start, end = years.big("year_b", chosen.year_b), years.big("year", chosen.year)
    shown = f'<p class="years-shown">{start} <span>→</span> {end}</p>'
    with apart:
        player = years.player("year", after="year_b")
        st.html(f'<div class="film" data-scope="{chosen.scope}">{player}{shown}</div>')
    return {LEFT: left, RIGHT: right, APART: apart}


def maps(table: pd.DataFrame, asked: TwoYears, columns: dict[str, Any]) -> None:
    """Show the maps, each kept for all readers who make the same choice.

    Parameters
    ----------
    table : DataFrame
        Of `monitor.charts.jaren.two_years.compare`.
    asked : TwoYears
    columns : dict of str to object
        Of `heads`.
    """
    theme = current_theme()
    years.follow(told(asked, theme))
    for key, column in columns.items():
        with column:
            show_chart.show_kept(
                partial(map_chart, key, table, asked, theme),
                key,
                asked,
                on_select=partial(_clicked, key),
            )


def _clicked(key: str) -> None:
    """Choose the municipality that was clicked."""
    points = st.session_state[key]["selection"]["points"]
    if points:
        selection.put(gemeente=points[0]["location"])


def steps(change: Change, asked: TwoYears) -> None:
    """Show what took the score of a municipality, or of a group, from one year to the other.

    Parameters
    ----------
    change : Change
    asked : TwoYears
    """
    shown = remember.kept("jaren-steps", asked, lambda: steps_of(change, asked))
    if shown.steps.count:
        show_chart.show_kept(
            lambda: steps_chart(shown, asked, current_theme()), "jaren-stappen", asked
        )
    else:
        widgets.empty(no_steps(shown, asked))


def slope(table: pd.DataFrame, asked: TwoYears, known: Known) -> None:
    """Show a line per municipality from the one year to the other.

    Parameters
    ----------
    table : DataFrame
        Of `monitor.charts.jaren.two_years.compare`.
    asked : TwoYears
    known : {"nothing", "some", "both"}
        Of `monitor.charts.jaren.two_years.compare`.
    """
    if known == "both":
        show_chart.show_kept(
            lambda: slope_chart(table, asked, current_theme()), "jaren-lijnen", asked
        )
    else:
        widgets.empty(_("Geen gemeente is over deze jaren te vergelijken. Kies andere jaren."))


def changes(change: Change, asked: TwoYears) -> None:
    """Show the table of changes with its title, the meaning of its marks, source and CSV.

    Parameters
    ----------
    change : Change
    asked : TwoYears
    """
    shown = remember.kept("jaren-changes", asked, lambda: changes_chart(change, asked))
    widgets.heading(shown.title, shown.subtitle)
    st.html(f'<p class="chart-note">{_("Let op")}: {" · ".join(_marks())}</p>')
    show_table(shown.table, key=shown.key, height=440)
    st.html(f'<p class="chart-note">{escape(shown.note)}</p>')
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(f'<p class="chart-source">{escape(shown.source)}</p>')
        st.download_button(
            _("Cijfers (CSV)"),
            data=files.in_session(lambda: files.csv_bytes(shown.table)),
            file_name=f"verandering-{asked.year_b}-{asked.year}.csv",
            mime="text/csv",
            key="csv-jaren-tabel",
            on_click="ignore",
        )


def _marks() -> list[str]:
    """Return the marks of the last column, each with its meaning on hover."""
    meanings = {
        _("niveaubreuk"): _(
            "Bij zoveel indicatoren is tussen deze jaren anders gemeten. Het landelijke niveau is"
            " daar gelijk gehouden: alleen verschuivingen tussen gemeenten tellen."
        ),
        _("samengevoegde gemeente"): _(
            "Een cijfer is opgeteld of gemiddeld uit gemeenten die inmiddels zijn samengevoegd."
        ),
        _("zonder nieuwe meting"): _(
            "Van zoveel indicatoren dient één meting voor beide jaren: daarin kan niets veranderen."
        ),
        _("oudste cijfer"): _("Het jaar van de oudste meting in de score van het rechterjaar."),
    }
    return [widgets.term(word, meaning) for word, meaning in meanings.items()]
