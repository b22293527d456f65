"""Do the indicators of a dimension belong together? Correlation, consistency, components.

Sources: OECD/JRC Handbook 2008, step 4 (multivariate analysis: Cronbach's alpha, principal
components); thresholds of COINr's ``plot_corr``: below -0.4 indicators work against each other,
above 0.9 they count one thing twice. A low alpha is no fault of an index whose dimensions are a
choice of what matters (a formative index): it says that the mean hides differences.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import numpy as np
import numpy.typing as npt
import pandas as pd

from .checks import check_frame

OPPOSED, COLLINEAR = -0.4, 0.9
Array = npt.NDArray[np.float64]


def cronbach_alpha(correlation: npt.ArrayLike) -> float:
    """Cronbach's alpha of standardised indicators.

    alpha = k / (k - 1) * (sum of R off the diagonal) / (sum of R): Handbook 2008, step 4, with
    every indicator at variance 1 (Cronbach 1951).

    Parameters
    ----------
    correlation : array-like, shape (k, k)
        Correlation matrix R of directed indicators.

    Returns
    -------
    float
        1 = all the same; 0 = nothing shared; NaN for fewer than two indicators, or where they
        cancel out.
    """
    r = np.asarray(correlation, dtype=float)
    k = len(r)
    if k < 2 or r.sum() < 1e-12:
        return float("nan")
    return float(k / (k - 1) * (r.sum() - np.trace(r)) / r.sum())


def components(correlation: npt.ArrayLike) -> Array:
    """Share of the variance in every principal component of standardised indicators.

    The eigenvalues of the correlation matrix over their sum, largest first.

    Parameters
    ----------
    correlation : array-like, shape (k, k)

    Returns
    -------
    ndarray, shape (k,)
        Adds up to 1.
    """
    values = np.linalg.eigvalsh(np.asarray(correlation, dtype=float))[::-1]
    result: Array = values / values.sum()
    return result


def consistency(values: pd.DataFrame, dimension: pd.Series) -> pd.DataFrame:
    """Report of every dimension: how far its indicators say the same.

    Parameters
    ----------
    values : DataFrame, units x indicators
        Directed, normalised figures; correlations are over the units that have both, and an
        indicator without figures that year stays out.
    dimension : Series, index indicator
        The dimension of each.

    Returns
    -------
    DataFrame, index dimension
        ``n`` indicators, ``alpha``, ``mean_r``, ``lowest_r`` (between two of them), ``first_share``
        (variance in the first component), ``components`` (eigenvalues over 1: Kaiser's rule).
    """
    rows = {}
    for name, r in _by_dimension(values, dimension):
        pairs = r.to_numpy()[np.triu_indices(len(r), 1)]
        shares = components(r)
        rows[name] = {
            "n": len(r),
            "alpha": cronbach_alpha(r),
            "mean_r": pairs.mean() if len(pairs) else np.nan,
            "lowest_r": pairs.min() if len(pairs) else np.nan,
            "first_share": shares[0],
            "components": int((shares * len(r) > 1 + 1e-9).sum()),
        }
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("dimension")


def notable_pairs(
    values: pd.DataFrame,
    dimension: pd.Series,
    opposed: float = OPPOSED,
    collinear: float = COLLINEAR,
) -> pd.DataFrame:
    """Pairs of indicators of one dimension that work against each other or say the same twice.

    Parameters
    ----------
    values : DataFrame, units x indicators
        Directed, normalised figures.
    dimension : Series, index indicator
    opposed, collinear : float
        Report r below the first and above the second.

    Returns
    -------
    DataFrame
        ``dimension, first, second, r, kind`` ("opposed" or "collinear"), lowest r first.
    """
    rows = []
    for name, r in _by_dimension(values, dimension):
        for (i, first), (j, second) in combinations(enumerate(r.index), 2):
            value = float(r.to_numpy()[i, j])
            if value < opposed or value > collinear:
                kind = "opposed" if value < opposed else "collinear"
                rows.append((name, first, second, value, kind))
    found = pd.DataFrame(rows, columns=["dimension", "first", "second", "r", "kind"])
    return found.sort_values("r", ignore_index=True)


def _by_dimension(values: pd.DataFrame, dimension: pd.Series) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield the correlation matrix of every dimension, of the indicators that vary."""
    check_frame(values)
    varying = values.columns[values.std().to_numpy() > 0]
    for name, members in dimension.reindex(varying).groupby(dimension.reindex(varying), sort=False):
        yield str(name), values[list(members.index)].corr()
