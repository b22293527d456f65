"""A source that speaks where others are silent, and the bridge, on figures worked out by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from monitor.catalog_entries import Source
from monitor.ingest.fallback import bridge_ratios, with_fallbacks

POLICE = Source(table="P", topic="misdrijven")
BRIDGED = Source(table="C", topic="misdrijven", fallback="bridged")
PLAIN = Source(table="C", topic="misdrijven", fallback="plain")


def counts(source: str, rows: list[tuple[str, int, float]], covered: float = 1.0) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["region", "year", "value"])
    bounds = {"lower": float("nan"), "upper": float("nan")}
    return frame.assign(source=source, status="final", covered=covered, harmonised=False, **bounds)


def figure(table: pd.DataFrame, region: str, year: int) -> pd.Series:
    rows = table[(table.region == region) & (table.year == year)]
    assert len(rows) == 1
    return rows.iloc[0]


# Two years of both tables in A: (90 + 180) / (100 + 200) = 0.9. One in B: 60 / 50. Together
# (90 + 180 + 60) / (100 + 200 + 50) = 330 / 350.
LEVEL = counts("P", [("A", 2017, 90), ("A", 2018, 180), ("B", 2017, 60)])
OTHER = counts(
    "C",
    [("A", 2017, 100), ("A", 2018, 200), ("A", 2016, 400), ("B", 2017, 50), ("B", 2016, 70)],
)


def test_the_ratio_is_pooled_and_a_municipality_with_one_year_has_none_of_its_own() -> None:
    own, country = bridge_ratios(LEVEL, OTHER)
    assert own.to_dict() == {"A": pytest.approx(0.9)}
    assert country == pytest.approx(330 / 350)


def test_a_bridged_figure_stands_on_the_level_of_the_first_table_and_says_so() -> None:
    table = with_fallbacks(pd.concat([LEVEL, OTHER]), [POLICE, BRIDGED])
    assert figure(table, "A", 2016).value == pytest.approx(400 * 0.9)
    assert figure(table, "B", 2016).value == pytest.approx(70 * 330 / 350)
    assert set(table.status[table.year == 2016]) == {"bridged"}


def test_the_first_table_keeps_its_years() -> None:
    table = with_fallbacks(pd.concat([LEVEL, OTHER]), [POLICE, BRIDGED])
    assert figure(table, "A", 2017).value == 90
    assert set(table.source[table.year != 2016]) == {"P"}


def test_a_municipality_of_which_a_predecessor_is_absent_is_not_bridged() -> None:
    partly = counts("C", [("A", 2015, 300)], covered=0.97)
    table = with_fallbacks(pd.concat([LEVEL, OTHER, partly]), [POLICE, BRIDGED])
    assert not (table.year == 2015).any()


def test_without_a_year_in_common_nothing_is_bridged() -> None:
    apart = counts("C", [("A", 2016, 400)])
    table = with_fallbacks(pd.concat([LEVEL, apart]), [POLICE, BRIDGED])
    assert set(table.source) == {"P"}


def test_a_plain_fallback_is_taken_as_it_is() -> None:
    table = with_fallbacks(pd.concat([LEVEL, OTHER]), [POLICE, PLAIN])
    assert figure(table, "A", 2016).value == 400
    assert figure(table, "A", 2016).status == "final"
