"""What must not pass unseen: units that changed, levels that jumped, figures that went.

An indicator that drifts is stopped: its last good figures stay, the rest goes on. The bounds are
wide enough for what happened between 2012 and 2025, and stand in docs/operations.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

import pandas as pd

from monitor.catalog import Catalog
from monitor.catalog_entries import Indicator
from monitor.ingest.plan import denominator, numerator, tables_of
from monitor.ingest.scales import unnamed_breaks
from monitor.score.scale import weighted_moments
from monitor.sources.request import TableData

REVISED = 0.5
"""A year's mean may be revised by this many standard deviations between municipalities."""

STEP = 2.0
"""A new year's mean may lie this many standard deviations from the year before."""

COUNT_REVISED, COUNT_STEP = 0.10, 0.50
"""A count: the total of a year may be revised by a tenth; a new year may differ by half."""

GONE = 0.05
"""This share of an indicator's figures may go from one snapshot to the next."""

Observations = pd.DataFrame
_SAME = ("per", "scale", "constant_prices", "unit", "merge")


def dependents(catalog: Catalog, stopped: Iterable[str]) -> dict[str, str]:
    """Return the indicators that cannot do without a stopped one, each with the reason.

    A rate needs its denominator, a merged mean its weight.
    """
    gone = set(stopped)
    found: dict[str, str] = {}
    while True:
        new = {
            i.id: f"kan niet zonder '{need}', dat is tegengehouden"
            for i in catalog.series_of_all.values()
            for need in (i.per, i.weight)
            if i.id not in gone and need in gone and need is not None
        }
        if not new:
            return found
        found |= new
        gone |= set(new)


# ---------------------------------------------------------------- before: topics and units


