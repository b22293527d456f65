"""Show a table on the screen, or write it as CSV or Markdown."""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd
from rich.console import Console
from rich.table import Table

from monitor.analysis.scores import TOTAL, score_year
from monitor.errors import MonitorError
from monitor.snapshot import Snapshot

ENOUGH = 0.9


def show(frame: pd.DataFrame, title: str, csv: str = "", decimals: int = 1) -> None:
    """Print a table, or write it as CSV.

    Parameters
    ----------
    csv : str
        ``-`` writes to the standard output, a name to that file; empty prints for people, with
        floats rounded to ``decimals`` (CSV holds every digit).

    Raises
    ------
    MonitorError
        Where the file cannot be written.
    """
    if csv:
        _write(frame, csv)
        return
    table = Table(title=title, title_justify="left", box=None, header_style="bold", pad_edge=False)
    for name in frame.columns:
        numeric = pd.api.types.is_numeric_dtype(frame[name])
        table.add_column(str(name), justify="right" if numeric else "left", overflow="fold")
    for row in frame.itertuples(index=False):
        table.add_row(*(_cell(v, decimals) for v in row))
    # a table that goes into a file or pipe is not cut at the width of a screen
    Console(width=None if sys.stdout.isatty() else 240).print(table)


def markdown(frame: pd.DataFrame, decimals: int = 1) -> str:
    """Lay a table out as Markdown, floats rounded."""
    head = "| " + " | ".join(str(c) for c in frame.columns) + " |"
    numeric = [pd.api.types.is_numeric_dtype(frame[c]) for c in frame.columns]
    rule = "|" + "|".join("---:" if n else "---" for n in numeric) + "|"
    rows = [
        "| " + " | ".join(_cell(v, decimals) for v in row) + " |"
        for row in frame.itertuples(index=False)
    ]
    return "\n".join([head, rule, *rows])


def latest_year(snapshot: Snapshot) -> int:
    """Return the last year in which nine municipalities in ten have a total."""
    catalog = snapshot.catalog
    for year in range(catalog.last_year, catalog.first_year, -1):
        if score_year(snapshot, year).table[TOTAL].notna().mean() >= ENOUGH:
            return year
    raise MonitorError("In geen enkel jaar zijn er genoeg cijfers voor een score")


def _cell(value: object, decimals: int) -> str:
    if value is None or value is pd.NA or (isinstance(value, float) and pd.isna(value)):
        return ""
    if isinstance(value, float):
        return f"{round(value, decimals) + 0.0:.{decimals}f}"
    return str(value)


def _write(frame: pd.DataFrame, csv: str) -> None:
    if csv == "-":
        frame.to_csv(sys.stdout, index=False)
        return
    try:
        frame.to_csv(Path(csv), index=False)
    except OSError as err:
        raise MonitorError("De tabel is niet te schrijven", where=csv) from err
