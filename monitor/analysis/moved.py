"""How both sides of a comparison and the Netherlands changed between two years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.analysis.area_change import AreaChange, area_change
from monitor.analysis.change import Change
from monitor.analysis.groups import Against, Sides
from monitor.analysis.scores import TOTAL
from monitor.snapshot import Snapshot


@dataclass(frozen=True)
class Moved:
    """The change of a group, of what it is compared with, and of the Netherlands as a whole."""

    group: AreaChange
    others: AreaChange
    country: AreaChange
    against: Against = "rest"

    @property
    def beside(self) -> AreaChange | None:
        """The Netherlands as a third beside both sides; None where these are the other side."""
        return None if self.against == "netherlands" else self.country


def moved(
    snapshot: Snapshot, change: Change, sides: Sides, *, weighted: bool, what: str = TOTAL
) -> Moved:
    """Take the change of both sides of a comparison, and that of the Netherlands."""
    group, others = (
        area_change(snapshot, change, codes, what=what, weighted=weighted, interval=True)
        for codes in (sides.group, others_of(sides))
    )
    country = area_change(snapshot, change, snapshot.regions.index, what=what, weighted=True)
    return Moved(group, others, country, sides.against)


def others_of(sides: Sides) -> Sequence[str]:
    """Return the other side: against the Netherlands the group counts on the other side too."""
    return (*sides.group, *sides.others) if sides.against == "netherlands" else sides.others
