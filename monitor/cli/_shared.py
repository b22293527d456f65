"""What several commands share: options, and answers to the screen, as CSV or as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from monitor.cli._headings import for_people
from monitor.cli._written import Figure
from monitor.errors import MonitorError, reason_of
from monitor.spoken import say
from monitor.text import _, column, number

if TYPE_CHECKING:
    import pandas as pd

    from monitor.own.problems import Problem
    from monitor.snapshot import Snapshot

DataOption = Annotated[
    str | None,
    typer.Option(
        "--data",
        help="Map van de momentopname, of map of adres van de opslag; standaard MONITOR_DATA,"
        " anders wat is ververst, anders de meegeleverde.",
        show_default=False,
    ),
]
StoreOption = Annotated[
    str | None,
    typer.Option(
        "--data",
        help="Map of adres (bijvoorbeeld s3://...) van de opslag; standaard MONITOR_DATA, anders"
        " de eigen gegevensmap.",
        show_default=False,
    ),
]
CsvOption = Annotated[
    str | None,
    typer.Option(
        "--csv", help="Schrijf CSV naar dit bestand; - is het scherm.", show_default=False
    ),
]
VersionOption = Annotated[
    int | None,
    typer.Option(
        "--index-version",
        help="Versie van de index; standaard de huidige.",
        show_default=False,
    ),
]
PIPE_WIDTH = 240
_json: ContextVar[bool] = ContextVar("json", default=False)


def open_figures(data: str | None) -> Snapshot:
    """Open the figures with the own sets that their store keeps, as the pages show them.

    Why a set is left out goes to stderr: what a program reads on stdout stays as it is.
    """
    from monitor.own.stored import with_stored_sets  # noqa: PLC0415 - keep --help quick
    from monitor.own.words import say_error  # noqa: PLC0415
    from monitor.snapshot import open_snapshot  # noqa: PLC0415

    snapshot, left_out = with_stored_sets(open_snapshot(data), data)
    for fault in left_out:
        sys.stderr.write(f"{_('let op')}: {say_error(fault)}\n")
    return snapshot


def open_index(data: str | None, version: int | None) -> Snapshot:
    """Open `open_figures` as a version of the index counts, the present one where none is named."""
    snapshot = open_figures(data)
    return snapshot if version is None else snapshot.of_version(version)


def use_json(value: bool) -> bool:
    """Take ``--json``: the answer is JSON on stdout, and nothing else comes there."""
    _json.set(value)
    return value


def wants_json() -> bool:
    """Return whether the answer is to be JSON."""
    return _json.get()


def wants_data(csv: str | None) -> bool:
    """Return whether the answer is for a program: CSV or JSON."""
    return csv is not None or wants_json()


class _Speaking(Console):
    """A console that says Dutch sentences in the reader's language."""

    def print(self, *objects: Any, **settings: Any) -> None:
        from monitor.safe import CONTROL  # noqa: PLC0415 - keep --help quick

        said = (CONTROL.sub("", say(o)) if isinstance(o, str) else o for o in objects)
        super().print(*said, **settings)


def console() -> Console:
    """Return what is written on for people: silent where the answer is JSON.

    What is printed is plain text (a name in brackets is no markup, one between colons no
    pictogram), in the reader's language.
    """
    return _Speaking(quiet=wants_json(), soft_wrap=True, highlight=False, markup=False, emoji=False)


