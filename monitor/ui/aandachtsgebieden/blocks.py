"""The page Aandachtsgebieden: its charts, each with its words and its table."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from monitor import naming
from monitor.charts import base
from monitor.charts.aandachtsgebieden import gap as charts
from monitor.charts.aandachtsgebieden import places as place_charts
from monitor.charts.chart import Chart
from monitor.ui import data, net, selection, widgets, words
from monitor.ui.aandachtsgebieden import clusters as together
from monitor.ui.aandachtsgebieden import gap as gap_words
from monitor.ui.aandachtsgebieden import outcomes as along
from monitor.ui.aandachtsgebieden import places
from monitor.ui.aandachtsgebieden.comparison import (
    Comparison,
    about_change,
    others_of,
    side_by_side,
    source,
)
from monitor.ui.shell import current_theme
from monitor.ui.texts import _, language, number


def gaps(asked: Comparison) -> None:
    """Show the gap by year, the groups beside each other on one scale."""
    shown = side_by_side(asked)
    for i, column in enumerate(st.columns(len(shown), gap="large")):
        with column:
            widgets.show_kept(partial(_gaps, shown, i), "verschil", asked, i)


def _gaps(shown: list[Comparison], place: int) -> Chart:
    rows, one = [gap_words.gap_rows(c) for c in shown], shown[place]
    table = rows[place]
    return Chart(
        fig=base.with_key(
            charts.gap_figure(
                current_theme(),
                language(),
                table,
                marked=one.year,
                label=number(one.gap().gap, decimals=1, signed=True),
                zero=_("gelijk aan {others}").format(others=others_of(one)),
                extent=charts.extent_of(rows),
            ),
            current_theme(),
            gap_words.gap_key(table),
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
    widgets.show_kept(lambda: _parts(asked), "opbouw", asked)


def _parts(asked: Comparison) -> Chart:
    rows, title = gap_words.parts_rows(asked.gap()), gap_words.parts_title(asked.gap())
    return Chart(
        fig=charts.parts_figure(current_theme(), language(), rows),
        title=title,
        subtitle=gap_words.parts_subtitle(others_of(asked), asked.year),
        source=source(),
        data=gap_words.parts_readable(rows),
        alt=_("Staven die samen het verschil zijn. {title}.").format(title=title),
        key="opbouw",
    )


def definitions(asked: Comparison) -> None:
    """Show whether the conclusion flips under another definition."""
    widgets.show_kept(lambda: _definitions(asked), "definities", asked)


def _definitions(asked: Comparison) -> Chart:
    rows, title = gap_words.case_rows(asked), gap_words.cases_title(asked)
    return Chart(
        fig=base.with_key(
            charts.dots_figure(current_theme(), language(), rows, zero=_("geen verschil")),
            current_theme(),
            gap_words.cases_key(),
        ),
        title=title,
        subtitle=gap_words.cases_subtitle(asked),
        source=source(),
        data=gap_words.cases_readable(rows),
        alt=_("Punten met interval per definitie. {title}.").format(title=title),
        key="definities",
    )


def lagging(asked: Comparison) -> None:
    """Show who lags robustly."""
    rows = data.kept("achterblijvers", (asked, language()), lambda: places.lagging_rows(asked))
    if rows.empty:
        widgets.heading(places.lagging_title(asked, rows), places.lagging_subtitle(asked))
        return
    widgets.show_kept(lambda: _lagging(asked, rows), "achterblijvers", asked)


def _lagging(asked: Comparison, rows: pd.DataFrame) -> Chart:
    title = places.lagging_title(asked, rows)
    return Chart(
        fig=base.with_key(
            place_charts.ranks_figure(
                current_theme(),
                language(),
                rows,
                ranked=len(data.names()),
                quarter=_("laagste kwart van Nederland"),
            ),
            current_theme(),
            [("―", "bad", naming.draws_band())],
        ),
        title=title,
        subtitle=places.lagging_subtitle(asked),
        note=naming.certain_rule(),
        source=source(),
        data=places.lagging_readable(rows),
        alt=_("Rangen met interval. {title}.").format(title=title),
        key="achterblijvers",
    )


@net.part()
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
    key = (asked, start, language())
    widgets.facts([data.kept("verandering", key, lambda: about_change(asked, start))])
    if not data.area_change(start, asked.year, asked.of.province).compared:
        return
    rows = data.kept("verslechterd", key, lambda: places.move_rows(asked, start))
    if rows.empty:
        widgets.heading(places.moves_title(rows, start), places.moves_subtitle())
        return
    widgets.show_kept(lambda: _moves(asked, start, rows), "verslechterd", asked, start)


def _moves(asked: Comparison, start: int, rows: pd.DataFrame) -> Chart:
    title = places.moves_title(rows, start)
    return Chart(
        fig=base.with_key(
            place_charts.moves_figure(current_theme(), language(), rows, ranked=len(data.names())),
            current_theme(),
            places.moves_key(asked, start),
        ),
        title=title,
        subtitle=places.moves_subtitle(),
        note=naming.certain_rule(),
        source=source(),
        data=places.moves_readable(rows, asked, start),
        alt=_("Rangen in twee jaren. {title}.").format(title=title),
        key="verslechterd",
    )


def clusters(asked: Comparison) -> None:
    """Show where low scores lie together."""
    widgets.show_kept(lambda: _clusters(asked), "clusters", asked)


def _clusters(asked: Comparison) -> Chart:
    province = asked.of.province
    found = data.clusters(asked.year, province)
    rows = together.cluster_rows(found, asked)
    title = together.clusters_title(rows, asked)
    return Chart(
        fig=place_charts.clusters_figure(
            current_theme(),
            language(),
            rows,
            geojson=data.geometry_url(),
            extent=data.extent(province),
            names=together.cluster_names(),
            outlined=places.members(asked),
        ),
        title=title,
        subtitle=together.clusters_subtitle(asked),
        note=together.clusters_note(found),
        source=source(),
        data=together.clusters_readable(rows),
        alt=_("Kaart van clusters in {province}. {title}.").format(
            province=words.province(province), title=title
        ),
        key="clusters",
    )


def outcomes(asked: Comparison) -> None:
    """Show whether the score goes along with what is not in it."""
    widgets.show_kept(lambda: _outcomes(asked), "uitkomsten", asked)


def _outcomes(asked: Comparison) -> Chart:
    rows = along.outcome_rows(asked.year)
    title = along.outcomes_title(rows)
    return Chart(
        fig=base.with_key(
            charts.dots_figure(current_theme(), language(), rows, zero=_("geen samenhang")),
            current_theme(),
            [("―", "accent", _("95%-interval")), *gap_words.zero_key("accent")],
        ),
        title=title,
        subtitle=along.outcomes_subtitle(asked),
        source=along.outcomes_source(asked.year),
        data=along.outcomes_readable(asked.year),
        alt=_("Punten met interval per uitkomst. {title}.").format(title=title),
        key="uitkomsten",
    )
