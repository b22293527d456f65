"""Districts of other years: what is one place and what is not."""

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import box

from monitor.regions.districts import (
    chain,
    changed_between,
    join_by_area,
    join_by_code,
    overlaps,
    plain_name,
)


def _shapes(**boxes: tuple[float, float, float, float]) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(
        {"code": [*boxes]}, geometry=[box(*corners) for corners in boxes.values()], crs=28992
    )


def _pairs(found: pd.DataFrame) -> dict[str, tuple[str, str]]:
    return {row.code: (row.to, row.how) for row in found.itertuples()}


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Wijk 30 't Goy", "tgoy"),
        ("'t Goy", "tgoy"),
        ("Chassébuurt", "chassebuurt"),
        ("Wijk 03", ""),
        ("Wijk 16 Houten Zuid-Oost", "houtenzuidoost"),
        ("1e Exloërmond", "1eexloermond"),
    ],
)
def test_numbers_and_signs_are_no_part_of_a_name(name: str, bare: str) -> None:
    assert plain_name(name) == bare


def test_overlap_is_a_share_of_either_area() -> None:
    found = overlaps(_shapes(WK1=(0, 0, 100, 100)), _shapes(WK2=(50, 0, 250, 100)))
    row = found.iloc[0]
    assert (row.before, row.after, len(found)) == ("WK1", "WK2", 1)
    assert (row.of_before, row.of_after) == pytest.approx((0.5, 0.25))


def test_shared_borders_are_no_overlap() -> None:
    assert overlaps(_shapes(WK1=(0, 0, 9, 9)), _shapes(WK2=(9, 0, 18, 9))).empty


def test_a_code_that_went_to_another_place_is_not_joined() -> None:
    """Two districts swap their codes: the places are found, not the codes."""
    before = _shapes(WK01=(0, 0, 10, 10), WK02=(10, 0, 20, 10))
    after = _shapes(WK02=(0, 0, 10, 10), WK01=(10, 0, 20, 10))
    names = pd.Series({"WK01": "Kerkdorp", "WK02": "Vaartwijk"})
    renamed = pd.Series({"WK01": "Oostzijde", "WK02": "Westzijde"})
    found = join_by_area(names, renamed, overlaps(before, after))
    assert _pairs(found) == {"WK01": ("WK02", "area"), "WK02": ("WK01", "area")}


def test_a_name_that_stayed_bears_a_border_that_moved_but_not_another_area() -> None:
    before = _shapes(WK01=(0, 0, 100, 10), WK02=(200, 0, 300, 10))
    after = _shapes(WK01=(0, 0, 70, 10), WK02=(260, 0, 300, 10))
    names = pd.Series({"WK01": "Wijk 01", "WK02": "Wijk 02"})
    assert _pairs(join_by_area(names, names, overlaps(before, after))) == {"WK01": ("WK01", "name")}


RECODING = pd.DataFrame(
    [("GM0001", "GM0100", 2021), ("GM0002", "GM0100", 2021), ("GM0003", "GM0004", 2018)],
    columns=["code", "to", "until_year"],
)


def test_a_municipality_that_took_another_in_changed_too() -> None:
    found = changed_between(RECODING, 2020, 2022)
    assert found == {"GM0100": {"GM0100"}, "GM0001": {"GM0100"}, "GM0002": {"GM0100"}}


def test_without_shapes_code_and_name_both_count() -> None:
    named = pd.Series({"WK000901": "Wijk 01 Dorp", "WK000902": "Veld"})
    after = pd.Series({"WK000901": "Dorp", "WK000902": "Haven", "WK000903": "Nieuw"})
    found = join_by_code([*after.index, "WK000999"], named, after, {})
    assert _pairs(found) == {"WK000901": ("WK000901", "code"), "WK000903": ("WK000903", "code")}


def test_merged_municipalities_by_name_where_it_is_the_only_one() -> None:
    moved = changed_between(RECODING, 2020, 2022)
    named = pd.Series({"WK000101": "Wijk 01 Beers", "WK000102": "Haps", "WK000201": "Haps"})
    after = pd.Series({"WK010001": "Beers", "WK010002": "Haps", "WK010003": "Velp"})
    found = join_by_code(named.index, named, after, moved)
    assert _pairs(found) == {"WK000101": ("WK010001", "successor")}


def test_the_mark_of_a_merger_stays_over_two_steps() -> None:
    columns = ["code", "to", "how"]
    first = pd.DataFrame([("a", "b", "successor"), ("x", "y", "code")], columns=columns)
    second = pd.DataFrame([("b", "c", "area"), ("y", "y", "name")], columns=columns)
    assert _pairs(chain(first, second)) == {"a": ("c", "successor"), "x": ("y", "name")}
