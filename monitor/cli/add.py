"""``add``: read a set of the province, tell what was understood, and put it into the store."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, cast

import typer
from rich.console import Console

from monitor.cli._shared import DataOption
from monitor.errors import MonitorError

if TYPE_CHECKING:
    from monitor.own.observe import Choice
    from monitor.own.understand import Understood

HELP = "Lees een eigen set (CSV, Excel of Parquet) en bewaar haar naast de momentopname."
REFUSED = 2
DIRECTIONS = {"+": 1, "-": -1, "0": 0}


def _tell(console: Console, understood: Understood) -> None:
    """Print what was understood, then every problem and question."""
    from monitor.own.understand import facts  # noqa: PLC0415 - keep --help quick

    for label, text in facts(understood):
        console.print(f"{label}: {text}", markup=False, highlight=False)
    for problem in understood.problems:
        word = "FOUT" if problem.blocks else "let op"
        console.print(f"{word}: {problem}", markup=False, highlight=False)
    options = {"sheet": "--sheet", "year": "--year"}
    for question in understood.questions:
        choices = f" ({'; '.join(question.options)})" if question.options else ""
        how = options.get(question.field, f'--answer "{question.field}=..."')
        text = f"VRAAG: {question.what}{choices} Antwoord met {how}"
        console.print(text, markup=False, highlight=False)


def _choices(
    understood: Understood,
    columns: list[str],
    title: str,
    unit: str,
    dimension: str,
    direction: str,
    merge: str,
    present: bool,
) -> list[Choice]:
    from monitor.own.observe import Choice  # noqa: PLC0415

    if direction not in DIRECTIONS:
        raise MonitorError("Deze richting bestaat niet", remedy="Kies uit +, - en 0.")
    if merge not in {"mean", "count", "median"}:
        raise MonitorError(
            "Zo kunnen gemeenten niet worden samengevoegd",
            remedy="Kies mean (gemiddelde of percentage), count (aantal) of median.",
        )
    names = columns or understood.names
    return [
        Choice(
            name,
            title if len(names) == 1 else name,
            unit,
            dimension,
            cast(Literal[1, -1, 0], DIRECTIONS[direction]),
            cast(Literal["mean", "count", "median"], merge),
            present=present,
        )
        for name in names
    ]


def _read(path: Path) -> bytes:
    from monitor.own.grid import MAX_BYTES  # noqa: PLC0415
    from monitor.store.place import reason_of  # noqa: PLC0415

    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)  # one more tells that it is too large
    except OSError as err:
        raise MonitorError(
            f"Het bestand is niet te lezen: {reason_of(err)}",
            where=str(path),
            remedy="Controleer de naam en de rechten.",
        ) from err


def command(  # noqa: PLR0917 - each is an option of the command line
    file: Annotated[Path, typer.Argument(help="Het bestand: .csv, .xlsx of .parquet.")],
    title: Annotated[str, typer.Option("--title", help="Naam van de set, haar bron.")] = "",
    unit: Annotated[str, typer.Option("--unit", help="Eenheid van de waarden.")] = "",
    dimension: Annotated[
        str,
        typer.Option("--dimension", help="personal, social, environment, context of outcome."),
    ] = "context",
    direction: Annotated[
        str, typer.Option("--direction", help="+ hoger is veerkrachtiger, - lager, 0 context.")
    ] = "0",
    column: Annotated[
        list[str] | None,
        typer.Option("--column", help="Alleen deze waardekolom; mag vaker. Standaard alle."),
    ] = None,
    merge: Annotated[
        str, typer.Option("--merge", help="mean, count of median, bij herindelingen.")
    ] = "mean",
    present: Annotated[
        bool, typer.Option("--present", help="Alle jaren staan al op de gemeenten van nu.")
    ] = False,
    year: Annotated[int | None, typer.Option("--year", help="Het jaar van de cijfers.")] = None,
    sheet: Annotated[str | None, typer.Option("--sheet", help="Werkblad in Excel.")] = None,
    decimal: Annotated[
        str | None,
        typer.Option("--decimal", help="Decimaalteken van alle getallen: , of een punt."),
    ] = None,
    answer: Annotated[
        list[str] | None,
        typer.Option("--answer", help="Antwoord op een vraag, zoals zij genoemd wordt; mag vaker."),
    ] = None,
    publisher: Annotated[
        str, typer.Option("--publisher", help="Wie de set uitgeeft.")
    ] = "Provincie Noord-Brabant",
    licence: Annotated[str, typer.Option("--licence", help="Licentie.")] = "intern gebruik",
    replace: Annotated[
        bool, typer.Option("--replace", help="Vervang een set met dezelfde titel.")
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Vertel alleen wat er is begrepen.")
    ] = False,
    data: DataOption = None,
) -> None:
    """Understand a file; with a title and a unit, and nothing wrong, keep it."""
    from monitor.own.apart import understand_apart  # noqa: PLC0415
    from monitor.own.observe import make_set  # noqa: PLC0415
    from monitor.own.store import save_set, store_of  # noqa: PLC0415
    from monitor.own.understand import Hints  # noqa: PLC0415
    from monitor.snapshot import open_snapshot  # noqa: PLC0415

    if decimal not in {None, ",", "."}:
        raise MonitorError("Dit decimaalteken bestaat niet", remedy="Kies , of een punt.")
    raw = _read(file)
    snapshot = open_snapshot(data)
    mark = cast(Literal[",", "."] | None, decimal)
    hints = Hints(sheet, mark, year, tuple(answer or ()))
    understood = understand_apart(raw, file.name, snapshot.regions, snapshot.recoding, hints=hints)
    console = Console(soft_wrap=True)
    _tell(console, understood)
    if not understood.ok:
        console.print("Er is niets opgenomen.")
        raise typer.Exit(REFUSED)
    if check:
        return
    choices = _choices(understood, column or [], title, unit, dimension, direction, merge, present)
    today = datetime.now(UTC).date().isoformat()
    own = make_set(
        understood,
        choices,
        snapshot,
        title=title,
        added=today,
        publisher=publisher,
        licence=licence,
    )
    store = store_of(data)
    save_set(own, raw, store, replace=replace, beside=snapshot)
    for note in own.notes[len(understood.problems) :]:
        console.print(f"let op: {note}", markup=False, highlight=False)
    places = own.observations["region"].nunique()
    console.print(
        f"Opgenomen als '{own.file.id}' in {store.location}: {len(own.indicators)} indicator(en),"
        f" {len(own.observations)} cijfers van {places} gemeenten.",
        markup=False,
        highlight=False,
    )
