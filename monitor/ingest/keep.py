"""What stays from the last snapshot: figures of stopped indicators, and the frozen scales."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from monitor.catalog import Catalog
from monitor.catalog_entries import Indicator
from monitor.ingest.contents import Contents
from monitor.ingest.derive import POPULATION
from monitor.ingest.drift import topics_of
from monitor.ingest.plan import tables_of
from monitor.regions.carry import carry
from monitor.regions.vintages import nearest_years
from monitor.snapshot import Snapshot

_SCALED_BY = ("direction", "reference_year", "unit", "per", "scale", "constant_prices")


@dataclass(frozen=True)
class Kept:
    """A new snapshot with what stays of the last one.

    Attributes
    ----------
    contents : Contents
        The tables.
    catalog : Catalog
        With the entries that belong to the figures: the last snapshot's own for what was kept, and
        without the indicators that have no figures at all.
    without : tuple of str
        Stopped indicators of which no figures exist yet.
    """

    contents: Contents
    catalog: Catalog
    without: tuple[str, ...]


def keep_last(
    contents: Contents, catalog: Catalog, stopped: Collection[str], last: Snapshot | None
) -> Kept:
    """Put the last good figures of stopped indicators in the place of what is new of them.

    Parameters
    ----------
    contents : Contents
        Of the new snapshot; what it has of a stopped indicator is left out.
    catalog : Catalog
        Of now.
    stopped : collection of str
        Indicators.
    last : Snapshot or None
        The last good one.

    Raises
    ------
    MonitorError
        Where the last figures stand on municipalities that are not known any more.
    """
    had = set() if last is None else set(last.observations.indicator) & set(stopped)
    without = tuple(i for i in catalog.series_of_all if i in stopped and i not in had)
    parts: dict[str, pd.DataFrame] = {}
    for name in ("observations", "scales"):
        new: pd.DataFrame = getattr(contents, name)
        new = new[~new.indicator.isin(list(stopped))]
        if last is not None and had:
            old: pd.DataFrame = getattr(last, name)
            old = old[old.indicator.isin(list(had))].reindex(columns=new.columns)
            old = _moved(old, contents, last)
            new = pd.concat([new, old]) if len(old) else new
        parts[name] = new
    observations = parts["observations"].sort_values(
        ["indicator", "region", "year"], ignore_index=True
    )
    scales = _catalog_order(parts["scales"], catalog)
    kept = replace(contents, observations=observations, scales=scales)
    return Kept(kept, _catalog(catalog, had, without, last), without)


def of_now(last: Snapshot, catalog: Catalog) -> Snapshot:
    """Return the last snapshot as the index of now names its series.

    What a former version of the index counted otherwise is, from now on, a former series: nothing
    of it stands in for the figures of the present version, and its scales stay frozen.
    """
    then = catalog.index.former.get(last.catalog.index.version)
    if then is None:
        return last
    renamed = {k: o.series for k, o in then.otherwise.items() if o.series is not None}

    def named(table: pd.DataFrame) -> pd.DataFrame:
        return table.assign(indicator=table.indicator.replace(renamed))

    own = {k: v for k, v in last.catalog.indicators.items() if k not in renamed}
    own |= {
        k: catalog.indicators[k] for k in then.otherwise if k in own and k in catalog.indicators
    }
    former = {
        new: catalog.former[new] for k, new in renamed.items() if k in last.catalog.indicators
    }
    update = {"indicators": own, "former": former, "index": catalog.index}
    return replace(
        last,
        catalog=last.catalog.model_copy(update=update),
        observations=named(last.observations),
        scales=named(last.scales),
    )


def _moved(old: pd.DataFrame, contents: Contents, last: Snapshot) -> pd.DataFrame:
    """Bring kept figures onto the municipalities of now, where those are others."""
    regions = contents.regions.set_index("code")
    if "region" not in old.columns or set(regions.index) == set(last.regions.index):
        return old
    merge = {i.id: i.merge for i in last.catalog.series_of_all.values()}
    counts = last.observations[last.observations.indicator == POPULATION]
    people = nearest_years(counts, old.year.unique())
    return carry(old, merge, last.catalog.boundary_year, regions, contents.recoding, people)


def _catalog_order(scales: pd.DataFrame, catalog: Catalog) -> pd.DataFrame:
    order = {name: at for at, name in enumerate(catalog.fitted)}
    return scales.sort_values(
        ["indicator", "from_year"],
        key=lambda c: c.map(order) if c.name == "indicator" else c,
        ignore_index=True,
    )


def _catalog(
    catalog: Catalog, had: Collection[str], without: Collection[str], last: Snapshot | None
) -> Catalog:
    """Return the catalog that fits the figures: kept ones keep the entry they were made with."""
    kept = catalog.without(without)
    update: dict[str, Any] = {}
    if last is not None and had:
        years = last.observations.year[last.observations.indicator.isin(list(had))]
        update["last_year"] = max(catalog.last_year, int(years.max()))
        for field in ("indicators", "former"):
            own = getattr(last.catalog, field)
            update[field] = getattr(kept, field) | {k: v for k, v in own.items() if k in had}
        for field in ("tables", "files", "series"):
            update[field] = getattr(last.catalog, field) | getattr(catalog, field)
    return kept.model_copy(update=update)


def freeze(contents: Contents, catalog: Catalog, last: Snapshot | None) -> Contents:
    """Keep the frozen scales of the last snapshot, so that no old score is rewritten.

    A revised figure of the reference year moves nobody's scale. A scale is new where the indicator
    is, or measures otherwise (direction, reference year, unit, rate, prices), and from the first
    year of a level break that the last snapshot did not have.
    """
    if last is None:
        return contents
    same = [
        name
        for name, indicator in catalog.fitted.items()
        if name in last.catalog.fitted and _same_scale(indicator, last.catalog.fitted[name])
    ]
    old = last.scales[last.scales.indicator.isin(same)]
    valid = {(i.id, year) for i in catalog.fitted.values() for year in (0, *i.breaks)}
    old = old[[key in valid for key in zip(old.indicator, old.from_year, strict=True)]]
    both = pd.concat([old.reindex(columns=contents.scales.columns), contents.scales])
    scales = both.drop_duplicates(["indicator", "from_year"])
    return replace(contents, scales=_catalog_order(scales, catalog))


def _same_scale(now: Indicator, before: Indicator) -> bool:
    return all(getattr(now, field) == getattr(before, field) for field in _SCALED_BY)


def sources_of(
    entries: list[dict[str, Any]],
    moments: Mapping[str, str],
    catalog: Catalog,
    kept: Collection[str],
    last: Snapshot | None,
) -> list[dict[str, Any]]:
    """Return the manifest's sources: when each was really fetched, and those of kept figures.

    Parameters
    ----------
    entries : list of dict
        As ``write`` made them.
    moments : mapping
        When each source was fetched.
    catalog : Catalog
        Of the new snapshot.
    kept : collection of str
        Indicators whose last good figures stayed.
    last : Snapshot or None
        The last good one.
    """
    sources = [e | {"fetched_at": moments.get(e["id"], e["fetched_at"])} for e in entries]
    if last is None:
        return sources
    before = {e["id"]: e for e in last.manifest["sources"]}
    need = set()
    for name in kept:
        indicator = catalog.series_of_all[name]
        for source in indicator.source:
            need |= {*tables_of(source, catalog), *([source.file] if source.file else [])}
        for entry in sources:
            _keep_units(
                entry, before.get(entry["id"], {}), topics_of(indicator, catalog, entry["id"])
            )
    have = {e["id"] for e in sources}
    return sources + [e for e in last.manifest["sources"] if e["id"] in need - have]


def _keep_units(entry: dict[str, Any], before: Mapping[str, Any], topics: Collection[str]) -> None:
    """Let kept figures keep their unit: else the next refresh would take the new one for known."""
    units = before.get("units", {})
    kept = {path: units[path] for path in topics if path in units}
    if kept:
        entry["units"] = entry.get("units", {}) | kept
