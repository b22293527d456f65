"""Which slides the presentation has and in what order: chosen below it, kept in the address."""

from __future__ import annotations

import streamlit as st

from monitor.export import deck_order
from monitor.export.deck import Deck
from monitor.text import _
from monitor.ui import selection, widgets

ORDER, SLIDE = "dia", "slide"
_SHORT = 5
"""Slides of a short presentation: the first say most."""
_MEASURE = ("kaart", "maat", "maatjaren", "maatverandering", "bronnen")
"""What is told of a measure alone."""


def asked() -> tuple[str, ...]:
    """Return the names of the slides that the address asks, in its order; none means all."""
    return tuple(deck_order.known(selection.get(ORDER)))


def control(whole: Deck, shown: Deck) -> None:
    """Let slides be ticked off and added, and the one that is seen move forward or back.

    Parameters
    ----------
    whole, shown : Deck
        With all slides, and with those that were chosen.
    """
    every, now = deck_order.names(whole), deck_order.names(shown)
    titles = deck_order.titles()
    key = widgets.set_control(ORDER, now, titles.__getitem__)
    place = deck_order.place(shown, selection.get(SLIDE, "1")) - 1
    st.multiselect(
        _("Dia's, in volgorde"),
        every,
        format_func=titles.__getitem__,
        placeholder=_("Kies dia's"),
        select_all=False,
        key=key,
        on_change=lambda: _keep(st.session_state[key], every),
    )
    with st.container(horizontal=True, key="deck-order"):
        st.button(
            _("Alleen de eerste vijf"),
            key="deck-short",
            disabled=now == every[:_SHORT],
            on_click=_keep,
            args=(every[:_SHORT], every),
        )
        if {"maat", "maatjaren"} & {*every}:
            alone = [name for name in every if name in _MEASURE]
            st.button(
                _("Alleen de gekozen maat"),
                key="deck-measure",
                disabled=now == alone,
                on_click=_keep,
                args=(alone, every),
            )
        for step, label in ((-1, _("Deze dia eerder")), (1, _("Deze dia later"))):
            st.button(
                label,
                key=f"deck-move{step}",
                disabled=not 0 <= place + step < len(now),
                on_click=_move,
                args=(now, place, step, every),
            )


def add(name: str) -> None:
    """Put a slide after the one that is seen, where some were chosen; else all are there.

    Parameters
    ----------
    name : str
        Of a slide (`monitor.export.deck_order`).
    """
    now, seen = list(asked()), selection.get(SLIDE, "1")
    if now and name not in now:
        now.insert(int(seen) if seen.isdigit() else 1, name)
        selection.put({ORDER: ",".join(now)})


def _keep(wanted: list[str], every: list[str]) -> None:
    """Put the choice in the address; all slides in their own order need no word there."""
    selection.put({ORDER: None if wanted == every else ",".join(wanted)})


def _move(now: list[str], place: int, step: int, every: list[str]) -> None:
    """Let a slide change places with its neighbour, and keep it in sight."""
    moved = list(now)
    moved[place], moved[place + step] = moved[place + step], moved[place]
    _keep(moved, every)
    selection.put({SLIDE: None if place + step == 0 else place + step + 1})
