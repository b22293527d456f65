"""Which indicator has figures of which year; hand-worked on ten municipalities."""

from __future__ import annotations

import pytest

from monitor.analysis.coverage import coverage, find, spans
from monitor.snapshot import EMBEDDED, open_snapshot
from tests.analysis.small import figures, small_catalog, small_snapshot

TOWNS = {f"GM{n:04d}": "PV30" for n in range(10)}
ALL, NINE, ONE = list(TOWNS), list(TOWNS)[:9], list(TOWNS)[:1]


def of(towns: list[str]) -> dict[str, float]:
    return dict.fromkeys(towns, 50.0)


def small(rows, **more):
    snapshot = small_snapshot(figures(rows), TOWNS, **more)
    return coverage(snapshot).set_index(["indicator", "year"])


def test_every_indicator_and_year_has_one_row_in_the_order_of_the_catalog() -> None:
    table = coverage(small_snapshot(figures({("a", 2020): of(ALL)}), TOWNS))
    catalog = small_catalog()
    assert list(table["indicator"].unique()) == list(catalog.indicators)
    assert len(table) == len(catalog.indicators) * 16  # 2010 to 2025
    assert not table.duplicated(["indicator", "year"]).any()


def test_states_by_hand() -> None:
    # cycle 4: a figure serves up to five years. 2016 all ten, 2018 one, 2020 nine of ten.
    table = small({("a", 2016): of(ALL), ("a", 2018): of(ONE), ("a", 2020): of(NINE)})
    states = table.loc["a", "state"]
    assert states[2015] == "missing"
    assert states[2016] == "measured"
    assert states[2017] == "carried"
    assert states[2018] == "partly"
    assert states[2020] == "measured"  # nine of ten is enough
    assert states[2025] == "carried"  # 2020 + 5
    assert table.loc[("a", 2018), ["measured", "carried", "missing"]].tolist() == [1, 9, 0]
    # In 2022 the tenth has nothing newer than 2016, six years back.
    assert table.loc[("a", 2022), ["measured", "carried", "missing"]].tolist() == [0, 9, 1]


def test_counts_always_add_up_to_the_municipalities() -> None:
    table = small({("a", 2016): of(ALL), ("b", 2018): of(ONE), ("d", 2011): of(NINE)})
    assert (table[["measured", "carried", "missing"]].sum(axis=1) == 10).all()
    assert (table[["measured", "carried", "missing"]] >= 0).all(axis=None)


def test_a_missing_value_and_a_foreign_region_do_not_count() -> None:
    table = small({("a", 2016): {"GM0000": float("nan"), "GM9999": 1.0}})
    assert table.loc[("a", 2016), "state"] == "missing"


def test_marks_of_the_figures_are_counted() -> None:
    rows = figures({("a", 2016): of(ALL)})
    rows.loc[:2, "harmonised"] = True
    rows.loc[:3, "status"] = "model estimate"
    rows.loc[4:4, "status"] = "provisional"
    row = coverage(small_snapshot(rows, TOWNS)).set_index(["indicator", "year"]).loc[("a", 2016)]
    assert (row["merged"], row["estimate"], row["provisional"]) == (3, 4, 1)


def test_the_year_that_begins_a_new_level_is_marked() -> None:
    catalog = small_catalog({"a": "breaks = [2018]"})
    table = small({("a", 2016): of(ALL)}, catalog=catalog)
    assert table.index[table["new_level"]].to_list() == [("a", 2018)]


def test_spans_count_the_measured_years() -> None:
    table = small({("a", 2012): of(ALL), ("a", 2018): of(ONE)}).reset_index()
    span = spans(table)
    assert span.loc["a"].to_list() == [2012, 2018, 2]
    assert "b" not in span.index


def test_find_needs_every_word_in_either_language() -> None:
    catalog = open_snapshot(EMBEDDED).catalog
    assert "eenzaam" in find(catalog, "eenzaam")
    assert "eenzaam" in find(catalog, "LONELY")
    assert find(catalog, "eenzaam zzz") == []
    assert find(catalog, "  ") == list(catalog.indicators)
    assert set(find(catalog, "50090NED")) == {
        i.id for i in catalog.indicators.values() if "50090NED" in catalog.sources_of(i.id)
    }
    assert find(catalog, "", "social") == [i.id for i in catalog.of_dimension("social")]


@pytest.mark.parametrize(
    ("indicator", "year", "state"),
    [
        # As the catalog's notes say: measured in 2012, 2016, 2020; another model in 2022.
        ("ervaren_gezondheid", 2012, "measured"),
        ("ervaren_gezondheid", 2014, "carried"),
        ("ervaren_gezondheid", 2022, "measured"),
        # Elections for Provinciale Staten: 2015, 2019.
        ("opkomst_ps", 2014, "missing"),
        ("opkomst_ps", 2015, "measured"),
        # The safety monitor asked in 52 municipalities.
        ("sociale_cohesie", 2021, "partly"),
    ],
)
def test_the_embedded_figures(indicator: str, year: int, state: str) -> None:
    table = coverage(open_snapshot(EMBEDDED)).set_index(["indicator", "year"])
    assert table.loc[(indicator, year), "state"] == state
