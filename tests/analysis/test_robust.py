"""Robustness and sensitivity of the score of a year."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from monitor.analysis.robust import (
    CHOICES,
    _chosen,
    problem,
    robustness,
    sensitivity,
)
from monitor.analysis.scores import score_year
from monitor.score import recombine, uncertainty
from monitor.score.problem import nominal
from monitor.snapshot import EMBEDDED, open_snapshot
from tests.analysis.test_scores import FIVE, figures, snapshot


@pytest.fixture(scope="module")
def four():
    """GM1 is worst in all, GM4 best in all but the environment; GM2 lacks one figure."""
    people = {"GM1": 1.0, "GM2": 1.0, "GM3": 2.0, "GM4": 1.0}
    rows = figures(
        people,
        p1={2020: (10, 20, 25, 30)},
        p2={2020: (12, 20, 24, 31)},
        p3={2020: (11, None, 23, 30)},
        s={2020: (10, 15, 16, 20)},
        e={2020: (18, 21, 22, 20)},
    )
    return snapshot(FIVE, rows, people=people)


def test_the_index_as_it_is_comes_out_of_the_batch(four):
    scores = score_year(four, 2020)
    own = problem(four, scores)
    assert recombine.totals(own, nominal(own))[0] == pytest.approx(scores.table["total"].to_numpy())


def test_who_is_worst_in_everything_lags_robustly(four):
    answer = robustness(four, 2020, draws=500)
    assert answer["lagging"].tolist() == [True, False, False, False]
    assert answer["p_bottom"].tolist() == [1, 0, 0, 0]
    assert answer.loc["GM1", ["rank_low", "rank_median", "rank_high"]].tolist() == [4, 4, 4]
    assert (answer["rank_low"] <= answer["rank_high"]).all()
    assert (answer["total_low"] <= answer["total_high"]).all()


def test_the_answer_sums_up_the_draws_of_2020():
    real = open_snapshot(EMBEDDED)
    answer = robustness(real, 2020, draws=1500, seed=3)
    scores = score_year(real, 2020)
    known = scores.table["total"].notna()
    drawn = uncertainty.simulate(problem(real, scores), 1500, seed=3)
    places = pd.DataFrame(-drawn.round(10)).rank(axis=1, method="min").to_numpy()
    for column, share in (("rank_low", 0.05), ("rank_median", 0.5), ("rank_high", 0.95)):
        plain = np.quantile(places, share, axis=0, method="inverted_cdf")
        assert answer.loc[known, column].tolist() == plain.tolist()
    bottom = (places - 1 >= 0.75 * known.sum()).mean(axis=0)
    assert answer.loc[known, "p_bottom"].tolist() == pytest.approx(bottom.tolist())
    # robust is nine draws in ten, no less (docs/method.md#uncertainty)
    assert ((bottom > 0.5) & (bottom < 0.9)).any()
    assert answer.loc[known, "lagging"].tolist() == (bottom >= 0.9).tolist()
    assert (answer.loc[known, "rank"] == scores.table.loc[known, "rank"]).all()


def test_the_interval_of_a_total_is_that_of_the_draws_themselves():
    """Distances are counted in steps of 0.02 points: half of that is what it may differ."""
    real = open_snapshot(EMBEDDED)
    answer = robustness(real, 2020, draws=1500, seed=3)
    scores = score_year(real, 2020)
    known = scores.table["total"].notna()
    drawn = uncertainty.simulate(problem(real, scores), 1500, seed=3)
    away = drawn - drawn.mean(axis=1, keepdims=True)  # a draw lower for all is the same draw
    level = scores.table["total"].mean()
    for column, share in (("total_low", 0.05), ("total_high", 0.95)):
        plain = level + np.quantile(away, share, axis=0, method="inverted_cdf")
        assert answer.loc[known, column].to_numpy() == pytest.approx(plain, abs=0.0101)


def test_without_a_total_there_is_nothing_to_be_sure_of(four):
    gone = (four.observations.indicator == "s") & (four.observations.region == "GM2")
    fewer = type(four)(**vars(four))
    fewer.observations = four.observations[~gone].reset_index(drop=True)
    answer = robustness(fewer, 2020, draws=200)
    assert answer.loc["GM2"].drop("lagging").isna().all()
    assert not answer.loc["GM2", "lagging"]
    assert answer.loc["GM1", "rank_median"] == 3


def test_the_same_seed_gives_the_same_answer(four):
    pd.testing.assert_frame_equal(
        robustness(four, 2020, 300, seed=4), robustness(four, 2020, 300, seed=4)
    )


def bounded(like, name: str, half: float):
    """The same figures, one indicator with 95% bounds that lie ``half`` on either side."""
    wide = type(like)(**vars(like))
    o = like.observations.copy()
    mine = o.indicator == name
    o.loc[mine, "lower"], o.loc[mine, "upper"] = o.value[mine] - half, o.value[mine] + half
    wide.observations = o
    return wide


def test_bounds_become_a_standard_error(four):
    wide = bounded(four, "s", 1.96)
    own = problem(wide, score_year(wide, 2020))
    at = list(score_year(wide, 2020).values).index("s")
    assert own.error[:, at] == pytest.approx([1, 1, 1, 1])
    assert np.isnan(own.error[:, 0]).all()


def test_the_unit_cube_becomes_choices(four):
    own = problem(four, score_year(four, 2020))
    sets = uncertainty.draw(own, 16, np.random.default_rng(1))
    first, last = np.zeros(5), np.full(5, 1 - 1e-12)
    choices = _chosen(own, np.vstack([first, last]), sets)
    assert choices.method.tolist() == [0, 2]
    assert choices.aggregation.tolist() == [0, 2]
    assert choices.omitted.tolist() == [own.may_go()[0], -1]
    for mine, drawn in ((choices.within, sets.within), (choices.between, sets.between)):
        assert (mine == drawn[[0, 15]]).all()


def test_every_choice_gets_its_indices():
    rng = np.random.default_rng(8)
    codes = [f"GM{i}" for i in range(1, 4)]
    rows = [(i, r, 2020, float(rng.normal(50, 10))) for i in FIVE for r in codes]
    found = sensitivity(snapshot(FIVE, rows), 2020, base=64)
    assert tuple(found.index) == CHOICES
    assert found.attrs["draws"] == 64 * 7
    assert list(found.columns) == ["first", "first_ci", "total", "total_ci"]
    # nothing has bounds here, so no sampling error moves any rank
    assert found.loc["sampling", "total"] == pytest.approx(0)


def test_wide_bounds_widen_the_interval(four):
    # the same draws in all three: bounds of nothing are no error at all
    def width(shot) -> float:
        found = robustness(shot, 2020, 2000, seed=7)
        return float((found["total_high"] - found["total_low"]).mean())

    narrow, wide, wider = (width(bounded(four, "s", half)) for half in (1e-9, 20, 60))
    assert narrow < wide < wider


def test_an_indicator_without_bounds_has_no_error(four):
    wide = bounded(four, "s", 20)
    scores = score_year(wide, 2020)
    own = problem(wide, scores)
    names = list(scores.values)
    assert own.uncertain.tolist() == [names.index("s")]
    choices = uncertainty.draw(own, 200, np.random.default_rng(3))
    assert choices.noise.shape == (200, 4, 1)


def test_the_errors_of_two_municipalities_do_not_go_along(four):
    wide = bounded(four, "s", 20)
    own = problem(wide, score_year(wide, 2020))
    noise = uncertainty.draw(own, 4000, np.random.default_rng(5)).noise
    first, second = noise[:, 0, :].ravel(), noise[:, 1, :].ravel()
    # independent: within three standard errors of 0, 3 / sqrt(4000)
    assert abs(np.corrcoef(first, second)[0, 1]) < 3 / 4000**0.5
