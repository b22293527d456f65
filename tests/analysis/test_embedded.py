"""The analysis on the embedded snapshot: groups that exist, check figures, parts that add up."""

from __future__ import annotations

import sys
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

from monitor.analysis.borders import neighbours, snapshot_neighbours
from monitor.analysis.change import compare_years
from monitor.analysis.districts import weak_districts
from monitor.analysis.groups import gap_between, population_of, sides_of
from monitor.analysis.outcomes import outcomes
from monitor.analysis.scores import YearScores, score_years
from monitor.analysis.spatial import find_clusters
from monitor.analysis.trend import (
    find_trend,
    indicator_trends,
    over_dispersion,
    standard_errors,
)
from monitor.regions.groups import load_groups
from monitor.snapshot import EMBEDDED, Snapshot, open_snapshot


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return open_snapshot(EMBEDDED)


@pytest.fixture(scope="module")
def scores(snapshot: Snapshot) -> dict[int, YearScores]:
    return score_years(snapshot, [2016, 2020, 2023])


def test_every_code_of_every_group_is_a_municipality_of_noord_brabant(snapshot: Snapshot) -> None:
    province = snapshot.regions.index[snapshot.regions["province"] == "PV30"]
    assert len(load_groups(known=province)) == 4


def test_the_corop_variant_is_the_corop_region_of_cbs(snapshot: Snapshot) -> None:
    regions = snapshot.regions
    west = load_groups()["west-brabant"].variants["corop"]
    assert set(west.codes) == set(regions.index[regions["corop"] == "CR33"])


def test_the_population_of_breda_in_2020(snapshot: Snapshot) -> None:
    # 184,069 inhabitants on 1 January 2020: the check figure given with the data
    assert population_of(snapshot, 2020)["GM0758"] == 184_069


def test_a_rule_picks_by_the_year(snapshot: Snapshot) -> None:
    # inhabitants of Geldrop-Mierlo (GM1771) in CBS 70072ned: 39,726 in 2020 and 40,441 in 2023
    mid = load_groups()["middelgroot"]
    people = [population_of(snapshot, y)["GM1771"] for y in (2020, 2023)]
    assert people == [39_726, 40_441]
    assert "GM1771" not in sides_of(snapshot, 2020, mid, "40-100").group
    assert "GM1771" in sides_of(snapshot, 2023, mid, "40-100").group


def test_gaps_add_up_for_every_definition(
    snapshot: Snapshot, scores: dict[int, YearScores]
) -> None:
    for group in load_groups().values():
        for definition in group.definitions:
            sides = sides_of(snapshot, 2023, group, definition)
            people = population_of(snapshot, 2023)
            found = gap_between(scores[2023], sides, population=people, draws=200)
            assert found.parts["points"].sum() == pytest.approx(found.gap, abs=1e-9)
            assert found.dimensions.sum() == pytest.approx(found.gap, abs=1e-9)


def test_changes_add_up_for_every_municipality(
    snapshot: Snapshot, scores: dict[int, YearScores]
) -> None:
    table = compare_years(snapshot, scores[2020], scores[2023]).table
    table = table.dropna(subset=["change"])
    terms = table["change"] + table["entered"] + table["left"]
    assert np.allclose(terms, table["total_end"] - table["total_start"], atol=1e-9)
    assert len(table) == 342


def test_everyone_has_neighbours(snapshot: Snapshot) -> None:
    borders = snapshot_neighbours(snapshot)
    assert set(borders["focal"]) == set(snapshot.regions.index)  # Terschelling too, an island
    beside = set(borders.loc[borders["focal"] == "GM0748", "neighbor"])
    assert "GM1674" in beside  # Roosendaal borders on Bergen op Zoom
    assert "GM0772" not in beside  # Eindhoven does not


def test_neighbours_are_found_once_and_out_of_the_server(
    snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("MONITOR_CACHE", str(tmp_path))
    found = snapshot_neighbours(snapshot)
    own = neighbours(gpd.read_file(snapshot.boundaries).set_index("code"))
    pd.testing.assert_frame_equal(found, own, check_dtype=False)
    monkeypatch.setattr(sys, "executable", "/none")  # no other process can begin
    pd.testing.assert_frame_equal(snapshot_neighbours(snapshot), found)


def test_scores_lie_together(snapshot: Snapshot, scores: dict[int, YearScores]) -> None:
    found = find_clusters(scores[2023].table["total"], snapshot_neighbours(snapshot))
    assert found.moran > 0.1
    assert found.p < 0.01


def test_the_trend_of_crime_in_breda_is_that_of_its_own_series(snapshot: Snapshot) -> None:
    item = snapshot.catalog.indicators["misdrijven"]
    figures = standard_errors(snapshot, item)
    own = figures[figures["region"] == "GM0758"].sort_values("year").tail(5)
    line = np.polyfit(own["year"] - 2020, own["value"], 1, w=1 / own["error"])
    row = indicator_trends(snapshot, "misdrijven", 2025).loc["GM0758"]
    assert row["slope"] == pytest.approx(line[0])
    by_chance = find_trend(own["year"], own["value"], own["error"]).chi_square
    scatter = over_dispersion(figures)  # counts of crime vary by more than chance
    assert scatter > 2
    assert row["chi_square"] <= by_chance / scatter + 1e-9


def test_no_trend_runs_through_the_break_of_perceived_health(snapshot: Snapshot) -> None:
    table = indicator_trends(snapshot, "ervaren_gezondheid", 2025)
    assert (table["verdict"] == "undetermined").all()


def test_the_social_dimension_goes_along_with_measured_cohesion(
    snapshot: Snapshot, scores: dict[int, YearScores]
) -> None:
    table = outcomes(snapshot, scores[2023]).set_index(["outcome", "score"])
    row = table.loc[("sociale_cohesie", "social")]
    assert row["outcome_year"] == 2021
    assert row["pearson_lower"] > 0


def test_weak_districts_lie_all_over_the_country(snapshot: Snapshot) -> None:
    weak = weak_districts(snapshot)
    province = snapshot.regions["province"].reindex(weak["region"])
    assert set(province) == set(snapshot.regions["province"])
    assert (weak["difference"] <= -1).all()
