"""The page Kaart: its controls, its parts, its small panels."""

from __future__ import annotations

import html
from collections.abc import Collection
from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from monitor import change_words
from monitor.answers import about_groups, about_scores, remember
from monitor.answers.selected import NO_GROUP, Selection
from monitor.catalog_entries import SCORED
from monitor.charts import sources, words
from monitor.charts.chart import Chart, finish
from monitor.charts.kaart import figures as kaart_figures
from monitor.charts.kaart import year_map
from monitor.charts.kaart.figures import ages, figures
from monitor.charts.kaart.ranking import ranking_chart
from monitor.charts.words import measure
from monitor.text import _, number
from monitor.ui import navigation, selection, show_chart, widgets
from monitor.ui.area_choice import choose_area
from monitor.ui.kaart.facts import sentences
from monitor.ui.shell import current_theme
from monitor.ui.vergelijk import places

# The fragments of the page: all of it, what tells the year, and what can be open beside it.
PAGE, YEAR, OPENED = "kaart-page", "kaart-year", "kaart-opened"
MAP_FOOT, RANKING_FOOT = "kaart-map-foot", "kaart-ranking-foot"
_AT_ONCE = "kaart-at-once"


@dataclass(frozen=True, eq=False)
class _View:
    """All that the page tells of one selection, made once and shared: never change it.

    Attributes
    ----------
    table : DataFrame
        Of `kaart_figures.figures`.
    map : Chart
        Not drawn: `drawn_map`.
    ranking : Chart or None
        None in a year without any figure.
    sentences : list of str
    """

    table: pd.DataFrame
    map: Chart
    ranking: Chart | None
    sentences: list[str]


def view() -> _View:
    """Return the view of the selection."""
    chosen = selection.current()
    return remember.kept("kaart", (chosen, current_theme().name), lambda: _view(chosen))


def _view(chosen: Selection) -> _View:
    table = figures(chosen)
    told = year_map.told_of(table, chosen)
    if table["value"].isna().all():
        return _View(table, told, None, [kaart_figures.years_known(chosen)])
    return _View(
        table, told, finish(ranking_chart(table, chosen, current_theme())), sentences(table, chosen)
    )


def drawn_map(shown: _View) -> Chart:
    """Return the map, drawn once for all readers: what is told of it depends on more.

    Parameters
    ----------
    shown : View
    """
    chosen = selection.current()
    key = (chosen, current_theme().name)
    fig = remember.kept(
        "kaart-map", key, lambda: year_map.drawn(shown.table, chosen, current_theme())
    )
    return replace(shown.map, fig=fig)


def recolours(years: Collection[int]) -> None:
    """Remember for which years the browser can recolour the map that it has now by itself.

    Parameters
    ----------
    years : collection of int
    """
    st.session_state[_AT_ONCE] = (_but_year(), frozenset(years))


def _but_year() -> Selection:
    return replace(selection.current(), year=0, year_b=0)


def _year_chosen() -> None:
    """Rerun what tells the year, and more where more is open or the map cannot follow by itself."""
    but_year, years = st.session_state.get(_AT_ONCE, (None, ()))
    chosen = selection.current()
    if chosen.year not in years or but_year != _but_year():
        st.rerun(PAGE)
    feet = {year_map.KEY: MAP_FOOT, "ranglijst": RANKING_FOOT}
    more = [foot for key, foot in feet.items() if show_chart.is_open(key)]
    if chosen.is_score and sources.awaited(about_scores.years()[-1]) and MAP_FOOT not in more:
        more.append(MAP_FOOT)  # its note is of the year
    if chosen.gemeente is not None:
        more.append(OPENED)
    if more:
        st.rerun([YEAR, *more])


def _close() -> None:
    selection.put(gemeente=None)
    st.rerun(PAGE)


def year_control() -> None:
    """Show the choice of a year."""
    what = selection.current().what
    widgets.choose(
        "year",
        _("Jaar"),
        about_scores.years(),
        shown=words.year_labels(what),
        kind="segmented",
        help=words.year_help(what),
        then=_year_chosen,
    )


def controls() -> None:
    """Show the other controls of the slim row: area, what to colour, group."""
    choose_area(_("Gebied"))
    labels = words.measure_labels()
    widgets.choose("what", _("Kleur"), list(labels), shown=labels.__getitem__)
    widgets.choose(
        "group",
        _("Omlijnd"),
        [*about_groups.groups_of(selection.current().province), NO_GROUP],
        shown=words.group_title,
        help=_("De gemeenten van deze groep zijn op de kaart omlijnd."),
    )


def start_line() -> str:
    """Return what a first reader needs to know, with three ways on, as one piece of HTML."""
    told = _(
        "Hoe sterk staan mensen en gemeenten er sociaal voor? 100 = Nederland in 2020;"
        " hoger is sterker."
    )
    ways = {
        "gemeente": _("Mijn gemeente"),
        "jaren": _("Wat veranderde er?"),
        "presentatie": _("Presenteren"),
    }
    asked = selection.query()
    links = " ".join(widgets.link(page, label, asked) for page, label in ways.items())
    return f'<p class="start turn">{html.escape(told)} <span>{links}</span></p>'


def offer_year(chosen: Selection) -> None:
    """Offer the nearest year with figures, where the chosen one has none.

    Parameters
    ----------
    chosen : Selection
    """
    year = kaart_figures.nearest_year(chosen)
    if year is not None:
        st.button(
            _("Toon {year}").format(year=year),
            on_click=selection.put,
            kwargs={"year": year},
            type="primary",
            key="toon-jaar",
        )


def opened(table: pd.DataFrame, chosen: Selection) -> None:
    """Show the municipality that was clicked or chosen, with the way to its own page.

    Parameters
    ----------
    table : DataFrame
        Of `monitor.charts.kaart.figures.figures`.
    chosen : Selection
    """
    names = table["name"].sort_values()
    widgets.choose(
        "gemeente",
        _("Klik op een gemeente, of kies er een"),
        [None, *names.index],
        shown=lambda code: names.get(code, _("geen gemeente")),
        then=lambda: st.rerun(PAGE),
    )
    if chosen.gemeente is None or chosen.gemeente not in table.index:
        return
    row = table.loc[[chosen.gemeente]].iloc[0]
    scores = about_scores.scores(chosen.year).table.loc[[chosen.gemeente]].iloc[0]
    with st.container(key="opened"):
        widgets.heading(str(row["name"]), kaart_figures.standing(row, chosen))
        parts = [f"{measure(d)} **{number(scores[d], decimals=1)}**" for d in SCORED]
        age = str(ages(table.loc[[chosen.gemeente]], chosen)[0])
        if chosen.is_score:
            age = _("oudste cijfer: {year}").format(year=age)
            share = about_scores.fresh_share(chosen.year, (chosen.gemeente,))
            age = f"{age} · {change_words.measured_itself(share, chosen.year)}"
        told = [f for f in (" · ".join(parts), age) if f]
        widgets.facts(told, link=places.link(chosen.gemeente))
        with st.container(horizontal=True, vertical_alignment="center", key="opened-links"):
            if navigation.exists("gemeente"):
                st.page_link(
                    navigation.path("gemeente"),
                    label=_("Naar het profiel"),
                    query_params=selection.query(),
                )
            st.button(_("Sluiten"), type="tertiary", on_click=_close)
