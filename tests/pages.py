"""The whole app without a browser: open a page as an address or a click would, and read it."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import pandas as pd
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest, app_test
from streamlit.util import calc_hash

from monitor.answers import about_ranks
from monitor.snapshot import EMBEDDED, Snapshot
from monitor.text import use_language
from monitor.ui import serving

ROOT = Path(__file__).parents[1]
PAGES = (
    "kaart",
    "jaren",
    "gemeente",
    "vergelijk",
    "wijken",
    "aandachtsgebieden",
    "impact",
    "provinciale_staten",
    "presentatie",
    "data",
    "verantwoording",
)
LANGUAGES = ("nl", "en")
BY_TURNS = [(page, LANGUAGES[n % 2]) for n, page in enumerate(PAGES)]
"""Every page once: for what hangs on the page or the language, and not on both together."""
PATIENCE = 240  # seconds: the first view of a year simulates its ranks, on a machine that is busy


# A session looks through every installed package for components: half of what a page costs here.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)


# Answers on the embedded figures by the site that asked: a server forgets all at another snapshot.
_HELD: dict[str, tuple[Any, Snapshot, dict[Any, Any]]] = {}
about_ranks._warm = lambda _shown: None  # nobody waits for the ranks of all other years


def _site() -> str:
    file = os.environ.get("MONITOR_SITE")
    return Path(file).read_text(encoding="utf-8") if file else ""


def _remembered_again() -> None:
    """Give the embedded snapshot back what was worked out of it before a test opened another."""
    if _site() in _HELD:
        key, shown, memory = _HELD[_site()]
        serving._OPENED[key] = shown
        shown.__dict__["_remembered"] = memory


def _hold() -> None:
    for key, shown in serving._OPENED.items():
        memory = shown.__dict__.get("_remembered")
        if key[0] == str(EMBEDDED) and memory is not None:
            _HELD[_site()] = (key, shown, memory)


class _Navigated(PagesManager):
    """AppTest takes the folder pages/ for Streamlit's old kind of app; a server does not."""


def new_app() -> AppTest:
    """Return a session of the app on the embedded snapshot, not yet run."""
    os.environ["MONITOR_DATA"] = str(EMBEDDED)
    _remembered_again()
    PagesManager.uses_pages_directory = False
    app_test.PagesManager = _Navigated  # type: ignore[misc]
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=PATIENCE)


def open_page(app: AppTest, page: str, params: Mapping[str, str] | None = None) -> AppTest:
    """Go to a page: by a click in the navigation, or with ``params`` by an address."""
    path = "" if page == "kaart" else page.removeprefix("/")  # "/kaart": by its own name
    app._page_hash = calc_hash(path)  # as st.Page reckons it from the address
    app.context["url"] = f"http://localhost/{path}"
    with _speaking(app):  # as the page before did
        app.query_params = dict(params or {})
        run = app.run()
    _hold()
    return run


def open_all_tables(app: AppTest) -> AppTest:
    """Open every "Tabel en downloads" that is closed."""
    keys = [f"table-{e.proto.id.split('-table-')[1]}" for e in app.get("expander") if _closed(e)]
    for key in keys:
        app.session_state[key] = True
    return rerun(app) if keys else app


def rerun(app: AppTest) -> AppTest:
    """Run the page again, its controls as they are: AppTest words their options in this thread."""
    with _speaking(app):
        return app.run()


@contextmanager
def _speaking(app: AppTest) -> Iterator[None]:
    use_language("en" if app.query_params.get("lang") == "en" else "nl")
    try:
        yield
    finally:
        use_language(None)


def _closed(expander: Any) -> bool:
    return "-table-" in expander.proto.id and not expander.children


def told(app: AppTest) -> Iterator[str]:
    """Read a page from top to bottom: headings, sentences, controls, alternatives, tables."""
    with _speaking(app):
        yield from _read(app.main)


def _read(block: Any) -> Iterator[str]:
    for child in block.children.values():
        if getattr(child, "key", None) in ("client", "brand", "language"):
            continue
        if child.type in _READERS:
            yield from _READERS[child.type](child)
            continue
        label = str(getattr(child, "label", "") or "")
        if label and not re.search("-(csv|table)-", getattr(child.proto, "id", "")):
            yield f"[{child.type}] {label}"
        if hasattr(child, "children"):
            yield from _read(child)


def _html(element: Any) -> Iterator[str]:
    text = element.proto.body
    if any(part in text for part in ("<style", "<script", "<button", 'class="print-only"')):
        return
    text = text.replace('<p class="chart-subtitle">', "\n> ")
    for tag, mark in (("h1", "# "), ("h2", "## "), ("h3", "### "), ("li", "- ")):
        text = re.sub(rf"<{tag}\b[^>]*>", f"\n{mark}", text)
    text = re.sub(r"</?(p|div|ul|ol|tr|table|h\d|dt|dd|li|button)\b[^>]*>", "\n", text)
    lines = unescape(re.sub(r"<[^>]+>", "", re.sub(r"</t[dh]>", " | ", text))).splitlines()
    yield from (" ".join(line.split()) for line in lines if line.strip())


def _chart(element: Any) -> Iterator[str]:
    yield f"[chart] {element.proto.alt}"


def _deck(element: Any) -> Iterator[str]:
    for number, slide in enumerate(json.loads(element.proto.json)["deck"]["slides"], start=1):
        yield f"[slide {number}] {slide['title']}"
        yield from (str(slide[part]) for part in ("lead", "source", "notes", "alt") if slide[part])
        for block in slide["blocks"]:
            yield f"### {block['heading']}"
            yield from (f"- {line}" for line in block["lines"])


def _control(element: Any) -> Iterator[str]:
    yield f"[{element.label}] {shown(element)}"


def shown(control: Any) -> str:
    """Return the choice that a control shows, in the words of its options."""
    value, words = control.value, getattr(control, "format_func", str)
    if value is None or value == []:
        return "(nothing)"
    return ", ".join(map(words, value)) if isinstance(value, list) else str(words(value))


MOST = 8  # rows of a table that are written out: the first and the last; the sums tell of the rest


def _table(element: Any) -> Iterator[str]:
    frame: pd.DataFrame = element.value
    yield " | ".join(map(str, frame.columns))
    rows = [" | ".join(map(_cell, row)) for row in frame.itertuples(index=False)]
    if len(rows) <= MOST:
        yield from rows
        return
    yield from rows[: MOST - 2]
    yield f"... {len(rows)} rows; sums: " + " | ".join(
        _sum(frame.iloc[:, i]) for i in range(frame.shape[1])
    )
    yield from rows[-2:]


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return "–" if pd.isna(value) else f"{value:.4g}"
    return str(value)


def _sum(column: pd.Series) -> str:
    if not pd.api.types.is_numeric_dtype(column):
        return f"{column.nunique()} kinds"
    return _cell(float(column.sum()))


_READERS: dict[str, Any] = {
    "html": _html,
    "plotly_chart": _chart,
    "dataframe": _table,
    "bidi_component": _deck,
    "selectbox": _control,
    "button_group": _control,
    "toggle": _control,
    "text_input": _control,
    "select_slider": _control,
}
