"""The as-of rule: which measurement stands for a year."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from .checks import check_unique
from .errors import ScoreError


def newest_rows(
    figures: pd.DataFrame,
    year: int,
    units: pd.Index,
    max_age: pd.Series,
    unit: str = "unit",
) -> npt.NDArray[np.intp]:
    """Find, for every unit and indicator, the row that holds the measurement of a year.

    That is the newest measurement not after ``year`` and at most ``max_age`` years old. Nothing is
    interpolated and nothing is taken from a later year, so what comes in later changes nothing.

    Parameters
    ----------
    figures : DataFrame
        Long: columns ``indicator``, ``year``, ``value`` and that of the units; a missing value
        does not count.
    year : int
        The year to stand in.
    units : Index of str
        Codes of the units, in the wanted order.
    max_age : Series of int, index indicator
        Greatest age in years of a figure; its index gives the indicators and their order.
    unit : str
        Name of the column with the unit of a figure.

    Returns
    -------
    ndarray of intp, shape (units, indicators)
        Position in ``figures``, or -1 where no measurement will do.

    Raises
    ------
    ScoreError
        Where a unit or indicator is asked for twice, or a greatest age is no number of 0 or more.
    """
    check_unique(units, "This unit occurs twice")
    check_unique(max_age.index, "This indicator occurs twice")
    for name in max_age.index[~((max_age >= 0) & np.isfinite(max_age)).to_numpy()]:
        raise ScoreError("An age is a number of 0 or more", where=f"indicator '{name}'")
    years = figures["year"].to_numpy()
    near = np.flatnonzero((years <= year) & (years >= year - int(max_age.max())))
    column = _positions(figures["indicator"], near, max_age.index)
    keep = column >= 0
    near, column = near[keep], column[keep]
    row = _positions(figures[unit], near, units)
    young = years[near] >= year - max_age.to_numpy()[column]
    known = figures["value"].notna().to_numpy()[near]
    keep = (row >= 0) & young & known
    near, column, row = near[keep], column[keep], row[keep]
    order = np.argsort(years[near], kind="stable")
    found = np.full((len(units), len(max_age)), -1, dtype=np.intp)
    # where a cell occurs more than once numpy keeps the last assignment: the newest year
    found[row[order], column[order]] = near[order]
    return found


def pick(
    figures: pd.DataFrame,
    column: str,
    rows: npt.NDArray[np.intp],
    units: pd.Index,
    indicators: pd.Index,
) -> pd.DataFrame:
    """Lay one column of the long figures out as units x indicators.

    Parameters
    ----------
    figures : DataFrame
        The frame given to `newest_rows`.
    column : str
        Column to take; a bool column gives bool (False where there is no measurement), any other
        float64 (NaN where there is none).
    rows : ndarray of intp, shape (units, indicators)
        What `newest_rows` returned.
    units, indicators : Index
        Labels of the result.

    Returns
    -------
    DataFrame, units x indicators
    """
    source = figures[column].to_numpy()
    present = rows >= 0
    cells: npt.NDArray[np.bool_ | np.float64]
    if source.dtype == bool:
        cells = np.zeros(rows.shape, dtype=bool)
    else:
        cells = np.full(rows.shape, np.nan)
    cells[present] = source[rows[present]]
    return pd.DataFrame(cells, index=units, columns=indicators)


def _positions(
    labels: pd.Series, rows: npt.NDArray[np.intp], index: pd.Index
) -> npt.NDArray[np.intp]:
    """Position in ``index`` of the labels in ``rows``; -1 where it is not there."""
    codes, seen = pd.factorize(labels.array[rows])
    return index.get_indexer(pd.Index(seen))[codes]
