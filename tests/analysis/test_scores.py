"""The score of a year, worked out on paper for three municipalities and three indicators."""

from __future__ import annotations

from functools import cache
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.analysis.scores import (
    ScoreOptions,
    check_comparable,
    contributions,
    score_year,
    score_years,
)
from monitor.catalog_read import parse_catalog
from monitor.errors import MonitorError
from monitor.score.normalise import METHODS
from monitor.score.scale import frozen_scale
from monitor.score.tree import AGGREGATIONS
from monitor.snapshot import EMBEDDED, open_snapshot

HEAD = """
first_year = 2012
last_year = 2025
boundary_year = 2024
[file.set]
title = "set"
publisher = "x"
licence = "x"
[series]
"""
ENTRY = """
[[indicator]]
id = "{id}"
title = {{ nl = "{id}", en = "{id}" }}
dimension = "{dimension}"
direction = {direction}
unit = {{ nl = "%", en = "%" }}
cycle = {cycle}
reference_year = 2020
breaks = {breaks}
source = [{{ file = "set", column = "{id}" }}]
"""
COUNT = """
[[indicator]]
id = "bevolking"
title = { nl = "x", en = "x" }
dimension = "context"
direction = 0
unit = { nl = "x", en = "x" }
cycle = 1
merge = "count"
source = [{ file = "set", column = "bevolking" }]
"""
PEOPLE = {"GM1": 1.0, "GM2": 1.0, "GM3": 2.0}
#          id: dimension, direction, cycle
THREE = {
    "work": ("personal", 1, 1),
    "lonely": ("social", -1, 4),
    "safe": ("environment", 1, 1),
}


@cache
def cached_catalog(text):
    return parse_catalog(text, "test")


def snapshot(entries, rows, breaks=None, people=PEOPLE):
    """Figures with a catalog, and the scales that follow from them."""
    text = HEAD + "".join(
        f'[[dimension]]\nid = "{d}"\ntitle = {{ nl = "{d}", en = "{d}" }}\n'
        for d in ("personal", "social", "environment", "context")
    )
    for name, (dimension, direction, cycle) in entries.items():
        starts = (breaks or {}).get(name, [])
        text += ENTRY.format(
            id=name, dimension=dimension, direction=direction, cycle=cycle, breaks=starts
        )
    catalog = cached_catalog(text + COUNT)
    o = pd.DataFrame(rows, columns=["indicator", "region", "year", "value"])
    o = o.assign(lower=np.nan, upper=np.nan, status="final", source="set", harmonised=False)
    scales = []
    for i in catalog.scored:
        mine = o[o.indicator == i.id].rename(columns={"region": "unit"})
        mine = mine.assign(weight=mine.unit.map(people))
        scale = frozen_scale(mine, i.direction, i.reference_year, i.breaks)
        scales.append(scale.assign(indicator=i.id))
    return SimpleNamespace(
        catalog=catalog,
        observations=o,
        scales=pd.concat(scales, ignore_index=True),
        regions=pd.DataFrame({"name": list(people)}, index=pd.Index(list(people), name="code")),
    )


def figures(people=PEOPLE, **series):
    """Rows from e.g. work={2020: (10, 20, 30)}."""
    return [
        (name, region, year, float(value))
        for name, years in series.items()
        for year, values in years.items()
        for region, value in zip(people, values, strict=True)
        if value is not None
    ]


ON_PAPER = figures(
    work={2020: (60, 70, 75), 2021: (62, 70, 75)},
    lonely={2016: (50, 40, 20), 2020: (40, 40, 20)},
    safe={2020: (30, 50, 60), 2021: (30, 50, None)},
)


# People 1, 1, 2, reference year 2020:
#   work:   mean (60 + 70 + 150)/4 = 70, variance (100 + 0 + 2*25)/4 = 37.5
#   lonely: mean (40 + 40 + 40)/4 = 30, variance (100 + 100 + 2*100)/4 = 100, fewer is better
#   safe:   mean (30 + 50 + 120)/4 = 50, variance (400 + 0 + 2*100)/4 = 150
def test_2020_on_paper():
    scores = score_year(snapshot(THREE, ON_PAPER), 2020)
    z = {
        "work": [-10 / 37.5**0.5, 0, 5 / 37.5**0.5],
        "lonely": [-1, -1, 1],
        "safe": [-20 / 150**0.5, 0, 10 / 150**0.5],
    }
    for name, expected in z.items():
        assert scores.z[name].tolist() == pytest.approx(expected)
    # one indicator a dimension, so a dimension is 100 + 10 z and the total their mean
    assert scores.table["personal"].tolist() == pytest.approx([100 + 10 * v for v in z["work"]])
    total = [100 + 10 * (a + b + c) / 3 for a, b, c in zip(*z.values(), strict=True)]
    assert scores.table["total"].tolist() == pytest.approx(total)
    assert scores.table["rank"].tolist() == [3, 2, 1]
    assert scores.table["n_indicators"].tolist() == [3, 3, 3]
    assert scores.weights.tolist() == pytest.approx([1 / 3] * 3)


