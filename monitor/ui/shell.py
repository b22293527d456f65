"""What stands around every page: style, language, the name of the monitor, and error messages."""

from __future__ import annotations

import hashlib
import html
import json
import secrets
from functools import cache

import streamlit as st

from monitor.answers import static
from monitor.charts import hatch, picture
from monitor.charts.theme import Theme, theme
from monitor.site import monitor_name, site
from monitor.store.place import replace_file
from monitor.text import LANGUAGES, _, language
from monitor.ui import find, glossary, navigation, selection, serving, style
from monitor.ui.streamlit_words import words_of_streamlit


def current_theme() -> Theme:
    """Return the design that the reader's browser shows: light or dark."""
    return theme(st.context.theme.type == "dark")


def frame(title: str, *, alone: bool = False) -> None:
    """Put style, page language, the monitor's name and the language switch in place.

    Parameters
    ----------
    title : str
        Of the page, in the reader's language: its heading of level 1.
    alone : bool
        Only style and script: what a page in a frame on another site needs.
    """
    st.html(f"<style>{style.of_pages(current_theme())}</style>")
    with st.container(key="client"):
        st.html(f"<script>{client_script(language())}</script>", unsafe_allow_javascript=True)
    if alone:
        with st.container(key="alone"):  # by which the style sheet knows such a page
            st.html(f'<h1 class="visually-hidden">{html.escape(title)}</h1>')
        return
    with st.container(key="brand"):
        # comes with the style, not before it
        name = html.escape(monitor_name())
        heading = f'<h1 class="visually-hidden">{html.escape(title)}</h1>'
        st.html(
            f"{_logo(language())}<p {_own()}>{name}</p>{heading}{navigation.row()}"
            f"{_copy_link()}{find.box()}"
        )
    other = "en" if language() == "nl" else "nl"
    with st.container(key="language"):
        st.button(
            LANGUAGES[other],
            type="tertiary",
            on_click=selection.put,
            kwargs={"lang": other if other != "nl" else None},
        )


def _own() -> str:
    """Tell the browser which sets are the reader's own, and what to say once they are gone.

    They live in a session: a reload, or a server that stopped, begins another one (``client.js``).
    """
    session = st.session_state.setdefault("session-name", secrets.token_hex(4))
    told = {
        "session": session,
        "own": ", ".join(own.file.title for own in serving.own_sets()),
        "gone": _(
            "Uw eigen set hoorde bij een sessie die voorbij is en telt niet meer mee: {titles}."
            " Voeg haar opnieuw toe op de pagina Data."
        ),
        "close": _("Sluiten"),
    }
    return " ".join(f'data-{name}="{html.escape(text)}"' for name, text in told.items())


def _copy_link() -> str:
    """Return the button that copies the address of what is shown (``client.js``)."""
    label, done = html.escape(_("Kopieer link")), html.escape(_("Gekopieerd"))
    return (
        f'<button type="button" class="copy-link" data-copy="link" data-done="{done}"'
        f' aria-label="{label}" title="{label}"></button><span class="visually-hidden"'
        ' role="status"></span>'
    )


@cache
def _logo(lang: str) -> str:
    """Return the picture of the site's logo, fetched once by the browser; empty where none is."""
    own = site()
    if not own.logo:
        return ""
    file = own.folder / own.logo
    data = file.read_bytes()
    name = f"logo.{hashlib.sha256(data).hexdigest()[:12]}{file.suffix.lower()}"
    if not (static.STATIC / name).exists():
        replace_file(static.STATIC / name, data)
    alt = html.escape(own.publisher[lang])
    return f'<img src="{static.static_url(name)}" alt="{alt}" height="28">'


@cache
def client_script(lang: str) -> str:
    """Return what runs once in the browser, in the language spoken now (`lang`).

    All of it in one piece: the server allows a script by its hash (`monitor.serve`).

    Parameters
    ----------
    lang : str
    """
    filled = {
        "client.js": ("%LANG%", lang),
        "streamlit_words.js": ("%STREAMLIT%", json.dumps(words_of_streamlit())),
        "terms.js": ("%WORDS%", json.dumps(glossary.meanings())),
        "map_keys.js": ("%MAP%", _("Kaart: pijltjes gaan van gebied naar gebied, Enter kiest")),
    }
    parts = [style.text(name).replace(*filling) for name, filling in filled.items()]
    own = [style.text(name) for name in ("years.js", "find.js")]
    return "".join([*parts, picture.script(), hatch.script(), *own])


def told() -> None:
    """Say above a page what holds for all of it: of its address, of own sets, of the store."""
    notes = selection.unknown()
    if notes:
        lines = "<br>".join(map(html.escape, notes))
        st.html(f'<p class="problem" role="status">{lines}</p>')
    _own_mark()
    _store_mark()


def _own_mark() -> None:
    """Say on every page that the figures hold a set of this session, which nobody else sees."""
    titles = serving.own_titles()
    if titles:
        told = _("Met eigen set: {titles}").format(titles=", ".join(titles))
        with st.container(key="own-mark"):
            st.html(f'<p class="own-mark" role="status">{html.escape(told)}</p>')


def _store_mark() -> None:
    """Say on every page that the figures are not those that the store should serve, or are none."""
    fault = serving.store_fault()
    if not fault:
        return
    wrong = {
        "vanished": _("De opslag met de cijfers is weg of leeg."),
        "damaged": _("De opslag is beschadigd."),
        "unreachable": _("De opslag met de cijfers is niet te bereiken of te lezen."),
    }
    seen = {
        "vanished": _(
            "U ziet cijfers die eerder zijn opgehaald of met de monitor zijn meegeleverd."
        ),
        "damaged": _("U ziet de nieuwste cijfers die gaaf zijn."),
        "unreachable": _("U ziet cijfers die eerder zijn opgehaald."),
    }
    nothing = _("Er zijn nu geen cijfers te tonen: geen enkele versie is gaaf en te lezen.")
    told = f"{wrong[fault]} {seen[fault] if serving.shows_figures() else nothing}"
    with st.container(key="store-mark"):
        st.html(f'<p class="own-mark" role="status">{html.escape(told)}</p>')
