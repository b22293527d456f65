"""The page Gemeente: the way to the initiatives of these municipalities."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from monitor.answers.about_initiatives import municipalities_of
from monitor.charts.gemeente.words import name_of
from monitor.text import _
from monitor.ui import navigation, selection, widgets
from monitor.ui.impact import seen

_MOST = 5


def show(codes: list[str]) -> None:
    """Link to the initiatives of this municipality and the comparable ones, where there are any.

    Parameters
    ----------
    codes : list of str
        Of municipalities.
    """
    count = Counter(
        c
        for one in seen.register(selection.current().province)
        for c in municipalities_of(one.places)
        if c in codes
    )
    if not count:
        return
    widgets.heading(_("Initiatieven in deze gemeenten"), _("Uit het register op de pagina Impact"))
    with st.container(horizontal=True, key="gemeente-initiatieven"):
        for code, n in count.most_common(_MOST):
            st.page_link(
                navigation.path("impact"),
                label=f"{name_of(code)} ({n})",
                query_params=selection.query() | {"blik": "register", "plaats": code},
            )
