"""Two years side by side: what changed where, by how much, and what moved the score."""

from __future__ import annotations

import streamlit as st

from monitor.answers import remember
from monitor.text import _
from monitor.ui import net, selection, share, widgets
from monitor.ui.jaren import changes, facts, maps, slope, steps, two_years
from monitor.ui.jaren import words as year_words


@net.part()
def body() -> None:
    """Draw the page; a fragment, so that a choice redraws this and no more."""
    chosen = selection.compared()
    two_years.controls(chosen)
    two = widgets.has_two_years()
    columns = maps.heads(chosen)
    key = two_years.depends(chosen)
    change, table, known = remember.kept("jaren", key, lambda: two_years.compare(chosen))
    if known == "nothing":
        widgets.empty(year_words.nothing(chosen))
        return
    maps.show(table, chosen, columns)
    if not two:
        return
    if measured := year_words.one_measurement(table):
        two_years.offer_years(measured, chosen)
        return
    widgets.heading(_("Wat valt op"))
    lines = remember.kept("jaren-facts", key, lambda: facts.sentences(change, table, chosen))
    widgets.facts(lines, wide=True)
    share.offer_words(lines, year_words.source(chosen))
    with st.container(key="jaren-uitleg"):
        wide, narrow = st.columns(2, gap="large")
    with wide:
        steps.show_steps(change, chosen)
    with narrow:
        slope.show_slope(table, chosen, known)
    changes.show_changes(change, chosen)


body()
