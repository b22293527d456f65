"""The district index by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from monitor.analysis.district_index import district_index
from monitor.analysis.district_ranks import district_certainty
from monitor.analysis.districts import fresh_share
from monitor.errors import MonitorError
from tests.analysis.districts import X, with_districts

PEOPLE = {"WK000101": 1000.0, "WK000102": 499.0, "WK000201": 3000.0}
ALL = {
    ("a", 2024): {"WK000101": 60.0, "WK000102": 60.0, "WK000201": 45.0, X: 55.0},
    ("b", 2024): {"WK000101": 15.0, "WK000102": 15.0, "WK000201": 25.0, X: 20.0},
    ("c", 2024): {"WK000101": 40.0, "WK000102": 60.0, "WK000201": 65.0, X: 60.0},
    ("d", 2024): {"WK000101": 30.0, "WK000102": 9.0, "WK000201": 8.0, X: 8.0},
}


def test_one_district_by_hand() -> None:
    """z of a 1, of b 1, of c -2, of d (10 - 30) / 2 = -10, held at -3.

    personal 110, social 80, environment 70: total (110 + 80 + 70) / 3.
    """
    edition = district_index(with_districts(PEOPLE, ALL))
    row = edition.table.loc["WK000101"]
    assert row[["personal", "social", "environment"]].tolist() == pytest.approx([110, 80, 70])
    assert row["total"] == pytest.approx(260 / 3)
    assert edition.table["rank"].loc[["WK000101", "WK000201"]].tolist() == [2, 1]
    # the municipality on the same scale: z 0.5, 0, 0 and 1
    assert edition.homes.loc[X, "total"] == pytest.approx((102.5 + 100 + 110) / 3)


def test_below_five_hundred_inhabitants_there_is_a_score_and_no_rank() -> None:
    edition = district_index(with_districts(PEOPLE, ALL))
    small = edition.table.loc["WK000102"]
    assert small["small"]
    assert np.isfinite(small["total"])
    assert np.isnan(small["rank"])
    assert "WK000102" not in edition.ranked.index


def test_an_older_figure_stands_on_the_scale_of_its_own_year() -> None:
    """Of 2020 a is 45: z (45 - 40) / 10, not (45 - 50) / 10."""
    older = {**ALL, ("a", 2024): {}, ("a", 2020): {"WK000101": 45.0}}
    edition = district_index(with_districts(PEOPLE, older))
    assert edition.z.loc["WK000101", "a"] == pytest.approx(0.5)
    assert edition.table.loc["WK000101", "oldest_year"] == 2020


def test_a_year_without_a_scale_does_not_count() -> None:
    """Of 2019 one municipality alone has figures: no scale, so a is missing, and personal too."""
    few = {**ALL, ("a", 2024): {"WK000201": 45.0}, ("a", 2019): {"WK000101": 60.0}}
    edition = district_index(with_districts(PEOPLE, few))
    assert np.isnan(edition.values.at["WK000101", "a"])
    assert edition.values.at["WK000201", "a"] == 45
    assert np.isnan(edition.table.at["WK000101", "personal"])


def test_the_share_measured_in_the_year_itself_follows_the_weights() -> None:
    """Of WK000101 a is of 2020: half of personal, a third of the total, so 1 - 1/6 of it is 2024.

    WK000201 has all four of 2024: on average (5/6 + 1) / 2 of the total, 3/4 of personal.
    """
    rest = {code: x for code, x in ALL["a", 2024].items() if code != "WK000101"}
    older = {**ALL, ("a", 2024): rest, ("a", 2020): {"WK000101": 45.0}}
    edition = district_index(with_districts(PEOPLE, older))
    both = pd.Index(["WK000101", "WK000201"])
    assert fresh_share(edition, "total", both) == pytest.approx(11 / 12)
    assert fresh_share(edition, "personal", both) == pytest.approx(3 / 4)
    assert fresh_share(edition, "social", both) == 1
    assert np.isnan(fresh_share(edition, "total", both[:0]))


def test_a_figure_of_after_the_edition_does_not_count() -> None:
    later = {**ALL, ("a", 2025): {"WK000101": 10.0}}
    edition = district_index(with_districts(PEOPLE, later))
    assert edition.values.loc["WK000101", "a"] == 60


def test_a_dimension_needs_sixty_percent_and_the_total_all_three() -> None:
    half = {**ALL, ("b", 2024): {}}
    table = district_index(with_districts(PEOPLE, half)).table
    assert table[["personal", "total"]].isna().all(axis=None)  # one of two is 50%
    assert table["social"].notna().all()


def test_an_indicator_without_a_scale_counts_as_missing_and_stops_nothing() -> None:
    """Of personal b stays out: one of two is 50%, below the 60% that a dimension needs."""
    snapshot = with_districts(PEOPLE, ALL)
    scales = snapshot.district_scales
    edition = district_index(replace(snapshot, district_scales=scales[scales["indicator"] != "b"]))
    assert edition.z["b"].isna().all()
    assert edition.values["b"].notna().all()
    assert edition.table[["personal", "total"]].isna().all(axis=None)
    assert edition.table.loc["WK000101", "social"] == pytest.approx(80)
    assert district_certainty(edition, draws=8).empty
    bare = district_index(replace(snapshot, district_scales=scales.iloc[:0]))
    assert bare.z.isna().all(axis=None)


def test_without_districts_there_is_a_clear_error() -> None:
    snapshot = with_districts(PEOPLE, ALL)
    bare = replace(snapshot, district_figures=snapshot.district_figures.iloc[:0])
    with pytest.raises(MonitorError, match="geen cijfers van wijken"):
        district_index(bare)


def test_bounds_of_the_sources_enter_the_draws() -> None:
    """Eight districts a point apart on a; with an error of ten points on it no rank is sure."""
    codes = [f"WK0001{n:02d}" for n in range(8)]
    values = {
        (name, 2024): {c: start + step * n for n, c in enumerate(codes)}
        for name, start, step in (("a", 50, 1), ("b", 20, -0.01), ("c", 60, 0.01), ("d", 10, -0.01))
    }
    bare = with_districts(dict.fromkeys(codes, 1000.0), values)
    figures = bare.district_figures
    half = np.where(figures["indicator"] == "a", 19.6, np.nan)
    bound = replace(
        bare,
        district_figures=figures.assign(
            lower=figures["value"] - half, upper=figures["value"] + half
        ),
    )
    edition = district_index(bound)
    assert edition.error.loc[codes, "a"].tolist() == pytest.approx([10.0] * 8)
    assert edition.with_bounds() == (["a"], ["b", "c", "d"])
    assert district_index(bare).with_bounds() == ([], ["a", "b", "c", "d"])
    without, sure = (district_certainty(district_index(s), draws=400) for s in (bare, bound))
    assert (sure["rank_high"] - sure["rank_low"]).min() >= 4
    assert (without["rank_high"] - without["rank_low"]).max() <= 1


def test_a_district_that_is_lowest_in_everything_is_surely_lowest() -> None:
    codes = [f"WK0001{n:02d}" for n in range(8)]
    values = {
        ("a", 2024): {c: 40.0 + 2 * n for n, c in enumerate(codes)},
        ("b", 2024): {c: 30.0 - 2 * n for n, c in enumerate(codes)},
        ("c", 2024): {c: 50.0 + 2 * n for n, c in enumerate(codes)},
        ("d", 2024): {c: 14.0 - n for n, c in enumerate(codes)},
    }
    edition = district_index(with_districts(dict.fromkeys(codes, 1000.0), values))
    sure = district_certainty(edition, draws=200)
    assert sure.loc[codes[0], ["rank_low", "rank_high", "p_bottom"]].tolist() == [8, 8, 1]
    assert sure["lagging"].sum() == 2  # two of eight are the lowest quarter
    pd.testing.assert_frame_equal(sure, district_certainty(edition, draws=200))
