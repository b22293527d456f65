"""The embedded snapshot, and a nasty one: names that are formulas and markup."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest

from monitor.catalog_entries import Text
from monitor.snapshot import EMBEDDED, Snapshot, open_snapshot

NASTY = [
    "=1+1",
    "+1",
    "-1+cmd|' /C calc'!A0",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "＝1+1",
    '=HYPERLINK("http://elders";"klik")',
    "<img src=x onerror=alert(1)>",
    'met ; en , en "aanhaling"',
    "nul\x00byte",
]


@pytest.fixture(scope="session")
def snapshot() -> Snapshot:
    """The snapshot that ships with the monitor."""
    return open_snapshot(EMBEDDED)


@pytest.fixture(scope="session")
def nasty(snapshot: Snapshot) -> Snapshot:
    """The same, with thirteen municipalities renamed and one indicator retitled; lonely only."""
    regions = snapshot.regions.copy()
    codes = regions.index[: len(NASTY)]
    regions.loc[codes, "name"] = NASTY
    lonely = snapshot.catalog.indicators["eenzaam"]
    changed = lonely.model_copy(update={"title": Text(nl="=eenzaam", en="=lonely")})
    catalog = snapshot.catalog.model_copy(
        update={"indicators": {**snapshot.catalog.indicators, "eenzaam": changed}}
    )
    observations = snapshot.observations
    chosen = observations["region"].isin(codes) & (observations["indicator"] == "eenzaam")
    kept = observations[chosen].copy()
    kept["value"] = -1.5  # real negative figures
    return dataclasses.replace(
        snapshot, regions=regions, catalog=catalog, observations=pd.DataFrame(kept)
    )
