"""The change of an area by hand: weights, who rose, who does not compare, since when."""

from __future__ import annotations

import numpy as np
import pytest

from monitor.analysis.area_change import AreaChange, area_change
from monitor.analysis.change import compare_years
from monitor.analysis.scores import score_year
from tests.analysis.small import figures, small_snapshot

CODES = ("P", "Q", "R", "S")
PEOPLE = {"P": 1_000, "Q": 3_000, "R": 500, "S": 4_000}
MIDDLE = {"a": 50, "b": 20, "c": 60, "d": 10}


def found(
    codes: tuple[str, ...], years: tuple[int, int] = (2018, 2020), **how: object
) -> AreaChange:
    """Everyone at 100, but c: P from z = 0 to 1 (10/3 points), Q from 0 to -0.5 (-5/3).

    R has no c in 2018, so no score then; d was measured in 2016 and 2020 only.
    """
    rows = {(i, y): dict.fromkeys(CODES, v) for i, v in MIDDLE.items() for y in (2018, 2020)}
    rows["d", 2016] = rows.pop(("d", 2018))
    rows["c", 2020] = {**rows["c", 2020], "P": 70.0, "Q": 55.0}
    rows["c", 2018] = {k: v for k, v in rows["c", 2018].items() if k != "R"}
    rows["bevolking", 2020] = PEOPLE
    snapshot = small_snapshot(figures(rows), dict.fromkeys(CODES, "PV30"))
    change = compare_years(snapshot, *(score_year(snapshot, y) for y in years))
    return area_change(snapshot, change, codes, **how)  # type: ignore[arg-type]


def test_the_mean_counts_every_municipality_alike_or_by_inhabitants() -> None:
    assert found(("P", "Q")).points == pytest.approx((10 / 3 - 5 / 3) / 2)
    by_people = found(("P", "Q"), weighted=True)
    assert by_people.points == pytest.approx((1 * 10 / 3 - 3 * 5 / 3) / 4)
    assert (by_people.rose, by_people.fell) == (1, 1)


def test_the_other_weighing_goes_along() -> None:
    alike, by_people = found(("P", "Q")), found(("P", "Q"), weighted=True)
    assert alike.otherwise == pytest.approx((1 * 10 / 3 - 3 * 5 / 3) / 4)
    assert by_people.otherwise == pytest.approx((10 / 3 - 5 / 3) / 2)


def test_the_way_back_turns_the_sign() -> None:
    back = found(("P", "Q"), years=(2020, 2018), weighted=True)
    assert back.points == pytest.approx(-found(("P", "Q"), weighted=True).points)


def test_who_does_not_compare_is_named_with_what_is_short() -> None:
    own = found(("P", "R"))
    assert (own.compared, own.missing) == (("P",), ("R",))
    assert own.short == (("social", 0.0),)
    alone = found(("R",))
    assert np.isnan(alone.points) and alone.compared == ()


def test_the_share_measured_anew_and_since_when() -> None:
    own = found(("P", "Q"))
    assert own.anew == pytest.approx(1)
    assert own.since == (("d", 2016),)


def test_only_a_group_that_asks_gets_an_interval() -> None:
    assert np.isnan(found(("P", "Q", "S")).lower)
    own = found(("P", "Q", "S"), interval=True)
    assert own.lower < own.points < own.upper
    assert np.isnan(found(("P",), interval=True).lower)


def test_of_a_dimension_the_share_is_that_of_its_own_indicators() -> None:
    # 2019 is served by the figures of 2018, and by that of 2016 for d: nothing is new
    assert found(("P",), years=(2018, 2019), what="social").anew == 0
    assert found(("P",), what="social").anew == 1
    assert found(("P",), what="social").since == ()
