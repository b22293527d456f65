"""``run``: start the app."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from monitor.cli._shared import DataOption

HELP = "Start de monitor in de browser."
APP = Path(__file__).parents[2] / "app.py"


def command(
    port: Annotated[int, typer.Option(help="Poort waarop de monitor luistert.")] = 8501,
    host: Annotated[str, typer.Option(help="Adres; 0.0.0.0 voor het hele netwerk.")] = "localhost",
    data: DataOption = None,
    browser: Annotated[bool, typer.Option(help="Open meteen een venster in de browser.")] = True,
) -> None:
    """Start Streamlit in this process, so that one signal ends it."""
    from streamlit.web import cli  # noqa: PLC0415 - only this command pays for it

    named = data or os.environ.get("MONITOR_DATA")
    if named and "://" not in named:  # a folder, seen from where the user stands
        named = str(Path(named).expanduser().absolute())
    if named:
        os.environ["MONITOR_DATA"] = named
    sys.argv = [
        "streamlit",
        "run",
        str(APP),
        f"--server.port={port}",
        f"--server.address={host}",
        f"--server.headless={str(not browser).lower()}",
        "--browser.gatherUsageStats=false",
    ]
    os.chdir(APP.parent)  # .streamlit/config.toml is looked for here
    cli.main()
