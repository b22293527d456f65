"""The pages and their groups in the navigation: a new page is a title and a place here."""

from __future__ import annotations

import html
from contextlib import suppress
from functools import partial
from pathlib import Path
from urllib.parse import unquote, urlsplit

import streamlit as st
from streamlit.errors import StreamlitAPIException

from monitor.text import _, readable
from monitor.ui import selection

_PAGES = Path(__file__).parents[2] / "pages"
HOME = "kaart"
_EDITION = "editie"
CHART = "diagram"
_HIDDEN = (_EDITION, CHART)
"""Pages that only an address opens: they stand in no navigation."""


def pages() -> dict[str, list[st.Page]]:
    """Return the pages that exist by their group, all in the reader's language.

    The name of the group that holds the page shown is followed by that of the page: of a closed
    menu a reader sees no more. With them, in no group, comes a hidden one at an address that is
    none of them, else Streamlit shows a dialog of its own, in English. It goes on to the page that
    is meant (``/kaart``, ``/Jaren``), or says that there is none.
    """
    asked = _asked()
    known, here = titles(), "" if asked in _HIDDEN else current()
    shown = {
        f"{group}: **{known[here]}**" if here in names else group: [
            _page(name, known[name], asked) for name in names if exists(name)
        ]
        for group, names in groups().items()
    }
    hidden = shown[""] = []
    for name, title in ((_EDITION, _("Editie")), (CHART, _("Diagram"))):
        hidden.append(st.Page(path(name), title=title, url_path=name, visibility="hidden"))
    if asked and asked not in _HIDDEN and (asked == HOME or not exists(asked)):
        meant = partial(_go_to, asked.lower()) if exists(asked.lower()) else _unknown
        title = _("Onbekend adres")
        with suppress(StreamlitAPIException):  # what cannot be the address of a page
            hidden.append(st.Page(meant, title=title, url_path=asked, visibility="hidden"))
    return shown


def row() -> str:
    """Return all pages as links in one row, by their group, as HTML: a click a page.

    Shown where a screen is wide enough (style.css), in the place of Streamlit's menus; the browser
    turns to the page as these do, in the same session (``find.js``).
    """
    known, here = titles(), "" if _asked() in _HIDDEN else current()

    def link(name: str) -> str:
        there = ' aria-current="page"' if name == here else ""
        to = "./" if name == HOME else name
        return f'<a href="{to}"{there}>{html.escape(known[name])}</a>'

    parts = [
        f'<div role="group" aria-labelledby="pages-{n}"><span id="pages-{n}">{html.escape(group)}'
        f"</span>{''.join(link(name) for name in names if exists(name))}</div>"
        for n, (group, names) in enumerate(groups().items())
    ]
    label = html.escape(_("Alle pagina's"))
    return f'<nav class="pages" aria-label="{label}">{"".join(parts)}</nav>'


def is_bare() -> bool:
    """Whether the page stands alone, in a frame elsewhere: without navigation or header."""
    return _asked() == CHART


def current() -> str:
    """Return the name of the page that is shown."""
    return asked if exists(asked := _asked()) else HOME


def _asked() -> str:
    return unquote(urlsplit(st.context.url or "").path).rstrip("/").rsplit("/", 1)[-1]


def _page(name: str, title: str, asked: str) -> st.Page:
    """Make a page; the map stands at the root, and leaves its name to the hidden page there."""
    address = "start" if name == HOME == asked else name
    return st.Page(_PAGES / f"{name}.py", title=title, url_path=address, default=name == HOME)


def exists(name: str) -> bool:
    """Whether a page is there, for links to it.

    Parameters
    ----------
    name : str
        Of the file of a page, without its ending.
    """
    return name in titles() and path(name).exists()


def path(name: str) -> Path:
    """Return the file of a page, for ``st.page_link`` and ``st.switch_page``.

    Parameters
    ----------
    name : str
        Of the file of a page, without its ending.
    """
    return _PAGES / f"{name}.py"


def groups() -> dict[str, tuple[str, ...]]:
    """Return the pages by what one comes for, in the order of the navigation."""
    return {
        _("Verkennen"): ("kaart", "jaren", "gemeente", "vergelijk", "wijken"),
        _("Verdiepen"): ("aandachtsgebieden", "impact"),
        _("Verantwoorden"): ("provinciale_staten", "presentatie", "verantwoording"),
        _("Beheer"): ("data",),
    }


def titles() -> dict[str, str]:
    """Return what each page is called."""
    return {
        "kaart": _("Kaart"),
        "jaren": _("Jaren"),
        "gemeente": _("Gemeente"),
        "vergelijk": _("Vergelijk"),
        "wijken": _("Wijken"),
        "aandachtsgebieden": _("Aandachtsgebieden"),
        "impact": _("Impact"),
        "provinciale_staten": _("Provinciale Staten"),
        "presentatie": _("Presentatie"),
        "data": _("Data"),
        "verantwoording": _("Verantwoording"),
    }


def _go_to(name: str) -> None:
    st.switch_page(path(name), query_params=selection.query())


def _unknown() -> None:
    asked = readable(unquote(urlsplit(st.context.url or "").path))
    st.html(
        f'<h2 class="chart-title">{html.escape(_("Dit adres kent de monitor niet"))}</h2>'
        f'<p class="empty">{html.escape(_("Er is geen pagina op {path}.").format(path=asked))} '
        f"{html.escape(_('Kies hierboven of hieronder een pagina.'))}</p>"
    )
    for name, title in titles().items():
        if exists(name):
            st.page_link(path(name), label=title, query_params=selection.query())
