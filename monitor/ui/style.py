"""The style of all pages: what Streamlit is told with each session, and what a page opens with."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from monitor.answers.static import static_url
from monitor.charts import hatch
from monitor.charts.theme import DARK, LIGHT, Theme

_HERE = Path(__file__).parent
_TYPE = {
    "normal": "fonts/source-sans-3-latin-wght-normal.woff2",
    "italic": "fonts/source-sans-3-latin-wght-italic.woff2",
}


def of_pages(theme: Theme) -> str:
    """Return the CSS of all pages in one design.

    Parameters
    ----------
    theme : Theme
    """
    return f"{_variables(theme)}{_faces()}{hatch.style(theme)}{_sheets()}"


@cache
def opening() -> str:
    """Return what stands in the head of a page before any script of Streamlit has run.

    Streamlit brings a style with the first answer, after it has drawn what the style is about: all
    of it jumps. With this in the head (`monitor.serve` puts it there) the style is there from the
    start, the type is fetched at once, and a page is shown when it is whole (``opening.js``).
    """
    dark = f"@media (prefers-color-scheme:dark){{{_variables(DARK)}}}"
    return (
        '<link rel="preload" as="font" type="font/woff2" crossorigin'
        f' href="{static_url(_TYPE["normal"])}">'
        f"<style>{_variables(LIGHT)}{dark}{_faces()}{_sheets()}{text('opening.css')}</style>"
        f"<script>{text('opening.js')}</script>"
    )


@cache
def text(name: str) -> str:
    """Return the text of a style sheet or script of this folder.

    Parameters
    ----------
    name : str
        Of the file.
    """
    return (_HERE / name).read_text(encoding="utf-8")


def _variables(theme: Theme) -> str:
    return (
        f":root{{--msv-paper:{theme.paper};--msv-line:{theme.line};"
        f"--msv-line-strong:{theme.faint};--msv-muted:{theme.muted};"
        f"--msv-accent:{theme.accent};--msv-ink:{theme.ink};}}"
    )


def _faces() -> str:
    """Name the type family that ships with the app: once, a list in the theme comes every time."""
    return "".join(
        "@font-face{font-family:'Source Sans 3';font-weight:200 900;font-display:swap;"
        f"font-style:{style};src:url('{static_url(name)}') format('woff2');}}"
        for style, name in _TYPE.items()
    )


def _sheets() -> str:
    """Return the style of all pages, on top that of years, of some pages and of paper."""
    sheets = (
        "style.css",
        "years.css",
        "jaren/page.css",
        "impact/page.css",
        "provinciale_staten/page.css",
        "gemeente/page.css",
        "find.css",
        "print.css",
    )
    return "".join(map(text, sheets))
