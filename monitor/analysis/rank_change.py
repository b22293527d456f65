"""Did a place in the ranking really change, and who lags and loses places.

The method: docs/method.md#rank-change.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from monitor.analysis.change import Change
from monitor.analysis.robust import ROBUST, problem
from monitor.analysis.scores import TOTAL, YearScores
from monitor.score import recombine, uncertainty
from monitor.score.problem import Choices, Problem, nominal
from monitor.snapshot import Snapshot

DRAWS, SEED = 4_000, 2024
PLACES = 10
METHODS = tuple(m for m in uncertainty.METHODS if m != "rank")  # ranks do not compare over years
WORKERS = 2
COLUMNS = ["rank_start", "rank_end", "rank_change", "low", "high", "p_worse", "p_better"]

Array = npt.NDArray[np.float64]


def rank_changes(
    snapshot: Snapshot, change: Change, draws: int = DRAWS, seed: int = SEED
) -> pd.DataFrame:
    """Compare the ranks of two years under many reasonable choices, the same in both years.

    Only indicators with a figure in both years count, so nobody wins or loses places because the
    score was made of something else. Each draw makes one choice of normalisation (no percentile
    rank: it does not compare over years), aggregation, weights and indicator left out and applies
    it to both years; sampling errors are drawn for each measurement once.

    Returns
    -------
    DataFrame, index region
        ``rank_start, rank_end`` (of the index as it is, on the common indicators), ``rank_change``
        (places won; the median draw), ``low, high`` (5% and 95% of the draws), ``p_worse,
        p_better`` (share of the draws that lose, win places). NaN where there is no change.
    """
    start, end = _on_common(change)
    known = start.table[TOTAL].notna()
    result = pd.DataFrame(np.nan, index=known.index, columns=COLUMNS)
    if not known.any():
        return result
    a = problem(snapshot, start, METHODS)
    b = replace(problem(snapshot, end, ()), fits=a.fits)  # the frozen scales of both years
    same = (change.status == "same").loc[known].to_numpy()
    for name, own in (("rank_start", a), ("rank_end", b)):
        places = uncertainty.ranks(recombine.totals(own, nominal(own)))
        result.loc[known, name] = places[0]
    with ThreadPoolExecutor(WORKERS) as pool:
        parts = pool.map(lambda batch: _places_won(a, b, same, *batch), _batches(draws, seed))
        won = np.concatenate(list(parts)).T.copy()  # a municipality's draws beside each other
    quantiles = np.quantile(won, (0.5, 0.05, 0.95), axis=1)
    for name, found in zip(("rank_change", "low", "high"), quantiles, strict=True):
        result.loc[known, name] = found
    result.loc[known, "p_worse"] = (won < 0).mean(axis=1)
    result.loc[known, "p_better"] = (won > 0).mean(axis=1)
    return result


def lagging_and_worsening(moved: pd.DataFrame, robust: pd.DataFrame) -> pd.DataFrame:
    """Find who lags robustly at the end and lost places robustly since the start.

    Lagging: in the lowest quarter of the Netherlands in at least 90% of the draws of the end year.
    Worsening: loses places in at least 90% of the draws of `rank_changes`, and at least ten (3% of
    the Netherlands) in the median draw.

    Parameters
    ----------
    moved : DataFrame, index region
        Of `rank_changes`.
    robust : DataFrame, index region
        Of `monitor.analysis.robust.robustness`, of the end year.

    Returns
    -------
    DataFrame, index region
        The columns of `rank_changes`, ``p_bottom`` and three of bool: ``lagging, worsening,
        both``.
    """
    table = moved.assign(p_bottom=robust["p_bottom"], lagging=robust["lagging"])
    table["worsening"] = (table["p_worse"] >= ROBUST) & (table["rank_change"] <= -PLACES)
    table["both"] = table["lagging"] & table["worsening"]
    return table


def _on_common(change: Change) -> tuple[YearScores, YearScores]:
    """Both years on the indicators in common, for who has enough of them to have a change."""
    both = change.start.values.notna() & change.end.values.notna()
    usable = change.table["change"].notna()
    start, end = (
        replace(
            s, values=s.values.where(both), table=s.table.assign(total=s.table[TOTAL].where(usable))
        )
        for s in (change.start, change.end)
    )
    return start, end


def _batches(draws: int, seed: int) -> list[tuple[int, np.random.Generator]]:
    size = uncertainty.BATCH
    sizes = [min(size, draws - first) for first in range(0, draws, size)]
    streams = np.random.SeedSequence(seed).spawn(len(sizes))
    return [(n, np.random.default_rng(s)) for n, s in zip(sizes, streams, strict=True)]


def _places_won(
    a: Problem, b: Problem, same: npt.NDArray[np.bool_], draws: int, rng: np.random.Generator
) -> Array:
    """Rank at the start minus rank at the end, draws x units, under the same choices."""
    first = uncertainty.draw(a, draws, rng)
    second = replace(first, noise=_noise(a, b, same, first, rng))
    before = uncertainty.ranks(recombine.totals(a, first))
    after = uncertainty.ranks(recombine.totals(b, second))
    return (before - after).astype(np.float64)


def _noise(
    a: Problem, b: Problem, same: npt.NDArray[np.bool_], first: Choices, rng: np.random.Generator
) -> Array:
    """Draw the errors of the second year; a measurement that serves both years keeps its own."""
    noise = rng.standard_normal((len(first.method), len(b.values), len(b.uncertain)))
    place = {int(i): k for k, i in enumerate(a.uncertain)}
    for k, i in enumerate(b.uncertain.tolist()):
        if i in place:
            kept = same[:, i]
            noise[:, kept, k] = first.noise[:, kept, place[i]]
    return noise
