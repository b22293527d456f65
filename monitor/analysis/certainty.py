"""How sure the ranks of a year are as a whole, and one score worked out step by step."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd

from monitor.analysis.scores import YearScores
from monitor.snapshot import Snapshot


@dataclass(frozen=True)
class Certainty:
    """Summary of `monitor.analysis.robust.robustness`.

    Attributes
    ----------
    ranked : int
        Municipalities with a rank.
    width : float
        Mean width of the 5-95% interval of the rank, in places.
    points : float
        Mean width of the 5-95% interval of the total, in points.
    lagging, lagging_area : int
        Robustly lagging municipalities in the country and in the area.
    """

    ranked: int
    width: float
    points: float
    lagging: int
    lagging_area: int


def certainty_of(robust: pd.DataFrame, area: pd.Index) -> Certainty:
    """Summarise how sure ranks are."""
    return Certainty(
        ranked=int(robust["rank"].notna().sum()),
        width=float((robust["rank_high"] - robust["rank_low"]).mean()),
        points=float((robust["total_high"] - robust["total_low"]).mean()),
        lagging=int(robust["lagging"].sum()),
        lagging_area=int(robust["lagging"].reindex(area).sum()),
    )


def with_bounds(scores: YearScores) -> tuple[list[str], list[str]]:
    """Return the indicators of a year of which the source gives 95% bounds, and those without."""
    known = [str(i) for i in scores.values.columns[scores.values.notna().any()]]
    bound = scores.lower.notna() & scores.upper.notna()
    having = {i for i in known if bound[i].any()}
    return [i for i in known if i in having], [i for i in known if i not in having]


@dataclass(frozen=True)
class Worked:
    """One figure on its way to z: z = direction * (value - mean) / sd + shift.

    Attributes
    ----------
    indicator : str
    value, mean, sd : float
        In the unit of the catalog; ``value`` within the frozen caps.
    measured : int
        Year of measurement.
    direction : int
    z : float
        As the score holds it.
    """

    indicator: str
    value: float
    mean: float
    sd: float
    measured: int
    direction: int
    z: float


def worked_example(
    snapshot: Snapshot, scores: YearScores, code: str, dimension: str
) -> Worked | None:
    """Work out the first plain figure of a municipality in a dimension.

    Plain: on a scale without a level break, and not brought within a cap, so that the formula is
    all there is to it. None where the municipality has no such figure.
    """
    scales = snapshot.scales
    for entry in snapshot.catalog.of_dimension(dimension):
        own = scales[scales["indicator"] == entry.id]
        if entry.id not in scores.z or len(own) != 1 or scores.capped.at[code, entry.id]:
            continue
        value = _cell(scores.values, code, entry.id)
        if not math.isnan(value):
            row = own.iloc[0]
            return Worked(
                entry.id,
                value,
                float(row["mean"]),
                float(row["sd"]),
                int(_cell(scores.measured, code, entry.id)),
                entry.direction,
                _cell(scores.z, code, entry.id),
            )
    return None


def _cell(frame: pd.DataFrame, code: str, indicator: str) -> float:
    return float(frame[indicator].to_numpy(dtype=float)[frame.index.get_loc(code)])
