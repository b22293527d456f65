"""Figures of every year on one set of municipalities (docs/method.md#boundary-changes).

Each present municipality has, in a year, *contributors*: itself and the former municipalities (or
the parts of them) that it took in later. A figure x_c of contributor c gets a coefficient a_c:

- count: a_c = share of c's inhabitants that went to the municipality;
- mean, rate: a_c = share * weight_c / sum of those, weight = the figure's own denominator;
- median, class or index: the same as a mean, an approximation (catalog: ``merge = "median"``).

    value = sum a_c x_c        se = sqrt(sum a_c^2 se_c^2)        bounds = value +- 1.96 se

The contributors are taken as independent (they are separate samples); a figure with one whole
contributor, which is a mere new name, is passed on as it is.
"""

from __future__ import annotations

from typing import TypeVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from monitor.errors import MonitorError
from monitor.regions.vintages import vintage_of

MIN_COVERED = 0.95
"""A mean or rate stands for a municipality when contributors with at least this share of its
inhabitants have a figure; below it the figure is missing. Counts need every contributor."""

Z95 = 1.96
"""Standard errors from a figure to its 95% bound."""
_COLUMNS = ["region", "year", "source", "value", "of", "lower", "upper", "status"]


FiguresT = TypeVar("FiguresT", pd.Series, pd.DataFrame)


def standard_error(lower: FiguresT, upper: FiguresT) -> FiguresT:
    """Return the standard error of figures by their 95% bounds; NaN without them."""
    return (upper - lower) / (2 * Z95)


def _expected(
    have: NDArray[np.bool_], own: NDArray[np.bool_], year: int, links: pd.DataFrame
) -> NDArray[np.bool_]:
    """Whether each link is of the contributors that figures on the boundaries of a year have.

    ``have``: the links of who has a figure; ``own``: those of present municipalities to themselves.
    """
    alive = ((links.from_year <= year) & (links.until_year >= year)).to_numpy()
    # A municipality that is ahead of the boundaries of its table speaks for itself.
    ahead = ~alive & own & have
    if ahead.any():
        alive = alive & ~links.to.isin(links.to[ahead]).to_numpy()
    found: NDArray[np.bool_] = alive | ahead
    return found


def _contributors(
    figures: pd.DataFrame, links: pd.DataFrame, on: int | None = None
) -> pd.DataFrame:
    """Return a row per contributor, year and source; its figures are NaN where it has none."""
    unknown = sorted(set(figures.region) - set(links.code))
    if unknown:
        raise MonitorError(
            f"Onbekende gemeente {', '.join(unknown[:5])}",
            where=f"bron {', '.join(sorted(set(figures.source)))}",
            remedy="CBS noemt deze code niet; verbeter de code in de bron.",
        )
    own, found = (links.code == links.to).to_numpy(), []
    # A row that holds nothing tells nothing: CBS has one for every municipality there ever was.
    told = figures["region"].where(figures["value"].notna())
    for (source, year), codes in told.groupby([figures["source"], figures["year"]]):
        have = links.code.isin(codes).to_numpy()
        boundary_year = vintage_of(have, int(str(year)), links) if on is None else on
        places = np.flatnonzero(_expected(have, own, boundary_year, links))
        found.append((str(source), int(str(year)), places))
    rows = links.iloc[np.concatenate([np.empty(0, int), *(p for *_, p in found)])]
    counts = [len(p) for *_, p in found]
    rows = rows.assign(
        source=pd.Series([s for s, *_ in found], dtype=str).repeat(counts).to_numpy(),
        year=np.repeat(np.array([y for _, y, _ in found], dtype="int64"), counts),
    ).reset_index(drop=True)
    figures = figures.rename(columns={"region": "code"})
    return rows.merge(figures, on=["code", "source", "year"], how="left")


def _weights(rows: pd.DataFrame, weight: pd.Series, population: pd.Series) -> pd.Series:
    """Return share * weight; population for a whole group where a contributor lacks the weight."""
    keys = pd.MultiIndex.from_frame(rows[["code", "year"]])
    own = pd.Series(weight.reindex(keys).to_numpy(), index=rows.index) * rows.share
    lacking = own.isna().groupby([rows.to, rows.year, rows.source]).transform("any")
    people = pd.Series(population.reindex(keys).to_numpy(), index=rows.index) * rows.share
    return own.where(~lacking, people)


def _shares(
    rows: pd.DataFrame, by: list[str], weight: pd.Series, population: pd.Series
) -> pd.Series:
    """Return the coefficient of every contributor to a mean; 1 for one that is alone."""
    w = _weights(rows, weight, population)
    alone = rows.groupby(by).code.transform("size") == 1
    return (w / w.groupby([rows[c] for c in by]).transform("sum")).where(~alone, 1.0)


