"""The choice of a place: the area that is shown, the province that is looked at."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from monitor.answers import about_scores
from monitor.regions.groups import Group
from monitor.text import _, language
from monitor.ui import selection, widgets
from monitor.ui.widgets import set_control

_COUNTRY = "nl"


def choose_area(label: str) -> None:
    """Show the choice of an area: the focus province of the site, the country, any province.

    Parameters
    ----------
    label : str
        In the language of the reader.
    """
    _choose_place("area", label, 200, {_COUNTRY: _("Nederland")})


def choose_definition(group: Group, help: str | None = None) -> None:
    """Show the choice of the definition of a group.

    Parameters
    ----------
    group : Group
    help : str, optional
        Explanation, on hover.
    """
    definitions = group.definitions
    widgets.choose(
        "definition",
        _("Definitie van de groep"),
        list(definitions),
        shown=lambda d: definitions[d].title[language()],
        help=help,
    )


def choose_province(width: int | Literal["stretch"] = "stretch") -> None:
    """Show the choice of the focus province; whether the country is shown stays as it is.

    Parameters
    ----------
    width : int or {"stretch"}, optional
        Pixels.
    """
    _choose_place("province", _("Provincie"), width, {})


def _choose_place(
    field: str, label: str, width: int | Literal["stretch"], country: dict[str, str]
) -> None:
    names, home = about_scores.provinces(), about_scores.focus()
    shown = {home: names[home]} | country | names
    key = set_control(field, getattr(selection.current(), field), shown.__getitem__)

    def chosen() -> None:
        place = st.session_state[key]
        scope = {"scope": place if place in country else None} if country else {}
        own = {} if place in country else {"province": None if place == home else place}
        selection.put(**scope, **own)

    st.selectbox(
        label,
        list(shown),
        format_func=shown.__getitem__,
        width=width,
        key=key,
        on_change=chosen,
    )
