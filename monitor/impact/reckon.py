"""From a plan to its answer, outcome by outcome: could it be seen, what was seen, what follows."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from monitor.impact.area import (
    Apart,
    all_apart,
    bound,
    fits,
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
from monitor.impact.power import (
    LEVEL,
    POWER,
    contradicted,
    needed,
    smallest_effects,
    smallest_record,
)
from monitor.impact.result import Beside, Finding, Outcome, Point, Result, Smallest
from monitor.impact.shifts import of_area, of_municipalities
from monitor.impact.study import breakdown, event_study
from monitor.impact.verdict import ENOUGH, REFUSED, area_verdict, verdict_of
from monitor.moment import today
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
    provinces = _provinces(snapshot, plan)
    told(len(judged) / (len(judged) + 1), "")
    return Result(
        plan=asked,
        hash=asked.hash,
        snapshot=snapshot.id,
        first_seen=today(),
        findings=tuple(found),
        smallest=tuple(smallest_effects(snapshot, judged, plan.until, provinces, level=level)),
        recoded=recoded,
    )


def _provinces(snapshot: Snapshot, plan: Plan) -> set[str]:
    home = snapshot.regions["province"]
    return {plan.area} if plan.area else {str(home[c]) for c in plan.municipalities}


def _judged(snapshot: Snapshot, plan: Plan, outcome: str) -> Outcome:
    return judge(snapshot, outcome, plan.start, plan.until, plan.municipalities)


def _finding(snapshot: Snapshot, plan: Plan, judged: Outcome, level: float) -> Finding:
    if judged.refused:
        sizes = [len(plan.municipalities)] if plan.municipalities else []
        provinces = _provinces(snapshot, plan)
        seen = smallest_effects(snapshot, [judged], plan.until, provinces, sizes, level)
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
    codes, years = trial.panel.values.index, np.array(trial.begins)[trial.starts]
    counted = {str(codes[m]): int(y) for m, y in zip(trial.members, years, strict=True)}
    moved, pretended = of_municipalities(trial.panel, counted, trial.until)
    verdict = verdict_of(
        effect,
        (low, high),
        p,
        level,
        enough=trial.others >= ENOUGH,
        parted=parted <= PARTED,
        pretended=pretended,
    )
    return Finding(
        outcome=judged.model_copy(update={"gaps": left}),
        smallest=_smallest(snapshot, trial, level),
        beside=chosen,
        frozen=frozen(chosen, judged.id),
        path=tuple(_points(trial)),
        before_size=before_size,
        breakdown=breakdown(event_study(trial)) if verdict.kind == "effect" else None,
        units=trial.others,
        moved=moved,
        pretended=pretended,
        verdict=verdict,
    )


def _smallest(snapshot: Snapshot, trial: Trial, level: float) -> Smallest:
    silenced = contradicted(trial.panel, trial.begins[0], level)
    size = needed(*statistic(both(trial)[1], trial.spread), level, silenced)
    codes = [str(trial.panel.values.index[m]) for m in trial.members]
    period = (trial.begins[0], trial.until)
    found = smallest_record(snapshot, trial.panel, size, len(codes), codes=codes, period=period)
    return found.model_copy(update={"others": trial.others})


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
    own, fit = found[0], fits(found)
    well = [a for a, f in zip(found[1:], fit[1:], strict=True) if f]
    moved, pretended, never = of_area(values, plan.area, plan.start, found)
    mix = own.others[own.others >= 0.005].sort_values(ascending=False)
    chosen = (
        Beside(
            participant=plan.area,
            others=tuple(map(str, mix.index)),
            shares=tuple(float(s) for s in mix),
        ),
    )
    size = smallest_visible(found, POWER)
    people, per = in_people(snapshot, judged.id, size, codes=[plan.area])
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
            others=len(found) - 1,
            area=True,
        ),
        beside=chosen,
        frozen=frozen(chosen, judged.id),
        path=tuple(_area_points(values, own, well)),
        placebos=tuple(placebos(found)),
        rank=rank_of(found),
        rank_fit=rank_of([found[0], *well]),
        moved=moved,
        pretended=pretended,
        never=never,
        second=second_opinion(values, plan.area, plan.start),
        units=len(found) - 1,
        verdict=area_verdict(
            own.effect, bound(found), rank_of(found), len(found), fits=bool(fit[0])
        ),
    )


def _area_points(values: pd.DataFrame, own: Apart, well: list[Apart]) -> list[Point]:
    """Return the two lines; the band is that of the others whose own mix followed them."""
    years = [int(y) for y in values.columns]
    level, gap = (s.to_numpy(dtype=float) for s in (values.loc[own.area], own.gap))
    gaps = np.stack([a.gap.to_numpy(dtype=float) for a in well])
    return [
        Point(
            year=year,
            participants=float(level[i]),
            beside=float(level[i] - gap[i]),
            difference=float(gap[i]),
            low=float(gaps[:, i].min()),
            high=float(gaps[:, i].max()),
        )
        for i, year in enumerate(years)
    ]
