"""What the catalog can do without and a table does not have: it costs that alone, and is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from monitor.catalog import Catalog
from monitor.catalog_entries import District, Indicator, Source
from monitor.ingest.plan import bounds_of, denominator, numerator, tables_of
from monitor.sources.request import TableData

BOUNDS = "95%-marges"
S = TypeVar("S", bound=Source)
Tables = Mapping[str, TableData]


@dataclass(frozen=True)
class Lacking:
    """Something that a table does not have.

    Attributes
    ----------
    indicator, table, what : str
        ``what`` is the topic by its title path, or the bounds.
    level : str
        ``gemeenten`` or ``wijken``.
    """

    indicator: str
    table: str
    what: str
    level: str = "gemeenten"


@dataclass(frozen=True)
class Fitted:
    """A catalog that names what there is.

    Attributes
    ----------
    catalog : Catalog
        An indicator of which nothing is there keeps its sources: it is in ``without``.
    without : dict of str to str
        Indicators without any source left, each with the reason.
    lacking : list of Lacking
    """

    catalog: Catalog
    without: dict[str, str] = field(default_factory=dict)
    lacking: list[Lacking] = field(default_factory=list)


def fitted(catalog: Catalog, tables: Tables, district_tables: Tables) -> Fitted:
    """Leave out of a catalog the sources and bounds that its tables may lack, and do.

    Parameters
    ----------
    catalog : Catalog
    tables, district_tables : mapping
        What was fetched for municipalities, and for districts; a table that is not in it is not
        there.
    """
    lacking: list[Lacking] = []
    without: dict[str, str] = {}
    series: dict[str, dict[str, Indicator]] = {"indicators": {}, "former": {}}
    for kind, out in series.items():
        for name, indicator in getattr(catalog, kind).items():
            left, gone = _left(name, indicator.source, catalog, tables)
            lacking += gone
            if left:
                out[name] = indicator.model_copy(update={"source": _first_speaks(left)})
            else:
                out[name] = indicator
                without[name] = f"tabel {gone[0].table} heeft geen '{gone[0].what}'"
    rules = catalog.districts
    if rules is not None:
        lists = {}
        for kind in ("indicators", "beside"):
            lists[kind], gone = _districts_left(getattr(rules, kind), catalog, district_tables)
            lacking += gone
        # what only stands beside the index is named where it is there
        lists["beside"] = {k: entry for k, entry in lists["beside"].items() if entry.source}
        rules = rules.model_copy(update=lists)
        if rules.postcode is not None and any(_lost(rules.postcode, catalog, district_tables)):
            rules = rules.model_copy(update={"postcode": None})
    found = catalog.model_copy(update={**series, "districts": rules})
    return Fitted(found, without, lacking)


def _districts_left(
    entries: Mapping[str, District], catalog: Catalog, tables: Tables
) -> tuple[dict[str, District], list[Lacking]]:
    """Return indicators of districts with the sources that are there, and what is not."""
    found, lacking = {}, []
    for name, entry in entries.items():
        left, gone = _left(name, entry.source, catalog, tables, "wijken")
        lacking += gone
        found[name] = entry.model_copy(update={"source": left})
    return found, lacking


def _left(
    name: str, sources: Sequence[S], catalog: Catalog, tables: Tables, level: str = "gemeenten"
) -> tuple[list[S], list[Lacking]]:
    """Return the sources that are there, as far as they are, and what is not."""
    left: list[S] = []
    gone: list[Lacking] = []
    for source in sources:
        lost = [Lacking(name, t, what, level) for t, what in _lost(source, catalog, tables)]
        gone += lost
        change: dict[str, object] = {"may_lack": ""} if source.may_lack else {}
        without = {row.table for row in lost if row.what != BOUNDS}
        if without:
            there = [t for t in tables_of(source, catalog) if t not in without]
            if not there:
                continue
            change["years"] = [catalog.tables[t].year for t in there]  # of a series
        if any(row.what == BOUNDS for row in lost):
            change |= {"lower": {}, "upper": {}, "bounds": []}
        left.append(source.model_copy(update=change))
    return left, gone


def _lost(source: Source, catalog: Catalog, tables: Tables) -> Iterator[tuple[str, str]]:
    """Yield (table, what) of all that may be lacking and is."""
    if not source.may_lack:
        return
    for table in tables_of(source, catalog):
        data = tables.get(table)
        if source.may_lack == "figures":
            for topic in (*numerator(source), *denominator(source)):
                if data is None or topic not in data.keys:
                    yield table, topic.path
            yield from ((table, what) for what in _codes_lost(source, data))
        sides = [code for side in (source.lower, source.upper) for code in side.items()]
        topics = bounds_of(source)
        if data is not None and not (
            all((data.frame[dim] == code).any() for dim, code in sides)
            and all(topic in data.keys for topic in topics)
        ):
            yield table, BOUNDS


def _codes_lost(source: Source, data: TableData | None) -> Iterator[str]:
    """Yield the codes of a source that a table does not have."""
    for dimension, wanted in source.filters.items():
        for code in [wanted] if isinstance(wanted, str) else wanted:
            if data is not None and not (data.frame[dimension] == code).any():
                yield f"{dimension} {code}"


def _first_speaks(sources: list[Source]) -> list[Source]:
    """Let the first source left speak for itself: there is nothing that it falls back from."""
    first = sources[0]
    if not first.fallback:
        return sources
    return [first.model_copy(update={"fallback": ""}), *sources[1:]]
