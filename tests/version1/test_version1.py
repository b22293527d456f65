"""Version 1 of the index, computed from the snapshot of now, against what it said then.

``totals.csv`` and the hash were made by version 0.1.0, its code and the snapshot that it shipped:
totals and dimensions of twenty municipalities in 2015-2025, and all municipalities in 2012-2025.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import pandas as pd
import pytest

from monitor.analysis.coverage import coverage
from monitor.analysis.scores import score_year
from monitor.snapshot import EMBEDDED, Snapshot, open_snapshot

SCORES = ["total", "personal", "social", "environment"]
WHOLE = "4b8279911b11398d8a857072cb8ef05879f311307cd64123c23e0b483575bf73"

# The figures hold Voorne aan Zee (GM1992) in 2022 since then. With it the boundaries of the police
# table of 2022 are known, and the crimes of Amsterdam (GM0363) to be those of its present area.
CORRECTED = ["GM0363", "GM1992"]


@pytest.fixture(scope="module")
def then() -> Snapshot:
    return open_snapshot(EMBEDDED).of_version(1)


@pytest.fixture(scope="module")
def totals(then: Snapshot) -> pd.DataFrame:
    years = range(then.catalog.first_year, then.catalog.last_year + 1)
    parts = [
        score_year(then, year).table[SCORES].rename_axis("region").reset_index().assign(year=year)
        for year in years
    ]
    table = pd.concat(parts)[["region", "year", *SCORES]].sort_values(["region", "year"])
    return table.round(6)


def test_twenty_municipalities_have_the_totals_of_version_1(totals: pd.DataFrame) -> None:
    known = pd.read_csv(Path(__file__).with_name("totals.csv"))
    both = known.merge(totals, on=["region", "year"], suffixes=("", "_now"))
    assert len(both) == len(known) == 220
    same = ~(both.region.isin(CORRECTED) & (both.year == 2022))
    for column in SCORES:
        now = both.loc[same, f"{column}_now"].to_numpy()
        assert now == pytest.approx(both.loc[same, column].to_numpy(), abs=1e-6, nan_ok=True)


def test_all_others_have_them_too(totals: pd.DataFrame) -> None:
    others = totals[~totals.region.isin(CORRECTED)]
    text = others.to_csv(index=False, float_format="%.6f", lineterminator="\n")
    assert hashlib.sha256(text.encode()).hexdigest() == WHOLE


def test_vacancy_counted_and_two_thirds_were_needed(then: Snapshot) -> None:
    scores = score_year(then, 2020)
    assert scores.structure.at["leegstand", "parent"] == "environment"
    assert scores.needed == pytest.approx(2 / 3)


def test_the_snapshot_says_which_version_it_is() -> None:
    snapshot = open_snapshot(EMBEDDED)
    assert snapshot.manifest["index_version"] == snapshot.catalog.index.version == 2
    assert snapshot.of_version(2) is snapshot


def test_the_coverage_of_both_versions_is_what_the_method_says() -> None:
    now, counted = open_snapshot(EMBEDDED), {}
    for version in (1, 2):
        shot = now.of_version(version)
        table = coverage(shot)
        table = table[table["indicator"].isin([i.id for i in shot.catalog.scored])]
        found = table.groupby("year")[["measured", "carried", "missing"]].sum()
        totals = [score_year(shot, year).table["total"].notna().sum() for year in found.index]
        counted[version] = found.assign(totals=totals)
    text = (EMBEDDED.parents[1] / "docs" / "method.md").read_text(encoding="utf-8")
    for year in counted[1].index:
        both = zip(counted[1].loc[year], counted[2].loc[year], strict=True)
        assert f"| {year} | " + " | ".join(f"{a:,} → {b:,}" for a, b in both) + " |" in text
    assert counted[2].loc[2021, "totals"] == len(now.regions) == 342
