"""What was seen in municipalities: effect, interval and the years before, beside what chance gives.

What chance gives comes from programmes drawn by lot (`placebo`); the same effect by the library,
with its event study and how much it bears, is in `study`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from monitor.impact.panel import Panel
from monitor.impact.placebo import (
    DRAWS,
    SEED,
    Array,
    Field,
    Ints,
    beside,
    differences,
    draw_alike,
    field_of,
    statistic,
)

PARTED = 0.02  # chance that lines which move alike are said to part before the start
STEPS = 200  # in which the bound of an interval is looked for


@dataclass(frozen=True, eq=False)
class Trial:
    """A programme beside programmes drawn by lot, for one outcome.

    Attributes
    ----------
    panel : Panel
    field : Field
    members, starts : ndarray of int, shape (participants,)
        Rows of the panel; which start of the field.
    nearest : ndarray of int, shape (1, participants, NEAREST)
        Who stands beside them.
    draws, drawn_nearest : ndarray of int
        The same of programmes drawn by lot: (draws, participants), (draws, participants, NEAREST).
    until : int
        Last year that counts.
    begins : tuple of int
        The years of the starts.
    """

    panel: Panel
    field: Field
    members: Ints
    starts: Ints
    nearest: Ints
    draws: Ints
    drawn_nearest: Ints
    until: int
    begins: tuple[int, ...]

    @property
    def spread(self) -> float:
        """Standard deviation over all municipalities, over the starts of the participants."""
        return float(np.sqrt(np.mean(self.field.spread[self.starts] ** 2)))

    @property
    def others(self) -> int:
        """How many municipalities of the same provinces take no part."""
        here = np.isin(self.panel.province, np.unique(self.panel.province[self.members]))
        return int(here.sum()) - len(self.members)


def trial_of(panel: Panel, participants: dict[str, int], until: int) -> Trial:
    """Set a programme beside those drawn by lot.

    Parameters
    ----------
    participants : dict of str to int
        Code and first year; who has no figures, or nobody beside it, is left out.
    """
    rows = {code: row for row, code in enumerate(panel.values.index)}
    inside = {c: y for c, y in participants.items() if c in rows}
    begins = tuple(sorted(set(inside.values())))
    field = field_of(panel, begins, until)
    members = np.array([rows[c] for c in inside], dtype=np.intp)
    starts = np.array([begins.index(y) for y in inside.values()], dtype=np.intp)
    return trial_in(panel, field, begins, members, starts, until)


def trial_in(
    panel: Panel,
    field: Field,
    begins: tuple[int, ...],
    members: Ints,
    starts: Ints,
    until: int,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Trial:
    """Set rows of a panel beside those drawn by lot; who has nobody beside it is left out."""
    known = beside(field, members[None], starts)[0, :, 0] >= 0
    members, starts = members[known], starts[known]
    drawn = draw_alike(panel, members, draws, seed)
    nearest, drawn_nearest = (beside(field, m, starts) for m in (members[None], drawn))
    return Trial(panel, field, members, starts, nearest, drawn, drawn_nearest, until, begins)


def chance(trial: Trial, change: Array | None = None) -> tuple[float, Array, float]:
    """Return the effect, that of the programmes drawn by lot, and how often chance goes as far.

    Parameters
    ----------
    change : ndarray, shape (starts, regions), optional
        Instead of the mean of the years after.

    Returns
    -------
    effect : float
    drawn : ndarray, shape (draws,)
    p : float
        Share of the programmes, this one included, that lie at least as far from 0.
    """
    found, drawn = both(trial, change)
    effect, yardstick = statistic(found, trial.spread)
    others, sticks = statistic(drawn, trial.spread)
    return float(effect[0]), others, _share(effect / yardstick, others / sticks)


def before_start(trial: Trial) -> tuple[float, float]:
    """Return how often chance parts the lines as far before the start, and what would be seen.

    Every year before but the last is held against that last one; the largest parting counts.

    Returns
    -------
    p : float
        Share of the programmes, this one included, that part at least as far in some year.
    size : float
        The smallest parting that 80% of the programmes would show, in the unit of the outcome.
    """
    years = [y for y in trial.panel.years if y < trial.begins[0]][:-1]
    own, others, sticks, effects = [], [], [], []
    for year in years:
        found, drawn = both(trial, yearly(trial, year))
        spread = float(np.nanstd(drawn))
        effect, yardstick = statistic(found, spread)
        many, stick = statistic(drawn, spread)
        own.append(np.abs(effect / yardstick)[0])
        others.append(np.abs(many / stick))
        sticks.append(stick)
        effects.append(many)
    most = np.max(others, axis=0)
    limit = np.quantile(most, 1 - PARTED, method="higher")
    sizes = [np.quantile(limit * s - e, 0.8) for s, e in zip(sticks, effects, strict=True)]
    return _share(np.array([max(own)]), most), float(max(sizes))


def interval(trial: Trial, effect: float, level: float) -> tuple[float, float]:
    """Return the effects that chance does not rule out (Rosenbaum 2002, section 2.6).

    An effect is taken off the participants, and the programmes drawn by lot are reckoned anew: it
    is inside where the rest is no more than chance.

    Parameters
    ----------
    level : float
        Chance of a mistake, 0.05 for 95%.
    """
    found, drawn = both(trial)
    part, parts = both(trial, took_part(trial))

    def inside(size: float) -> bool:
        one, stick = statistic(found - size * part, trial.spread)
        many, sticks = statistic(drawn - size * parts, trial.spread)
        return _share(one / stick, many / sticks) > level

    reach = 10 * trial.spread / np.sqrt(len(trial.members))
    return edge(inside, effect, -reach), edge(inside, effect, reach)


def took_part(trial: Trial) -> Array:
    """Return 1 for who takes part, as if it were a change: shape (starts, regions)."""
    part = np.zeros_like(trial.field.change)
    part[:, trial.members] = 1.0
    return part


def edge(inside: Callable[[float], bool], middle: float, reach: float) -> float:
    """Find where a test begins to reject, going outward from the middle, then by halving.

    Parameters
    ----------
    inside : callable
        Whether the test lets an effect stand.
    reach : float
        How far a tenth of the search goes, with its sign: below 0 the lower end is looked for.
    """
    step, near = reach / STEPS, middle
    while inside(near + step):
        near += step
        if abs(near - middle) > 10 * abs(reach):
            return float(np.copysign(np.inf, reach))
    far = near + step
    for _ in range(20):
        half = (near + far) / 2
        near, far = (half, far) if inside(half) else (near, half)
    return float(far)


def both(trial: Trial, change: Array | None = None) -> tuple[Array, Array]:
    """Return the differences of the participants, and of those drawn by lot.

    Parameters
    ----------
    change : ndarray, shape (starts, regions), optional
        Instead of the mean of the years after.
    """
    moved = trial.field.change if change is None else change
    own = differences(moved, trial.members[None], trial.starts, trial.nearest)
    return own, differences(moved, trial.draws, trial.starts, trial.drawn_nearest)


def _share(found: Array, drawn: Array) -> float:
    far = np.abs(drawn) >= np.abs(found[0]) - 1e-12
    return float((1 + far.sum()) / (1 + len(drawn)))


def yearly(trial: Trial, year: int) -> Array:
    """Return the change from the last year before each start to one year, (starts, regions)."""
    values = trial.panel.values
    base = [trial.panel.sides(begin, begin)[0][-1] for begin in trial.begins]
    return np.stack([np.asarray(values[year] - values[b], dtype=float) for b in base])
