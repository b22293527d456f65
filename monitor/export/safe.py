"""Text that no spreadsheet takes for a formula."""

from __future__ import annotations

import re

import pandas as pd

STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
INVISIBLE = " \N{NO-BREAK SPACE}\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NO-BREAK SPACE}\v\f"
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def safe_text(text: str) -> str:
    """Return text that stays text when a spreadsheet opens it.

    Text that begins as a formula may (``= + - @``, a tab or a line break, also full-width or after
    spaces) gets an apostrophe before it, as OWASP advises against CSV injection. Control
    characters that no file format takes are left out.

    Examples
    --------
    >>> safe_text("=1+1"), safe_text("'s-Gravenhage")
    ("'=1+1", "'s-Gravenhage")
    """
    text = CONTROL.sub("", text)
    return f"'{text}" if text.lstrip(INVISIBLE).startswith(STARTS) else text


def safe_frame(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table with safe headings and safe text; numbers stay numbers."""
    out = frame.copy(deep=False)
    for column in out.columns:
        if out[column].dtype == object or pd.api.types.is_string_dtype(out[column]):
            out[column] = out[column].map(lambda v: safe_text(v) if isinstance(v, str) else v)
    out.columns = pd.Index([safe_text(str(c)) for c in out.columns])
    return out
