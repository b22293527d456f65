"""The register that a reader sees: what ships, what the store keeps, what the session read."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from monitor.answers import about_initiatives
from monitor.errors import MonitorError
from monitor.impact.plan import Plan
from monitor.impact.register import Initiative, merged, shipped
from monitor.impact.register_plan import plan_of
from monitor.impact.register_store import stored_register
from monitor.moment import today
from monitor.own.store import store_of
from monitor.text import _, language
from monitor.ui import this_run

_SESSION = "register"


def register(province: str) -> list[Initiative]:
    """Return the programmes and initiatives that this reader sees, programmes first.

    Those of the published papers are there where the focus is the province that they are about.

    Parameters
    ----------
    province : str
        Code, as ``PV30``.
    """
    known = this_run.known()
    key = f"register-{language()}-{province}"
    if key not in known:
        known[key] = merged(
            shipped(language(), province), stored_register(store_of())[0], read_here()
        )
    found: list[Initiative] = known[key]
    return found


def register_fault() -> MonitorError | None:
    """Return why the register of the store is not shown, or not as it is now."""
    return stored_register(store_of())[1]


def read_here() -> list[Initiative]:
    """Return the initiatives that this session read from a file; nobody else sees them."""
    if get_script_run_ctx() is None:
        return []
    return list(st.session_state.get(_SESSION, []))


def keep_here(initiatives: Iterable[Initiative]) -> None:
    """Show this session, and no other, these initiatives beside the others; none: forget them.

    Parameters
    ----------
    initiatives : iterable of Initiative
    """
    st.session_state[_SESSION] = list(initiatives)
    known = this_run.known()
    for key in [k for k in known if k.startswith("register-")]:
        del known[key]


def register_plan(province: str) -> Plan | None:
    """Return the plan that this reader's register makes; None where nothing has start and place.

    Parameters
    ----------
    province : str
        Code, as ``PV30``.
    """
    return plan_of(
        register(province),
        lambda one: about_initiatives.municipalities_of(one.places),
        _("Initiatieven van het register"),
        today(),
    )
