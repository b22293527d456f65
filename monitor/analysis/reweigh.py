"""What another choice of method changes: the ranks of municipalities and the gaps of groups.

The order of places under other weights is a question every reader of a composite index may ask
(OECD/JRC Handbook 2008, step 7); here it is answered for one choice at a time, beside the draws of
`monitor.analysis.robust` that vary everything at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from monitor.analysis.groups import Gap, gap_between, population_of, sides_of
from monitor.analysis.outcomes import spearman
from monitor.analysis.scores import TOTAL, YearScores, contributions
from monitor.catalog import Catalog
from monitor.regions.groups import Group
from monitor.score.aggregate import rank
from monitor.snapshot import Snapshot


@dataclass(frozen=True, eq=False)
class Shift:
    """What happened to the ranks.

    Attributes
    ----------
    table : DataFrame, index region
        ``total_before, total_after`` (points), ``rank_before, rank_after`` (1 = most resilient,
        among those with a total in both) and ``places`` (won; below zero: lost). NaN without a
        total in both.
    agreement : float
        Spearman's rank correlation of both orders, over the whole country; NaN below 3 units.
    mean_places : float
        Mean absolute shift in places.
    """

    table: pd.DataFrame
    agreement: float
    mean_places: float


def shift_of(before: YearScores, after: YearScores) -> Shift:
    """Compare the ranks of one year under two choices of method."""
    totals = pd.DataFrame({"total_before": before.table[TOTAL], "total_after": after.table[TOTAL]})
    both = totals.where(totals.notna().all(axis=1))
    table = both.assign(
        rank_before=rank(both["total_before"]), rank_after=rank(both["total_after"])
    )
    table["places"] = table["rank_before"] - table["rank_after"]
    known = both.dropna()
    enough = len(known) >= 3
    return Shift(
        table,
        spearman(known["total_before"], known["total_after"]) if enough else float("nan"),
        float(table["places"].abs().mean()),
    )


def movers(shift: Shift, area: pd.Index, most: int) -> pd.DataFrame:
    """Return who moved furthest in an area: at most half of ``most`` up, and half down.

    Returns
    -------
    DataFrame
        Rows of ``shift.table`` with ``places`` other than 0, most won first.
    """
    own = shift.table.reindex(area)
    ordered = own.sort_values("places", ascending=False, kind="stable")
    up, down = ordered[ordered["places"] > 0], ordered[ordered["places"] < 0]
    return pd.concat([up.head(most // 2), down.tail(most // 2)])


def rose_and_fell(shift: Shift, area: pd.Index) -> tuple[int, int, int]:
    """Count who won places, lost places and stayed, in an area."""
    places = shift.table["places"].reindex(area).dropna()
    return int((places > 0).sum()), int((places < 0).sum()), int((places == 0).sum())


def gaps_of(
    snapshot: Snapshot, scores: YearScores, groups: Mapping[str, tuple[Group, str]]
) -> dict[tuple[str, bool], Gap]:
    """Gaps of groups with the rest of their province, each municipality alike and weighted.

    Parameters
    ----------
    groups : mapping
        Id of a group to the group and the definition that counts.

    Returns
    -------
    dict
        Keys are (group, weighted by inhabitants).
    """
    people = population_of(snapshot, scores.year)
    points = contributions(scores)
    found = {}
    for name, (group, definition) in groups.items():
        sides = sides_of(snapshot, scores.year, group, definition, population=people)
        found[name, False] = gap_between(scores, sides, points=points)
        found[name, True] = gap_between(scores, sides, points=points, population=people)
    return found


def estimates(catalog: Catalog) -> list[str]:
    """Return the scored indicators that are model estimates."""
    return [i.id for i in catalog.scored if catalog.is_estimate(i.id)]


def estimate_share(scores: YearScores) -> float:
    """Share of the score of a year that rests on model estimates; NaN without any score.

    The mean over the municipalities with a total: where other figures are missing an estimate
    weighs more than in the tree. Whoever says how much of the score is an estimate asks here.
    """
    return float(scores.table.loc[scores.table[TOTAL].notna(), "estimate_share"].mean())


def composition(scores: YearScores, catalog: Catalog) -> pd.DataFrame:
    """Tell what the score of a year rests on, indicator by indicator.

    Returns
    -------
    DataFrame, index indicator
        ``dimension``, ``weight`` (share of the weight that is present, the mean over the
        municipalities with a total; adds up to 1, and over the estimates to `estimate_share`),
        ``estimate`` (bool), ``known`` (share of the municipalities with a figure) and ``newest``
        (newest year of measurement, NaN where there is none).
    """
    scored = scores.table[TOTAL].notna().to_numpy()
    present = scores.values.notna()[scored] * scores.weights
    weight = present.div(present.sum(axis=1), axis=0).mean()
    return pd.DataFrame(
        {
            "dimension": scores.structure["parent"].reindex(scores.weights.index),
            "weight": weight if scored.any() else scores.weights,
            "estimate": [catalog.is_estimate(str(i)) for i in scores.weights.index],
            "known": scores.values.notna().mean(),
            "newest": scores.measured.max(),
        }
    )
