"""Two years side by side: what changed where, by how much, and what moved the score."""

from __future__ import annotations

import streamlit as st

from monitor.ui import (
    data,
    jaren,
    jaren_changes,
    jaren_facts,
    jaren_maps,
    jaren_slope,
    jaren_steps,
    net,
    selection,
    widgets,
)
from monitor.ui.texts import _


@net.part()
def body() -> None:
    """Draw the page; a fragment, so that a choice redraws this and no more."""
    chosen = selection.current()
    jaren.controls(chosen)
    columns = jaren_maps.heads(chosen)
    key = jaren.depends(chosen)
    change, table, known = data.kept("jaren", key, lambda: jaren.compare(chosen))
    if known == "nothing":
        widgets.empty(jaren.nothing(chosen))
        return
    jaren_maps.show(table, chosen, columns)
    if chosen.year == chosen.year_b:
        widgets.empty(_("Kies twee verschillende jaren om te zien wat er veranderde."))
        return
    if measured := jaren.one_measurement(table):
        jaren.offer_years(measured, chosen)
        return
    widgets.heading(_("Wat valt op"))
    lines = data.kept("jaren-facts", key, lambda: jaren_facts.sentences(change, table, chosen))
    widgets.facts(lines, wide=True)
    with st.container(key="jaren-uitleg"):
        wide, narrow = st.columns(2, gap="large")
    with wide:
        jaren_steps.show_steps(change, chosen)
    with narrow:
        jaren_slope.show_slope(table, chosen, known)
    jaren_changes.show_changes(change, chosen)


body()
