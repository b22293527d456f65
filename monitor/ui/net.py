"""The net under every page: whatever goes wrong, a reader meets one sentence and never a traceback.

Streamlit catches what is raised in a fragment itself, in English and without a number, so every
part of a page that reruns on its own is made with `part` here and not with ``st.fragment``.
"""

from __future__ import annotations

import html
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec, cast

import streamlit as st

from monitor import logbook
from monitor.answers.memory import answering
from monitor.errors import MonitorError
from monitor.spoken import say
from monitor.text import _

P = ParamSpec("P")
_ANSWERS = tuple(
    f"monitor.{room}"
    for room in ("analysis", "impact", "steering", "score_errors", "export", "own")
)


@contextmanager
def net() -> Iterator[None]:
    """Say what went wrong in the reader's language; the rest of it goes to the log."""
    try:
        with answering():
            yield
    except Exception as err:
        st.html(f'<p class="problem" role="alert">{html.escape(sentence_for(err))}</p>')


def part(
    key: str | None = None,
    every: float | None = None,
) -> Callable[[Callable[P, None]], Callable[P, None]]:
    """Make a function a part of a page that reruns on its own, with the net under it.

    Parameters
    ----------
    key : str, optional
        Name by which ``st.rerun`` asks for it.
    every : float, optional
        Seconds after which it reruns by itself, for as long as it is shown.
    """

    def decorate(draw: Callable[P, None]) -> Callable[P, None]:
        @wraps(draw)
        def caught(*args: P.args, **kwargs: P.kwargs) -> None:
            with net():
                draw(*args, **kwargs)

        return cast("Callable[P, None]", st.fragment(caught, key=key, run_every=every))

    return decorate


def sentence_for(err: Exception) -> str:
    """Return what a reader is told of an error: what is wrong and what to do.

    What answers a choice tells why it cannot. Of any other error, a damaged file say, readers could
    do nothing with the details: those stand in the log, under the number that is told.

    Parameters
    ----------
    err : Exception
    """
    if isinstance(err, MonitorError) and _for_readers(err):
        return f"{say(err.what).rstrip('.')}. {say(err.remedy)}".strip()
    number = logbook.keep(err, st.context.url or "", screen=True)
    sentence = _(
        "Dit onderdeel is nu niet te tonen. Ververs de pagina over een paar minuten; blijft het zo,"
        " geef dan dit nummer door aan de beheerder: {number}."
    )
    return sentence.format(number=number)


def _for_readers(err: MonitorError) -> bool:
    """Whether it was raised by what answers a choice of a reader."""
    frames = [frame for frame, _line in traceback.walk_tb(err.__traceback__)]
    return bool(frames) and str(frames[-1].f_globals["__name__"]).startswith(_ANSWERS)
