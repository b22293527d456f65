"""Which indicators a refresh stops, before and after it reckons; their last good figures stay."""

from __future__ import annotations

from collections.abc import Mapping

from monitor.catalog import Catalog
from monitor.errors import MonitorError
from monitor.ingest.changes import same_areas
from monitor.ingest.contents import Contents
from monitor.ingest.derive import POPULATION
from monitor.ingest.drift import changed_units, dependents, jumps
from monitor.ingest.extract import extract
from monitor.ingest.fetch import Fetched
from monitor.ingest.gather import Gathered
from monitor.ingest.impossible import (
    impossible,
    impossible_districts,
    impossible_results,
    unusable,
)
from monitor.ingest.options import Options
from monitor.ingest.scales import population_weights
from monitor.snapshot import Snapshot


def _faulty(catalog: Catalog, fetched: Fetched) -> tuple[dict[str, str], dict[str, str]]:
    """Return the indicators that cannot be made, and those that can but hold what cannot be."""
    found, odd = {}, {}
    for name, indicator in catalog.series_of_all.items():
        try:
            figures = extract(indicator, catalog, fetched.tables, fetched.files)
        except MonitorError as err:
            found[name] = str(err)
            continue
        years = set(figures.year[figures.value.notna()])
        if indicator.scored and indicator.reference_year not in years:
            found[name] = f"er zijn geen cijfers van het referentiejaar {indicator.reference_year}"
        if reason := unusable(figures):
            found[name] = reason
        elif reason := impossible(indicator, figures):
            odd[name] = reason
    return found, odd


def without(catalog: Catalog, stopped: Mapping[str, str]) -> Catalog:
    """Return the catalog without the stopped indicators.

    Raises
    ------
    MonitorError
        Where the population is among them, or every scored one: nothing can be made then.
    """
    if POPULATION in stopped:
        raise MonitorError(
            f"Er zijn geen goede bevolkingscijfers: {stopped[POPULATION]}",
            remedy="Daarmee wordt alles gewogen; de vorige momentopname blijft staan.",
        )
    left = catalog.without(stopped)
    if catalog.scored and not left.scored:
        raise MonitorError(
            "Geen enkele indicator die meetelt, kan worden ververst; de eerste melding:"
            f" {next(iter(stopped.values()))}",
            remedy="De vorige momentopname blijft staan.",
        )
    return left


def _with_dependents(catalog: Catalog, stopped: dict[str, str]) -> dict[str, str]:
    return stopped | dependents(catalog, stopped)


def stop_before(
    catalog: Catalog, got: Gathered, last: Snapshot | None, options: Options
) -> tuple[dict[str, str], dict[str, str]]:
    """Return what is stopped before anything is computed, and what cannot be once it is."""
    stopped = dict(got.stopped)
    if last is not None:
        units = changed_units(got.fetched.tables, last.manifest, catalog)
        stopped |= {k: v for k, v in units.items() if k not in options.accept}
    stopped = _with_dependents(catalog, stopped)
    faulty, odd = _faulty(without(catalog, stopped), got.fetched)
    return _with_dependents(catalog, stopped | faulty), odd


def stop_after(
    catalog: Catalog,
    contents: Contents,
    last: Snapshot | None,
    options: Options,
    odd: Mapping[str, str],
) -> dict[str, str]:
    """Return what is stopped because of the figures that came out; ``odd`` cannot be published."""
    found: dict[str, str] = {}
    if last is not None:
        weights = population_weights(contents.observations, catalog, POPULATION)
        before = same_areas(last, contents.recoding)
        found = jumps(catalog, last.catalog, before, contents.observations, weights)
        found = {k: v for k, v in found.items() if k not in options.accept}
    odd = {k: v for k, v in odd.items() if k in catalog.series_of_all}
    below = {}
    if contents.districts is not None:
        below = impossible_districts(contents.districts.figures, catalog)
    found = {**below, **impossible_results(contents.observations, catalog), **odd, **found}
    stopped = _with_dependents(catalog, found)
    without(catalog, stopped)
    return stopped
