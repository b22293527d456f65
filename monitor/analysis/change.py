"""What moved the score between two years, and what only entered or left it.

The method: docs/method.md#change. There is one notion of change: the difference of two scores on
the indicators that both years have. Whatever speaks of change takes it from here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from monitor.analysis.score_table import known_share, weight_share
from monitor.analysis.scores import TOTAL, YearScores, check_comparable, shown
from monitor.catalog_entries import SCORED
from monitor.errors import MonitorError
from monitor.score.aggregate import decompose
from monitor.score.tree import IMBALANCE
from monitor.snapshot import Snapshot

ENTERED, LEFT = "entered", "left"
FRESH = ("both", "break")  # measured anew between the two years
IN_BOTH = (*FRESH, "same")


@dataclass(frozen=True, eq=False)
class Change:
    """The change of every municipality between two years.

    Attributes
    ----------
    start, end : YearScores
    table : DataFrame, index region
        ``total_start, total_end`` (what each year shows by itself); ``change`` (of the total) and
        ``personal, social, environment`` (of each dimension on its own scale): points on the
        indicators present in both years, NaN where these do not reach the coverage rule of the
        score (in every dimension for the total); ``entered, left`` (points of the total because
        indicators entered or left it: total_end - total_start = change + entered + left, exactly);
        ``anew`` (share of the weight of the common indicators that was measured between the two);
        ``rank_start, rank_end, rank_change`` (places won: positive is better) and ``harmonised``
        (any figure of either year made from merged municipalities).
    parts : DataFrame, regions x (indicators, "imbalance")
        Points of every indicator present in both years; rows add up to ``change``. 0 for an
        indicator that is not in both.
    status : DataFrame, regions x indicators
        ``both``; ``same`` (one measurement serves both years, so it cannot move); ``break`` (a
        level break lies between: places compare, the level does not); ``entered``; ``left``;
        ``absent``.
    """

    start: YearScores
    end: YearScores
    table: pd.DataFrame
    parts: pd.DataFrame
    status: pd.DataFrame


def compare_years(snapshot: Snapshot, start: YearScores, end: YearScores) -> Change:
    """Take the change of the total between two years apart.

    With C the indicators that have a figure in both years, T(year) the total and T_C(year) the
    same on C alone:

        T(end) - T(start) = [T_C(end) - T_C(start)] + [T(end) - T_C(end)] + [T_C(start) - T(start)]
                            change                  + entered             + left

    ``change`` is taken apart by indicator (`monitor.score.aggregate.decompose`); ``entered`` and
    ``left`` hold what comes of having other indicators in the mean: they are no change.

    Parameters
    ----------
    start, end : YearScores
        Scored with the same options.

    Raises
    ------
    MonitorError
        Where the options differ, or do not compare over years (percentile ranks).
    """
    before, after = common_scores([start], [end])[0]
    both = start.values.notna() & end.values.notna()
    parts = decompose(end.normalised.where(both), start.normalised.where(both), end.structure)
    parts *= 10 / end.unit
    status = _status(snapshot, start, end)
    table = _table(start, end)
    table["change"] = after[TOTAL] - before[TOTAL]
    table[list(SCORED)] = after[list(SCORED)] - before[list(SCORED)]
    table["entered"] = end.table[TOTAL] - after[TOTAL]
    table["left"] = before[TOTAL] - start.table[TOTAL]
    known = table["change"].notna()
    anew = weight_share(status.isin(FRESH).to_numpy(), both.to_numpy(), end.weights)
    table["anew"] = np.where(known, anew, np.nan)
    parts = parts.where(known, np.nan, axis=0)
    return Change(start, end, table, parts, status)


def common_scores(
    starts: Sequence[YearScores], ends: Sequence[YearScores]
) -> list[tuple[pd.DataFrame, pd.DataFrame]]:
    """Score pairs of years on the indicators that both years of a pair have.

    The second less the first is the change: the only place where it is made. All pairs at once take
    as long as one.

    Parameters
    ----------
    starts, ends : sequence of YearScores
        The pairs, all scored with the same options.

    Returns
    -------
    list of (DataFrame, DataFrame), regions x (dimensions, total)
        A pair for each, of the start and of the end; NaN where the common indicators do not reach
        the coverage rule (``min_share`` of the options), so NaN in both.

    Raises
    ------
    MonitorError
        Where the options differ, or do not compare over years (percentile ranks).
    """
    of = ends[0]
    if any(s.options != of.options for s in (*starts, *ends)):
        raise MonitorError(
            "Deze twee jaren zijn met verschillende keuzes berekend",
            remedy="Bereken beide jaren met dezelfde normalisatie, weging en indicatoren.",
        )
    check_comparable(of.options)
    keys, regions = range(len(starts)), of.table.index
    before, after = (pd.concat([s.normalised for s in side], keys=keys) for side in (starts, ends))
    both = before.notna() & after.notna()
    first, second = (
        shown(x.where(both), of.centers, of.unit, of.structure) for x in (before, after)
    )
    parts = [slice(k * len(regions), (k + 1) * len(regions)) for k in keys]
    return [(first.iloc[p].set_axis(regions), second.iloc[p].set_axis(regions)) for p in parts]


def in_common(change: Change, regions: Sequence[str]) -> pd.Series:
    """Share of the weight of each dimension that municipalities have in both years.

    Returns
    -------
    Series of float, index dimension
        The mean over the municipalities: under ``min_share`` it says why they do not compare.
    """
    both = change.status.loc[list(regions)].isin(IN_BOTH)
    return known_share(both, change.end.weights, change.end.structure["parent"]).mean()


def _table(start: YearScores, end: YearScores) -> pd.DataFrame:
    a, b = start.table, end.table
    return pd.DataFrame(
        {
            "total_start": a[TOTAL],
            "total_end": b[TOTAL],
            "rank_start": a["rank"],
            "rank_end": b["rank"],
            "rank_change": a["rank"] - b["rank"],
            "harmonised": a["harmonised"] | b["harmonised"],
        }
    )


def _status(snapshot: Snapshot, start: YearScores, end: YearScores) -> pd.DataFrame:
    a, b = start.measured.to_numpy(), end.measured.to_numpy()
    in_a, in_b = ~np.isnan(a), ~np.isnan(b)
    across = np.zeros(a.shape, dtype=bool)
    for k, name in enumerate(start.measured.columns):
        for first in snapshot.catalog.indicators[str(name)].breaks:
            across[:, k] |= (a[:, k] < first) != (b[:, k] < first)
    both = in_a & in_b
    cells = np.select(
        [both & across, both & (a == b), both, in_a, in_b],
        ["break", "same", "both", LEFT, ENTERED],
        "absent",
    )
    return pd.DataFrame(cells.astype(object), start.measured.index, start.measured.columns)


def waterfall(change: Change, region: str) -> pd.DataFrame:
    """List the terms of one municipality's change, dimension by dimension.

    Returns
    -------
    DataFrame
        ``term`` (indicator id, ``imbalance``, ``entered`` or ``left``), ``dimension`` (empty for
        what is not an indicator), ``points, status, value_start, value_end`` (unit of the catalog),
        ``measured_start, measured_end`` (years). The points add up to the
        change with what entered and left: total_end - total_start. For ``entered``
        and ``left`` the status lists the indicators, joined by a comma.
    """
    status = change.status.loc[region]
    parts = change.parts.loc[region]
    rows = [
        {
            "term": name,
            "dimension": change.end.structure.at[name, "parent"],
            "points": parts[name],
            "status": status[name],
            "value_start": change.start.values.at[region, name],
            "value_end": change.end.values.at[region, name],
            "measured_start": change.start.measured.at[region, name],
            "measured_end": change.end.measured.at[region, name],
        }
        for name in status.index
        if status[name] in IN_BOTH
    ]
    if parts.get(IMBALANCE, 0.0):
        rows.append({"term": IMBALANCE, "dimension": "", "points": parts[IMBALANCE], "status": ""})
    for term in (ENTERED, LEFT):
        names = ",".join(name for name in status.index if status[name] == term)
        points = change.table.at[region, term]
        if names:
            rows.append({"term": term, "dimension": "", "points": points, "status": names})
    order = {name: i for i, name in enumerate([*SCORED, ""])}
    table = pd.DataFrame(rows)
    if table.empty:
        return table
    return table.sort_values(
        "dimension", key=lambda s: s.map(order), kind="stable", ignore_index=True
    )
