"""Answers on districts: the edition, how sure its ranks are, and where the browser finds shapes."""

from __future__ import annotations

import pandas as pd

from monitor.analysis import district_index as index
from monitor.analysis import district_ranks, districts
from monitor.answers import static
from monitor.answers.extent import Box, box_of
from monitor.answers.remember import once
from monitor.answers.view import snapshot
from monitor.snapshot import collection
from monitor.snapshot_write import write_shapes

_DRAWS = 2_000
"""A fifth of the draws for municipalities: of each of seven times as many units."""


@once(1)
def has_districts() -> bool:
    """Whether the figures shown have districts; those of an older snapshot have none."""
    shown = snapshot()
    return shown.catalog.districts is not None and not shown.district_figures.empty


@once(1)
def edition() -> index.Edition:
    """Return the district index."""
    return index.district_index(snapshot())


@once(1, alone=True)
def district_certainty() -> pd.DataFrame:
    """Say how sure the rank of every ranked district is.

    Returns
    -------
    DataFrame, index code
        ``rank_median``, ``rank_low``, ``rank_high``, ``total_low``, ``total_high``, ``p_bottom``,
        ``p_top``, ``lagging``.
    """
    return district_ranks.district_certainty(edition(), _DRAWS)


@once(1)
def behind_average() -> pd.DataFrame:
    """Lay every municipality beside its districts.

    Returns
    -------
    DataFrame, index region
        ``name``, ``total``, ``mean``, ``spread``, ``districts``, ``lowest``, ``lowest_name``,
        ``lowest_total``, ``low_share``, ``apart``.
    """
    return districts.behind_average(edition())


@once(1)
def district_quarters() -> pd.DataFrame:
    """Say in which quarter of the ranked districts of the country every figure lies.

    Returns
    -------
    DataFrame, index code
        A column an indicator of the index: 1 = least resilient, 4 = most, NaN without a figure.
    """
    found = edition()
    return districts.quarters(found.z.loc[found.table.index.intersection(found.z.index)],
                              found.ranked.index)  # fmt: skip


@once(256)
def district_years(code: str) -> pd.DataFrame:
    """Return all figures of a district, neighbourhood or municipality over the years.

    Parameters
    ----------
    code : str

    Returns
    -------
    DataFrame, index (indicator, ``value`` or ``count``), columns years
        A rate, and the count that it is made of, are two rows.
    """
    shown = snapshot()
    figures = shown.district_figures
    own = figures[figures["code"] == code].astype({"indicator": str})
    long = own.melt(["indicator", "year"], ["count", "value"], "kind", "figure").dropna()
    wide = long.pivot(index=["indicator", "kind"], columns="year", values="figure")
    order = {name: n for n, name in enumerate(shown.catalog.indicators)}
    return wide.sort_index(key=lambda level: level.map(lambda x: order.get(x, len(order))))


@once(256)
def neighbourhoods(district: str) -> tuple[pd.DataFrame, dict[str, int]]:
    """Return the raw figures of the neighbourhoods in a district, and of which year each is.

    Parameters
    ----------
    district : str
        Code.
    """
    return districts.neighbourhoods(snapshot(), district)


@once(1)
def beside_the_index() -> list[str]:
    """Return the indicators with figures of districts that are no part of the index."""
    return districts.beside_the_index(snapshot())


@once(1)
def of_districts_alone() -> set[str]:
    """Return the indicators that have figures of districts and none of municipalities."""
    shown = snapshot()
    below = set(districts.beside_the_index(shown))
    return below - set(shown.observations["indicator"].unique()) if below else below


@once(16)
def district_newest(indicator: str) -> pd.DataFrame:
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
    return districts.newest_of(snapshot(), indicator)


@once(16)
def district_geometry_url(province: str) -> str:
    """Return the address of the shapes of a province's districts: fetched once by the browser.

    Parameters
    ----------
    province : str
        Code, as ``PV30``.
    """
    shown = snapshot()
    mark = shown.manifest["files"]["districts.geojson"][:12]
    name = f"wijken.{mark}.{province}.json"
    if not (static.STATIC / name).exists():
        home = shown.district_places.set_index("code")["region"].map(shown.regions["province"])
        shapes = collection(shown.district_boundaries, set(home.index[home == province]))
        write_shapes(static.STATIC / name, shapes)
    return static.static_url(name)


@once(1)
def district_boxes() -> dict[str, Box]:
    """Return the box around every district."""
    return {
        f["id"]: box_of(f["geometry"])
        for f in collection(snapshot().district_boundaries)["features"]
    }
