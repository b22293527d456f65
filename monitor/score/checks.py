"""What every step asks of a table before it reckons: one name once, numbers, nothing infinite."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from .errors import ScoreError


def check_frame(values: pd.DataFrame) -> None:
    """Refuse a table of units x indicators that cannot be reckoned with.

    Raises
    ------
    ScoreError
        Where a unit or an indicator occurs twice, a column holds anything but numbers, or a figure
        is infinite.
    """
    check_unique(values.index, "This unit occurs twice")
    check_columns(values)


def check_columns(values: pd.DataFrame) -> None:
    """Refuse a table as `check_frame` does, but for units that occur more than once."""
    check_unique(values.columns, "This indicator occurs twice")
    for name in values.columns:
        check_finite(values[name])


def check_unique(names: pd.Index, what: str) -> None:
    """Refuse names of which one occurs twice."""
    if not names.is_unique:
        raise ScoreError(what, where=str(names[names.duplicated()][0]))


def check_finite(column: pd.Series) -> None:
    """Refuse a column that holds text or an infinite figure; a missing one is NaN."""
    if not pd.api.types.is_numeric_dtype(column) or pd.api.types.is_complex_dtype(column):
        raise ScoreError(
            "This column holds no numbers",
            where=f"indicator '{column.name}'",
            remedy="Turn the figures into numbers; a missing figure is NaN.",
        )
    if np.isinf(column.to_numpy(dtype=float, na_value=np.nan)).any():
        raise ScoreError(
            "There is an infinite figure",
            where=f"indicator '{column.name}'",
            remedy="Leave it out or fill in the right figure.",
        )


def check_weights(weights: npt.ArrayLike, names: pd.Index | None = None) -> None:
    """Refuse weights that are negative or infinite; NaN stands for a weight that is not known."""
    w = np.asarray(weights, dtype=float)
    bad = np.flatnonzero(np.isinf(w) | (w < 0))
    if len(bad):
        raise ScoreError(
            "A weight is a number of 0 or more, and not infinite",
            where="" if names is None else str(names[bad[0]]),
        )


def check_directions(direction: pd.Series, columns: pd.Index) -> None:
    """Refuse a direction that is absent or neither 1 nor -1."""
    check_unique(direction.index, "This indicator has two directions")
    for name in columns[~direction.reindex(columns).isin([1, -1]).to_numpy()]:
        raise ScoreError(
            "This indicator has no direction",
            where=f"indicator '{name}'",
            remedy="Give 1 (higher is better) or -1 (lower is better).",
        )
