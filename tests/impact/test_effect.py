"""Effects on our own panel: ours, the library's and a second library's are the same figures."""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd
import pytest

from monitor.impact.area import apart, bound, province_panel, rank_of, ratios, second_opinion
from monitor.impact.effect import (
    Trial,
    before_start,
    chance,
    interval,
    trial_of,
)
from monitor.impact.panel import panel_of
from monitor.impact.study import breakdown, event_study, weights
from monitor.snapshot import EMBEDDED, Snapshot, open_snapshot
from tests.impact.made import by_hand, by_lot


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return open_snapshot(EMBEDDED)


@pytest.fixture(scope="module")
def trial(snapshot: Snapshot) -> Trial:
    codes = snapshot.regions.index[snapshot.regions["province"] == "PV30"][::5]
    return trial_of(panel_of(snapshot, "inkomen"), {str(c): 2018 for c in codes}, 2023)


def test_the_effect_is_the_mean_of_the_years_after_of_the_event_study(trial: Trial) -> None:
    study = event_study(trial).to_dataframe().set_index("event_time")["att"]
    assert chance(trial)[0] == pytest.approx(study[study.index >= 0].mean(), abs=1e-9)
    assert len(study) == 12


def test_the_library_is_silent_and_others_are_heard(trial: Trial) -> None:
    with pytest.warns(UserWarning) as heard:
        event_study(trial)
        warnings.warn("of another", stacklevel=1)
    assert [str(w.message) for w in heard] == ["of another"]


def test_a_second_library_gives_the_same_on_our_own_panel(trial: Trial) -> None:
    import moderndid

    values, beside = trial.panel.values, weights(trial)
    took_part = np.zeros(len(values), dtype=bool)
    took_part[trial.members] = True
    used = took_part | (beside > 0)
    wide = values[used].reset_index(drop=True)
    long = wide.rename_axis("unit").reset_index().melt(id_vars="unit", var_name="year")
    long = long.astype({"year": int, "value": float})
    long["began"] = np.where(took_part[used][long["unit"]], 2018, 0)
    long["weight"] = np.where(took_part, 1.0, beside)[used][long["unit"]]
    long["unit"] += 1
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = moderndid.att_gt(
            data=long, yname="value", tname="year", idname="unit", gname="began",
            weightsname="weight", base_period="universal",
        )  # fmt: skip
        overall = moderndid.aggte(found, type="simple").overall_att
    assert overall == pytest.approx(chance(trial)[0], abs=1e-6)


def test_two_libraries_agree_on_the_province(snapshot: Snapshot) -> None:
    import synthdid

    values = province_panel(snapshot, panel_of(snapshot, "inkomen"))
    order = [*(p for p in values.index if p != "PV30"), "PV30"]
    block = values.loc[order].to_numpy(dtype=float)
    ours = second_opinion(values, "PV30", 2017)
    assert ours == pytest.approx(float(synthdid.synthdid_estimate(block, 11, 5)), abs=1e-3)
    # theirs adds a small penalty on the weights to the synthetic control
    control = apart(values, "PV30", 2017).effect
    assert control == pytest.approx(float(synthdid.sc_estimate(block, 11, 5)), abs=0.02)


def test_the_interval_holds_what_chance_does_not_rule_out(trial: Trial) -> None:
    effect, _, p = chance(trial)
    low, high = interval(trial, effect, 0.05)
    assert low < effect < high
    assert (low <= 0 <= high) == (p > 0.05)
    wider = interval(trial, effect, 0.01)
    assert wider[0] < low < high < wider[1]


def test_an_effect_within_the_interval_taken_off_leaves_no_more_than_chance() -> None:
    # Rosenbaum (2002, section 2.6): the interval is the test turned round
    panel = by_lot()
    codes = {f"GM{i:04d}": 2018 for i in range(0, 120, 12)}
    ends = interval(trial_of(panel, codes, 2020), chance(trial_of(panel, codes, 2020))[0], 0.05)
    middle, reach = sum(ends) / 2, (ends[1] - ends[0]) / 2
    found = {}
    for share in (-1.02, -0.98, 0.98, 1.02):
        rest = by_lot()
        rest.values.loc[list(codes), [2018, 2020]] -= middle + share * reach
        found[share] = chance(trial_of(rest, codes, 2020))[2] > 0.05
    assert found == {-1.02: False, -0.98: True, 0.98: True, 1.02: False}


def test_who_moved_alike_before_is_not_said_to_have_parted() -> None:
    panel = by_lot()
    codes = {f"GM{i:04d}": 2018 for i in range(12)}
    assert before_start(trial_of(panel, codes, 2020))[0] > 0.02
    panel.values.loc[list(codes), 2012] -= 20.0
    p, size = before_start(trial_of(panel, codes, 2020))
    assert p <= 0.02
    assert 0 < size < 20


def test_an_effect_that_is_large_bears_a_break_and_none_bears_nothing() -> None:
    panel = by_lot()
    codes = {f"GM{i:04d}": 2018 for i in range(12)}
    assert breakdown(event_study(trial_of(panel, codes, 2020))) == 0.0
    panel.values.loc[list(codes), [2018, 2020]] += 15.0
    bears = breakdown(event_study(trial_of(panel, codes, 2020)))
    assert bears is None or bears > 0.5


def test_weights_add_up_to_the_participants() -> None:
    found = trial_of(by_hand(), {"a": 2018, "d": 2018}, 2020)
    assert weights(found).tolist() == [0.0, 0.5, 0.5, 0.0, 1.0]


def test_a_ratio_is_the_effect_over_misfit_and_median_effect() -> None:
    # median of 3, 1, 2 is 2: 3 / sqrt(1 + 4), 1 / sqrt(0 + 4), 2 / sqrt(9 + 4)
    found = ratios(np.array([3.0, -1.0, 2.0]), np.array([1.0, 0.0, 3.0]))
    assert found == pytest.approx([3 / 5**0.5, 0.5, 2 / 13**0.5])


def test_an_area_that_is_an_exact_mix_parts_by_what_was_planted() -> None:
    random = np.random.default_rng(4)
    values = pd.DataFrame(random.normal(50, 5, (6, 9)), list("ABCDEF"), range(2010, 2019))
    values.loc["A"] = 0.25 * values.loc["B"] + 0.75 * values.loc["C"]
    values.loc["A", 2016:] += 4.0
    found = apart(values, "A", 2016)
    assert found.effect == pytest.approx(4.0, abs=1e-3)
    assert found.misfit == pytest.approx(0.0, abs=1e-3)
    assert found.others.round(3)[["B", "C"]].tolist() == [0.25, 0.75]
    everyone = [found, *(apart(values, a, 2016) for a in "BCDEF")]
    low, high = bound(everyone)
    assert low < 4.0 < high
    assert rank_of(everyone, 4.0) == 6, "without its effect it is the least unusual"
