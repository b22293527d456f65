"""Combine normalised indicators into dimensions and a total, and take a difference apart.

Sources: OECD/JRC Handbook 2008, step 6 (weighting and aggregation); COINr ``Aggregate`` (its data
threshold counts indicators, ours their weight); Mazziotta and Pareto 2016 (penalty for imbalance);
Ang 2005 for the logarithmic mean of the geometric decomposition.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from .checks import check_columns, check_frame, check_weights
from .errors import ScoreError
from .tree import AGGREGATIONS, IMBALANCE, branch, leaves

FLOOR = 1.0  # lowest y a geometric mean works with: the start of the min-max scale

Array = npt.NDArray[np.float64]


def shares(present: npt.NDArray[np.bool_], weights: Array) -> Array:
    """Weights renormalised over what is present: w_i / sum of the present w.

    Parameters
    ----------
    present : ndarray of bool, shape (units, children)
    weights : ndarray, shape (children,)

    Returns
    -------
    ndarray, shape (units, children)
        Rows add up to 1, or to 0 where nothing is present.
    """
    w = np.where(present, weights, 0.0)
    whole = w.sum(axis=1, keepdims=True)
    result: Array = np.divide(w, whole, out=np.zeros_like(w), where=whole > 0)
    return result


def combine(
    values: Array, weights: Array, method: str = "arithmetic", min_share: float = 2 / 3
) -> Array:
    """Combine the children of one branch.

    With v the renormalised weights of what is present (`shares`):

    - arithmetic: M = sum(v y): full compensation, exactly decomposable;
    - geometric: exp(sum(v ln max(y, 1))): partial compensation;
    - mazziotta-pareto: M - S^2 / M, S^2 = sum(v (y - M)^2): the arithmetic mean less a penalty for
      imbalance between the children (the "minus" form, for phenomena where higher is better).

    Parameters
    ----------
    values : ndarray, shape (units, children)
        Normalised figures on a positive scale, NaN where missing.
    weights : ndarray, shape (children,)
        Weights among the children, not negative.
    method : str
        One of `AGGREGATIONS`.
    min_share : float
        Share of the weight that must be present; less, or nothing at all, gives NaN.

    Returns
    -------
    ndarray, shape (units,)

    Raises
    ------
    ScoreError
        Where the method is unknown, a weight is negative or infinite, or figures and weights are
        not of one number of children.
    """
    _check_branch(values, weights, method)
    present = np.isfinite(values)
    v = shares(present, weights)
    y = np.where(present, values, 1.0)
    if method == "geometric":
        result = np.exp((v * np.log(np.maximum(y, FLOOR))).sum(axis=1))
    else:
        result = (v * y).sum(axis=1)
        if method == "mazziotta-pareto":
            result = result - _penalty(y, v, result)
    known = (present * weights).sum(axis=1)
    enough = (known > 0) & (known >= min_share * weights.sum() - 1e-9)
    return np.where(enough, result, np.nan)


def aggregate(values: pd.DataFrame, structure: pd.DataFrame) -> pd.DataFrame:
    """Combine indicators up a tree of any depth.

    Parameters
    ----------
    values : DataFrame, units x indicators
        Normalised figures; an indicator of the tree that is not a column is missing for all.
    structure : DataFrame
        Of `tree.tree`.

    Returns
    -------
    DataFrame, units x branches
        In the order of the tree: children before their parent, the root last.

    Raises
    ------
    ScoreError
        Where a unit or indicator occurs twice, or a column holds text or an infinite figure.
    """
    check_frame(values)
    nodes = {name: _column(values, name) for name in leaves(structure)}
    branches = [n for n in structure.index if n not in nodes]
    for name in branches:
        children, weights, method, min_share = branch(structure, name)
        nodes[name] = combine(
            np.column_stack([nodes[c] for c in children]), weights, method, min_share
        )
    return pd.DataFrame({n: nodes[n] for n in branches}, index=values.index)


def rank(scores: pd.Series) -> pd.Series:
    """Rank units: 1 = highest, ties share the best rank, NaN gets none.

    Scores are rounded to 10 digits first, so that noise in the last bits breaks no ties.
    """
    return scores.round(10).rank(ascending=False, method="min")


def decompose(a: pd.DataFrame, b: pd.DataFrame, structure: pd.DataFrame) -> pd.DataFrame:
    """Take the difference between two sets of units apart into indicators, exactly.

    Every branch turns the difference of a child, d = y_a - y_b, into factor * d of its own:
    v (the renormalised weight) for arithmetic; v L(G_a, G_b) / L(y_a, y_b) for geometric, with
    L(p, q) = (p - q) / ln(p / q) the logarithmic mean (Ang 2005: no residual); and v for
    Mazziotta-Pareto, whose change of penalty is a part of its own, ``imbalance``.

    Parameters
    ----------
    a, b : DataFrame, units x indicators
        Normalised figures; an indicator missing in either counts in neither.
    structure : DataFrame
        Of `tree.tree`.

    Returns
    -------
    DataFrame, units x (indicators, "imbalance")
        Rows add up to root(a) - root(b), both over the indicators present in both; 0 for a missing
        one.

    Raises
    ------
    ScoreError
        Where an indicator occurs twice, a column holds text or an infinite figure, or the two are
        not of the same units in the same order.
    """
    for frame in (a, b):  # a unit may occur more than once: each row is a pair of its own
        check_columns(frame)
    if not a.index.equals(b.index):
        raise ScoreError("A difference is taken between the same units in the same order only")
    names = leaves(structure)
    both = {n: (_column(a, n), _column(b, n)) for n in names}
    both = {n: _paired(*pair) for n, pair in both.items()}
    parts = {n: {n: np.nan_to_num(p - q)} for n, (p, q) in both.items()}
    for name in [n for n in structure.index if n not in parts]:
        children, weights, method, _ = branch(structure, name)
        ya, yb = (np.column_stack([both[c][side] for c in children]) for side in (0, 1))
        result, factor, penalty = _branch(ya, yb, weights, method)
        mine: dict[str, Array] = {IMBALANCE: penalty}
        for k, child in enumerate(children):
            for part, amount in parts[child].items():
                mine[part] = mine.get(part, 0.0) + factor[:, k] * amount
        parts[name], both[name] = mine, result
    root = structure.index[-1]
    return pd.DataFrame(parts[root], index=a.index).reindex(columns=[*names, IMBALANCE])


def _check_branch(values: Array, weights: Array, method: str) -> None:
    if method not in AGGREGATIONS:
        raise ScoreError(
            f"There is no way of combining '{method}'",
            remedy=f"Choose from: {', '.join(AGGREGATIONS)}.",
        )
    if np.ndim(values) != 2 or np.shape(weights) != np.shape(values)[1:]:
        raise ScoreError("There are not as many weights as parts")
    check_weights(weights)
    if np.isnan(weights).any():
        raise ScoreError("A weight is a number of 0 or more, and not infinite")


def _branch(
    ya: Array, yb: Array, weights: Array, method: str
) -> tuple[tuple[Array, Array], Array, Array]:
    """Both results of a branch, the factor of every child, and the part due to imbalance."""
    present = np.isfinite(ya)
    v = shares(present, weights)
    ra, rb = (combine(y, weights, method, 0.0) for y in (ya, yb))
    factor, penalty = v, np.zeros(len(ya))
    if method == "geometric":
        low_a, low_b = (np.maximum(np.where(present, y, 1.0), FLOOR) for y in (ya, yb))
        ratio = _log_mean(ra, rb)[:, None] / _log_mean(low_a, low_b)
        # a figure under the floor moves the result only as far as the floor
        moved = np.divide(low_a - low_b, ya - yb, out=np.ones_like(v), where=present & (ya != yb))
        factor = np.where(present, v * ratio * moved, 0.0)
    elif method == "mazziotta-pareto":
        means = ((v * np.where(present, y, 0.0)).sum(axis=1) for y in (ya, yb))
        penalty = np.nan_to_num((ra - rb) - np.subtract(*means))
    return (ra, rb), factor, penalty


def _penalty(y: Array, v: Array, mean: Array) -> Array:
    spread = (v * (y - mean[:, None]) ** 2).sum(axis=1)
    result: Array = np.divide(spread, mean, out=np.zeros_like(mean), where=mean != 0)
    return result


def _log_mean(p: Array, q: Array) -> Array:
    """L(p, q) = (p - q) / ln(p / q), and p where they are equal."""
    with np.errstate(divide="ignore", invalid="ignore"):
        apart = (p - q) / np.log(p / q)
    near = np.isclose(p, q, rtol=1e-9, atol=0)
    result: Array = np.where(near, (p + q) / 2, apart)
    return result


def _column(values: pd.DataFrame, name: str) -> Array:
    if name in values:
        return values[name].to_numpy(dtype=float)
    return np.full(len(values), np.nan)


def _paired(p: Array, q: Array) -> tuple[Array, Array]:
    missing = np.isnan(p) | np.isnan(q)
    return np.where(missing, np.nan, p), np.where(missing, np.nan, q)
