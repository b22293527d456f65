"""Where do low scores lie together? Moran's I and local clusters (libpysal, esda).

Sources: Moran (1950); Anselin, Local Indicators of Spatial Association (1995); Benjamini and
Hochberg (1995) for the false discovery rate, as Caldas de Castro and Singer (2006) use it for
local statistics.
"""

from __future__ import annotations

import threading
import warnings
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
from esda.moran import Moran, Moran_Local
from libpysal.graph import Graph
from scipy.stats import false_discovery_control

from monitor.errors import MonitorError
from monitor.snapshot import Snapshot

RD = 28992
GAP_METRES = 50.0
PERMUTATIONS = 9_999
ALPHA = 0.05
FEWEST = 10
_ONE_AT_A_TIME = threading.Lock()
QUADRANTS = {1: "high-high", 2: "low-high", 3: "low-low", 4: "high-low"}


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
        Two-sided permutation p-value of I.
    table : DataFrame, index region
        ``value``, ``neighbours`` (mean of the neighbours), ``local`` (local Moran's I), ``p``
        (two-sided permutation), ``q`` (adjusted for the false discovery rate, NaN
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
    permutations: int = PERMUTATIONS,
    seed: int = 1,
) -> Clusters:
    """Test a variable for spatial association, as a whole and around every municipality.

    esda folds its permutation p-values (the smaller tail), so they are doubled here to be
    two-sided; among n local tests Benjamini-Hochberg keeps the expected share of false finds
    below ``alpha``.

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
    permutations, seed : int
        The same seed gives the same p-values.

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
    order = [code for code in graph.unique_ids if code in known.index]
    weights = graph.subgraph(order).transform("r")
    known = known.reindex(weights.unique_ids)
    with _esda(seed):
        local = Moran_Local(known.to_numpy(), weights, permutations=permutations, seed=seed)
        whole = Moran(known.to_numpy(), weights, permutations=permutations)
    table = pd.DataFrame({"value": known, "neighbours": weights.lag(known.to_numpy())})
    table["local"] = local.Is
    alone = known.index.isin(weights.isolates)
    table["p"] = np.where(alone, 1.0, np.minimum(1.0, 2 * local.p_sim))
    table.loc[alone, ["neighbours", "local"]] = np.nan
    tested = np.ones(len(table), bool) if family is None else table.index.isin(list(family))
    table["q"] = np.nan
    table.loc[tested, "q"] = false_discovery_control(table.loc[tested, "p"].to_numpy())
    named = [QUADRANTS[int(q)] for q in local.q]
    table["cluster"] = np.where(table["q"] <= alpha, named, "")
    p = min(1.0, 2 * float(whole.p_sim))
    return Clusters(float(whole.I), float(whole.EI), p, table.rename_axis("region"))


@contextmanager
def _esda(seed: int) -> Iterator[None]:
    """Seed numpy's global state, which esda draws from, and put it back; keep esda quiet.

    esda divides by 0 for places without neighbours, and announces p-values that are not folded.
    """
    with _ONE_AT_A_TIME, warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        warnings.simplefilter("ignore", DeprecationWarning)
        state = np.random.get_state()
        np.random.seed(seed)
        try:
            yield
        finally:
            np.random.set_state(state)
