"""Which outcomes may carry proof of an effect, and why the others may not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from monitor.analysis.scores import TOTAL
from monitor.catalog_entries import SCORED
from monitor.impact.panel import WHOLE, Panel, panel_of
from monitor.impact.result import Outcome, Refused
from monitor.snapshot import Snapshot

BEFORE = 2  # measurements before the start, to see whether two groups moved alike


def candidates(snapshot: Snapshot) -> list[str]:
    """Return what might serve as an outcome: scored indicators, then dimensions and the total."""
    return [i.id for i in snapshot.catalog.scored] + [*SCORED, TOTAL]


def judge(
    snapshot: Snapshot,
    outcome: str,
    start: int,
    until: int,
    participants: Mapping[str, int] | None = None,
) -> Outcome:
    """Judge whether an outcome may carry proof of what began in ``start``.

    Who began too early or too late to be measured on both sides is left out and named: the others
    are judged as if it were not there.

    Parameters
    ----------
    outcome : str
        Id of an indicator or dimension, or ``total``.
    start, until : int
        First and last year that count as after.
    participants : mapping of str to int, optional
        Code and first year of who takes part; those without a figure in every year are named.
    """
    panel = panel_of(snapshot, outcome)
    named = participants or {}
    measured = {c: y for c, y in named.items() if c not in panel.gaps}
    timely = {c: y for c, y in measured.items() if _on_both_sides(panel, y, until)}
    first = min((timely or measured or {"": start}).values())
    before, after = panel.sides(first, until)
    refused, year = _reason(snapshot, panel, first, until)
    if not refused and named and not measured:
        refused = "no_figures"
    return Outcome(
        id=outcome,
        start=first,
        refused=refused,
        year=year,
        before=before,
        after=after,
        left_out=panel.left_out,
        municipalities=len(panel.values),
        gaps=tuple(c for c in named if c not in measured),
        untimely=tuple(c for c in measured if c not in timely),
    )


def _on_both_sides(panel: Panel, start: int, until: int) -> bool:
    before, after = panel.sides(start, until)
    return len(before) >= BEFORE and bool(after)


def _reason(snapshot: Snapshot, panel: Panel, start: int, until: int) -> tuple[Refused, int]:
    """Return the first reason to refuse an outcome, and the year that it is about."""
    if panel.outcome not in snapshot.catalog.indicators:
        return "score", 0
    before, after = panel.sides(start, until)
    item = snapshot.catalog.indicators[panel.outcome]
    if snapshot.catalog.is_estimate(panel.outcome):
        return "estimate", 0
    jump = next((y for y in item.breaks if before and before[0] < y <= until), 0)
    if jump:
        return "break", jump
    if len(panel.values) < WHOLE * len(snapshot.regions):
        return "thin", 0
    if len(before) < BEFORE:
        return "few_before", start
    return ("none_after", start) if not after else ("", 0)


def outcome_table(
    snapshot: Snapshot,
    start: int,
    until: int,
    outcomes: Iterable[str] = (),
    participants: Mapping[str, int] | None = None,
) -> list[Outcome]:
    """Judge all candidates, or those named, for a programme of these years."""
    named = list(outcomes) or candidates(snapshot)
    return [judge(snapshot, o, start, until, participants) for o in named]
