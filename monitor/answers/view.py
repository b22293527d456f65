"""What is shown: asked of whoever shows it, as `monitor.text` asks for the language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from monitor.snapshot import Snapshot

_SHOWN: ContextVar[Snapshot | None] = ContextVar("shown", default=None)


def _nobody() -> Snapshot:
    raise LookupError("nobody said what is shown: view.showing, or import monitor.ui.serving")


_ask: list[Callable[[], Snapshot]] = [_nobody]


def ask_snapshot(of_view: Callable[[], Snapshot]) -> None:
    """Say who knows what a view shows where nothing was said by `showing`: the pages.

    Parameters
    ----------
    of_view : callable
        Without arguments.
    """
    _ask[0] = of_view


def snapshot() -> Snapshot:
    """Return the snapshot of this view."""
    return _SHOWN.get() or _ask[0]()


@contextmanager
def showing(shown: Snapshot) -> Iterator[None]:
    """Answer from one snapshot in a block: in a thread of its own, on the command line.

    Parameters
    ----------
    shown : Snapshot
    """
    token = _SHOWN.set(shown)
    try:
        yield
    finally:
        _SHOWN.reset(token)
