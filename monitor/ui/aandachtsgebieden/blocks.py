"""The page Aandachtsgebieden: its charts, and what stands where there is none."""

from __future__ import annotations

from functools import partial

import streamlit as st

from monitor.answers import about_changes, about_scores, remember
from monitor.charts.aandachtsgebieden.clusters import clusters_chart
from monitor.charts.aandachtsgebieden.comparison import Comparison, others_of, side_by_side
from monitor.charts.aandachtsgebieden.definitions import definitions_chart
from monitor.charts.aandachtsgebieden.gap import gap_chart
from monitor.charts.aandachtsgebieden.heat import heat_chart
from monitor.charts.aandachtsgebieden.lagging import (
    lagging_chart,
    lagging_rows,
    lagging_subtitle,
    lagging_title,
)
from monitor.charts.aandachtsgebieden.moves import (
    move_rows,
    moves_chart,
    moves_subtitle,
    moves_title,
)
from monitor.charts.aandachtsgebieden.outcomes import outcomes_chart
from monitor.charts.aandachtsgebieden.parts import parts_chart
from monitor.text import _, language
from monitor.ui import net, selection, show_chart, widgets
from monitor.ui.aandachtsgebieden.conclusion import about_change
from monitor.ui.shell import current_theme


def gaps(asked: Comparison) -> None:
    """Show the gap by year, the groups beside each other on one scale.

    Parameters
    ----------
    asked : Comparison
    """
    shown = side_by_side(asked)
    for i, column in enumerate(st.columns(len(shown), gap="large")):
        with column:
            show_chart.show_kept(
                partial(gap_chart, shown, i, current_theme()), "verschil", asked, i
            )


def parts(asked: Comparison) -> None:
    """Show what the gap is made of.

    Parameters
    ----------
    asked : Comparison
    """
    show_chart.show_kept(
        lambda: parts_chart(asked.gap(), others_of(asked), asked.year, current_theme()),
        "opbouw",
        asked,
    )


def definitions(asked: Comparison) -> None:
    """Show whether the conclusion flips under another definition.

    Parameters
    ----------
    asked : Comparison
    """
    show_chart.show_kept(lambda: definitions_chart(asked, current_theme()), "definities", asked)


def lagging(asked: Comparison) -> None:
    """Show who lags robustly.

    Parameters
    ----------
    asked : Comparison
    """
    rows = remember.kept("achterblijvers", (asked, language()), lambda: lagging_rows(asked))
    if rows.empty:
        widgets.heading(lagging_title(asked, rows), lagging_subtitle(asked))
        return
    show_chart.show_kept(
        lambda: lagging_chart(asked, rows, current_theme()), "achterblijvers", asked
    )


@net.part()
def moves(asked: Comparison) -> None:
    """Show who lags and sank further; a fragment, for its year redraws nothing else.

    Parameters
    ----------
    asked : Comparison
    """
    years = [y for y in about_scores.years() if y < asked.year]
    if not years:
        widgets.empty(
            _("Voor {year} is er geen eerder jaar om mee te vergelijken.").format(year=asked.year)
        )
        return
    widgets.choose("year_b", _("Verslechterd sinds"), years, width=160)
    wanted = selection.current().year_b
    start = wanted if wanted in years else years[0]
    key = (asked, start, language())
    widgets.facts([remember.kept("verandering", key, lambda: about_change(asked, start))])
    if not about_changes.area_change(start, asked.year, asked.of.province).compared:
        return
    rows = remember.kept("verslechterd", key, lambda: move_rows(asked, start))
    if rows.empty:
        widgets.heading(moves_title(rows, start), moves_subtitle())
        return
    show_chart.show_kept(
        lambda: moves_chart(asked, start, rows, current_theme()), "verslechterd", asked, start
    )


def clusters(asked: Comparison) -> None:
    """Show where low scores lie together.

    Parameters
    ----------
    asked : Comparison
    """
    show_chart.show_kept(lambda: clusters_chart(asked, current_theme()), "clusters", asked)


def outcomes(asked: Comparison) -> None:
    """Show whether the score goes along with what is not in it.

    Parameters
    ----------
    asked : Comparison
    """
    show_chart.show_kept(lambda: outcomes_chart(asked, current_theme()), "uitkomsten", asked)


def heat(asked: Comparison) -> None:
    """Show the table of the members of the group.

    Parameters
    ----------
    asked : Comparison
    """
    show_chart.show_kept(lambda: heat_chart(asked, current_theme()), "warmte", asked)
