"""Tables on the screen: of figures, with one writer of numbers, and of text."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from monitor.charts import base
from monitor.text import column

_WIDEST = 480  # pixels


def show_table(
    frame: pd.DataFrame,
    *,
    key: str | None = None,
    height: int | None = None,
    rows: Sequence[Callable[[Any], str]] | None = None,
) -> None:
    """Show figures as a table that sorts by figure; on paper all its rows stand in the page.

    Parameters
    ----------
    frame : DataFrame
        With column names for people. Numbers are written by `monitor.text.column`, the same
        digits in a whole column; truths as yes and no.
    height : int, optional
        Pixels; the table scrolls inside itself.
    rows : sequence of functions, optional
        Where every row is a measure of its own: what writes the figures of each.
    """
    texts = written(frame, rows)
    asked: dict[str, Any] = {"key": key} if key else {}
    if height is not None:
        asked["height"] = height
    plain = frame.reset_index(drop=True)
    numbers = list(plain.select_dtypes("number").columns)
    # one kind of missing figure: pandas' own kind of whole numbers has another
    plain[numbers] = plain[numbers].astype(float)
    styled = plain.style.format({c: _from(plain[c], texts[c]) for c in numbers})
    for n, write in enumerate(rows or ()):
        styled.format(write, subset=pd.IndexSlice[[n], numbers])
    wide = {c: _wide(str(c), texts[c]) for c in plain.columns if c not in numbers}
    st.dataframe(styled, hide_index=True, placeholder="–", column_config=wide, **asked)
    st.html(_on_paper(frame, texts))


def _wide(head: str, texts: Sequence[str]) -> Any:
    """Make a column of text as wide as its longest: the browser looks at the first rows alone."""
    return st.column_config.Column(width=min(base.room_for([head, *texts], 13, gap=20), _WIDEST))


def written(
    frame: pd.DataFrame, rows: Sequence[Callable[[Any], str]] | None = None
) -> dict[Any, list[str]]:
    """Write every column of a table; ``rows`` as in `show_table`.

    Parameters
    ----------
    frame : DataFrame
        With column names for people.
    rows : sequence of callable, optional
        Writes the figures of each row.
    """
    texts = {c: column(frame[c]) for c in frame.columns}
    for c in frame.select_dtypes("number").columns if rows else ():
        texts[c] = [write(v) for write, v in zip(rows or (), frame[c], strict=True)]
    return texts


def _from(values: pd.Series, texts: list[str]) -> Any:
    """Return the writer of one column: pandas asks for a text by its figure."""
    known = dict(zip(values, texts, strict=True))
    return lambda value: known.get(value, "–")


def _on_paper(frame: pd.DataFrame, written: dict[Any, list[str]]) -> str:
    numbers = set(frame.select_dtypes("number").columns)
    sides = [' class="figure"' if c in numbers else "" for c in frame.columns]
    heads = "".join(
        f"<th{side}>{html.escape(str(c))}</th>"
        for c, side in zip(frame.columns, sides, strict=True)
    )
    rows = "".join(
        "<tr>"
        + "".join(f"<td{s}>{html.escape(t)}</td>" for s, t in zip(sides, row, strict=True))
        + "</tr>"
        for row in zip(*written.values(), strict=True)
    )
    return f'<table class="print-only"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def show_grid(heads: list[str], rows: list[list[str]], label: str) -> None:
    """Show a table that scrolls inside itself; the cells are HTML, the heads are text.

    Parameters
    ----------
    heads : list of str
    rows : list of list of str
        Safe HTML, a cell a head.
    label : str
        What the table is, for who hears it.
    """
    head = "".join(f'<th scope="col">{html.escape(h)}</th>' for h in heads)
    lines = "".join(f"<tr>{_cells(heads, row)}</tr>" for row in rows)
    st.html(
        f'<div class="grid" role="region" tabindex="0" aria-label="{html.escape(label)}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table></div>"
    )


def _cells(heads: list[str], row: list[str]) -> str:
    """Return a row; each cell knows its head, for where there is no room for a row of heads."""
    named = zip(heads, row, strict=True)
    return "".join(f'<td data-head="{html.escape(h)}">{cell}</td>' for h, cell in named)
