"""The order of the page Impact: what can be seen of it, and the register of who works on what."""

from __future__ import annotations

import streamlit as st

from monitor.text import _
from monitor.ui import selection, widgets
from monitor.ui.impact import effect, register
from monitor.ui.params import IMPACT_PARTS


def show() -> None:
    """Show the part of the page that was chosen."""
    names = {"effect": _("Wat is ervan te zien?"), "register": _("Wie werkt waaraan?")}
    with st.container(key="parts"):
        widgets.choose(
            "blik", _("Onderdeel"), IMPACT_PARTS, shown=lambda p: names[p], kind="segmented"
        )
    if selection.get("blik", IMPACT_PARTS[0]) == "register":
        register.show()
    else:
        effect.show()
