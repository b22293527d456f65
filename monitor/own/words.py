"""What is said of a file, in the language of the reader."""

from __future__ import annotations

from monitor.errors import MonitorError
from monitor.own.problems import Problem
from monitor.own.told import said
from monitor.text import _


def say(text: str) -> str:
    """Return a told sentence in the reader's language; text of a file stays as it is."""
    return said(text, _)


def say_problem(problem: Problem) -> str:
    """Return a problem as one line: where, what, what to do."""
    place = [_("rij {row}").format(row=problem.row)] if problem.row is not None else []
    place += [_("kolom '{name}'").format(name=problem.column)] if problem.column else []
    place += [f"'{problem.value}'"] if problem.value else []
    start = f"{', '.join(place)}: " if place else ""
    text = f"{start}{say(problem.what).rstrip('.')}. {say(problem.remedy)}".strip()
    return text[0].upper() + text[1:]


def say_error(err: MonitorError) -> str:
    """Return an error as its sentence, where, and what to do."""
    place = f" ({say(err.where)})" if err.where else ""
    return f"{say(err.what).rstrip('.')}{place}. {say(err.remedy)}".strip()
