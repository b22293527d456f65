"""The unit in which an outcome is drawn, and in which the table under its chart gives it."""

from __future__ import annotations

from collections.abc import Iterable

from monitor.impact import words
from monitor.snapshot import Snapshot
from monitor.text import _, language


def drawn(snapshot: Snapshot, outcome: str, value: float) -> float:
    """Return a figure as it is drawn: thousands of euros as euros."""
    return round(words.scale(snapshot, outcome) * value, 4)


def level_unit(snapshot: Snapshot, outcome: str) -> str:
    """Name the unit of a level, where `words.unit` names that of a difference: ``%``, ``euro``."""
    if words.scale(snapshot, outcome) > 1:
        return _("euro")
    return snapshot.catalog.indicators[outcome].unit[language()]


def headed(names: Iterable[str], unit: str) -> list[str]:
    """Write the unit behind the headings of a table: ``afwijking (euro)``."""
    return [f"{name} ({unit})" for name in names]
