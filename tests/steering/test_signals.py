"""Signals: none in noise, the ones that were planted, and the calendar of measurements."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binomtest

from monitor.steering.calendar import next_measurements
from monitor.steering.signals import chance, signals_among
from monitor.steering.usual import Steps, steps_of
from tests.steering.small import snapshot

REGIONS = [f"GM{n:04d}" for n in range(300)]
YEARS = (2018, 2019, 2020, 2021)
SINCE = {y: y - 1 for y in YEARS}


def steps_in(shown):
    return lambda measure: steps_of(shown, measure, {})


def noise(random: np.random.Generator, kind: str = "normal") -> Steps:
    """Changes of one size everywhere, with a wave through the whole country in each year."""
    shape = (len(REGIONS), len(YEARS))
    own = random.normal(size=shape) if kind == "normal" else random.standard_t(5, size=shape)
    return Steps(pd.DataFrame(own + random.normal(size=len(YEARS)), REGIONS, list(YEARS)), SINCE)


@pytest.mark.parametrize("kind", ["normal", "heavy"])
def test_noise_gives_a_signal_in_no_more_than_one_year_in_twenty(kind):
    random = np.random.default_rng(13)
    runs = 150
    some = sum(
        not signals_among({str(i): noise(random, kind) for i in range(5)}, 2021).table.empty
        for _run in range(runs)
    )
    assert binomtest(some, runs, 0.05, alternative="greater").pvalue > 0.05


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
