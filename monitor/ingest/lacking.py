"""What the catalog can do without and a table does not have: it costs that alone, and is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from monitor.catalog import Catalog, Indicator, Source
from monitor.ingest.plan import denominator, numerator, tables_of
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
        entries = {}
        for name, entry in rules.indicators.items():
            left, gone = _left(name, entry.source, catalog, district_tables, "wijken")
            lacking += gone
            entries[name] = entry.model_copy(update={"source": left})
        rules = rules.model_copy(update={"indicators": entries})
        if rules.postcode is not None and any(_lost(rules.postcode, catalog, district_tables)):
            rules = rules.model_copy(update={"postcode": None})
    found = catalog.model_copy(update={**series, "districts": rules})
    return Fitted(found, without, lacking)


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
        if any(row.what != BOUNDS for row in lost):
            continue
        if lost:
            change |= {"lower": {}, "upper": {}}
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
        bounds = [code for side in (source.lower, source.upper) for code in side.items()]
        if data and not all((data.frame[dim] == code).any() for dim, code in bounds):
            yield table, BOUNDS


def _first_speaks(sources: list[Source]) -> list[Source]:
    """Let the first source left speak for itself: there is nothing that it falls back from."""
    first = sources[0]
    if not first.fallback:
        return sources
    return [first.model_copy(update={"fallback": ""}), *sources[1:]]
