"""The catalog: complete, consistent, and a fault is named with file, entry and field."""

from __future__ import annotations

import pytest

from monitor.catalog import Catalog
from monitor.catalog_read import CATALOG_FILE, load_catalog, parse_catalog
from monitor.errors import MonitorError

# The indicators that must be there, by dimension and direction.
EXPECTED = {
    "personal": {
        "ervaren_gezondheid": 1,
        "angst_depressie": -1,
        "regie": 1,
        "moeite_rondkomen": -1,
        "inkomen": 1,
        "laag_inkomen": -1,
        "arbeidsparticipatie": 1,
        "bijstand": -1,
        "laag_opgeleid": -1,
    },
    "social": {
        "eenzaam": -1,
        "vrijwilligerswerk": 1,
        "sporten": 1,
        "opkomst_tk": 1,
        "opkomst_gr": 1,
        "opkomst_ps": 1,
    },
    "environment": {
        "misdrijven": -1,
        "geweld": -1,
        "vernieling": -1,
        "afstand_huisarts": -1,
        "afstand_supermarkt": -1,
    },
}

SMALL = """
first_year = 2012
last_year = 2025
boundary_year = 2024
[[dimension]]
id = "personal"
title = { nl = "Persoonlijk", en = "Personal" }
[[dimension]]
id = "context"
title = { nl = "Context", en = "Context" }
[table.T1]
title = "Tabel"
[[indicator]]
id = "bevolking"
title = { nl = "Inwoners", en = "Inhabitants" }
dimension = "context"
direction = 0
merge = "count"
unit = { nl = "inwoners", en = "inhabitants" }
cycle = 1
source = [{ table = "T1", topic = "Bevolking" }]
[[indicator]]
id = "gezond"
title = { nl = "Gezond", en = "Healthy" }
dimension = "personal"
direction = 1
unit = { nl = "%", en = "%" }
cycle = 4
reference_year = 2020
source = [{ table = "T1", topic = "Gezond" }]
"""


def test_every_indicator_of_the_design_is_there_with_its_direction() -> None:
    catalog = load_catalog()
    for dimension, indicators in EXPECTED.items():
        found = {i.id: i.direction for i in catalog.of_dimension(dimension)}
        assert found == indicators


def test_known_level_breaks_are_named() -> None:
    catalog = load_catalog()
    breaks = {i.id: i.breaks for i in catalog.scored if i.breaks}
    assert breaks == {"arbeidsparticipatie": [2022]}
    # RIVM re-made its figures as one series: a break of 2022 is for the uncertainty alone.
    doubtful = {i.id for i in catalog.scored if i.doubtful_breaks == [2022]}
    rivm = {i.id for i in catalog.scored if "50150NED" in catalog.sources_of(i.id)}
    assert doubtful == rivm == {"ervaren_gezondheid", "angst_depressie", "regie",
        "moeite_rondkomen", "eenzaam", "vrijwilligerswerk", "sporten"}  # fmt: skip


def test_every_text_is_in_both_languages() -> None:
    catalog = load_catalog()
    for item in [*catalog.dimensions.values(), *catalog.indicators.values()]:
        assert item.title.nl and item.title.en, item.id
    for ind in catalog.indicators.values():
        assert ind.unit.nl and ind.unit.en, ind.id
        assert bool(ind.note.nl) == bool(ind.note.en), ind.id


def test_model_estimates_are_known_as_such() -> None:
    catalog = load_catalog()
    estimates = {i.id for i in catalog.scored if catalog.is_estimate(i.id)}
    # README of the figures: RIVM SMAP is a model estimate; the survey and registers are not.
    assert estimates == {
        "ervaren_gezondheid",
        "angst_depressie",
        "regie",
        "moeite_rondkomen",
        "eenzaam",
        "vrijwilligerswerk",
        "sporten",  # a survey, where RIVM fills the years after 2020
    }


def test_adding_an_indicator_takes_an_entry_and_nothing_else() -> None:
    entry = """
    [[indicator]]
    id = "nieuw"
    title = { nl = "Nieuw", en = "New" }
    dimension = "personal"
    direction = -1
    unit = { nl = "%", en = "%" }
    cycle = 1
    reference_year = 2022
    source = [{ table = "T1", topic = "Nieuw" }]
    """
    assert [i.id for i in parse_catalog(SMALL + entry, "x.toml").scored] == ["gezond", "nieuw"]


