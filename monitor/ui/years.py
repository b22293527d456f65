"""Maps that follow their year at once, on a page.

    years.follow(told)                      # in the fragment, before its maps (charts.recolour)

A control of years that stands in the page (a segmented row, `widgets.choose`) then recolours its
maps in the frame of the click; the server draws the same a moment later, or need not where the
browser got the hovers too. `years.js`, which comes with every page (`monitor.ui.shell`), says how.
`big` and `player` are the year in large type and the button that runs through the years.
"""

from __future__ import annotations

from html import escape

import streamlit as st

from monitor.charts.recolour import Told
from monitor.text import _


def follow(told: Told) -> None:
    """Give the browser what `recolour.tell` wrote down.

    Parameters
    ----------
    told : Told
    """
    with st.container(key="years"):
        # only the quote around it is escaped: each double one would be sent as six signs
        text = escape(told.text, quote=False).replace("'", "&#39;")
        st.html(f"<div data-years='{text}'></div>")


def big(field: str, year: int) -> str:
    """Return the year of a control in large type, for ``st.html``: it changes with the control.

    Parameters
    ----------
    field : str
        Of the selection, as in `monitor.ui.widgets.choose`.
    year : int
    """
    return f'<span class="big-year" data-year-of="control-{field}">{year}</span>'


def player(field: str, *, after: str) -> str:
    """Return the button that runs through the years of a segmented control, for ``st.html``.

    Those after the year of another control: the two stand in order.

    Who asked for less motion gets a step a press. What happens is a choice of the year as by hand.

    Parameters
    ----------
    field, after : str
        Of the selection, as in `monitor.ui.widgets.choose`.
    """
    return (
        f'<button type="button" class="player" data-play="control-{field}"'
        f' data-after="control-{after}">'
        f'<span class="player-play">{escape(_("Speel alle jaren af"))}</span>'
        f'<span class="player-step">{escape(_("Volgend jaar"))}</span>'
        f'<span class="player-stop">{escape(_("Stop"))}</span></button>'
    )
