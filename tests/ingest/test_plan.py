"""One request a table, with all that the catalog needs of it."""

from monitor.catalog import load_catalog, parse_catalog
from monitor.ingest.plan import denominator, district_plan, numerator, plan, tables_of
from monitor.sources.request import TopicRef
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


def test_districts_are_asked_for_their_own_codes_on_every_level():
    requests = {r.table.id: r for r in district_plan(load_catalog())}
    crime = requests["47018NED"]
    assert dict(crime.codes) == {"SoortMisdrijf": ("0.0.0",)}
    assert crime.levels == crime.optional == ("GM", "WK", "BU")
    assert {"83765NED", "85318NED", "85984NED"} <= set(requests)  # the names of three layouts
