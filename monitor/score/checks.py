"""What every step asks of a table before it reckons: one name once, numbers, nothing infinite."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from monitor.errors import MonitorError


def check_frame(values: pd.DataFrame) -> None:
    """Refuse a table of units x indicators that cannot be reckoned with.

    Raises
    ------
    MonitorError
        Where a unit or an indicator occurs twice, a column holds anything but numbers, or a figure
        is infinite.
    """
    check_unique(values.index, "Deze eenheid komt twee keer voor")
    check_columns(values)


def check_columns(values: pd.DataFrame) -> None:
    """Refuse a table as `check_frame` does, but for units that occur more than once."""
    check_unique(values.columns, "Deze indicator komt twee keer voor")
    for name in values.columns:
        check_finite(values[name])


def check_unique(names: pd.Index, what: str) -> None:
    """Refuse names of which one occurs twice."""
    if not names.is_unique:
        raise MonitorError(what, where=str(names[names.duplicated()][0]))


def check_finite(column: pd.Series) -> None:
    """Refuse a column that holds text or an infinite figure; a missing one is NaN."""
    if not pd.api.types.is_numeric_dtype(column) or pd.api.types.is_complex_dtype(column):
        raise MonitorError(
            "Deze kolom bevat geen getallen",
            where=f"indicator '{column.name}'",
            remedy="Zet de cijfers om naar getallen; een ontbrekend cijfer is NaN.",
        )
    if np.isinf(column.to_numpy(dtype=float, na_value=np.nan)).any():
        raise MonitorError(
            "Er is een oneindig cijfer",
            where=f"indicator '{column.name}'",
            remedy="Laat het weg of vul het juiste cijfer in.",
        )


def check_weights(weights: npt.ArrayLike, names: pd.Index | None = None) -> None:
    """Refuse weights that are negative or infinite; NaN stands for a weight that is not known."""
    w = np.asarray(weights, dtype=float)
    bad = np.flatnonzero(np.isinf(w) | (w < 0))
    if len(bad):
        raise MonitorError(
            "Een gewicht is een getal van 0 of hoger, en niet oneindig",
            where="" if names is None else str(names[bad[0]]),
        )


def check_directions(direction: pd.Series, columns: pd.Index) -> None:
    """Refuse a direction that is absent or neither 1 nor -1."""
    check_unique(direction.index, "Deze indicator heeft twee richtingen")
    for name in columns[~direction.reindex(columns).isin([1, -1]).to_numpy()]:
        raise MonitorError(
            "Deze indicator heeft geen richting",
            where=f"indicator '{name}'",
            remedy="Geef 1 (hoger is beter) of -1 (lager is beter).",
        )
