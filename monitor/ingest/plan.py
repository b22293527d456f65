"""What to ask of every table: the whole catalog in one request a table."""

from __future__ import annotations

from monitor.catalog import Catalog, Indicator, Source
from monitor.sources.request import TableRequest, TopicRef


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


def codes_of(source: Source) -> dict[str, set[str]]:
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
    for indicator in catalog.indicators.values():
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
        topics: dict[TopicRef, None] = {}
        codes: dict[str, set[str]] = {}
        for _, source in wanted[name]:
            topics |= dict.fromkeys([*numerator(source), *denominator(source)])
            for dimension, some in codes_of(source).items():
                codes.setdefault(dimension, set()).update(some)
        ordered = {dimension: tuple(sorted(some)) for dimension, some in sorted(codes.items())}
        levels = ("GM", "WK") if table.districts else ("GM",)
        requests.append(TableRequest(table, tuple(topics), ordered, levels))
    return requests
