"""Two years side by side: the difference a reader sees, its steps for an area, and its marks."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import combinations, pairwise

import numpy as np
import pandas as pd

from monitor.analysis.change import ENTERED, FRESH, IN_BOTH, LEFT, Change, common_scores
from monitor.analysis.highlights import figures_of
from monitor.analysis.scores import TOTAL, YearScores, check_comparable
from monitor.catalog_entries import SCORED
from monitor.score.tree import IMBALANCE
from monitor.snapshot import Snapshot


@dataclass(frozen=True, eq=False)
class Steps:
    """What took the mean total of an area from one year to another.

    Attributes
    ----------
    start, end : float
        Mean total of the area as each year shows it; NaN where no municipality has a change.
    change : float
        Mean change of the area, on the indicators of both years.
    count : int
        Municipalities with a change: only these count.
    terms : DataFrame, index term (indicator, "imbalance", "entered", "left")
        ``dimension`` (empty for what is not an indicator), ``points`` (they add up to
        ``end - start``; without what entered and left to ``change``), ``fresh`` and ``broken``
        (number of municipalities with a new measurement, and with a level break between the two),
        ``since, until`` (first and last year of measurement where there is a new one, else NaN).
    entered, left : tuple of str
        Indicators that entered or left the score of any municipality of the area.
    """

    start: float
    end: float
    change: float
    count: int
    terms: pd.DataFrame
    entered: tuple[str, ...]
    left: tuple[str, ...]


def steps(change: Change, regions: Collection[str], population: pd.Series | None = None) -> Steps:
    """Take the change of the mean of an area apart; of one municipality when it is alone.

    The mean is linear, so the terms of the area are the weighted means of the terms of its
    municipalities and add up as theirs do.

    Parameters
    ----------
    change : Change
        From `monitor.analysis.change.compare_years`.
    regions : collection of str
    population : Series, index region, optional
        Weights, all alike when absent; a region without inhabitants on record does not count.
    """
    table = change.table.reindex(list(regions))
    weights = pd.Series(1.0, table.index) if population is None else population.reindex(table.index)
    weights = weights.where(table["change"].notna()).dropna()
    known = weights.index
    table = table.loc[known]
    status = change.status.loc[known]
    points = pd.concat([change.parts.loc[known], table[[ENTERED, LEFT]]], axis=1)
    terms = _terms(change, status, _mean(points, weights))
    names_of = [str(t) for t in status.columns]
    present = [t for t in names_of if status[t].isin(IN_BOTH).any()]
    entered, left = (tuple(t for t in names_of if (status[t] == s).any()) for s in (ENTERED, LEFT))
    extra = [t for t, names in ((ENTERED, entered), (LEFT, left)) if names]
    if change.parts.get(IMBALANCE, pd.Series(dtype=float)).loc[known].any():
        extra.insert(0, IMBALANCE)
    ends = _mean(table[["total_start", "total_end", "change"]], weights)
    return Steps(
        float(ends["total_start"]),
        float(ends["total_end"]),
        float(ends["change"]),
        len(known),
        terms.loc[[*_by_dimension(terms, present), *extra]],
        entered,
        left,
    )


def _terms(change: Change, status: pd.DataFrame, points: pd.Series) -> pd.DataFrame:
    parent, fresh = change.end.structure["parent"], status.isin(FRESH)
    start, end = (s.measured.loc[status.index].where(fresh) for s in (change.start, change.end))
    names = points.index
    return pd.DataFrame(
        {
            "dimension": [parent.get(t, "") if t in status else "" for t in names],
            "points": points,
            "fresh": fresh.sum().reindex(names).fillna(0),
            "broken": (status == "break").sum().reindex(names).fillna(0),
            "since": start.min().reindex(names),
            "until": end.max().reindex(names),
        },
        index=names,
    ).astype({"fresh": int, "broken": int})


def _mean(frame: pd.DataFrame, weights: pd.Series) -> pd.Series:
    if weights.sum() == 0:
        return pd.Series(np.nan, frame.columns)
    return frame.mul(weights, axis=0).sum() / weights.sum()


def _by_dimension(terms: pd.DataFrame, present: list[str]) -> list[str]:
    """Order the indicators by dimension, and within it from loss to gain."""
    own = terms.loc[present]
    place = own["dimension"].map({d: i for i, d in enumerate(SCORED)})
    return list(own.assign(place=place).sort_values(["place", "points"], kind="stable").index)


def difference(snapshot: Snapshot, change: Change, what: str) -> pd.DataFrame:
    """Return the difference between two years that compares like with like.

    The total and a dimension: on the indicators present in both years
    (docs/method.md#between-two-years). An indicator:
    its figures, where both years have one, the later is a new measurement, and no level break
    lies between.

    Parameters
    ----------
    change : Change
    what : str
        ``total``, the id of a dimension or of an indicator.

    Returns
    -------
    DataFrame, index region
        ``start, end`` (what each year shows), ``value`` (the difference), ``measured_start,
        measured_end`` (years of the figures; NaN for a score) and ``reason`` why there is no
        difference: ``missing``, ``few`` (a score in both years, on too few common indicators),
        ``same`` (no new measurement), ``break``; empty where there is one.
    """
    if what == TOTAL or what in SCORED:
        table = pd.DataFrame(
            {"start": change.start.table[what], "end": change.end.table[what]},
        )
        table["value"] = change.table["change" if what == TOTAL else what]
        table["measured_start"] = table["measured_end"] = np.nan
        known = table[["start", "end"]].notna().all(axis=1)
        table["reason"] = np.where(table["value"].notna(), "", np.where(known, "few", "missing"))
        return table
    a, b = (figures_of(snapshot, what, s.year) for s in (change.start, change.end))
    return _between_figures(a, b, snapshot.catalog.indicators[what].breaks)


def _between_figures(a: pd.DataFrame, b: pd.DataFrame, breaks: Collection[int]) -> pd.DataFrame:
    table = pd.DataFrame({"start": a["value"], "end": b["value"]})
    reason = pd.Series("", table.index, dtype=object)
    for first in breaks:
        across = (a["measured"] < first) != (b["measured"] < first)
        reason = reason.mask(across, "break")
    reason = reason.mask(a["measured"] == b["measured"], "same")
    reason = reason.mask(table.isna().any(axis=1), "missing")
    table["value"] = (table["end"] - table["start"]).where(reason == "")
    table["measured_start"], table["measured_end"] = a["measured"], b["measured"]
    table["reason"] = reason
    return table


def all_differences(
    snapshot: Snapshot, scores: Mapping[int, YearScores], what: str
) -> dict[tuple[int, int], pd.Series]:
    """Return the differences between every two years, the earlier first.

    The same as the ``value`` of `difference`, without the rest of a comparison: all pairs at
    once take as long as one comparison. The other way round only the sign differs.

    Parameters
    ----------
    scores : mapping of int to YearScores
        All with the same options, which compare over years.
    what : str
        ``total``, the id of a dimension or of an indicator.

    Raises
    ------
    MonitorError
        For percentile ranks, with the reason.
    """
    for own in scores.values():
        check_comparable(own.options)
    pairs = list(combinations(sorted(scores), 2))
    if not pairs:
        return {}
    years = tuple(zip(*pairs, strict=True))  # of the starts, of the ends
    if what == TOTAL or what in SCORED:
        ends = common_scores(*([scores[y] for y in side] for side in years))
        return {p: b[what] - a[what] for p, (a, b) in zip(pairs, ends, strict=True)}
    figures = {y: figures_of(snapshot, what, y) for y in scores}
    a, b = (pd.concat([figures[y] for y in side]) for side in years)
    found = _between_figures(a, b, snapshot.catalog.indicators[what].breaks)["value"]
    count = len(found) // len(pairs)
    return {p: found.iloc[k * count : (k + 1) * count] for k, p in enumerate(pairs)}


def usual_differences(values: pd.DataFrame, span: int = 4) -> pd.Series:
    """Return the differences over some years, of all years: a measure for the classes of a map.

    Parameters
    ----------
    values : DataFrame, regions x years (ascending)
    span : int
        Number of columns apart; with fewer columns, neighbours.
    """
    years = list(values.columns)
    pairs = list(zip(years, years[span:], strict=False)) or list(pairwise(years))
    found = [values[b] - values[a] for a, b in pairs]
    return pd.concat(found).dropna() if found else pd.Series(dtype=float)


def marks(change: Change) -> pd.DataFrame:
    """Say of every municipality what a reader must know before comparing its two years.

    Returns
    -------
    DataFrame, index region
        ``broken`` (indicators with a level break between), ``same`` (indicators without a new
        measurement), ``other`` (indicators that entered or left), ``harmonised`` (a figure made
        from merged municipalities), ``oldest`` (year of the oldest figure of the end year).
    """
    status = change.status
    return pd.DataFrame(
        {
            "broken": (status == "break").sum(axis=1),
            "same": (status == "same").sum(axis=1),
            "other": status.isin([ENTERED, LEFT]).sum(axis=1),
            "harmonised": change.table["harmonised"],
            "oldest": change.end.table["oldest_year"],
        }
    )