@pytest.mark.parametrize(
    ("old", "new", "entry", "field"),
    [
        ('dimension = "personal"', 'dimension = "persoonlijk"', "gezond", "direction"),
        ("direction = 1", "direction = 2", "gezond", "direction"),
        ("direction = 1", "direction = 0", "gezond", "direction"),
        ("reference_year = 2020", "", "gezond", "reference_year"),
        ("cycle = 4", 'cycle = "vier"', "gezond", "cycle"),
        ("cycle = 4", "cycel = 4", "gezond", "cycle"),
        ('merge = "count"', 'merge = "sum"', "bevolking", "merge"),
        ('topic = "Gezond"', 'topik = "Gezond"', "gezond", "topik"),
        ('table = "T1", topic = "Gezond"', 'table = "T9", topic = "Gezond"', "gezond", "table"),
        ('id = "gezond"', 'id = "bevolking"', "bevolking", "id"),
        ('id = "gezond"', 'id = "Gezond!"', "Gezond!", "id"),
        ('title = "Tabel"', 'titel = "Tabel"', "T1", "title"),
    ],
)
def test_a_faulty_entry_is_named(old: str, new: str, entry: str, field: str) -> None:
    assert SMALL.count(old) == 1
    with pytest.raises(MonitorError) as err:
        parse_catalog(SMALL.replace(old, new), "eigen.toml")
    message = str(err.value)
    assert "eigen.toml" in message
    assert entry in message
    assert field in message


def test_broken_toml_names_the_file() -> None:
    with pytest.raises(MonitorError, match=r"eigen\.toml"):
        parse_catalog("[[indicator", "eigen.toml")


def test_a_missing_top_level_setting_is_named() -> None:
    with pytest.raises(MonitorError, match="first_year"):
        parse_catalog(SMALL.replace("first_year = 2012", ""), "eigen.toml")


def test_the_catalog_survives_a_round_trip_through_json() -> None:
    catalog = load_catalog()
    assert Catalog.model_validate_json(catalog.model_dump_json()) == catalog


def test_the_catalog_lies_beside_the_code() -> None:
    assert CATALOG_FILE.name == "catalog.toml"


FORMER = """
[index]
version = 2
min_share = 0.6
[index.former.1]
min_share = 0.5
[index.former.1.otherwise]
gezond = { series = "gezond_v1" }
[[former]]
id = "gezond_v1"
title = { nl = "Gezond, vroeger", en = "Healthy, before" }
dimension = "personal"
direction = 1
unit = { nl = "%", en = "%" }
cycle = 4
reference_year = 2016
source = [{ table = "T1", topic = "Gezond vroeger" }]
"""


def test_a_former_version_counts_its_own_series_under_the_name_of_now() -> None:
    catalog = parse_catalog(SMALL + FORMER, "x.toml")
    then = catalog.of_version(1)
    assert (then.index.version, then.index.min_share) == (1, 0.5)
    assert then.indicators["gezond"].reference_year == 2016
    assert list(then.indicators) == list(catalog.indicators)
    assert set(catalog.fitted) == {"gezond", "gezond_v1"}
    assert "gezond_v1" not in catalog.indicators  # in no list for readers


def test_a_version_that_is_not_there_is_refused() -> None:
    catalog = parse_catalog(SMALL + FORMER, "x.toml")
    with pytest.raises(MonitorError, match=r"Versie 3 .*Kies uit: 2, 1"):
        catalog.of_version(3)
    with pytest.raises(MonitorError, match=r"Versie 1 .*gezond_v1 heeft geen cijfers"):
        catalog.without({"gezond_v1"}).of_version(1)


def test_a_catalog_without_an_index_is_version_1() -> None:
    # what the snapshots of before this field hold
    index = parse_catalog(SMALL, "x.toml").index
    assert (index.version, index.min_share) == (1, pytest.approx(2 / 3))


def test_a_fallback_needs_a_source_before_it() -> None:
    alone = SMALL.replace('topic = "Gezond" }', 'topic = "Gezond", fallback = "plain" }')
    with pytest.raises(MonitorError, match="fallback"):
        parse_catalog(alone, "x.toml")
