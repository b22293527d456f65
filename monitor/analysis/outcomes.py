"""Does the score go along with outcomes that are not in it? Correlations with intervals."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import ndtri

from monitor.analysis.scores import TOTAL, YearScores
from monitor.catalog_entries import SCORED
from monitor.snapshot import Snapshot

FEWEST = 10
Values = npt.NDArray[np.float64] | pd.Series


def pearson(x: npt.ArrayLike, y: npt.ArrayLike) -> float:
    """Pearson correlation of two arrays of shape (n,) without NaN."""
    return float(np.corrcoef(np.asarray(x, dtype=float), np.asarray(y, dtype=float))[0, 1])


def spearman(x: Values, y: Values) -> float:
    """Spearman correlation: Pearson of the ranks, ties their mean rank."""
    return pearson(pd.Series(x).rank(), pd.Series(y).rank())


def fisher_interval(
    r: float, n: int, *, ranks: bool = False, level: float = 0.95
) -> tuple[float, float]:
    """Interval of a correlation on Fisher's z = atanh(r).

    The standard error is 1 / sqrt(n - 3) for Pearson (Fisher 1921), and
    sqrt((1 + r^2 / 2) / (n - 3)) for Spearman (Bonett and Wright 2000).

    Parameters
    ----------
    r : float
        The correlation.
    n : int
        Number of pairs, at least 4.
    ranks : bool
        Whether ``r`` is Spearman's.
    level : float
        Confidence, 0.95 by default.
    """
    if abs(r) >= 1:
        return r, r
    error = np.sqrt((1 + r * r / 2 if ranks else 1.0) / (n - 3))
    half = float(ndtri(0.5 + level / 2)) * error
    centre = np.arctanh(r)
    return float(np.tanh(centre - half)), float(np.tanh(centre + half))


def correlate(score: pd.Series, outcome: pd.Series) -> dict[str, float]:
    """Both correlations of two series, over the regions that both have.

    Returns
    -------
    dict
        ``n``, ``pearson``, ``pearson_lower``, ``pearson_upper``, ``spearman``,
        ``spearman_lower``, ``spearman_upper``; NaN below ten pairs or without spread.
    """
    pair = pd.concat([score, outcome], axis=1, join="inner").dropna().to_numpy()
    names = [f"{kind}{end}" for kind in ("pearson", "spearman") for end in ("", "_lower", "_upper")]
    if len(pair) < FEWEST or np.any(np.ptp(pair, axis=0) == 0):
        return {"n": float(len(pair)), **dict.fromkeys(names, np.nan)}
    x, y = pair.T
    linear, monotone = pearson(x, y), spearman(x, y)
    found = [linear, *fisher_interval(linear, len(x))]
    found += [monotone, *fisher_interval(monotone, len(x), ranks=True)]
    return {"n": float(len(x)), **dict(zip(names, found, strict=True))}


def _outcome_years(snapshot: Snapshot) -> dict[str, list[int]]:
    """Return the years in which each outcome was measured, in catalog order."""
    obs = snapshot.observations
    names = [i.id for i in snapshot.catalog.of_dimension("outcome")]
    return {n: sorted({int(y) for y in obs.loc[obs["indicator"] == n, "year"]}) for n in names}


def outcomes(snapshot: Snapshot, scores: YearScores) -> pd.DataFrame:
    """Correlate a year's scores with every outcome, measured in the year nearest to it.

    Parameters
    ----------
    scores : YearScores
        Of the year to hold against the outcomes.

    Returns
    -------
    DataFrame
        A row per outcome and score (total and the dimensions): ``outcome, outcome_year, score`` and
        the columns of `correlate`.
    """
    obs, rows = snapshot.observations, []
    for name, years in _outcome_years(snapshot).items():
        if not years:
            continue
        year = min(years, key=lambda y: (abs(y - scores.year), y))
        own = obs[(obs["indicator"] == name) & (obs["year"] == year)].set_index("region")["value"]
        for score in (TOTAL, *SCORED):
            found = correlate(scores.table[score], own)
            rows.append({"outcome": name, "outcome_year": year, "score": score, **found})
    return pd.DataFrame(rows)
