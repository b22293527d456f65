"""Whether an analysis of impact is honest: programmes that never were, on the real figures.

For every outcome that may carry proof and for 4, 11 and 30 municipalities, 1,000 programmes are
drawn: random municipalities, a random start, no effect. Each is analysed as `monitor.impact` does
a plan of that one outcome. Counted are the false effects, and how often an effect of the announced
smallest size is found once it is planted. With ``--one-province`` each programme lies within one
province, as real ones do, and what it announces itself is planted; only where 40 others are left in
it, for else nothing is claimed.

python -m benchmarks.impact_placebo [--one-province] [--programmes N] [outcome ...]
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator

import numpy as np
from scipy.special import betaincinv

from monitor.impact.effect import PARTED, Trial, before_start, both, chance, took_part, trial_in
from monitor.impact.outcomes import candidates, judge
from monitor.impact.panel import Panel, panel_of
from monitor.impact.placebo import Field, draw_from, field_of, statistic
from monitor.impact.power import LEVEL, SIZES, contradicted, needed, smallest_of
from monitor.impact.result import Shift
from monitor.impact.shifts import pretended_starts
from monitor.impact.verdict import ENOUGH, contradicting
from monitor.snapshot import EMBEDDED, Snapshot, open_snapshot

DRAWS = 199  # an analysis draws 2,000; the test is exact with fewer, and a little less sharp
SEED = 20261129


def starts_of(snapshot: Snapshot, panel: Panel) -> list[int]:
    """Return the years in which a programme may begin for its outcome to carry proof."""
    last = panel.years[-1]
    return [y for y in panel.years if not judge(snapshot, panel.outcome, y, last).refused]


def drawn(panel: Panel, participants: int, programmes: int, *, one_province: bool) -> Iterator:
    """Yield the rows of programmes drawn by lot."""
    if not one_province:
        yield from draw_from(np.arange(len(panel.values)), participants, programmes, SEED)
        return
    random = np.random.default_rng([SEED, participants])
    sizes = np.bincount(panel.province)
    fit = np.flatnonzero(sizes >= participants + ENOUGH)
    for province in random.choice(fit, programmes, p=sizes[fit] / sizes[fit].sum()):
        yield random.choice(np.flatnonzero(panel.province == province), participants, replace=False)


def largest(snapshot: Snapshot, outcome: str) -> int:
    """Return how many municipalities the largest province has."""
    return int(np.bincount(panel_of(snapshot, outcome).province).max())


def silenced(
    panel: Panel, early: dict[int, Field], members: np.ndarray, seats: np.ndarray, seed: int
) -> bool:
    """Return whether a placebo year contradicts whatever is seen after the start.

    Parameters
    ----------
    early : dict of int to Field
        Of each pretended start, on the years before the real one alone.
    """
    last = max(early, default=0)
    trials = {
        year: trial_in(panel, field, (year,), members, seats, last, DRAWS, seed)
        for year, field in early.items()
    }
    tried = [Shift(start=y, effect=0.0, p=chance(t)[2]) for y, t in trials.items()]
    return bool(contradicting(tried, LEVEL))


def claims(trial: Trial, size: float) -> tuple[bool, bool]:
    """Return whether an effect is claimed where there is none, and where one is planted.

    Parameters
    ----------
    size : float
        What is planted; NaN for what the analysis of this programme announces itself.
    """
    if trial.others < ENOUGH or before_start(trial)[0] <= PARTED:
        return False, False
    found, others = both(trial)
    if np.isnan(size):
        silenced_ = contradicted(trial.panel, trial.begins[0])
        size = needed(*statistic(others, trial.spread), silenced=silenced_)
    part, parts = both(trial, took_part(trial))
    p = []
    for planted in (0.0, size):
        one, stick = statistic(found + planted * part, trial.spread)
        many, sticks = statistic(others + planted * parts, trial.spread)
        far = np.abs(many / sticks) >= np.abs(one / stick)[0] - 1e-12
        p.append((1 + far.sum()) / (1 + len(far)))
    return p[0] <= LEVEL, p[1] <= LEVEL


def lower_end(count: int, of: int) -> float:
    """Return the lower end of the exact 95% interval of a share (Clopper and Pearson 1934)."""
    return float(betaincinv(count, of - count + 1, 0.025)) if count else 0.0


def experiment(
    snapshot: Snapshot, outcome: str, participants: int, programmes: int, *, one_province: bool
) -> tuple[int, int]:
    """Return how many of the programmes are claimed without, and with a planted effect."""
    panel = panel_of(snapshot, outcome)
    starts, until = starts_of(snapshot, panel), panel.years[-1]
    fields = {s: field_of(panel, [s], until) for s in starts}
    early = {}
    for start in starts:
        pretended = pretended_starts(panel.years, start)
        early[start] = {y: field_of(panel, [y], pretended[-1]) for y in pretended}
    anywhere = draw_from(np.arange(len(panel.values)), participants)
    sizes = {
        s: np.nan
        if one_province
        else smallest_of(fields[s], anywhere, silenced=contradicted(panel, s))
        for s in starts
    }
    begins = np.random.default_rng([SEED, participants, 1]).choice(starts, programmes)
    false = found = 0
    seats = np.zeros(participants, dtype=np.intp)
    rows = drawn(panel, participants, programmes, one_province=one_province)
    # each its own seed: the same lots for all of a province would move a whole row alike
    for seed, (members, begin) in enumerate(zip(rows, map(int, begins), strict=True)):
        trial = trial_in(panel, fields[begin], (begin,), members, seats, until, DRAWS, seed)
        none, planted = claims(trial, sizes[begin])
        if (none or planted) and silenced(panel, early[begin], members, seats, seed):
            continue
        false, found = false + none, found + planted
    return false, found


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--one-province", action="store_true")
    parser.add_argument("--programmes", type=int, default=1000)
    parser.add_argument("outcomes", nargs="*")
    asked = parser.parse_args()
    snapshot = open_snapshot(EMBEDDED)
    offered = [o for o in candidates(snapshot) if starts_of(snapshot, panel_of(snapshot, o))]
    print("| outcome | municipalities | false effects | lower end (95%) | planted effect found |")
    print("|---|---:|---:|---:|---:|")
    for outcome in asked.outcomes or offered:
        for n in SIZES:
            if asked.one_province and largest(snapshot, outcome) < n + ENOUGH:
                print(f"| {outcome} | {n} | never claimed | | |", flush=True)
                continue
            false, found = experiment(
                snapshot, outcome, n, asked.programmes, one_province=asked.one_province
            )
            of = asked.programmes
            print(
                f"| {outcome} | {n} | {false / of:.1%} | {lower_end(false, of):.1%}"
                f" | {found / of:.1%} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
