"""How sure the ranks of districts are: the district index under many ways to make it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from monitor.analysis.district_index import HELD, TOTAL, Edition, on_a_scale, scale_of
from monitor.analysis.robust import DRAWS, SEED, SUMMARY, summarise
from monitor.catalog_entries import SCORED
from monitor.score import normalise, uncertainty
from monitor.score.problem import Problem
from monitor.score_errors import in_dutch

ROBUST = 0.9
LOWEST = 0.25


@in_dutch()
def district_certainty(edition: Edition, draws: int = DRAWS, seed: int = SEED) -> pd.DataFrame:
    """Rank the districts under many reasonable choices at once, as municipalities are.

    Normalisation, aggregation, weights and one indicator left out are drawn
    (`monitor.score.uncertainty.draw`), and an error on every figure whose source gives 95% bounds.
    A figure without bounds is taken as it is, so the interval is too narrow rather than too wide.

    Returns
    -------
    DataFrame, index code of the ranked districts
        Columns of `monitor.analysis.robust.summarise` and ``lagging`` (in at least nine draws in
        ten in the lowest quarter of the country).
    """
    own = edition.ranked
    if own.empty:
        return pd.DataFrame(index=own.index, columns=[*SUMMARY, "lagging"], dtype=float)
    found = uncertainty.spread(_problem(edition, own.index), draws, seed)
    result = pd.DataFrame(summarise(found, level=float(own[TOTAL].mean())), index=own.index)
    result["lagging"] = result["p_bottom"] >= ROBUST
    return result


@in_dutch()
def totals_drawn(
    edition: Edition, codes: Sequence[str], draws: int = DRAWS, seed: int = SEED
) -> npt.NDArray[np.float64]:
    """Score some places anew under the choices of `district_certainty`: the scale is frozen.

    Parameters
    ----------
    codes : sequence of str
        Districts, or municipalities on their scale, that have a total.

    Returns
    -------
    ndarray, shape (draws, places)
        Totals on the scale of show.
    """
    return uncertainty.simulate(_problem(edition, pd.Index(codes)), draws, seed)


def _problem(edition: Edition, codes: pd.Index) -> Problem:
    """Put places in a problem; every method is fitted on the ranked districts, whoever is asked."""
    among = edition.ranked.index
    every = among.union(codes, sort=False)
    at, fitted = every.get_indexer(codes), every.isin(among)
    values = on_a_scale(edition.values.loc[every], edition.scales)
    measured, names = edition.measured.loc[every], values.columns
    rows = np.column_stack([scale_of(edition.scales, n, measured[n]) for n in names])
    used, column = np.unique(rows, return_inverse=True)
    column = column.reshape(rows.shape)
    weights = edition.structure["weight"]
    return Problem(
        values=values.to_numpy()[at],
        error=edition.error.loc[codes].to_numpy(),
        column=column[at],
        fits=_fits(edition, values[fitted], edition.scales.iloc[used], column[fitted]),
        dimension=np.array([SCORED.index(edition.structure.at[n, "parent"]) for n in names]),
        within=weights.reindex(names).to_numpy(dtype=float),
        between=weights.reindex(list(SCORED)).to_numpy(dtype=float),
    )


def _fits(
    edition: Edition,
    values: pd.DataFrame,
    scales: pd.DataFrame,
    column: npt.NDArray[np.intp],
) -> dict[normalise.Method, normalise.Fit]:
    """Fit every method on the scales that figures stand on, outliers held at three deviations."""
    cells = {
        key: values[name].where(column[:, values.columns.get_loc(name)] == row)
        for row, (key, name) in enumerate(scales["indicator"].items())
    }
    reference = pd.DataFrame(cells)
    newest = scales.groupby("indicator")["year"].transform("idxmax")
    held = HELD * scales["sd"]
    frozen = scales.assign(
        low=scales["mean"] - held,
        high=scales["mean"] + held,
        base=scales.index.get_indexer(pd.Index(newest)),
    )
    extremes = normalise.parameters(reference, caps=frozen)[["min", "max"]]
    direction = scales["indicator"].map(edition.direction)
    return {
        m: normalise.fit(frozen.join(extremes), direction, m, reference)
        for m in uncertainty.METHODS
    }
