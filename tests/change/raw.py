"""Scores and changes reckoned anew from the observations, by loops over plain numbers.

Nothing of `monitor.score` or `monitor.analysis` is used: what they give is compared with this.
"""

from __future__ import annotations

from functools import cache
from math import isnan
from statistics import fmean

from monitor.snapshot import EMBEDDED, Snapshot, open_snapshot

DIMENSIONS = ("personal", "social", "environment")
SHARE = 0.6  # of the weight of a dimension, version 2: 6 of 9, 4 of 6, 3 of 5
Figures = dict[str, float]  # z by indicator


@cache
def snapshot() -> Snapshot:
    return open_snapshot(EMBEDDED)


@cache
def _by_cell() -> dict[tuple[str, str], dict[int, float]]:
    """Every figure: (municipality, indicator) to year to value."""
    out: dict[tuple[str, str], dict[int, float]] = {}
    o = snapshot().observations
    for region, indicator, year, value in zip(
        o["region"], o["indicator"], o["year"], o["value"], strict=True
    ):
        if not isnan(value):
            out.setdefault((region, indicator), {})[int(year)] = float(value)
    return out


@cache
def _levels() -> dict[str, list[tuple[int, float, float, float, float, float]]]:
    out: dict[str, list[tuple[int, float, float, float, float, float]]] = {}
    s = snapshot().scales
    for row in s[["indicator", "from_year", "mean", "sd", "shift", "low", "high"]].itertuples():
        out.setdefault(row.indicator, []).append(tuple(row)[2:])
    return {k: sorted(v) for k, v in out.items()}


@cache
def standing(code: str, year: int) -> Figures:
    """z of every scored indicator as of a year: the newest one not older than its cycle + 1."""
    out = {}
    for item in snapshot().catalog.scored:
        known = _by_cell().get((code, item.id), {})
        fit = [y for y in known if year - item.cycle - 1 <= y <= year]
        if not fit:
            continue
        measured = max(fit)
        level = [row for row in _levels()[item.id] if row[0] <= measured][-1]
        _from, mean, sd, shift, low, high = level
        x = known[measured]
        x = x if isnan(low) else max(x, low)
        x = x if isnan(high) else min(x, high)
        out[item.id] = item.direction * (x - mean) / sd + shift
    return out


def _total(z: Figures, share: float) -> float | None:
    """100 + 10 times the mean of the dimensions, each the mean of what is there."""
    parts = []
    for dimension in DIMENSIONS:
        ids = [i.id for i in snapshot().catalog.scored if i.dimension == dimension]
        own = [z[i] for i in ids if i in z]
        if len(own) < share * len(ids) - 1e-9:
            return None
        parts.append(fmean(own))
    return 100 + 10 * fmean(parts)


def total(code: str, year: int, share: float = SHARE) -> float | None:
    return _total(standing(code, year), share)


@cache
def change(code: str, start: int, end: int, share: float = SHARE) -> float | None:
    """Difference of the scores on what is known in both years; None where that is too little."""
    a, b = standing(code, start), standing(code, end)
    both = a.keys() & b.keys()
    first, second = (_total({k: z[k] for k in both}, share) for z in (a, b))
    return None if first is None or second is None else second - first


@cache
def inhabitants(code: str, year: int) -> float:
    """Inhabitants in the nearest year, of two equally near the earlier one."""
    known = _by_cell()[code, "bevolking"]
    return known[min(known, key=lambda y: (abs(y - year), y))]


@cache
def mean_change(
    codes: tuple[str, ...], start: int, end: int, *, weighted: bool, share: float = SHARE
) -> tuple[float | None, int, int]:
    """The mean of the changes of those that have one, how many rose, and how many there are."""
    found = {c: change(c, start, end, share) for c in codes}
    known = {c: x for c, x in found.items() if x is not None}
    if not known:
        return None, 0, 0
    weights = {c: inhabitants(c, max(start, end)) if weighted else 1.0 for c in known}
    mean = sum(weights[c] * x for c, x in known.items()) / sum(weights.values())
    return mean, sum(x > 0 for x in known.values()), len(known)


def mean_total(codes: tuple[str, ...], year: int, *, weighted: bool) -> float | None:
    known = {c: x for c in codes if (x := total(c, year)) is not None}
    if not known:
        return None
    weights = {c: inhabitants(c, year) if weighted else 1.0 for c in known}
    return sum(weights[c] * x for c, x in known.items()) / sum(weights.values())
