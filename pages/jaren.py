"""Two years side by side: what changed where, by how much, and what moved the score."""

from __future__ import annotations

import streamlit as st

from monitor.answers import remember
from monitor.charts.jaren.two_years import compare, one_measurement
from monitor.charts.sources import source_of
from monitor.text import _
from monitor.ui import net, selection, share, widgets
from monitor.ui.jaren import blocks, controls, facts


@net.part()
def body() -> None:
    """Draw the page; a fragment, so that a choice redraws this and no more."""
    chosen = selection.compared()
    controls.controls(chosen)
    two = widgets.has_two_years()
    columns = blocks.heads(chosen)
    asked = controls.asked(chosen)
    change, table, known = remember.kept("jaren", asked, lambda: compare(asked))
    if known == "nothing":
        widgets.empty(controls.nothing(asked))
        return
    blocks.maps(table, asked, columns)
    if not two:
        return
    if measured := one_measurement(table):
        controls.offer_years(measured, asked)
        return
    widgets.heading(_("Wat valt op"))
    lines = remember.kept("jaren-facts", asked, lambda: facts.sentences(change, table, asked))
    widgets.facts(lines, wide=True)
    share.offer_words(lines, source_of(asked.what))
    with st.container(key="jaren-uitleg"):
        wide, narrow = st.columns(2, gap="large")
    with wide:
        blocks.steps(change, asked)
    with narrow:
        blocks.slope(table, asked, known)
    blocks.changes(change, asked)


body()
