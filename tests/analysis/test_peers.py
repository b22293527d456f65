"""Comparable municipalities by Mahalanobis distance, and what can be learned from them."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial.distance import mahalanobis

from monitor.analysis.peers import distances, feature_years, learn_from, peers
from monitor.analysis.scores import score_year
from monitor.errors import MonitorError
from tests.analysis.small import figures, small_snapshot

CROSS = pd.DataFrame(
    {"x": [0.0, 2.0, -2.0, 0.0, 0.0], "y": [0.0, 0.0, 0.0, 1.0, -1.0]}, index=list("obcde")
)


def test_the_distance_by_hand() -> None:
    # var x = 8/4 = 2, var y = 2/4 = 0.5, no covariance: 2 / sqrt(2) and 1 / sqrt(0.5)
    found = distances(CROSS, "o")
    assert found.to_dict() == pytest.approx(
        {"o": 0, "b": 2**0.5, "c": 2**0.5, "d": 2**0.5, "e": 2**0.5}
    )


def test_features_that_go_together_do_not_count_double() -> None:
    # y is x again, up to its unit: only one direction of difference is left
    twice = CROSS.assign(y=CROSS["x"] * 100)
    assert distances(twice, "o").to_dict() == pytest.approx(distances(CROSS[["x"]], "o").to_dict())


@given(st.floats(0.01, 1000), st.floats(-100, 100))
def test_the_unit_of_measurement_does_not_matter(factor: float, shift: float) -> None:
    other = CROSS.assign(x=CROSS["x"] * factor + shift)
    assert distances(other, "b").to_numpy() == pytest.approx(distances(CROSS, "b").to_numpy())


def test_a_missing_feature_of_the_place_itself_is_left_out_and_of_another_excludes_it() -> None:
    table = CROSS.copy()
    table.loc["o", "y"] = np.nan
    table.loc["b", "x"] = np.nan
    found = distances(table, "o")
    assert np.isnan(found["b"])
    assert found["c"] > found["d"] == 0


NAMES = ["GM0001", "GM0002", "GM0003", "GM0004", "GM0005", "GM0006"]


def towns() -> pd.DataFrame:
    people = [70_000.0, 65_000.0, 9_000.0, 8_000.0, 500_000.0, 72_000.0]
    context = {
        ("bevolking", 2020): dict(zip(NAMES, people, strict=True)),
        ("stedelijkheid", 2021): dict(zip(NAMES, [2, 2, 5, 4, 1, 3], strict=True)),
        ("aandeel_65plus", 2015): dict(zip(NAMES, [20, 21, 22, 25, 15, 19], strict=True)),
        ("bevolkingsdichtheid", 2020): dict(zip(NAMES, [800, 750, 90, 70, 4000, 600], strict=True)),
    }
    z = {"a": (50, 10), "b": (20, -5), "c": (60, 10), "d": (10, -2)}
    level = {"a": [-1, 0, 0, 0, 1, 0.4], "b": [0] * 6, "c": [-0.4, 0, 0, 0, 2, 2], "d": [0] * 6}
    scored = {
        (i, 2020): {c: m + s * v for c, v in zip(NAMES, level[i], strict=True)}
        for i, (m, s) in z.items()
    }
    return figures(context | scored)


def test_the_nearest_comes_first_and_oneself_not_at_all() -> None:
    snapshot = small_snapshot(towns(), dict.fromkeys(NAMES, "PV30"))
    found = peers(snapshot, NAMES[0], 2020, count=3)
    assert len(found) == 3
    assert NAMES[0] not in found.index
    assert found.index[0] == NAMES[1]
    assert found["distance"].is_monotonic_increasing
    assert found.loc[NAMES[1], "bevolking"] == 65_000  # shown as it is, not as a logarithm


def test_features_name_the_year_they_come_from() -> None:
    snapshot = small_snapshot(towns(), dict.fromkeys(NAMES, "PV30"))
    years = feature_years(snapshot, 2020)
    assert years.loc[NAMES[0]].to_dict() == {
        "bevolking": 2020,
        "stedelijkheid": 2021,
        "aandeel_65plus": 2015,
        "bevolkingsdichtheid": 2020,
    }


def test_an_unknown_municipality_is_refused() -> None:
    snapshot = small_snapshot(towns(), dict.fromkeys(NAMES, "PV30"))
    with pytest.raises(MonitorError, match="GM9999"):
        peers(snapshot, "GM9999", 2020)


def test_learn_only_where_it_lags_and_only_from_who_is_clearly_better() -> None:
    # a: own z -1, median of the others 0: lags by 1; 0.4 and 1 are a full sd better, and so is 0.
    # c: own z -0.4, median 0: no lag of half a sd, though two do much better
    snapshot = small_snapshot(towns(), dict.fromkeys(NAMES, "PV30"))
    table = learn_from(score_year(snapshot, 2020), NAMES[0], pd.Index(NAMES[1:]))
    assert set(table["indicator"]) == {"a"}
    assert table["region"].to_list()[:2] == [NAMES[4], NAMES[5]]
    assert table["difference"].to_list() == pytest.approx([2, 1.4, 1, 1, 1])
    assert table["lag"].unique() == pytest.approx([1])
    assert set(table["measured"]) == {2020}


def test_a_difference_within_the_margins_of_the_sources_does_not_count() -> None:
    observations = towns()
    of_a = observations["indicator"] == "a"
    # half width 14: the margin of a difference is sqrt(14^2 + 14^2) = 19.8 > 14, not > 20
    observations.loc[of_a, "lower"] = observations["value"] - 14
    observations.loc[of_a, "upper"] = observations["value"] + 14
    snapshot = small_snapshot(observations, dict.fromkeys(NAMES, "PV30"))
    table = learn_from(score_year(snapshot, 2020), NAMES[0], pd.Index(NAMES[1:]))
    assert table["region"].to_list() == [NAMES[4]]


def test_the_distance_is_that_of_scipy() -> None:
    rng = np.random.default_rng(1)
    table = pd.DataFrame(rng.normal(size=(30, 3)) @ rng.normal(size=(3, 3)), columns=list("xyz"))
    inverse = np.linalg.inv(np.cov(table.to_numpy(), rowvar=False))
    expected = [mahalanobis(row, table.loc[4].to_numpy(), inverse) for row in table.to_numpy()]
    assert distances(table, 4).to_numpy() == pytest.approx(np.array(expected))
