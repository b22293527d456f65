"""Signals: the few changes of a year that are more than usual (docs/steering.md#signals).

Thousands of changes are looked at, so that one in twenty would stand out by chance alone: the share
of false signals is held at 5% (Benjamini and Hochberg 1995).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from monitor.analysis.discovery import false_discovery
from monitor.analysis.groups import population_of
from monitor.analysis.unusual import SMALL
from monitor.snapshot import Snapshot
from monitor.steering.chance import FEWEST, chance
from monitor.steering.district_signals import district_changes
from monitor.steering.usual import Steps, StepsOf

RATE = 0.05
"""Share of the signals that may be false."""


@dataclass(frozen=True, eq=False)
class Signals:
    """The signals of a year, and among how many changes they were found.

    Attributes
    ----------
    table : DataFrame
        ``indicator, region, district`` (empty for the municipality itself), ``since, change,
        apart`` (less that of the middle municipality or district), ``usual`` (95% of the changes
        beside the middle one), ``p`` and ``q`` (the rate of false signals at which it is one); the
        strongest first. Of a district in counts.
    tested : int
        Changes of municipalities that were looked at.
    indicators : tuple of str
        Measured in the year, with a change to look at.
    districts : int
        Changes of districts that were looked at.
    """

    year: int
    table: pd.DataFrame
    tested: int
    indicators: tuple[str, ...]
    districts: int = 0


def signals_among(
    steps: Mapping[str, Steps],
    year: int,
    rate: float = RATE,
    districts: pd.DataFrame | None = None,
) -> Signals:
    """Find the changes up to a year that are more than usual, over everything at once.

    Parameters
    ----------
    steps : mapping of str to Steps
        Of every indicator that takes part.
    rate : float
        Share of the signals that may be false, of municipalities and districts together.
    districts : DataFrame, optional
        As `monitor.steering.district_signals.district_changes`.
    """
    own = [table for name, one in steps.items() if (table := _changes(name, one, year)) is not None]
    every = [*own, *([districts] if districts is not None and len(districts) else [])]
    if not every:
        return Signals(year, pd.DataFrame(columns=["indicator", "region", "district"]), 0, ())
    table = pd.concat(every, ignore_index=True)
    table["q"] = false_discovery(table["p"])
    found = table[table["q"] <= rate].sort_values("p", ignore_index=True)
    names = tuple(str(n) for n in table["indicator"].unique())
    tested = sum(map(len, own))
    return Signals(year, found, tested, names, len(table) - tested)


def _changes(name: str, own: Steps, year: int) -> pd.DataFrame | None:
    """Return the changes of municipalities up to a year, each with its chance.

    They are laid beside those over as many years: in one year less is usual than in five.
    """
    if year not in own.table:
        return None
    own = own.like(year)
    every = own.apart.to_numpy()
    every = every[np.isfinite(every)]
    if len(every) < FEWEST:
        return None
    apart = own.apart[year].dropna()
    return pd.DataFrame(
        {
            "indicator": name,
            "region": apart.index,
            "district": "",
            "since": own.since[year],
            "change": own.table.loc[apart.index, year].to_numpy(),
            "apart": apart.to_numpy(),
            "usual": own.usual_apart,
            "p": chance(apart.to_numpy(), every),
        }
    )


def signals_of(snapshot: Snapshot, steps: StepsOf, year: int) -> Signals:
    """Find the signals of a year among all municipalities, districts and measured indicators.

    Model estimates take no part (what changes in them is the model's input), nor do municipalities
    below 5,000 inhabitants, whose figures swing by themselves.
    """
    people = population_of(snapshot, year)
    large = people.index[people >= SMALL]
    found = {}
    for item in snapshot.catalog.scored:
        if not snapshot.catalog.is_estimate(item.id):
            own = steps(item.id, None)
            found[item.id] = Steps(own.table.reindex(large), own.since)
    return signals_among(found, year, districts=district_changes(snapshot, year))
