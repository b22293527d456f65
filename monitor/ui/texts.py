"""Words and numbers of the pages: those of `monitor.text`, in the language of the session."""

from __future__ import annotations

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from monitor.text import (
    LANGUAGES,
    MINUS,
    _,
    ask_language,
    column,
    day,
    interval,
    language,
    listing,
    municipalities,
    number,
    plain,
    plural,
    readable,
    span,
    speaking,
    translations,
    use_language,
    year_span,
)
from monitor.ui import this_run

__all__ = [
    "LANGUAGES",
    "MINUS",
    "_",
    "column",
    "day",
    "interval",
    "language",
    "listing",
    "municipalities",
    "number",
    "plain",
    "plural",
    "readable",
    "span",
    "speaking",
    "translations",
    "use_language",
    "year_span",
]


def speak(lang: str) -> None:
    """Let this session speak a language from here on.

    Parameters
    ----------
    lang : str
        ``nl`` or ``en``.
    """
    st.session_state["lang"] = this_run.known()["lang"] = lang


def _of_session() -> str:
    """Return what the session chose, else Dutch."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return "nl"
    known = this_run.known()
    if "lang" not in known:
        known["lang"] = str(st.session_state.get("lang", "nl"))
    return str(known["lang"])


ask_language(_of_session)


def listing_short(names: list[str], total: int) -> str:
    """Join names as in a sentence; say how many more there are.

    Parameters
    ----------
    names : list of str
        Those that are named.
    total : int
        How many there are.
    """
    if total <= len(names):
        return listing([f"**{n}**" for n in names])
    more = _("{n} andere").format(n=total - len(names))
    return listing([*(f"**{n}**" for n in names), more])
