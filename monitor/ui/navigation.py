"""The pages, in the order of the navigation: a new page is one line here."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from monitor.ui.texts import _

PAGES = Path(__file__).parents[2] / "pages"


def pages() -> list[st.Page]:
    """Return the pages that exist, with their titles in the reader's language."""
    titles = {
        "kaart": _("Kaart"),
        "jaren": _("Jaren"),
        "gemeente": _("Gemeente"),
        "aandachtsgebieden": _("Aandachtsgebieden"),
        "presentatie": _("Presentatie"),
        "data": _("Data"),
        "verantwoording": _("Verantwoording"),
    }
    return [
        st.Page(PAGES / f"{name}.py", title=title, url_path=name, default=name == "kaart")
        for name, title in titles.items()
        if exists(name)
    ]


def exists(name: str) -> bool:
    """Whether a page is there, for links to it."""
    return (PAGES / f"{name}.py").exists()


def path(name: str) -> Path:
    """Return the file of a page, for ``st.page_link`` and ``st.switch_page``."""
    return PAGES / f"{name}.py"
