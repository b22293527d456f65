"""Programmes drawn by lot: who stands beside whom, and what chance gives."""

from __future__ import annotations

import math

import numpy as np
import pytest

from monitor.impact.panel import Panel
from monitor.impact.placebo import (
    WEIGHT,
    beside,
    differences,
    draw_alike,
    draw_from,
    field_of,
    statistic,
)
from monitor.impact.power import critical
from tests.impact.made import by_hand, by_lot

ONE = np.zeros(1, dtype=int)


def names(row: np.ndarray) -> list[str]:
    return ["abcde"[i] for i in row if i >= 0]


def test_who_stands_beside_is_of_the_same_province_and_most_alike_first() -> None:
    field = field_of(by_hand(), [2018], 2020)
    nearest = beside(field, np.array([[0], [3]]), ONE)
    assert names(nearest[0, 0]) == ["b", "c"]
    assert names(nearest[1, 0]) == ["e"]


def test_who_takes_part_stands_beside_nobody() -> None:
    field = field_of(by_hand(), [2018], 2020)
    nearest = beside(field, np.array([[0, 1]]), np.zeros(2, dtype=int))
    assert [names(row) for row in nearest[0]] == [["c"], ["c"]]


def test_the_years_after_do_not_choose() -> None:
    panel = by_hand()
    before = field_of(panel, [2018], 2020).order
    panel.values.loc["b", [2018, 2020]] = 1000.0
    assert (field_of(panel, [2018], 2020).order == before).all()


def test_the_five_most_alike_stand_beside_however_many_take_part() -> None:
    panel = by_lot()
    field = field_of(panel, [2018], 2020)
    for many in (1, 4, 25):
        members = draw_from(np.arange(len(panel.values)), many, 20)
        found = beside(field, members, np.zeros(many, dtype=int))
        for programme, rows in zip(members, found, strict=True):
            for one, row in zip(programme, rows, strict=True):
                free = [o for o in field.order[0, one] if o >= 0 and o not in programme]
                assert row.tolist() == (free + 5 * [-1])[:5]


def test_a_difference_is_the_own_change_less_the_mean_of_who_stands_beside() -> None:
    field = field_of(by_hand(), [2018], 2020)
    members = np.array([[0, 3]])
    starts = np.zeros(2, dtype=int)
    found = differences(field.change, members, starts, beside(field, members, starts))
    assert found[0].tolist() == [9.0 - (1.5 + 2.0) / 2, 0.0 - 2.0]


def test_a_province_with_nobody_else_gives_no_difference() -> None:
    field = field_of(by_hand(), [2018], 2020)
    members, starts = np.array([[3, 4]]), np.zeros(2, dtype=int)
    found = differences(field.change, members, starts, beside(field, members, starts))
    assert np.isnan(found).all()
    effect, yardstick = statistic(found, 1.0)
    assert np.isnan([effect, yardstick]).all()


def test_municipalities_that_are_all_alike_give_no_warning() -> None:
    panel = by_hand()
    panel.values.loc[:, :] = 1.0
    field = field_of(panel, [2018], 2020)
    assert field.spread.tolist() == [0.0]
    alone = Panel("inkomen", panel.values, np.arange(5))  # a province each
    assert np.isnan(field_of(alone, [2018], 2020).spread).all()


def test_each_start_has_its_own_last_year_before() -> None:
    field = field_of(by_hand(), [2016, 2018], 2020)
    members, starts = np.array([[0, 3]]), np.array([0, 1])
    found = differences(field.change, members, starts, beside(field, members, starts))
    # a from 2016: (12 + 20 + 22) / 3 - 11 = 7; b: 13.5 - 11 = 2.5; c: 79 / 3 - 20 = 19 / 3
    assert found[0].tolist() == pytest.approx([7 - (2.5 + 19 / 3) / 2, -2.0])


def test_the_yardstick_mixes_the_own_spread_with_that_of_all() -> None:
    effect, yardstick = statistic(np.array([[1.0, 3.0]]), spread=2.0)
    # Smyth (2004): (1 * 2 + WEIGHT * 4) / (1 + WEIGHT), then over two participants
    assert effect.tolist() == [2.0]
    assert yardstick[0] == pytest.approx(math.sqrt((2 + WEIGHT * 4) / (1 + WEIGHT) / 2))


def test_a_drawn_programme_has_as_many_municipalities_in_each_province() -> None:
    panel = by_lot()
    members = np.array([0, 4, 8, 1])  # three of province 0, one of province 1
    drawn = draw_alike(panel, members, draws=50)
    assert (panel.province[drawn] == panel.province[members]).all()
    assert all(len(set(row)) == 4 for row in drawn)


def test_where_nothing_happened_chance_goes_past_the_limit_one_time_in_twenty() -> None:
    panel = by_lot()
    field = field_of(panel, [2018], 2020)
    starts = np.zeros(8, dtype=int)

    def drawn(seed: int) -> tuple[np.ndarray, np.ndarray]:
        members = draw_from(np.arange(len(panel.values)), 8, seed=seed)
        found = differences(field.change, members, starts, beside(field, members, starts))
        return statistic(found, float(field.spread[0]))

    limit = critical(*drawn(1))
    effect, yardstick = drawn(2)
    assert np.mean(np.abs(effect / yardstick) > limit) == pytest.approx(0.05, abs=0.015)


def test_the_swing_of_a_province_takes_no_part() -> None:
    panel = by_lot()
    alike = field_of(panel, [2018], 2020)
    members, starts = np.array([[0, 4, 8]]), np.zeros(3, dtype=int)
    found = differences(alike.change, members, starts, beside(alike, members, starts))
    panel.values.loc[panel.province == 0, [2018, 2020]] += 100.0
    swung = field_of(panel, [2018], 2020)
    again = differences(swung.change, members, starts, beside(swung, members, starts))
    assert again == pytest.approx(found)
