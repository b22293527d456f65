"""The parts that pages are made of: controls, headings, sentences, links, terms, empty states."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Literal
from urllib.parse import urlencode

import streamlit as st

from monitor.text import _
from monitor.ui import glossary, selection

_Kind = Literal["select", "segmented"]


@contextmanager
def controls() -> Iterator[None]:
    """Put the slim row of controls above a page: ``with controls(): ...``.

    On a phone the first two stand there; a button shows the others (style.css, client.js).
    """
    with st.container(key="controls", horizontal=True, vertical_alignment="bottom", gap="medium"):
        yield
        st.html(
            '<button type="button" class="fold" aria-expanded="false">'
            f"<span>{_('Alle keuzes')}</span><span>{_('Minder keuzes')}</span></button>"
        )


def choose(
    field: str,
    label: str,
    options: Sequence[Any],
    *,
    shown: Callable[[Any], str] = str,
    kind: _Kind = "select",
    help: str | None = None,
    width: int | Literal["stretch", "content"] = "stretch",
    then: Callable[[], None] | None = None,
    pair: bool = False,
    default: Any = None,
) -> None:
    """Show a control of the shared selection; read the answer with ``selection.current()``.

    Parameters
    ----------
    field : str
        Attribute of `monitor.ui.Selection`, or a parameter of a page's own (then
        read it with ``selection.get(field)``; the first option is its default).
    label : str
        Visible label, already through ``_``.
    options : sequence
        Values; ``shown`` turns one into words.
    kind : {"select", "segmented"}
    help : str, optional
        Explanation of the term, on hover.
    then : callable, optional
        Called after a choice: it may ask for less than a rerun of all around the control, with
        ``st.rerun(names of fragments)``.
    pair : bool, optional
        For a year of a page that shows two (`monitor.ui.selection.compared`).
    default : object, optional
        The option where the selection holds none of them; the first of all by default.
    """
    first = options[0] if default is None else default
    key = set_control(field, _value(field, options, first, pair), shown)
    common: dict[str, Any] = {
        "key": key,
        "format_func": shown,
        "help": help,
        "on_change": _changed,
        "args": (field, key, then, pair),
    }
    if kind == "segmented":
        st.segmented_control(
            label,
            options,
            required=True,
            width="content" if width == "stretch" else width,
            **common,
        )
    else:
        st.selectbox(label, options, width="stretch" if width == "content" else width, **common)


def set_control(field: str, value: Any, shown: Callable[[Any], str] = str) -> str:
    """Have a control show a value, and return its key: the one way in which a control is set.

    Only where it differs: setting it again would undo a quick next choice. Of another page nothing
    is left (`selection.restore`), so there it is always set. The browser keeps the words of a
    choice, not the choice: where these are others now (another language, another group), it is
    set too.

    Parameters
    ----------
    field : str
        As in `choose`.
    value : object
        One of the options of the control, or a list of them.
    shown : callable, optional
        Turns an option into words, as the control does.
    """
    key = f"{selection.CONTROL}{field}"
    words = [*map(shown, value)] if isinstance(value, list) else shown(value)
    before, then = st.session_state.get(f"{key}-words", (None, words))
    reworded = before == value and then != words
    if key not in st.session_state or st.session_state[key] != value or reworded:
        st.session_state[key] = value
    st.session_state[f"{key}-words"] = value, words
    return key


def _value(field: str, options: Sequence[Any], first: Any, pair: bool) -> Any:
    """Return the option that the selection holds; ``first`` where it holds none of them."""
    if field in selection.PARAMS:
        value = getattr(selection.compared() if pair else selection.current(), field)
    else:
        text = selection.get(field)
        value = next((o for o in options if str(o) == text), None)
    return value if value in options else first


def _changed(field: str, key: str, then: Callable[[], None] | None, pair: bool) -> None:
    value = st.session_state[key]
    if pair:
        selection.put_years(**{field: value})
    elif field in selection.PARAMS:
        selection.put(**{field: value})
    else:
        selection.put({field: value})
    if then is not None:
        then()


def heading(title: str, subtitle: str = "") -> None:
    """Show the title of a chart or block (level 2), and the line under it, its words explained.

    Parameters
    ----------
    title : str
    subtitle : str, optional
        Plain text; both are made safe.
    """
    told = glossary.mark(html.escape(subtitle))
    under = f'<p class="chart-subtitle">{told}</p>' if subtitle else ""
    st.html(f'<h2 class="chart-title">{html.escape(title)}</h2>{under}')


def facts(sentences: Sequence[str], *, wide: bool = False, link: str = "") -> None:
    """Show sentences under each other; ``**figure**`` becomes bold, all else is plain text.

    ``wide`` sets them in two columns where the screen has room; ``link`` (of `turn`) stands below.

    Parameters
    ----------
    sentences : sequence of str
    wide : bool, optional
    link : str, optional
        Safe HTML.
    """
    items = "".join(f"<li>{bold(s)}</li>" for s in sentences)
    kind = "facts wide" if wide else "facts"
    st.html(f'<ul class="{kind}">{glossary.mark(items)}</ul>{link}')


def turn(page: str, label: str, query: Mapping[str, str]) -> str:
    """Return a line with a link to another page with a choice: it costs no element of Streamlit.

    The browser turns to the page as the navigation does, in the same session (``find.js``).

    Parameters
    ----------
    page : str
        Name, as in its address.
    label : str
        Plain text.
    query : mapping of str to str
        The choice, as the address has it.
    """
    return f'<p class="turn">{link(page, label, query)}</p>'


def link(page: str, label: str, query: Mapping[str, str], *, aside: bool = False) -> str:
    """Return a link to a page with a choice, as HTML; ``aside`` opens it in a window of its own.

    Parameters
    ----------
    page : str
        Name, as in its address.
    label : str
        Plain text.
    query : mapping of str to str
        The choice, as the address has it.
    aside : bool, optional
    """
    to = html.escape(f"{page}?{urlencode(query)}")
    beside = ' target="_blank" rel="noopener"' if aside else ""
    return f'<a href="{to}"{beside}>{html.escape(label)}</a>'


def term(word: str, explanation: str) -> str:
    """Return a word with an explanation of the page's own, for use in ``st.html``.

    Words that several pages use stand in `monitor.ui.glossary` and are marked by themselves.

    Parameters
    ----------
    word : str
    explanation : str
        Plain text, in the language of the reader.
    """
    return glossary.term(word, explanation)


def empty(message: str) -> None:
    """Say that a choice has no data, and what to do.

    Parameters
    ----------
    message : str
        Plain text, in the language of the reader.
    """
    st.html(f'<p class="empty" role="status">{html.escape(message)}</p>')


def has_two_years() -> bool:
    """Say what must be known of the two years of a page; return whether there are two."""
    chosen, asked = selection.compared(), selection.current()
    if chosen.year == chosen.year_b:
        empty(_("Kies twee verschillende jaren om te zien wat er veranderde."))
        return False
    if chosen.year != asked.year:
        said = _(
            "{first} is het eerste jaar met een score, dus er is geen eerder jaar om mee te"
            " vergelijken: u ziet {first} en {later}."
        ).format(first=chosen.year_b, later=chosen.year)
        st.html(f'<p class="chart-note" role="status">{said}</p>')
    return True


def bold(text: str) -> str:
    """Return a sentence as safe HTML, ``**figure**`` in bold.

    Parameters
    ----------
    text : str
    """
    return re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", html.escape(text))