def _covered(rows: pd.DataFrame, population: pd.Series) -> pd.Series:
    """Return per row the share of its group's inhabitants whose contributor has a figure."""
    keys = pd.MultiIndex.from_frame(rows[["code", "year"]])
    people = pd.Series(population.reindex(keys).to_numpy(), index=rows.index) * rows.share
    by = [rows.to, rows.year, rows.source]
    total = people.groupby(by).transform("sum").mask(people.isna().groupby(by).transform("any"))
    having = people.where(rows.value.notna(), 0.0).groupby(by).transform("sum")
    complete = rows.value.notna().groupby(by).transform("all")
    return (having / total).where(~complete, 1.0).fillna(0.0)


def _combine(rows: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Add up coefficient times figure, and the squares for the bounds."""
    parts = rows[[*by, "status"]].copy()
    parts["value"] = rows.a * rows.value
    parts["share_of"] = rows.a * rows.of
    parts["square"] = (rows.a * (rows.upper - rows.lower) / (2 * Z95)) ** 2
    groups = parts.groupby(by, sort=True)
    out = groups[["value", "share_of", "square"]].sum(min_count=1)
    bounded = parts.square.notna().groupby([parts[c] for c in by]).all()
    half = Z95 * np.sqrt(out.square.where(bounded))
    whole = rows.drop_duplicates(by, keep=False)
    whole = whole[whole.a == 1.0].set_index(by)
    # One whole contributor keeps its own, perhaps lopsided, bounds.
    out["lower"] = whole.lower.reindex(out.index).where(lambda s: s.notna(), out.value - half)
    out["upper"] = whole.upper.reindex(out.index).where(lambda s: s.notna(), out.value + half)
    # A figure with one provisional contributor is provisional.
    provisional = parts.status.eq("provisional").groupby([parts[c] for c in by]).any()
    out["status"] = groups.status.first().mask(provisional, "provisional")
    return out.drop(columns="square")


def harmonise(
    figures: pd.DataFrame,
    links: pd.DataFrame,
    *,
    count: bool,
    population: pd.Series,
    weight: pd.Series | None = None,
    boundaries: int | None = None,
) -> pd.DataFrame:
    """Bring figures onto the present municipalities.

    Parameters
    ----------
    figures : DataFrame
        ``region, year, source, value`` and, where there are, ``status``, the bounds ``lower`` and
        ``upper``, and for a share its denominator ``of`` (a count like the value). Rows without
        a value count for nothing, as if they were not there.
    links : DataFrame
        From ``make_links``.
    count : bool
        Counts are added up by share; otherwise the weighted mean.
    population : Series
        Inhabitants, index (region, year), on the boundaries of each year: ``nearest_years``.
    weight : Series, optional
        Weights of a mean in the same shape; the population by default, and for every municipality
        of which a contributor has no such weight.
    boundaries : int, optional
        Year of the boundaries that all figures are on; by default found per source and year
        (``vintage``).

    Returns
    -------
    DataFrame
        ``region, year, value, lower, upper, of, status, source, harmonised, covered``; ``covered``
        is the share of inhabitants that the figure rests on, never below ``MIN_COVERED``. A count
        with ``covered`` < 1 is a partial sum: divide by ``covered`` in a rate, or leave it out.

    Raises
    ------
    MonitorError
        Where a code is of no municipality that CBS knows.
    """
    figures = figures.reindex(columns=_COLUMNS)
    rows = _contributors(figures, links, boundaries)
    by = ["to", "year", "source"]
    rows["merged"] = (rows.groupby(by).code.transform("size") > 1) | (rows.share < 1)
    rows["covered"] = _covered(rows, population)
    rows = rows[rows.value.notna() & (rows.covered >= MIN_COVERED)].copy()
    weight = population if weight is None else weight
    rows["a"] = rows.share if count else _shares(rows, by, weight, population)
    rows = rows[rows.a.notna()]
    out = _combine(rows, by)
    first = rows.groupby(by)[["merged", "covered"]].first()
    out["harmonised"], out["covered"] = first.merged.astype(bool), first.covered
    columns = ["region", "year", "value", "lower", "upper", "of", "status", "source"]
    out = out.reset_index().rename(columns={"to": "region", "share_of": "of"})
    return out[[*columns, "harmonised", "covered"]]


def unused(figures: pd.DataFrame, links: pd.DataFrame) -> pd.DataFrame:
    """Return the figures of codes that are not on the boundaries of their source.

    Such a figure (a former municipality beside its successor) would count twice; it is left out
    and reported.
    """
    rows = _contributors(figures, links)
    used = pd.MultiIndex.from_frame(rows[["code", "year", "source"]])
    have = figures[figures.value.notna()]
    return have[~pd.MultiIndex.from_frame(have[["region", "year", "source"]]).isin(used)]