def test_2021_stands_on_the_scale_of_2020_and_on_older_figures():
    scores = score_year(snapshot(THREE, ON_PAPER), 2021)
    assert scores.z.loc["GM1", "work"] == pytest.approx(-8 / 37.5**0.5)
    # lonely was last measured in 2020, safe in GM3 too
    assert scores.measured["lonely"].tolist() == [2020] * 3
    assert scores.measured["safe"].tolist() == [2021, 2021, 2020]
    assert scores.table["oldest_year"].tolist() == [2020] * 3


def test_too_old_is_missing_and_the_reason_is_given():
    # 2023: work and safe of 2021 are two years old and serve (cycle 1 + 1); GM3's safe is of 2020
    scores = score_year(snapshot(THREE, ON_PAPER), 2023)
    assert np.isnan(scores.table.loc["GM3", "total"])
    assert np.isnan(scores.table.loc["GM3", "rank"])
    assert scores.reason.to_dict() == {"GM1": "", "GM2": "", "GM3": "dimension:environment"}
    assert scores.table.loc["GM3", "n_indicators"] == 2
    assert scores.table.loc[["GM1", "GM2"], "rank"].tolist() == [2, 1]


def test_nobody_is_scored_with_figures_of_later():
    scores = score_year(snapshot(THREE, ON_PAPER), 2019)
    assert scores.table["total"].isna().all()
    assert scores.reason["GM1"] == "dimension:personal,environment"
    assert scores.values["lonely"].tolist() == [50, 40, 20]


FIVE = {
    "p1": ("personal", 1, 1),
    "p2": ("personal", 1, 1),
    "p3": ("personal", 1, 1),
    "s": ("social", 1, 1),
    "e": ("environment", 1, 1),
}


def test_two_thirds_of_a_dimension_is_enough():
    rows = figures(
        p1={2020: (10, 20, 30)},
        p2={2020: (10, 20, 30)},
        p3={2020: (10, 20, 30)},
        s={2020: (10, 20, 30)},
        e={2020: (10, 20, 30)},
    )
    gone = {("p3", "GM1"), ("p2", "GM2"), ("p3", "GM2")}
    scores = score_year(snapshot(FIVE, rows), 2020)
    # the scale is frozen: take figures away after it was fitted
    source = snapshot(FIVE, rows)
    source.observations = source.observations[
        [
            (i, r) not in gone
            for i, r in zip(source.observations.indicator, source.observations.region, strict=True)
        ]
    ].reset_index(drop=True)
    fewer = score_year(source, 2020)
    # GM1 has 2 of 3: the mean of what is present, here the same; GM2 has 1 of 3: no total
    assert fewer.table.loc["GM1", "personal"] == pytest.approx(scores.table.loc["GM1", "personal"])
    assert np.isnan(fewer.table.loc["GM2", "total"])
    assert fewer.reason["GM2"] == "dimension:personal"
    assert fewer.table.loc["GM3"].equals(scores.table.loc["GM3"].replace({"rank": 1}))


def test_half_the_figures_missing_gives_no_total_and_says_why():
    rows = [r for r in ON_PAPER if not (r[1] == "GM2" and r[0] in ("lonely", "safe"))]
    scores = score_year(snapshot(THREE, rows), 2020)
    assert np.isnan(scores.table.loc["GM2", "total"])
    assert scores.reason["GM2"] == "dimension:social,environment"


def test_a_level_break_does_not_move_the_country():
    # 2022: another definition, 20 lower for all, in the order of 2021
    rows = [*ON_PAPER, *figures(work={2022: (42, 50, 55)})]
    source = snapshot(THREE, rows, {"work": [2022]})
    before, after = (score_year(source, y).z["work"] for y in (2021, 2022))
    people = list(PEOPLE.values())
    assert np.average(after, weights=people) == pytest.approx(np.average(before, weights=people))
    # while places in between may change: the new level has a spread of its own
    assert after.rank().tolist() == before.rank().tolist()


def test_weights_and_exclusion():
    source = snapshot(THREE, ON_PAPER)
    plain = score_year(source, 2020).table
    heavy = score_year(source, 2020, ScoreOptions(weights={"personal": 2})).table
    expected = (2 * plain["personal"] + plain["social"] + plain["environment"]) / 4
    assert heavy["total"].tolist() == pytest.approx(expected.tolist())
    rows = figures(**{k: {2020: (10, 20, 30)} for k in FIVE})
    left_out = score_year(snapshot(FIVE, rows), 2020, ScoreOptions(excluded=["p3"]))
    assert "p3" not in left_out.z
    assert left_out.weights.to_dict() == pytest.approx(
        {"p1": 1 / 6, "p2": 1 / 6, "s": 1 / 3, "e": 1 / 3}
    )


