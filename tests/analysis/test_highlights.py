"""What stands out: figures for the sentences beside the map."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from monitor.analysis.highlights import figures_of, rank_of, standing, weakest
from monitor.snapshot import open_snapshot

VALUES = pd.Series({"A": 90.0, "B": 100.0, "C": 110.0, "D": np.nan})
PEOPLE = pd.Series({"A": 1000.0, "B": 3000.0, "C": 4000.0, "D": 300.0})


def test_means_are_weighted_by_inhabitants() -> None:
    found = standing(VALUES, pd.Index(["A", "B", "D"]), PEOPLE)
    # (90 x 1000 + 100 x 3000) / 4000, and (90 + 300 + 440) x 1000 / 8000
    assert found.area == pytest.approx(97.5)
    assert found.country == pytest.approx(103.75)
    assert (found.lowest, found.highest) == ("A", "B")
    assert (found.known, found.missing) == (2, 1)


def test_an_area_without_figures_has_no_extremes() -> None:
    found = standing(VALUES, pd.Index(["D"]), PEOPLE)
    assert np.isnan(found.area)
    assert found.lowest is None and found.highest is None


def test_ties_share_the_best_place() -> None:
    values = pd.Series({"A": 1.0, "B": 2.0, "C": 2.0, "D": np.nan})
    assert rank_of(values, higher_first=True).fillna(0).to_list() == [3, 1, 1, 0]
    assert rank_of(values, higher_first=False).fillna(0).to_list() == [1, 2, 2, 0]


def test_a_figure_serves_as_long_as_its_cycle_and_one_year_more() -> None:
    snapshot = open_snapshot()
    # Lonely: every four years, last in 2020, so good until 2025 (README of the figures: Breda).
    breda = {y: figures_of(snapshot, "eenzaam", y).loc["GM0758"] for y in (2015, 2019, 2025)}
    assert breda[2015]["value"] == pytest.approx(41.7)
    assert breda[2019]["value"] == pytest.approx(45.2)
    assert (breda[2025]["value"], breda[2025]["measured"]) == (pytest.approx(46.7), 2020)
    assert bool(breda[2025]["estimate"])


def test_the_weakest_quarter_holds_a_quarter_and_never_half_a_tie() -> None:
    values = pd.Series({"A": 1.0, "B": 2.0, "C": 3.0, "D": 3.0, "E": 4.0, "F": 5.0, "G": np.nan})
    # a quarter of six is one and a half: one at either end
    assert list(weakest(values, higher_is_weaker=True)) == ["F"]
    assert list(weakest(values, higher_is_weaker=False)) == ["A"]
    tied = pd.Series({"A": 1.0, "B": 1.0, "C": 2.0, "D": 3.0})
    assert list(weakest(tied, higher_is_weaker=False)) == []
