"""Words and numbers of the pages: those of `monitor.text`, in the language of the session."""

from __future__ import annotations

import math
import unicodedata

import pandas as pd
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from monitor.text import (
    LANGUAGES,
    LOCALE,
    MINUS,
    _,
    ask_language,
    day,
    interval,
    language,
    listing,
    number,
    span,
    speaking,
    translations,
    use_language,
)
from monitor.ui import this_run

__all__ = [
    "LANGUAGES",
    "LOCALE",
    "MINUS",
    "_",
    "column",
    "day",
    "interval",
    "language",
    "listing",
    "number",
    "plural",
    "readable",
    "span",
    "speaking",
    "translations",
    "use_language",
]

LONGEST = 40  # characters of what somebody typed that are shown again


def speak(lang: str) -> None:
    """Let this session speak a language from here on."""
    st.session_state["lang"] = this_run.known()["lang"] = lang


def _of_session() -> str:
    """Return what the session chose, else Dutch."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return "nl"
    known = this_run.known()
    if "lang" not in known:
        known["lang"] = str(st.session_state.get("lang", "nl"))
    return str(known["lang"])


def readable(text: str) -> str:
    """Return what somebody typed as it can be shown: short, on one line, no hidden signs."""
    seen = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in text[: 4 * LONGEST])
    line = " ".join(seen.split())
    return line if len(line) <= LONGEST and len(text) <= 4 * LONGEST else f"{line[:LONGEST]}…"


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


def plural(count: int, one: str, more: str, **fields: object) -> str:
    """Return the sentence for one or for more, with ``{count}`` and other fields filled in.

    Parameters
    ----------
    one, more : str
        Already through ``_``.
    """
    return (one if count == 1 else more).format(count=number(count, decimals=0), **fields)


def municipalities(count: int) -> str:
    """Write a number of municipalities: ``1 gemeente``, ``16 gemeenten``."""
    return plural(count, _("{count} gemeente"), _("{count} gemeenten"))


ask_language(_of_session)
