"""Districts that stand clearly below their municipality."""

from __future__ import annotations

import pandas as pd
import pytest

from monitor.analysis.districts import weak_districts
from monitor.analysis.scores import ScoreOptions, score_year
from tests.analysis.small import figures, small_catalog, small_snapshot

X, Y = "GM0001", "GM0002"
OPTIONS = ScoreOptions(min_share=0.5)


def districts(rows: list[tuple[str, str, str, int, float]]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["indicator", "district", "region", "year", "value"])
    return table.assign(name=table["district"] + " wijk")


TOWNS = figures(
    {
        ("a", 2020): {X: 55.0, Y: 45.0},
        ("b", 2020): {X: 20.0, Y: 20.0},
        ("c", 2020): {X: 60.0, Y: 60.0},
    }
)
PLACES = {X: "PV30", Y: "PV30"}


def test_a_clearly_worse_district_by_hand() -> None:
    # a: municipality z 0.5, district 40 has z -1: difference -1.5. b counts down: 27 has z -1.4
    rows = [
        ("a", "WK01", X, 2020, 40.0),
        ("b", "WK01", X, 2020, 27.0),
        ("a", "WK02", X, 2020, 46.0),
    ]
    snapshot = small_snapshot(TOWNS, PLACES, districts=districts(rows))
    table = weak_districts(snapshot, score_year(snapshot, 2020, OPTIONS))
    assert table["district"].to_list() == ["WK01", "WK01"]  # WK02 is 0.9 below: not clearly
    assert table["difference"].to_list() == pytest.approx([-1.5, -1.4])
    first = table.iloc[0]
    assert (first["name"], first["region"], first["indicator"]) == ("WK01 wijk", X, "a")
    assert (first["value"], first["value_region"], first["measured"]) == (40, 55, 2020)
    assert first["behind_average"]


def test_behind_a_good_average_or_not() -> None:
    rows = [("a", "WK01", X, 2020, 30.0), ("a", "WK02", Y, 2020, 30.0)]
    snapshot = small_snapshot(TOWNS, PLACES, districts=districts(rows))
    table = weak_districts(snapshot, score_year(snapshot, 2020, OPTIONS)).set_index("district")
    assert table["behind_average"].to_dict() == {"WK01": True, "WK02": False}


def test_figures_of_different_years_are_not_compared() -> None:
    rows = [("a", "WK01", X, 2016, 10.0)]
    snapshot = small_snapshot(TOWNS, PLACES, districts=districts(rows))
    assert weak_districts(snapshot, score_year(snapshot, 2020, OPTIONS)).empty


def test_a_figure_of_a_new_level_stands_on_its_own_scale() -> None:
    # from 2022 the mean is 30 and the sd 5: municipality 30 has z 0, district 24 z -1.2
    later = figures({("a", 2022): {X: 30.0}})
    catalog = small_catalog({"a": "breaks = [2022]"})
    rows = [("a", "WK01", X, 2022, 24.0)]
    snapshot = small_snapshot(
        pd.concat([TOWNS, later]),
        PLACES,
        catalog=catalog,
        breaks={"a": (2022, 30.0, 5.0, 0.0)},
        districts=districts(rows),
    )
    table = weak_districts(snapshot, score_year(snapshot, 2022, OPTIONS))
    assert table["difference"].to_list() == pytest.approx([-1.2])


def test_no_district_figures_no_districts() -> None:
    snapshot = small_snapshot(TOWNS, PLACES)
    assert weak_districts(snapshot, score_year(snapshot, 2020, OPTIONS)).empty
