"""Mid-sized cities and West-Brabant: whether they lag, on what, how surely, and who exactly."""

from __future__ import annotations

import streamlit as st

from monitor.charts import aandacht as charts
from monitor.charts import aandacht_places as place_charts
from monitor.ui import aandacht, data, selection, widgets
from monitor.ui import aandacht_places as places
from monitor.ui.aandacht import Comparison
from monitor.ui.shell import current_theme
from monitor.ui.texts import _, language, number


def _gaps(asked: Comparison) -> None:
    shown = aandacht.side_by_side(asked)
    rows = [aandacht.gap_rows(c) for c in shown]
    extent = charts.extent_of(rows)
    for column, one, table in zip(st.columns(len(shown), gap="large"), shown, rows, strict=True):
        with column:
            widgets.show_chart(
                charts.gap_figure(
                    current_theme(),
                    language(),
                    table,
                    marked=one.year,
                    label=number(table.loc[one.year, "gap"], decimals=1, signed=True),
                    zero=_("gelijk aan {others}").format(others=aandacht.others_of(one)),
                    extent=extent,
                ),
                title=aandacht.gap_title(one),
                subtitle=aandacht.gap_subtitle(one),
                source=aandacht.source(),
                data=aandacht.gap_readable(one, table),
                alt=aandacht.gap_alt(one, table),
                key=f"verschil-{one.group}",
            )


def _parts(asked: Comparison) -> None:
    rows = aandacht.parts_rows(asked.gap())
    widgets.show_chart(
        charts.parts_figure(current_theme(), language(), rows),
        title=aandacht.parts_title(asked),
        subtitle=aandacht.parts_subtitle(asked),
        source=aandacht.source(),
        data=aandacht.parts_readable(rows),
        alt=_("Staven die samen het verschil zijn. {title}.").format(
            title=aandacht.parts_title(asked)
        ),
        key="opbouw",
    )


def _definitions(asked: Comparison) -> None:
    rows = aandacht.case_rows(asked)
    widgets.show_chart(
        charts.dots_figure(current_theme(), language(), rows, zero=_("geen verschil")),
        title=aandacht.cases_title(asked),
        subtitle=aandacht.cases_subtitle(asked),
        source=aandacht.source(),
        data=aandacht.cases_readable(rows),
        alt=_("Punten met interval per definitie. {title}.").format(
            title=aandacht.cases_title(asked)
        ),
        key="definities",
    )


def _lagging(asked: Comparison) -> None:
    rows = places.lagging_rows(asked)
    title = places.lagging_title(asked, rows)
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
        source=aandacht.source(),
        data=places.lagging_readable(rows),
        alt=_("Rangen met interval. {title}.").format(title=title),
        key="achterblijvers",
    )


def _moves(asked: Comparison) -> None:
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
    widgets.show_chart(
        place_charts.moves_figure(current_theme(), language(), rows, ranked=len(data.names())),
        title=title,
        subtitle=places.moves_subtitle(asked, start),
        source=aandacht.source(),
        data=places.moves_readable(rows, asked, start),
        alt=_("Rangen in twee jaren. {title}.").format(title=title),
        key="verslechterd",
    )


def _clusters(asked: Comparison) -> None:
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
        source=aandacht.source(),
        data=places.clusters_readable(rows),
        alt=_("Kaart van clusters in Noord-Brabant. {title}.").format(title=title),
        key="clusters",
    )


def _outcomes(asked: Comparison) -> None:
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


@st.fragment
def body() -> None:
    """Draw the page; a fragment, so that a choice redraws this and no more."""
    aandacht.controls()
    asked = aandacht.comparison()
    widgets.heading(aandacht.conclusion(asked), aandacht.conclusion_line(asked))
    if asked.gap().conclusion == "no-data":
        widgets.empty(_("Kies een ander jaar of een andere groep."))
        return
    reasons = aandacht.reasons(asked)
    for column, part in zip(st.columns(2, gap="large"), (reasons[::2], reasons[1::2]), strict=True):
        with column:
            widgets.facts(part)
    aandacht.terms()
    _gaps(asked)
    left, right = st.columns(2, gap="large")
    with left:
        _definitions(asked)
        _lagging(asked)
        _clusters(asked)
    with right:
        _parts(asked)
        _moves(asked)
        _outcomes(asked)


body()
