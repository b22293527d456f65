"""The page Wijken: the choice of a district, and what it shows where there is nothing to draw."""

from __future__ import annotations

import html

import streamlit as st

from monitor.analysis.scores import TOTAL
from monitor.answers import about_districts
from monitor.charts import words
from monitor.charts.vergelijk.places import name_of
from monitor.charts.wijken import words as district_words
from monitor.charts.wijken.rows import Area, rows
from monitor.text import _, listing
from monitor.ui import selection, widgets
from monitor.ui.wijken import chosen

_CLOSED = "wijk-closed"


def choose_district(of: Area) -> None:
    """Offer the districts of the area, for the profile.

    Parameters
    ----------
    of : Area
    """
    table = rows(of, TOTAL).sort_values(["home", "name"])
    labels = {c: f"{n} ({h})" for c, n, h in zip(table.index, table["name"], table["home"],
                                                 strict=True)}  # fmt: skip
    widgets.choose(
        "wijk",
        _("Klik op een wijk, of kies er een"),
        ["", *labels],
        shown=lambda code: labels.get(code, _("geen wijk")),
    )
    elsewhere = selection.get("wijk")
    if elsewhere and not chosen.opened(of) and elsewhere in about_districts.edition().table.index:
        told = _("{name} ligt buiten {area}.").format(name=name_of(elsewhere), area=of.name)
        st.html(f'<p class="chart-note">{html.escape(told)}</p>')


def opened(of: Area, measure: str) -> None:
    """Show what the chosen district has of what is drawn; on a phone at the foot of the screen.

    Parameters
    ----------
    of : Area
    measure : str
        One of `monitor.charts.wijken.rows.measures`.
    """
    code = chosen.opened(of)
    if st.session_state.get(_CLOSED) != code:
        st.session_state.pop(_CLOSED, None)
    table = rows(of, measure)
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
