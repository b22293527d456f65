"""The district index: one edition, on a scale of its own (docs/method.md#district-index)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from monitor.catalog import Catalog
from monitor.catalog_entries import SCORED
from monitor.errors import MonitorError
from monitor.regions.harmonise import standard_error
from monitor.score.aggregate import aggregate, rank
from monitor.score.tree import tree
from monitor.score_errors import in_dutch
from monitor.snapshot import Snapshot

TOTAL = "total"
HELD = 3.0
"""No z lies further from the Netherlands than this: distances and crime have no end."""
MIN_SHARE = 0.6


@dataclass(frozen=True, eq=False)
class Edition:
    """Districts and their municipalities on one scale; frames are (codes of both) x indicators.

    Attributes
    ----------
    year : int
        Of the edition: no figure is newer.
    small : int
        Below so many inhabitants a district is not ranked.
    values, measured, z : DataFrame
        Figures in the unit of the catalog, their year, and z (directed, held within -3 and 3).
    error : DataFrame
        Standard error of the figures; NaN without 95% bounds.
    made : DataFrame of str
        How a figure was made: ``weighted``, ``successor``, ``merged``, or empty.
    table : DataFrame, index code
        Of districts: ``name, region, inhabitants, joined, small, personal, social, environment,
        total`` (100 = the Netherlands, 10 = one standard deviation between districts), ``rank``
        (1 = highest of the districts that are ranked), ``n_indicators``, ``oldest_year``.
    homes : DataFrame, index code
        The same of municipalities, without ``joined``, ``small`` and ``rank``.
    direction : Series of {1, -1}, index indicator
    structure : DataFrame
        The tree that was combined.
    scales : DataFrame, index "indicator@year"
        ``indicator, year, mean, sd``.
    """

    year: int
    small: int
    values: pd.DataFrame
    measured: pd.DataFrame
    z: pd.DataFrame
    error: pd.DataFrame
    made: pd.DataFrame
    table: pd.DataFrame
    homes: pd.DataFrame
    direction: pd.Series
    structure: pd.DataFrame
    scales: pd.DataFrame

    def parts(self, what: str) -> list[str]:
        """Return the indicators of a score: those of a dimension, or all of the total."""
        parent = self.structure["parent"]
        return [n for n in map(str, self.z.columns) if what in (TOTAL, parent[n])]

    def with_bounds(self) -> tuple[list[str], list[str]]:
        """Return the indicators of which the sources give 95% bounds, and those without."""
        ranked = self.ranked.index
        known = [str(n) for n in self.values.columns[self.values.loc[ranked].notna().any()]]
        having = {n for n in known if self.error.loc[ranked, n].notna().any()}
        return [n for n in known if n in having], [n for n in known if n not in having]

    @property
    def ranked(self) -> pd.DataFrame:
        """The districts with a rank, the highest first."""
        return self.table[self.table["rank"].notna()].sort_values("rank", kind="stable")


@in_dutch()
def district_index(snapshot: Snapshot) -> Edition:
    """Score every district of the country, and every municipality on the scale of the districts.

    z = direction * (x - mean) / sd, with mean and spread between districts of the year that the
    figure was measured in, held within -3 and 3; equal weights within and between dimensions; a
    dimension needs 60% of its weight, the total all three.

    Raises
    ------
    MonitorError
        Where the snapshot has no districts.
    """
    catalog, rules = snapshot.catalog, snapshot.catalog.districts
    if rules is None or snapshot.district_figures.empty:
        raise MonitorError(
            "Deze momentopname heeft geen cijfers van wijken",
            where=snapshot.id,
            remedy="Maak de momentopname opnieuw (python -m monitor build).",
        )
    known = [name for name in rules.indicators if name in catalog.indicators]
    names = pd.Index(known, name="indicator")
    scales = _scales(snapshot)
    rows = newest(snapshot, rules.edition, names)
    codes = pd.Index(sorted(rows["code"].unique()), name="code")
    values, measured, lower, upper, made = (
        rows.pivot(index="code", columns="indicator", values=v).reindex(codes, columns=names)
        for v in ("value", "year", "lower", "upper", "made")
    )
    direction = pd.Series({n: catalog.district_indicator(n).direction for n in names})
    z = _z(values, measured, direction, scales)
    structure = _structure(catalog, names)
    scores = _scores(z, structure, measured)
    districts = _districts(snapshot, scores, rules.small)
    homes = snapshot.regions[["name"]].join(scores)
    homes["inhabitants"] = districts.groupby("region")["inhabitants"].sum().reindex(homes.index)
    return Edition(
        rules.edition,
        rules.small,
        values.astype(float),
        measured.astype(float),
        z,
        standard_error(lower.astype(float), upper.astype(float)),
        made.astype(object).where(made.notna(), ""),
        districts,
        homes,
        direction,
        structure,
        scales,
    )


def newest(snapshot: Snapshot, edition: int, names: pd.Index) -> pd.DataFrame:
    """Return of every indicator and place the newest figure that counts, not after the edition.

    A year of a few municipalities alone has no scale and does not count; of an indicator without
    any scale all years do.
    """
    every = snapshot.district_figures
    figures = _that_count(every[every["indicator"].isin(names)], snapshot.district_scales)
    level = figures["code"].str[:2]
    kept = figures[
        level.isin(["WK", "GM"]) & (figures["year"] <= edition) & figures["value"].notna()
    ]
    return kept.sort_values("year").drop_duplicates(["indicator", "code"], keep="last")


def _scales(snapshot: Snapshot) -> pd.DataFrame:
    scales = snapshot.district_scales.sort_values(["indicator", "year"], ignore_index=True)
    scales.index = pd.Index(scales["indicator"] + "@" + scales["year"].astype(str))
    return scales


def _that_count(figures: pd.DataFrame, scales: pd.DataFrame) -> pd.DataFrame:
    """Leave out the years without a scale of indicators that have one of other years."""
    known = pd.MultiIndex.from_frame(scales[["indicator", "year"]])
    own = pd.MultiIndex.from_frame(figures[["indicator", "year"]]).isin(known)
    return figures[own | ~figures["indicator"].isin(scales["indicator"])]


def scale_of(scales: pd.DataFrame, indicator: str, years: pd.Series) -> npt.NDArray[np.intp]:
    """Row of the scales for figures of an indicator: that of its year, else the nearest year.

    Where an indicator has no scale at all (`on_a_scale` takes its figures out) it is the first.
    """
    mine = np.flatnonzero((scales["indicator"] == indicator).to_numpy())
    if not len(mine):
        return np.zeros(len(years), dtype=np.intp)
    known = scales["year"].to_numpy(dtype=float)[mine]
    away = np.abs(years.to_numpy(dtype=float)[:, None] - known[None, :])
    result: npt.NDArray[np.intp] = mine[np.nan_to_num(away).argmin(axis=1)]
    return result


def _z(
    values: pd.DataFrame, measured: pd.DataFrame, direction: pd.Series, scales: pd.DataFrame
) -> pd.DataFrame:
    z = pd.DataFrame(np.nan, index=values.index, columns=values.columns)
    for name in values.columns.intersection(pd.Index(scales["indicator"])):
        on = scales.iloc[scale_of(scales, name, measured[name])]
        away = (values[name].to_numpy(dtype=float) - on["mean"].to_numpy()) / on["sd"].to_numpy()
        z[name] = np.clip(direction[name] * away, -HELD, HELD)
    return z


def on_a_scale(values: pd.DataFrame, scales: pd.DataFrame) -> pd.DataFrame:
    """Leave out the figures of an indicator without any scale: they count as missing."""
    unscaled = set(values.columns) - set(scales["indicator"])
    return values.assign(**dict.fromkeys(unscaled, np.nan))


def _structure(catalog: Catalog, names: pd.Index) -> pd.DataFrame:
    of = {name: catalog.district_indicator(name).dimension for name in names}
    nested = {d: [n for n in names if of[n] == d] for d in SCORED}
    least = {**dict.fromkeys(SCORED, MIN_SHARE), TOTAL: 1.0}
    return tree({TOTAL: nested}, min_shares=least)


def _scores(z: pd.DataFrame, structure: pd.DataFrame, measured: pd.DataFrame) -> pd.DataFrame:
    scores = 100 + 10 * aggregate(z, structure)
    scores = scores[[TOTAL, *SCORED]]
    return scores.assign(n_indicators=z.notna().sum(axis=1), oldest_year=measured.min(axis=1))


def _districts(snapshot: Snapshot, scores: pd.DataFrame, small: int) -> pd.DataFrame:
    table = snapshot.districts[["name", "region", "inhabitants", "joined"]].join(scores)
    table["n_indicators"] = table["n_indicators"].fillna(0).astype(int)
    table["small"] = ~(table["inhabitants"] >= small)
    table["rank"] = rank(table[TOTAL].where(~table["small"]))
    return table
