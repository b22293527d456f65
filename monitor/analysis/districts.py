"""Weak districts behind a good average: districts that stand clearly below their municipality.

The district figures are model estimates of RIVM (SMAP) for Noord-Brabant, without bounds and
without numbers of inhabitants: a signal where to look, no proof.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from monitor.analysis.scores import YearScores
from monitor.score.asof import newest_rows, pick
from monitor.score.scale import z_score
from monitor.snapshot import Snapshot

CLEARLY = 1.0
COLUMNS = [
    *("district", "name", "region", "indicator", "measured"),
    *("value", "value_region", "difference", "z_region", "behind_average"),
]


def weak_districts(
    snapshot: Snapshot, scores: YearScores, *, clearly: float = CLEARLY
) -> pd.DataFrame:
    """Find the districts that are clearly worse than their municipality, and on what.

    Both figures are put on the frozen scale of the indicator; a district is clearly worse where
    its z is at least ``clearly`` (one standard deviation between municipalities) lower.

    Parameters
    ----------
    scores : YearScores
        Of the year to stand in: district figures are taken as of that year too, and only where the
        figure of the municipality was measured in the same year.

    Returns
    -------
    DataFrame
        A row per district and indicator, the largest difference first: ``district, name, region,
        indicator, measured`` (year), ``value, value_region`` (unit of the catalog), ``difference``
        (z of the district minus the municipality), ``z_region`` and ``behind_average`` (whether the
        municipality itself stands at or above the Netherlands: z_region >= 0).
    """
    figures = snapshot.districts
    names = scores.z.columns[scores.z.columns.isin(figures["indicator"].unique())]
    place = figures.drop_duplicates("district").set_index("district")[["name", "region"]]
    if names.empty:
        return pd.DataFrame(columns=COLUMNS)
    own = figures.rename(columns={"region": "municipality", "district": "region"})
    ages = pd.Series({n: snapshot.catalog.indicators[n].max_age for n in names})
    rows = newest_rows(own, scores.year, place.index, ages, unit="region")
    values = pick(own, "value", rows, place.index, names)
    measured = pick(own, "year", rows, place.index, names)
    found = [
        _compare(snapshot, scores, name, place, values[name], measured[name]) for name in names
    ]
    table = pd.concat(found, ignore_index=True)
    weak = table[table["difference"] <= -clearly]
    order = weak["difference"].round(10).sort_values(kind="stable").index
    return weak.loc[order, COLUMNS].reset_index(drop=True)


def _compare(
    snapshot: Snapshot,
    scores: YearScores,
    name: str,
    place: pd.DataFrame,
    value: pd.Series,
    measured: pd.Series,
) -> pd.DataFrame:
    """Differences in z of all districts on one indicator."""
    home = place["region"].to_numpy()
    same = measured.to_numpy() == scores.measured[name].reindex(home).to_numpy()
    z = np.full(len(value), np.nan)
    segments = snapshot.scales[snapshot.scales["indicator"] == name].sort_values("from_year")
    direction = snapshot.catalog.indicators[name].direction
    for _, segment in segments.iterrows():
        here = measured.to_numpy() >= segment["from_year"]
        z[here] = z_score(value.to_numpy()[here], direction, segment)
    z_region = scores.z[name].reindex(home).to_numpy()
    return pd.DataFrame(
        {
            "district": value.index,
            "name": place["name"].to_numpy(),
            "region": home,
            "indicator": name,
            "measured": measured.to_numpy(),
            "value": value.to_numpy(),
            "value_region": scores.values[name].reindex(home).to_numpy(),
            "difference": np.where(same, z - z_region, np.nan),
            "z_region": z_region,
            "behind_average": z_region >= 0,
        }
    )
