"""The frozen scale as an estimator: fit it on the reference once, transform any later figures.

The manners are those of scikit-learn (parameters of `__init__` readable and settable, what was
learned in names that end in ``_``), without needing it.
"""

from __future__ import annotations

from typing import Any, Self

import numpy as np
import pandas as pd

from .errors import ScoreError
from .normalise import Fit, Method, apply, fit, parameters
from .scale import outlier_caps


class FrozenScale:
    """Normalise indicators with parameters that a reference fixed for ever.

    Parameters
    ----------
    direction : Series or mapping of {1, -1}, by indicator
        Whether higher is better.
    method : str
        One of `normalise.METHODS`.
    cap : bool
        Whether outliers of the reference set caps (`scale.outlier_caps`).

    Attributes
    ----------
    parameters_ : DataFrame, index indicator
        ``mean, sd, min, max, low, high`` of the reference (`normalise.parameters`).
    feature_names_in_ : ndarray of str
        The indicators, in the order of the reference.

    Examples
    --------
    >>> figures = pd.DataFrame({"income": [20.0, 30, 40], "crime": [3.0, 2, 1]}, index=list("ABC"))
    >>> scale = FrozenScale({"income": 1, "crime": -1}, method="minmax").fit(figures)
    >>> scale.transform(figures + [10.0, 0.0])["income"].tolist()  # beyond the reference
    [50.5, 100.0, 149.5]
    >>> scale.parameters_["mean"].tolist()
    [30.0, 2.0]
    """

    def __init__(self, direction: Any, method: Method = "z", cap: bool = False) -> None:
        self.direction, self.method, self.cap = direction, method, cap

    def fit(self, reference: pd.DataFrame, weights: pd.Series | None = None) -> Self:
        """Freeze the parameters on the figures of a reference.

        Parameters
        ----------
        reference : DataFrame, units x indicators
            NaN where missing.
        weights : Series, index units, optional
            Of the units in mean and spread; equal when absent.

        Raises
        ------
        ScoreError
            As `normalise.parameters` and `normalise.fit`.
        """
        caps = None
        if self.cap:
            pairs = {name: outlier_caps(reference[name]) for name in reference}
            caps = pd.DataFrame.from_dict(pairs, orient="index", columns=["low", "high"])
        self.parameters_ = parameters(reference, weights, caps)
        direction = pd.Series(dict(self.direction))
        self._fit: Fit = fit(self.parameters_, direction, self.method, reference)
        self.feature_names_in_ = np.array(reference.columns, dtype=object)
        return self

    def transform(self, figures: pd.DataFrame) -> pd.DataFrame:
        """Normalise figures of any year; higher is always better.

        Parameters
        ----------
        figures : DataFrame, units x indicators
            The indicators of the reference, in any order; NaN stays NaN.

        Returns
        -------
        DataFrame, units x indicators
            In the order of the reference.

        Raises
        ------
        ScoreError
            Where nothing was fitted, an indicator is absent, or a figure is infinite.
        """
        if not hasattr(self, "parameters_"):
            raise ScoreError("This scale was not fitted", remedy="Call fit with a reference first.")
        names = list(self.feature_names_in_)
        absent = [name for name in names if name not in figures]
        if absent:
            raise ScoreError("An indicator of the reference is absent", where=str(absent[0]))
        return pd.DataFrame(apply(figures[names], self._fit), figures.index, names)

    def fit_transform(self, reference: pd.DataFrame, weights: pd.Series | None = None) -> Any:
        """Fit on a reference and normalise it."""
        return self.fit(reference, weights).transform(reference)

    def get_params(self, deep: bool = True) -> dict[str, Any]:
        """Return the parameters of `__init__`; ``deep`` changes nothing, there is nothing under."""
        return {"direction": self.direction, "method": self.method, "cap": self.cap}

    def set_params(self, **changed: Any) -> Self:
        """Set parameters of `__init__`; what was fitted stays until the next `fit`.

        Raises
        ------
        ScoreError
            Where there is no such parameter.
        """
        for name, value in changed.items():
            if name not in self.get_params():
                raise ScoreError(f"There is no parameter '{name}'")
            setattr(self, name, value)
        return self

    def __repr__(self) -> str:
        told = ", ".join(f"{name}={value!r}" for name, value in self.get_params().items())
        return f"{type(self).__name__}({told})"
