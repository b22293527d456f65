"""Finished sentences, of errors and commands, in the reader's language: by the catalogs."""

from __future__ import annotations

import re
from functools import cache

from monitor.errors import MonitorError
from monitor.text import language, translations

_FIELD = re.compile(r"\{[^{}]*\}")


def say(sentence: str) -> str:
    """Return a finished Dutch sentence in the reader's language.

    The sentence is held against the templates of the catalogs: of those that fit, the one with the
    most words of its own gives the translation, and what it filled in is said likewise where it is
    a text of the catalogs itself. What fits none stays as it is.

    Examples
    --------
    >>> use_language("en"); say("Voor 1999 zijn er geen cijfers"); use_language(None)
    'There are no figures for 1999'
    """
    return _translated(sentence, language(), back=False)


def dutch(sentence: str) -> str:
    """Return a finished English sentence in Dutch, by the same catalogs as `say`.

    Examples
    --------
    >>> dutch("There are no figures for 1999")
    'Voor 1999 zijn er geen cijfers'
    """
    return _translated(sentence, "en", back=True)


def _translated(sentence: str, lang: str, *, back: bool) -> str:
    if lang == "nl" or not sentence:
        return sentence
    known = _pairs(lang, back)
    if sentence in known:
        return known[sentence]
    for pattern, names, there in _templates(lang, back):
        found = pattern.fullmatch(sentence)
        if found:
            said = (_translated(part, lang, back=back) for part in found.groups())
            return _filled(there, dict(zip(names, said, strict=True)))
    return sentence


@cache
def _pairs(lang: str, back: bool) -> dict[str, str]:
    """Return the translations from Dutch into a language, or those back."""
    known = translations(lang)
    return {there: here for here, there in known.items()} if back else known


def say_error(err: MonitorError) -> str:
    """Return an error in the reader's language: what is wrong, where, what to do."""
    place = f" ({say(err.where)})" if err.where else ""
    return f"{say(err.what).rstrip('.')}{place}. {say(err.remedy)}".strip()


def _filled(template: str, fields: dict[str, str]) -> str:
    return _FIELD.sub(lambda m: fields.get(m[0], m[0]), template)


@cache
def _templates(lang: str, back: bool) -> list[tuple[re.Pattern[str], tuple[str, ...], str]]:
    """Patterns of the templates with a field, those with the most words of their own first.

    A field that stands twice is caught once: Python's regular expressions know groups by number.
    """
    out = []
    for here, there in _pairs(lang, back).items():
        names = tuple(_FIELD.findall(here))
        words = _FIELD.sub("", here)
        if names and len(words.strip()) > 4:
            parts = [re.escape(part) for part in _FIELD.split(here)]
            pattern = re.compile("(.+?)".join(parts), re.DOTALL)
            out.append((len(words), (pattern, names, there)))
    return [found for _, found in sorted(out, key=lambda one: -one[0])]
