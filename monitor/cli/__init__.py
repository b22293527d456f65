"""The command line: a command is a module here, with its function and its help in Dutch.

The function is called ``command`` and its help ``HELP``; other modules are shared helpers. A module
is loaded when its command is called: the help of the others is read, not run, so that ``--help``
waits for no pandas. Every command takes ``--lang`` and, where it has an answer, ``--json``.

A ``MonitorError`` ends it with one sentence on stderr and exit code 2; the traceback goes to the
log file only.
"""

from __future__ import annotations

import ast
import os
import pkgutil
import re
import sys
import warnings
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from typer import rich_utils
from typer.core import TyperGroup
from typer.exceptions import TyperException
from typer.main import get_command

from monitor.cli._shared import use_json
from monitor.errors import MonitorError
from monitor.logbook import keep, log_file
from monitor.spoken import say_error
from monitor.text import LANGUAGES, _, use_language

WRONG, BROKEN = 2, 1
ORDER = ("run", "score", "observations", "check", "build")
"""How the help begins; other commands follow in the order of the alphabet."""
NO_ANSWER = ("run",)
"""Commands without ``--json``: they start something and tell nothing."""
SETTINGS: dict[str, Any] = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


# ---------------------------------------------------------------- the language


def choose_language(asked: str | None = None) -> str | None:
    """Speak the language of ``--lang``, else of MONITOR_LANG, else of LANG, else Dutch.

    LANG is what the machine speaks (``en_GB.UTF-8``); one that the monitor does not know is Dutch.
    """
    wanted = asked or os.environ.get("MONITOR_LANG") or ""
    if wanted and wanted not in LANGUAGES:
        use_language("nl")
        raise MonitorError(
            f"De taal '{wanted}' kent de monitor niet", remedy=f"Kies uit: {', '.join(LANGUAGES)}."
        )
    machine = re.split(r"[_.@]", os.environ.get("LANG", ""))[0]
    use_language(wanted or (machine if machine in LANGUAGES else "nl"))
    return asked


def _asked(words: Sequence[str]) -> str | None:
    """Return what ``--lang`` says, before the command line is read: its help is in a language."""
    for word, after in zip(words, [*words[1:], ""], strict=False):
        if word == "--lang":
            return after
        if word.startswith("--lang="):
            return word.removeprefix("--lang=")
    return None


# ---------------------------------------------------------------- the commands


