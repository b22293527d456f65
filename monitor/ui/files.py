"""What a reader takes along of a chart: its figures as CSV, its pictures."""

from __future__ import annotations

import html
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import current_thread

import pandas as pd
import streamlit as st
from streamlit.runtime.scriptrunner import (
    add_script_run_ctx,
    get_script_run_ctx,
)
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext

from monitor.charts.chart import Table
from monitor.safe import safe_csv
from monitor.text import _, language, slug
from monitor.ui import share
from monitor.ui.shell import current_theme

_FILE_DECIMALS = 4
"""Decimals of the figures of a chart in its file: no tails of binary fractions."""


def csv_button(table: Table, name: str, *, key: str) -> None:
    """Show the button that saves figures as CSV; the file is made when it is asked for.

    Parameters
    ----------
    table : Table
        The figures, or what makes them.
    name : str
        Of the file, without its ending.
    key : str
        Of the element; no other on the page has it.
    """
    st.download_button(
        _("Cijfers (CSV)"),
        data=in_session(lambda: csv_bytes(table() if callable(table) else table)),
        file_name=f"{name}.csv",
        mime="text/csv",
        key=key,
        on_click="ignore",
    )


def image_buttons(title: str, subtitle: str, source: str, key: str) -> None:
    """Show the buttons that save a picture of a chart, and those that copy it.

    Parameters
    ----------
    title, subtitle : str
    source : str
        Stand in the picture, and the title in the name of its file.
    key : str
        Of the chart.
    """
    colours = current_theme()
    attributes = {
        "chart": key,
        "title": title,
        "subtitle": subtitle,
        "foot": source,
        "file": name_of(title),
        **{name: getattr(colours, name) for name in ("paper", "ink", "muted")},
    }
    told = " ".join(f'data-{k}="{html.escape(v)}"' for k, v in attributes.items())
    buttons = "".join(
        f'<button type="button" data-image="{kind}" {told}>{_("Figuur")} ({kind.upper()})</button>'
        for kind in ("png", "svg")
    )
    whole = ". ".join(part.rstrip(".") for part in (title, subtitle, source) if part) + "."
    st.html(f'<div class="chart-images">{buttons}{share.buttons(key, title, whole)}</div>')


def in_session(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """Make a download in the reader's session: in the language and with the own sets of it.

    Streamlit calls the ``data`` of a download button in a thread that knows no session.

    Parameters
    ----------
    make : callable
        Gives the bytes of the file.
    """
    session = get_script_run_ctx(suppress_warning=True)

    def made() -> bytes:
        with ThreadPoolExecutor(1, initializer=_enter, initargs=(session,)) as pool:
            return pool.submit(make).result()

    return made


def _enter(session: ScriptRunContext | None) -> None:
    if session is not None:
        add_script_run_ctx(current_thread(), session)


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """Write a table as CSV that opens in the reader's spreadsheet and holds no formulas.

    Dutch: semicolon and decimal comma; English: comma and point. UTF-8 with a mark for Excel.

    Parameters
    ----------
    frame : DataFrame
        With column names for people.
    """
    marks = (";", ",") if language() == "nl" else (",", ".")
    written = frame.round(_FILE_DECIMALS).apply(_as_meant)
    return safe_csv(written, *marks).encode("utf-8-sig")


def _as_meant(column: pd.Series) -> pd.Series:
    """Give truths a word, and whole numbers with gaps no decimals."""
    if pd.api.types.is_bool_dtype(column):
        return column.map({True: _("ja"), False: _("nee")})
    known = column.dropna() if pd.api.types.is_float_dtype(column) else column.iloc[:0]
    whole = len(known) > 0 and bool((known == known.round()).all())
    return column.astype("Int64") if whole else column


def name_of(title: str) -> str:
    """Return a title as the name of a file, at most 60 characters of it.

    Parameters
    ----------
    title : str
    """
    whole = slug(title)
    return (whole if len(whole) <= 60 else whole[:61].rpartition("-")[0]) or "figuur"
