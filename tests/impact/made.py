"""Panels small enough to work out by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd

from monitor.impact.panel import Panel

FIGURES = {
    # province 0: a and b moved alike, c on its own
    "a": (10.0, 11.0, 12.0, 20.0, 22.0),
    "b": (10.0, 11.0, 12.5, 13.0, 15.0),
    "c": (30.0, 20.0, 25.0, 26.0, 28.0),
    # province 1
    "d": (10.0, 11.0, 12.0, 10.0, 14.0),
    "e": (15.0, 15.0, 15.0, 16.0, 18.0),
}
YEARS = (2012, 2014, 2016, 2018, 2020)


def by_hand() -> Panel:
    values = pd.DataFrame.from_dict(FIGURES, orient="index", columns=list(YEARS))
    return Panel("inkomen", values, np.array([0, 0, 0, 1, 1]))


def by_lot(*, municipalities: int = 120, provinces: int = 4, seed: int = 1) -> Panel:
    """Random walks that share the swings of their province: no programme anywhere."""
    random = np.random.default_rng(seed)
    province = np.arange(municipalities) % provinces
    swings = random.normal(0, 3, (provinces, len(YEARS))).cumsum(axis=1)
    own = random.normal(0, 1, (municipalities, len(YEARS))).cumsum(axis=1)
    codes = [f"GM{i:04d}" for i in range(municipalities)]
    values = pd.DataFrame(50 + swings[province] + own, codes, list(YEARS))
    return Panel("inkomen", values, province)
