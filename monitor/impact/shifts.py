"""How much an answer hangs on its years: another start, and starts when nothing had begun yet.

The same sums with a start that is one measurement earlier or later, and (placebo years) with starts
before the real one, on the years before it alone.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from monitor.impact.area import Apart, all_apart, ratios
from monitor.impact.effect import chance, trial_of
from monitor.impact.outcomes import BEFORE
from monitor.impact.panel import Panel
from monitor.impact.result import Shift


def other_starts(years: Iterable[int], start: int, until: int) -> dict[int, int]:
    """Return the start one measurement earlier (-1) and later (1), where it can be judged."""
    measured = [y for y in years if y <= until]
    before = [y for y in measured if y < start]
    after = [y for y in measured if y >= start]
    found = {-1: before[-1]} if len(before) > BEFORE else {}
    return found | ({1: after[1]} if len(after) > 1 else {})


def pretended_starts(years: Iterable[int], start: int) -> list[int]:
    """Return the years before the start in which a programme might be pretended to begin."""
    return [y for y in years if y < start][BEFORE:]


# ---------------------------------------------------------------- municipalities


def of_municipalities(
    panel: Panel, participants: dict[str, int], until: int
) -> tuple[tuple[Shift, ...], tuple[Shift, ...]]:
    """Return the effect with other starts, and with pretended ones.

    Parameters
    ----------
    participants : dict of str to int
        Code and first year of those that count.
    """
    others = {c: other_starts(panel.years, y, until) for c, y in participants.items()}
    moved = []
    for step in (-1, 1):
        if all(step in one for one in others.values()):
            moved.append(_shift(panel, {c: one[step] for c, one in others.items()}, until))
    first = min(participants.values())
    pretended = pretended_starts(panel.years, first)
    last = pretended[-1] if pretended else 0
    return tuple(moved), tuple(
        _shift(panel, dict.fromkeys(participants, year), last) for year in pretended
    )


def _shift(panel: Panel, participants: dict[str, int], until: int) -> Shift:
    effect, _, p = chance(trial_of(panel, participants, until))
    return Shift(start=min(participants.values()), effect=effect, p=p)


# ---------------------------------------------------------------- one province


def of_area(
    values: pd.DataFrame, area: str, start: int, found: list[Apart]
) -> tuple[tuple[Shift, ...], tuple[Shift, ...], tuple[int, int]]:
    """Return the effect with other starts and pretended ones, and its place among all of these.

    Parameters
    ----------
    values : DataFrame, index area, columns year
    found : list of Apart
        Of the real start, the area itself first.

    Returns
    -------
    moved, pretended : tuple of Shift
    place : tuple of int
        How many of the programmes that never were (every area in every pretended year, the others
        in the real one) are at least as unusual, and how many there are.
    """
    years = [int(y) for y in values.columns]
    moved = tuple(
        _area_shift(all_apart(values, area, year), year)
        for year in other_starts(years, start, years[-1]).values()
    )
    pretended = pretended_starts(years, start)
    early = values[[y for y in years if y < start]]
    tried = {year: all_apart(early, area, year) for year in pretended}
    real = _ratios(found)
    never = np.concatenate([real[1:], *(_ratios(one) for one in tried.values())])
    place = (int((never >= real[0]).sum()), len(never))
    return moved, tuple(_area_shift(one, year) for year, one in tried.items()), place


def _ratios(found: list[Apart]) -> np.ndarray:
    return ratios(np.array([a.effect for a in found]), np.array([a.misfit for a in found]))


def _area_shift(found: list[Apart], start: int) -> Shift:
    return Shift(start=start, effect=found[0].effect)
