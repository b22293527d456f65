"""What moved the score between two years, and what only entered or left it.

The method: docs/method.md#change.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from monitor.analysis.scores import TOTAL, YearScores, check_comparable, contributions
from monitor.catalog import SCORED
from monitor.errors import MonitorError
from monitor.score.aggregate import decompose
from monitor.score.tree import IMBALANCE
from monitor.snapshot import Snapshot

ENTERED, LEFT = "entered", "left"


@dataclass(frozen=True, eq=False)
class Change:
    """The change of every municipality between two years.

    Attributes
    ----------
    start, end : YearScores
    table : DataFrame, index region
        ``total_start, total_end, change, common`` (points of indicators present in both years),
        ``entered, left`` (points because indicators entered or left the score), ``rank_start,
        rank_end, rank_change`` (places won: positive is better) and ``harmonised`` (any figure
        of either year made from merged municipalities).
        change = common + entered + left, exactly; NaN without a total in both years.
    parts : DataFrame, regions x (indicators, "imbalance")
        Points of every indicator present in both years; rows add up to ``common``. 0 for an
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
                            common                  + entered             + left

    ``common`` is taken apart by indicator (`monitor.score.aggregate.decompose`); ``entered`` and
    ``left`` hold what comes of having other indicators in the mean.

    Parameters
    ----------
    start, end : YearScores
        Scored with the same options.

    Raises
    ------
    MonitorError
        Where the options differ, or do not compare over years (percentile ranks).
    """
    if start.options != end.options:
        raise MonitorError(
            "Deze twee jaren zijn met verschillende keuzes berekend",
            remedy="Bereken beide jaren met dezelfde normalisatie, weging en indicatoren.",
        )
    check_comparable(start.options)
    both = start.values.notna() & end.values.notna()
    per_point = 10 / end.unit
    parts = decompose(end.normalised.where(both), start.normalised.where(both), end.structure)
    parts *= per_point
    whole = {y.year: contributions(y).sum(axis=1, skipna=False) for y in (start, end)}
    alone = {y.year: _on_common(y, both) * per_point for y in (start, end)}
    table = _table(start, end)
    known = table["change"].notna()
    table["common"] = parts.sum(axis=1)
    table["entered"] = whole[end.year] - alone[end.year]
    table["left"] = alone[start.year] - whole[start.year]
    table.loc[~known, ["common", "entered", "left"]] = np.nan
    parts = parts.where(known, np.nan, axis=0)
    return Change(start, end, table, parts, _status(snapshot, start, end))


def _on_common(scores: YearScores, both: pd.DataFrame) -> pd.Series:
    """Distance to the reference of the total on the indicators in common (normalised units)."""
    centers = pd.DataFrame(
        np.broadcast_to(scores.centers.to_numpy(), both.shape), both.index, both.columns
    )
    return decompose(scores.normalised.where(both), centers.where(both), scores.structure).sum(
        axis=1
    )


def _table(start: YearScores, end: YearScores) -> pd.DataFrame:
    a, b = start.table, end.table
    return pd.DataFrame(
        {
            "total_start": a[TOTAL],
            "total_end": b[TOTAL],
            "change": b[TOTAL] - a[TOTAL],
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
        ``measured_start, measured_end`` (years). The points add up to the change. For ``entered``
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
        if status[name] in ("both", "same", "break")
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
