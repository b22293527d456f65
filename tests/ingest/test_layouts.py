"""Districts of other layouts on that of the edition: what a code and a name prove, and what not."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import box

from monitor.catalog_read import load_catalog
from monitor.ingest.layouts import Layouts
from monitor.ingest.plan import DistrictSources
from monitor.regions.vintages import make_links
from monitor.sources.request import TableData

NOW = {"WK000100": "Noord", "WK000101": "Zuid", "WK000102": "Nieuw", "WK000103": "Kern"}
BEFORE = {"WK000100": "Noord", "WK000101": "Zuid", "WK000102": "Oud", "WK000103": "Kern"}


def _table(name: str, names: dict[str, str]) -> TableData:
    return TableData(name, pd.DataFrame(), {}, {}, {}, "", "", names=names)


def _shapes(squares: dict[str, float]) -> gpd.GeoDataFrame:
    """Squares of one kilometre, each so far to the east."""
    drawn = [box(x, 0, x + 1000, 1000) for x in squares.values()]
    return gpd.GeoDataFrame({"code": list(squares)}, geometry=drawn, crs=28992)


@pytest.fixture
def layouts() -> Layouts:
    """Kern kept its code and name from 2022 to 2024 and lies elsewhere: it is another place."""
    rules = load_catalog().districts
    assert rules is not None
    tables = {
        "85984NED": _table("85984NED", NOW),
        "85318NED": _table("85318NED", BEFORE),
        "83765NED": _table("83765NED", {"WK000101": "Zuid"}),
        "85618NED": _table("85618NED", {**NOW, "WK000100": "Anders"}),
        "50090NED": _table("50090NED", BEFORE),
    }
    squares = {code: 2000.0 * n for n, code in enumerate(BEFORE)}
    shapes = {2022: _shapes(squares), 2024: _shapes({**squares, "WK000103": 9000.0})}
    empty = pd.DataFrame(columns=["code", "to", "share", "from_year", "until_year"])
    links = make_links(pd.Series({"GM0001": 0}), empty)
    return Layouts(DistrictSources(tables, shapes), rules, links)


def test_the_year_of_the_shapes_is_joined_by_name_and_area(layouts):
    found = layouts.of("85318NED", 2022).set_index("code")["to"].to_dict()
    # Oud became Nieuw on the same ground; Kern lies elsewhere
    assert found == {c: c for c in ("WK000100", "WK000101", "WK000102")}


def test_a_later_layout_needs_code_and_name_and_no_move_under_that_name(layouts):
    found = layouts.of("85618NED", 2023)
    # Anders is not Noord; of Kern the shapes say that its name moved
    assert found["code"].tolist() == ["WK000101", "WK000102"]


def test_an_earlier_layout_goes_by_way_of_the_year_of_the_shapes(layouts):
    assert set(layouts.of("50090NED", 2020)["to"]) == {"WK000100", "WK000101", "WK000102"}
    assert set(layouts.found()["to"]) == {"WK000100", "WK000101", "WK000102"}


def test_where_a_list_is_missing_nothing_is_joined(layouts):
    tables = {k: v for k, v in layouts.got.tables.items() if k != "85318NED"}
    bare = Layouts(DistrictSources(tables, layouts.got.shapes), layouts.rules, layouts.links)
    assert bare.of("50090NED", 2020).empty
    assert bare.found().empty
