"""All that a note tells of an area between two years, gathered once for Word, page and edition."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial

import pandas as pd

from monitor import change_words
from monitor.analysis.area_change import AreaChange, area_change
from monitor.analysis.change import Change, compare_years
from monitor.analysis.over_time import changes_to, comparable_years
from monitor.analysis.scores import TOTAL, YearScores
from monitor.catalog_entries import SCORED
from monitor.impact.plan import Plan, shipped_plan
from monitor.impact.result import Result
from monitor.impact.words import outcome_title
from monitor.snapshot import Snapshot
from monitor.steering import brief, criteria, duiding, norm
from monitor.steering.agreed import agreed
from monitor.steering.areas import COUNTRY, Area, area_name, area_of, spoken
from monitor.steering.brief import Answer
from monitor.steering.calendar import next_measurements
from monitor.steering.course import course_of, growth_line
from monitor.steering.criteria import KeptCriterion, merged_criteria
from monitor.steering.duiding import Duiding, quotes
from monitor.steering.norm import Norm, merged_norms
from monitor.steering.signals import signals_of
from monitor.steering.usual import Scores, Steps, steps_by, steps_of
from monitor.store import Store


@dataclass(frozen=True, eq=False)
class Briefing:
    """What is told of an area.

    Attributes
    ----------
    name : str
        Of the area, as at the start of a sentence.
    answers : tuple of Answer
        In the order of the page Provinciale Staten.
    signals, agreed, elsewhere : tuple of str
        Signals of the later year; criteria and norms of this area, and those of other areas, each
        in sentences.
    duiding : tuple of Duiding
        Of the municipalities of the area, those that stand.
    line : DataFrame, index year
        ``value`` and ``country``: the score read against the later year.
    figures : DataFrame
        ``measure, before, now, change, country`` (in the unit of the measure; points for a score;
        NaN where the years do not compare), ``measured_start, measured_end`` (years of the figures
        of an indicator, NaN for a score).
    """

    area: Area
    name: str
    start: int
    year: int
    answers: tuple[Answer, ...]
    signals: tuple[str, ...]
    agreed: tuple[str, ...]
    elsewhere: tuple[str, ...]
    duiding: tuple[Duiding, ...]
    line: pd.DataFrame
    figures: pd.DataFrame


@dataclass(frozen=True)
class Recorded:
    """What a store keeps of steering."""

    norms: tuple[Norm, ...] = ()
    criteria: tuple[KeptCriterion, ...] = ()
    duiding: tuple[Duiding, ...] = ()


def recorded_in(store: Store) -> Recorded:
    """Return what ships and what a store keeps of norms, criteria and explanations.

    Raises
    ------
    MonitorError
        Where a file of the store is damaged.
    """
    return Recorded(
        tuple(merged_norms(norm.KEPT.load(store))),
        tuple(merged_criteria(criteria.KEPT.load(store))),
        duiding.KEPT.load(store),
    )


def programme_of(snapshot: Snapshot, province: str, area: Area) -> Plan | None:
    """Return the programme of a province to ask Impact of; None where an area lies elsewhere."""
    plan = shipped_plan(province)
    own = snapshot.regions["province"].reindex(list(area.codes))
    return plan if plan is not None and (own == plan.area).any() else None


def briefing(
    snapshot: Snapshot,
    scores: Scores,
    area: Area,
    years: tuple[int, int],
    recorded: Recorded,
    result: Result | None,
    *,
    has_programme: bool = True,
) -> Briefing:
    """Gather all that is told of an area.

    Parameters
    ----------
    scores : mapping of year to YearScores
        Of all years.
    years : tuple of int
        The earlier and the later year.
    recorded : Recorded
        Norms, criteria and explanations; those of other areas are left out.
    result : Result or None
        The answer of Impact; None where it is not made.
    has_programme : bool
        Whether there is a programme to ask Impact of.
    """
    start, year = years

    steps = cache(steps_by(snapshot, scores))
    change = compare_years(snapshot, scores[start], scores[year])
    known = [y for y in scores if scores[y].table[TOTAL].notna().any()]
    changes = changes_to({y: scores[y] for y in known}, year) if year in known else {}
    line = growth_line(snapshot, scores, changes, year, area.codes)
    found = signals_of(snapshot, steps, year)
    answers = _answers(snapshot, scores, area, change, changes)
    return Briefing(
        area,
        area_name(snapshot, area),
        start,
        year,
        (*answers, *([brief.programme(snapshot, result)] if has_programme else []),
         brief.coming(snapshot, next_measurements(snapshot, steps)), brief.cannot(snapshot)),
        tuple(brief.signalled(snapshot, found, area)),
        *agreed(snapshot, scores, area, recorded.norms, recorded.criteria),
        tuple(_quoted(snapshot, recorded, area)),
        line,
        figures_of(snapshot, change, area),
    )  # fmt: skip


def _quoted(snapshot: Snapshot, recorded: Recorded, area: Area) -> list[Duiding]:
    """Return what municipalities say themselves; of several each with its name."""
    found = quotes(snapshot, recorded.duiding, area.codes)
    if len(area.codes) == 1:
        return found
    names = snapshot.regions["name"]
    return [one.model_copy(update={"place": str(names[one.region])}) for one in found]


def _answers(
    snapshot: Snapshot,
    scores: Scores,
    area: Area,
    change: Change,
    changes: dict[int, pd.DataFrame],
) -> list[Answer]:
    own, whole = (
        area_change(snapshot, change, a.codes, weighted=True, interval=len(a.codes) > 1)
        for a in (area, area_of(snapshot, COUNTRY))
    )
    names = snapshot.regions["name"]
    return change_answers(
        snapshot,
        area,
        change,
        (own, whole),
        steps_of(snapshot, TOTAL, scores, own.end - own.start),
        lambda d: area_change(snapshot, change, area.codes, what=d, weighted=True),
        _why(snapshot, area, own, changes),
        change_words.footing(own, partial(outcome_title, snapshot), names.__getitem__),
    )


def _why(snapshot: Snapshot, area: Area, own: AreaChange, changes: dict[int, pd.DataFrame]) -> str:
    """Say why the years of a change do not compare; empty where they do."""
    if own.compared:
        return ""
    earlier = [y for y in comparable_years(changes, area.codes, TOTAL, own.end) if y < own.end]
    named = partial(outcome_title, snapshot)
    return change_words.incomparable(area_name(snapshot, area), own, earlier, named)


def change_answers(
    snapshot: Snapshot,
    area: Area,
    change: Change,
    moved: tuple[AreaChange, AreaChange],
    spans: Steps,
    by_dimension: Callable[[str], AreaChange],
    why: str,
    footing: str,
) -> list[Answer]:
    """Answer what a change tells: has it grown, more than elsewhere, and where not.

    Parameters
    ----------
    moved : tuple of AreaChange
        Of the area and of the Netherlands.
    spans : Steps
        The changes of the total over as many years.
    by_dimension : callable
        Returns the change of the area in a dimension.
    why : str
        Why the years do not compare; empty where they do.
    footing : str
        What the change rests on, and who is missing (`monitor.change_words`).
    """
    own, whole = moved
    name = area_name(snapshot, area)
    dimensions = {outcome_title(snapshot, d): by_dimension(d).points for d in SCORED}
    fell = change.table["change"].reindex(list(area.codes)).dropna()
    names = {str(c): str(n) for c, n in snapshot.regions["name"].items()}
    return [
        brief.grown(name, own, whole, spans.usual, why, footing),
        brief.elsewhere(spoken(snapshot, area), own, whole, spans.usual_apart),
        brief.where_not(fell, names, spans.usual, dimensions),
    ]


def figures_of(snapshot: Snapshot, change: Change, area: Area) -> pd.DataFrame:
    """Return the figures of an area in two years, as `Briefing.figures` has them."""
    areas, rows = (area, area_of(snapshot, COUNTRY)), []
    for measure in (TOTAL, *SCORED, *(i.id for i in snapshot.catalog.scored)):
        own, country = (course_of(snapshot, change, a, measure) for a in areas)
        measured = [_measured(one, area, measure) for one in (change.start, change.end)]
        moved = (own.now - own.before, country.now - country.before)
        rows.append((measure, own.before, own.now, *moved, *measured))
    columns = ["measure", "before", "now", "change", "country", "measured_start", "measured_end"]
    return pd.DataFrame(rows, columns=columns)


def _measured(of: YearScores, area: Area, measure: str) -> float:
    """Return the year in which most of an area was measured; NaN for a score."""
    if measure not in of.measured:
        return float("nan")
    own = of.measured[measure].reindex(list(area.codes)).dropna()
    return float(own.mode().iloc[0]) if len(own) else float("nan")
