"""One server in this process; each of several is such a one.

    python -m monitor.alone PORT HOST warm|cold

``python -m monitor run`` is the way in for people, and checks what they ask. What reads a command
line (typer, rich) is not loaded here: a server would hold it as long as it lives.
"""

from __future__ import annotations

import logging
import os
import sys
import warnings
from collections.abc import Sequence
from pathlib import Path

from monitor import handles
from monitor.site import site

APP = Path(__file__).parents[1] / "app.py"


def start(port: int, host: str, *, warm: bool) -> None:
    """Serve until this process is asked to end.

    Parameters
    ----------
    port : int
    host : str
        Address to listen on.
    warm : bool
        Open every page once before the first reader does (`monitor.warming`).
    """
    from monitor import serve  # noqa: PLC0415 - what only starts others needs no server

    os.chdir(APP.parent)  # .streamlit/config.toml is looked for here
    handles.raise_limit()
    logging.getLogger("asyncio").addFilter(handles.Seldom())
    sys.argv = [str(APP)]
    serve.app(warm=warm).run(config=_settings(port, host))


def _settings(port: int, host: str) -> dict[str, object]:
    """Return Streamlit's settings, those of its environment variables (``STREAMLIT_...``) too."""
    from streamlit.web import cli  # noqa: PLC0415 - as above

    given = [
        str(APP),
        f"--server.port={port}",
        f"--server.address={host}",
        # Not headless, Streamlit advertises itself to whoever looks: open the window ourselves.
        "--server.headless=true",
        "--browser.gatherUsageStats=false",
    ]
    accent = site().accent
    colours = {
        f"theme.{design}.{part}": getattr(accent, design)
        for design in ("light", "dark")
        for part in ("primaryColor", "linkColor")
    }
    parsed = cli.main_run.make_context("streamlit", given).params
    return {
        name.replace("_", ".", 1): value
        for name, value in parsed.items()
        if "_" in name and value not in (None, ())
    } | colours


def main(given: Sequence[str]) -> None:
    """Serve as one of several.

    Parameters
    ----------
    given : sequence of str
        Port, address, and ``warm`` or ``cold``.
    """
    warnings.simplefilter("ignore")  # deprecations in packages are for developers
    port, host, begin = given
    start(int(port), host, warm=begin == "warm")


if __name__ == "__main__":
    main(sys.argv[1:])
