"""How many figures of own sets all sessions may hold together: a server's memory has an end."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock
from weakref import WeakSet

from monitor.errors import MonitorError
from monitor.own.observe import OwnSet
from monitor.own.told import told

MOST_FIGURES = 1_000_000
"""Some 350 bytes each, with the copy beside the other figures; 600 with the answers of pages."""

_HELD: WeakSet[OwnSet] = WeakSet()
_ALONE = Lock()


def _size(sets: Sequence[OwnSet]) -> int:
    return sum(len(s.figures) for s in sets)


def make_room(sets: Sequence[OwnSet], before: Sequence[OwnSet]) -> None:
    """Count the sets that a session holds from now on, in the place of those it held before.

    A set is forgotten here when its session is.

    Raises
    ------
    MonitorError
        Where the sets of all sessions together would take too much; fewer is always possible.
    """
    with _ALONE:
        others = [s for s in _HELD if s not in before and s not in sets]
        if _size(sets) > _size(before) and _size(others) + _size(sets) > MOST_FIGURES:
            raise MonitorError(
                told(
                    "De monitor houdt al zoveel eigen sets van lezers vast dat deze er niet bij"
                    " past"
                ),
                remedy=told(
                    "Kies minder kolommen, probeer het later, of vraag de beheerder de set op te"
                    " nemen."
                ),
            )
        _HELD.difference_update(before)
        _HELD.update(sets)
