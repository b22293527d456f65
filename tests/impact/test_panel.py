"""The figures of an outcome: what compares over the years, and what is left out of it."""

from __future__ import annotations

import numpy as np
import pytest

from monitor.impact.panel import change_since, panel_of, steps_between, usual_of
from monitor.snapshot import EMBEDDED, Snapshot, open_snapshot
from tests.impact.made import by_hand


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return open_snapshot(EMBEDDED)


def test_a_year_of_another_table_and_a_provisional_one_are_left_out(snapshot: Snapshot) -> None:
    assert panel_of(snapshot, "misdrijven").left_out == (2015, 2016, 2020)
    assert panel_of(snapshot, "opkomst_tk").left_out == (2025,)
    assert panel_of(snapshot, "opkomst_tk").years == (2012, 2017, 2021, 2023)


def test_a_municipality_without_a_year_takes_no_part(snapshot: Snapshot) -> None:
    panel = panel_of(snapshot, "inkomen")
    names = set(snapshot.regions["name"].reindex(list(panel.gaps)))
    assert names == {
        "Ameland", "Schiermonnikoog", "Terschelling", "Vlieland", "Rozendaal", "Renswoude"
    }  # fmt: skip
    assert len(panel.values) == 342 - 6
    assert panel.values.notna().all(axis=None)


def test_a_score_has_the_years_in_which_four_municipalities_in_five_have_it(
    snapshot: Snapshot,
) -> None:
    assert panel_of(snapshot, "total").years == tuple(range(2016, 2025))


def test_the_change_is_the_mean_after_less_the_last_year_before() -> None:
    # a: (20 + 22) / 2 - 12 = 9; b: 14 - 12.5 = 1.5; c: 27 - 25 = 2; d: 12 - 12 = 0; e: 17 - 15 = 2
    assert change_since(by_hand(), 2018, 2020).tolist() == [9.0, 1.5, 2.0, 0.0, 2.0]
    # until 2018 alone
    assert change_since(by_hand(), 2017, 2018).tolist() == [8.0, 0.5, 1.0, -2.0, 1.0]


def test_no_step_leads_over_a_level_break() -> None:
    whole = steps_between(by_hand())
    cut = steps_between(by_hand(), [2018])
    assert list(cut) == [y for y in whole if y != 2018]
    assert cut.equals(whole[list(cut)])


def test_over_a_span_the_measurements_that_lie_so_far_apart_are_compared() -> None:
    panel = by_hand()
    found = steps_between(panel, span=2)
    assert list(found) == [y for y in panel.years if y - 2 in panel.years]
    assert (found[2018] == panel.values[2018] - panel.values[2016]).all()
    assert list(steps_between(panel, [2018], span=2)) == [
        y for y in found if y - 2 >= 2018 or y < 2018
    ]


def test_the_usual_change_is_exceeded_by_one_step_in_twenty() -> None:
    steps = sorted([1, 1, 8, 2, 1, 1.5, 0.5, 2, 10, 5, 1, 2, 1, 1, 2, 4, 0, 0, 1, 2])
    assert usual_of(steps_between(by_hand()).to_numpy()) == pytest.approx(np.quantile(steps, 0.95))
