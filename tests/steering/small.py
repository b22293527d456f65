"""Ten municipalities and one indicator whose changes are read off the figures."""

from __future__ import annotations

import numpy as np

from tests.analysis.small import figures, small_catalog, small_snapshot

CODES = tuple(f"GM00{n:02d}" for n in range(1, 11))
PROVINCES = {c: "P" if c < "GM0006" else "Q" for c in CODES}
STEP_1 = dict(zip(CODES, (1, -1, 1, -1, 1, -1, 1, -1, 1, -1), strict=True))
STEP_2 = dict(zip(CODES, (2, -2, 2, -2, 2, -2, 2, -2, 2, -4), strict=True))


def snapshot(extra=None, last=None):
    """c: 60 in 2012, then STEP_1 to 2016 and STEP_2 to 2020; a thousand inhabitants each.

    ``last`` gives other figures of 2020.
    """
    first = dict.fromkeys(CODES, 60.0)
    second = {c: first[c] + STEP_1[c] for c in CODES}
    third = {c: second[c] + STEP_2[c] for c in CODES} | (last or {})
    rows = {("c", 2012): first, ("c", 2016): second, ("c", 2020): third}
    rows |= {("bevolking", y): dict.fromkeys(CODES, 1_000.0) for y in (2012, 2016, 2020)}
    return small_snapshot(figures(rows), PROVINCES, catalog=small_catalog(extra))


def wandering(places, seed):
    """c of as many municipalities in ten years: each year adds noise to the one before."""
    codes = [f"GM{n:04d}" for n in range(places)]
    walks = 60 + np.random.default_rng(seed).normal(size=(places, 10)).cumsum(axis=1)
    rows = {("c", 2012 + n): dict(zip(codes, walks[:, n], strict=True)) for n in range(10)}
    return small_snapshot(figures(rows), dict.fromkeys(codes, "P"))
