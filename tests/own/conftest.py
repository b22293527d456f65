"""A small snapshot: real municipalities and mergers, invented inhabitants."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from monitor.catalog_read import load_catalog
from monitor.own.understand import Hints, Understood, understand
from monitor.snapshot import Snapshot

FOREVER = 9999

REGIONS = {
    "GM0518": "'s-Gravenhage",
    "GM0796": "'s-Hertogenbosch",
    "GM0757": "Boxtel",
    "GM0758": "Breda",
    "GM0772": "Eindhoven",
    "GM0373": "Bergen (NH.)",
    "GM0893": "Bergen (L.)",
    "GM0417": "Laren",
    "GM0744": "Baarle-Nassau",
    "GM0824": "Oisterwijk",
    "GM0855": "Tilburg",
    "GM0865": "Vught",
    "GM1900": "Súdwest-Fryslân",
    "GM1948": "Meierijstad",
}
PROVINCES = {
    "GM0518": "Zuid-Holland", "GM0373": "Noord-Holland", "GM0417": "Noord-Holland",
    "GM0893": "Limburg", "GM1900": "Fryslân",
}  # fmt: skip
# Former code, name, where it went, share, last year. Haaren's shares: CBS, RegioS (2149, 5827, 1442
# and 4900 of 14318 inhabitants).
FORMER = [
    ("GM0844", "Schijndel", "GM1948", 1.0, 2016),
    ("GM0846", "Sint-Oedenrode", "GM1948", 1.0, 2016),
    ("GM0860", "Veghel", "GM1948", 1.0, 2016),
    ("GM0788", "Haaren", "GM0757", 2149 / 14318, 2020),
    ("GM0788", "Haaren", "GM0824", 5827 / 14318, 2020),
    ("GM0788", "Haaren", "GM0855", 1442 / 14318, 2020),
    ("GM0788", "Haaren", "GM0865", 4900 / 14318, 2020),
]
INHABITANTS = {"GM0844": 20_000, "GM0846": 10_000, "GM0860": 30_000, "GM0788": 14_318}


def _history() -> pd.DataFrame:
    rows = []
    for year in range(2012, 2026):
        for place, code in enumerate(REGIONS):
            if code != "GM1948" or year >= 2017:
                rows.append((code, year, 60_000.0 if code == "GM1948" else 10_000.0 * (place + 1)))
        for code, people in INHABITANTS.items():
            last = next(f[4] for f in FORMER if f[0] == code)
            if year <= last:
                rows.append((code, year, float(people)))
    return pd.DataFrame(rows, columns=["code", "year", "inhabitants"])


@pytest.fixture(scope="session")
def small() -> Snapshot:
    """A snapshot with fourteen municipalities and one indicator: their inhabitants."""
    regions = pd.DataFrame({"code": list(REGIONS), "name": list(REGIONS.values())})
    regions["province_name"] = [PROVINCES.get(c, "Noord-Brabant") for c in REGIONS]
    regions["from_year"] = np.where(regions["code"] == "GM1948", 2017, 0)
    recoding = pd.DataFrame(FORMER, columns=["code", "name", "to", "share", "until_year"])
    history = _history()
    now = history[history["code"].isin(REGIONS)]
    observations = pd.DataFrame(
        {
            "indicator": "bevolking",
            "region": now["code"].to_numpy(),
            "year": now["year"].to_numpy().astype("int16"),
            "value": now["inhabitants"].to_numpy(),
            "lower": np.nan,
            "upper": np.nan,
            "status": "final",
            "source": "70072ned",
            "harmonised": False,
        }
    )
    scales = pd.DataFrame(
        {"indicator": [i.id for i in load_catalog().scored], "from_year": 0, "mean": 45.0,
         "sd": 4.0, "shift": 0.0, "low": np.nan, "high": np.nan}
    )  # fmt: skip
    return Snapshot(
        Path("snapshot"),
        {"version": 1, "id": "small", "built_at": "2026-01-01", "files": {}, "sources": []},
        load_catalog(),
        observations,
        regions.set_index("code"),
        recoding.assign(from_year=0),
        scales,
        Path("boundaries.geojson"),
        history,
    )


@pytest.fixture(scope="session")
def read(small: Snapshot):
    """Understand a file against the small snapshot."""

    def _read(data: bytes | str, filename: str = "cijfers.csv", **hints) -> Understood:
        raw = data.encode() if isinstance(data, str) else data
        return understand(raw, filename, small.regions, small.recoding, hints=Hints(**hints))

    return _read
