"""How sure a rank is, and which choice of method matters (docs/method.md#uncertainty)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from monitor.analysis.frozen import (
    Figures,
    doubtful_rows,
    doubtful_segment,
    fit_options,
    scale_rows,
    segment_of,
)
from monitor.analysis.scores import TOTAL, YearScores, score_year
from monitor.catalog_entries import SCORED
from monitor.regions.harmonise import standard_error
from monitor.score import normalise, recombine, uncertainty
from monitor.score.problem import NOTHING, Array, Choices, Ints, Problem, nominal
from monitor.score.tree import AGGREGATIONS
from monitor.score_errors import in_dutch

DRAWS = 10_000
SEED = 2024
SUMMARY = ("rank_median", "rank_low", "rank_high", "total_low", "total_high", "p_bottom", "p_top")
ROBUST = 0.9
CHOICES = ("normalisation", "aggregation", "weights", "omission", "sampling")
BREAK = "level_break"
"""A choice only where a level break in doubt (catalog: ``doubtful_breaks``) touches the year."""


@in_dutch()
def robustness(snapshot: Figures, year: int, draws: int = DRAWS, seed: int = SEED) -> pd.DataFrame:
    """Rank all municipalities under many reasonable choices at once.

    See `monitor.score.uncertainty.draw` for what is drawn. Standard errors come from the 95%
    bounds of a figure, (upper - lower) / (2 * 1.96), where the source gives them; a figure without
    bounds is taken as it is, so the interval is too narrow rather than too wide.

    Parameters
    ----------
    snapshot : Figures
    year : int
    draws : int
        Number of draws.
    seed : int
        The same seed gives the same answer.

    Returns
    -------
    DataFrame, index region
        ``total`` and ``rank`` of the index as it is; ``rank_median``, ``rank_low``, ``rank_high``
        (5% and 95%), ``total_low``, ``total_high`` (5% and 95% of the distance to the mean
        municipality, laid from the mean of the index as it is: a geometric mean is lower for all,
        and that is no doubt about any), ``p_bottom`` and ``p_top`` (share of the draws in the
        lowest and in the highest quarter of the Netherlands), ``lagging`` (``p_bottom`` >= 0.9).
        NaN, and not lagging, where there is no total.
    """
    scores = score_year(snapshot, year)
    table = scores.table[[TOTAL, "rank"]].copy()
    known = table[TOTAL].notna().to_numpy()
    result = table.reindex(
        columns=[
            *table.columns,
            *("rank_median", "rank_low", "rank_high", "total_low", "total_high"),
            *("p_bottom", "p_top"),
        ]
    ).astype(float)
    if known.any():
        found = uncertainty.spread(problem(snapshot, scores), draws, seed)
        summary = summarise(found, level=float(table[TOTAL].mean()))
        result.loc[known, list(summary)] = pd.DataFrame(summary).to_numpy()
    result["lagging"] = result["p_bottom"] >= ROBUST
    return result


def sensitivity(snapshot: Figures, year: int, base: int = 1024, seed: int = SEED) -> pd.DataFrame:
    """Say which choice moves ranks most: Sobol indices of the mean absolute rank shift.

    First order: the share of the variance that a choice explains alone; total order: the share
    that it has a part in (Saltelli 2010, by SALib). As in COINr, weights and sampling errors are
    one factor each: which of 1,024 sets drawn beforehand is used.

    Parameters
    ----------
    snapshot : Figures
    year : int
    base : int
        Base sample, a power of 2; there are ``base * 7`` draws.
    seed : int

    Returns
    -------
    DataFrame, index choice
        ``first, first_ci, total, total_ci`` (half width of the 95% interval). Its ``attrs`` hold
        ``mean_shift`` (places) and ``draws``.
    """
    from SALib.analyze import sobol as sobol_indices  # noqa: PLC0415  # 50 MB, only where asked
    from SALib.sample import sobol as sobol_sample  # noqa: PLC0415  # as above

    scores = score_year(snapshot, year)
    own = problem(snapshot, scores)
    choices = (*CHOICES, BREAK) if own.doubted is not None else CHOICES
    space = {"num_vars": len(choices), "names": list(choices), "bounds": [[0, 1]] * len(choices)}
    sample = sobol_sample.sample(space, base, calc_second_order=False, seed=seed)
    start = uncertainty.ranks(recombine.totals(own, nominal(own)))
    sets = uncertainty.draw(own, 1024, np.random.default_rng(seed))
    shift = np.concatenate(
        [
            np.abs(uncertainty.ranks(recombine.totals(own, _chosen(own, rows, sets))) - start).mean(
                axis=1
            )
            for rows in np.array_split(sample, max(1, len(sample) // uncertainty.BATCH))
        ]
    )
    found = sobol_indices.analyze(space, shift, calc_second_order=False, seed=seed)
    result = pd.DataFrame(
        {
            "first": found["S1"],
            "first_ci": found["S1_conf"],
            "total": found["ST"],
            "total_ci": found["ST_conf"],
        },
        index=pd.Index(choices, name="choice"),
    )
    result.attrs = {"mean_shift": float(shift.mean()), "draws": len(sample)}
    return result


def problem(
    snapshot: Figures,
    scores: YearScores,
    methods: Sequence[normalise.Method] = uncertainty.METHODS,
) -> Problem:
    """Lay out what may vary in the score of a year, for the municipalities that have a total."""
    indicators = scores.values.columns
    known = scores.table[TOTAL].notna().to_numpy()
    scales = scale_rows(snapshot.scales, indicators)
    column = segment_of(scales, indicators, scores.measured.to_numpy())
    extra = doubtful_rows(snapshot, scales, indicators)
    doubted = doubtful_segment(extra, len(scales), column, scores.measured.to_numpy())
    scales = pd.concat([scales, extra])
    weights = scores.structure["weight"]
    error = standard_error(scores.lower, scores.upper)
    return Problem(
        values=scores.values.to_numpy()[known],
        error=error.to_numpy()[known],
        column=column[known],
        fits={m: fit_options(snapshot, scales, m) for m in methods},
        dimension=np.array([SCORED.index(scores.structure.at[i, "parent"]) for i in indicators]),
        within=weights.reindex(indicators).to_numpy(dtype=float),
        between=weights.reindex(list(SCORED)).to_numpy(dtype=float),
        doubted=None if (doubted == column)[known].all() else doubted[known],
    )


def summarise(found: uncertainty.Spread, level: float) -> dict[str, Array]:
    """Say where every unit came over all draws: its ranks, its total, how often at either end.

    Parameters
    ----------
    found : Spread
    level : float
        Total of the mean unit in the index as it is, that distances are laid from.

    Returns
    -------
    dict of str to ndarray, shape (units,)
        Those of `SUMMARY`.
    """
    units = len(found.ranks)
    shares = {"rank_median": 0.5, "rank_low": 0.05, "rank_high": 0.95}
    places = {
        name: uncertainty.rank_quantile(found.ranks, share, units).astype(float)
        for name, share in shares.items()
    }
    return places | {
        "total_low": level + uncertainty.total_quantile(found, 0.05),
        "total_high": level + uncertainty.total_quantile(found, 0.95),
        "p_bottom": uncertainty.bottom_share(found.ranks),
        "p_top": uncertainty.top_share(found.ranks),
    }


def _chosen(own: Problem, rows: Array, sets: Choices) -> Choices:
    """Turn points in the unit cube into choices."""

    def pick(u: Array, options: int) -> Ints:
        return np.minimum((u * options).astype(np.intp), options - 1)

    omit = np.append(own.may_go(), NOTHING)
    weights, noise = pick(rows[:, 2], len(sets.method)), pick(rows[:, 4], len(sets.method))
    return Choices(
        pick(rows[:, 0], len(own.fits)),
        pick(rows[:, 1], len(AGGREGATIONS)),
        sets.within[weights],
        sets.between[weights],
        omit[pick(rows[:, 3], len(omit))],
        sets.noise[noise],
        rows[:, -1] < 0.5 if own.doubted is not None else np.zeros(len(rows), dtype=bool),
    )
