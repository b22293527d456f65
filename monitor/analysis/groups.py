"""How far a group stands from the rest of the province, and how clear that is.

The method: docs/method.md#groups.

A group is compared with the other municipalities of its province (``"rest"``) or with the whole
of the Netherlands, the group included (``"netherlands"``). A municipality that is left out takes
no part at all, on neither side.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from monitor.analysis.bootstrap import DRAWS, SEED, drawn_sums, expanded_interval
from monitor.analysis.scores import TOTAL, YearScores, contributions
from monitor.errors import MonitorError
from monitor.regions.groups import DEFAULT, Group, members
from monitor.score.tree import IMBALANCE
from monitor.snapshot import Snapshot

Against = Literal["rest", "netherlands"]
Array = npt.NDArray[np.float64]
Ints = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Sides:
    """Who is compared with whom: codes of the group and of all others in the comparison."""

    group: tuple[str, ...]
    others: tuple[str, ...]
    against: Against = "rest"


@dataclass(frozen=True, eq=False)
class Gap:
    """The mean of a group minus that of what it is compared with, in points.

    Attributes
    ----------
    sides : Sides
        Municipalities that count: those with a total.
    missing : tuple of str
        Members of the group without a total: they cannot count.
    weighted : bool
        Weighted by population, or every municipality alike.
    mean_group, mean_others, gap : float
        ``mean_others`` is the mean of the rest, or of the Netherlands as a whole.
    lower, upper : float
        Bootstrap interval over municipalities (`expanded_interval`); NaN with fewer than two
        municipalities on a side.
    parts : DataFrame, index indicator (and "imbalance")
        ``dimension`` and ``points``; the points add up to the gap.
    missing_others : tuple of str
        Who has no total on the other side.
    """

    sides: Sides
    missing: tuple[str, ...]
    weighted: bool
    mean_group: float
    mean_others: float
    gap: float
    lower: float
    upper: float
    parts: pd.DataFrame
    missing_others: tuple[str, ...] = ()

    @property
    def conclusion(self) -> str:
        """``behind`` or ``ahead`` where the interval excludes 0, else ``unclear``; ``no-data``."""
        return conclusion(self.gap, self.lower, self.upper)

    @property
    def dimensions(self) -> pd.Series:
        """Points of the gap by dimension; they add up to the gap."""
        return self.parts.groupby("dimension", sort=False)["points"].sum()


def conclusion(gap: float, lower: float, upper: float) -> str:
    """Name what an interval allows to say: behind, ahead, unclear or no-data."""
    if np.isnan(gap):
        return "no-data"
    if np.isnan(lower) or lower <= 0 <= upper:
        return "unclear"
    return "behind" if upper < 0 else "ahead"


def population_of(snapshot: Snapshot, year: int) -> pd.Series:
    """Inhabitants of every municipality in a year, or in the nearest year there is.

    Returns
    -------
    Series of float, index region
        Of two years equally near the earlier one; NaN where no year is known.
    """
    known = snapshot.inhabitants
    years = known.columns.to_numpy(dtype=int)
    return known[int(min(max(year, years[0]), years[-1]))]


def sides_of(
    snapshot: Snapshot,
    year: int,
    group: Group,
    definition: str = DEFAULT,
    *,
    leave_out: Collection[str] = (),
    against: Against = "rest",
    population: pd.Series | None = None,
) -> Sides:
    """Work out who is compared with whom under one definition of a group.

    Parameters
    ----------
    year : int
        A definition by inhabitants picks its members by this year.
    leave_out : collection of str
        Codes that take no part.
    population : Series, index region, optional
        ``population_of(snapshot, year)``, where the caller has it already.

    Raises
    ------
    MonitorError
        Where the definition does not exist, or nobody is left on a side.
    """
    regions = snapshot.regions
    province = regions.index[regions["province"] == group.province]
    population = population_of(snapshot, year) if population is None else population
    own = set(members(group, definition, population=population.reindex(province)))
    pool = regions.index if against == "netherlands" else province
    inside = tuple(c for c in regions.index if c in own and c not in leave_out)
    outside = tuple(c for c in pool if c not in own and c not in leave_out)
    if not inside or not outside:
        raise MonitorError(
            "In deze vergelijking blijft aan een kant geen gemeente over",
            where=f"groep {group.id}, definitie {definition}",
            remedy="Kies een andere definitie of laat minder gemeenten weg.",
        )
    return Sides(inside, outside, against)


def gap_between(
    scores: YearScores,
    sides: Sides,
    *,
    population: pd.Series | None = None,
    points: pd.DataFrame | None = None,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Gap:
    """Gap of a group, its bootstrap interval, and its exact decomposition.

    gap = sum(v_i x_i) over the group minus the same over the others, with v the weights made to
    add up to 1. Every x_i - 100 is the sum of the contributions of the indicators
    (`monitor.analysis.scores.contributions`), so the same sums over contributions add up to the
    gap.

    Parameters
    ----------
    population : Series, index region, optional
        Weights; every municipality weighs the same when absent.
    points : DataFrame, optional
        ``contributions(scores)``, where the caller has it already.
    draws, seed : int
        Bootstrap: municipalities are drawn with replacement on each side separately.
    """
    regions = scores.table.index
    total = scores.table[TOTAL].to_numpy()
    weights = np.ones(len(total)) if population is None else _weights(population, regions)
    usable = np.isfinite(total) & (weights > 0)
    kept, at = usable_sides(sides, regions, usable)
    missing, missing_others = (
        tuple(c for c in asked if c not in set(have))
        for asked, have in ((sides.group, kept.group), (sides.others, kept.others))
    )
    points = contributions(scores) if points is None else points
    if not kept.group or not kept.others:
        empty = _parts(np.empty(0), points.columns[:0], scores, at)
        none = (np.nan,) * 5
        weighted = population is not None
        return Gap(kept, missing, weighted, *none, parts=empty, missing_others=missing_others)
    count, w, x = len(kept.group), weights[at], total[at]
    own, other = mean_weights(w, count, kept.against)
    parts = _parts((own - other) @ points.to_numpy()[at], points.columns, scores, at)
    lower, upper = _interval(x, w, count, kept.against, draws, seed)
    means = float(own @ x), float(other @ x)
    return Gap(
        kept,
        missing,
        population is not None,
        *means,
        gap=means[0] - means[1],
        lower=lower,
        upper=upper,
        parts=parts,
        missing_others=missing_others,
    )


def _weights(population: pd.Series, regions: pd.Index) -> Array:
    return population.reindex(regions).to_numpy(dtype=np.float64)


def usable_sides(
    sides: Sides, regions: pd.Index, usable: npt.NDArray[np.bool_]
) -> tuple[Sides, Ints]:
    """Keep who can count, and find their rows in ``regions``: the group first.

    Parameters
    ----------
    usable : ndarray of bool, shape (regions,)
        Who has what it takes; a code that is not in ``regions`` cannot count either.
    """
    rows = [regions.get_indexer(pd.Index(codes)) for codes in (sides.group, sides.others)]
    rows = [r[r >= 0] for r in rows]
    rows = [r[usable[r]] for r in rows]
    group, others = (tuple(regions[r]) for r in rows)
    return Sides(group, others, sides.against), np.concatenate(rows)


def mean_weights(w: Array, count: int, against: Against) -> tuple[Array, Array]:
    """Weights that turn scores into the mean of the group and of what it is compared with."""
    own, other = w.copy(), w.copy()
    own[count:] = 0
    if against == "rest":
        other[:count] = 0
    return own / own.sum(), other / other.sum()


def _interval(
    x: Array, w: Array, count: int, against: Against, draws: int, seed: int
) -> tuple[float, float]:
    """Bootstrap interval of the gap; the first ``count`` units are the group."""
    smallest = min(count, len(x) - count)
    if smallest < 2:
        return np.nan, np.nan
    both = np.column_stack([w * (x - 100), w])
    inside = drawn_sums(both[:count], draws, seed)
    outside = drawn_sums(both[count:], draws, seed + 1)
    if against == "netherlands":
        outside = outside + inside
    return expanded_interval(inside[:, 0] / inside[:, 1] - outside[:, 0] / outside[:, 1], smallest)


def _parts(points: Array, names: pd.Index, scores: YearScores, at: Ints) -> pd.DataFrame:
    """Name the dimension of every part; what nobody has a figure of is no part."""
    dimension = scores.structure["parent"].reindex(names).fillna(IMBALANCE).to_numpy()
    parts = pd.DataFrame({"dimension": dimension, "points": points}, index=names)
    absent = list(scores.z.columns[np.isnan(scores.z.to_numpy()[at]).all(axis=0)])
    if len(names) and not parts["points"].get(IMBALANCE, 0.0):
        absent.append(IMBALANCE)
    return parts.drop(index=absent, errors="ignore").rename_axis("indicator")
