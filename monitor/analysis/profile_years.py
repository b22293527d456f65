"""The measures of a municipality over the years, with the areas around it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from monitor.analysis.area import inside, province_of
from monitor.analysis.groups import population_of
from monitor.analysis.highlights import standing
from monitor.analysis.over_time import score_line
from monitor.analysis.scores import YearScores
from monitor.marks import statuses
from monitor.snapshot import Snapshot


def around(snapshot: Snapshot, province: str) -> dict[str, pd.Index]:
    """Return the areas that a municipality stands beside: ``province`` and ``country``."""
    return {"province": inside(snapshot, province), "country": snapshot.regions.index}


def areas_over_time(
    snapshot: Snapshot,
    measure: str,
    areas: Mapping[str, pd.Index],
    every: Mapping[int, YearScores] | None = None,
    changes: Mapping[int, pd.DataFrame] | None = None,
    year: int = 0,
    *,
    weighted: bool = True,
) -> pd.DataFrame:
    """Return areas over time, on a score or an indicator.

    Parameters
    ----------
    measure : str
        ``total``, a dimension, or an indicator.
    areas : mapping of str to Index
        The municipalities of each area.
    every, changes, year
        Of a score: the scores by year, and what `monitor.analysis.over_time.changes_to` gives for
        the year that the line is read against. An indicator has the years in which it was measured,
        and its raw figures.
    weighted : bool
        Means weighted by inhabitants, or every municipality alike.

    Returns
    -------
    DataFrame, index year
        A column an area (unit of the catalog or points) and ``level``
        (0, 1, ... : a level break lies between two levels, no line may cross it).
    """
    item = snapshot.catalog.indicators.get(measure)
    if item is None:
        lines = {
            n: score_line(
                snapshot, every or {}, changes or {}, measure, year, codes, weighted=weighted
            )
            for n, codes in areas.items()
        }
        return pd.DataFrame(lines).assign(level=0).rename_axis("year")
    o = snapshot.observations
    known = o[(o["indicator"] == measure) & o["value"].notna()]
    rows = {}
    for measured, part in known.groupby("year"):
        at, values = int(str(measured)), part.set_index("region")["value"]
        alike = pd.Series(1.0, snapshot.regions.index)
        people = population_of(snapshot, at) if weighted else alike
        found = {n: standing(values, codes, people).area for n, codes in areas.items()}
        rows[at] = {**found, "level": sum(b <= at for b in item.breaks)}
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=[*areas, "level"])
    return frame.rename_axis("year")


def figures_over_time(
    snapshot: Snapshot, indicator: str, code: str, areas: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return the measurements of an indicator in one municipality, with both areas beside it.

    Parameters
    ----------
    areas : DataFrame, optional
        Of `areas_over_time`, where it is known already.

    Returns
    -------
    DataFrame, index year
        ``value, lower, upper`` (unit of the catalog; NaN where not measured), ``harmonised,
        estimate, bridged, provisional`` (bool of the municipality's figure) and the columns of
        `areas_over_time`.
    """
    if areas is None:
        areas = areas_over_time(snapshot, indicator, around(snapshot, province_of(snapshot, code)))
    frame = areas.copy()
    o = snapshot.observations
    own = o[(o["indicator"] == indicator) & (o["region"] == code) & o["value"].notna()]
    own = own.set_index("year")
    for name in ("value", "lower", "upper"):
        frame[name] = own[name].reindex(frame.index)
    status = own["status"].reindex(frame.index)
    frame["harmonised"] = frame.index.isin(own.index[own["harmonised"]])
    return frame.join(statuses(status))


def scores_over_time(
    snapshot: Snapshot,
    every: Mapping[int, YearScores],
    changes: Mapping[int, pd.DataFrame],
    measure: str,
    code: str,
    year: int,
    areas: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return a score of one municipality by year, each year read against one.

    As `figures_over_time`, but without bounds, and with ``own``: what that year shows by itself.
    Every year has a row; a year that does not compare with ``year`` stays empty, so that no line
    crosses it.

    Parameters
    ----------
    changes : mapping of year to DataFrame
        Of `monitor.analysis.over_time.changes_to`, for ``year``.
    """
    if areas is None:
        beside = around(snapshot, province_of(snapshot, code))
        areas = areas_over_time(snapshot, measure, beside, every, changes, year)
    frame, one = areas.copy(), pd.Index([code])
    frame["value"] = score_line(snapshot, every, changes, measure, year, one)
    own = {y: s.table.loc[code] for y, s in every.items()}
    frame["own"] = pd.Series({y: row[measure] for y, row in own.items()}, dtype=float)
    frame["harmonised"] = pd.Series({y: row["harmonised"] for y, row in own.items()}, dtype=bool)
    return frame.assign(lower=np.nan, upper=np.nan, estimate=False, provisional=False)
