"""The frozen scale as an estimator."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from monitor.score.errors import ScoreError
from monitor.score.estimator import FrozenScale

REFERENCE = pd.DataFrame({"income": [20.0, 30, 40], "crime": [3.0, 2, 1]}, index=list("ABC"))
UP_DOWN = {"income": 1, "crime": -1}


def test_the_reference_fixes_mean_and_spread_for_later_figures():
    scale = FrozenScale(UP_DOWN).fit(REFERENCE, pd.Series({"A": 1, "B": 2, "C": 1}))
    # mean 30, variance (1 x 100 + 0 + 1 x 100) / 4 = 50; one sd is ten points
    assert scale.parameters_.loc["income", ["mean", "sd"]].tolist() == pytest.approx([30, 50**0.5])
    later = pd.DataFrame({"crime": [2.0, np.nan], "income": [30 + 50**0.5, 30]}, index=["X", "Y"])
    assert scale.transform(later).columns.tolist() == ["income", "crime"]
    assert scale.transform(later)["income"].tolist() == pytest.approx([110, 100])
    assert np.isnan(scale.transform(later).loc["Y", "crime"])


def test_caps_hold_back_what_stood_out_in_the_reference():
    values = [1.0, 2, 3, 4, 5, 6, 7, 8, 9, 1000]
    frame = pd.DataFrame({"a": values})
    scale = FrozenScale({"a": 1}, cap=True).fit(frame)
    assert scale.parameters_.loc["a", "high"] == 9
    assert scale.transform(pd.DataFrame({"a": [9.0, 5000]}))["a"].nunique() == 1


def test_parameters_are_readable_settable_and_shown():
    scale = FrozenScale(UP_DOWN, method="minmax")
    assert scale.get_params() == {"direction": UP_DOWN, "method": "minmax", "cap": False}
    assert scale.set_params(method="ampi") is scale
    assert repr(scale) == f"FrozenScale(direction={UP_DOWN!r}, method='ampi', cap=False)"
    with pytest.raises(ScoreError, match="'colour'"):
        scale.set_params(colour="red")


def test_it_can_be_cloned_as_estimators_are():
    clone = pytest.importorskip("sklearn.base").clone
    scale = FrozenScale(UP_DOWN, cap=True).fit(REFERENCE)
    again = clone(scale)
    assert again.get_params() == scale.get_params()
    assert not hasattr(again, "parameters_")


def test_what_was_not_fitted_or_is_absent_is_refused():
    with pytest.raises(ScoreError, match="not fitted"):
        FrozenScale(UP_DOWN).transform(REFERENCE)
    with pytest.raises(ScoreError, match=r"absent.*crime"):
        FrozenScale(UP_DOWN).fit(REFERENCE).transform(REFERENCE[["income"]])


def test_to_fit_and_to_transform_is_one_call():
    both = FrozenScale(UP_DOWN).fit_transform(REFERENCE)
    assert both.mean().tolist() == pytest.approx([100, 100])