def test_marks_travel_along():
    source = snapshot(THREE, ON_PAPER)
    o = source.observations
    o.loc[(o.indicator == "work") & (o.region == "GM1") & (o.year == 2020), "harmonised"] = True
    o.loc[(o.indicator == "lonely"), "status"] = "model estimate"
    o.loc[(o.indicator == "safe") & (o.region == "GM2") & (o.year == 2020), "value"] = 101.0
    scores = score_year(source, 2020)
    assert scores.table["harmonised"].tolist() == [True, False, False]
    assert scores.table["estimate_share"].tolist() == pytest.approx([1 / 3] * 3)
    # over 100%: kept, and said so
    assert scores.values.loc["GM2", "safe"] == 101.0
    assert scores.beyond["safe"].tolist() == [False, True, False]
    assert not scores.capped.any(axis=None)


def test_a_capped_figure_is_marked():
    source = snapshot(THREE, ON_PAPER)
    source.scales.loc[source.scales.indicator == "safe", "high"] = 55.0
    scores = score_year(source, 2020)
    assert scores.capped["safe"].tolist() == [False, False, True]
    assert scores.z.loc["GM3", "safe"] == pytest.approx(5 / 150**0.5)
    assert scores.values.loc["GM3", "safe"] == 60


@pytest.mark.sweep(sample=4)
@pytest.mark.parametrize("normalisation", METHODS)
@pytest.mark.parametrize("within", AGGREGATIONS)
@pytest.mark.parametrize("between", AGGREGATIONS)
def test_contributions_add_up_for_every_variant(normalisation, within, between):
    rows = figures(
        p1={2020: (10, 25, 30)},
        p2={2020: (12, 20, 31)},
        p3={2020: (70, 20, 30)},
        s={2020: (10, 15, 20)},
        e={2020: (31, 20, 40)},
    )
    source = snapshot(FIVE, rows)
    lost = (source.observations.indicator == "p2") & (source.observations.region == "GM1")
    source.observations = source.observations[~lost].reset_index(drop=True)
    options = ScoreOptions(normalisation, within, between)
    scores = score_year(source, 2020, options)
    parts = contributions(scores)
    assert parts.sum(axis=1).tolist() == pytest.approx((scores.table["total"] - 100).tolist())
    assert parts.loc["GM1", "p2"] == 0


def test_contributions_on_paper():
    parts = contributions(score_year(snapshot(THREE, ON_PAPER), 2020))
    # a third of 10 z
    assert parts.loc["GM1"].tolist() == pytest.approx(
        [-100 / 37.5**0.5 / 3, -10 / 3, -200 / 150**0.5 / 3, 0]
    )


def test_variants_are_shown_on_the_same_scale():
    # min-max, GM1, one indicator a dimension: y runs 1..100 over work 60-75, lonely 20-40 (fewer is
    # better) and safe 30-60, so GM1 is at 1 everywhere and GM3 at 100; the Netherlands (70, 30, 50)
    # at 1 + 99 * (10/15, 10/20, 20/30); ten points are a standard deviation on that scale
    scores = score_year(snapshot(THREE, ON_PAPER), 2020, ScoreOptions("minmax"))
    assert scores.normalised.loc["GM1"].tolist() == pytest.approx([1, 1, 1])
    assert scores.normalised.loc["GM3"].tolist() == pytest.approx([100, 100, 100])
    assert scores.centers.tolist() == pytest.approx([67, 50.5, 67])
    unit = 99 * (37.5**0.5 / 15 + 10 / 20 + 150**0.5 / 30) / 3
    center = (67 + 50.5 + 67) / 3
    assert scores.table["total"][["GM1", "GM3"]].tolist() == pytest.approx(
        [100 + 10 * (1 - center) / unit, 100 + 10 * (100 - center) / unit]
    )


@settings(max_examples=15)
@given(st.integers(2020, 2023), st.lists(st.floats(0, 100), min_size=9, max_size=9))
def test_a_new_year_leaves_every_earlier_score_identical(year, values):
    rows = [*ON_PAPER, *figures(work={2022: (42, 50, 56)})]
    new = [
        (name, region, year + 1, values[3 * i + j])
        for i, name in enumerate(THREE)
        for j, region in enumerate(PEOPLE)
    ]
    old_rows = [r for r in rows if r[2] <= year]
    breaks = {"work": [2022]} if year >= 2022 else None
    for options in (ScoreOptions(), ScoreOptions("minmax", "geometric"), ScoreOptions("rank")):
        before = score_year(snapshot(THREE, old_rows, breaks), year, options)
        after = score_year(snapshot(THREE, old_rows + new, breaks), year, options)
        pd.testing.assert_frame_equal(before.table, after.table, check_exact=True)
        pd.testing.assert_frame_equal(before.z, after.z, check_exact=True)


