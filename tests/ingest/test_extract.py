"""Figures are taken from tables as the catalog says, and never quietly wrong."""

import numpy as np
import pandas as pd
import pytest

from monitor.catalog_read import parse_catalog
from monitor.errors import MonitorError
from monitor.ingest.extract import extract
from monitor.sources.request import TableData, TopicRef
from tests.catalogs import entry, head

HEAD = (
    head()
    + """
[table.T]
title = "Een"
[table.U]
title = "Model"
status = "model estimate"
[series]
[file.f]
title = "Set"
publisher = "Wij"
licence = "open"
"""
)


def take(source, tables=None, files=None):
    catalog = parse_catalog(HEAD + entry("bevolking", f"[{source}]", 'merge = "count"'), "test")
    tables = {t.table: t for t in tables or []}
    return extract(catalog.indicators["bevolking"], catalog, tables, files or {})


def table(frame, id_="T", status=None):
    topics = [c for c in frame.columns if c not in ("region", "year", "Soort", "Marges")]
    return TableData(
        id_, frame, {TopicRef(t): t for t in topics}, {}, status or {2020: "final"}, "Een", ""
    )


def crimes():
    return pd.DataFrame(
        [
            ("GM0001", 2020, "a", 1.0, 10.0),
            ("GM0001", 2020, "b", 2.0, 20.0),
            ("GM0002", 2020, "a", 3.0, 30.0),
            ("GM0002", 2020, "b", np.nan, 40.0),
            ("GM0003", 2020, "a", 5.0, 50.0),
        ],
        columns=["region", "year", "Soort", "een", "twee"],
    )


def test_codes_and_topics_are_added_up_and_missing_where_one_is():
    source = '{ table = "T", topic = ["een", "twee"], filters = { Soort = ["a", "b"] } }'
    found = take(source, [table(crimes())]).set_index("region")
    assert found.value["GM0001"] == 33  # 1 + 2 + 10 + 20
    assert np.isnan(found.value["GM0002"])  # a figure is empty
    assert np.isnan(found.value["GM0003"])  # a row is not there
    assert set(found.source) == {"T"}


def test_one_code_is_one_figure():
    source = '{ table = "T", topic = "een", filters = { Soort = "a" } }'
    assert take(source, [table(crimes())]).value.tolist() == [1, 3, 5]


def test_a_dimension_that_nobody_chose_from_is_refused():
    with pytest.raises(MonitorError, match="Meer dan één rij"):
        take('{ table = "T", topic = "een" }', [table(crimes())])


def test_a_code_or_dimension_that_is_not_there_is_named():
    with pytest.raises(MonitorError, match="Code z"):
        take('{ table = "T", topic = "een", filters = { Soort = "z" } }', [table(crimes())])
    with pytest.raises(MonitorError, match="Kolom 'Kleur'"):
        take('{ table = "T", topic = "een", filters = { Kleur = "z" } }', [table(crimes())])


def test_bounds_are_other_codes_of_the_same_topic():
    frame = pd.DataFrame(
        [("GM0001", 2020, m, v) for m, v in (("W", 5.0), ("L", 4.0), ("H", 7.0))],
        columns=["region", "year", "Marges", "een"],
    )
    source = (
        '{ table = "T", topic = "een", filters = { Marges = "W" },'
        ' lower = { Marges = "L" }, upper = { Marges = "H" } }'
    )
    row = take(source, [table(frame)]).iloc[0]
    assert (row.value, row.lower, row.upper) == (5.0, 4.0, 7.0)


def test_a_share_needs_its_denominator():
    frame = pd.DataFrame(
        [("GM0001", 2020, 1.0, 4.0), ("GM0002", 2020, 1.0, np.nan)],
        columns=["region", "year", "deel", "geheel"],
    )
    found = take('{ table = "T", topic = "deel", of = ["geheel"] }', [table(frame)])
    assert found["of"].tolist()[0] == 4.0
    assert found.value.notna().tolist() == [True, False]


def test_two_sources_for_the_same_year_are_an_error_and_for_other_years_a_chain():
    one = table(pd.DataFrame([("GM0001", 2020, 1.0)], columns=["region", "year", "een"]))
    two = table(pd.DataFrame([("GM0001", 2020, 2.0)], columns=["region", "year", "een"]), "U")
    chain = '{ table = "T", topic = "een" }, { table = "U", topic = "een" }'
    with pytest.raises(MonitorError, match=r"GM0001 in 2020.*'bevolking', T en U"):
        take(chain, [one, two])
    later = table(two.frame.assign(year=2022), "U", {2022: "final"})
    found = take(chain, [one, later])
    assert found.year.tolist() == [2020, 2022]
    assert found.status.tolist() == ["final", "model estimate"]


def test_provisional_years_are_marked():
    frame = pd.DataFrame([("GM0001", 2024, 1.0)], columns=["region", "year", "een"])
    found = take('{ table = "T", topic = "een" }', [table(frame, status={2024: "provisional"})])
    assert found.status.tolist() == ["provisional"]


def test_a_set_gives_the_column_asked_for():
    rows = pd.DataFrame(
        {"region": ["GM0001"] * 2, "year": [2021] * 2, "type": ["TK", "GR"], "pct": [80.0, 50.0]}
    )
    source = '{ file = "f", column = "pct", filters = { type = "GR" } }'
    assert take(source, files={"f": rows}).value.tolist() == [50.0]
    with pytest.raises(MonitorError, match="Kolom 'weg' ontbreekt"):
        take('{ file = "f", column = "weg" }', files={"f": rows})
