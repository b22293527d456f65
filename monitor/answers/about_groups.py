"""Answers about groups of municipalities, each computed once per snapshot.

What these functions return is shared: never change it, copy first.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from monitor.analysis import over_time as lines
from monitor.analysis.area import all_groups
from monitor.analysis.area import first_groups as first_of
from monitor.analysis.gap_choices import GapOverChoices, gaps_over_choices
from monitor.analysis.gap_table import gap_table
from monitor.analysis.groups import Against, Gap, Sides, gap_between, population_of, sides_of
from monitor.analysis.highlights import group_gaps
from monitor.analysis.moved import Moved, moved
from monitor.analysis.reweigh import gaps_of
from monitor.analysis.scores import ScoreOptions
from monitor.analysis.verdict import Verdict, judge_group
from monitor.answers.about_changes import change, changes_to
from monitor.answers.about_ranks import drawn
from monitor.answers.about_scores import USUAL, inside, scored_years, scores, years
from monitor.answers.remember import once
from monitor.answers.selected import Selection
from monitor.answers.view import snapshot
from monitor.regions.groups import DEFAULT, Group, members


@once(2)
def groups() -> dict[str, Group]:
    """Return all groups of all provinces, on the municipalities of the figures."""
    return all_groups(snapshot())


@once(16)
def groups_of(province: str) -> dict[str, Group]:
    """Return the groups within a province: those of the site's file first.

    Parameters
    ----------
    province : str
        Code, as ``PV30``.
    """
    return {name: group for name, group in groups().items() if group.province == province}


@once(16)
def first_groups(province: str) -> tuple[str, ...]:
    """Return the ids of the groups of a province that are compared first.

    Parameters
    ----------
    province : str
        Code, as ``PV30``.
    """
    return first_of(snapshot(), groups(), province)


@once(256)
def group_members(group: str, definition: str = DEFAULT, year: int | None = None) -> list[str]:
    """Return the codes of the members of a group.

    Parameters
    ----------
    group : str
        Id of the group; an unknown one gives no members.
    definition : str
        Id of the definition; an unknown one gives the default.
    year : int, optional
        Year of the inhabitants that a rule picks by; the last year when absent.
    """
    found = groups().get(group)
    if found is None:
        return []
    chosen = definition if definition in found.definitions else DEFAULT
    return members(found, chosen, population=population(year).reindex(inside(found.province)))


def group_codes(chosen: Selection) -> tuple[str, ...]:
    """Return the members of the chosen group, of its definition and the year; none without one.

    Parameters
    ----------
    chosen : Selection
    """
    return tuple(group_members(chosen.group, chosen.definition, chosen.year))


@once(64)
def population(year: int | None = None) -> pd.Series:
    """Return inhabitants by municipality in a year, the last when absent (`population_of`).

    Parameters
    ----------
    year : int, optional

    Returns
    -------
    Series, index code
    """
    shown = snapshot()
    return population_of(shown, year or shown.catalog.last_year)


@once(256)
def gaps(year: int, group: str, definition: str = DEFAULT) -> tuple[Gap, Gap]:
    """Return the gap of a group, every municipality alike and weighted by inhabitants.

    Parameters
    ----------
    year : int
    group : str
        Id.
    definition : str, optional
        Id of a definition of the group.
    """
    return group_gaps(snapshot(), scores(year), groups()[group], definition)


@dataclass(frozen=True)
class Who:
    """Who is compared with whom, and how, in whatever year.

    Attributes
    ----------
    group, definition : str
        Ids of `groups`.
    leave_out : tuple of str
        Codes that take no part.
    against : {"rest", "netherlands"}
    weighted : bool
        Means weighted by inhabitants; else every municipality counts alike.
    """

    group: str
    definition: str = DEFAULT
    leave_out: tuple[str, ...] = ()
    against: Against = "rest"
    weighted: bool = False

    def sides(self, year: int) -> Sides:
        """Return the municipalities on both sides, in a year."""
        group, left, against = groups()[self.group], self.leave_out, self.against
        return sides_of(snapshot(), year, group, self.definition, leave_out=left, against=against)


@once(2048)
def gap(year: int, who: Who) -> Gap:
    """Return the gap of a group under one choice of who is compared with whom, and how.

    Parameters
    ----------
    year : int
    who : Who
    """
    shown = snapshot()
    weights = population_of(shown, year) if who.weighted else None
    return gap_between(scores(year), who.sides(year), population=weights)


@once(256)
def gap_line(year: int, who: Who) -> pd.DataFrame:
    """Return the gap of a group by year, read against one (`monitor.analysis.over_time`).

    Parameters
    ----------
    year : int
    who : Who

    Returns
    -------
    DataFrame, index year
        ``gap``, ``lower``, ``upper``, ``conclusion``, ``mean_group``, ``mean_others``, ``n_group``,
        ``n_others``, ``own``.
    """
    shown = snapshot()
    owns = {y: gap(y, who) for y in years()}
    return lines.gap_line(shown, scored_years(), changes_to(year), who.sides(year), owns, year)


@once(128)
def group_moved(start: int, year: int, who: Who) -> Moved:
    """Return the change of a group, of the others and of the Netherlands up to ``year``.

    Parameters
    ----------
    start, year : int
    who : Who
    """
    shown = snapshot()
    return moved(shown, change(start, year), who.sides(year), weighted=who.weighted)


@once(128)
def gap_cases(year: int, group: str, against: Against, also: tuple[str, ...] = ()) -> pd.DataFrame:
    """Return the gap under every definition, with and without who may go, weighted and not.

    Parameters
    ----------
    year : int
    group : str
        Id.
    against : {"rest", "netherlands"}
    also : tuple of str, optional
        Codes left out of the group, beside those that a definition names.

    Returns
    -------
    DataFrame
        ``year``, ``definition``, ``leave_out``, ``against``, ``weighted``, ``n_group``,
        ``n_others``, ``missing``, ``missing_others``, ``mean_group``, ``mean_others``, ``gap``,
        ``lower``, ``upper``, ``personal``, ``social``, ``environment``, ``conclusion``.
    """
    return gap_table(
        snapshot(), {year: scores(year)}, groups()[group], against=(against,), also=also
    )


def gap_over_choices(gap: Gap, year: int) -> GapOverChoices:
    """Return how a gap fares over many ways to make the score.

    Parameters
    ----------
    gap : Gap
    year : int
    """
    return _gap_over_choices(year, gap.sides, gap.weighted)


@once(256)
def _gap_over_choices(year: int, sides: Sides, weighted: bool) -> GapOverChoices:
    weights = population_of(snapshot(), year) if weighted else None
    return gaps_over_choices(scores(year), drawn(year), [sides], population=weights)[0]


@once(256)
def verdict(
    year: int,
    group: str,
    against: Against = "rest",
    also: tuple[str, ...] = (),
) -> Verdict | None:
    """Return what may be said of the difference of a group, under all its definitions.

    Parameters
    ----------
    year : int
    group : str
        Id.
    against : {"rest", "netherlands"}, optional
    also : tuple of str, optional
        Codes left out of the group, beside those that a definition names.
    """
    return judge_group(snapshot(), scores(year), groups()[group], against, drawn(year), also)


@once(256)
def group_gaps_under(
    year: int,
    definitions: tuple[tuple[str, str], ...],
    options: ScoreOptions = USUAL,
) -> dict[tuple[str, bool], Gap]:
    """Return the gaps of groups under another choice of method (`monitor.analysis.reweigh`).

    Parameters
    ----------
    year : int
    definitions : tuple of (str, str)
        Id of a group, id of its definition.
    options : ScoreOptions, optional
        The method; the usual one when left out.
    """
    known = groups()
    return gaps_of(snapshot(), scores(year, options), {g: (known[g], d) for g, d in definitions})
