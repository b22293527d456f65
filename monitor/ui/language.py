"""The language of a session: chosen by its reader, else Dutch."""

from __future__ import annotations

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from monitor.text import ask_language
from monitor.ui import this_run


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
