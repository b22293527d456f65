"""The places of the register to choose from, by a control or on the map."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from monitor.answers.about_initiatives import municipalities_of
from monitor.answers.view import snapshot
from monitor.charts.impact.register_map import KEY
from monitor.impact.register import Initiative, natural
from monitor.naming_places import place_name
from monitor.text import _
from monitor.ui import selection
from monitor.ui.params import NO_PLACE


def name_of(place: str) -> str:
    """Return the name of a place of an initiative; a district with its municipality.

    Parameters
    ----------
    place : str
        Code.
    """
    return place_name(snapshot(), place)


def lies_in(one: Initiative, place: str) -> bool:
    """Whether an initiative is in a municipality or province, or (``onbekend``) nowhere known.

    Parameters
    ----------
    one : Initiative
    place : str
        Code.
    """
    if place == NO_PLACE:
        return not one.places
    return place in one.places or place in municipalities_of(one.places)


def options(every: Iterable[Initiative]) -> dict[str, str]:
    """Return the places that the register names, to choose from: provinces and municipalities.

    Parameters
    ----------
    every : iterable of Initiative
    """
    found = list(every)
    codes = {c for one in found for c in municipalities_of(one.places)}
    codes |= {p for one in found for p in one.places if p.startswith("PV")}
    named = {
        c: name_of(c) for c in sorted(codes, key=lambda c: (c[:2] != "PV", natural(name_of(c))))
    }
    unknown = {NO_PLACE: _("plaats onbekend")} if any(not o.places for o in found) else {}
    return named | unknown


def clicked() -> None:
    """Choose the municipality that was clicked; the same again lets it go."""
    points = st.session_state[KEY]["selection"]["points"]
    if points:
        code = points[0]["location"]
        selection.put({"plaats": None if selection.get("plaats") == code else code})
