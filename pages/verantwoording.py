"""How the score comes about, how sure it is, and what it cannot tell."""

from __future__ import annotations

import streamlit as st

from monitor.answers.selected import Selection
from monitor.ui import net, selection
from monitor.ui.verantwoording import accessibility, blocks, choices, method


def _method(chosen: Selection) -> None:
    left, right = st.columns(2, gap="large")
    with left:
        method.show_steps()
    with right:
        blocks.example(chosen)
        blocks.composition(chosen)


def _other(chosen: Selection) -> None:
    left, right = st.columns([5, 9], gap="large")
    with left:
        choices.weight_controls()
    with right:
        blocks.changes(chosen)


def _sure(chosen: Selection) -> None:
    left, right = st.columns(2, gap="large")
    with left:
        blocks.order(chosen)
        blocks.choices(chosen)
    with right:
        blocks.ranks(chosen)


def _together(chosen: Selection) -> None:
    left, right = st.columns([9, 7], gap="large")
    with left:
        blocks.correlations(chosen)
    with right:
        blocks.consistency(chosen)


def _limits(chosen: Selection) -> None:
    left, right = st.columns(2, gap="large")
    with left:
        blocks.limits(chosen)
        accessibility.statement()
    with right:
        blocks.estimates()
        blocks.composition(chosen)


PARTS = {
    choices.METHOD: _method,
    choices.OTHER: _other,
    choices.SURE: _sure,
    choices.TOGETHER: _together,
    choices.LIMITS: _limits,
}


@net.part()
def body() -> None:
    """Draw the chosen part; a fragment, so that a choice redraws this and no more."""
    part = choices.controls()
    PARTS[part](selection.current())


body()