def answer(payload: Any) -> None:
    """Write the answer of a command as JSON, where that is asked; NaN is null."""
    if wants_json():
        sys.stdout.write(json.dumps(payload, ensure_ascii=False, indent=1, allow_nan=False) + "\n")


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a table for JSON: its columns as keys, whole numbers as such, no NaN."""
    text = table.to_json(orient="records", double_precision=15, date_format="iso")
    rows: list[dict[str, Any]] = json.loads(text)
    return rows


def _cell(value: Any, decimals: int) -> str:
    """Write a cell for the screen, numbers as the reader does."""
    if value is None or str(value) == "<NA>" or value != value:  # noqa: PLR0124 - NaN is not itself
        return "–"
    if isinstance(value, bool):
        return _("ja") if value else ""
    if isinstance(value, float):
        return number(value, decimals=decimals)
    return value if isinstance(value, Figure) else _(str(value))


def _cells(values: pd.Series, decimals: int) -> tuple[list[str], bool]:
    """Write a column for the screen, and tell whether it holds figures."""
    if values.dtype.kind in "iu":  # whole numbers, years among them
        return column(values), True
    figures = values.dtype.kind == "f" or all(isinstance(v, Figure) for v in values)
    return [_cell(v, decimals) for v in values], figures


def show(table: pd.DataFrame, title: str = "", decimals: int = 1) -> None:
    """Print a table on the screen, its headings in the reader's language."""
    out = Table(title=say(title) or None, title_justify="left", box=None, pad_edge=False)
    written = [_cells(table.iloc[:, i], decimals) for i in range(table.shape[1])]
    for name, (_texts, figures) in zip(table.columns, written, strict=True):
        out.add_column(_(str(name)), justify="right" if figures else "left", no_wrap=figures)
    for row in zip(*(texts for texts, _figures in written), strict=True):
        out.add_row(*row)
    width = None if Console().is_terminal else PIPE_WIDTH  # in a pipe there is no screen to fit
    Console(width=width, quiet=wants_json(), markup=False, emoji=False).print(out)


def _write_csv(table: pd.DataFrame, target: str) -> None:
    """Write a table as CSV (comma, decimal point, UTF-8) to a file, or to stdout for ``-``.

    Raises
    ------
    MonitorError
        Where the file cannot be written.
    """
    from monitor.safe import safe_csv  # noqa: PLC0415 - keep --help quick

    text = safe_csv(table)
    if target == "-":
        sys.stdout.write(text)
        return
    try:
        Path(target).write_text(text, encoding="utf-8", newline="\n")
    except OSError as err:
        raise MonitorError(
            f"Het bestand kon niet worden geschreven: {reason_of(err)}", where=target
        ) from err


def out(
    table: pd.DataFrame,
    csv: str | None,
    title: str = "",
    decimals: int = 1,
    *,
    snapshot: Snapshot | None = None,
) -> None:
    """Give a table: as JSON or CSV where that was asked, else on the screen.

    ``snapshot`` is given with a table for programs: on the screen its columns, codes and ids are
    said in the reader's language.

    Raises
    ------
    MonitorError
        Where both were asked, or the file cannot be written.
    """
    if csv is not None and wants_json():
        raise MonitorError("Kies één vorm: --csv of --json")
    if wants_json():
        answer(records(table))
    elif csv is not None:
        _write_csv(table, csv)
    elif snapshot is not None:
        show(for_people(snapshot, table), title, decimals)
    else:
        show(table, title, decimals)


def lacking_lines(rows: Iterable[dict[str, Any]]) -> list[str]:
    """Say what the tables do not have that the catalog can do without, a line for each.

    Parameters
    ----------
    rows : iterable of dict
        Of `monitor.ingest.lacking.Lacking`.
    """
    found: dict[str, list[str]] = {}
    for row in rows:
        line = f"Niet in tabel {row['table']} ({row['level']}): {row['what']}"
        found.setdefault(line, []).append(row["indicator"])
    return [f"{line}; daarom niet bij {', '.join(names)}." for line, names in found.items()]


def read_given(path: Path) -> bytes:
    """Return the bytes of a file that somebody gives; of one too large, one more than is taken.

    Raises
    ------
    MonitorError
        Where it cannot be read.
    """
    from monitor.own.grid import MAX_BYTES  # noqa: PLC0415 - keep --help quick

    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)  # one more tells that it is too large
    except OSError as err:
        raise MonitorError(
            f"Het bestand is niet te lezen: {reason_of(err)}",
            where=str(path),
            remedy="Controleer de naam en de rechten.",
        ) from err


def problem_record(problem: Problem) -> dict[str, Any]:
    """Return a problem of a file for JSON."""
    fields = ("code", "row", "column", "value", "what", "remedy", "blocks")
    return {name: getattr(problem, name) for name in fields}
