"""The conclusion: an effect, no effect larger than so much, or nothing can be said."""

from __future__ import annotations

import math
from collections.abc import Iterable

from monitor.impact.own_measurement import Own, moved
from monitor.impact.result import Shift, Verdict

ENOUGH = 40  # municipalities beside the participants before an effect is claimed at 5%
RUNG = 3  # of the Maryland scale (Sherman et al. 1997): before and after, beside a comparison group
UNPROVEN = 2  # before and after, without a comparison that holds
REFUSED = Verdict(kind="unknown", doubt="refused")


def verdict_of(
    effect: float,
    bounds: tuple[float, float],
    p: float,
    level: float,
    *,
    enough: bool,
    parted: bool,
    pretended: Iterable[Shift] = (),
) -> Verdict:
    """Draw the conclusion about municipalities.

    Parameters
    ----------
    bounds : tuple of float
        The effects that chance does not rule out.
    level : float
        Chance of a false effect that is accepted: 5%, shared by the outcomes of a plan.
    enough : bool
        At least 40 municipalities without the programme stand beside it.
    parted : bool
        The two lines parted before the start already.
    pretended : iterable of Shift
        Placebo years: one that lies beyond chance contradicts whatever is seen after the start.
    """
    low, high = bounds
    seen = Verdict(
        kind="unknown", effect=effect, low=low, high=high, p=p, level=1 - level, rung=RUNG
    )
    if parted:
        return seen.model_copy(update={"doubt": "parted_before", "rung": UNPROVEN})
    if contradicting(pretended, level):
        return seen.model_copy(update={"doubt": "placebo_year", "rung": UNPROVEN})
    size = max(abs(low), abs(high))
    if not math.isfinite(size) or (p <= level and not enough):
        return seen.model_copy(update={"doubt": "few_placebos"})
    if p <= level:
        return seen.model_copy(update={"kind": "effect"})
    return seen.model_copy(update={"kind": "none_larger", "size": size})


def contradicting(pretended: Iterable[Shift], level: float) -> list[Shift]:
    """Return the placebo years that lie beyond chance, the least likely first.

    They share the level, as outcomes do: else four of them would silence one in four programmes.
    """
    told = [(one.p, one) for one in pretended if one.p is not None]
    found = [(p, one) for p, one in told if p * len(told) <= level + 1e-9]
    return [one for _p, one in sorted(found, key=lambda f: f[0])]


def area_verdict(
    effect: float, bounds: tuple[float, float], rank: int, areas: int, *, fits: bool = True
) -> Verdict:
    """Draw the conclusion about one area: never an effect, for it stands beside too few.

    Parameters
    ----------
    rank : int
        Its place among ``areas``; 1 is the most unusual.
    fits : bool
        Whether its mix of others followed it before.
    """
    low, high = bounds
    p, level = rank / areas, 1 - 1 / areas
    seen = Verdict(kind="unknown", effect=effect, low=low, high=high, p=p, level=level, rung=RUNG)
    if not fits:
        return seen.model_copy(update={"doubt": "ill_fit", "rung": UNPROVEN})
    size = max(abs(low), abs(high))
    if rank == 1 or not math.isfinite(size):
        return seen.model_copy(update={"doubt": "first_of_few"})
    return seen.model_copy(update={"kind": "none_larger", "size": size})


def own_verdict(own: Own) -> Verdict:
    """Draw the conclusion of what an initiative measured itself, before and after.

    Returns
    -------
    Verdict
        In the unit of the question, shares in percentage points. Without a comparison nothing is
        said of an effect: the change stands there with its interval, one rung lower.
    """
    found = moved(own)
    if found is None:
        return Verdict(kind="unknown", doubt="unmeasured")
    seen = Verdict(
        kind="unknown", effect=found.size, low=found.low, high=found.high, rung=found.rung
    )
    if found.rung < RUNG:
        return seen.model_copy(update={"doubt": "alone"})
    if found.low > 0 or found.high < 0:
        return seen.model_copy(update={"kind": "effect"})
    size = max(abs(found.low), abs(found.high))
    return seen.model_copy(update={"kind": "none_larger", "size": size})
