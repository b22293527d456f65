"""Signals: none in noise, the ones that were planted, and the calendar of measurements."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binomtest

from monitor.snapshot import EMBEDDED, open_snapshot
from monitor.steering.areas import area_of
from monitor.steering.brief import signalled
from monitor.steering.calendar import next_measurements
from monitor.steering.chance import chance
from monitor.steering.district_signals import changes_among, district_changes
from monitor.steering.signals import Signals, signals_among
from monitor.steering.usual import Steps, steps_of
from tests.steering.small import snapshot

REGIONS = [f"GM{n:04d}" for n in range(300)]
YEARS = (2018, 2019, 2020, 2021)
SINCE = {y: y - 1 for y in YEARS}


def steps_in(shown):
    return lambda measure, span: steps_of(shown, measure, {}, span)


def noise(random: np.random.Generator, kind: str = "normal") -> Steps:
    """Changes of one size everywhere, with a wave through the whole country in each year."""
    shape = (len(REGIONS), len(YEARS))
    own = random.normal(size=shape) if kind == "normal" else random.standard_t(5, size=shape)
    return Steps(pd.DataFrame(own + random.normal(size=len(YEARS)), REGIONS, list(YEARS)), SINCE)


def counted(random: np.random.Generator, n: int = 600) -> pd.DataFrame:
    """Counts of districts of 15 to 600 a year, which swing by more than chance alone."""
    level = np.exp(random.uniform(np.log(15), np.log(600), (n, 1)))
    wave = random.normal(1, 0.05, len(YEARS))
    own = random.gamma(100, 1 / 100, (n, len(YEARS)))
    counts = random.poisson(level * wave * own).astype(float)
    return pd.DataFrame(counts, [f"WK{n:06d}" for n in range(n)], list(YEARS))


def in_districts(counts: pd.DataFrame, year: int = 2021) -> pd.DataFrame:
    return changes_among("c", counts, year).assign(region="GM0001")


@pytest.mark.parametrize("kind", ["normal", "heavy"])
def test_noise_gives_a_signal_in_no_more_than_one_year_in_twenty(kind):
    random = np.random.default_rng(13)
    runs = 150
    some = sum(
        not signals_among({str(i): noise(random, kind) for i in range(5)}, 2021).table.empty
        for _run in range(runs)
    )
    assert binomtest(some, runs, 0.05, alternative="greater").pvalue > 0.05


def test_noise_in_municipalities_and_districts_together_gives_no_more():
    random = np.random.default_rng(17)
    runs = 150
    some = sum(
        not signals_among(
            {str(i): noise(random) for i in range(2)}, 2021, districts=in_districts(counted(random))
        ).table.empty
        for _run in range(runs)
    )
    assert binomtest(some, runs, 0.05, alternative="greater").pvalue > 0.05


def test_a_planted_change_in_a_district_is_found_beside_its_equals():
    counts = counted(np.random.default_rng(4), 3_000)
    counts.loc["WK000007"] = (50, 50, 50, 190)
    own = {"a": noise(np.random.default_rng(2))}
    found = signals_among(own, 2021, districts=in_districts(counts))
    assert list(found.table["district"]) == ["WK000007"]
    assert found.table["change"].item() == 140
    large = (counts[2020] + counts[2021]) / 2 >= 10
    assert (found.tested, found.districts) == (300, large.sum())


def test_the_usual_change_of_a_district_is_that_of_districts_of_its_size():
    # 100 stay at 200, 50 go to 220 and 50 to 180; the middle one does not move: nothing to take off
    now = [200.0] * 100 + [220.0] * 50 + [180.0] * 50
    codes = [f"WK{n:06d}" for n in range(200)]
    counts = pd.DataFrame({2020: 200.0, 2021: now}, codes)
    counts.loc["WK999999"] = (4.0, 9.0)  # too few to look at
    found = changes_among("c", counts, 2021).set_index("district")
    assert len(found) == 200
    # the quarter that swings most does so by 20 / sqrt(190): of a mean of 190 that is 20
    assert found.loc["WK000199", "usual"] == pytest.approx(20)
    assert found.loc["WK000000", "usual"] == pytest.approx(20 * (200 / 190) ** 0.5)
    assert found.loc["WK000199", ["change", "apart"]].tolist() == [-20, -20]
    assert changes_among("c", counts.tail(90), 2021).empty  # no tail is known of so few
    assert changes_among("c", counts, 2019).empty


def test_only_what_was_counted_in_districts_of_500_takes_part():
    real = open_snapshot(EMBEDDED)
    found = district_changes(real, 2022)
    assert set(found["indicator"]) == {"misdrijven"}  # the others are estimates, or of one year
    people = real.district_places.set_index("code").loc[found["district"], "inhabitants"]
    assert people.min() >= 500
    assert not found["district"].duplicated().any()
    assert district_changes(real, 2019).empty
    assert district_changes(snapshot(), 2016).empty


def test_signals_elsewhere_are_said_not_to_lie_in_the_area():
    real = open_snapshot(EMBEDDED)
    row = {"indicator": "misdrijven", "region": "GM0344", "district": "WK034401", "since": 2023,
           "change": 90.0, "apart": 88.4, "usual": 30.2, "p": 0.0, "q": 0.0}  # fmt: skip
    found = Signals(2024, pd.DataFrame([row]), 900, ("misdrijven",), 2_700)
    here, there = (signalled(real, found, area_of(real, a)) for a in ("GM0344", "GM1674"))
    head = "Signalen 2024: **1**. Bekeken: 900 veranderingen van gemeenten en 2.700 van wijken."
    assert there == [head, "Geen daarvan in Roosendaal."]
    assert here[0] == head
    assert (
        "(Utrecht): aantal geregistreerde misdrijven +90 van 2023 naar 2024; +88 naast" in here[1]
    )
    assert here[1].endswith("bij zo'n aantal gewoonlijk hooguit 30.")


def test_a_planted_change_is_the_one_signal_and_a_wave_is_none():
    own = noise(np.random.default_rng(1))
    own.table.loc["GM0007", 2021] += 9
    own.table[2021] += 50  # everywhere alike
    found = signals_among({"a": own, "b": noise(np.random.default_rng(2))}, 2021)
    assert list(found.table["region"]) == ["GM0007"]
    assert found.table["indicator"].item() == "a"
    assert found.tested == 600
    assert found.indicators == ("a", "b")
    assert found.table["change"].item() - found.table["apart"].item() == pytest.approx(
        own.table[2021].median()
    )


def test_a_year_without_a_measurement_has_nothing_to_look_at():
    found = signals_among({"a": noise(np.random.default_rng(1))}, 2017)
    assert (found.tested, len(found.table)) == (0, 0)


def test_the_usual_change_has_a_chance_of_5_percent_and_nothing_moving_is_no_signal():
    every = np.random.default_rng(3).normal(size=1_000)
    usual = np.quantile(np.abs(every), 0.95)
    assert chance(np.array([usual, -usual]), every) == pytest.approx([0.05, 0.05])
    assert chance(np.array([0.0, 1.0]), np.zeros(200)).tolist() == [1.0, 1.0]


def test_the_next_measurement_is_a_cycle_after_the_newest_and_what_is_awaited_comes_first():
    shown = snapshot({"c": "awaited = [2022]"})
    by_id = {n.indicator: n for n in next_measurements(shown, steps_in(shown))}
    assert (by_id["c"].newest, by_id["c"].year, by_id["c"].state) == (2020, 2022, "measured")
    assert by_id["c"].usual == pytest.approx(2.1)
    plain = snapshot()
    plain.manifest["built_at"] = "2024-05-01T00:00:00+00:00"
    one = {n.indicator: n for n in next_measurements(plain, steps_in(plain))}["c"]
    assert (one.year, one.state) == (2024, "planned")  # of the year itself, not over yet
    plain.manifest["built_at"] = "2025-05-01T00:00:00+00:00"
    assert {n.indicator: n.state for n in next_measurements(plain, steps_in(plain))}["c"] == "due"