@settings(max_examples=30)
@given(st.sampled_from(list(THREE)), st.sampled_from(list(PEOPLE)), st.floats(0.01, 20))
def test_doing_better_never_lowers_a_score(name, region, more):
    source = snapshot(THREE, ON_PAPER)
    before = score_year(source, 2020).table.loc[region, "total"]
    o = source.observations
    cell = (o.indicator == name) & (o.region == region) & (o.year == 2020)
    o.loc[cell, "value"] += more * THREE[name][1]
    assert score_year(source, 2020).table.loc[region, "total"] > before


@settings(max_examples=30)
@given(st.sampled_from(list(THREE)), st.floats(0.001, 1000), st.floats(-50, 50))
def test_the_unit_of_an_indicator_does_not_matter(name, factor, offset):
    other = [(i, r, y, v * factor + offset if i == name else v) for i, r, y, v in ON_PAPER]
    totals = [score_year(snapshot(THREE, rows), 2020).table["total"] for rows in (ON_PAPER, other)]
    assert totals[1].tolist() == pytest.approx(totals[0].tolist(), abs=1e-6)


def test_percentile_ranks_are_refused_over_years_but_not_within_one():
    source, ranks = snapshot(THREE, ON_PAPER), ScoreOptions(normalisation="rank")
    assert score_year(source, 2020, ranks).table["rank"].tolist() == [3, 2, 1]
    with pytest.raises(MonitorError, match="niet te vergelijken tussen jaren"):
        score_years(source, [2020, 2021], ranks)
    with pytest.raises(MonitorError, match="niet te vergelijken tussen jaren"):
        check_comparable(ranks)
    assert list(score_years(source, [2020, 2021])) == [2020, 2021]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"normalisation": "vibes"}, "'vibes'"),
        ({"within": "median"}, "'median'"),
        ({"weights": {"nothing": 2.0}}, "nothing"),
        ({"excluded": ["bevolking"]}, "bevolking"),
        ({"excluded": ["work"]}, "personal"),
        ({"weights": {"work": 0.0}}, "geen gewicht"),
    ],
)
def test_a_faulty_choice_is_named(options, message):
    with pytest.raises(MonitorError, match=message):
        score_year(snapshot(THREE, ON_PAPER), 2020, ScoreOptions(**options))


def test_an_indicator_without_a_scale_is_named():
    source = snapshot(THREE, ON_PAPER)
    source.scales = source.scales[source.scales.indicator != "lonely"]
    with pytest.raises(MonitorError, match="lonely"):
        score_year(source, 2020)


def test_options_can_be_a_key():
    one = ScoreOptions(weights={"work": 2.0, "safe": 1.0}, excluded=["lonely"])
    same = ScoreOptions(weights={"safe": 1.0, "work": 2.0}, excluded=("lonely", "lonely"))
    assert hash(one) == hash(same)
    assert one == same


@pytest.fixture(scope="module")
def embedded():
    return open_snapshot(EMBEDDED)


def test_almost_every_municipality_has_a_total(embedded):
    # asked for: at least 330 of 342 in each of these years
    for year in (2016, 2020, 2023):
        assert score_year(embedded, year).table["total"].notna().sum() >= 330


def test_what_moves_the_country_in_2022_is_its_health_and_no_break(embedded):
    # Perceived health falls by 3.2 standard deviations, and is one of nine indicators in one of
    # three dimensions: 10 x 3.2 / 27 = 1.2 points. The break in labour participation does not show.
    without = ScoreOptions(excluded=("ervaren_gezondheid",))
    means = {
        options: [score_year(embedded, y, options).table["total"].mean() for y in (2021, 2022)]
        for options in (ScoreOptions(), without)
    }
    assert means[ScoreOptions()][1] - means[ScoreOptions()][0] == pytest.approx(-1.2, abs=0.1)
    assert abs(means[without][1] - means[without][0]) < 0.1


def test_the_reference_is_a_hundred(embedded):
    # by population, each indicator is 0 in its own reference year: so is its mean z then
    people = embedded.observations.query("indicator == 'bevolking' and year == 2020")
    weights = people.set_index("region")["value"]
    z = score_year(embedded, 2020).z
    for name in ("eenzaam", "angst_depressie", "afstand_huisarts"):
        assert np.average(z[name], weights=weights.reindex(z.index)) == pytest.approx(0, abs=1e-9)
