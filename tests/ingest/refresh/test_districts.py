"""Districts at a refresh: a table that is gone costs its figures, and the last good ones stay."""

from __future__ import annotations

import json

import pandas as pd

from monitor.catalog import Catalog
from monitor.catalog_read import load_catalog
from monitor.ingest.keep_districts import kept_districts
from monitor.regions.vintages import make_links
from monitor.snapshot import EMBEDDED, open_snapshot
from tests.ingest.refresh.conftest import PEOPLE, small_catalog, touch


def with_districts() -> Catalog:
    small, rules = small_catalog(), load_catalog().districts
    assert rules is not None
    kept = {k: v for k, v in rules.indicators.items() if k in small.indicators}
    return small.model_copy(update={"districts": rules.model_copy(update={"indicators": kept})})


def test_a_refresh_brings_districts_and_a_lost_table_costs_nothing_that_was_there(go, url, store):
    first = go(catalog=with_districts())
    assert {line["origin"] for line in first.report["district_tables"]} == {"fetched"}
    before = open_snapshot(store.location)
    assert set(before.district_figures.code.str[:2]) >= {"GM", "WK"}
    assert before.district_boundaries is not None
    for name in [n for n in url.state.tables if n.startswith("50090")]:
        url.state.tables.pop(name)
    touch(url, PEOPLE)
    done = go(catalog=with_districts())
    after = open_snapshot(store.location)
    origins = {line["id"]: line["origin"] for line in done.report["district_tables"]}
    assert origins["50090NED"] == "stale"
    pd.testing.assert_frame_equal(after.district_figures, before.district_figures)
    pd.testing.assert_frame_equal(after.district_scales, before.district_scales)


def test_the_districts_of_a_divided_municipality_are_not_kept():
    """Where a district went is not known then: not listed, no figure, no shape."""
    last = open_snapshot(EMBEDDED)
    rules = last.catalog.districts
    assert rules is not None
    present = last.regions.index.drop("GM1674")
    links = make_links(
        pd.Series(2010, index=present),
        pd.DataFrame(
            [("GM1674", to, share, 2010, 2024) for to, share in (("GM0748", 0.6), ("GM0758", 0.4))],
            columns=["code", "to", "share", "from_year", "until_year"],
        ),
    )
    kept = kept_districts(None, last, links, rules)
    assert kept is not None
    for codes in (kept.places["code"], kept.figures["code"], kept.places["region"]):
        assert len(codes)
        assert not codes.str[2:6].eq("1674").any()
    drawn = {s["properties"]["code"] for s in json.loads(kept.shapes)["features"]}
    assert drawn == set(kept.places["code"]) & set(kept.places["district"])
