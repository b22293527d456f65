"""The page Aandachtsgebieden: its charts, each with its words and its table."""

from __future__ import annotations

import streamlit as st

from monitor.charts import aandacht as charts
from monitor.charts import aandacht_places as place_charts
from monitor.ui import aandacht_gap as gap_words
from monitor.ui import aandacht_places as places
from monitor.ui import data, selection, widgets
from monitor.ui.aandacht import Comparison, others_of, side_by_side, source
from monitor.ui.shell import current_theme
from monitor.ui.texts import _, language, number


def gaps(asked: Comparison) -> None:
    """Show the gap by year, the groups beside each other on one scale."""
    shown = side_by_side(asked)
    rows = [gap_words.gap_rows(c) for c in shown]
    extent = charts.extent_of(rows)
    for column, one, table in zip(st.columns(len(shown), gap="large"), shown, rows, strict=True):
        with column:
            widgets.show_chart(
                charts.gap_figure(
                    current_theme(),
                    language(),
                    table,
                    marked=one.year,
                    label=number(one.gap().gap, decimals=1, signed=True),
                    zero=_("gelijk aan {others}").format(others=others_of(one)),
                    extent=extent,
                ),
                title=gap_words.gap_title(one),
                subtitle=gap_words.gap_subtitle(one),
                source=source(),
                data=gap_words.gap_readable(one, table),
                alt=gap_words.gap_alt(one, table),
                key=f"verschil-{one.group}",
            )


def parts(asked: Comparison) -> None:
    """Show what the gap is made of."""
    rows = gap_words.parts_rows(asked.gap())
    widgets.show_chart(
        charts.parts_figure(current_theme(), language(), rows),
        title=gap_words.parts_title(asked),
        subtitle=gap_words.parts_subtitle(asked),
        source=source(),
        data=gap_words.parts_readable(rows),
        alt=_("Staven die samen het verschil zijn. {title}.").format(
            title=gap_words.parts_title(asked)
        ),
        key="opbouw",
    )


def definitions(asked: Comparison) -> None:
    """Show whether the conclusion flips under another definition."""
    rows = gap_words.case_rows(asked)
    widgets.show_chart(
        charts.dots_figure(current_theme(), language(), rows, zero=_("geen verschil")),
        title=gap_words.cases_title(asked),
        subtitle=gap_words.cases_subtitle(asked),
        source=source(),
        data=gap_words.cases_readable(rows),
        alt=_("Punten met interval per definitie. {title}.").format(
            title=gap_words.cases_title(asked)
        ),
        key="definities",
    )


def lagging(asked: Comparison) -> None:
    """Show who lags robustly."""
    rows = places.lagging_rows(asked)
    title = places.lagging_title(rows)
    if rows.empty:
        widgets.heading(title, places.lagging_subtitle(asked))
        return
    widgets.show_chart(
        place_charts.ranks_figure(
            current_theme(),
            language(),
            rows,
            ranked=len(data.names()),
            quarter=_("laagste kwart van Nederland"),
        ),
        title=title,
        subtitle=places.lagging_subtitle(asked),
        source=source(),
        data=places.lagging_readable(rows),
        alt=_("Rangen met interval. {title}.").format(title=title),
        key="achterblijvers",
    )


@st.fragment
def moves(asked: Comparison) -> None:
    """Show who lags and sank further; a fragment, for its year redraws nothing else."""
    years = places.start_years(asked)
    if not years:
        widgets.empty(
            _("Voor {year} is er geen eerder jaar om mee te vergelijken.").format(year=asked.year)
        )
        return
    widgets.choose("year_b", _("Verslechterd sinds"), years, width=160)
    start = places.start_year(asked, selection.current().year_b)
    rows = places.move_rows(asked, start)
    title = places.moves_title(rows, start)
    if rows.empty:
        widgets.heading(title, places.moves_subtitle(asked, start))
        return
    widgets.show_chart(
        place_charts.moves_figure(current_theme(), language(), rows, ranked=len(data.names())),
        title=title,
        subtitle=places.moves_subtitle(asked, start),
        source=source(),
        data=places.moves_readable(rows, asked, start),
        alt=_("Rangen in twee jaren. {title}.").format(title=title),
        key="verslechterd",
    )


def clusters(asked: Comparison) -> None:
    """Show where low scores lie together."""
    found = data.clusters(asked.year)
    rows = places.cluster_rows(found)
    title = places.clusters_title(rows)
    widgets.show_chart(
        place_charts.clusters_figure(
            current_theme(),
            language(),
            rows,
            geojson=data.geometry_url(),
            names=places.cluster_names(),
            outlined=places.members(asked),
        ),
        title=title,
        subtitle=places.clusters_subtitle(asked, found),
        source=source(),
        data=places.clusters_readable(rows),
        alt=_("Kaart van clusters in Noord-Brabant. {title}.").format(title=title),
        key="clusters",
    )


def outcomes(asked: Comparison) -> None:
    """Show whether the score goes along with what is not in it."""
    rows = places.outcome_rows(asked.year)
    widgets.show_chart(
        charts.dots_figure(current_theme(), language(), rows, zero=_("geen samenhang")),
        title=places.outcomes_title(rows),
        subtitle=places.outcomes_subtitle(asked),
        source=places.outcomes_source(asked.year),
        data=places.outcomes_readable(asked.year),
        alt=_("Punten met interval per uitkomst. {title}.").format(
            title=places.outcomes_title(rows)
        ),
        key="uitkomsten",
    )
