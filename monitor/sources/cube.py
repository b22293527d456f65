"""A table as a cube (regions x years x other dimensions): what to ask of it, by what it says."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from monitor.errors import MonitorError
from monitor.sources.http import NotThereError
from monitor.sources.request import TableRequest, TopicRef
from monitor.sources.topics import Topic, resolve

YEAR = re.compile(r"^(\d{4})JJ00$")


@dataclass(frozen=True)
class Structure:
    """What a table says about itself.

    Attributes
    ----------
    topics : sequence of Topic
        In the order of the table.
    geo : str
        The dimension with regions.
    codes : dict of str to dict of str to str
        Per dimension the codes without padding, each with the code as the service writes it.
    names : dict of str to str
        Name per region.
    periods : dict of str to str or None
        Status per period code; None for a table without periods.
    title, modified : str
        ``modified`` in ISO format, empty where the service does not tell.
    """

    topics: Sequence[Topic]
    geo: str
    codes: dict[str, dict[str, str]]
    names: dict[str, str]
    periods: dict[str, str] | None
    title: str
    modified: str


@dataclass(frozen=True)
class Plan:
    """What to ask: the topics found, the regions to expect and the years to expect."""

    topics: dict[str, Topic]
    regions: frozenset[str]
    years: dict[str, int]


def check_one_region(table: str, columns: list[str], where: str) -> None:
    """Refuse a table that says of a figure in no region, or in more than one, where it lies."""
    if not columns:
        raise MonitorError(f"Tabel {table} heeft geen dimensie met regio's", where=where)
    if len(columns) > 1:
        raise MonitorError(
            f"Tabel {table} heeft meer dan één dimensie met regio's: {', '.join(columns)}",
            where=where,
            remedy="De monitor leest tabellen met één dimensie met regio's; neem een andere tabel.",
        )


def without_absent(request: TableRequest, structure: Structure) -> TableRequest:
    """Leave out of a request what may be lacking and is.

    Raises
    ------
    NotThereError
        Where nothing is left to ask.
    """
    table = request.table.id

    def there(topic: TopicRef) -> bool:
        try:
            resolve([topic], structure.topics, table)
        except MonitorError:
            return False
        return True

    topics = tuple(t for t in request.topics if t not in request.spare_topics or there(t))
    if not topics:
        named = "', '".join(t.path for t in request.topics)
        raise NotThereError(f"Tabel {table} heeft geen onderwerp '{named}'", where=f"tabel {table}")
    codes = {
        dim: tuple(
            c
            for c in wanted
            if c in structure.codes.get(dim, ()) or c not in request.spare_codes.get(dim, ())
        )
        for dim, wanted in request.codes.items()
    }
    for dim in (d for d, some in codes.items() if not some):
        named = "', '".join(request.codes[dim])
        raise NotThereError(
            f"Tabel {table} heeft geen code '{named}' in {dim}", where=f"tabel {table}"
        )
    return replace(request, topics=topics, codes=codes)


def make_plan(request: TableRequest, structure: Structure) -> Plan:
    """Check what is asked against what the table says about itself.

    Raises
    ------
    MonitorError
        Unknown topic, dimension or code; a dimension that nobody chose from; no regions of the
        levels asked for; no years.
    """
    table = request.table.id
    found = resolve(request.topics, structure.topics, table)
    for dim, wanted in request.codes.items():
        _check_codes(table, dim, wanted, structure)
    left = [d for d in structure.codes if d != structure.geo and d not in request.codes]
    if left:
        raise MonitorError(
            f"Tabel {table} is ook uitgesplitst naar {', '.join(left)}",
            where=f"tabel {table}",
            remedy="Kies in de catalogus bij filters een code daarvan.",
        )
    regions = frozenset(c for c in structure.codes[structure.geo] if c.startswith(request.levels))
    needed = [lvl for lvl in request.levels if lvl not in request.optional] or [*request.levels[:1]]
    missing = [lvl for lvl in needed if not any(c.startswith(lvl) for c in regions)]
    if missing:
        raise MonitorError(
            f"Tabel {table} heeft geen regio's van niveau {', '.join(missing)}",
            where=f"tabel {table}, dimensie {structure.geo}",
        )
    topics = {topic.key: topic for topic in found.values()}
    return Plan(topics, regions, _years(request, structure))


def _check_codes(table: str, dim: str, wanted: Iterable[str], structure: Structure) -> None:
    known = structure.codes.get(dim)
    if known is None or dim == structure.geo:
        raise MonitorError(
            f"Tabel {table} heeft geen dimensie '{dim}'",
            where=f"tabel {table}",
            remedy=f"Bekend zijn: {', '.join(d for d in structure.codes if d != structure.geo)}.",
        )
    for code in wanted:
        if code not in known:
            close = difflib.get_close_matches(code, list(known), n=3, cutoff=0.0)
            raise MonitorError(
                f"Tabel {table} heeft geen code '{code}' in {dim}",
                where=f"tabel {table}, dimensie {dim}",
                remedy=f"Lijkt erop: {', '.join(close)}. Pas de catalogus aan.",
            )


def _years(request: TableRequest, structure: Structure) -> dict[str, int]:
    """Period code to year; ``""`` stands for the one year of a table without periods."""
    if structure.periods is None:
        if request.table.year is None:
            raise MonitorError(
                f"Tabel {request.table.id} heeft geen perioden",
                where=f"tabel {request.table.id}",
                remedy="Zet in de catalogus year bij deze tabel.",
            )
        return {"": request.table.year}
    years = {p: int(m[1]) for p in structure.periods if (m := YEAR.match(p))}
    if not years:
        raise MonitorError(
            f"Tabel {request.table.id} heeft geen jaarcijfers", where=f"tabel {request.table.id}"
        )
    return years
