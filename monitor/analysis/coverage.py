"""What there is to work with: which indicator has figures of which year, and what can be found."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from monitor.catalog import Catalog
from monitor.catalog_entries import Indicator
from monitor.score.asof import newest_rows
from monitor.snapshot import Snapshot

WHOLE = 0.9
"""Share of the municipalities from which a year counts as covered; below it is partly."""

STATES = ("measured", "partly", "carried", "missing")


def coverage(snapshot: Snapshot) -> pd.DataFrame:
    """Count for every indicator and year how many municipalities have a figure.

    Parameters
    ----------
    snapshot : Snapshot
        Observations, catalog and municipalities.

    Returns
    -------
    DataFrame, a row per indicator (catalog order, then former series) and year of the catalog
        ``indicator`` (str), ``year`` (int); ``measured``: municipalities with a figure of that
        year itself; ``carried``: those for which an older figure still serves
        (docs/method.md#as-of-value); ``missing``: those without either; ``merged``: measured
        figures made from former municipalities; ``estimate``, ``provisional``,
        ``bridged``: measured figures with that status;
        ``state``: one of ``STATES``; ``new_level`` (bool): figures from this year on have another
        definition or model.

        A year is ``measured`` from ``WHOLE`` of the municipalities on, ``partly`` below that,
        ``carried`` where no figure is of the year itself but older ones serve, else ``missing``.
    """
    catalog, units = snapshot.catalog, snapshot.regions.index
    years = range(catalog.first_year, catalog.last_year + 1)
    names = list(catalog.series_of_all)
    counts = _of_the_year(snapshot, names, list(years))
    served = pd.concat({y: _served(snapshot, y) for y in years}).swaplevel().reindex(counts.index)
    counts["carried"] = served.to_numpy() - counts["measured"]
    counts["missing"] = len(units) - served.to_numpy()
    table = counts.reset_index()
    table["state"] = [
        _state(measured, carried, len(units))
        for measured, carried in zip(table["measured"], table["carried"], strict=True)
    ]
    table["new_level"] = [
        year in catalog.series_of_all[name].breaks
        for name, year in zip(table["indicator"], table["year"], strict=True)
    ]
    return table


def _of_the_year(snapshot: Snapshot, names: list[str], years: list[int]) -> pd.DataFrame:
    """Count the figures of each year itself; index indicator, year."""
    o = snapshot.observations
    o = o[o["value"].notna() & o["region"].isin(snapshot.regions.index)]
    marks = pd.DataFrame(
        {
            "indicator": o["indicator"],
            "year": o["year"].astype(int),
            "measured": 1,
            "merged": o["harmonised"].astype(int),
            "estimate": (o["status"] == "model estimate").astype(int),
            "provisional": (o["status"] == "provisional").astype(int),
            "bridged": (o["status"] == "bridged").astype(int),
        }
    )
    cells = pd.MultiIndex.from_product([names, years], names=["indicator", "year"])
    return marks.groupby(["indicator", "year"]).sum().reindex(cells, fill_value=0)


def _served(snapshot: Snapshot, year: int) -> pd.Series:
    """Count the municipalities with a figure that serves in a year, by indicator."""
    indicators = snapshot.catalog.series_of_all
    max_age = pd.Series({name: i.max_age for name, i in indicators.items()})
    rows = newest_rows(snapshot.observations, year, snapshot.regions.index, max_age, unit="region")
    return pd.Series((rows >= 0).sum(axis=0), index=max_age.index)


def _state(measured: int, carried: int, units: int) -> str:
    if measured >= WHOLE * units:
        return "measured"
    if measured > 0:
        return "partly"
    return "carried" if carried > 0 else "missing"


def spans(table: pd.DataFrame) -> pd.DataFrame:
    """Return the first and the last measured year of every indicator, and how many there are.

    Parameters
    ----------
    table : DataFrame
        Of `coverage`.

    Returns
    -------
    DataFrame, index indicator (only those with a figure)
        ``first, last, count`` (int).
    """
    years = table[table["measured"] > 0].groupby("indicator", sort=False)["year"]
    return pd.DataFrame({"first": years.min(), "last": years.max(), "count": years.count()})


def awaited(snapshot: Snapshot, indicators: Iterable[str]) -> dict[str, list[int]]:
    """Return per indicator the years that were measured and of which no figure is here yet.

    Parameters
    ----------
    snapshot : Snapshot
    indicators : iterable of str
        Ids; those that await nothing are left out of the answer.
    """
    catalog, o = snapshot.catalog.indicators, snapshot.observations
    found = {}
    for name in indicators:
        if name in catalog and catalog[name].awaited:
            have = {int(y) for y in o.loc[o["indicator"] == name, "year"].unique()}
            found[name] = [y for y in catalog[name].awaited if y not in have]
    return {name: years for name, years in found.items() if years}


def find(catalog: Catalog, text: str, dimension: str = "", *, former: bool = False) -> list[str]:
    """Return the indicators that hold every word of a text, in catalog order.

    Parameters
    ----------
    catalog : Catalog
    text : str
        Words; each is looked for in id, title, unit, note (Dutch and English), dimension, and in
        id and title of the sources. Case does not count; no words find everything.
    dimension : str
        Only of this dimension; of all when empty.
    former : bool
        Behind them, also the series that only former versions of the index count.
    """
    words = text.casefold().split()
    return [
        i.id
        for i in (catalog.series_of_all if former else catalog.indicators).values()
        if dimension in ("", i.dimension) and all(w in _searched(catalog, i) for w in words)
    ]


def _searched(catalog: Catalog, indicator: Indicator) -> str:
    named = catalog.dimensions[indicator.dimension].title
    parts = [indicator.id]
    for text in (indicator.title, indicator.unit, indicator.note, named):
        parts += [text.nl, text.en]
    for id_ in catalog.sources_of(indicator.id):
        entry = catalog.tables.get(id_) or catalog.files.get(id_)
        parts += [id_, entry.title if entry else ""]
    return " ".join(parts).casefold()
