"""The gap under many methods: sure where every method must agree, doubtful where they cannot."""

from __future__ import annotations

import numpy as np
import pytest

from monitor.analysis.gap_choices import GapOverChoices, gaps_over_choices, method_draws
from monitor.analysis.groups import Sides
from monitor.analysis.scores import score_year
from monitor.snapshot import Snapshot
from tests.analysis.small import figures, small_snapshot

CODES = [f"GM{i:04d}" for i in range(1, 9)]
GROUP, REST = tuple(CODES[:4]), tuple(CODES[4:])
Z = {"a": (50, 10), "b": (20, -5), "c": (60, 10), "d": (10, -2)}


def town(levels: dict[str, list[float]]) -> Snapshot:
    """Z of every indicator for the eight places, the first four the group."""
    rows = {
        (name, 2020): {c: mean + step * z for c, z in zip(CODES, levels[name], strict=True)}
        for name, (mean, step) in Z.items()
    }
    return small_snapshot(figures(rows), dict.fromkeys(CODES, "PV30"))


def over_choices(snapshot: Snapshot, sides: list[Sides], **more: object) -> list[GapOverChoices]:
    scores = score_year(snapshot, 2020)
    drawn = method_draws(snapshot, scores, draws=int(str(more.pop("draws"))))
    return gaps_over_choices(scores, drawn, sides, **more)  # type: ignore[arg-type]


LOW, HIGH = [-1.0, -0.8, -0.9, -1.1], [1.0, 0.9, 1.1, 0.8]


def test_a_group_that_is_low_on_everything_is_behind_under_every_method() -> None:
    snapshot = town(dict.fromkeys(Z, LOW + HIGH))
    (found,) = over_choices(snapshot, [Sides(GROUP, REST)], draws=400)
    assert found.p_behind == 1
    assert found.gap == pytest.approx(-19)  # mean z -0.95 against +0.95, ten points a deviation
    assert found.lower <= found.median <= found.upper < 0


def test_the_other_way_round_has_the_other_sign() -> None:
    snapshot = town(dict.fromkeys(Z, LOW + HIGH))
    one, other = over_choices(snapshot, [Sides(GROUP, REST), Sides(REST, GROUP)], draws=200)
    assert (one.gap, one.median, one.lower) == pytest.approx(
        (-other.gap, -other.median, -other.upper)
    )


def test_a_group_good_in_one_dimension_and_bad_in_another_depends_on_the_method() -> None:
    level = [0.1, -0.1] * 4  # no difference between the sides
    snapshot = town({"a": LOW + HIGH, "b": level, "c": HIGH + LOW, "d": level})
    (found,) = over_choices(snapshot, [Sides(GROUP, REST)], draws=400)
    assert found.lower < 0 < found.upper
    assert 0 < found.p_behind < 1


def test_weights_and_draws_are_those_asked_for() -> None:
    level = [-2.0, 0.0, 0.0, 0.0, *HIGH]
    snapshot = town({name: level for name in Z})
    scores = score_year(snapshot, 2020)
    people = scores.table["total"] * 0 + 1
    people[CODES[0]] = 97  # the low one is nearly the whole group
    heavy, again = (
        over_choices(snapshot, [Sides(GROUP, REST)], population=people, draws=100)[0]
        for _ in range(2)
    )
    plain = over_choices(snapshot, [Sides(GROUP, REST)], draws=100)[0]
    assert heavy == again
    # (97 * -2) / 100 and -2 / 4 against a mean of 0.95
    assert heavy.gap == pytest.approx(10 * (-1.94 - 0.95))
    assert plain.gap == pytest.approx(10 * (-0.5 - 0.95))


def test_a_side_without_totals_has_no_gap() -> None:
    snapshot = town(dict.fromkeys(Z, LOW + HIGH))
    (found,) = over_choices(snapshot, [Sides(("GM9999",), REST)], draws=50)
    assert np.isnan(found.gap)
