"""What may be said of a difference: certain, likely, or that it cannot be said.

The one place that decides (docs/method.md#verdicts); `monitor.naming` puts it into words. Pages,
slides, factsheet and command line say no more than this.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from monitor.analysis.gap_choices import Drawn, gaps_over_choices, method_draws
from monitor.analysis.gap_table import cases
from monitor.analysis.groups import Against, Gap, Sides, gap_between, population_of, sides_of
from monitor.analysis.robust import ROBUST
from monitor.analysis.scores import YearScores, contributions
from monitor.regions.groups import Group
from monitor.snapshot import Snapshot

CERTAIN, LIKELY = 0.95, ROBUST  # share of the draws over methods

Word = Literal["certain", "likely", "unclear"]
_ORDER: tuple[Word, ...] = ("unclear", "likely", "certain")


@dataclass(frozen=True)
class Verdict:
    """What may be said of the difference between a group and what it is compared with.

    Attributes
    ----------
    word : {"certain", "likely", "unclear"}
    gap, lower, upper : float
        Of the default: the first definition, every municipality alike.
    cases : int
        Combinations of definition, who is left out, and weighting that have a gap.
    same_sign, clear : int
        In how many of these the gap has the sign of the default, and in how many its interval
        lies wholly on that side of 0.
    lowest, highest : float
        The extreme gaps among the cases.
    share : float
        Smallest share of the draws over methods, over all cases, that have the sign of the default.
    draws : int
    """

    word: Word
    gap: float
    lower: float
    upper: float
    cases: int
    same_sign: int
    clear: int
    lowest: float
    highest: float
    share: float
    draws: int

    @property
    def behind(self) -> bool:
        """Whether the group may be said to lag, certainly or likely."""
        return self.word != "unclear" and self.gap < 0

    @property
    def ahead(self) -> bool:
        """Whether the group may be said to be ahead, certainly or likely."""
        return self.word != "unclear" and self.gap > 0

    @property
    def default_clear(self) -> bool:
        """Whether the interval of the default excludes 0."""
        return excludes_zero(self.lower, self.upper)


def excludes_zero(lower: float, upper: float) -> bool:
    """Whether an interval lies wholly on one side of 0; no where it is not known."""
    return bool(lower > 0 or upper < 0)


def word_of(share: float) -> Word:
    """Judge by a share of the draws alone: of one area, of a place won or lost.

    Parameters
    ----------
    share : float
        Share of the draws over methods and errors in which it is so; NaN where there are none.
    """
    return "certain" if share >= CERTAIN else "likely" if share >= LIKELY else "unclear"


def weakest(*words: Word) -> Word:
    """Return what may be said of several things at once."""
    return min(words, key=_ORDER.index)


def decide(found: Sequence[tuple[float, float, float, float]], draws: int) -> Verdict | None:
    """Judge a difference by all its cases.

    Certain: every interval excludes 0 on one side, and the sign holds in at least 95% of the draws.
    Likely: every gap has one sign, the interval of the default excludes 0, and at least 90% of the
    draws hold it. Everything else cannot be said. The share of the draws is the smallest of all
    cases.

    Parameters
    ----------
    found : sequence of (gap, lower, upper, share behind)
        The default first; a case without a gap (NaN) takes no part.
    draws : int
        Number of draws behind the shares.

    Returns
    -------
    Verdict or None
        None where the default has no gap.
    """
    gaps, lower, upper, behind = np.array(found, dtype=float).T
    known = np.isfinite(gaps)
    if not known[0]:
        return None
    sign = np.sign(gaps[0])
    same = np.sign(gaps[known]) == sign
    apart = (upper[known] < 0) if sign < 0 else (lower[known] > 0)
    share = float((behind if sign < 0 else 1 - behind)[known].min())
    word: Word = "unclear"
    if sign and same.all() and apart[0]:
        word = weakest(word_of(share), "certain" if apart.all() else "likely")
    return Verdict(
        word,
        float(gaps[0]),
        float(lower[0]),
        float(upper[0]),
        cases=int(known.sum()),
        same_sign=int(same.sum()),
        clear=int(apart.sum()),
        lowest=float(gaps[known].min()),
        highest=float(gaps[known].max()),
        share=share,
        draws=draws,
    )


def judge(
    snapshot: Snapshot,
    scores: YearScores,
    sides: Sequence[Sides],
    *,
    drawn: Drawn | None = None,
    population: pd.Series | None = None,
    points: pd.DataFrame | None = None,
) -> Verdict | None:
    """Judge a difference under several definitions, each weighted by inhabitants and not.

    Parameters
    ----------
    sides : sequence of Sides
        The definitions, the default first.
    drawn : Drawn, optional
        ``method_draws(snapshot, scores)``, where the caller has it already; so with the others.
    population : Series, index region, optional
    points : DataFrame, optional
        ``contributions(scores)``.
    """
    drawn = method_draws(snapshot, scores) if drawn is None else drawn
    people = population_of(snapshot, scores.year) if population is None else population
    points = contributions(scores) if points is None else points
    found = []
    for weights in (None, people):
        gaps: list[Gap] = [
            gap_between(scores, one, population=weights, points=points) for one in sides
        ]
        over = gaps_over_choices(scores, drawn, sides, population=weights)
        found += [(g.gap, g.lower, g.upper, o.p_behind) for g, o in zip(gaps, over, strict=True)]
    return decide(found, len(drawn.totals))


def judge_group(
    snapshot: Snapshot,
    scores: YearScores,
    group: Group,
    against: Against = "rest",
    drawn: Drawn | None = None,
    also: tuple[str, ...] = (),
) -> Verdict | None:
    """Judge the difference of a group under all its definitions, with and without who may go.

    Who else a reader leaves out (``also``) is judged beside these, so that no choice of members
    makes a verdict stronger.
    """
    people = population_of(snapshot, scores.year)
    sides = [
        sides_of(snapshot, scores.year, group, d, leave_out=out, against=a, population=people)
        for d, out, a in cases(group, (against,), also)
    ]
    return judge(snapshot, scores, sides, drawn=drawn, population=people)
