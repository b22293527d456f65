"""The page Gemeente: what the municipality itself says, as a quote with who said it and when."""

from __future__ import annotations

import html

import streamlit as st

from monitor.steering.duiding import Duiding, by_whom
from monitor.text import say_error
from monitor.ui import data, widgets
from monitor.ui.texts import _


def show(code: str) -> None:
    """Show the explanations of a municipality; nothing where it gave none."""
    found, fault = data.duiding(code)
    if not found and fault is None:
        return
    widgets.heading(_("Duiding van de gemeente zelf"))
    if fault is not None:
        widgets.empty(say_error(fault))
    st.html("".join(map(_quote, found)))


def line(code: str) -> str:
    """Return the newest explanation that stands, for where there is room for one."""
    found = data.quotes((code,))
    return f"{by_whom(found[0])}: “{found[0].text}”" if found else ""


def _quote(one: Duiding) -> str:
    who = html.escape(by_whom(one))
    if not one.text:
        return f'<p class="hint">{who}</p>'
    paragraphs = "".join(f"<p>{html.escape(p)}</p>" for p in one.text.splitlines() if p.strip())
    return f'<blockquote class="duiding">{paragraphs}<footer>{who}</footer></blockquote>'
