"""Districts beside each other: on the scale of their index, with a difference that adds up."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from monitor.analysis import compare_districts as districts
from monitor.analysis.district_index import Edition, district_index
from monitor.analysis.district_ranks import totals_drawn
from monitor.analysis.scores import TOTAL
from monitor.catalog_entries import SCORED
from monitor.snapshot import EMBEDDED, open_snapshot

HOME = "GM1674"


@pytest.fixture(scope="module")
def edition() -> Edition:
    return district_index(open_snapshot(EMBEDDED))


@pytest.fixture(scope="module")
def pair(edition: Edition) -> tuple[str, str]:
    """The highest and the lowest district of Roosendaal."""
    own = edition.ranked[edition.ranked["region"] == HOME]
    return str(own.index[0]), str(own.index[-1])


def test_a_municipality_stands_beside_its_districts_on_their_scale(edition, pair) -> None:
    found = districts.beside(edition, [*pair, HOME])
    assert found.scores.loc[pair[0], TOTAL] == edition.table.loc[pair[0], TOTAL]
    assert found.scores.loc[HOME, TOTAL] == edition.homes.loc[HOME, TOTAL]
    assert found.apart.loc[HOME, "eenzaam"] == pytest.approx(10 * edition.z.loc[HOME, "eenzaam"])
    # half of the ranked districts with a figure lie between the edges of the spread
    known = (10 * edition.z.loc[edition.ranked.index, "eenzaam"]).dropna()
    edges = found.spread.loc["eenzaam"]
    assert known.between(edges["p25"], edges["p75"]).mean() == pytest.approx(0.5, abs=0.01)
    place = known.rank(pct=True)[pair[1]]
    assert found.quarter.loc[pair[1], "eenzaam"] == min(int(4 * place) + 1, 4)


def test_the_difference_adds_up_and_each_part_is_what_equal_weights_make_it(edition, pair) -> None:
    one, other = pair
    gap = districts.apart(edition, one, other)
    totals = edition.table[TOTAL]
    assert gap.gap == pytest.approx(totals[one] - totals[other])
    assert gap.parts["points"].sum() == pytest.approx(gap.gap)
    z = edition.z.loc[[one, other]]
    for name in gap.parts.index:
        parent = edition.structure.at[name, "parent"]
        own = [n for n in z if edition.structure.at[n, "parent"] == parent]
        share = [z.loc[c, name] / z.loc[c, own].notna().sum() for c in (one, other)]
        by_hand = 10 / len(SCORED) * (share[0] - share[1])
        assert gap.parts.loc[name, "points"] == pytest.approx(by_hand)


def test_a_district_too_small_to_rank_has_figures_and_no_score(edition, pair) -> None:
    table = edition.table
    small = str(table.index[table["small"] & table[TOTAL].notna()][0])
    found = districts.beside(edition, [pair[0], small])
    assert pd.isna(found.scores.loc[small, TOTAL]) and found.values.loc[small].notna().any()
    gap = districts.apart(edition, pair[0], small)
    assert gap.conclusion == "no-data" and gap.missing_others == (small,) and gap.parts.empty


def test_who_stands_lower_hangs_on_the_method_alone_and_far_apart_it_is_sure(edition, pair) -> None:
    one, other = pair
    assert districts.share_lower(edition, other, one) == 1.0
    # the draws are those of the ranks: the middle of them is what the ranked districts get
    drawn = totals_drawn(edition, [*edition.ranked.index[:300]], 200)
    alone = totals_drawn(edition, [str(edition.ranked.index[0])], 200)
    assert np.median(alone) == pytest.approx(np.median(drawn[:, 0]), abs=0.2)
    ranked = edition.ranked.index
    near = [str(c) for c in ranked[len(ranked) // 2 : len(ranked) // 2 + 2]]
    share = districts.share_lower(edition, *near)
    assert 0.05 < share < 0.95
    assert share + districts.share_lower(edition, *near[::-1]) == pytest.approx(1, abs=0.01)


def test_lines_are_the_figures_of_each_year_and_never_a_count(edition, pair) -> None:
    shot = open_snapshot(EMBEDDED)
    lonely = districts.years_of(shot, "eenzaam", [*pair, HOME])
    assert list(lonely.index) == [2012, 2016, 2020]
    # docs/method.md: of West and of the municipality, by hand in the raw tables
    assert lonely[pair[1]].to_list() == [48.2, 52.9, 54.8]
    assert lonely[HOME].to_list() == [42.8, 46.7, 48.1]
    figures = shot.district_figures
    counted = figures[figures["count"].notna() & figures["value"].isna()]
    name = next(n for n in map(str, edition.values) if n in {*counted["indicator"]})
    shown = districts.years_of(shot, name, list(pair))
    known = figures[(figures["indicator"] == name) & figures["value"].notna()]
    only_counted = {*counted[counted["indicator"] == name]["year"]} - {*known["year"]}
    assert len(shown) and only_counted and not {*shown.index} & only_counted
