"""What one can take home of the presentation: the PowerPoint and the file that works offline."""

from __future__ import annotations

import streamlit as st

from monitor.charts.theme import LIGHT
from monitor.errors import MonitorError
from monitor.export.deck import Deck
from monitor.export.html import offline_html
from monitor.text import _
from monitor.ui import net
from monitor.ui.presentatie.stage import chosen_of, whole_deck
from monitor.ui.shell import current_theme

_PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_FILE = "deck-file"


def exports(shown: Deck) -> None:
    """Offer the PowerPoint, made on request, and the file that works offline.

    Parameters
    ----------
    shown : Deck
        The slides that are seen, in the reader's design: the files are light.
    """
    light = current_theme().name == LIGHT.name
    deck = shown if light else chosen_of(whole_deck(LIGHT))
    ready, content = st.session_state.get(_FILE, (None, b""))
    with st.container(horizontal=True, key="deck-exports"):
        st.download_button(
            _("HTML-bestand (werkt zonder internet)"),
            data=lambda: offline_html(deck),
            file_name=f"{deck.name}.html",
            mime="text/html",
            on_click="ignore",
            key="deck-html",
        )
        if ready == deck.id:
            st.download_button(
                _("PowerPoint opslaan"),
                data=content,
                file_name=f"{deck.name}.pptx",
                mime=_PPTX,
                on_click="ignore",
                type="primary",
                key="deck-pptx",
            )
        else:
            asked = st.button(_("PowerPoint maken"), key="deck-make")
    if ready != deck.id and asked:
        _make(deck)


def _make(deck: Deck) -> None:
    """Make the PowerPoint while telling how far it is, then offer it."""
    from monitor.export.pptx import powerpoint  # noqa: PLC0415 - 10 MB of a server, for few

    text = _("De figuren worden getekend: {done} van {total}")
    progress = st.progress(0.0, _("De browser op de server wordt gestart"))
    try:
        content = powerpoint(
            deck, lambda done, of: progress.progress(done / of, text.format(done=done, total=of))
        )
    except MonitorError as err:
        progress.empty()
        st.error(net.sentence_for(err))
        return
    st.session_state[_FILE] = (deck.id, content)
    st.rerun(scope="fragment")
