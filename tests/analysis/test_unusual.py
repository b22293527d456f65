"""Which figures lie far from their own series, and which places are too small for a still score."""

from __future__ import annotations

from dataclasses import replace

import pytest

from monitor.analysis.scores import score_year
from monitor.analysis.unusual import odd_figures, remarks
from monitor.snapshot import EMBEDDED, Snapshot, open_snapshot
from tests.analysis.small import figures, small_snapshot

YEARS = range(2016, 2022)
PLACES = {f"GM{i:04d}": "PV30" for i in range(1, 8)}
ODD = "GM0001"


def country(odd: dict[int, float], wave: dict[int, float] | None = None) -> Snapshot:
    """Seven places at 50 (scale of a: mean 50, deviation 10), one with figures of its own."""
    rows = {}
    for year in YEARS:
        level = 50.0 + (wave or {}).get(year, 0.0)
        rows["a", year] = {c: level for c in PLACES} | {ODD: level + odd.get(year, 0.0)}
        rows["bevolking", year] = dict.fromkeys(PLACES, 5_000.0) | {"GM0002": 4_999.0}
        for name in "bcd":
            rows[name, year] = dict.fromkeys(PLACES, 20.0)
    return small_snapshot(figures(rows), PLACES)


def found(snapshot: Snapshot) -> list[tuple[str, int, float, float]]:
    table = odd_figures(snapshot)
    return list(table[["region", "year", "value", "usual"]].itertuples(index=False, name=None))


def test_a_jump_of_two_deviations_and_back_is_odd() -> None:
    assert found(country({2019: 20.0})) == [(ODD, 2019, 70.0, 50.0)]
    assert found(country({2019: -20.0})) == [(ODD, 2019, 30.0, 50.0)]
    assert found(country({2019: 19.9})) == []


def test_a_new_level_or_a_restless_series_is_not_odd() -> None:
    assert found(country({2019: 20.0, 2020: 20.0, 2021: 20.0})) == []
    assert found(country({2017: -11.0, 2019: 21.0})) == []  # not twice as far as the other


def test_a_wave_through_the_whole_country_is_not_odd() -> None:
    assert found(country({}, wave={2019: 40.0})) == []


@pytest.mark.filterwarnings("error")
def test_a_figure_without_another_year_is_not_odd() -> None:
    snapshot = country({2019: 20.0})
    o = snapshot.observations
    alone = (o["indicator"] == "a") & (o["region"] == ODD) & (o["year"] != 2019)
    assert found(replace(snapshot, observations=o[~alone])) == []


def test_a_score_says_which_of_its_figures_is_odd_and_which_place_is_small() -> None:
    snapshot = country({2019: 20.0})
    table = remarks(snapshot, score_year(snapshot, 2019))
    assert table["odd"].to_dict() == dict.fromkeys(PLACES, "") | {ODD: "a"}
    assert list(table.index[table["small"]]) == ["GM0002"]
    # a year later the score stands on another figure
    assert (remarks(snapshot, score_year(snapshot, 2020))["odd"] == "").all()


@pytest.fixture(scope="module")
def embedded() -> Snapshot:
    return open_snapshot(EMBEDDED)


def test_the_crime_of_rozendaal_in_2023_is_odd(embedded: Snapshot) -> None:
    # 356 recorded crimes in 2023 and about 50 in other years (CBS 47018NED), on some 1,750 people
    table = odd_figures(embedded).set_index(["indicator", "region"])
    row = table.loc[("misdrijven", "GM0277")]
    assert row["year"] == 2023
    assert row["value"] / row["usual"] > 5
    assert len(table) < 60  # rare: of some 60,000 figures


def test_the_smallest_municipalities_are_marked(embedded: Snapshot) -> None:
    # the municipalities of 2023 with fewer than 5,000 inhabitants (CBS 70072ned)
    table = remarks(embedded, score_year(embedded, 2023))
    names = set(embedded.regions["name"][table.index[table["small"]]])
    assert names == {"Ameland", "Rozendaal", "Schiermonnikoog", "Terschelling", "Vlieland"}
    assert table.at["GM0277", "odd"] == "misdrijven"
