"""Where one municipality stands, reckoned by hand on five municipalities and four indicators."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from monitor.analysis.over_time import changes_to
from monitor.analysis.profile import look, profile, strengths, weaknesses
from monitor.analysis.profile_years import figures_over_time, scores_over_time
from monitor.analysis.scores import score_year
from monitor.snapshot import Snapshot
from tests.analysis.small import figures, small_catalog, small_snapshot

B, NL = "PV30", "PV20"
PLACES = {"P": B, "Q": B, "R": NL, "S": NL, "T": NL}
YEAR = 2020


def rows(year: int = YEAR) -> dict[tuple[str, int], dict[str, float]]:
    """z of a: 0, 1, 2, 3, 4; of b, c and d: 0, but where a test says otherwise."""
    return {
        ("a", year): {"P": 50, "Q": 60, "R": 70, "S": 80, "T": 90},
        ("b", year): dict.fromkeys(PLACES, 20.0),
        ("c", year): dict.fromkeys(PLACES, 60.0),
        ("d", year): dict.fromkeys(PLACES, 10.0),
        ("bevolking", year): {"P": 1000, "Q": 3000, "R": 1000, "S": 1000, "T": 4000},
    }


def small(
    more: dict[tuple[str, int], dict[str, float]] | None = None, **kwargs: object
) -> Snapshot:
    return small_snapshot(figures({**rows(), **(more or {})}), PLACES, **kwargs)  # type: ignore[arg-type]


def profile_of(code: str, shot: Snapshot | None = None, year: int = YEAR) -> pd.DataFrame:
    shot = shot or small()
    return profile(shot, score_year(shot, year), code)


def test_measures_stand_in_the_order_of_the_catalog_under_their_dimension() -> None:
    table = profile_of("P")
    assert list(table.index) == ["total", "personal", "social", "environment", *"abcd"]
    assert list(table["dimension"][-4:]) == ["personal", "personal", "social", "environment"]


def test_areas_are_means_weighted_by_inhabitants() -> None:
    row = profile_of("Q").T["a"]
    # Netherlands: (50*1 + 60*3 + 70*1 + 80*1 + 90*4) / 10 = 74; Noord-Brabant: (50 + 180) / 4
    assert (row["value"], row["country"], row["province"]) == (60, 74, 57.5)


def test_distances_are_in_points_of_the_score() -> None:
    row = profile_of("Q").T["a"]
    # ten of the unit are one standard deviation, so ten points
    assert row["apart"] == pytest.approx(-14)
    assert row["province_apart"] == pytest.approx(-16.5)


def test_less_of_what_is_bad_lies_to_the_right() -> None:
    shot = small({("b", YEAR): {"P": 10, "Q": 20, "R": 20, "S": 20, "T": 20}})
    row = profile_of("P", shot).T["b"]
    # ten less at a standard deviation of five: +20 points; the mean of the country is +2
    assert row["apart"] == pytest.approx(18)
    assert (row["rank"], row["n"]) == (1, 5)


def test_the_spread_counts_every_municipality_alike() -> None:
    row = profile_of("P").T["a"]
    # points 100 to 140 in steps of ten, country 124: quartiles 110 and 130
    assert (row["p25"], row["p75"]) == (pytest.approx(-14), pytest.approx(6))
    assert (row["p05"], row["p95"]) == (pytest.approx(-22), pytest.approx(14))


@pytest.mark.parametrize(
    ("code", "rank", "place"), [("P", 5, "bottom"), ("R", 3, "middle"), ("T", 1, "top")]
)
def test_places_run_from_the_most_resilient(code: str, rank: int, place: str) -> None:
    row = profile_of(code).T["a"]
    assert (row["rank"], row["n"], row["place"]) == (rank, 5, place)


def test_bounds_come_on_the_same_scale_the_lower_one_first() -> None:
    shot = small()
    o = shot.observations
    for name, low, high in (("a", 55.0, 68.0), ("b", 18.0, 21.0)):
        at = (o["indicator"] == name) & (o["region"] == "Q")
        o.loc[at, ["lower", "upper"]] = [low, high]
    table = profile_of("Q", shot)
    # a: 60 (55 to 68) at ten points the ten; b: 20 (18 to 21) at minus two points the unit
    assert table.loc["a", ["apart_low", "apart_high"]].tolist() == pytest.approx([-19, -6])
    assert table.loc["b", ["apart_low", "apart_high"]].tolist() == pytest.approx([-2, 4])
    assert table.loc["c", ["apart_low", "apart_high"]].isna().all()


def test_bounds_use_the_scale_of_the_level_that_was_measured() -> None:
    shot = small(
        catalog=small_catalog({"a": "breaks = [2019]\n"}), breaks={"a": (2019, 50.0, 20.0, 0.0)}
    )
    o = shot.observations
    at = (o["indicator"] == "a") & (o["region"] == "Q")
    o.loc[at, ["lower", "upper"]] = [58.0, 62.0]
    row = profile_of("Q", shot).T["a"]
    assert row["apart_high"] - row["apart_low"] == pytest.approx(2)  # 4 at a deviation of 20


def test_a_figure_of_more_than_two_years_before_is_old() -> None:
    shot = small()
    for year, old in ((2022, False), (2023, True)):
        assert bool(profile_of("P", shot, year).at["a", "old"]) is old


def test_what_is_missing_has_no_place() -> None:
    gone = {k: v for k, v in rows()[("a", YEAR)].items() if k != "P"}
    table = profile_of("P", small({("a", YEAR): gone}))
    row = table.T["a"]
    assert np.isnan(row["value"])
    assert row["place"] == ""
    assert row["n"] == 4
    assert not row["old"]
    assert "a" not in {*strengths(table).index, *weaknesses(table).index}


def test_strong_is_the_upper_half_weak_the_lower() -> None:
    better = {"P": 1, "Q": 2, "R": 3, "S": 4, "T": 5}  # of d less is better: P leads
    table = profile_of("P", small({("d", YEAR): better}))
    assert "d" in strengths(table).index
    assert list(weaknesses(table).index) == ["a"]
    third = profile_of("R", small({("d", YEAR): better}))  # third of five: just the upper half
    assert {"a", "d"} <= set(strengths(third, 4).index)


def test_measurements_over_time_with_both_areas() -> None:
    earlier = {("a", 2018): {"P": 40, "Q": 48, "R": 50, "S": 50, "T": 50}}
    table = figures_over_time(small(earlier), "a", "Q")
    assert list(table.index) == [2018, 2020]
    assert table["value"].tolist() == [48, 60]
    # inhabitants of 2020 serve for 2018: (40 + 3 * 48) / 4 = 46
    assert table.at[2018, "province"] == pytest.approx(46)
    assert table["level"].tolist() == [0, 0]


def test_a_level_break_begins_another_level() -> None:
    shot = small(
        {("a", 2016): rows()[("a", YEAR)]},
        catalog=small_catalog({"a": "breaks = [2019]\n"}),
        breaks={"a": (2019, 50.0, 20.0, 0.0)},
    )
    assert figures_over_time(shot, "a", "P")["level"].tolist() == [0, 1]


def test_scores_over_time_keep_a_year_without_a_score_empty() -> None:
    gone = {k: v for k, v in rows()[("c", YEAR)].items() if k != "P"}
    shot = small({("c", YEAR): gone})
    every = {y: score_year(shot, y) for y in (2020, 2021)}
    changes = changes_to(every, 2020)
    gone_too = scores_over_time(shot, every, changes, "total", "P", 2020)
    assert gone_too["value"].isna().all()
    table = scores_over_time(shot, every, changes, "total", "Q", 2020)
    # z of a is 1, half of one of three dimensions: 10 / 6
    assert table["value"].tolist() == pytest.approx([100 + 10 / 6] * 2)
    assert list(table.index) == [2020, 2021]


def test_look_counts_the_comparable_ones_that_score_higher() -> None:
    features = {
        ("stedelijkheid", YEAR): {"P": 1, "Q": 2, "R": 3, "S": 4, "T": 5},
        ("aandeel_65plus", YEAR): {"P": 20, "Q": 18, "R": 21, "S": 19, "T": 23},
        ("bevolkingsdichtheid", YEAR): {"P": 900, "Q": 500, "R": 700, "S": 100, "T": 300},
    }
    shot = small(features)
    found = look(shot, score_year(shot, YEAR), "R")
    assert set(found.peers.index) <= {"P", "Q", "S", "T"}
    higher = {"S", "T"} & set(found.peers.index)  # their z of a is higher, all else the same
    assert (found.peers_higher, found.peers_known) == (len(higher), len(found.peers))
    assert found.context["stedelijkheid"] == 3
    assert not found.has_districts
