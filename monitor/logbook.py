"""The one log: tracebacks with their number, in a plain file for whoever runs the monitor."""

from __future__ import annotations

import logging
import secrets
import sys
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path

import platformdirs

NAME = "monitor-sociale-veerkracht"
MOST = 5_000_000  # bytes, and as many again in the file before it


def log_file() -> Path:
    """Return the file that errors are written to, with their tracebacks."""
    return Path(platformdirs.user_log_dir(NAME, appauthor=False)) / "monitor.log"


def keep(err: BaseException, doing: str, *, screen: bool = False) -> str:
    """Write an error with its traceback to the log; return the number it stands under.

    Parameters
    ----------
    err : BaseException
        What went wrong.
    doing : str
        The command or the page.
    screen : bool
        Also to stderr, where services and containers keep what a server says.
    """
    number = secrets.token_hex(4).upper()
    handlers: list[logging.Handler] = [logging.StreamHandler(sys.stderr)] if screen else []
    with suppress(OSError):  # a log that cannot be written is no reason to fall over
        log_file().parent.mkdir(parents=True, exist_ok=True)
        handlers.append(
            RotatingFileHandler(log_file(), maxBytes=MOST, backupCount=1, encoding="utf-8")
        )
    about = (type(err), err, err.__traceback__)
    said = ("%s %s", (number, doing), about)
    record = logging.LogRecord("monitor", logging.ERROR, "", 0, *said)
    for handler in handlers:
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        handler.handle(record)
        handler.close()
    return number
