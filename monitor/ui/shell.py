"""What stands around every page: style, language, the name of the monitor, and error messages."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import streamlit as st

from monitor.charts import hatch
from monitor.charts.theme import Theme, theme
from monitor.errors import MonitorError
from monitor.ui import data, glossary, selection
from monitor.ui.texts import LANGUAGES, _, language

_HERE = Path(__file__).parent


def current_theme() -> Theme:
    """Return the design that the reader's browser shows: light or dark."""
    return theme(st.context.theme.type == "dark")


def frame() -> None:
    """Put style, page language, the monitor's name and the language switch in place."""
    colours = current_theme()
    variables = (
        f":root{{--msv-paper:{colours.paper};--msv-line:{colours.line};"
        f"--msv-line-strong:{colours.faint};--msv-muted:{colours.muted};"
        f"--msv-accent:{colours.accent};--msv-ink:{colours.ink};}}"
    )
    st.html(f"<style>{variables}{_faces()}{hatch.style(colours)}{_styles()}</style>")
    with st.container(key="client"):
        st.html(f"<script>{client_script(language())}</script>", unsafe_allow_javascript=True)
    with st.container(key="brand"):
        st.html(f"<p>{_('Monitor Sociale Veerkracht')}</p>")  # comes with the style, not before it
    _own_mark()
    other = "en" if language() == "nl" else "nl"
    with st.container(key="language"):
        st.button(
            LANGUAGES[other],
            type="tertiary",
            on_click=selection.put,
            kwargs={"lang": other if other != "nl" else None},
        )


@cache
def client_script(lang: str) -> str:
    """Return what runs once in the browser, in the language spoken now (`lang`).

    All of it in one piece: the server allows a script by its hash (`monitor.serve`).
    """
    client = _text("client.js").replace("%LANG%", lang)
    terms = _text("terms.js").replace("%WORDS%", json.dumps(glossary.meanings()))
    return f"{client}{hatch.script()}{terms}{_text('years.js')}"


def _own_mark() -> None:
    """Say on every page that the figures hold a set of this session, which nobody else sees."""
    titles = data.own_titles()
    if titles:
        told = _("Met eigen set: {titles}").format(titles=", ".join(titles))
        with st.container(key="own-mark"):
            st.html(f'<p class="own-mark" role="status">{html.escape(told)}</p>')


def _faces() -> str:
    """Name the type family that ships with the app: once, a list in the theme comes every time."""
    files = {
        "normal": "source-sans-3-latin-wght-normal",
        "italic": "source-sans-3-latin-wght-italic",
    }
    return "".join(
        "@font-face{font-family:'Source Sans 3';font-weight:200 900;font-display:swap;"
        f"font-style:{style};src:url('{data.static_url(f'fonts/{name}.woff2')}') format('woff2');}}"
        for style, name in files.items()
    )


@contextmanager
def clear_errors() -> Iterator[None]:
    """Show a `MonitorError` as a sentence on the page instead of a traceback."""
    try:
        yield
    except MonitorError as err:
        st.error(str(err))


@cache
def _styles() -> str:
    """Return the style of all pages, those of maps that follow their year and of Jaren on top."""
    return "".join(map(_text, ("style.css", "years.css", "jaren.css")))


@cache
def _text(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")
