"""Words and numbers for people: Dutch stands in the code, English in ``monitor/locale``.

Every text that a user sees goes through `_` with the Dutch text as its key. A page keeps its
translations in ``monitor/locale/en/<page>.po``; all files of a language are read together.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import cache
from pathlib import Path

import pandas as pd
import streamlit as st
from babel.dates import format_date
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from streamlit.runtime.scriptrunner import get_script_run_ctx

from monitor.ui import this_run

LANGUAGES = {"nl": "Nederlands", "en": "English"}
LOCALE = Path(__file__).parents[1] / "locale"
MINUS = "\u2212"

_forced: ContextVar[str | None] = ContextVar("language", default=None)


def use_language(lang: str | None) -> None:
    """Fix the language outside a session, for exports and tests; None lets go again."""
    _forced.set(lang)


@contextmanager
def speaking(lang: str) -> Iterator[None]:
    """Speak a language for the length of a ``with`` block, as for an export in another one."""
    token = _forced.set(lang)
    try:
        yield
    finally:
        _forced.reset(token)


def language() -> str:
    """Return ``nl`` or ``en``: what was fixed, else what the session chose, else Dutch."""
    forced = _forced.get()
    if forced is not None:
        return forced
    if get_script_run_ctx(suppress_warning=True) is None:
        return "nl"
    known = this_run.known()
    if "lang" not in known:
        known["lang"] = str(st.session_state.get("lang", "nl"))
    return str(known["lang"])


def speak(lang: str) -> None:
    """Let this session speak a language from here on."""
    st.session_state["lang"] = this_run.known()["lang"] = lang


@cache
def translations(lang: str) -> dict[str, str]:
    """Read all catalogs of a language: msgid to translation, untranslated ones left out."""
    out: dict[str, str] = {}
    for path in sorted((LOCALE / lang).glob("*.po")):
        with path.open("rb") as file:
            out |= {str(m.id): str(m.string) for m in read_po(file) if m.id and m.string}
    return out


def _(text: str) -> str:
    """Return a Dutch text in the language of the session."""
    lang = language()
    return text if lang == "nl" else translations(lang).get(text, text)


def number(
    value: float, unit: str = "", decimals: int | None = None, *, signed: bool = False
) -> str:
    """Write a number as the reader's language does.

    Parameters
    ----------
    value : float
        NaN gives a dash.
    unit : str
        Put after the figure; ``%`` without a space.
    decimals : int, optional
        Digits after the comma; by default three significant digits in all.
    signed : bool
        Put a plus before what is above zero.

    Examples
    --------
    >>> number(96.234), number(184069), number(184069, decimals=0), number(41.7, "%")
    ('96,2', '184.000', '184.069', '41,7%')
    """
    if value is None or math.isnan(value):
        return "–"
    places = decimals
    if places is None:
        size = math.floor(math.log10(abs(value))) if value else 0
        places = 2 - size
        value = round(value, places)
        places = min(max(places, 0), 2)
    value = round(value, places) + 0.0  # no minus before a zero
    pattern = "#,##0" + ("." + "0" * places if places else "")
    text = format_decimal(abs(value), format=pattern, locale=language())
    sign = MINUS if value < 0 else "+" if signed and value > 0 else ""
    return f"{sign}{text}{_with_space(unit)}"


def column(values: pd.Series) -> list[str]:
    """Write a column of a table: its numbers with the same digits, truths as yes and no.

    None after the comma for whole numbers and thousands, one where the largest is ten or more,
    else two, three below a tenth. Years take no separator.
    """
    if pd.api.types.is_bool_dtype(values):
        return [_("ja") if v else _("nee") for v in values]
    if not pd.api.types.is_numeric_dtype(values):
        return ["–" if pd.isna(v) else str(v) for v in values]
    known = values.dropna().astype(float)
    whole = bool((known == known.round()).all())
    if whole and len(known) and known.between(1900, 2100).all():
        return ["–" if pd.isna(v) else str(int(v)) for v in values]
    largest = 0.0 if whole else float(known.abs().max())
    places = next(n for n, least in ((0, 1000), (1, 10), (2, 0.1), (3, 0)) if largest >= least)
    form = f",.{0 if whole else places}f"  # babel takes ten times as long, and a table is long
    marks = str.maketrans({"-": MINUS, **({",": ".", ".": ","} if language() == "nl" else {})})
    exact = values.astype(float).round(0 if whole else places) + 0.0  # no minus before a zero
    return ["–" if math.isnan(v) else format(v, form).translate(marks) for v in exact]


def plural(count: int, one: str, more: str) -> str:
    """Return the sentence for one or for more, with ``{count}`` filled in.

    Parameters
    ----------
    one, more : str
        Already through ``_``.
    """
    return (one if count == 1 else more).format(count=number(count, decimals=0))


def interval(value: float, low: float, high: float, unit: str = "", decimals: int = 1) -> str:
    """Write a figure with its interval: ``96,2 (94,8–97,5)``; ``tot`` between negative bounds.

    A bound that is NaN leaves the interval out.
    """
    shown = number(value, unit, decimals)
    if math.isnan(low) or math.isnan(high):
        return shown
    return f"{shown} ({span(low, high, decimals=decimals)})"


def span(low: float, high: float, unit: str = "", decimals: int = 1) -> str:
    """Write two bounds: ``94,8–97,5``, and ``−6,1 tot −2,9`` where one is below zero."""
    between = f" {_('tot')} " if low < 0 or high < 0 else "–"
    return f"{number(low, '', decimals)}{between}{number(high, unit, decimals)}"


def listing(words: list[str]) -> str:
    """Join words as in a sentence: ``Oss, Uden en Veghel``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {_('en')} {words[-1]}"


def day(text: str) -> str:
    """Write the day of an ISO date or moment: ``17 februari 2026``; empty stays empty."""
    if not text:
        return ""
    return format_date(date.fromisoformat(text[:10]), format="d MMMM y", locale=language())


def _with_space(unit: str) -> str:
    if not unit:
        return ""
    return unit if unit == "%" else f"\u00a0{unit}"
