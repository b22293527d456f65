"""What another choice of method changes, on figures reckoned by hand (`tests.analysis.small`)."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from monitor.analysis.certainty import certainty_of, worked_example
from monitor.analysis.coherence import coherence
from monitor.analysis.reweigh import (
    composition,
    estimate_share,
    estimates,
    gaps_of,
    movers,
    rose_and_fell,
    shift_of,
)
from monitor.analysis.scores import ScoreOptions, YearScores, score_year
from monitor.regions.groups import load_groups
from monitor.snapshot import EMBEDDED, Snapshot, open_snapshot
from tests.analysis.small import figures, small_snapshot

PLACES = dict.fromkeys(("GM1", "GM2", "GM3"), "PV30")


@pytest.fixture
def three():
    """z of a, b, c, d: GM1 (1, 1, 0, 0), GM2 (0, 0, 1.5, 0), GM3 (0, 0, 0, 0.9)."""
    rows = figures(
        {
            ("a", 2020): {"GM1": 60, "GM2": 50, "GM3": 50},
            ("b", 2020): {"GM1": 15, "GM2": 20, "GM3": 20},
            ("c", 2020): {"GM1": 60, "GM2": 75, "GM3": 60},
            ("d", 2020): {"GM1": 10, "GM2": 10, "GM3": 8.2},
        }
    )
    return small_snapshot(rows, PLACES)


def test_a_dimension_that_counts_twice_moves_who_is_strong_in_it(three):
    # Dimensions (personal, social, environment): GM1 (1, 0, 0), GM2 (0, 1.5, 0), GM3 (0, 0, .9).
    # Equal: 1/3, 0.5, 0.3: GM2, GM1, GM3. Environment twice: 1/4, 1.5/4, 1.8/4: GM3, GM2, GM1.
    before = score_year(three, 2020)
    after = score_year(three, 2020, ScoreOptions(weights={"environment": 2}))
    shift = shift_of(before, after)
    assert shift.table["rank_before"].tolist() == [2, 1, 3]
    assert shift.table["rank_after"].tolist() == [3, 2, 1]
    assert shift.table["places"].tolist() == [-1, -1, 2]
    assert shift.mean_places == pytest.approx(4 / 3)
    # Spearman by hand: 1 - 6 * (1 + 1 + 4) / (3 * 8) = -0.5
    assert shift.agreement == pytest.approx(-0.5)
    assert shift.table["total_after"].tolist() == pytest.approx([102.5, 103.75, 104.5])
    area = pd.Index(["GM1", "GM3"])
    assert rose_and_fell(shift, area) == (1, 1, 0)
    assert movers(shift, three.regions.index, 2).index.tolist() == ["GM3", "GM2"]
    assert movers(shift, area, 4).index.tolist() == ["GM3", "GM1"]


def test_nothing_changes_under_the_same_choice(three):
    before = score_year(three, 2020)
    shift = shift_of(before, score_year(three, 2020, ScoreOptions(weights={"social": 1})))
    assert shift.table["places"].tolist() == [0, 0, 0]
    assert shift.agreement == pytest.approx(1)
    assert movers(shift, three.regions.index, 16).empty


def test_who_has_no_total_in_one_of_both_takes_no_place(three):
    lost = figures(
        {
            ("a", 2020): {"GM1": 60, "GM2": 50, "GM3": 50},
            ("b", 2020): {"GM1": 15, "GM2": 20},
            ("c", 2020): {"GM1": 60, "GM2": 75, "GM3": 60},
            ("d", 2020): {"GM1": 10, "GM2": 10, "GM3": 8.2},
        }
    )
    snapshot = small_snapshot(lost, PLACES)
    # b alone counts in the personal dimension: GM3 has none of it.
    shift = shift_of(
        score_year(snapshot, 2020, ScoreOptions(min_share=0.5)),
        score_year(snapshot, 2020, ScoreOptions(weights={"a": 0})),
    )
    assert np.isnan(shift.table.loc["GM3", "places"])
    assert shift.table["rank_after"].tolist()[:2] == [2, 1]
    assert np.isnan(shift.agreement)


def test_a_worked_example_gives_the_z_of_the_score(three):
    worked = worked_example(three, score_year(three, 2020), "GM2", "social")
    assert (worked.indicator, worked.value, worked.mean, worked.sd) == ("c", 75, 60, 10)
    assert worked.z == pytest.approx(1.5)
    assert worked.direction * (worked.value - worked.mean) / worked.sd == pytest.approx(worked.z)


def test_the_weights_of_the_composition_are_products_down_the_tree(three):
    found = composition(score_year(three, 2020), three.catalog)
    # Three dimensions alike; a and b share the personal one.
    assert found["weight"].tolist() == pytest.approx([1 / 6, 1 / 6, 1 / 3, 1 / 3])
    assert found["known"].tolist() == [1, 1, 1, 1]
    assert found["newest"].tolist() == [2020] * 4


def test_correlations_are_of_what_is_directed(three):
    found = coherence(score_year(three, 2020))
    # z of a and b are the same for all three, though b itself runs the other way.
    assert found.matrix.loc["a", "b"] == pytest.approx(1)
    assert found.dimensions.loc["personal", "alpha"] == pytest.approx(1)
    assert found.pairs["kind"].tolist() == ["collinear"]


def test_certainty_counts_who_lags_in_the_area():
    robust = pd.DataFrame(
        {
            "rank": [1, 2, np.nan],
            "rank_low": [1, 1, np.nan],
            "rank_high": [2, 4, np.nan],
            "total_low": [99.0, 95.0, np.nan],
            "total_high": [101.0, 99.0, np.nan],
            "lagging": [False, True, False],
        },
        index=["GM1", "GM2", "GM3"],
    )
    found = certainty_of(robust, pd.Index(["GM1"]))
    assert (found.ranked, found.width, found.points) == (2, 2.0, 3.0)
    assert (found.lagging, found.lagging_area) == (1, 0)


def plain_gap(scores: YearScores, snapshot: Snapshot, year: int, *, weighted: bool) -> float:
    """West-Brabant minus the rest of Noord-Brabant, from its definition and the totals alone."""
    numbers = "1723 1959 0744 0748 0758 1719 0777 0779 1655 1709 0826 1674 0840 0851 0873 0879"
    west = {f"GM{number}" for number in numbers.split()}
    o = snapshot.observations
    people = o[(o.indicator == "bevolking") & (o.year == year)].set_index("region").value
    sums, weights = {True: 0.0, False: 0.0}, {True: 0.0, False: 0.0}
    for code in snapshot.regions.index[snapshot.regions.province == "PV30"]:
        total = float(scores.table["total"][code])
        if np.isnan(total):
            continue
        weight = float(people[code]) if weighted else 1.0
        sums[code in west] += weight * total
        weights[code in west] += weight
    return sums[True] / weights[True] - sums[False] / weights[False]


def test_the_gaps_are_those_of_the_ordinary_score_and_rest_for_a_quarter_on_estimates():
    snapshot = open_snapshot(EMBEDDED)
    groups = load_groups(known=tuple(snapshot.regions.index))
    scores = score_year(snapshot, 2020)
    found = gaps_of(snapshot, scores, {"west-brabant": (groups["west-brabant"], "standaard")})
    for weighted in (False, True):
        own = plain_gap(scores, snapshot, 2020, weighted=weighted)
        assert found["west-brabant", weighted].gap == pytest.approx(own)
    assert found["west-brabant", False].conclusion == "behind"
    # Six estimates: four of nine personal ones, two of six social ones: 4/27 + 2/18 of the tree,
    # and a little more where other figures are missing.
    assert len(estimates(snapshot.catalog)) == 6
    assert 4 / 27 + 2 / 18 < estimate_share(scores) < 0.265


@pytest.mark.parametrize("year", [2016, 2020, 2024])
def test_the_estimates_of_the_composition_add_up_to_the_one_share_that_is_told(year):
    snapshot = open_snapshot(EMBEDDED)
    scores = score_year(snapshot, year)
    rests = composition(scores, snapshot.catalog)
    assert rests["weight"].sum() == pytest.approx(1)
    told = rests.loc[rests["estimate"], "weight"].sum()
    assert told == pytest.approx(estimate_share(scores))
