"""The figures behind a presentation, on a country small enough to reckon by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from monitor.analysis.gap_choices import Drawn
from monitor.analysis.scores import score_year
from monitor.analysis.story import REST, Choice, Story, tell
from monitor.analysis.story_rows import biggest, extremes, lower_half
from monitor.catalog_entries import Text
from monitor.regions.groups import Group
from monitor.snapshot import Snapshot
from tests.analysis.small import figures, small_snapshot

# Only "a" differs, with z = (x - 50) / 10, so that total - 100 = 10 / 3 * z / 2 = (x - 50) / 6.
CODES = ["GM0001", "GM0002", "GM0003", "GM0004", "GM0005", "GM0006"]
PROVINCES = dict(zip(CODES, ["PV30"] * 4 + ["PV20"] * 2, strict=True))
A_2016 = [44, 38, 50, 62, 50, 50]  # totals 99, 98, 100, 102, 100, 100
A_2020 = [44, 50, 56, 62, 50, 50]  # totals 99, 100, 101, 102, 100, 100
PEOPLE = [30, 10, 10, 30, 10, 10]
NEUTRAL = {"b": 20, "c": 60, "d": 10}
GROUP = Group(
    id="paar",
    title=Text(nl="Het paar", en="The pair"),
    label=Text(nl="Twee", en="Two"),
    source=Text(nl="bedacht", en="made up"),
    year=2020,
    boundaries=2020,
    province="PV30",
    codes=("GM0001", "GM0002"),
)


@pytest.fixture(scope="module")
def country() -> Snapshot:
    rows = {}
    for year, a in ((2016, A_2016), (2020, A_2020)):
        rows[("a", year)] = dict(zip(CODES, a, strict=True))
        rows[("bevolking", year)] = dict(zip(CODES, PEOPLE, strict=True))
        for name, value in NEUTRAL.items():
            rows[(name, year)] = dict.fromkeys(CODES, value)
    return small_snapshot(figures(rows), PROVINCES)


def robust() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "total": [99.0, 100, 101, 102, 100, 100],
            "rank": [6.0, 3, 2, 1, 3, 3],
            "rank_low": [5.0, 2, 1, 1, 2, 2],
            "rank_high": [6.0, 5, 3, 2, 5, 5],
            "p_bottom": [0.95, 0.2, 0.0, 0.0, 0.3, 0.3],
            "lagging": [True, False, False, False, False, False],
        },
        index=pd.Index(CODES, name="region"),
    )


def story(country: Snapshot, **choice: object) -> Story:
    scores = {y: score_year(country, y) for y in (2016, 2020)}
    wanted = {"year": 2020, "year_b": 2016, "group": GROUP, "weighted": True, **choice}
    known = scores[2020].table["total"]
    drawn = Drawn(known.index, np.tile(known.to_numpy(dtype=np.float32), (20, 1)))
    return tell(country, scores, robust(), Choice(province="PV30", **wanted), drawn)  # type: ignore[arg-type]


def means(told: Story) -> tuple[float, float]:
    assert told.moved is not None
    return told.moved.group.points, told.moved.others.points


def test_gap_of_the_group_by_hand(country: Snapshot) -> None:
    # weighted: (30*99 + 10*100)/40 = 99.25 against (10*101 + 30*102)/40 = 101.75
    assert story(country).gap.gap == pytest.approx(-2.5)
    # unweighted: 99.5 against 101.5
    alike = story(country, weighted=False)
    assert alike.gap.gap == pytest.approx(-2.0)
    assert alike.other_gap.gap == pytest.approx(-2.5)


def test_gap_of_every_year(country: Snapshot) -> None:
    gaps = story(country).gaps["gap"]
    # 2016: (30*99 + 10*98)/40 = 98.75 against (10*100 + 30*102)/40 = 101.5
    assert gaps.to_dict() == pytest.approx({2016: -2.75, 2020: -2.5})


def test_drivers_add_up_and_the_largest_comes_first(country: Snapshot) -> None:
    drivers = story(country).drivers
    assert drivers["indicator"].iloc[0] == "a"
    assert drivers["points"].sum() == pytest.approx(-2.5)


def test_biggest_keeps_the_sum() -> None:
    drivers = pd.DataFrame(
        {"indicator": list("abcd"), "dimension": ["x"] * 4, "points": [-3.0, 2.0, -1.0, 0.5]}
    )
    kept = biggest(drivers, 2)
    assert kept["indicator"].tolist() == ["a", "b", REST]
    assert kept["count"].tolist() == [1, 1, 2]
    assert kept["points"].tolist() == [-3.0, 2.0, -0.5]
    assert biggest(drivers, 4)["indicator"].tolist() == list("abcd")


def test_change_of_members_and_of_both_means(country: Snapshot) -> None:
    told = story(country)
    assert told.change["change"].to_dict() == pytest.approx({"GM0002": 2.0, "GM0001": 0.0})
    # group: (30*0 + 10*2)/40 = 0.5; others: (10*1 + 30*0)/40 = 0.25
    assert means(told) == pytest.approx((0.5, 0.25))


def test_against_the_netherlands_the_group_counts_on_both_sides(country: Snapshot) -> None:
    told = story(country, against="netherlands")
    # all six: (30*0 + 10*2 + 10*1 + 0) / 100
    assert means(told) == pytest.approx((0.5, 0.3))


def test_one_year_twice_has_no_change(country: Snapshot) -> None:
    assert story(country, year_b=2020).change.empty


def test_years_may_be_chosen_in_either_order(country: Snapshot) -> None:
    told = story(country, year=2016, year_b=2020)
    assert means(told) == pytest.approx((0.5, 0.25))


def test_lower_half_counts_within_the_province(country: Snapshot) -> None:
    # order in Brabant 102, 101, 100, 99: both members are in the lower half
    assert lower_half(story(country)) == (2, 2)


def test_context_has_no_lower_half(country: Snapshot) -> None:
    assert lower_half(story(country, what="bevolking")) == (0, 0)


def test_without_a_group_the_province_stands_against_the_rest(country: Snapshot) -> None:
    told = story(country, group=None)
    # (30*99 + 10*100 + 10*101 + 30*102)/80 = 100.5 against 100
    assert told.gap.gap == pytest.approx(0.5)
    assert told.members == ("GM0001", "GM0002", "GM0003", "GM0004")
    assert told.verdict is not None and told.verdict.cases == 2  # weighted and not


def test_the_map_shows_the_scope_and_ranks_the_country(country: Snapshot) -> None:
    brabant, all_of_it = story(country), story(country, scope="nl")
    assert brabant.map["shown"].sum() == 4
    assert all_of_it.map["shown"].sum() == 6
    assert brabant.map.at["GM0001", "rank"] == 6


def test_the_map_of_a_figure_ranks_by_its_direction(country: Snapshot) -> None:
    ranks = story(country, what="a").map["rank"]
    assert ranks["GM0004"] == 1 and ranks["GM0001"] == 6


def test_who_lags_robustly_comes_first(country: Snapshot) -> None:
    risk = story(country).risk
    assert risk.index[0] == "GM0001"
    assert bool(risk["lagging"].iloc[0])
    assert set(risk.index) <= set(CODES[:4])


def test_extremes_keep_both_ends() -> None:
    table = pd.DataFrame({"change": range(10, 0, -1)})
    assert extremes(table, 4)["change"].tolist() == [10, 9, 2, 1]
    assert len(extremes(table, 20)) == 10
