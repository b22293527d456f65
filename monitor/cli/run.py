"""``run``: start the app."""

from __future__ import annotations

import errno
import os
import socket
import sys
import time
import webbrowser
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Annotated, Any
from urllib.request import urlopen

import typer

from monitor.cli._shared import DataOption
from monitor.errors import MonitorError
from monitor.text import _

HELP = "Start de monitor in de browser."
PATIENCE = 60  # seconds
HIGHEST = 65_535


def command(
    port: Annotated[
        int, typer.Option(min=1, max=HIGHEST, help="Poort waarop de monitor luistert.")
    ] = 8501,
    host: Annotated[str, typer.Option(help="Adres; 0.0.0.0 voor het hele netwerk.")] = "localhost",
    data: DataOption = None,
    browser: Annotated[bool, typer.Option(help="Open meteen een venster in de browser.")] = True,
    compress: Annotated[
        bool, typer.Option(help="Pers bij de eerste start samen wat een browser eenmaal ophaalt.")
    ] = True,
    warm: Annotated[
        bool, typer.Option(help="Open elke pagina eenmaal voordat de eerste lezer komt.")
    ] = True,
    workers: Annotated[
        int,
        typer.Option(min=1, max=64, help="Aantal processen, op de poorten na die van --port."),
    ] = 1,
) -> None:
    """Start the server in this process, so that one signal ends it; or several, and watch them."""
    named = data or os.environ.get("MONITOR_DATA")
    if named and "://" not in named:  # a folder, seen from where the user stands
        named = str(Path(named).expanduser().absolute())
    if named:
        os.environ["MONITOR_DATA"] = named
    from monitor.site import site  # noqa: PLC0415 - keep --help quick

    site()  # where its file is faulty, say so before anybody looks
    for each in range(port + 1, port + workers + 1) if workers > 1 else (port,):
        _require_free(host, each)
    from monitor import alone  # noqa: PLC0415 - this command pays alone

    os.chdir(alone.APP.parent)
    if compress:
        from monitor import compressed  # noqa: PLC0415

        compressed.make_beside()
    if workers > 1:
        _several(workers, port, host, warm=warm)
        return
    if browser:
        Thread(target=_show, args=(f"http://localhost:{port}",), daemon=True).start()
    alone.start(port, host, warm=warm)


def _require_free(host: str, port: int) -> None:
    """Refuse an address that nothing can listen on, before a server says so in its own words.

    Raises
    ------
    MonitorError
        The port is taken, too high or not allowed, or the address is none of this machine.
    """
    if port > HIGHEST:
        raise MonitorError(
            f"Poort {port} bestaat niet: de hoogste is {HIGHEST}",
            remedy="Kies een lagere met --port.",
        )
    try:
        places = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError) as err:
        raise _no_address(err, host, port) from err
    faults = [fault for place in places if (fault := _fault(place))]
    taken = [f for f in faults if f.errno in (errno.EADDRINUSE, errno.EACCES)]
    if taken or len(faults) == len(places):  # a name may have an address that this machine lacks
        raise _no_address((taken or faults)[0], host, port)


def _fault(place: tuple[Any, ...]) -> OSError | None:
    family, kind, *_names, address = place
    try:
        with socket.socket(family, kind) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind(address)
    except OSError as err:
        return err
    return None


def _no_address(err: Exception, host: str, port: int) -> MonitorError:
    number = getattr(err, "errno", None)
    if number == errno.EADDRINUSE:
        return MonitorError(
            f"Poort {port} is al in gebruik",
            remedy="Stop wat daar draait, of kies een andere met --port.",
        )
    if number == errno.EACCES:
        return MonitorError(
            f"Op poort {port} mag deze gebruiker niet luisteren", remedy="Kies er een vanaf 1024."
        )
    return MonitorError(
        f"'{host}' is geen adres van deze computer",
        where="--host",
        remedy="Geef localhost, 0.0.0.0 voor het hele netwerk, of een eigen adres.",
    )


def _several(number: int, port: int, host: str, *, warm: bool) -> None:
    """Start servers for a proxy that listens on the port itself, and watch them."""
    from monitor import watching  # noqa: PLC0415 - keep --help quick

    said = _("Proces {name} stopte met code {code}; het wordt opnieuw gestart")
    given = [str(number), str(port), said, host, "warm" if warm else "cold"]
    if sys.platform == "win32":  # it begins another process there, that no signal reaches
        watching.main(given)
        return
    os.execv(sys.executable, [sys.executable, "-m", watching.__name__, *given])  # noqa: S606


def _show(address: str) -> None:
    """Open the reader's browser as soon as the app answers."""
    for _second in range(PATIENCE):
        time.sleep(1)
        with suppress(OSError), urlopen(f"{address}/_stcore/health", timeout=2):  # noqa: S310
            webbrowser.open(address)
            return
