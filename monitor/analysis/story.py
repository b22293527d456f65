"""What a presentation tells about a group in a year: figures only, one part a slide.

Everything here comes from the other modules of `monitor.analysis`; this one picks and orders.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace

import numpy as np
import pandas as pd

from monitor.analysis import groups
from monitor.analysis.area import inside
from monitor.analysis.change import Change, compare_years
from monitor.analysis.gap_choices import Drawn
from monitor.analysis.groups import Against, Gap, Sides
from monitor.analysis.highlights import figures_of
from monitor.analysis.moved import Moved, moved
from monitor.analysis.over_time import changes_to, comparable_years, gap_line
from monitor.analysis.scores import TOTAL, YearScores
from monitor.analysis.story_measure import Measured, measured
from monitor.analysis.verdict import Verdict, judge, judge_group
from monitor.catalog_entries import SCORED
from monitor.regions.groups import DEFAULT, Group
from monitor.snapshot import Snapshot

REST = "rest"
RISK_ROWS = 14


@dataclass(frozen=True)
class Choice:
    """What the presentation is about.

    Attributes
    ----------
    year, year_b : int
        The year, and the year it is compared with.
    province : str
        Code of the province that the presentation is about.
    group : Group or None
        One of the province; None tells about the province against the rest of the Netherlands.
    definition : str
        Definition of the group.
    leave_out : tuple of str
        Codes that take no part.
    against : {"rest", "netherlands"}
    weighted : bool
        Means weighted by inhabitants; else every municipality counts alike.
    scope : {"nb", "nl"}
        What the map shows.
    what : str
        What the map colours: ``total``, a dimension or an indicator.
    """

    year: int
    year_b: int
    province: str
    group: Group | None = None
    definition: str = DEFAULT
    leave_out: tuple[str, ...] = ()
    against: Against = "rest"
    weighted: bool = False
    scope: str = "nb"
    what: str = TOTAL

    @property
    def ends(self) -> tuple[int, int]:
        """The two years, the earlier one first."""
        return min(self.year, self.year_b), max(self.year, self.year_b)

    @property
    def key(self) -> tuple[object, ...]:
        """The choice as plain values, to cache by."""
        group = self.group.id if self.group else ""
        return (group, *(getattr(self, f.name) for f in fields(self) if f.name != "group"))


@dataclass(frozen=True, eq=False)
class Mapped:
    """The figures of the map.

    Attributes
    ----------
    choice : Choice
    scores : YearScores
        Of ``choice.year``.
    map : DataFrame, index region
        ``name, value, measured`` (year of the figure; NaN for a score), ``fresh`` (share of the
        weight of a score that was measured in the year itself; NaN for a figure), ``harmonised,
        estimate`` (bool), ``rank`` (1 = most resilient of the country; NaN where nothing is
        scored), ``member`` (of the group), ``shown`` (in the scope of the map); a row for every
        municipality of the country.
    """

    choice: Choice
    scores: YearScores
    map: pd.DataFrame

    def name_of(self, code: str) -> str:
        """Name a municipality; one that is not on the map keeps its code."""
        return str(self.map["name"].get(code, code))


@dataclass(frozen=True, eq=False)
class Story(Mapped):
    """The figures behind every slide.

    Attributes
    ----------
    province : tuple of str
        Codes of ``choice.province``.
    members : tuple of str
        Codes of the group in ``choice.year``, those without a total included.
    gap, other_gap : Gap
        In ``choice.year``, and the same under the other weighting.
    gaps : DataFrame, index year
        Of `monitor.analysis.over_time.gap_line`, read against ``choice.year``.
    comparable : tuple of int
        Years that compare with ``choice.year``.
    verdict : Verdict or None
        What may be said of the gap, under every definition; None without one.
    drivers : DataFrame
        ``indicator, dimension, points``, largest first; they add up to the gap.
    change : DataFrame, index region
        Members that compare over the two years: ``name, total_start, total_end, change, entered,
        left`` (`monitor.analysis.change.Change`), largest change first; empty where both years are
        the same.
    moved : Moved or None
        The change of the group, of the others and of the Netherlands; None where both years are
        the same.
    unmoved : int
        Indicators that have one measurement for both years in every member, so cannot move.
    risk : DataFrame, index region
        The municipalities of the province that lag robustly, or else those nearest to it:
        ``name, total, rank, rank_low, rank_high, p_bottom, lagging, member``.
    ranked : int
        Municipalities of the Netherlands with a rank.
    measured : Measured or None
        The chosen measure over the years; None where it is the total.
    """

    province: tuple[str, ...]
    members: tuple[str, ...]
    gap: Gap
    other_gap: Gap
    gaps: pd.DataFrame
    comparable: tuple[int, ...]
    verdict: Verdict | None
    drivers: pd.DataFrame
    change: pd.DataFrame
    moved: Moved | None
    unmoved: int
    risk: pd.DataFrame
    ranked: int
    measured: Measured | None = None


def tell(
    snapshot: Snapshot,
    scores: Mapping[int, YearScores],
    robust: pd.DataFrame,
    choice: Choice,
    drawn: Drawn | None = None,
) -> Story:
    """Collect the figures of a presentation.

    Parameters
    ----------
    scores : mapping of int to YearScores
        Every year that the gap is shown for; has ``choice.year`` and ``choice.year_b``.
    robust : DataFrame
        Of `monitor.analysis.robust.robustness` for ``choice.year``.
    drawn : Drawn, optional
        Of `monitor.analysis.gap_choices.method_draws` for ``choice.year``, where it is known.

    Raises
    ------
    MonitorError
        Where the definition does not exist, or nobody is left on a side.
    """
    sides = _sides_of(snapshot, choice, choice.year)
    gaps = {y: _gap(snapshot, s, choice) for y, s in scores.items()}
    changes = changes_to(scores, choice.year)
    change = _change(snapshot, scores, choice)
    table, unmoved = _members(snapshot, change, sides)
    now, scored = gaps[choice.year], scores[choice.year]
    return Story(
        choice,
        scored,
        province=_province(snapshot, choice),
        members=sides.group,
        map=_map(snapshot, scored, choice, sides.group),
        gap=now,
        other_gap=_gap(snapshot, scored, replace(choice, weighted=not choice.weighted)),
        gaps=gap_line(snapshot, scores, changes, sides, gaps, choice.year),
        comparable=tuple(comparable_years(changes, sides.group, TOTAL, choice.year)),
        verdict=_judge(snapshot, scored, choice, drawn),
        drivers=_drivers(now),
        change=table,
        moved=None if change is None else moved(snapshot, change, sides, weighted=choice.weighted),
        unmoved=unmoved,
        risk=_risk(snapshot, robust, choice, sides),
        ranked=int(scored.table["rank"].notna().sum()),
        measured=None
        if choice.what == TOTAL
        else measured(
            snapshot,
            choice.what,
            scores,
            changes,
            change,
            sides,
            choice.year,
            weighted=choice.weighted,
        ),
    )


def _sides_of(snapshot: Snapshot, choice: Choice, year: int) -> Sides:
    """Who is compared with whom; without a group the province with the rest of the country."""
    if choice.group is not None:
        return groups.sides_of(
            snapshot,
            year,
            choice.group,
            choice.definition,
            leave_out=choice.leave_out,
            against=choice.against,
        )
    own = _province(snapshot, choice)
    others = tuple(c for c in snapshot.regions.index if c not in set(own))
    return Sides(own, others, choice.against)


def _province(snapshot: Snapshot, choice: Choice) -> tuple[str, ...]:
    return tuple(inside(snapshot, choice.province))


def _weights(snapshot: Snapshot, choice: Choice, year: int) -> pd.Series | None:
    return groups.population_of(snapshot, year) if choice.weighted else None


def _gap(snapshot: Snapshot, scores: YearScores, choice: Choice) -> Gap:
    return groups.gap_between(
        scores,
        _sides_of(snapshot, choice, scores.year),
        population=_weights(snapshot, choice, scores.year),
    )


def _judge(
    snapshot: Snapshot, scores: YearScores, choice: Choice, drawn: Drawn | None
) -> Verdict | None:
    if choice.group is None:
        return judge(snapshot, scores, [_sides_of(snapshot, choice, choice.year)], drawn=drawn)
    return judge_group(snapshot, scores, choice.group, choice.against, drawn, choice.leave_out)


def _drivers(gap: Gap) -> pd.DataFrame:
    parts = gap.parts.reset_index()
    order = parts["points"].abs().sort_values(ascending=False, kind="stable").index
    return parts.loc[order].reset_index(drop=True)


def mapped(snapshot: Snapshot, scores: YearScores, choice: Choice, code: str) -> Mapped:
    """Collect the figures of a map on which one municipality is outlined."""
    return Mapped(choice, scores, _map(snapshot, scores, choice, (code,)))


def _map(
    snapshot: Snapshot, scores: YearScores, choice: Choice, members: Sequence[str]
) -> pd.DataFrame:
    regions, what = snapshot.regions, choice.what
    if what == TOTAL or what in SCORED:
        direction, table = 1, _scored(scores, what)
    else:
        direction = snapshot.catalog.indicators[what].direction
        table = figures_of(snapshot, what, choice.year).assign(fresh=np.nan)
    ranks = (-table["value"] * direction).round(10).rank(method="min")
    shown = True if choice.scope == "nl" else regions.index.isin(_province(snapshot, choice))
    return table.assign(
        name=regions["name"],
        rank=ranks if direction else np.nan,
        member=regions.index.isin(members),
        shown=shown,
    )


def _scored(scores: YearScores, what: str) -> pd.DataFrame:
    """Score of every municipality, laid out as the figures of an indicator."""
    value = scores.table[what]
    fresh = scores.table["fresh_share"].where(value.notna())
    marks = {"harmonised": scores.table["harmonised"], "estimate": False, "bridged": False}
    return pd.DataFrame({"value": value, "measured": np.nan, "fresh": fresh, **marks})


def _change(snapshot: Snapshot, scores: Mapping[int, YearScores], choice: Choice) -> Change | None:
    start, end = choice.ends
    return None if start == end else compare_years(snapshot, scores[start], scores[end])


def _members(snapshot: Snapshot, change: Change | None, sides: Sides) -> tuple[pd.DataFrame, int]:
    columns = ["name", "total_start", "total_end", "change", "entered", "left"]
    if change is None:
        return pd.DataFrame(columns=columns), 0
    own = change.table.join(snapshot.regions["name"]).loc[list(sides.group), columns]
    own = own.dropna(subset=["change"])
    unmoved = (change.status.loc[own.index] == "same").all() if len(own) else pd.Series(dtype=bool)
    return own.sort_values("change", ascending=False, kind="stable"), int(unmoved.sum())


def _risk(snapshot: Snapshot, robust: pd.DataFrame, choice: Choice, sides: Sides) -> pd.DataFrame:
    columns = ["total", "rank", "rank_low", "rank_high", "p_bottom", "lagging"]
    own = robust.loc[robust.index.isin(_province(snapshot, choice)), columns].dropna(
        subset=["rank"]
    )
    own = own.sort_values(["p_bottom", "rank"], ascending=False, kind="stable")
    lagging = own[own["lagging"]]
    kept = lagging if len(lagging) > RISK_ROWS // 2 else own.head(RISK_ROWS // 2)
    kept = kept.join(snapshot.regions["name"])
    return kept.assign(member=kept.index.isin(sides.group))
