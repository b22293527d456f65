"""An effect as a number of people, households or crimes: what it is for who lives there."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from monitor.analysis.groups import population_of
from monitor.regions.vintages import nearest_rows
from monitor.snapshot import Snapshot

HOUSEHOLDS = "huishoudens"


def in_people(
    snapshot: Snapshot,
    outcome: str,
    size: float,
    *,
    participants: int | None = None,
    codes: Sequence[str] = (),
) -> tuple[float | None, int]:
    """Write an effect as a number of people, households, or crimes a year.

    Parameters
    ----------
    size : float
        In the unit of the outcome.
    participants : int, optional
        How many municipalities of mean size; by default all that ``codes`` names.
    codes : sequence of str
        Municipalities or provinces; none: the whole country.

    Returns
    -------
    people : float or None
        Of a mean of households (income) all of them, for it concerns each. None where the unit
        counts nothing (kilometres, points of a score).
    per : int
        Of how many: a share of voters or adults, who are not in the snapshot, is given per 10,000;
        0 for a number in all municipalities together.
    """
    item = snapshot.catalog.indicators.get(outcome)
    if item is None:
        return None, 0
    share = item.unit.nl == "%"
    if item.per == "bevolking":
        people = population_of(snapshot, snapshot.catalog.boundary_year)
        return abs(size) * _together(snapshot, people, participants, codes) / item.scale, 0
    if item.weight == HOUSEHOLDS:
        all_ = _together(snapshot, _households(snapshot), participants, codes)
        return all_ * (abs(size) / 100 if share else 1), 0
    return (abs(size) * 100, 10_000) if share else (None, 0)


def _together(
    snapshot: Snapshot, counts: pd.Series, participants: int | None, codes: Sequence[str]
) -> float:
    here = counts.index.isin(codes) | snapshot.regions["province"].isin(codes) | (not codes)
    inside = counts[here]
    return float(inside.sum() if participants is None else participants * inside.mean())


def _households(snapshot: Snapshot) -> pd.Series:
    o = snapshot.observations
    near = nearest_rows(o[o["indicator"] == HOUSEHOLDS], snapshot.catalog.boundary_year)
    return 1000 * near["value"].reindex(snapshot.regions.index)
