"""Whether a snapshot is sound: codes, ranges and coverage (its hashes are checked on opening)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from monitor.catalog import Catalog
from monitor.datapackage import KEYS
from monitor.snapshot_tables import COLUMNS

if TYPE_CHECKING:
    from monitor.snapshot import Snapshot


@dataclass(frozen=True)
class Problem:
    """What ``check_snapshot`` found; a severe one makes the snapshot unsound."""

    what: str
    severe: bool = True


def _check_keys(snapshot: Snapshot) -> list[str]:
    """No table says anything twice: what its key names in the data package stands there once."""
    found = []
    for name in COLUMNS:
        table = getattr(snapshot, name)
        twice = int(table.reset_index().duplicated(KEYS[name]).sum())
        if twice:
            found.append(f"{name}.parquet: {twice} regels komen dubbel voor")
    return found


def _check_codes(snapshot: Snapshot) -> list[str]:
    """All tables name the same municipalities, and districts have a shape each."""
    codes = set(snapshot.regions.index)
    shapes = json.loads(snapshot.boundaries.read_text(encoding="utf-8"))["features"]
    found = []
    if not codes:
        found.append("regions.parquet: codes ontbreken")
    if sorted(f["properties"]["code"] for f in shapes) != sorted(codes):
        found.append("boundaries.geojson: niet precies één vorm per gemeente")
    for name, column in (
        ("observations", "region"),
        ("district_places", "region"),
        ("recoding", "to"),
    ):
        unknown = sorted(set(getattr(snapshot, name)[column]) - codes)
        if unknown:
            found.append(f"{name}.parquet: onbekende gemeente {', '.join(unknown[:5])}")
    found += _check_districts(snapshot)
    shares = snapshot.recoding.groupby("code").share.sum()
    found += [
        f"recoding.parquet: de delen van {code} tellen op tot {share:.4f}"
        for code, share in shares[(shares - 1).abs() > 1e-9].items()
    ]
    return found


def _check_districts(snapshot: Snapshot) -> list[str]:
    """Return what is wrong with the districts: a shape each, figures of known places only."""
    if snapshot.district_boundaries is None:
        return []
    found, places = [], snapshot.district_places
    shapes = json.loads(snapshot.district_boundaries.read_text(encoding="utf-8"))["features"]
    drawn = {f["properties"]["code"] for f in shapes}
    if not drawn <= set(places["code"]):
        found.append("districts.geojson: vormen van onbekende wijken")
    known = {*places["code"], *snapshot.regions.index}
    unknown = sorted(set(snapshot.district_figures["code"]) - known)
    if unknown:
        found.append(f"district_figures.parquet: onbekende wijk {', '.join(unknown[:5])}")
    return found


def _check_observations(snapshot: Snapshot) -> list[str]:
    """Finite figures of indicators and years of the catalog, of municipalities and districts."""
    obs, catalog = snapshot.observations, snapshot.catalog
    found = []
    districts = snapshot.district_figures
    own = districts["value"].fillna(districts["count"])  # some are told as a count alone
    tables = {"observations": (obs, obs.value), "district_figures": (districts, own)}
    for name, (table, value) in tables.items():
        empty = int((~np.isfinite(value)).sum())
        if empty:
            found.append(f"{name}.parquet: {empty} regels zonder cijfer")
        if len(table) and not table.year.between(catalog.first_year, catalog.last_year).all():
            found.append(f"{name}.parquet: jaren buiten {catalog.first_year}-{catalog.last_year}")
        unknown = sorted(set(table.indicator) - set(catalog.series_of_all))
        if unknown:
            found.append(f"{name}.parquet: onbekende indicator {', '.join(unknown[:5])}")
    return found


def _check_coverage(snapshot: Snapshot) -> list[str]:
    """Every indicator of the catalog has figures, every scored one its frozen scales."""
    have = set(snapshot.observations.indicator)
    found = [
        f"indicator {i}: geen enkel cijfer" for i in snapshot.catalog.series_of_all if i not in have
    ]
    scales = snapshot.scales
    present = set(zip(scales.indicator, scales.from_year, strict=True))
    last = snapshot.observations.groupby("indicator").year.max()
    for ind in snapshot.catalog.fitted.values():
        for year in (0, *ind.breaks):
            if year <= last.get(ind.id, 0) and (ind.id, year) not in present:
                found.append(f"indicator {ind.id}: geen vaste schaal vanaf {year or 'het begin'}")
    bad = scales[~(scales.sd > 0)].indicator
    return found + [f"indicator {i}: vaste schaal zonder spreiding" for i in bad]


def out_of_range(observations: pd.DataFrame, catalog: Catalog) -> pd.DataFrame:
    """Return the figures outside ``low``-``high`` of their indicator, to be flagged.

    A percentage without ``high`` in the catalog ends at 100, another figure nowhere.
    """
    bounds = {}
    for ind in catalog.series_of_all.values():
        top = 100.0 if ind.unit.nl == "%" else float("inf")
        bounds[ind.id] = (ind.low, top if ind.high is None else ind.high)
    # as floats: the column of a table without rows is of text
    low = observations.indicator.map({i: b[0] for i, b in bounds.items()}).astype(float)
    high = observations.indicator.map({i: b[1] for i, b in bounds.items()}).astype(float)
    return observations[(observations.value < low) | (observations.value > high)]


def check_snapshot(snapshot: Snapshot) -> list[Problem]:
    """Check codes, ranges and coverage (the hashes were checked on opening).

    Returns
    -------
    list of Problem
        Empty where all is well; figures out of their range are flagged, not severe.
    """
    checks = (_check_keys, _check_codes, _check_observations, _check_coverage)
    severe = [what for check in checks for what in check(snapshot)]
    flags = [
        Problem(f"indicator {row.indicator}: {row.value:g} in {row.code} {row.year} valt buiten"
                " het verwachte bereik", severe=False)
        for table in (snapshot.observations.rename(columns={"region": "code"}),
                      snapshot.district_figures)
        for row in out_of_range(table, snapshot.catalog).itertuples()
    ]  # fmt: skip
    return [Problem(what) for what in severe] + flags
