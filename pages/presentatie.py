"""Slides from the current selection: full screen, PowerPoint, and a file that works offline."""

from __future__ import annotations

import streamlit as st

from monitor.ui import data, presentatie
from monitor.ui.shell import clear_errors, current_theme


@st.fragment
def body() -> None:
    presentatie.controls()
    with clear_errors():
        story = data.story(presentatie.choice())
        shown = presentatie.stage(presentatie.deck_of(story, current_theme()))
        presentatie.below(shown)
        presentatie.exports(story)


body()
