"""``add``: read a set of the province, tell what was understood, and put it into the store."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, cast

import typer

from monitor.cli._shared import DataOption, answer, console, problem_record, read_given
from monitor.errors import MonitorError
from monitor.text import _

if TYPE_CHECKING:
    from rich.console import Console

    from monitor.own.observe import Choice, OwnSet
    from monitor.own.understand import Understood

HELP = "Lees een eigen set (CSV, Excel of Parquet) en bewaar haar naast de momentopname."
REFUSED = 2
DIRECTIONS = {"+": 1, "-": -1, "0": 0}


def _tell(screen: Console, understood: Understood) -> None:
    """Print what was understood, then every problem and question."""
    from monitor.own.facts import facts  # noqa: PLC0415 - keep --help quick
    from monitor.own.words import say, say_problem  # noqa: PLC0415

    for label, text in facts(understood):
        screen.print(f"{say(label)}: {say(text)}")
    for problem in understood.problems:
        word = _("FOUT") if problem.blocks else _("let op")
        screen.print(f"{word}: {say_problem(problem)}")
    options = {"sheet": "--sheet", "year": "--year"}
    for question in understood.questions:
        choices = f" ({'; '.join(question.options)})" if question.options else ""
        how = options.get(question.field, f'--answer "{question.field}=..."')
        told = _("VRAAG: {what} Antwoord met {option}")
        screen.print(told.format(what=f"{say(question.what)}{choices}", option=how))


def _answer(understood: Understood, kept: dict[str, Any] | None) -> None:
    """Answer a script: what is wrong, what is asked, and the set that was kept (null for none)."""
    answer(
        {
            "filename": understood.filename,
            "ok": understood.ok,
            "problems": [problem_record(p) for p in understood.problems],
            "questions": [
                {"field": q.field, "what": q.what, "options": list(q.options)}
                for q in understood.questions
            ],
            "set": kept,
        }
    )


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

    if not title.strip() or not unit.strip():
        raise MonitorError(
            "Hoe de set heet en in welke eenheid zij is, staat niet in het bestand",
            remedy="Geef --title 'Naam van de set' en --unit, bijvoorbeeld --unit '%'.",
        )
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


def _tell_kept(screen: Console, understood: Understood, own: OwnSet, location: str) -> None:
    """Say what was kept and where, and what to know of it."""
    from monitor.own.words import say_problem  # noqa: PLC0415

    for note in own.notes[len(understood.problems) :]:
        screen.print(f"{_('let op')}: {say_problem(note)}")
    column, of = "region", _("gemeenten")
    if not own.districts.empty:
        column, of = "code", _("gemeenten en wijken")
    places = own.figures[column].nunique()
    screen.print(
        f"Opgenomen als '{own.file.id}' in {location}. Indicatoren: {len(own.indicators)},"
        f" cijfers: {len(own.figures)}, {of}: {places}."
    )
    ids = [i.id for i in own.indicators]
    told = {"id": own.file.id, "store": location, "indicators": ids}
    _answer(understood, told | {"observations": len(own.figures), "municipalities": places})


FileArgument = Annotated[Path, typer.Argument(help="Het bestand: .csv, .xlsx of .parquet.")]
TitleOption = Annotated[str, typer.Option("--title", help="Naam van de set, haar bron.")]
UnitOption = Annotated[str, typer.Option("--unit", help="Eenheid van de waarden.")]
DimensionOption = Annotated[
    str, typer.Option("--dimension", help="personal, social, environment, context of outcome.")
]
DirectionOption = Annotated[
    str, typer.Option("--direction", help="+ hoger is veerkrachtiger, - lager, 0 context.")
]
ColumnOption = Annotated[
    list[str] | None,
    typer.Option("--column", help="Alleen deze waardekolom; mag vaker. Standaard alle."),
]
MergeOption = Annotated[
    str, typer.Option("--merge", help="mean, count of median, bij herindelingen.")
]
PresentOption = Annotated[
    bool, typer.Option("--present", help="Alle jaren staan al op de gemeenten van nu.")
]
YearOption = Annotated[int | None, typer.Option("--year", help="Het jaar van de cijfers.")]
SheetOption = Annotated[str | None, typer.Option("--sheet", help="Werkblad in Excel.")]
DecimalOption = Annotated[
    str | None, typer.Option("--decimal", help="Decimaalteken van alle getallen: , of een punt.")
]
AnswerOption = Annotated[
    list[str] | None,
    typer.Option("--answer", help="Antwoord op een vraag, zoals zij genoemd wordt; mag vaker."),
]
PublisherOption = Annotated[
    str, typer.Option("--publisher", help="De bron: wie deze cijfers maakte.", show_default=False)
]
LicenceOption = Annotated[str, typer.Option("--licence", help="Licentie.")]
ReplaceOption = Annotated[
    bool, typer.Option("--replace", help="Vervang een set met dezelfde titel.")
]
CheckOption = Annotated[bool, typer.Option("--check", help="Vertel alleen wat er is begrepen.")]


def command(  # noqa: PLR0917 - each is an option of the command line
    file: FileArgument,
    title: TitleOption = "",
    unit: UnitOption = "",
    dimension: DimensionOption = "context",
    direction: DirectionOption = "0",
    column: ColumnOption = None,
    merge: MergeOption = "mean",
    present: PresentOption = False,
    year: YearOption = None,
    sheet: SheetOption = None,
    decimal: DecimalOption = None,
    answer: AnswerOption = None,
    publisher: PublisherOption = "",
    licence: LicenceOption = "intern gebruik",
    replace: ReplaceOption = False,
    check: CheckOption = False,
    data: DataOption = None,
) -> None:
    """Understand a file; with a title and a unit, and nothing wrong, keep it."""
    from monitor.own.apart import understand_apart  # noqa: PLC0415
    from monitor.own.make import make_set  # noqa: PLC0415
    from monitor.own.store import save_set, store_of  # noqa: PLC0415
    from monitor.own.understand import Hints  # noqa: PLC0415
    from monitor.snapshot import open_snapshot  # noqa: PLC0415

    if decimal not in {None, ",", "."}:
        raise MonitorError("Dit decimaalteken bestaat niet", remedy="Kies , of een punt.")
    raw = read_given(file)
    snapshot = open_snapshot(data)
    mark = cast(Literal[",", "."] | None, decimal)
    hints = Hints(sheet, mark, year, tuple(answer or ()))
    understood = understand_apart(
        raw, file.name, snapshot.regions, snapshot.recoding, hints=hints,
        districts=dict(snapshot.districts["name"]),
    )  # fmt: skip
    screen = console()
    _tell(screen, understood)
    if not understood.ok or check:
        _answer(understood, None)
        if check and understood.ok:
            return
        screen.print("Er is niets opgenomen.")
        raise typer.Exit(REFUSED)
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
    _tell_kept(screen, understood, own, store.location)
