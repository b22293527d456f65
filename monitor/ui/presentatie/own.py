"""What the presenter adds: a title, a slide of text, a logo; kept in the session and in a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from monitor.errors import MonitorError
from monitor.export.deck import Deck
from monitor.export.deck_file import MOST, from_file, to_file
from monitor.export.deck_own import (
    HEADING,
    LOGO_BYTES,
    TEXT,
    TITLE,
    Own,
    made_own,
    read_logo,
    with_own,
)
from monitor.spoken import say_error
from monitor.text import _
from monitor.ui import address, selection, widgets
from monitor.ui.presentatie import order

_OWN, _TOLD, _GIVEN = "deck-own", "deck-told", "deck-given"
_FIELDS = ("title", "heading", "text")


def _kept() -> Own:
    """Return what the presenter added in this session."""
    own: Own = st.session_state.get(_OWN, Own())
    return own


def added_to(deck: Deck) -> Deck:
    """Return a presentation with what the presenter added.

    Parameters
    ----------
    deck : Deck
    """
    own = _kept()
    return deck if own == Own() else _added(deck.id, own.__dict__, deck)


@st.cache_resource(max_entries=16, show_spinner=False)
def _added(deck_id: str, own: dict[str, Any], _deck: Deck) -> Deck:
    return with_own(_deck, Own(**own))


def controls(whole: Deck) -> None:
    """Let title, text and logo be given, and the file be kept and opened.

    Parameters
    ----------
    whole : Deck
        With all slides.
    """
    with st.expander(_("Eigen titel, tekst en logo"), key="deck-own-box"):
        texts, files = st.columns(2, gap="large")
        with texts:
            _texts()
        with files:
            _logo()
            _file(whole)
        for told in st.session_state.pop(_TOLD, []):
            widgets.empty(told)


def _texts() -> None:
    own = _kept()
    keys = {name: widgets.set_control(f"own-{name}", getattr(own, name)) for name in _FIELDS}

    def typed() -> None:
        before = _kept()
        title, heading, text = (str(st.session_state[keys[name]]) for name in _FIELDS)
        st.session_state[_OWN] = made_own(title, heading, text, before.logo)
        if not (before.heading or before.text):
            order.add("tekst")

    st.text_input(
        _("Titel van de presentatie"), max_chars=TITLE, key=keys["title"], on_change=typed,
        placeholder=_("De titel die de monitor geeft"),
    )  # fmt: skip
    st.text_input(_("Eigen dia: kop"), max_chars=HEADING, key=keys["heading"], on_change=typed)
    st.text_area(
        _("Eigen dia: tekst"), max_chars=TEXT, key=keys["text"], on_change=typed, height=128
    )


def _logo() -> None:
    own = _kept()
    _ask(_("Logo (PNG of JPEG)"), "logo", ["png", "jpg", "jpeg"], LOGO_BYTES, _take_logo)
    if own.logo:
        with st.container(horizontal=True, vertical_alignment="center", key="deck-own-logo"):
            st.image(own.logo, width=120)
            st.button(_("Logo verwijderen"), key="deck-logo-drop", on_click=_drop_logo)


def _file(whole: Deck) -> None:
    """Offer the file with all this, and open one."""
    here = {k: v for k, v in selection.query().items() if k != "lang"}
    st.download_button(
        _("Presentatie bewaren (om later te openen)"),
        data=to_file(_kept(), here),
        file_name=f"{whole.name}.json",
        mime="application/json",
        on_click="ignore",
        key="deck-keep",
    )
    _ask(_("Bewaarde presentatie openen"), "file", ["json"], MOST, _open)


def _ask(label: str, name: str, kinds: list[str], most: int, take: Callable[[bytes], None]) -> None:
    """Ask for a file; it is taken once, and its field is empty again."""
    count = st.session_state.setdefault(_GIVEN, 0)
    key = f"deck-{name}-{count}"

    def given() -> None:
        file = st.session_state[key]
        st.session_state[_GIVEN] = count + 1
        if file is None:
            return
        try:
            take(file.read(most + 1))  # a byte over the most is refused
        except MonitorError as err:
            st.session_state[_TOLD] = [say_error(err)]

    st.file_uploader(label, kinds, key=key, on_change=given, max_upload_size=1)


def _take_logo(data: bytes) -> None:
    st.session_state[_OWN] = replace(_kept(), logo=read_logo(data))


def _drop_logo() -> None:
    st.session_state[_OWN] = replace(_kept(), logo=b"")


def _open(data: bytes) -> None:
    """Show the presentation of a file: what was added, and the choice that it was made of."""
    own, asked = from_file(data)
    found = address.read(asked)
    st.session_state[_OWN] = own
    before = {name: None for name in selection.query() if name != "lang"}
    selection.put({**before, **{k: v for k, v in found.values.items() if k != "lang"}})
    st.session_state[_TOLD] = list(found.notes)
