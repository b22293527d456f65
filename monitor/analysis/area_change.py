"""How an area changed as a whole: the mean change of its municipalities."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from monitor.analysis.bootstrap import Array, mean_interval
from monitor.analysis.change import FRESH, IN_BOTH, Change, in_common
from monitor.analysis.groups import population_of
from monitor.analysis.score_table import weight_share
from monitor.analysis.scores import TOTAL
from monitor.analysis.years import difference
from monitor.snapshot import Snapshot


@dataclass(frozen=True)
class AreaChange:
    """The change of a score or figure of an area between two years.

    Attributes
    ----------
    start, end : int
        The years.
    points : float
        Mean change of the municipalities that have one; NaN where none has.
    lower, upper : float
        Bootstrap interval over municipalities (`monitor.analysis.bootstrap`); NaN where it was not
        asked for or there are fewer than two.
    rose, fell : int
        Municipalities whose change is above, below 0.
    compared, missing : tuple of str
        Codes with a change, and without one.
    anew : float
        Share of the weight of the common indicators that was measured between the two years, mean
        over the municipalities as the change; NaN for an indicator.
    short : tuple of (str, float)
        Dimensions of which the municipalities without a change have too little in both years, with
        the share of their weight that they do have; empty for an indicator.
    since : tuple of (str, int)
        Indicators measured anew whose earlier measurement is older than ``start``, with its year.
    weighted : bool
        Weighted by inhabitants, or every municipality alike.
    otherwise : float
        ``points`` with the other weighing.
    needed : float
        Share of the weight of a dimension that must be known in both years.
    """

    start: int
    end: int
    points: float
    lower: float
    upper: float
    rose: int
    fell: int
    compared: tuple[str, ...]
    missing: tuple[str, ...]
    anew: float
    short: tuple[tuple[str, float], ...]
    since: tuple[tuple[str, int], ...]
    weighted: bool
    otherwise: float
    needed: float


def area_change(
    snapshot: Snapshot,
    change: Change,
    codes: Collection[str],
    *,
    what: str = TOTAL,
    weighted: bool = False,
    interval: bool = False,
) -> AreaChange:
    """Take the mean of the changes of the municipalities of an area.

    Weights are the inhabitants of the later of both years, so that the way back only turns the
    sign.

    Parameters
    ----------
    change : Change
        From `monitor.analysis.change.compare_years`.
    codes : collection of str
        Municipalities of the area.
    what : str
        ``total``, a dimension or an indicator.
    weighted : bool
        By inhabitants, or every municipality alike.
    interval : bool
        For a group: draw its municipalities anew.
    """
    values = difference(snapshot, change, what)["value"].reindex(list(codes))
    people = population_of(snapshot, max(change.start.year, change.end.year)).reindex(values.index)
    usable = values.notna() & ((people > 0) | (not weighted))
    x, n = (np.asarray(s[usable], dtype=np.float64) for s in (values, people))
    w, other = (n, np.ones_like(x)) if weighted else (np.ones_like(x), n)
    compared = tuple(values.index[usable])
    missing = tuple(values.index[~usable])
    lower, upper = mean_interval(x, w) if interval else (np.nan, np.nan)
    scored = what not in snapshot.catalog.indicators
    return AreaChange(
        change.start.year,
        change.end.year,
        _mean(x, w),
        lower,
        upper,
        rose=int((x > 0).sum()),
        fell=int((x < 0).sum()),
        compared=compared,
        missing=missing,
        anew=_mean(_anew(change, compared, what), w) if scored else np.nan,
        short=_short(change, missing) if scored else (),
        since=_since(change, compared, what),
        weighted=weighted,
        otherwise=_mean(x, other) if np.nansum(other) > 0 else np.nan,
        needed=change.end.needed,
    )


def _mean(x: Array, w: Array) -> float:
    return float(np.average(x, weights=w)) if len(x) else float("nan")


def _short(change: Change, missing: tuple[str, ...]) -> tuple[tuple[str, float], ...]:
    if not missing:
        return ()
    needed = change.end.needed - 1e-9
    return tuple((str(d), s) for d, s in in_common(change, missing).items() if s < needed)


def _own(change: Change, what: str) -> list[str]:
    """Return the indicators of the total, of a dimension, or the indicator itself."""
    parent = change.end.structure["parent"]
    return [i for i in map(str, change.status.columns) if what in (TOTAL, parent[i], i)]


def _anew(change: Change, compared: tuple[str, ...], what: str) -> Array:
    """Share of the weight in common that was measured anew, of each municipality."""
    own = _own(change, what)
    status = change.status.loc[list(compared), own]
    fresh, both = (status.isin(kinds).to_numpy() for kinds in (FRESH, IN_BOTH))
    return weight_share(fresh, both, change.end.weights[own])


def _since(change: Change, compared: tuple[str, ...], what: str) -> tuple[tuple[str, int], ...]:
    """Find what was measured anew over more years than the two that were chosen."""
    own = _own(change, what)
    fresh = change.status.loc[list(compared), own].isin(FRESH)
    first, last = (s.measured.loc[list(compared), own] for s in (change.start, change.end))
    oldest = first.where(fresh & (first < last)).min()
    return tuple((str(i), int(y)) for i, y in oldest.items() if y < change.start.year)
