"""Normalisation: every method by hand, and what must hold for all of them."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from monitor.score import normalise
from monitor.score.errors import ScoreError
from monitor.score.normalise import METHODS, apply, check_comparable, fit, parameters

REFERENCE = pd.DataFrame({"income": [10.0, 20.0, 30.0], "crime": [2.0, 4.0, 12.0]})
DIRECTION = pd.Series({"income": 1, "crime": -1})


def normalised(method, values=REFERENCE, reference=REFERENCE, direction=DIRECTION):
    fitted = fit(parameters(reference), direction, method, reference)
    return pd.DataFrame(apply(values, fitted), columns=values.columns)


def test_the_reference_is_described():
    # crime: mean 6, variance (16 + 4 + 36)/3 = 56/3
    described = parameters(REFERENCE)
    assert described.loc["crime", ["mean", "min", "max"]].tolist() == [6, 2, 12]
    assert described.loc["crime", "sd"] == pytest.approx(np.sqrt(56 / 3))


def test_z_by_hand():
    # income: mean 20, sd sqrt(200/3); crime: mean 6, sd sqrt(56/3), fewer is better
    y = normalised("z")
    step = 10 / np.sqrt(200 / 3) * 10
    assert y["income"].tolist() == pytest.approx([100 - step, 100, 100 + step])
    assert y.loc[2, "crime"] == pytest.approx(100 - 10 * 6 / np.sqrt(56 / 3))


def test_minmax_by_hand():
    # COINr n_minmax(x, c(1, 100)): worst 1, best 100; crime 4 is 8/10 of the way from 12 to 2
    y = normalised("minmax")
    assert y["income"].tolist() == pytest.approx([1, 50.5, 100])
    assert y["crime"].tolist() == pytest.approx([100, 1 + 99 * 0.8, 1])


def test_published_example_of_min_max():
    # UNDP, Human Development Report 2020, technical note 1, worked example: with goalposts 100 and
    # 75,000 the income index of 3,829 dollars is (ln 3829 - ln 100)/(ln 75000 - ln 100) = 0.5506
    low, high = np.log(100), np.log(75_000)
    goalposts = {"mean": 9.0, "sd": 1.0, "min": low, "max": high, "low": np.nan, "high": np.nan}
    frozen = pd.DataFrame([goalposts], index=["income"])
    y = apply([[np.log(3829)]], fit(frozen, DIRECTION[["income"]], "minmax"))[0, 0]
    assert (y - 1) / 99 == pytest.approx(0.5506, abs=0.00005)


def test_distance_by_hand():
    # income 30 is 10/20 = 50% above the mean; crime 12 is 6/6 = 100% above, and that is bad
    y = normalised("distance")
    assert y["income"].tolist() == pytest.approx([50, 100, 150])
    assert y.loc[2, "crime"] == pytest.approx(0)


def test_ampi_by_hand():
    # Mazziotta and Pareto 2016: goalposts mean -+ range/2, r = 60 (x - inf)/(sup - inf) + 70.
    # income: goalposts 10 and 30. crime: goalposts 1 and 11, so r(12) = 60*11/10 + 70 = 136,
    # and with negative polarity 200 - 136 = 64
    y = normalised("ampi")
    assert y["income"].tolist() == pytest.approx([70, 100, 130])
    assert y.loc[2, "crime"] == pytest.approx(64)
    assert y.loc[0, "crime"] == pytest.approx(200 - (60 * 1 / 10 + 70))


def test_percentile_rank_by_hand():
    # of three reference figures: the lowest has 0 worse and itself equal: (0 + 1/2)/3 = 1/6
    y = normalised("rank")
    assert y["income"].tolist() == pytest.approx([1 + 99 / 6, 1 + 99 / 2, 1 + 99 * 5 / 6])
    assert y["crime"].tolist() == pytest.approx([1 + 99 * 5 / 6, 1 + 99 / 2, 1 + 99 / 6])
    # beyond the reference a rank has nothing left to say
    beyond = pd.DataFrame({"income": [31.0, 3100.0], "crime": [1.0, 0.0]})
    assert normalised("rank", beyond).to_numpy() == pytest.approx(np.full((2, 2), 100.0))


def test_a_figure_beyond_the_reference_is_not_clipped():
    better = pd.DataFrame({"income": [40.0], "crime": [0.0]})
    y = normalised("minmax", better)
    assert y.iloc[0].tolist() == pytest.approx([1 + 99 * 1.5, 1 + 99 * 1.2])


def test_a_frozen_cap_cuts_off():
    caps = pd.DataFrame({"low": [np.nan], "high": [25.0]}, index=["income"])
    frozen = parameters(REFERENCE[["income"]], caps=caps)
    fitted = fit(frozen, DIRECTION[["income"]], "minmax")
    assert apply([[10.0], [25.0], [99.0]], fitted).ravel() == pytest.approx([1, 100, 100])


def test_weights_make_the_mean_that_of_the_people():
    weighted = parameters(REFERENCE, pd.Series([2.0, 1.0, 1.0]))
    assert weighted.loc["income", "mean"] == pytest.approx(17.5)


def test_a_level_break_goes_on_from_the_same_place():
    # Two levels of one indicator: old mean 20, new mean 5, the new level shifted by half an sd.
    # At its own mean the new level stands where the old one does at mean + sd/2.
    frozen = pd.DataFrame(
        {
            "mean": [20.0, 5.0],
            "sd": [4.0, 2.0],
            "min": [10.0, 1.0],
            "max": [30.0, 8.0],
            "low": [np.nan, np.nan],
            "high": [np.nan, np.nan],
            "shift": [0.0, 0.5],
            "base": [0, 0],
        },
        index=["old", "new"],
    )
    direction = pd.Series({"old": 1, "new": 1})
    for method in ("z", "minmax", "ampi", "distance"):
        fitted = fit(frozen, direction, method)
        y = apply([[22.0], [5.0]], fitted, [[0], [1]])
        assert y[0, 0] == pytest.approx(y[1, 0]), method


def test_missing_stays_missing():
    holes = REFERENCE.copy()
    holes.loc[0, "income"] = np.nan
    for method in METHODS:
        y = normalised(method, holes)
        assert np.isnan(y.loc[0, "income"])
        assert y.notna().sum().sum() == 5


@pytest.mark.parametrize("method", METHODS)
@given(st.floats(0.01, 1000), st.floats(-100, 100))
def test_the_unit_of_an_indicator_does_not_matter(method, factor, offset):
    # euros or thousands of euros, Celsius or Fahrenheit (distance needs a true zero: no offset)
    shift = 0.0 if method == "distance" else offset
    other = REFERENCE.assign(income=REFERENCE["income"] * factor + shift)
    y = normalised(method, other, other)
    assert y.to_numpy() == pytest.approx(normalised(method).to_numpy(), abs=1e-6)


@pytest.mark.parametrize("method", METHODS)
@given(st.floats(-100, 100), st.floats(0.001, 50))
def test_better_is_never_lower(method, x, more):
    values = pd.DataFrame({"income": [x, x + more], "crime": [x, x + more]})
    y = normalised(method, values)
    assert y.loc[1, "income"] >= y.loc[0, "income"]
    assert y.loc[1, "crime"] <= y.loc[0, "crime"]


@pytest.mark.parametrize("method", METHODS)
@given(st.lists(st.floats(1, 100), min_size=4, max_size=12, unique=True))
def test_the_centre_is_the_mean_of_the_reference(method, x):
    assume(np.std(x) > 1e-3)
    reference = pd.DataFrame({"a": x})
    direction = pd.Series({"a": -1})
    fitted = fit(parameters(reference), direction, method, reference)
    assert apply(reference, fitted).mean() == pytest.approx(fitted.center[0], rel=1e-6)


def test_an_unknown_method_is_named():
    with pytest.raises(ScoreError, match="'vibes'"):
        normalised("vibes")


def test_no_spread_is_named():
    with pytest.raises(ScoreError, match="income"):
        normalised("z", reference=REFERENCE.assign(income=5.0))


def test_percentile_ranks_are_refused_for_change():
    with pytest.raises(ScoreError, match="cannot be compared between years") as refused:
        check_comparable("rank")
    assert "how far" in refused.value.what
    for method in set(normalise.METHODS) - {"rank"}:
        check_comparable(method)


def test_many_figures_at_once_get_the_percentile_of_each_alone():
    """Ties, figures between, at and beyond those of the reference."""
    rng = np.random.default_rng(4)
    for known in (
        rng.normal(50, 6, 300).round(1),
        rng.lognormal(size=300),
        np.array([3.0, 3.0, 4.0]),
    ):
        reference = pd.DataFrame({"a": known})
        frozen = parameters(reference)
        fitted = fit(frozen, pd.Series({"a": -1}), "rank", reference)
        edge = [np.nextafter(known, side) for side in (-np.inf, np.inf)]
        many = np.concatenate([known, *edge, rng.normal(known.mean(), 3 * known.std(), 5000)])
        alone = [1 + 99 * ((known > x).sum() + (known >= x).sum()) / (2 * len(known)) for x in many]
        assert apply(many[:, None], fitted)[:, 0] == pytest.approx(alone, abs=1e-12)
