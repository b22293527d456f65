"""``signals``: the changes of a year that are more than usual, or that there are none."""

from __future__ import annotations

from typing import Annotated

import typer

from monitor.cli._shared import CsvOption, DataOption, console, open_figures, out, wants_data

HELP = (
    "Toon de veranderingen van een jaar die groter zijn dan gewoonlijk; geen is ook een antwoord."
)


def command(
    year: Annotated[
        int | None, typer.Option(help="Het jaar van de latere meting.", show_default=False)
    ] = None,
    csv: CsvOption = None,
    data: DataOption = None,
) -> None:
    """Print the signals of a year, the strongest first."""
    from monitor.cli._figures import year_or_latest  # noqa: PLC0415 - keep --help quick
    from monitor.steering.signals import signals_of  # noqa: PLC0415
    from monitor.steering.usual import steps_by  # noqa: PLC0415
    from monitor.steering.words import signal_sentences, signals_sentence  # noqa: PLC0415
    from monitor.text import plain  # noqa: PLC0415

    snapshot = open_figures(data)
    chosen = year_or_latest(snapshot, year)
    found = signals_of(snapshot, steps_by(snapshot, {}), chosen)
    if wants_data(csv):
        out(found.table.round(9), csv)
        return
    console().print(plain(signals_sentence(found)))
    for line in signal_sentences(snapshot, found, len(found.table)):
        console().print(f"- {line}")
