"""The score of every municipality in a year: from a snapshot to a table (docs/method.md#score)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from monitor.analysis.frozen import Figures, fit_options, scale_rows, segment_of
from monitor.analysis.score_table import as_of, beyond, centers_where_present, reason, table_of
from monitor.catalog import Catalog
from monitor.catalog_entries import SCORED
from monitor.errors import MonitorError
from monitor.score import normalise
from monitor.score.aggregate import aggregate, decompose
from monitor.score.scale import capped
from monitor.score.tree import AGGREGATIONS, Aggregation, leaf_weights, tree
from monitor.score_errors import in_dutch

TOTAL = "total"
_CELLS = ("lower", "upper", "measured", "harmonised", "estimate", "bridged")
Pairs = tuple[tuple[str, float], ...]
Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class ScoreOptions:
    """The choices behind a score; hashable, so that results can be cached by it.

    Parameters
    ----------
    normalisation : {"z", "minmax", "rank", "distance", "ampi"}
        How figures become comparable (`monitor.score.normalise`).
    within, between : {"arithmetic", "geometric", "mazziotta-pareto"}
        How indicators combine in a dimension, and dimensions in the total.
    weights : mapping of str to float
        Weight of an indicator within its dimension, or of a dimension in the total; 1 when absent.
    excluded : iterable of str
        Indicators that do not count.
    min_share : float, optional
        Share of the weight of a dimension that must be present; that of the index when absent.
    """

    normalisation: normalise.Method = "z"
    within: Aggregation = "arithmetic"
    between: Aggregation = "arithmetic"
    weights: Mapping[str, float] | Pairs = ()
    excluded: Iterable[str] = ()
    min_share: float | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "weights", tuple(sorted(dict(self.weights).items())))
        object.__setattr__(self, "excluded", tuple(sorted(set(self.excluded))))
        for value, known in (
            (self.normalisation, normalise.METHODS),
            (self.within, AGGREGATIONS),
            (self.between, AGGREGATIONS),
        ):
            if value not in known:
                raise MonitorError(
                    f"De keuze '{value}' bestaat niet", remedy=f"Kies uit: {', '.join(known)}."
                )


@dataclass(frozen=True, eq=False)
class YearScores:
    """Scores of one year and everything they rest on; frames are regions x indicators.

    Attributes
    ----------
    year : int
    options : ScoreOptions
    table : DataFrame, index region
        ``total, personal, social, environment`` (100 = the Netherlands in the reference years,
        10 = one standard deviation of an indicator, NaN where too little is known), ``rank``
        (1 = most resilient), ``n_indicators``, ``oldest_year``, ``harmonised`` (any figure made
        from merged municipalities), ``estimate_share`` (weight of the model estimates) and
        ``fresh_share`` (weight of what was measured in the year itself).
    z : DataFrame
        Directed z on the frozen scale, whatever the normalisation.
    normalised : DataFrame
        On the scale of the chosen normalisation.
    values : DataFrame
        The figures as of the year, in the unit of the catalog.
    lower, upper : DataFrame
        Their 95% bounds where the source gives them.
    measured : DataFrame
        Year of measurement (float, NaN where there is none).
    harmonised, estimate, bridged, capped, beyond : DataFrame of bool
        Made from merged municipalities; model estimate; bridged from another table; brought
        within a frozen cap; outside the range of the catalog or over 100% (kept as it is).
    weights : Series, index indicator
        Weight in the total where nothing is missing; adds up to 1.
    reason : Series of str, index region
        Why there is no total: ``"dimension:social,environment"``; empty where there is one.
    structure : DataFrame
        The tree that was combined (`monitor.score.tree`).
    centers : Series, index indicator
        Normalised value of the Netherlands in the reference year.
    unit : float
        What 10 points on the scale of show are worth on the normalised scale.
    """

    year: int
    options: ScoreOptions
    table: pd.DataFrame
    z: pd.DataFrame
    normalised: pd.DataFrame
    values: pd.DataFrame
    lower: pd.DataFrame
    upper: pd.DataFrame
    measured: pd.DataFrame
    harmonised: pd.DataFrame
    estimate: pd.DataFrame
    bridged: pd.DataFrame
    capped: pd.DataFrame
    beyond: pd.DataFrame
    weights: pd.Series
    reason: pd.Series
    structure: pd.DataFrame = field(repr=False)
    centers: pd.Series = field(repr=False)
    unit: float = 10.0

    @property
    def needed(self) -> float:
        """Share of the weight of a dimension that must be present."""
        return float(self.structure["min_share"][SCORED[0]])


@in_dutch()
def score_year(snapshot: Figures, year: int, options: ScoreOptions | None = None) -> YearScores:
    """Score every municipality in a year.

    Parameters
    ----------
    snapshot : Figures
        ``observations``, ``scales``, ``catalog`` and ``regions`` of a snapshot.
    year : int
        The year to stand in: figures are as of this year (docs/method.md#as-of-value).
    options : ScoreOptions, optional
        Variants of the method; the method of the monitor when absent.

    Returns
    -------
    YearScores

    Raises
    ------
    MonitorError
        Where an option names what does not exist, or a scored indicator has no frozen scale.
    """
    options = options or ScoreOptions()
    structure = _index_tree(snapshot.catalog, options)
    indicators = pd.Index([i.id for i in snapshot.catalog.scored if i.id in structure.index])
    cells = as_of(snapshot, year, indicators)
    scales = scale_rows(snapshot.scales, indicators)
    segment = segment_of(scales, indicators, cells["measured"].to_numpy())
    fitted = fit_options(snapshot, scales, options.normalisation)
    plain = fitted if options.normalisation == "z" else fit_options(snapshot, scales, "z")
    x = cells["value"].to_numpy()

    def frame(array: npt.NDArray[Any]) -> pd.DataFrame:
        return pd.DataFrame(array, index=snapshot.regions.index, columns=indicators)

    weights = leaf_weights(structure).reindex(indicators)
    normalised, centers, unit = _comparable(
        frame(normalise.apply(x, fitted, segment)), fitted, scales, weights, options
    )
    scored = shown(normalised, centers, unit, structure)
    cut = (x != capped(x, fitted.low[segment], fitted.high[segment])) & np.isfinite(x)
    return YearScores(
        year,
        options,
        table=table_of(scored[[TOTAL, *SCORED]], cells, weights, year),
        z=frame((normalise.apply(x, plain, segment) - 100) / 10),
        normalised=normalised,
        values=cells["value"],
        **{k: cells[k] for k in _CELLS},
        capped=frame(cut),
        beyond=beyond(snapshot.catalog, cells["value"]),
        weights=weights,
        reason=reason(scored),
        structure=structure,
        centers=centers,
        unit=unit,
    )


def score_years(
    snapshot: Figures, years: Sequence[int], options: ScoreOptions | None = None
) -> dict[int, YearScores]:
    """Score several years on the same frozen scale.

    Raises
    ------
    MonitorError
        For percentile ranks: they do not compare over years (`check_comparable`).
    """
    if len(set(years)) > 1:
        check_comparable(options or ScoreOptions())
    return {year: score_year(snapshot, year, options) for year in years}


@in_dutch()
def check_comparable(options: ScoreOptions) -> None:
    """Refuse options whose scores of different years may not be compared.

    Raises
    ------
    MonitorError
        For percentile ranks, with the reason.
    """
    normalise.check_comparable(options.normalisation)


def contributions(scores: YearScores) -> pd.DataFrame:
    """Points that every indicator adds to or takes from the 100 of the Netherlands.

    Returns
    -------
    DataFrame, regions x (indicators, "imbalance")
        Rows add up to total - 100; NaN where there is no total. ``imbalance`` is the penalty of
        Mazziotta-Pareto and 0 for the other means.
    """
    reference = centers_where_present(scores.normalised, scores.centers)
    parts = decompose(scores.normalised, reference, scores.structure) * (10 / scores.unit)
    return parts.where(scores.table[TOTAL].notna(), np.nan, axis=0)


@in_dutch()
def _index_tree(catalog: Catalog, options: ScoreOptions) -> pd.DataFrame:
    """Build the tree of the index: indicators in dimensions in the total.

    Raises
    ------
    MonitorError
        Where ``weights`` or ``excluded`` name what is not in the index, or nothing is left.
    """
    known = {i.id for i in catalog.scored} | set(SCORED)
    for name in (*dict(options.weights), *options.excluded):
        if name not in known:
            raise MonitorError(
                "Deze indicator of dimensie telt niet mee in de score",
                where=name,
                remedy=f"Bekend zijn: {', '.join(sorted(known))}.",
            )
    branches = {
        d: [i.id for i in catalog.of_dimension(d) if i.scored and i.id not in options.excluded]
        for d in SCORED
    }
    for dimension in (d for d, ids in branches.items() if not ids):
        raise MonitorError(
            "Van deze dimensie blijft geen indicator over",
            where=dimension,
            remedy="Laat minstens een indicator per dimensie meetellen.",
        )
    weights = {k: v for k, v in dict(options.weights).items() if k not in options.excluded}
    share = catalog.index.min_share if options.min_share is None else options.min_share
    return tree(
        {TOTAL: branches},
        weights,
        methods={**dict.fromkeys(SCORED, options.within), TOTAL: options.between},
        min_shares={**dict.fromkeys(SCORED, share), TOTAL: 1.0},
    )


def _comparable(
    normalised: pd.DataFrame,
    fitted: normalise.Fit,
    scales: pd.DataFrame,
    weights: pd.Series,
    options: ScoreOptions,
) -> tuple[pd.DataFrame, pd.Series, float]:
    """Return normalised figures, where the Netherlands stands on them, and what 10 points are."""
    base = scales["base"].drop_duplicates().to_numpy()
    centers = pd.Series(fitted.center[base], index=normalised.columns)
    unit = float(weights.to_numpy() @ fitted.spread[base])
    if "mazziotta-pareto" not in (options.within, options.between):
        return normalised, centers, unit
    # its penalty is defined on a scale around 100 with a spread of 10
    around = 100 + 10 * (normalised - centers) / unit
    return around, pd.Series(100.0, index=normalised.columns), 10.0


def shown(
    normalised: pd.DataFrame, centers: pd.Series, unit: float, structure: pd.DataFrame
) -> pd.DataFrame:
    """Dimensions and total on the scale of show: 100 + 10 (T - T of the Netherlands) / unit.

    Parameters
    ----------
    normalised : DataFrame, units x indicators
    centers, unit, structure
        As in `YearScores`.

    Returns
    -------
    DataFrame, units x (dimensions, total)
        NaN where too little of the weight is present.
    """
    combined = aggregate(normalised, structure)
    reference = aggregate(centers_where_present(normalised, centers), structure)
    return 100 + 10 * (combined - reference) / unit
