"""What several commands share: options, and tables to the screen or to CSV."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import pandas as pd
import typer
from rich.console import Console
from rich.table import Table

from monitor.errors import MonitorError

DataOption = Annotated[
    str | None,
    typer.Option(
        "--data",
        help="Map van de momentopname, of map of adres van de opslag; standaard MONITOR_DATA,"
        " anders wat is ververst, anders de meegeleverde.",
        show_default=False,
    ),
]
CsvOption = Annotated[
    str | None,
    typer.Option(
        "--csv", help="Schrijf CSV naar dit bestand; - is het scherm.", show_default=False
    ),
]
PIPE_WIDTH = 160


def _cell(value: object, decimals: int) -> str:
    """Write a cell for the screen, numbers the Dutch way."""
    if value is None or pd.isna(value):  # type: ignore[call-overload]
        return "–"
    if isinstance(value, float):
        return f"{value:.{decimals}f}".replace(".", ",")
    return {True: "ja", False: ""}.get(value, str(value)) if isinstance(value, bool) else str(value)


def show(table: pd.DataFrame, title: str = "", decimals: int = 1) -> None:
    """Print a table on the screen."""
    out = Table(title=title or None, title_justify="left", box=None, pad_edge=False)
    for column in table.columns:
        number = table[column].dtype.kind in "fi"
        out.add_column(str(column), justify="right" if number else "left", no_wrap=bool(number))
    for row in table.itertuples(index=False):
        out.add_row(*(_cell(value, decimals) for value in row))
    console = Console()
    # In a pipe there is no screen to fit.
    Console(width=None if console.is_terminal else PIPE_WIDTH).print(out)


def write_csv(table: pd.DataFrame, target: str) -> None:
    """Write a table as CSV (comma, decimal point, UTF-8) to a file, or to stdout for ``-``.

    Raises
    ------
    MonitorError
        Where the file cannot be written.
    """
    text = table.to_csv(index=False, lineterminator="\n")
    if target == "-":
        sys.stdout.write(text)
        return
    try:
        Path(target).write_text(text, encoding="utf-8", newline="\n")
    except OSError as err:
        from monitor.store.place import reason_of  # noqa: PLC0415 - keep --help quick

        raise MonitorError(
            f"Het bestand kon niet worden geschreven: {reason_of(err)}", where=target
        ) from err


def out(table: pd.DataFrame, csv: str | None, title: str = "", decimals: int = 1) -> None:
    """Print a table, or write it as CSV where that was asked."""
    if csv is None:
        show(table, title, decimals)
    else:
        write_csv(table, csv)
