"""Could it be seen at all? The smallest effect that the figures would show."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import numpy as np
import numpy.typing as npt

from monitor.impact.panel import Panel, panel_of, steps_between, usual_of
from monitor.impact.people import in_people
from monitor.impact.placebo import Field, beside, differences, draw_from, field_of, statistic
from monitor.impact.result import Outcome, Smallest
from monitor.impact.shifts import pretended_starts
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


def contradicted(panel: Panel, start: int, level: float = LEVEL) -> float:
    """Return the share of programmes, at most, that a placebo year silences by chance alone.

    The placebo years share the level (`monitor.impact.verdict.contradicting`); none silence none.
    """
    return level if pretended_starts(panel.years, start) else 0.0


def smallest_of(
    field: Field, members: npt.NDArray[np.intp], level: float = LEVEL, silenced: float = 0.0
) -> float:
    """Return the effect that is seen in 80% of the programmes drawn by lot.

    Parameters
    ----------
    members : ndarray of int, shape (programmes, participants)
        Drawn by lot; all begin in the first start of the field.
    silenced : float
        From `contradicted`.

    Returns
    -------
    float
        In the unit of the outcome; NaN where nobody is left to stand beside them.
    """
    starts = np.zeros(members.shape[1], dtype=np.intp)
    found = differences(field.change, members, starts, beside(field, members, starts))
    effect, yardstick = statistic(found, float(field.spread[0]))
    known = np.isfinite(effect)
    if not known.any():
        return float("nan")
    return needed(effect[known], yardstick[known], level, silenced)


def needed(effect: Array, yardstick: Array, level: float = LEVEL, silenced: float = 0.0) -> float:
    """Return the planted effect that is seen in 80% of the programmes.

    Parameters
    ----------
    effect, yardstick : ndarray, shape (programmes,)
        Of programmes drawn by lot, from `statistic`.
    silenced : float
        From `contradicted`: whatever was planted, of so many nothing is said; the rest makes up.
    """
    limit = critical(effect, yardstick, level)
    share = (POWER + LOST) / (1 - silenced)
    return float(np.quantile(limit * yardstick - effect, share, method="higher"))


def smallest_effects(
    snapshot: Snapshot,
    judged: Iterable[Outcome],
    until: int,
    provinces: Collection[str] = (),
    sizes: Sequence[int] = SIZES,
    level: float = LEVEL,
) -> list[Smallest]:
    """Return the smallest visible effect per outcome and number of participants.

    Of an outcome that was not measured on both sides of the start the last two measurements stand
    for it: such an outcome proves nothing, but what could be seen is shown all the same.

    Parameters
    ----------
    judged : iterable of Outcome
        With the start that counts.
    provinces : collection of str
        Codes of the provinces that the participants lie in; empty: they may lie anywhere.
    """
    out: list[Smallest] = []
    home = snapshot.regions["province"]
    for one in judged:
        panel = panel_of(snapshot, one.id)
        if len(panel.years) < 2:
            continue
        both = bool(one.before and one.after)
        period = (one.start, until) if both else (panel.years[-1], panel.years[-1])
        field = field_of(panel, [period[0]], period[1])
        here = home.reindex(panel.values.index).isin(provinces).to_numpy()
        rows = np.flatnonzero(here | (not provinces))
        silenced = contradicted(panel, period[0], level)
        for n in (n for n in sizes if n < len(rows)):
            size = smallest_of(field, draw_from(rows, n), level, silenced)
            if np.isfinite(size):
                where = tuple(provinces)
                record = smallest_record(snapshot, panel, size, n, codes=where, period=period)
                beside = {"proof": not one.refused, "others": len(rows) - n}
                out.append(record.model_copy(update=beside))
    return out


def smallest_record(
    snapshot: Snapshot,
    panel: Panel,
    size: float,
    participants: int,
    *,
    codes: Sequence[str] = (),
    period: tuple[int, int],
) -> Smallest:
    """Write a smallest effect down, in its own unit and in people.

    Parameters
    ----------
    codes : sequence of str
        The participants, or the provinces that they lie in.
    period : tuple of int
        First and last year that count as after.
    """
    people, per = in_people(snapshot, panel.outcome, size, participants=participants, codes=codes)
    before, after = panel.sides(*period)
    known = snapshot.catalog.indicators.get(panel.outcome)
    breaks = known.breaks if known else ()
    return Smallest(
        outcome=panel.outcome,
        participants=participants,
        size=size,
        usual=usual_of(steps_between(panel, breaks).to_numpy()),
        people=people,
        per=per,
        years=(before[-1], after[-1]),
    )
