"""Words that a reader may not know, explained on hover, keyboard focus and touch.

They stand in ``monitor/glossary.toml``, once for all pages: `monitor.ui.widgets` marks the first of
each in a subtitle or in a list of sentences.
"""

from __future__ import annotations

import html
import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from monitor.site import site
from monitor.text import language

_FILE = Path(__file__).parents[1] / "glossary.toml"
_TAG = re.compile(r"(<[^>]*>)")


class _Entry(NamedTuple):
    """A word: its forms (a regular expression without groups that capture), what it means."""

    forms: str
    meaning: str


def entries() -> list[_Entry]:
    """Return the words in the reader's language; what another word contains stands after it."""
    lang, home = language(), site().province
    known = [word for word in _words() if word.get("province", home) == home]
    return [_Entry(word["forms"][lang], word["meaning"][lang]) for word in known]


@cache
def _words() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads(_FILE.read_text(encoding="utf-8"))["word"]
    return found


def term(word: str, meaning: str) -> str:
    """Return a word with an explanation of its own, for use in ``st.html`` (terms.js shows it).

    Parameters
    ----------
    word : str
    meaning : str
        Shown on hover and on a tap.
    """
    return _span(word, "tip", meaning)


def mark(text: str) -> str:
    """Explain the first of each known word in a text.

    Parameters
    ----------
    text : str
        Safe HTML (escaped); what stands inside a tag is left alone.
    """
    return _marked(text, language(), site().province)


@lru_cache(maxsize=2048)  # the same headings and sentences come by at every rerun
def _marked(text: str, lang: str, home: str) -> str:
    seen: set[str] = set()

    def explained(match: re.Match[str]) -> str:
        name = str(match.lastgroup)
        if name in seen:
            return match[0]
        seen.add(name)
        return _span(html.unescape(match[0]), "word", name)

    found = _pattern(lang, home)
    return "".join(
        part if part.startswith("<") else found.sub(explained, part) for part in _TAG.split(text)
    )


def meanings() -> dict[str, str]:
    """Return what each word means, by its name in ``data-word``: the browser is sent it once."""
    return {f"word{n}": entry.meaning for n, entry in enumerate(entries())}


def _span(word: str, kind: str, text: str) -> str:
    return (
        f'<span class="term" tabindex="0" role="button" data-{kind}="{html.escape(text)}">'
        f"{html.escape(word)}</span>"
    )


@cache
def _pattern(_lang: str, _home: str) -> re.Pattern[str]:
    """Return the pattern that finds a form of any word, its group named as in `meanings`."""
    forms = "|".join(f"(?P<word{n}>{entry.forms})" for n, entry in enumerate(entries()))
    return re.compile(rf"(?<![\w-])(?:{forms})(?![\w-])", re.IGNORECASE)
