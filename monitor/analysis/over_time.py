"""Scores of several years on one line, read against one of them (docs/method.md, Change).

Changes on common indicators do not add up over years, so a line holds for one year: the point of
year y is T(Y) less the change from y to Y, and compares exactly with the year Y that was chosen.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from monitor.analysis.bootstrap import DRAWS, SEED, drawn_sums, expanded_interval
from monitor.analysis.change import common_scores
from monitor.analysis.groups import Gap, Sides, conclusion, population_of
from monitor.analysis.scores import TOTAL, YearScores
from monitor.snapshot import Snapshot

APART = 0.1  # points: more and the reader is told that the year's own score differs

Array = npt.NDArray[np.float64]


def changes_to(scores: Mapping[int, YearScores], year: int) -> dict[int, pd.DataFrame]:
    """Return the change of every municipality from each year to one year.

    Parameters
    ----------
    scores : mapping of year to YearScores
        All with the same options; has ``year``.

    Returns
    -------
    dict of year to DataFrame, regions x (dimensions, total)
        Points; NaN where the two years do not compare. In ``year`` itself 0 where it has a score.
    """
    years = sorted(scores)
    ends = common_scores([scores[y] for y in years], [scores[year]] * len(years))
    return {y: after - before for y, (before, after) in zip(years, ends, strict=True)}


def comparable_years(
    changes: Mapping[int, pd.DataFrame], codes: Collection[str], measure: str, year: int
) -> list[int]:
    """Return the years that compare with ``year`` in some of the municipalities."""
    own = {y: moved[measure].reindex(list(codes)).notna().any() for y, moved in changes.items()}
    return [y for y, some in own.items() if some and y != year]


def score_line(
    snapshot: Snapshot,
    scores: Mapping[int, YearScores],
    changes: Mapping[int, pd.DataFrame],
    measure: str,
    year: int,
    codes: pd.Index,
    *,
    weighted: bool = True,
) -> pd.Series:
    """Return a score of an area (or of one municipality) by year, each read against one year.

    Parameters
    ----------
    changes : mapping of year to DataFrame
        Of `changes_to`.
    measure : str
        ``total`` or a dimension.
    year : int
        The year that the line is read against.
    weighted : bool
        Means weighted by inhabitants, or every municipality alike.

    Returns
    -------
    Series of float, index year
        T(year) - change; NaN where the two years do not compare, or ``year`` has no score.
    """
    base = _mean(snapshot, scores[year].table[measure].reindex(codes), year, weighted)
    return pd.Series(
        {
            y: base - _mean(snapshot, moved[measure].reindex(codes), max(y, year), weighted)
            for y, moved in changes.items()
        },
        dtype=float,
    )


def _mean(snapshot: Snapshot, values: pd.Series, year: int, weighted: bool) -> float:
    known = values.dropna()
    if known.empty:
        return float("nan")
    if len(values) == 1 or not weighted:
        return float(known.mean())
    weights = population_of(snapshot, year).reindex(known.index).fillna(0.0)
    return float(np.average(known, weights=weights)) if weights.sum() else float("nan")


def gap_line(
    snapshot: Snapshot,
    scores: Mapping[int, YearScores],
    changes: Mapping[int, pd.DataFrame],
    sides: Sides,
    owns: Mapping[int, Gap],
    year: int,
) -> pd.DataFrame:
    """Return the gap of a group by year, each read against one year.

    The point of year y is the gap of ``year`` less the change of the group and plus that of the
    others from y to ``year``, on the same municipalities and indicators.

    Parameters
    ----------
    sides : Sides
        Who is compared with whom in ``year``: the same in every year of the line.
    owns : mapping of year to Gap
        The gap of each year by itself; ``owns[year]`` says how means are weighted.

    Returns
    -------
    DataFrame, index year
        ``gap, lower, upper`` (bootstrap over municipalities), ``conclusion``, ``mean_group,
        mean_others``, ``n_group, n_others`` (municipalities that compare) and ``own`` (the gap of
        that year by itself).
    """
    weighted, index = owns[year].weighted, scores[year].table.index
    total = scores[year].table[TOTAL].to_numpy()
    people = {y: _weights(snapshot, y, index, weighted) for y in {*changes, year}}
    blocks = {
        y: _block(total, people[year], moved[TOTAL].to_numpy(), people[max(y, year)])
        for y, moved in changes.items()
    }
    usable = np.isfinite(total) & (people[year] > 0)  # drawn as for the gap of the year itself
    inside, outside = (
        at[usable[at]]
        for at in (index.get_indexer(pd.Index(c)) for c in (sides.group, sides.others))
    )
    every = np.hstack(list(blocks.values()))
    sums = every[inside].sum(axis=0, keepdims=True), every[outside].sum(axis=0, keepdims=True)
    means = _means(*sums, sides)
    draws = _means(
        drawn_sums(every[inside], DRAWS, SEED), drawn_sums(every[outside], DRAWS, SEED + 1), sides
    )
    rows = {}
    for k, (y, block) in enumerate(blocks.items()):
        counts = [int((block[at, 3] > 0).sum()) for at in (inside, outside)]
        mean, drawn = ([side[:, k] for side in sides_] for sides_ in (means, draws))
        rows[y] = _point(mean, drawn, counts) | {"own": owns[y].gap}
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("year").sort_index()


def _point(mean: list[Array], drawn: list[Array], counts: list[int]) -> dict[str, object]:
    """One year of a line, from the mean and the draws of both sides."""
    group, others = (float(side[0]) for side in mean)
    low, high = _bounds(drawn[0] - drawn[1], min(counts))
    return {
        "gap": group - others,
        "lower": low,
        "upper": high,
        "conclusion": conclusion(group - others, low, high),
        "mean_group": group,
        "mean_others": others,
        "n_group": counts[0],
        "n_others": counts[1],
    }


def _weights(snapshot: Snapshot, year: int, index: pd.Index, weighted: bool) -> Array:
    if not weighted:
        return np.ones(len(index))
    return population_of(snapshot, year).reindex(index).fillna(0.0).to_numpy(dtype=float)


def _block(total: Array, w: Array, moved: Array, u: Array) -> Array:
    """Four columns whose sums give mean total - mean change: wT, w, uc, u over who has them."""
    w, u = np.where(np.isfinite(total), w, 0.0), np.where(np.isfinite(moved), u, 0.0)
    return np.column_stack([w * np.nan_to_num(total), w, u * np.nan_to_num(moved), u])


def _means(inside: Array, outside: Array, sides: Sides) -> tuple[Array, Array]:
    if sides.against == "netherlands":
        outside = outside + inside
    return _read(inside), _read(outside)


def _read(sums: Array) -> Array:
    """Mean total less mean change, a column a year; NaN where nobody compares."""
    with np.errstate(divide="ignore", invalid="ignore"):
        found: Array = sums[:, 0::4] / sums[:, 1::4] - sums[:, 2::4] / sums[:, 3::4]
    return found


def _bounds(draws: Array, smallest: int) -> tuple[float, float]:
    known = draws[np.isfinite(draws)]
    if smallest < 2 or not len(known):
        return np.nan, np.nan
    return expanded_interval(known, smallest)
