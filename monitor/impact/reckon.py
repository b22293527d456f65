"""From a plan to its answer, outcome by outcome: could it be seen, what was seen, what follows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import numpy as np
import pandas as pd

from monitor.impact.area import (
    Apart,
    all_apart,
    bound,
    placebos,
    province_panel,
    rank_of,
    second_opinion,
    smallest_visible,
)
from monitor.impact.comparison import comparison_of, frozen
from monitor.impact.effect import (
    PARTED,
    Trial,
    before_start,
    both,
    chance,
    interval,
    trial_of,
    yearly,
)
from monitor.impact.follow import on_present
from monitor.impact.outcomes import judge
from monitor.impact.panel import Panel, panel_of
from monitor.impact.people import in_people
from monitor.impact.placebo import statistic
from monitor.impact.plan import Plan
from monitor.impact.power import LEVEL, POWER, needed, smallest_effects, smallest_record
from monitor.impact.result import Beside, Finding, Outcome, Point, Result, Smallest
from monitor.impact.study import breakdown, event_study
from monitor.impact.verdict import ENOUGH, REFUSED, area_verdict, verdict_of
from monitor.moment import now
from monitor.snapshot import Snapshot

Progress = Callable[[float, str], None]


def reckon(
    snapshot: Snapshot,
    plan: Plan,
    progress: Progress | None = None,
) -> Result:
    """Answer a plan.

    Parameters
    ----------
    progress : callable, optional
        Told how far it is (0-1) and the outcome that it is at.

    Raises
    ------
    MonitorError
        Where the plan names an outcome or a place that the snapshot does not know.
    """
    asked, (plan, recoded) = plan, on_present(snapshot, plan)
    judged = [_judged(snapshot, plan, o) for o in plan.outcomes]
    level = LEVEL / max(sum(not j.refused for j in judged), 1)
    told = progress or (lambda share, at: None)
    found = []
    for i, one in enumerate(judged):
        told(i / (len(judged) + 1), one.id)
        found.append(_finding(snapshot, plan, one, level))
    told(len(judged) / (len(judged) + 1), "")
    return Result(
        plan=asked,
        hash=asked.hash,
        snapshot=snapshot.id,
        first_seen=date.fromisoformat(now()[:10]),
        findings=tuple(found),
        smallest=tuple(smallest_effects(snapshot, plan.start, plan.until, plan.outcomes)),
        recoded=recoded,
    )


def _judged(snapshot: Snapshot, plan: Plan, outcome: str) -> Outcome:
    return judge(snapshot, outcome, plan.start, plan.until, plan.municipalities)


def _finding(snapshot: Snapshot, plan: Plan, judged: Outcome, level: float) -> Finding:
    if judged.refused:
        sizes = [len(plan.municipalities)] if plan.municipalities else []
        seen = smallest_effects(snapshot, plan.start, plan.until, [judged.id], sizes)
        return Finding(outcome=judged, smallest=next(iter(seen), None), verdict=REFUSED)
    panel = panel_of(snapshot, judged.id)
    if plan.area:
        return _of_area(snapshot, plan, judged, panel)
    timely = {c: y for c, y in plan.municipalities.items() if c not in judged.untimely}
    trial = trial_of(panel, timely, plan.until)
    if len(trial.members):
        return _of_municipalities(snapshot, plan, judged, trial, level)
    return Finding(outcome=judged.model_copy(update={"refused": "nobody"}), verdict=REFUSED)


# ---------------------------------------------------------------- municipalities


def _of_municipalities(
    snapshot: Snapshot, plan: Plan, judged: Outcome, trial: Trial, level: float
) -> Finding:
    """Set the participants beside the municipalities that resembled them."""
    chosen = comparison_of(trial)
    part = {one.participant for one in chosen}
    left = tuple(c for c in plan.municipalities if c not in {*part, *judged.untimely})
    effect, _, p = chance(trial)
    parted, before_size = before_start(trial)
    low, high = interval(trial, effect, level)
    return Finding(
        outcome=judged.model_copy(update={"gaps": left}),
        smallest=_smallest(snapshot, trial, level),
        beside=chosen,
        frozen=frozen(chosen, judged.id),
        path=tuple(_points(trial)),
        before_size=before_size,
        breakdown=breakdown(event_study(trial)) if p <= level else None,
        units=trial.others,
        verdict=verdict_of(
            effect, (low, high), p, level, enough=trial.others >= ENOUGH, parted=parted <= PARTED
        ),
    )


def _smallest(snapshot: Snapshot, trial: Trial, level: float) -> Smallest:
    size = needed(*statistic(both(trial)[1], trial.spread), level)
    codes = [str(trial.panel.values.index[m]) for m in trial.members]
    period = (trial.begins[0], trial.until)
    return smallest_record(snapshot, trial.panel, size, len(codes), codes=codes, period=period)


def _points(trial: Trial) -> list[Point]:
    """Return the two lines year by year, with what chance does to their difference."""
    values = trial.panel.values.to_numpy(dtype=float)
    there = trial.nearest[0] >= 0
    share = there / there.sum(axis=1, keepdims=True)
    points = []
    for at, year in enumerate(trial.panel.years):
        if year > trial.until:
            break
        one = values[:, at]
        effect, drawn, _ = chance(trial, yearly(trial, year))
        low, high = np.quantile(drawn, [0.025, 0.975])
        points.append(
            Point(
                year=year,
                participants=float(one[trial.members].mean()),
                beside=float((one[trial.nearest[0]] * share).sum(axis=1).mean()),
                difference=effect,
                low=float(low),
                high=float(high),
            )
        )
    return points


# ---------------------------------------------------------------- one province


def _of_area(snapshot: Snapshot, plan: Plan, judged: Outcome, panel: Panel) -> Finding:
    """Set a province beside its synthetic self."""
    values = province_panel(snapshot, panel)
    values = values[[y for y in panel.years if y <= plan.until]]
    found = all_apart(values, plan.area, plan.start)
    own = found[0]
    mix = own.others[own.others >= 0.005].sort_values(ascending=False)
    chosen = (
        Beside(
            participant=plan.area,
            others=tuple(map(str, mix.index)),
            shares=tuple(float(s) for s in mix),
        ),
    )
    size = smallest_visible(found, POWER)
    people, per = in_people(snapshot, judged.id, size, participants=1, codes=[plan.area])
    return Finding(
        outcome=judged,
        smallest=Smallest(
            outcome=judged.id,
            participants=1,
            size=size,
            people=people,
            per=per,
            usual=float(np.quantile(np.abs(np.diff(values.to_numpy(), axis=1)), 0.95)),
            years=(judged.before[-1], judged.after[-1]),
        ),
        beside=chosen,
        frozen=frozen(chosen, judged.id),
        path=tuple(_area_points(values, found)),
        placebos=tuple(placebos(found)),
        rank=rank_of(found),
        second=second_opinion(values, plan.area, plan.start),
        units=len(found) - 1,
        verdict=area_verdict(own.effect, bound(found), rank_of(found), len(found)),
    )


def _area_points(values: pd.DataFrame, found: list[Apart]) -> list[Point]:
    years = [int(y) for y in values.columns]
    own = values.loc[found[0].area].to_numpy(dtype=float)
    gaps = np.stack([a.gap.to_numpy(dtype=float) for a in found])
    return [
        Point(
            year=year,
            participants=float(own[i]),
            beside=float(own[i] - gaps[0, i]),
            difference=float(gaps[0, i]),
            low=float(gaps[1:, i].min()),
            high=float(gaps[1:, i].max()),
        )
        for i, year in enumerate(years)
    ]
