"""The page of one chart, for a frame on another site: title, chart, source and the way back."""

from __future__ import annotations

import html

import streamlit as st

from monitor.text import _
from monitor.ui import navigation, selection, share, show_chart, widgets


def show() -> None:
    """Show the chart that the address names."""
    page, _dot, key = selection.get(share.NAME).partition(".")
    if not (key and navigation.exists(page)):
        widgets.empty(_("Dit adres noemt geen diagram van de monitor."))
        return
    room = st.container()
    with room:
        found = share.look_for(key, navigation.path(page))
    if found.chart is not None:
        widgets.heading(found.chart.title, found.chart.subtitle)
        show_chart.draw(found.chart)
        told = found.chart.caption
    else:
        widgets.empty(_("Bij deze keuze heeft de pagina dit diagram niet (meer)."))
        told = ""
    st.html(f'<p class="chart-source">{html.escape(told)} {_back(page)}</p>')


def _back(page: str) -> str:
    """Return the link to the page of the chart, with the same choice."""
    own = (share.NAME, share.DESIGN)
    asked = {k: v for k, v in selection.query().items() if k not in own}
    at = "" if page == navigation.HOME else page
    return widgets.link(f"./{at}", _("Naar de monitor"), asked, aside=True)
