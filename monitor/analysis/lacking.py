"""What a score of a year lacks: a year without any total, municipalities without a figure."""

from __future__ import annotations

import math
from dataclasses import dataclass

from monitor.analysis.scores import TOTAL, YearScores
from monitor.catalog_entries import SCORED

FEW = 15
"""Municipalities without a figure are named up to this number; more are a gap of the source."""


@dataclass(frozen=True)
class Short:
    """A dimension of which too little is known in a year, by indicators."""

    dimension: str
    known: int
    count: int
    needed: int


def short_dimensions(scores: YearScores) -> list[Short]:
    """Return the dimensions that no municipality has in a year; empty where someone has a total.

    An indicator is known where any municipality has a figure that serves in the year.
    """
    if scores.table[TOTAL].notna().any():
        return []
    found = []
    for dimension in SCORED:
        own = [i for i in scores.values.columns if scores.structure.at[i, "parent"] == dimension]
        known = int(scores.values[own].notna().any().sum())
        needed = math.ceil(scores.needed * len(own) - 1e-9)
        if known < needed:
            found.append(Short(dimension, known, len(own), needed))
    return found


def without_figure(scores: YearScores) -> dict[tuple[str, ...], list[str]]:
    """Return who lacks a figure that nearly everyone has: municipalities to indicators.

    Returns
    -------
    dict of tuple of str to list of str
        Codes (at most ``FEW``) to the indicators that these lack.
    """
    found: dict[tuple[str, ...], list[str]] = {}
    for name in scores.values.columns:
        gone = tuple(scores.values.index[scores.values[name].isna()])
        if 0 < len(gone) <= FEW:
            found.setdefault(gone, []).append(str(name))
    return found
