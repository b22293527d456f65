"""The page Wijken: what an average hides, the heat table, the choice of a district."""

from __future__ import annotations

import html

import pandas as pd
import streamlit as st

from monitor.analysis.districts import lagging_count
from monitor.analysis.scores import TOTAL
from monitor.answers import about_districts
from monitor.charts import heat, words
from monitor.charts.chart import Chart
from monitor.charts.wijken import hidden
from monitor.text import _, language, listing
from monitor.ui import selection, widgets
from monitor.ui.shell import current_theme
from monitor.ui.vergelijk import places
from monitor.ui.wijken import rows as own
from monitor.ui.wijken import words as district_words
from monitor.ui.wijken.rows import Area

MOST, HIDDEN = 20, 14
_CLOSED = "wijk-closed"


def hidden_chart(of: Area) -> Chart | None:
    """Return the chart of what a good average hides; None where no municipality can be told of.

    Parameters
    ----------
    of : Area
    """
    every = about_districts.behind_average()
    table = every[every.index.isin(of.codes)]
    if table.empty:
        return None
    shown = table.head(HIDDEN)
    return Chart(
        fig=hidden.figure(current_theme(), language(), shown),
        title=hidden.title(shown),
        subtitle=hidden.subtitle(of.name, about_districts.edition().year),
        source=district_words.sources(TOTAL),
        data=lambda: hidden.table(table),
        alt=_("Per gemeente twee stippen: de gemeente als geheel en haar laagste wijk."),
        key="wijkenachter",
    )


def heat_chart(of: Area) -> Chart | None:
    """Return the heat table of the lowest districts of an area; None where none has a rank.

    Parameters
    ----------
    of : Area
    """
    table = own.rows(of, TOTAL).dropna(subset=["rank"])
    if table.empty:
        return None
    lowest = table.tail(MOST).iloc[::-1]
    edition, quarter = about_districts.edition(), about_districts.district_quarters()
    names = district_words.called(of, lowest)
    which = _("De {n} laagste wijken").format(n=MOST)
    if len(table) <= MOST:
        which = district_words.districts(len(table))
    values, measured = (f.loc[lowest.index] for f in (edition.values, edition.measured))
    shown = heat.cells(quarter.loc[lowest.index], values, measured, list(names))
    count = lagging_count(quarter.loc[table.index])
    text = _("Op drie of meer indicatoren in het laagste kwart: {many} van {districts}")
    return Chart(
        fig=shown.drawn(current_theme()),
        title=text.format(
            many=int((count >= 3).sum()), districts=district_words.districts(len(table))
        ),
        subtitle=_("{which}, {area}, {year}: elk nieuwste cijfer in zijn kwart van de wijken van"
                   " Nederland").format(which=which, area=of.name, year=edition.year),
        note=_("Geen: {none}; een of twee: {few}; drie of meer: {many}.").format(
            none=int((count == 0).sum()),
            few=int(count.between(1, 2).sum()),
            many=int((count >= 3).sum()),
        ) + " " + heat.key(),
        source=district_words.sources(TOTAL),
        data=lambda: _heat_table(table, values=edition.values, count=count),
        alt=_("Tabel van wijken bij indicatoren, gekleurd naar kwart."),
        key="wijkentabel",
    )  # fmt: skip


def _heat_table(table: pd.DataFrame, *, values: pd.DataFrame, count: pd.Series) -> pd.DataFrame:
    figures = values.loc[table.index].rename(columns=words.measure)
    head = pd.DataFrame(
        {
            _("Wijk"): table["name"],
            _("Gemeente"): table["home"],
            _("Indicatoren in het laagste kwart"): count.reindex(table.index),
        }
    )
    return head.join(figures).reset_index(drop=True)


def choose_district(of: Area) -> None:
    """Offer the districts of the area, for the profile.

    Parameters
    ----------
    of : Area
    """
    table = own.rows(of, TOTAL).sort_values(["home", "name"])
    labels = {c: f"{n} ({h})" for c, n, h in zip(table.index, table["name"], table["home"],
                                                 strict=True)}  # fmt: skip
    widgets.choose(
        "wijk",
        _("Klik op een wijk, of kies er een"),
        ["", *labels],
        shown=lambda code: labels.get(code, _("geen wijk")),
    )
    elsewhere = selection.get("wijk")
    if elsewhere and not own.opened(of) and elsewhere in about_districts.edition().table.index:
        told = _("{name} ligt buiten {area}.").format(name=places.name_of(elsewhere), area=of.name)
        st.html(f'<p class="chart-note">{html.escape(told)}</p>')


def opened(of: Area, measure: str) -> None:
    """Show what the chosen district has of what is drawn; on a phone at the foot of the screen.

    Parameters
    ----------
    of : Area
    measure : str
        One of `monitor.ui.wijken.rows.measures`.
    """
    code = own.opened(of)
    if st.session_state.get(_CLOSED) != code:
        st.session_state.pop(_CLOSED, None)
    table = own.rows(of, measure)
    if code not in table.index or _CLOSED in st.session_state:
        return
    mine = table.loc[[code]]
    with st.container(key="opened"):
        name = f"{mine['name'].iloc[0]} ({mine['home'].iloc[0]})"
        widgets.heading(name, "; ".join(district_words.told(mine, measure)[0]))
        with st.container(horizontal=True, key="opened-links"):
            st.button(_("Sluiten"), type="tertiary", on_click=_close, args=(code,))


def _close(code: str) -> None:
    st.session_state[_CLOSED] = code


def nothing_ranked(of: Area) -> str:
    """Say that no district has a rank, and which figures there are all the same.

    Parameters
    ----------
    of : Area
    """
    text = _("Geen wijk in {area} heeft een rang: de tabel onder de kaart zegt waarom.")
    table = about_districts.edition().table
    codes = table.index[table["region"].isin(of.codes) & ~table["small"]]
    known = about_districts.edition().values.reindex(codes).notna().any()
    names = [words.measure(str(i)) for i in known.index[known]]
    more = _("Wel zijn er cijfers, te kiezen bij Kleur: {names}.").format(names=listing(names))
    return f"{text.format(area=of.name)} {more}" if names else text.format(area=of.name)
