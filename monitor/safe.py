"""Text that no spreadsheet takes for a formula, and the one writer of CSV."""

from __future__ import annotations

import re
import unicodedata

import pandas as pd

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def safe_text(text: str) -> str:
    """Return text that stays text when a spreadsheet opens it.

    Text that begins as a formula may (``= + - @``, a tab or a line break; also full-width or small
    forms of them, and after spaces or signs that do not show) gets an apostrophe before it, as
    OWASP advises against CSV injection. Control characters that no file format takes are left out,
    and a line break is one sign: a bare carriage return would begin a row of its own.

    Examples
    --------
    >>> safe_text("=1+1"), safe_text("'s-Gravenhage")
    ("'=1+1", "'s-Gravenhage")
    """
    text = CONTROL.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
    return f"'{text}" if _is_formula(text) else text


def _is_formula(text: str) -> bool:
    for sign in text:
        if sign in "\t\r\n":
            return True
        if not sign.isspace() and unicodedata.category(sign) != "Cf":
            return unicodedata.normalize("NFKC", sign)[:1] in "=+-@"
    return False


def _safe_frame(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table with safe headings and safe text; numbers stay numbers."""
    columns = [_safe_column(frame.iloc[:, place]) for place in range(frame.shape[1])]
    heads = [safe_text(str(c)) for c in frame.columns]
    return pd.DataFrame(dict(enumerate(columns)), index=frame.index).set_axis(heads, axis=1)


def safe_csv(frame: pd.DataFrame, sep: str = ",", decimal: str = ".", end: str = "\n") -> str:
    """Return a table as CSV whose headings and cells are text or numbers, never a formula.

    Every CSV that leaves the monitor is written here. Numbers are numbers, negative ones too; a
    missing cell is empty.
    """
    return _safe_frame(frame).to_csv(index=False, sep=sep, decimal=decimal, lineterminator=end)


def _safe_column(column: pd.Series) -> pd.Series:
    kinds = (pd.api.types.is_numeric_dtype, pd.api.types.is_datetime64_any_dtype)
    if any(is_kind(column.dtype) for is_kind in kinds):
        return column
    texts = column.astype(object)
    safe = {v: safe_text(v) for v in texts.unique() if isinstance(v, str)}
    return texts.map(lambda v: safe[v] if isinstance(v, str) else v)
