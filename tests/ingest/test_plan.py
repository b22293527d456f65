"""One request a table, with all that the catalog needs of it."""

import pandas as pd

from monitor.catalog_read import load_catalog, parse_catalog
from monitor.ingest.fetch import together
from monitor.ingest.plan import denominator, district_plan, numerator, plan, tables_of
from monitor.sources.request import TableData, TopicRef
from tests.catalogs import entry, head

CATALOG = (
    head()
    + """
[table.T1]
title = "Een"
[table.T2]
title = "Twee"
year = 2020
[table.T3]
title = "Drie"
year = 2021
[table.T4]
title = "Door niemand gevraagd"
[series]
rij = ["T2", "T3"]
"""
    + entry(
        "bevolking",
        """[
  { series = "rij", years = [2021], topic = "Inwoners" },
  { table = "T1", topic = "Mensen", filters = { Leeftijd = ["1", "2"] }, upper = { Marges = "B" } },
]""",
        'merge = "count"',
    )
    + entry("deel", '[{ table = "T1", topic = "Oud", of = ["Oud", "Mensen"], occurrence = 2 }]')
)


def test_each_table_is_asked_once_for_all_topics_and_codes():
    requests = {r.table.id: r for r in plan(parse_catalog(CATALOG, "test"))}
    assert list(requests) == ["T1", "T3"]  # 2020 and T4 are not wanted by anyone
    first = requests["T1"]
    assert set(first.topics) == {TopicRef("Mensen"), TopicRef("Oud", 2)}
    assert dict(first.codes) == {"Leeftijd": ("1", "2"), "Marges": ("B",)}
    assert first.levels == ("GM",)
    assert requests["T3"].levels == ("GM",)


def test_the_occurrence_counts_for_the_topics_it_was_named_for():
    source = parse_catalog(CATALOG, "test").indicators["deel"].source[0]
    assert numerator(source) == [TopicRef("Oud", 2)]
    assert denominator(source) == [TopicRef("Oud", 2), TopicRef("Mensen")]


def test_a_series_gives_the_tables_of_its_years():
    catalog = parse_catalog(CATALOG, "test")
    source = catalog.indicators["bevolking"].source[0]
    assert tables_of(source, catalog) == ["T3"]


def test_every_table_of_the_real_catalog_is_used():
    catalog = load_catalog()
    asked = [*plan(catalog), *district_plan(catalog)]
    assert {r.table.id for r in asked} == set(catalog.tables)


def test_districts_are_asked_for_their_own_codes_and_neighbourhoods_where_they_are_read():
    plans = district_plan(load_catalog())
    requests = {(r.table.id, r.levels): r for r in plans}
    assert len(requests) == len(plans)
    assert all(r.levels == r.optional for r in plans)
    districts, whole = ("GM", "WK"), ("GM", "WK", "BU")
    assert dict(requests["47018NED", whole].codes) == {"SoortMisdrijf": ("0.0.0",)}
    assert dict(requests["47018NED", districts].codes) == {
        "SoortMisdrijf": ("1.4.4", "1.4.5", "2.2.1")
    }
    margins = {"MW00000", "MOG0095", "MBG0095"}
    for table in ("50150NED", "50090NED"):
        assert set(requests[table, districts].codes["Marges"]) == margins
    # neighbourhoods are asked for no bounds, and not at all where they lie on another layout
    assert requests["50150NED", ("BU",)].codes["Marges"] == ("MW00000",)
    assert ("50090NED", ("BU",)) not in requests
    # the names of three layouts, and figures of every year
    assert ("85984NED", whole) in requests
    assert {(t, districts) for t in ("83765NED", "85318NED", "86165NED")} <= set(requests)


def test_answers_on_one_table_stand_beside_each_other():
    topic = TopicRef("Eenzaam")

    def answer(code: str, margins: dict[str, float]) -> TableData:
        rows = [(code, 2024, margin, value) for margin, value in margins.items()]
        frame = pd.DataFrame(rows, columns=["region", "year", "Marges", "Eenzaam_1"])
        return TableData("T", frame, {topic: "Eenzaam_1"}, {}, {2024: "final"}, "", "",
                         names={code: code})  # fmt: skip

    above, below = answer("WK000100", {"MW": 40.0, "MOG": 38.0}), answer("BU00010000", {"MW": 41.0})
    both = together([above, below])
    found = both["T"].frame.set_index(["region", "Marges"])["Eenzaam_1"].to_dict()
    assert found == {("WK000100", "MW"): 40, ("WK000100", "MOG"): 38, ("BU00010000", "MW"): 41}
    assert set(both["T"].names) == {"WK000100", "BU00010000"}
