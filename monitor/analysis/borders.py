"""Who borders on whom (libpysal), kept on disk and reckoned in a process of its own.

    python -m monitor.analysis.borders BOUNDARIES

prints the pairs as JSON: a server that reads shapes itself holds 60 MB more for good.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

import monitor
from monitor.errors import MonitorError
from monitor.snapshot import Snapshot
from monitor.store.kept import kept_table
from monitor.store.place import cache_root
from monitor.store.sign import sign_of

if TYPE_CHECKING:
    import geopandas as gpd

RD = 28992
GAP_METRES = 50.0
_PAIR = ["focal", "neighbor"]


def snapshot_neighbours(snapshot: Snapshot) -> pd.DataFrame:
    """Return `neighbours` of the boundaries of a snapshot, from the disk where they were found."""
    shapes = hashlib.sha256(snapshot.boundaries.read_bytes()).hexdigest()[:12]
    file = cache_root() / "borders" / f"{shapes}-{_code()}" / "borders.parquet"
    return kept_table(file, lambda: _found_apart(snapshot.boundaries))


@cache
def _code() -> str:
    return sign_of(["analysis/borders.py"], ["geopandas", "libpysal", "shapely"])[:12]


def _found_apart(boundaries: Path) -> pd.DataFrame:
    # not multiprocessing: that would run the script of the page again
    command = [sys.executable, "-W", "ignore", "-m", "monitor.analysis.borders"]
    done = subprocess.run(  # noqa: S603 - our own module
        [*command, str(boundaries.resolve())],
        cwd=Path(monitor.__file__).parents[1],
        capture_output=True,
        check=True,
        timeout=120,
    )
    return pd.DataFrame(json.loads(done.stdout), columns=_PAIR)


def neighbours(shapes: gpd.GeoDataFrame) -> pd.DataFrame:
    """Who borders on whom: municipalities within 50 m, islands tied to the nearest one.

    The margin bridges what simplifying the shapes may open. An island (no neighbour at all) gets
    the municipality whose centroid is nearest, so that it takes part.

    Parameters
    ----------
    shapes : GeoDataFrame, indexed by code
        Polygons in any known coordinate system; distances are taken in RD (EPSG:28992).

    Returns
    -------
    DataFrame
        ``focal`` and ``neighbor`` (codes), each pair both ways, in the order of ``shapes``.

    Raises
    ------
    MonitorError
        Where the coordinate system is unknown.
    """
    from libpysal.graph import Graph  # noqa: PLC0415 - see above

    if shapes.crs is None:
        raise MonitorError(
            "De grenzen noemen geen coördinatenstelsel", remedy="Geef ze EPSG:4326 of EPSG:28992."
        )
    flat = shapes.to_crs(RD)
    graph = Graph.build_fuzzy_contiguity(flat, buffer=GAP_METRES)
    found = graph.adjacency.reset_index()
    found = found[found["weight"] > 0]
    islands = graph.isolates
    if not islands.empty and len(flat) > 1:
        nearest = Graph.build_knn(flat.centroid, k=1).adjacency.reset_index()
        tie = nearest[nearest["focal"].isin(islands)]
        back = tie.rename(columns={"focal": "neighbor", "neighbor": "focal"})
        found = pd.concat([found, tie, back]).drop_duplicates(_PAIR)
    order = {code: i for i, code in enumerate(flat.index)}
    pairs = pd.DataFrame(found[_PAIR])
    return pairs.sort_values(_PAIR, key=lambda s: s.map(order), ignore_index=True)


def _print(boundaries: Path) -> None:
    import geopandas as gpd  # noqa: PLC0415 - see above

    pairs = neighbours(gpd.read_file(boundaries).set_index("code"))
    sys.stdout.write(json.dumps(pairs.to_numpy().tolist()))


if __name__ == "__main__":
    _print(Path(sys.argv[1]))
