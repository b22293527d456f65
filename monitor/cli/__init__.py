"""The command line: a command is a module here, with its function and its help in Dutch.

The function is called ``command`` with its help in ``HELP``, or it has the name of the module and
its docstring is the help; other modules are shared helpers.

A ``MonitorError`` ends it with one sentence on stderr and exit code 2; the traceback goes to the
log file only.
"""

from __future__ import annotations

import logging
import pkgutil
import sys
import warnings
from importlib import import_module
from pathlib import Path

import platformdirs
import typer
from typer import rich_utils

from monitor.errors import MonitorError

NAME = "monitor-sociale-veerkracht"
WRONG, BROKEN = 2, 1
ORDER = ("run", "score", "observations", "check", "build")
"""How the help begins; other commands follow in the order of the alphabet."""


def log_file() -> Path:
    """Return the file that errors are written to, with their tracebacks."""
    return Path(platformdirs.user_log_dir(NAME, appauthor=False)) / "monitor.log"


def _keep(err: BaseException) -> None:
    """Write an error with its traceback to the log file, where that can be written."""
    try:
        log_file().parent.mkdir(parents=True, exist_ok=True)
        handler = logging.FileHandler(log_file(), encoding="utf-8")
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logger = logging.getLogger("monitor.cli")
    logger.propagate = False
    logger.addHandler(handler)
    logger.error("%s", " ".join(sys.argv), exc_info=err)
    logger.removeHandler(handler)
    handler.close()


def make_app() -> typer.Typer:
    """Collect the commands of this folder."""
    rich_utils.OPTIONS_PANEL_TITLE = "Opties"
    rich_utils.COMMANDS_PANEL_TITLE = "Opdrachten"
    rich_utils.ARGUMENTS_PANEL_TITLE = "Argumenten"
    rich_utils.ERRORS_PANEL_TITLE = "Fout"
    app = typer.Typer(
        name="monitor",
        help="Monitor Sociale Veerkracht: gemeenten gescoord, door de jaren heen.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    names = [m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_")]
    for name in sorted(names, key=lambda n: (ORDER.index(n) if n in ORDER else len(ORDER), n)):
        module = import_module(f"{__name__}.{name}")
        function = getattr(module, "command", getattr(module, name, None))
        if function is not None:
            app.command(name, help=getattr(module, "HELP", None))(function)
    return app


def main() -> None:
    """Run the command line and end the process with its exit code."""
    # Deprecations in packages are for developers, who see them in the tests.
    warnings.simplefilter("ignore")
    try:
        make_app()()
    except MonitorError as err:
        _keep(err)
        sys.stderr.write(f"Fout: {err}\n")
        sys.exit(WRONG)
    except Exception as err:  # the last net: nobody meets a traceback
        _keep(err)
        sys.stderr.write(f"Er ging onverwacht iets mis. Details staan in {log_file()}.\n")
        sys.exit(BROKEN)
