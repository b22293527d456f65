"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

DataOption = Annotated[
    Path | None,
    typer.Option(
        "--data",
        help="Map van de momentopname; standaard MONITOR_DATA, anders de meegeleverde.",
        show_default=False,
    ),
]
CsvOption = Annotated[
    str, typer.Option("--csv", help="Schrijf CSV naar dit bestand; - is het scherm.")
]
