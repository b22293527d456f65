"""How both sides of a comparison and the Netherlands changed between two years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.analysis.area_change import AreaChange, area_change
from monitor.analysis.change import Change
from monitor.analysis.groups import Sides
from monitor.snapshot import Snapshot


@dataclass(frozen=True)
class Moved:
    """The change of a group, of what it is compared with, and of the Netherlands as a whole."""

    group: AreaChange
    others: AreaChange
    country: AreaChange


def moved(snapshot: Snapshot, change: Change, sides: Sides, *, weighted: bool) -> Moved:
    """Take the change of both sides of a comparison, and that of the Netherlands."""
    group, others = (
        area_change(snapshot, change, codes, weighted=weighted, interval=True)
        for codes in (sides.group, _others(sides))
    )
    country = area_change(snapshot, change, snapshot.regions.index, weighted=True)
    return Moved(group, others, country)


def _others(sides: Sides) -> Sequence[str]:
    """Against the Netherlands the group counts on the other side too."""
    return (*sides.group, *sides.others) if sides.against == "netherlands" else sides.others
