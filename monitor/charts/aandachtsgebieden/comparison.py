"""Who is compared with whom on the page Aandachtsgebieden, and what they are called."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pandas as pd

from monitor import naming
from monitor.analysis.groups import Gap
from monitor.analysis.moved import Moved
from monitor.analysis.verdict import Verdict
from monitor.answers import about_groups, about_scores
from monitor.charts import words
from monitor.regions.groups import DEFAULT, Group
from monitor.text import _


@dataclass(frozen=True)
class Comparison(about_groups.Who):
    """Who is compared with whom, and how, in a year.

    Attributes
    ----------
    year : int
    """

    year: int = field(kw_only=True)

    def verdict(self) -> Verdict | None:
        """Return what may be said of the difference of this group, under all its definitions."""
        return about_groups.verdict(self.year, self.group, self.against, self.leave_out)

    @property
    def of(self) -> Group:
        """The group itself."""
        return about_groups.groups()[self.group]

    def gap(self, year: int | None = None) -> Gap:
        """Return the gap of this comparison, in another year when asked."""
        return about_groups.gap(year or self.year, self._who)

    def gap_line(self) -> pd.DataFrame:
        """Return the gap by year, each read against the year of this comparison."""
        return about_groups.gap_line(self.year, self._who)

    def moved(self, start: int) -> Moved:
        """Return the change of both sides and of the Netherlands since a year."""
        return about_groups.group_moved(start, self.year, self._who)

    @property
    def _who(self) -> about_groups.Who:
        return about_groups.Who(
            self.group, self.definition, self.leave_out, self.against, self.weighted
        )


def side_by_side(asked: Comparison) -> list[Comparison]:
    """Return the comparisons drawn beside each other: the one asked for, then the focus groups.

    Parameters
    ----------
    asked : Comparison
    """
    others = [
        replace(
            asked,
            group=g,
            definition=DEFAULT,
            leave_out=_left_out_of(g, asked),
        )
        for g in about_groups.first_groups(asked.of.province)
        if g != asked.group
    ]
    return [asked, *others]


def _left_out_of(group: str, asked: Comparison) -> tuple[str, ...]:
    """Return who of those left out is a member of another group; the others count beside it."""
    members = about_groups.group_members(group, DEFAULT, asked.year)
    return tuple(code for code in asked.leave_out if code in members)


def name_of(asked: Comparison, *, start: bool = False) -> str:
    """Name the group as in a sentence; ``start`` gives it a capital.

    Parameters
    ----------
    asked : Comparison
    start : bool, optional
    """
    text = naming.group_name(asked.of, [str(about_scores.names()[c]) for c in asked.leave_out])
    return naming.start(text) if start else text


def others_of(asked: Comparison) -> str:
    """Name what the group is compared with.

    Parameters
    ----------
    asked : Comparison
    """
    if asked.against == "netherlands":
        return _("Nederland")
    return words.rest_of_province(asked.of.province)


def members(asked: Comparison) -> set[str]:
    """Return the codes of the group, those without a total included.

    Parameters
    ----------
    asked : Comparison
    """
    gap = asked.gap()
    return {*gap.sides.group, *gap.missing}
