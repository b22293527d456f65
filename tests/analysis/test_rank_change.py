"""Ranks of two years under the same choices: certain changes are certain, no change is none."""

from __future__ import annotations

import pandas as pd
import pytest

from monitor.analysis.change import Change, compare_years
from monitor.analysis.rank_change import lagging_and_worsening, rank_changes
from monitor.analysis.robust import robustness
from monitor.analysis.scores import score_year
from monitor.snapshot import Snapshot
from tests.analysis.small import figures, small_snapshot

CODES = [f"GM{i:04d}" for i in range(1, 25)]
Z = {"a": (50, 10), "b": (20, -5), "c": (60, 10), "d": (10, -2)}


def by_level(levels: dict[int, dict[str, float]]) -> pd.DataFrame:
    """Figures such that every indicator of a place has the z given for that year."""
    return figures(
        {
            (name, year): {c: mean + step * z for c, z in level.items()}
            for year, level in levels.items()
            for name, (mean, step) in Z.items()
        }
    )


def ladder(order: list[str]) -> dict[str, float]:
    """First of the order best: z from 1 down to -1 in equal steps."""
    return {c: 1 - 2 * i / (len(order) - 1) for i, c in enumerate(order)}


def compared(observations: pd.DataFrame, years: tuple[int, int]) -> tuple[Snapshot, Change]:
    snapshot = small_snapshot(observations, dict.fromkeys(CODES, "PV30"))
    start, end = (score_year(snapshot, y) for y in years)
    return snapshot, compare_years(snapshot, start, end)


def test_a_fall_from_first_to_last_is_certain() -> None:
    # the same z on every indicator: no choice of weights or method can change the order
    snapshot, change = compared(
        by_level({2012: ladder(CODES), 2020: ladder([*CODES[1:], CODES[0]])}), (2012, 2020)
    )
    moved, sure = rank_changes(snapshot, change, draws=300), robustness(snapshot, 2020, draws=300)
    table = lagging_and_worsening(moved, sure)
    fallen = table.loc[CODES[0]]
    assert (fallen["rank_start"], fallen["rank_end"]) == (1, 24)
    assert (fallen["rank_change"], fallen["low"], fallen["high"]) == (-23, -23, -23)
    assert (fallen["p_worse"], fallen["p_better"]) == (1, 0)
    assert fallen["both"]
    assert table["worsening"].sum() == 1  # the others win one place
    assert table["lagging"].sum() == 6  # the lowest quarter of 24


def test_the_same_figures_change_no_place_in_any_draw() -> None:
    level = ladder(CODES)
    snapshot, change = compared(by_level({2012: level, 2020: level}), (2012, 2020))
    table = rank_changes(snapshot, change, draws=300)
    assert (table[["rank_change", "low", "high", "p_worse", "p_better"]] == 0).all().all()


def test_one_measurement_with_bounds_that_serves_both_years_changes_no_place() -> None:
    observations = by_level({2016: ladder(CODES)})
    wide = observations["indicator"] == "c"
    observations.loc[wide, "lower"] = observations["value"] - 15
    observations.loc[wide, "upper"] = observations["value"] + 15
    # the reference year of the scale has figures too, but lies after both years
    observations = pd.concat([observations, by_level({2020: ladder(CODES)})])
    snapshot, change = compared(observations, (2016, 2019))
    table = rank_changes(snapshot, change, draws=300)
    assert (table[["low", "high", "p_worse"]] == 0).all().all()


def test_who_has_no_total_in_both_years_has_no_rank_change() -> None:
    observations = by_level({2012: ladder(CODES), 2020: ladder(CODES)})
    gone = (observations["region"] == CODES[3]) & (observations["year"] == 2020)
    snapshot, change = compared(
        observations[~(gone & (observations["indicator"] == "c"))], (2012, 2020)
    )
    table = rank_changes(snapshot, change, draws=100)
    assert table.loc[CODES[3]].isna().all()
    assert table["rank_end"].max() == pytest.approx(23)


def test_draws_repeat_with_their_seed() -> None:
    levels = {2012: ladder(CODES), 2020: ladder(CODES[::-1])}
    snapshot, change = compared(by_level(levels), (2012, 2020))
    first, again = (rank_changes(snapshot, change, draws=200, seed=7) for _ in range(2))
    pd.testing.assert_frame_equal(first, again)
