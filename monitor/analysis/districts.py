"""Weak districts behind a good average: what a municipality's mean hides.

Most figures of districts are model estimates without bounds: a signal where to look, no proof.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from monitor.analysis.district_index import TOTAL, Edition, district_index
from monitor.analysis.district_ranks import LOWEST
from monitor.analysis.score_table import weight_share
from monitor.snapshot import Snapshot

CLEARLY = 1.0
COLUMNS = [
    *("district", "name", "region", "indicator", "measured"),
    *("value", "value_region", "difference", "z_region", "behind_average"),
]


def weak_districts(snapshot: Snapshot, *, clearly: float = CLEARLY) -> pd.DataFrame:
    """Find the districts that are clearly worse than their municipality, and on what.

    Both figures come from the same source and stand on the scale of the district index; a district
    is clearly worse where its z is at least ``clearly`` (one standard deviation between districts)
    lower. Districts that are too small to rank are left out.

    Returns
    -------
    DataFrame
        A row per district and indicator, the largest difference first: ``district, name, region,
        indicator, measured`` (year), ``value, value_region`` (unit of the catalog), ``difference``
        (z of the district minus the municipality), ``z_region`` and ``behind_average`` (whether the
        municipality itself stands at or above the Netherlands: z_region >= 0). No rows in a
        snapshot without districts.
    """
    if snapshot.district_figures.empty:
        return pd.DataFrame(columns=COLUMNS)
    edition = district_index(snapshot)
    large = edition.table[~edition.table["small"]]
    found = [_compare(edition, large, str(name)) for name in edition.z.columns]
    table = pd.concat(found, ignore_index=True)
    weak = table[table["difference"] <= -clearly]
    order = weak["difference"].round(10).sort_values(kind="stable").index
    return weak.loc[order, COLUMNS].reset_index(drop=True)


def _compare(edition: Edition, large: pd.DataFrame, indicator: str) -> pd.DataFrame:
    """Differences in z of the districts on one indicator, where both are of one year."""
    home = large["region"]
    measured = edition.measured[indicator].reindex(large.index)
    same = measured.to_numpy() == edition.measured[indicator].reindex(home).to_numpy()
    z, z_region = (edition.z[indicator].reindex(codes).to_numpy() for codes in (large.index, home))
    table = pd.DataFrame(
        {
            "district": large.index,
            "name": large["name"].to_numpy(),
            "region": home.to_numpy(),
            "indicator": indicator,
            "measured": measured.to_numpy(),
            "value": edition.values[indicator].reindex(large.index).to_numpy(),
            "value_region": edition.values[indicator].reindex(home).to_numpy(),
            "difference": z - z_region,
            "z_region": z_region,
            "behind_average": z_region >= 0,
        }
    )
    kept: pd.DataFrame = table[same].astype({"measured": int})
    return kept


def behind_average(edition: Edition) -> pd.DataFrame:
    """Lay every municipality beside its own districts: what a good average may hide.

    Returns
    -------
    DataFrame, index region
        ``name``; ``total`` (the municipality on the scale of the districts), ``mean`` and
        ``spread`` (weighted mean and standard deviation of its ranked districts, in points),
        ``districts`` (how many of them), ``lowest`` (code), ``lowest_name``, ``lowest_total``,
        ``apart`` (lowest minus municipality) and ``low_share`` (share of the inhabitants of its
        ranked districts who live in one of the country's lowest quarter). Only municipalities with
        two ranked districts and a total of their own, the largest distance first.
    """
    ranked = edition.ranked
    bottom = ranked["rank"] - 1 >= (1 - LOWEST) * len(ranked) - 1e-9
    weight, total = ranked["inhabitants"], ranked[TOTAL]
    home = ranked["region"]
    people = weight.groupby(home).sum()
    mean = (weight * total).groupby(home).sum() / people
    away = (total - mean.reindex(home).to_numpy()) ** 2
    last = ranked.drop_duplicates("region", keep="last").reset_index().set_index("region")
    table = pd.DataFrame(
        {
            "name": edition.homes["name"],
            TOTAL: edition.homes[TOTAL],
            "mean": mean,
            "spread": ((weight * away).groupby(home).sum() / people) ** 0.5,
            "districts": home.value_counts(),
            "lowest": last["code"],
            "lowest_name": last["name"],
            "lowest_total": last[TOTAL],
            "low_share": weight.where(bottom, 0.0).groupby(home).sum() / people,
        }
    ).rename_axis("region")
    table["apart"] = table["lowest_total"] - table[TOTAL]
    kept = table[(table["districts"] >= 2) & table["apart"].notna()]
    return kept.sort_values("apart", kind="stable").astype({"districts": int})


def quarters(z: pd.DataFrame, among: pd.Index) -> pd.DataFrame:
    """Say in which quarter every figure lies: 1 = least resilient, 4 = most, NaN without a figure.

    Parameters
    ----------
    z : DataFrame, codes x indicators
        Directed: higher is more resilient.
    among : Index
        The codes that the quarters are taken over; ties fall in the lower quarter.
    """
    known = z.loc[z.index.isin(among)]
    edges = [known.quantile(share) for share in (0.25, 0.5, 0.75)]
    place = 1 + z.gt(edges[0], axis=1) + z.gt(edges[1], axis=1).astype(int)
    quarter: pd.DataFrame = (place + z.gt(edges[2], axis=1)).where(z.notna())
    return quarter


def lagging_count(quarter: pd.DataFrame) -> pd.Series:
    """Count the indicators in the lowest quarter, per code."""
    count: pd.Series = (quarter == 1).sum(axis=1)
    return count


def neighbourhoods(snapshot: Snapshot, district: str) -> tuple[pd.DataFrame, dict[str, int]]:
    """Return the raw figures of the neighbourhoods in a district: no score, no rank.

    Returns
    -------
    DataFrame, index code
        ``name``, ``inhabitants`` and a column per indicator that any of them has, in catalog order.
    dict of str to int
        Of every indicator the year of its figures: the newest of the district, not after the
        edition.
    """
    rules, places = snapshot.catalog.districts, snapshot.district_places
    own = places[(places["district"] == district) & (places["code"] != district)].set_index("code")
    table = own[["name", "inhabitants"]].sort_index()
    if rules is None:
        return table, {}
    figures = snapshot.district_figures
    mine = figures[
        figures["code"].isin(table.index)
        & figures["value"].notna()
        & (figures["year"] <= rules.edition)
    ]
    years = {str(k): int(y) for k, y in mine.groupby("indicator")["year"].max().items()}
    kept = {name: years[name] for name in rules.indicators if name in years}
    for name, year in kept.items():
        of = mine[(mine["indicator"] == name) & (mine["year"] == year)].set_index("code")["value"]
        table[name] = of.reindex(table.index)
    return table, kept


def beside_the_index(snapshot: Snapshot) -> list[str]:
    """Return the indicators with figures of districts that are no part of the index.

    Those of an own set by district, in catalog order.
    """
    rules = snapshot.catalog.districts
    having = set(snapshot.district_figures["indicator"]) - set(rules.indicators if rules else ())
    return [name for name in snapshot.catalog.indicators if name in having]


def newest_of(snapshot: Snapshot, indicator: str) -> pd.DataFrame:
    """Return the newest figure of every place, of an indicator that is no part of the index.

    Returns
    -------
    DataFrame, index code
        ``value``, ``year``, ``made``.
    """
    figures = snapshot.district_figures
    own = figures[(figures["indicator"] == indicator) & figures["value"].notna()]
    own = own.sort_values("year").drop_duplicates("code", keep="last").set_index("code")
    return own[["value", "year", "made"]]


def fresh_share(edition: Edition, what: str, codes: pd.Index) -> float:
    """Share (0-1) of the weight of a score that was measured in the year of the edition itself.

    Parameters
    ----------
    what : str
        ``total`` or a dimension.
    codes : Index

    Returns
    -------
    float
        The mean of the districts that have the score; NaN where none has.
    """
    known, own = codes[edition.table.loc[codes, what].notna()], edition.parts(what)
    if known.empty:
        return float("nan")
    weight, parent = edition.structure["weight"], edition.structure["parent"]
    siblings = weight.groupby(parent).sum()
    weights = pd.Series({n: weight[n] / siblings[parent[n]] * weight[parent[n]] for n in own})
    present = edition.z.loc[known, own].notna().to_numpy()
    fresh = (edition.measured.loc[known, own] == edition.year).to_numpy() & present
    return float(weight_share(fresh, present, weights).mean())


def why_no_rank(scored: Mapping[Any, Any] | pd.Series) -> str:
    """Say why a district has no rank: ``small``, ``layout``, ``figures``; empty where it has one.

    Parameters
    ----------
    scored : mapping or Series
        A row of ``edition.table``.
    """
    if scored["small"]:
        return "small"
    if pd.notna(scored["rank"]):
        return ""
    return "figures" if scored["joined"] else "layout"


def why_no_figure(table: pd.DataFrame, value: pd.Series, *, former: bool) -> list[str]:
    """Say of some districts why a measure other than the total is not drawn.

    Parameters
    ----------
    table : DataFrame
        Rows of ``edition.table``.
    value : Series
        Of the measure.
    former : bool
        Whether the measure takes figures of the districts of an earlier year.

    Returns
    -------
    list of str
        ``small``, ``layout`` (not found again on the districts of now), ``none`` (the source has no
        figure); empty where it is drawn.
    """
    rows = zip(table["small"], value.notna(), table["joined"], strict=True)
    return [
        "small" if small else "" if known else "layout" if former and not joined else "none"
        for small, known, joined in rows
    ]
