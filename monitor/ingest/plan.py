"""What to ask of every table: one request a table for municipalities, and one for districts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import geopandas as gpd

from monitor.catalog import Catalog
from monitor.catalog_entries import Districts, DistrictSource, Indicator, Source, Table
from monitor.sources.request import TableData, TableRequest, TopicRef

MUNICIPALITY, DISTRICT, NEIGHBOURHOOD = "GM", "WK", "BU"


@dataclass(frozen=True)
class DistrictSources:
    """What was fetched for districts.

    Attributes
    ----------
    tables : mapping
        By table id: the same tables as for municipalities, asked otherwise, all levels together.
    shapes : mapping
        By year: ``code, name, geometry`` (EPSG:28992).
    """

    tables: Mapping[str, TableData] = field(default_factory=dict)
    shapes: Mapping[int, gpd.GeoDataFrame] = field(default_factory=dict)


def tables_of(source: Source, catalog: Catalog) -> list[str]:
    """Return the tables a source reads: one, or those of a series in the years it names."""
    if source.table is not None:
        return [source.table]
    if source.series is None:
        return []
    return [
        table for table in catalog.series[source.series] if source.gives(catalog.tables[table].year)
    ]


def numerator(source: Source) -> list[TopicRef]:
    """Return the topics that are added up to the figure."""
    return [TopicRef(path, source.occurrence) for path in source.topic]


def denominator(source: Source) -> list[TopicRef]:
    """Return the topics that are added up to the denominator of a share."""
    return [TopicRef(p, source.occurrence if p in source.topic else None) for p in source.of]


def bounds_of(source: Source) -> list[TopicRef]:
    """Return the topics with the lower and the upper 95% bound, where they are topics."""
    return [TopicRef(path) for path in source.bounds]


def _codes_of(source: Source) -> dict[str, set[str]]:
    """Return per dimension the codes a source needs: of the figure and of its bounds."""
    codes: dict[str, set[str]] = {}
    for dimension, wanted in source.filters.items():
        codes[dimension] = {wanted} if isinstance(wanted, str) else set(wanted)
    for bound in (source.lower, source.upper):
        for dimension, code in bound.items():
            codes.setdefault(dimension, set()).add(code)
    return codes


def _sources_by_table(catalog: Catalog) -> dict[str, list[tuple[Indicator, Source]]]:
    wanted: dict[str, list[tuple[Indicator, Source]]] = {}
    for indicator in catalog.series_of_all.values():
        for source in indicator.source:
            for table in tables_of(source, catalog):
                wanted.setdefault(table, []).append((indicator, source))
    return wanted


def plan(catalog: Catalog) -> list[TableRequest]:
    """Return one request per table with all topics and codes that the catalog needs of it.

    Parameters
    ----------
    catalog : Catalog
        The indicators and their sources.

    Returns
    -------
    list of TableRequest
        In the order of the tables in the catalog.
    """
    wanted = _sources_by_table(catalog)
    requests = []
    for name, table in catalog.tables.items():
        if name not in wanted:
            continue
        requests.append(_request(table, [source for _, source in wanted[name]]))
    return requests


def _request(table: Table, sources: Sequence[Source]) -> TableRequest:
    """Ask for what some sources need together, and tell what all of them can do without."""
    topics, codes = _asked(sources)
    needed, needed_codes = _asked(_least(source) for source in sources)
    return TableRequest(
        table,
        topics,
        {name: tuple(sorted(some)) for name, some in sorted(codes.items())},
        spare_topics=frozenset(topics) - frozenset(needed),
        spare_codes={k: frozenset(some - needed_codes.get(k, set())) for k, some in codes.items()},
    )


def _least(source: Source) -> Source:
    """Return a source without what its tables may lack."""
    if not source.may_lack:
        return source
    gone: dict[str, object] = {"lower": {}, "upper": {}, "bounds": []}
    if source.may_lack == "figures":
        gone |= {"topic": [], "of": [], "filters": {}}
    return source.model_copy(update=gone)


def _asked(sources: Iterable[Source]) -> tuple[tuple[TopicRef, ...], dict[str, set[str]]]:
    """Return the topics, and per dimension the codes, that some sources need together."""
    topics: dict[TopicRef, None] = {}
    codes: dict[str, set[str]] = {}
    for source in sources:
        topics |= dict.fromkeys([*numerator(source), *denominator(source), *bounds_of(source)])
        for dimension, some in _codes_of(source).items():
            codes.setdefault(dimension, set()).update(some)
    return tuple(topics), codes


def district_plan(catalog: Catalog) -> list[TableRequest]:
    """Return the requests for districts, one a table and levels: what is read there, and no more.

    Neighbourhoods are three in four of the rows: they are asked for where they are read, and never
    for bounds, which come with the districts alone.
    """
    if catalog.districts is None:
        return []
    wanted: dict[tuple[str, tuple[str, ...]], list[Source]] = {}
    for levels, source in _asked_of_districts(catalog.districts):
        for table in tables_of(source, catalog):
            wanted.setdefault((table, levels), []).append(source)
    requests = []
    for (table, levels), sources in wanted.items():
        request = _request(catalog.tables[table], sources)
        requests.append(replace(request, levels=levels, optional=levels))
    return requests


def _asked_of_districts(districts: Districts) -> Iterator[tuple[tuple[str, ...], Source]]:
    """Yield the levels that are asked for, with of what."""
    above, whole = (MUNICIPALITY, DISTRICT), (MUNICIPALITY, DISTRICT, NEIGHBOURHOOD)
    former = districts.former
    yield whole, districts.people
    if districts.postcode is not None:
        yield whole, districts.postcode
    for table in (former.named_by, former.via_named_by):
        yield above, districts.people.model_copy(update={"table": table})
    for entry in districts.every.values():
        for source in entry.source:
            if source.series is not None or not entry.index:
                yield above, source
            elif source.lower or source.upper:
                yield above, source
                if source.layout not in (None, districts.edition):
                    continue  # neighbourhoods of another layout are not read
                yield (NEIGHBOURHOOD,), source.model_copy(update={"lower": {}, "upper": {}})
            else:
                yield whole, source


def layout_of(source: DistrictSource, table: Table) -> int | None:
    """Return the year of the districts that a table stands on; None: that of the edition."""
    return table.year if source.series is not None else source.layout


def shape_years(catalog: Catalog) -> list[int]:
    """Return the years whose district boundaries are needed, that of the edition last."""
    if catalog.districts is None:
        return []
    return [catalog.districts.former.via, catalog.districts.edition]
