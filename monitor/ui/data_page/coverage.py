"""The page Data: choose a part, search the catalog, say which figures there are."""

from __future__ import annotations

import streamlit as st

from monitor.analysis.coverage import find
from monitor.answers.view import snapshot
from monitor.fields import Style
from monitor.text import _, language
from monitor.ui import selection, widgets
from monitor.ui.params import PARTS


def choose_part() -> str:
    """Let the reader choose a part of the page; it is kept in the URL."""
    names = {
        "dekking": _("Dekking"),
        "catalogus": _("Catalogus"),
        "bronnen": _("Bronnen"),
        "downloads": _("Downloads"),
        "eigen": _("Eigen set"),
    }
    with st.container(key="parts"):
        widgets.choose("deel", _("Onderdeel"), PARTS, shown=lambda p: names[p], kind="segmented")
    return selection.get("deel", PARTS[0])


def search() -> None:
    """Show the search field and the choice of a dimension."""
    key = widgets.set_control("zoek", selection.get("zoek"))
    st.text_input(
        _("Zoek een indicator"),
        key=key,
        max_chars=80,
        placeholder=_("bijvoorbeeld eenzaam, RIVM of 85012NED"),
        on_change=lambda: selection.put({"zoek": st.session_state[key]}),
    )
    dimensions = snapshot().catalog.dimensions
    widgets.choose(
        "dimensie",
        _("Dimensie"),
        ["", *dimensions],
        shown=lambda d: dimensions[d].title[language()] if d else _("Alle dimensies"),
    )


def chosen(*, former: bool) -> list[str]:
    """Return the indicators that the search and the dimension leave, former series or not.

    Parameters
    ----------
    former : bool
    """
    catalog = snapshot().catalog
    dimension = selection.get("dimensie")
    known = dimension if dimension in catalog.dimensions else ""
    return find(catalog, selection.get("zoek"), known, former=former)


def style() -> Style:
    """Return the language of what is written to a file."""
    return "en" if language() == "en" else "nl"