def names() -> list[str]:
    """Return the commands, in the order of the help."""
    found = [m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_")]
    return sorted(found, key=lambda n: (ORDER.index(n) if n in ORDER else len(ORDER), n))


def _help(name: str) -> str:
    """Read the help of a command without running its module."""
    text = (Path(__file__).parent / f"{name}.py").read_text(encoding="utf-8")
    helps = (
        ast.literal_eval(node.value)
        for node in ast.parse(text).body
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "HELP"
    )
    return str(next(helps))


class _Commands(TyperGroup):
    """The group of commands: knows the help of all, loads the one that is called."""

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        name = args[0]
        if name not in self.commands:
            known = ", ".join(self.commands)
            raise MonitorError(f"De opdracht '{name}' bestaat niet", remedy=f"Kies uit: {known}.")
        self.commands[name] = _load(name)
        return super().resolve_command(ctx, args)


def _speak(asked: str | None) -> str | None:
    """Speak the language that stands with a command; without one, that of before the command."""
    return choose_language(asked or _asked(sys.argv[1:]))


LangOption = Annotated[
    str | None,
    typer.Option(
        "--lang",
        help="Taal van wat er op het scherm komt: nl of en; standaard MONITOR_LANG, anders LANG.",
        callback=_speak,
        show_default=False,
    ),
]
JsonOption = Annotated[
    bool,
    typer.Option("--json", help="Geef het antwoord als JSON, voor scripts.", callback=use_json),
]


def _shared_options(as_json: JsonOption = False, lang: LangOption = None) -> None:
    """Hold the options that every command has."""


def _load(name: str) -> Any:
    """Load the command, add the options that all have, and put its help in the language."""
    module = import_module(f"{__name__}.{name}")
    made = []
    for function in (module.command, _shared_options):
        app = typer.Typer(add_completion=False)
        app.command(
            name,
            help=_(module.HELP),
            context_settings=SETTINGS,
            options_metavar=_("[OPTIES]"),
        )(function)
        made.append(get_command(app))
    command, shared = made
    for param in shared.params:
        param.expose_value = False
        if param.name != "as_json" or name not in NO_ANSWER:
            command.params.append(param)
    return _spoken(command)


def _spoken(command: Any) -> Any:
    """Put the help of a command and its parameters in the language."""
    # The package has this one word in English only.
    usage = command.get_usage
    command.get_usage = lambda ctx: usage(ctx).replace("Usage:", _("Gebruik:"), 1)
    own = command.get_help_option(typer.Context(command, **SETTINGS))
    own.help = "Toon deze hulp."
    for param in (own, *command.params):
        param.help = _(param.help or "")
    return command


def make_app() -> typer.Typer:
    """Return the command line; the commands in it are loaded when they are called."""
    rich_utils.OPTIONS_PANEL_TITLE = _("Opties")
    rich_utils.COMMANDS_PANEL_TITLE = _("Opdrachten")
    rich_utils.ARGUMENTS_PANEL_TITLE = _("Argumenten")
    rich_utils.ERRORS_PANEL_TITLE = _("Fout")
    rich_utils.DEFAULT_STRING = _("[standaard: {}]")
    rich_utils.ENVVAR_STRING = _("[omgevingsvariabele: {}]")
    rich_utils.REQUIRED_LONG_STRING = _("[verplicht]")
    app = typer.Typer(
        cls=_Commands,
        name="monitor",
        help=_("Sociale veerkracht: gemeenten gescoord, door de jaren heen."),
        options_metavar=_("[OPTIES]"),
        subcommand_metavar=_("OPDRACHT ..."),
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings=SETTINGS,
    )

    @app.callback()
    def _first(lang: LangOption = None) -> None:
        """Take the options that stand before the command."""

    for name in names():
        app.command(name, help=_(_help(name)))(_shared_options)
    return app


# ---------------------------------------------------------------- how it ends


def _misread(err: TyperException) -> MonitorError:
    """Say what is wrong with the words of the command line, without the English of the package."""
    kind, told = type(err).__name__, err.format_message()
    param = getattr(err, "param", None)
    option = getattr(err, "option_name", None) or (param.get_error_hint() if param else "?")
    what = {
        "NoSuchOption": f"De optie {option} bestaat niet",
        "MissingParameter": f"Verplicht, maar niet gegeven: {option}",
        "BadParameter": f"De waarde van {option} is niet geldig",
        "BadOptionUsage": f"De optie {option} mist een waarde, of krijgt er een te veel",
    }
    if told.startswith("Missing command"):
        return MonitorError("Geef een opdracht", remedy="Met --help staat er wat er kan.")
    extra = re.search(r"\(([^()]*)\)$", told)
    rest = f"Deze woorden horen niet bij de opdracht: {extra[1] if extra else told}"
    return MonitorError(what.get(kind, rest), remedy="Met --help staat er wat er kan.")


def _run() -> int:
    """Run the command line and return its exit code; without words it shows its help."""
    words = sys.argv[1:] or ["--help"]
    choose_language(_asked(words))
    try:
        code = _spoken(get_command(make_app())).main(words, standalone_mode=False)
    except TyperException as err:
        raise _misread(err) from err
    return code if isinstance(code, int) else 0


def main() -> None:
    """Run the command line and end the process with its exit code."""
    # Deprecations in packages are for developers, who see them in the tests.
    warnings.simplefilter("ignore")
    try:
        sys.exit(_run())
    except MonitorError as err:
        keep(err, " ".join(sys.argv))
        sys.stderr.write(f"{_('Fout')}: {say_error(err)}\n")
        sys.exit(WRONG)
    except Exception as err:  # the last net: nobody meets a traceback
        keep(err, " ".join(sys.argv))
        told = _("Er ging onverwacht iets mis. Details staan in {file}.").format(file=log_file())
        sys.stderr.write(f"{told}\n")
        sys.exit(BROKEN)
