"""Answers on districts: the edition, how sure its ranks are, and where the browser finds shapes."""

from __future__ import annotations

import pandas as pd

from monitor.analysis import district_index as index
from monitor.analysis import district_ranks, districts
from monitor.charts.extent import Box, box_of
from monitor.snapshot import Snapshot, collection
from monitor.snapshot_write import write_shapes
from monitor.ui.data import static
from monitor.ui.data.remember import of_snapshot, once

_DRAWS = 2_000
"""A fifth of the draws for municipalities: of each of seven times as many units."""


@once(1)
def _edition(shown: Snapshot) -> index.Edition:
    return index.district_index(shown)


@of_snapshot(1)
def has_districts(shown: Snapshot) -> bool:
    """Whether the figures shown have districts; those of an older snapshot have none."""
    return shown.catalog.districts is not None and not shown.district_figures.empty


@of_snapshot(1)
def edition(shown: Snapshot) -> index.Edition:
    """Return the district index."""
    return _edition(shown)


@of_snapshot(1, alone=True)
def district_certainty(shown: Snapshot) -> pd.DataFrame:
    """Say how sure the rank of every ranked district is.

    Returns
    -------
    DataFrame, index code
        ``rank_median``, ``rank_low``, ``rank_high``, ``total_low``, ``total_high``, ``p_bottom``,
        ``p_top``, ``lagging``.
    """
    return district_ranks.district_certainty(_edition(shown), _DRAWS)


@of_snapshot(1)
def behind_average(shown: Snapshot) -> pd.DataFrame:
    """Lay every municipality beside its districts.

    Returns
    -------
    DataFrame, index region
        ``name``, ``total``, ``mean``, ``spread``, ``districts``, ``lowest``, ``lowest_name``,
        ``lowest_total``, ``low_share``, ``apart``.
    """
    return districts.behind_average(_edition(shown))


@of_snapshot(1)
def district_quarters(shown: Snapshot) -> pd.DataFrame:
    """Say in which quarter of the ranked districts of the country every figure lies.

    Returns
    -------
    DataFrame, index code
        A column an indicator of the index: 1 = least resilient, 4 = most, NaN without a figure.
    """
    found = _edition(shown)
    return districts.quarters(found.z.loc[found.table.index.intersection(found.z.index)],
                              found.ranked.index)  # fmt: skip


@of_snapshot(256)
def district_years(shown: Snapshot, code: str) -> pd.DataFrame:
    """Return all figures of a district, neighbourhood or municipality over the years.

    Parameters
    ----------
    code : str

    Returns
    -------
    DataFrame, index (indicator, ``value`` or ``count``), columns years
        A rate, and the count that it is made of, are two rows.
    """
    figures = shown.district_figures
    own = figures[figures["code"] == code].astype({"indicator": str})
    long = own.melt(["indicator", "year"], ["count", "value"], "kind", "figure").dropna()
    wide = long.pivot(index=["indicator", "kind"], columns="year", values="figure")
    order = {name: n for n, name in enumerate(shown.catalog.indicators)}
    return wide.sort_index(key=lambda level: level.map(lambda x: order.get(x, len(order))))


@of_snapshot(256)
def neighbourhoods(shown: Snapshot, district: str) -> tuple[pd.DataFrame, dict[str, int]]:
    """Return the raw figures of the neighbourhoods in a district, and of which year each is.

    Parameters
    ----------
    district : str
        Code.
    """
    return districts.neighbourhoods(shown, district)


@of_snapshot(1)
def beside_the_index(shown: Snapshot) -> list[str]:
    """Return the indicators with figures of districts that are no part of the index."""
    return districts.beside_the_index(shown)


@of_snapshot(1)
def of_districts_alone(shown: Snapshot) -> set[str]:
    """Return the indicators that have figures of districts and none of municipalities."""
    below = set(districts.beside_the_index(shown))
    return below - set(shown.observations["indicator"].unique()) if below else below


@of_snapshot(16)
def district_newest(shown: Snapshot, indicator: str) -> pd.DataFrame:
    """Return the newest figure of every place, of an indicator beside the index.

    Parameters
    ----------
    indicator : str
        Id.

    Returns
    -------
    DataFrame, index code
        ``value``, ``year``, ``made``.
    """
    return districts.newest_of(shown, indicator)


@of_snapshot(16)
def district_geometry_url(shown: Snapshot, province: str) -> str:
    """Return the address of the shapes of a province's districts: fetched once by the browser.

    Parameters
    ----------
    province : str
        Code, as ``PV30``.
    """
    mark = shown.manifest["files"]["districts.geojson"][:12]
    name = f"wijken.{mark}.{province}.json"
    if not (static.STATIC / name).exists():
        home = shown.district_places.set_index("code")["region"].map(shown.regions["province"])
        shapes = collection(shown.district_boundaries, set(home.index[home == province]))
        write_shapes(static.STATIC / name, shapes)
    return static.static_url(name)


@of_snapshot(1)
def district_boxes(shown: Snapshot) -> dict[str, Box]:
    """Return the box around every district."""
    return {
        f["id"]: box_of(f["geometry"]) for f in collection(shown.district_boundaries)["features"]
    }
