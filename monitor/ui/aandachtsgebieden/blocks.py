"""The page Aandachtsgebieden: its charts, each with its words and its table."""

from __future__ import annotations

from functools import partial

import streamlit as st

from monitor.answers import about_changes, remember
from monitor.text import _, language
from monitor.ui import net, selection, show_chart, widgets
from monitor.ui.aandachtsgebieden import lagging as lag
from monitor.ui.aandachtsgebieden import moves as sinking
from monitor.ui.aandachtsgebieden.clusters import clusters_chart
from monitor.ui.aandachtsgebieden.comparison import Comparison, others_of, side_by_side
from monitor.ui.aandachtsgebieden.conclusion import about_change
from monitor.ui.aandachtsgebieden.definitions import definitions_chart
from monitor.ui.aandachtsgebieden.gap import gap_chart
from monitor.ui.aandachtsgebieden.lagging import lagging_chart
from monitor.ui.aandachtsgebieden.moves import moves_chart
from monitor.ui.aandachtsgebieden.outcomes import outcomes_chart
from monitor.ui.aandachtsgebieden.parts import parts_chart


def gaps(asked: Comparison) -> None:
    """Show the gap by year, the groups beside each other on one scale.

    Parameters
    ----------
    asked : Comparison
    """
    shown = side_by_side(asked)
    for i, column in enumerate(st.columns(len(shown), gap="large")):
        with column:
            show_chart.show_kept(partial(gap_chart, shown, i), "verschil", asked, i)


def parts(asked: Comparison) -> None:
    """Show what the gap is made of.

    Parameters
    ----------
    asked : Comparison
    """
    show_chart.show_kept(
        lambda: parts_chart(asked.gap(), others_of(asked), asked.year), "opbouw", asked
    )


def definitions(asked: Comparison) -> None:
    """Show whether the conclusion flips under another definition.

    Parameters
    ----------
    asked : Comparison
    """
    show_chart.show_kept(lambda: definitions_chart(asked), "definities", asked)


def lagging(asked: Comparison) -> None:
    """Show who lags robustly.

    Parameters
    ----------
    asked : Comparison
    """
    rows = remember.kept("achterblijvers", (asked, language()), lambda: lag.lagging_rows(asked))
    if rows.empty:
        widgets.heading(lag.lagging_title(asked, rows), lag.lagging_subtitle(asked))
        return
    show_chart.show_kept(lambda: lagging_chart(asked, rows), "achterblijvers", asked)


@net.part()
def moves(asked: Comparison) -> None:
    """Show who lags and sank further; a fragment, for its year redraws nothing else.

    Parameters
    ----------
    asked : Comparison
    """
    years = sinking.start_years(asked)
    if not years:
        widgets.empty(
            _("Voor {year} is er geen eerder jaar om mee te vergelijken.").format(year=asked.year)
        )
        return
    widgets.choose("year_b", _("Verslechterd sinds"), years, width=160)
    start = sinking.start_year(asked, selection.current().year_b)
    key = (asked, start, language())
    widgets.facts([remember.kept("verandering", key, lambda: about_change(asked, start))])
    if not about_changes.area_change(start, asked.year, asked.of.province).compared:
        return
    rows = remember.kept("verslechterd", key, lambda: sinking.move_rows(asked, start))
    if rows.empty:
        widgets.heading(sinking.moves_title(rows, start), sinking.moves_subtitle())
        return
    show_chart.show_kept(lambda: moves_chart(asked, start, rows), "verslechterd", asked, start)


def clusters(asked: Comparison) -> None:
    """Show where low scores lie together.

    Parameters
    ----------
    asked : Comparison
    """
    show_chart.show_kept(lambda: clusters_chart(asked), "clusters", asked)


def outcomes(asked: Comparison) -> None:
    """Show whether the score goes along with what is not in it.

    Parameters
    ----------
    asked : Comparison
    """
    show_chart.show_kept(lambda: outcomes_chart(asked), "uitkomsten", asked)
