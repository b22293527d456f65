"""Where do low scores lie together? Moran's I and local clusters (libpysal, esda).

Sources: Moran (1950); Anselin, Local Indicators of Spatial Association (1995); Benjamini and
Hochberg (1995) for the false discovery rate, as Caldas de Castro and Singer (2006) use it for
local statistics.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
from esda.moran import Moran
from libpysal.graph import Graph
from scipy.stats import false_discovery_control

from monitor.errors import MonitorError
from monitor.snapshot import Snapshot

RD = 28992
GAP_METRES = 50.0
ALPHA = 0.05
FEWEST = 10
STEPS = 2_000  # values are rounded to this many steps from lowest to highest

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Clusters:
    """Global and local spatial association of one variable.

    Attributes
    ----------
    moran : float
        Moran's I with row-standardised weights.
    expected : float
        What I is without association: -1 / (n - 1).
    p : float
        Two-sided p-value of I under randomisation (Cliff and Ord 1981).
    table : DataFrame, index region
        ``value``, ``neighbours`` (mean of the neighbours), ``local`` (local Moran's I), ``p``
        (two-sided, exact over all permutations), ``q`` (adjusted for the false discovery rate, NaN
        where not tested) and ``cluster``:
        low-low, high-high, low-high (low among high), high-low, or "" where q > alpha.
    """

    moran: float
    expected: float
    p: float
    table: pd.DataFrame


def neighbours(shapes: gpd.GeoDataFrame) -> Graph:
    """Who borders on whom: municipalities within 50 m, islands tied to the nearest one.

    The margin bridges what simplifying the shapes may open. An island (no neighbour at all) gets
    the municipality whose centroid is nearest, so that it takes part.

    Parameters
    ----------
    shapes : GeoDataFrame, indexed by code
        Polygons in any known coordinate system; distances are taken in RD (EPSG:28992).

    Raises
    ------
    MonitorError
        Where the coordinate system is unknown.
    """
    if shapes.crs is None:
        raise MonitorError(
            "De grenzen noemen geen coördinatenstelsel", remedy="Geef ze EPSG:4326 of EPSG:28992."
        )
    flat = shapes.to_crs(RD)
    graph = Graph.build_fuzzy_contiguity(flat, buffer=GAP_METRES)
    islands = graph.isolates
    if islands.empty or len(flat) < 2:
        return graph
    nearest = Graph.build_knn(flat.centroid, k=1).adjacency.reset_index()
    tie = nearest[nearest["focal"].isin(islands)]
    both = pd.concat([tie, tie.rename(columns={"focal": "neighbor", "neighbor": "focal"})])
    joined = pd.concat([graph.adjacency.reset_index(), both])
    joined = joined[joined["weight"] > 0].drop_duplicates(["focal", "neighbor"])
    order = {code: i for i, code in enumerate(graph.unique_ids)}
    joined = joined.sort_values(["focal", "neighbor"], key=lambda s: s.map(order))
    return Graph.from_arrays(*(joined[c].to_numpy() for c in ("focal", "neighbor", "weight")))


def snapshot_neighbours(snapshot: Snapshot) -> Graph:
    """Return `neighbours` of the boundaries of a snapshot."""
    return neighbours(gpd.read_file(snapshot.boundaries).set_index("code"))


def find_clusters(
    values: pd.Series,
    graph: Graph,
    *,
    family: Collection[str] | None = None,
    alpha: float = ALPHA,
) -> Clusters:
    """Test a variable for spatial association, as a whole and around every municipality.

    The local p-values are those that ever more permutations go to (`permuted_tails`), so there is
    no seed to depend on; the smaller tail is doubled to be two-sided. Among n local tests
    Benjamini-Hochberg keeps the expected share of false finds below ``alpha``.

    Parameters
    ----------
    values : Series of float, index region
        Regions without a figure are left out, with their borders.
    graph : Graph
        From `neighbours`; covers all regions of ``values``.
    family : collection of str, optional
        Municipalities that are tested, as the province that is looked at: the fewer tests, the more
        can be found. Others only serve as neighbours. All when absent.
    alpha : float
        False discovery rate.

    Raises
    ------
    MonitorError
        Where fewer than ten municipalities have a figure, or all figures are equal.
    """
    known = values.dropna()
    known = known[known.index.isin(graph.unique_ids)]
    if len(known) < FEWEST or known.nunique() < 2:
        raise MonitorError(
            "Voor ruimtelijke clusters zijn er te weinig (verschillende) cijfers",
            where=f"{len(known)} gemeenten",
        )
    weights = graph.subgraph([c for c in graph.unique_ids if c in known.index]).transform("r")
    known = known.reindex(weights.unique_ids)
    with np.errstate(divide="ignore", invalid="ignore"):  # by 0 where a place has no neighbours
        whole = Moran(known.to_numpy(), weights, permutations=0)
    around = pd.Series(weights.lag(known.to_numpy()), known.index)
    counts = weights.cardinalities.reindex(known.index).to_numpy()
    apart = (known - known.mean()) / known.std()
    beside = (around - known.mean()) / known.std()
    table = pd.DataFrame({"value": known, "neighbours": around, "local": apart * beside})
    table["p"] = np.minimum(1.0, 2 * permuted_tails(known.to_numpy(), around.to_numpy(), counts))
    table.loc[counts == 0, ["neighbours", "local"]] = np.nan
    tested = np.ones(len(table), bool) if family is None else table.index.isin(list(family))
    table["q"] = np.nan
    table.loc[tested, "q"] = false_discovery_control(table.loc[tested, "p"].to_numpy())
    named = np.char.add(np.where(apart > 0, "high-", "low-"), np.where(beside > 0, "high", "low"))
    table["cluster"] = np.where(table["q"] <= alpha, named, "")
    return Clusters(
        float(whole.I), float(whole.EI), float(whole.p_rand), table.rename_axis("region")
    )


def permuted_tails(values: Array, around: Array, counts: npt.NDArray[np.int64]) -> Array:
    """Share of all permutations in which the neighbours of a place are as extreme as they are.

    A conditional permutation (Anselin 1995) keeps the value of a place and deals the others out
    again, so its k neighbours are k of the n - 1 other values drawn without replacement. How often
    each sum of k comes up is counted outright: a value v either takes part or not, so with f_j(s)
    the number of ways to draw j values that add up to s, f_j(s) grows by f_(j-1)(s - v). Leaving a
    value out again is the same step backwards. Exact up to the rounding of values to 2,000 steps.

    Parameters
    ----------
    values : ndarray, shape (n,)
    around : ndarray, shape (n,)
        Mean of the neighbours of each.
    counts : ndarray of int, shape (n,)
        How many neighbours each has.

    Returns
    -------
    ndarray, shape (n,)
        The smaller of both tails; 1 without neighbours.
    """
    step = np.ptp(values) / STEPS
    whole = np.rint((values - values.min()) / step).astype(int)
    most = min(int(counts.max()), len(values) - 1)
    ways = np.zeros((most + 1, most * STEPS + 1))
    ways[0, 0] = 1.0
    for v in whole:
        ways[1:, v:] += ways[:-1, : ways.shape[1] - v]
    tails = np.ones(len(values))
    for i, k in enumerate(counts):
        if k == 0:
            continue
        own = _without(ways[: k + 1], whole[i])
        seen = (around[i] - values.min()) * k / step
        slack = k / 2 + 1e-6  # each value is rounded by at most half a step
        at = np.arange(len(own))
        tails[i] = min(own[at <= seen + slack].sum(), own[at >= seen - slack].sum()) / own.sum()
    return tails


def _without(ways: Array, v: int) -> Array:
    """Ways to draw as many values as ``ways`` has rows but one, when one value v takes no part."""
    row: Array = ways[0]
    for more in ways[1:]:
        less = more.copy()
        less[v:] -= row[: len(row) - v]
        row = np.maximum(less, 0.0)  # what is left of 0 after rounding
    return row
