"""What a reader must know of how a figure was made, said once for every surface.

``STATUS`` is what a table says, `marks` the words of a sentence or hover, `brief` those of a label,
`letters` the signs of the factsheet, `columns` the headings of a table for people.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from monitor.text import _

ESTIMATE, BRIDGED, PROVISIONAL = "model estimate", "bridged", "provisional"
OF_STATUS = {"estimate": ESTIMATE, "bridged": BRIDGED, "provisional": PROVISIONAL}
"""Marks that rest on the status of a figure; ``harmonised`` is a column of its own."""


def statuses(status: pd.Series, marks: Iterable[str] = OF_STATUS) -> pd.DataFrame:
    """Return a column of bool a mark, from the status of figures (NaN: no figure, no mark)."""
    return pd.DataFrame({m: status.eq(OF_STATUS[m]) for m in marks}, index=status.index)


def marks(row: Mapping[Any, Any] | pd.Series) -> list[str]:
    """Name the marks of a figure, those that its row holds."""
    return _held(row, {
        "estimate": _("modelschatting"),
        "bridged": _("overbrugd uit een andere tabel"),
        "harmonised": _("omgerekend na herindeling"),
        "provisional": _("voorlopig cijfer"),
    })  # fmt: skip


def brief(row: Mapping[Any, Any] | pd.Series) -> list[str]:
    """Name the marks of a figure in a word each, as under a label."""
    return _held(row, {
        "estimate": _("schatting"),
        "bridged": _("overbrugd"),
        "harmonised": _("herindeling"),
        "old": _("oud"),
    })  # fmt: skip


def letters(row: Mapping[Any, Any] | pd.Series) -> list[str]:
    """Return the letters of the marks of a figure, as in the factsheet."""
    letter = {"estimate": _("s"), "bridged": _("b"), "harmonised": _("h"), "old": _("o")}
    return _held(row, letter)


def columns(rows: pd.DataFrame) -> dict[str, pd.Series]:
    """Return the marks of a table for people: heading to column, those that the rows have."""
    named = {
        "estimate": _("Modelschatting"),
        "bridged": _("Overbrugd uit een andere tabel"),
        "harmonised": _("Omgerekend na herindeling"),
        "provisional": _("Voorlopig"),
    }
    return {heading: rows[mark] for mark, heading in named.items() if mark in rows}


def _held(row: Mapping[Any, Any] | pd.Series, words: Mapping[str, str]) -> list[str]:
    return [word for mark, word in words.items() if row.get(mark) == 1]  # NaN is no mark
