"""Spatial association on grids whose answer is known."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from esda.moran import Moran, Moran_Local
from libpysal.graph import Graph
from shapely.geometry import box

from monitor.analysis.borders import neighbours
from monitor.analysis.spatial import find_clusters, permuted_tails
from monitor.errors import MonitorError

KM = 1000.0


def squares(places: list[tuple[int, int]]) -> gpd.GeoDataFrame:
    """Squares of a kilometre at these places, named by their position in the list."""
    shapes = [box(x * KM, y * KM, (x + 1) * KM, (y + 1) * KM) for x, y in places]
    names = [f"GM{i:04d}" for i in range(len(places))]
    return gpd.GeoDataFrame(geometry=shapes, index=pd.Index(names, name="code"), crs=28992)


STRIP = squares([(x, 0) for x in range(10)])
GRID = squares([(x, y) for y in range(10) for x in range(10)])


def graph_of(borders: pd.DataFrame) -> Graph:
    """Borders as libpysal has them, each neighbour of a place as heavy."""
    pairs = (borders[c].to_numpy() for c in ("focal", "neighbor"))
    return Graph.from_arrays(*pairs, np.ones(len(borders))).transform("r")


def beside(borders: pd.DataFrame, code: str) -> set[str]:
    return set(borders.loc[borders["focal"] == code, "neighbor"])


def test_neighbours_touch_and_small_gaps_do_not_part_them() -> None:
    shapes = squares([(0, 0), (1, 0), (3, 0)])
    shapes.loc["GM0001", "geometry"] = box(KM + 20, 0, 2 * KM, KM)  # 20 m away
    assert beside(neighbours(shapes), "GM0000") == {"GM0001"}


def test_an_island_is_tied_to_the_nearest_and_back() -> None:
    borders = neighbours(squares([(0, 0), (1, 0), (2, 0), (9, 0)]))
    assert beside(borders, "GM0003") == {"GM0002"}
    assert beside(borders, "GM0002") == {"GM0001", "GM0003"}


def test_two_halves_of_a_strip_by_hand() -> None:
    # z = -0.5 and 0.5: eight squares have only neighbours of their own half (0.5 * 0.5 = 0.25),
    # the two in the middle one of each (0); I = 8 * 0.25 / (10 * 0.25) with weights of 1 a row
    values = pd.Series([0.0] * 5 + [1.0] * 5, index=STRIP.index)
    found = find_clusters(values, neighbours(STRIP))
    assert found.moran == pytest.approx(0.8)
    assert found.expected == pytest.approx(-1 / 9)


def test_alternating_squares_repel_by_hand() -> None:
    # every neighbour is of the other kind: I = -1
    values = pd.Series([0.0, 1.0] * 5, index=STRIP.index)
    found = find_clusters(values, neighbours(STRIP))
    assert found.moran == pytest.approx(-1)


@pytest.mark.filterwarnings("error")
def test_places_that_border_on_none_have_no_statistic() -> None:
    apart = squares([(x, 0) for x in range(24)])
    values = pd.Series([float(x % 7) if x % 2 else np.nan for x in range(24)], index=apart.index)
    found = find_clusters(values, neighbours(apart))
    assert np.isnan(found.moran)
    assert (found.table["cluster"] == "").all()


def test_a_low_corner_is_found_and_the_noise_is_not() -> None:
    rng = np.random.default_rng(3)
    values = pd.Series(rng.normal(size=100), index=GRID.index)
    corner = [f"GM{10 * y + x:04d}" for y in range(4) for x in range(4)]
    values[corner] -= 6
    found = find_clusters(values, neighbours(GRID))
    low = found.table.index[found.table["cluster"] == "low-low"]
    assert set(low) <= set(corner)
    assert len(low) >= 9  # the inner 3 x 3 has low neighbours only
    assert found.p < 0.01


def test_fewer_tests_find_no_less_and_the_others_are_not_tested() -> None:
    rng = np.random.default_rng(3)
    values = pd.Series(rng.normal(size=100), index=GRID.index)
    family = [f"GM{10 * y + x:04d}" for y in range(5) for x in range(5)]
    values[family] -= 2
    borders = neighbours(GRID)
    everyone = find_clusters(values, borders).table
    part = find_clusters(values, borders, family=family).table
    assert part["q"].notna().sum() == 25
    assert set(part.index[part["cluster"] != ""]) <= set(family)
    pd.testing.assert_series_equal(part["p"], everyone["p"])


def test_noise_alone_gives_no_cluster() -> None:
    rng = np.random.default_rng(5)
    found = find_clusters(pd.Series(rng.normal(size=100), index=GRID.index), neighbours(GRID))
    assert (found.table["cluster"] == "").all()
    assert found.p > 0.05


def test_the_chance_of_a_local_p_value_by_hand() -> None:
    # three neighbours drawn from nine others of which three are 1: 1 way in C(9, 3) = 84 to have
    # all three, so a one of ten with three neighbours of 1 has p = 1/84 in its upper tail
    values = np.array([1.0] * 4 + [0.0] * 6)
    tails = permuted_tails(values, np.r_[[1.0], np.zeros(9)], np.r_[[3], np.zeros(9, int)])
    assert tails[0] == pytest.approx(1 / 84)
    assert (tails[1:] == 1).all()


def test_p_values_are_what_the_permutations_of_esda_go_to_under_any_seed() -> None:
    rng = np.random.default_rng(11)
    values = pd.Series(rng.gamma(2, size=100), index=GRID.index)  # skewed: no normal would do
    borders = neighbours(GRID)
    weights = graph_of(borders)
    found = find_clusters(values, borders).table
    tails = [
        2 * Moran_Local(values.to_numpy(), weights, permutations=9_999, seed=seed).p_sim
        for seed in (1, 2, 3)
    ]
    # 30,000 permutations: the standard error of a p near 1 is 2 * sqrt(0.25 / 30,000) = 0.006
    assert found["p"].to_numpy() == pytest.approx(np.minimum(1, np.mean(tails, axis=0)), abs=0.03)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_i_and_its_p_value_are_those_of_esda(seed: int) -> None:
    values = pd.Series(np.random.default_rng(seed).gamma(1, size=100), index=GRID.index)
    borders = neighbours(GRID)
    found = find_clusters(values, borders)
    known = Moran(values.to_numpy(), graph_of(borders), permutations=0)
    assert found.moran == pytest.approx(known.I, rel=1e-12)
    assert found.expected == pytest.approx(known.EI, rel=1e-12)
    assert found.p == pytest.approx(known.p_rand, rel=1e-9)


def test_the_answer_takes_nothing_from_chance() -> None:
    values = pd.Series(np.arange(100.0) % 7, index=GRID.index)
    borders = neighbours(GRID)
    np.random.seed(42)
    before = np.random.get_state()[1].copy()
    first = find_clusters(values, borders)
    assert (np.random.get_state()[1] == before).all()
    pd.testing.assert_frame_equal(first.table, find_clusters(values, borders).table)


def test_a_place_without_a_figure_is_left_out() -> None:
    values = pd.Series(np.arange(100.0), index=GRID.index)
    values["GM0000"] = np.nan
    found = find_clusters(values, neighbours(GRID))
    assert "GM0000" not in found.table.index
    assert len(found.table) == 99


def test_too_few_or_equal_figures_are_refused() -> None:
    with pytest.raises(MonitorError, match="te weinig"):
        find_clusters(pd.Series(1.0, index=GRID.index), neighbours(GRID))
    with pytest.raises(MonitorError, match="9 gemeenten"):
        find_clusters(pd.Series(np.arange(9.0), index=STRIP.index[:9]), neighbours(STRIP))


def test_shapes_without_a_coordinate_system_are_refused() -> None:
    with pytest.raises(MonitorError, match="coördinatenstelsel"):
        neighbours(STRIP.set_crs(None, allow_override=True))
