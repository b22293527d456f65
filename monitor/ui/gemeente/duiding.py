"""The page Gemeente: what the municipality itself says, as a quote with who said it and when."""

from __future__ import annotations

import html

import streamlit as st

from monitor.answers import about_steering
from monitor.spoken import say_error
from monitor.steering.duiding import by_whom
from monitor.text import _
from monitor.ui import widgets


def show(code: str) -> None:
    """Show the explanations of a municipality; nothing where it gave none.

    Parameters
    ----------
    code : str
        Of a municipality.
    """
    found, fault = about_steering.duiding(code)
    if not found and fault is None:
        return
    widgets.heading(_("Duiding van de gemeente zelf"))
    if fault is not None:
        widgets.empty(say_error(fault))
    st.html("".join(quote(one.text, by_whom(one)) for one in found))


def line(code: str) -> str:
    """Return the newest explanation that stands, for where there is room for one.

    Parameters
    ----------
    code : str
        Of a municipality.
    """
    found = about_steering.quotes((code,))
    return f"{by_whom(found[0])}: “{found[0].text}”" if found else ""


def quote(text: str, by: str) -> str:
    """Return an explanation as safe HTML, just as it was written; without words what became of it.

    Parameters
    ----------
    by : str
        As `monitor.steering.duiding.by_whom`.
    """
    who = html.escape(by)
    if not text:
        return f'<p class="hint">{who}</p>'
    paragraphs = "".join(f"<p>{html.escape(p)}</p>" for p in text.splitlines() if p.strip())
    return f'<blockquote class="duiding">{paragraphs}<footer>{who}</footer></blockquote>'
