"""Does the gap of a group hang on the choices behind the score (docs/method.md#verdicts)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from monitor.analysis.groups import Sides, mean_weights, usable_sides
from monitor.analysis.robust import SEED, problem
from monitor.analysis.scores import TOTAL, YearScores
from monitor.score import uncertainty
from monitor.score_errors import in_dutch
from monitor.snapshot import Snapshot

DRAWS = 2_000  # a share of 95% is then known to within a point


@dataclass(frozen=True, eq=False)
class Drawn:
    """Totals under many reasonable ways to make the score.

    Attributes
    ----------
    units : Index
        Municipalities with a total in the index as it is; no draw takes one away.
    totals : ndarray of float32, shape (draws, units)
        On the scale of show.
    """

    units: pd.Index
    totals: npt.NDArray[np.float32]


@in_dutch()
def method_draws(
    snapshot: Snapshot, scores: YearScores, draws: int = DRAWS, seed: int = SEED
) -> Drawn:
    """Make the score anew in many ways (`monitor.score.uncertainty`), the first of `robustness`.

    Normalisation, aggregation, weights, an indicator left out and sampling error vary together.
    """
    units = drawn_units(scores)
    if not len(units):
        return Drawn(units, np.empty((draws, 0), dtype=np.float32))
    totals = uncertainty.simulate(problem(snapshot, scores), draws, seed)
    return Drawn(units, totals.astype(np.float32))


def drawn_units(scores: YearScores) -> pd.Index:
    """Return the municipalities that `method_draws` draws: those with a total."""
    return scores.table.index[scores.table[TOTAL].notna()]


@dataclass(frozen=True)
class GapOverChoices:
    """The gap of a group over many reasonable ways to make the score.

    Attributes
    ----------
    gap : float
        With the method of the monitor, in points.
    median, lower, upper : float
        Of the draws; lower and upper hold 5% and 95%.
    p_behind : float
        Share of the draws in which the group is behind.
    weighted : bool
        Weighted by population, or every municipality alike.
    """

    gap: float
    median: float
    lower: float
    upper: float
    p_behind: float
    weighted: bool


def gaps_over_choices(
    scores: YearScores,
    drawn: Drawn,
    sides: Iterable[Sides],
    *,
    population: pd.Series | None = None,
) -> list[GapOverChoices]:
    """Reckon gaps anew in every draw; who is compared with whom does not vary.

    This is doubt about the method; the interval of `monitor.analysis.groups.gap_between` is about
    which municipalities are in the group.

    Parameters
    ----------
    scores : YearScores
        Scored by the method of the monitor.
    drawn : Drawn
        Of `method_draws` for these scores.
    sides : iterable of Sides
        The comparisons; all use the same draws.
    population : Series, index region, optional
        Weights; every municipality weighs the same when absent.

    Returns
    -------
    list of GapOverChoices
        In the order of ``sides``; NaN where nobody on a side has a total.
    """
    plain = scores.table[TOTAL].reindex(drawn.units).to_numpy()
    weights = np.ones(len(drawn.units))
    if population is not None:
        weights = population.reindex(drawn.units).to_numpy(dtype=np.float64)
    found = []
    for item in sides:
        kept, at = usable_sides(item, drawn.units, weights > 0)
        if not kept.group or not kept.others:
            found.append(GapOverChoices(*(np.nan,) * 5, weighted=population is not None))
            continue
        group, others = mean_weights(weights[at], len(kept.group), kept.against)
        gaps = drawn.totals[:, at] @ (group - others)
        low, middle, high = np.quantile(gaps, [0.05, 0.5, 0.95])
        found.append(
            GapOverChoices(
                gap=float(plain[at] @ (group - others)),
                median=float(middle),
                lower=float(low),
                upper=float(high),
                p_behind=float((gaps < 0).mean()),
                weighted=population is not None,
            )
        )
    return found
