"""The smallest effect that could be seen, in its own unit and in people."""

from __future__ import annotations

import numpy as np
import pytest

from monitor.impact import power
from monitor.impact.outcomes import judge
from monitor.impact.panel import panel_of
from monitor.impact.people import in_people
from monitor.impact.power import (
    LEVEL,
    LOST,
    POWER,
    contradicted,
    critical,
    needed,
    smallest_effects,
)
from monitor.snapshot import EMBEDDED, Snapshot, open_snapshot


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return open_snapshot(EMBEDDED)


def test_the_limit_is_exceeded_by_one_programme_in_twenty() -> None:
    effect = np.arange(1.0, 101.0)
    assert critical(effect, np.ones(100)) == 96.0  # higher: never more than 5 in 100 above it
    assert (effect > 96.0).sum() == 4


def test_the_smallest_effect_brings_four_in_five_past_the_limit() -> None:
    effect = np.array([-2.0, -1.0, 0.0, 1.0, 2.0])
    # the limit is 2; -2, -1, 0, 1 and 2 need 4, 3, 2, 1 and 0: with 4 all are past, 3.x is too few
    assert needed(effect, np.ones(5)) == 4.0
    size = needed(np.tile(effect, 20), np.ones(100))
    assert np.mean(np.tile(effect, 20) + size >= 2.0) >= POWER + LOST


def test_what_a_placebo_year_silences_is_made_up_by_the_announced_effect(
    snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    effect = np.linspace(-2.0, 2.0, 1001)
    size = needed(effect, np.ones(1001), silenced=0.05)
    shown = np.mean(effect + size >= critical(effect, np.ones(1001)))
    assert 0.95 * shown >= POWER + LOST
    assert 0.95 * shown == pytest.approx(POWER + LOST, abs=0.002)
    # household income is measured each year from 2012 on: 2014 is the first that can be pretended
    income = panel_of(snapshot, "inkomen")
    assert [contradicted(income, y) for y in (2014, 2015)] == [0.0, LEVEL]

    def sizes() -> list[float]:
        judged = (judge(snapshot, "inkomen", y, 2023) for y in (2014, 2015))
        return [smallest_effects(snapshot, [j], 2023, sizes=[11])[0].size for j in judged]

    with_rule = sizes()
    monkeypatch.setattr(power, "contradicted", lambda *_asked: 0.0)
    without = sizes()
    assert with_rule[0] == without[0]
    assert with_rule[1] > without[1]


def test_more_municipalities_show_a_smaller_effect(snapshot: Snapshot) -> None:
    found = smallest_effects(snapshot, [judge(snapshot, "inkomen", 2017, 2023)], 2023)
    assert [s.participants for s in found] == [4, 11, 30]
    assert found[0].size > found[1].size > found[2].size > 0
    assert all(s.proof and s.years == (2016, 2023) for s in found)


def test_within_a_province_as_many_stand_beside_as_it_has_others(snapshot: Snapshot) -> None:
    income = [judge(snapshot, "inkomen", 2017, 2023)]
    brabant = int((snapshot.regions["province"] == "PV30").sum())  # all have an income each year
    found = smallest_effects(snapshot, income, 2023, {"PV30"})
    assert [s.others for s in found] == [brabant - 4, brabant - 11, brabant - 30]
    # Flevoland has six municipalities: eleven or thirty cannot take part there
    assert [
        (s.participants, s.others) for s in smallest_effects(snapshot, income, 2023, {"PV24"})
    ] == [(4, 2)]
    strict = smallest_effects(snapshot, income, 2023, {"PV30"}, [11], level=0.01)
    assert strict[0].size > found[1].size, "outcomes that share the 5% show less"


def test_what_proves_nothing_has_its_smallest_effect_too_marked(snapshot: Snapshot) -> None:
    (lonely,) = smallest_effects(
        snapshot, [judge(snapshot, "eenzaam", 2017, 2023)], 2023, sizes=[11]
    )
    assert not lonely.proof
    assert lonely.years == (2016, 2020)
    (council,) = smallest_effects(
        snapshot, [judge(snapshot, "opkomst_gr", 2020, 2023)], 2023, sizes=[11]
    )
    assert not council.proof
    assert council.years == (2014, 2018), "its last step stands for it"


def test_crimes_are_counted_by_the_inhabitants(snapshot: Snapshot) -> None:
    people = snapshot.observations.query("indicator == 'bevolking' and year == 2024")
    breda = float(people.set_index("region").at["GM0758", "value"])
    found = in_people(snapshot, "misdrijven", -2.0, participants=1, codes=["GM0758"])
    assert found == (pytest.approx(2 * breda / 1000), 0)


def test_an_income_concerns_every_household_of_the_participants(snapshot: Snapshot) -> None:
    o = snapshot.observations.query("indicator == 'huishoudens' and region == 'GM0758'")
    newest = 1000 * float(o.sort_values("year")["value"].iloc[-1])
    breda = {"participants": 1, "codes": ["GM0758"]}
    assert in_people(snapshot, "inkomen", 0.5, **breda) == (pytest.approx(newest), 0)
    low, per = in_people(snapshot, "laag_inkomen", -2.0, **breda)
    assert (low, per) == (pytest.approx(0.02 * newest), 0)
    province, _per = in_people(snapshot, "inkomen", 0.5, codes=["PV30"])
    assert province is not None
    assert province > 5 * newest
    brabant = int((snapshot.regions["province"] == "PV30").sum())
    mean, _per = in_people(snapshot, "inkomen", 0.5, participants=1, codes=["PV30"])
    assert mean == pytest.approx(province / brabant)


def test_a_share_is_written_per_ten_thousand_and_points_have_no_people(snapshot: Snapshot) -> None:
    assert in_people(snapshot, "opkomst_tk", 1.37, participants=11) == (pytest.approx(137), 10_000)
    assert in_people(snapshot, "total", 0.5, participants=11) == (None, 0)
