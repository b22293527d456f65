"""``note``: a progress note in Word about an area, in the form of a Statenmededeling."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli._shared import DataOption, answer, console, open_figures
from monitor.errors import MonitorError, reason_of

if TYPE_CHECKING:
    from monitor.steering.briefing import Briefing

HELP = "Schrijf een voortgangsnotitie in Word, in de vorm van een Statenmededeling."
NoteOver = Annotated[
    str, typer.Option("--over", help="Een provincie (PV..), gemeente (GM....) of groep.")
]
NoteFrom = Annotated[
    int | None, typer.Option("--from", help="Het eerste jaar; standaard vier jaar eerder.")
]
NoteYear = Annotated[int | None, typer.Option("--year", help="Het laatste jaar.")]


def command(
    file: Annotated[Path, typer.Argument(metavar="BESTAND", help="Het Word-bestand (.docx).")],
    over: NoteOver = "",
    start: NoteFrom = None,
    year: NoteYear = None,
    data: DataOption = None,
) -> None:
    """Write the note."""
    from monitor.cli._steering import briefing_of  # noqa: PLC0415 - keep --help quick
    from monitor.export.note import note  # noqa: PLC0415
    from monitor.moment import now  # noqa: PLC0415

    if file.suffix.lower() != ".docx":
        raise MonitorError(
            "Een notitie is een Word-bestand",
            where=str(file),
            remedy="Laat de naam op .docx eindigen.",
        )
    snapshot = open_figures(data)
    of: Briefing = briefing_of(snapshot, over, start, year, data)
    try:
        file.write_bytes(note(snapshot, of, now()))
    except OSError as err:
        raise MonitorError(
            f"Het bestand kon niet worden geschreven: {reason_of(err)}", where=str(file)
        ) from err
    console().print(f"Notitie geschreven: {file}")
    answer({"file": str(file), "area": of.area.code, "start": of.start, "year": of.year})
