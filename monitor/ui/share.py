"""One chart to take along: its address, the code that shows it elsewhere, its words as text.

The page of one chart (`monitor.ui.diagram`) runs the page that the chart stands on, without
sending anything of it: so a chart elsewhere is the one on its page, and no list of charts is kept.
"""

from __future__ import annotations

import html
import runpy
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from monitor.charts.chart import Chart
from monitor.text import _, plain
from monitor.ui import navigation, selection, serving, this_run
from monitor.ui.params import DESIGNS
from monitor.ui.shell import current_theme

NAME, DESIGN = "naam", "ontwerp"
_WANTED = "chart-wanted"


@dataclass
class _Wanted:
    """A chart that is looked for on its page.

    Attributes
    ----------
    key : str
        Name of the chart on its page.
    chart : Chart or None
        None until it came by.
    """

    key: str
    chart: Chart | None = None

    def offer(self, chart: Chart) -> None:
        """Take a chart if it is the one; the page goes no further then."""
        if chart.key == self.key:
            self.chart = chart
            raise _Found


class _Found(BaseException):
    """Ends a page of which one chart is wanted; no net under a part of the page may catch it."""


def wanted() -> _Wanted | None:
    """Return the chart that this run looks for; None where a page is shown as ever."""
    found: _Wanted | None = this_run.known().get(_WANTED)
    return found


def look_for(key: str, page: Path) -> _Wanted:
    """Run a page for one of its charts, and send nothing of it to the browser.

    Parameters
    ----------
    key : str
        Of the chart.
    page : Path
        Its file.
    """
    found = _Wanted(key)
    this_run.known()[_WANTED] = found
    try:
        with _silence():
            runpy.run_path(str(page))
    except _Found:
        pass
    finally:
        del this_run.known()[_WANTED]
    return found


@contextmanager
def _silence() -> Iterator[None]:
    context = get_script_run_ctx()
    if context is None:  # a script that runs bare sends nothing
        yield
        return
    send: Callable[..., None] = context._enqueue  # Streamlit has no public way
    context._enqueue = lambda _message: None
    try:
        yield
    finally:
        context._enqueue = send


def buttons(key: str, title: str, told: str) -> str:
    """Return the buttons that copy a chart: its link, its code, its words (``client.js``).

    Parameters
    ----------
    key : str
        Name of the chart on its page.
    title : str
    told : str
        The sentence with its figures, year and source.
    """
    copies = {"text": (_("Kopieer als tekst"), {"told": told})}
    if not serving.own_titles():  # nobody else sees a set of this session
        chosen = selection.current()
        asked = selection.query() | {
            "jaar": str(chosen.year),  # what stands in a text keeps its year
            NAME: f"{navigation.current()}.{key}",
            DESIGN: DESIGNS[current_theme().name],
        }
        of = {"to": f"{navigation.CHART}?{urlencode(asked)}", "title": title, "chart": key}
        copies |= {"link": (_("Link naar figuur"), of), "embed": (_("Code voor een site"), of)}
    return "".join(_button(kind, label, of) for kind, (label, of) in copies.items())


def offer_words(sentences: Sequence[str], source: str) -> None:
    """Offer sentences of a page to copy: plain text with their source and the address.

    Parameters
    ----------
    sentences : sequence of str
        As `monitor.ui.widgets.facts` shows them.
    source : str
    """
    told = " ".join([*map(plain, sentences), source])
    button = _button("text", _("Kopieer deze zinnen"), {"told": told})
    st.html(f'<div class="chart-images">{button}</div>')


def _button(kind: str, label: str, of: dict[str, str]) -> str:
    """Return a button that copies, and says so on itself."""
    given = " ".join(f'data-{k}="{html.escape(v)}"' for k, v in of.items())
    return (
        f'<button type="button" aria-live="polite" data-copy="{kind}"'
        f' data-done="{html.escape(_("Gekopieerd"))}" {given}>{html.escape(label)}</button>'
    )