def _entries(manifest: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    return {str(entry["id"]): entry for entry in manifest.get("sources", [])}


def moved_topics(
    tables: Mapping[str, TableData], manifest: Mapping[str, Any]
) -> list[dict[str, str]]:
    """Return the topics whose key changed since the last snapshot: found by their title path."""
    before, moved = _entries(manifest), []
    for name, data in tables.items():
        old = before.get(name, {})
        if old.get("service", "v3") != data.service:
            continue  # v3 and v4 name topics differently: that is no move
        keys = old.get("topics", {})
        moved += [
            {"table": name, "topic": topic.path, "before": keys[topic.path], "after": key}
            for topic, key in data.keys.items()
            if topic.path in keys and keys[topic.path] != key
        ]
    return moved


def topics_of(indicator: Indicator, catalog: Catalog, table: str) -> set[str]:
    """Return the title paths that an indicator reads from a table."""
    return {
        topic.path
        for source in indicator.source
        if table in tables_of(source, catalog)
        for topic in (*numerator(source), *denominator(source))
    }


def changed_units(
    tables: Mapping[str, TableData], manifest: Mapping[str, Any], catalog: Catalog
) -> dict[str, str]:
    """Return the indicators of which a topic has another unit than in the last snapshot."""
    before, stopped = _entries(manifest), {}
    for name, data in tables.items():
        units = before.get(name, {}).get("units", {})
        changed = {
            topic.path: (units[topic.path], data.units[key])
            for topic, key in data.keys.items()
            if units.get(topic.path) and data.units[key]
            and units[topic.path].casefold() != data.units[key].casefold()
        }  # fmt: skip
        for indicator in catalog.series_of_all.values() if changed else ():
            for path in sorted(topics_of(indicator, catalog, name) & set(changed)):
                old, new = changed[path]
                stopped[indicator.id] = (
                    f"tabel {name}: de eenheid van '{path}' is '{new}' geworden, was '{old}'"
                )
    return stopped


# ---------------------------------------------------------------- after: levels


def _comparable(indicator: Indicator, last: Catalog) -> bool:
    """Whether an indicator still measures in the same way as in the last snapshot's catalog."""
    old = last.series_of_all.get(indicator.id)
    return old is not None and all(getattr(old, f) == getattr(indicator, f) for f in _SAME)


def _percent(share: float) -> str:
    return f"{share * 100:+.0f}%".replace("-", "−")


def _count_jump(old: pd.Series, new: pd.Series, bound: float) -> str | None:
    change = new.sum() / old.sum() - 1 if old.sum() else 0.0
    return f"het totaal verandert met {_percent(change)}" if abs(change) > bound else None


def _level_jump(old: pd.Series, new: pd.Series, weights: pd.Series, bound: float) -> str | None:
    weight = weights.reindex(old.index).fillna(0.0)
    if not weight.sum() > 0:
        return None
    level, spread = weighted_moments(old, weight)
    jump = weighted_moments(new, weight)[0] - level
    if spread > 0 and abs(jump) > bound * spread:
        size = f"{jump / spread:+.1f}".replace(".", ",").replace("-", "−")
        return f"het gemiddelde verschuift {size} keer de spreiding tussen gemeenten"
    return None


def _jump(
    indicator: Indicator, old: pd.Series, new: pd.Series, weights: pd.Series, revised: bool
) -> str | None:
    """Compare two years (index region) on the municipalities that both have."""
    both = old.index.intersection(new.index)
    if len(both) == 0:
        return None
    if indicator.merge == "count":
        return _count_jump(old[both], new[both], COUNT_REVISED if revised else COUNT_STEP)
    return _level_jump(old[both], new[both], weights, REVISED if revised else STEP)


def _by_year(observations: Observations) -> dict[int, pd.Series]:
    return {
        int(str(year)): rows.set_index("region").value
        for year, rows in observations.groupby("year")
    }


def jump_of(
    indicator: Indicator, old: Observations, new: Observations, weights: pd.Series
) -> str | None:
    """Return why an indicator's figures cannot be taken over as they are, or None.

    Parameters
    ----------
    indicator : Indicator
        As in the catalog of now.
    old, new : DataFrame
        Its observations in the last snapshot and now.
    weights : Series
        Inhabitants, index region.
    """
    before, after = _by_year(old), _by_year(new)
    lost = len(old.merge(new, on=["region", "year"], how="left", indicator=True)
               .query("_merge == 'left_only'"))  # fmt: skip
    if lost > GONE * len(old):
        return f"{lost} van de {len(old)} cijfers van de vorige keer ontbreken"
    for year in sorted(before.keys() & after.keys()):
        found = _jump(indicator, before[year], after[year], weights, revised=True)
        if found:
            return f"{year} is herzien en {found}"
    named = (*indicator.breaks, *indicator.doubtful_breaks)
    for first, then in pairwise(sorted(after)):
        if then in before or any(first < b <= then for b in named):
            continue
        found = _jump(indicator, after[first], after[then], weights, revised=False)
        if found:
            return f"{then} is nieuw en {found} ten opzichte van {first}"
    return None


def jumps(
    catalog: Catalog, last: Catalog, old: Observations, new: Observations, weights: pd.Series
) -> dict[str, str]:
    """Return the indicators that jumped or lost figures since the last snapshot, with the reason.

    A new year also stops where its level moves as a whole while the municipalities keep their order
    (``unnamed_breaks``): a new definition that the catalog must name first.

    Parameters
    ----------
    catalog, last : Catalog
        Of now, and of the last snapshot.
    old, new : DataFrame
        Observations of the last snapshot, and of now.
    weights : Series
        Inhabitants, index (region, year).
    """
    found: dict[str, str] = {}
    people = weights.groupby("region").last()
    old = old[old.region.isin(new.region.unique())]  # a municipality that merged is no loss
    before = dict(list(old.groupby("indicator")))
    after = dict(list(new.groupby("indicator")))
    for name, indicator in catalog.series_of_all.items():
        if name in before and _comparable(indicator, last):
            reason = jump_of(indicator, before[name], after.get(name, new.iloc[:0]), people)
            if reason:
                found[name] = reason
    breaks = unnamed_breaks(new, catalog, weights)
    for name, year, size, _ in breaks.itertuples(index=False):
        known = before.get(name)
        if known is not None and not (known.year == year).any() and name not in found:
            shown = f"{size:+.1f}".replace(".", ",").replace("-", "−")
            found[name] = (
                f"{year} is nieuw en ligt overal {shown} keer de spreiding anders bij gelijke"
                " volgorde: een niveaubreuk die de catalogus (breaks) nog niet noemt"
            )
    return found
