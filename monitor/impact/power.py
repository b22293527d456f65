"""Could it be seen at all? The smallest effect that the figures would show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from monitor.impact.outcomes import candidates, judge
from monitor.impact.panel import Panel, panel_of, usual_change
from monitor.impact.people import in_people
from monitor.impact.placebo import Field, beside, differences, draw_any, field_of, statistic
from monitor.impact.result import Smallest
from monitor.snapshot import Snapshot

POWER, LEVEL = 0.8, 0.05
LOST = 0.04
"""What the check before the start and the comparison by province take off the power
(benchmarks/impact_placebo.py): the announced effect is so much larger that 80% is what is left."""
SIZES = (4, 11, 30)
"""The initiatives of the pilot, those of 2017, and those aimed at for 2018."""

Array = npt.NDArray[np.float64]


def critical(effect: Array, yardstick: Array, level: float = LEVEL) -> float:
    """Return the size, in yardsticks, that programmes without an effect seldom exceed."""
    return float(np.quantile(np.abs(effect / yardstick), 1 - level, method="higher"))


def smallest_of(field: Field, members: npt.NDArray[np.intp], level: float = LEVEL) -> float:
    """Return the effect that is seen in 80% of the programmes drawn by lot.

    Parameters
    ----------
    members : ndarray of int, shape (programmes, participants)
        Drawn by lot; all begin in the first start of the field.

    Returns
    -------
    float
        In the unit of the outcome; NaN where nobody is left to stand beside them.
    """
    starts = np.zeros(members.shape[1], dtype=np.intp)
    found = differences(field.change, members, starts, beside(field, members, starts))
    effect, yardstick = statistic(found, float(field.spread[0]))
    known = np.isfinite(effect)
    return needed(effect[known], yardstick[known], level) if known.any() else float("nan")


def needed(effect: Array, yardstick: Array, level: float = LEVEL) -> float:
    """Return the planted effect that is seen in 80% of the programmes.

    Parameters
    ----------
    effect, yardstick : ndarray, shape (programmes,)
        Of programmes drawn by lot, from `statistic`.
    """
    limit = critical(effect, yardstick, level)
    return float(np.quantile(limit * yardstick - effect, POWER + LOST, method="higher"))


def smallest_effects(
    snapshot: Snapshot,
    start: int,
    until: int,
    outcomes: Iterable[str] = (),
    sizes: Sequence[int] = SIZES,
) -> list[Smallest]:
    """Return the smallest visible effect per outcome and number of participants.

    Of an outcome that was not measured on both sides of the start the last two measurements stand
    for it: such an outcome proves nothing, but what could be seen is shown all the same.
    """
    out: list[Smallest] = []
    for outcome in list(outcomes) or candidates(snapshot):
        panel = panel_of(snapshot, outcome)
        if len(panel.years) < 2:
            continue
        judged = judge(snapshot, outcome, start, until)
        both = bool(judged.before and judged.after)
        period = (start, until) if both else (panel.years[-1], panel.years[-1])
        field = field_of(panel, [period[0]], period[1])
        for n in sizes:
            size = smallest_of(field, draw_any(panel, n))
            if not np.isfinite(size):
                continue
            proof = not judged.refused
            out.append(smallest_record(snapshot, panel, size, n, proof=proof, period=period))
    return out


def smallest_record(
    snapshot: Snapshot,
    panel: Panel,
    size: float,
    participants: int,
    *,
    codes: Sequence[str] = (),
    proof: bool = True,
    period: tuple[int, int],
) -> Smallest:
    """Write a smallest effect down, in its own unit and in people.

    Parameters
    ----------
    codes : sequence of str
        The participants, where they are known.
    period : tuple of int
        First and last year that count as after.
    """
    people, per = in_people(snapshot, panel.outcome, size, participants=participants, codes=codes)
    before, after = panel.sides(*period)
    return Smallest(
        outcome=panel.outcome,
        participants=participants,
        size=size,
        usual=usual_change(panel),
        people=people,
        per=per,
        proof=proof,
        years=(before[-1], after[-1]),
    )
