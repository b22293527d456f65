"""A table as a cube (regions x years x other dimensions), and the checks that every answer passes.

The services answer 200 with an empty list, or with rows that nobody asked for, where a filter does
not fit. So nothing is taken on trust: what comes back must be exactly what was asked.
"""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

import pandas as pd

from monitor.errors import MonitorError
from monitor.sources.http import NotThereError
from monitor.sources.request import TableData, TableRequest, TopicRef
from monitor.sources.topics import Topic, resolve

YEAR = re.compile(r"^(\d{4})JJ00$")
FINAL = "Definitief"


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


@contextmanager
def expected_shape(table: str) -> Iterator[None]:
    """Say that an answer has another shape than agreed, instead of stumbling over it.

    Raises
    ------
    MonitorError
        A field is missing or holds another kind of value.
    """
    try:
        yield
    except (LookupError, TypeError, AttributeError, ValueError, ArithmeticError) as err:
        raise wrong_answer(table, "het heeft een andere vorm dan afgesproken") from err


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


def assemble(
    request: TableRequest, structure: Structure, plan: Plan, rows: pd.DataFrame, service: str
) -> TableData:
    """Turn the rows of a service into a checked answer.

    Parameters
    ----------
    rows : DataFrame
        A column per dimension (codes, padded or not) and per topic key.
    service : {"v3", "v4"}

    Raises
    ------
    MonitorError
        The answer is empty, holds what was not asked, misses what was asked, or is double.
    """
    table, dims = request.table.id, list(request.codes)
    index = [structure.geo, *dims, *(["Perioden"] if structure.periods is not None else [])]
    _need_columns(table, rows, [*index, *plan.topics])
    codes = rows[index].apply(lambda column: column.astype(str).str.strip())
    _check_members(table, codes[structure.geo], plan.regions, "regio's")
    for dim in dims:
        _check_members(table, codes[dim], frozenset(request.codes[dim]), f"codes van {dim}")
    if structure.periods is not None:
        _check_members(table, codes["Perioden"], frozenset(plan.years), "perioden")
    _check_whole(table, codes, structure.geo, dims)
    period = codes["Perioden"] if structure.periods is not None else pd.Series("", codes.index)
    frame = pd.DataFrame({"region": codes[structure.geo], "year": period.map(plan.years)})
    frame = frame.assign(**{dim: codes[dim] for dim in dims})
    figures = {key: _numbers(table, key, rows[key]) for key in plan.topics}
    frame = pd.concat([frame, pd.DataFrame(figures, index=frame.index)], axis=1)
    order = ["region", "year", *dims]
    refs = resolve(request.topics, structure.topics, table)
    return TableData(
        table=table,
        frame=frame.sort_values(order, ignore_index=True),
        keys={ref: topic.key for ref, topic in refs.items()},
        units={key: topic.unit for key, topic in plan.topics.items()},
        status=_status(structure, plan),
        title=structure.title,
        modified=structure.modified,
        service=service,
        names={code: structure.names[code] for code in sorted(plan.regions)},
    )


def wrong_answer(table: str, what: str) -> MonitorError:
    """Say what is wrong with the answer of a service."""
    return MonitorError(
        f"Het antwoord op tabel {table} klopt niet: {what}",
        where=f"tabel {table}",
        remedy="Er is niets overgenomen; probeer het later opnieuw.",
    )


def _need_columns(table: str, rows: pd.DataFrame, columns: list[str]) -> None:
    if rows.empty:
        raise wrong_answer(table, "het is leeg")
    missing = [c for c in columns if c not in rows]
    if missing:
        raise wrong_answer(table, f"kolom {', '.join(missing)} ontbreekt")


def _check_members(table: str, got: pd.Series, asked: frozenset[str], what: str) -> None:
    """Refuse more than was asked (an ignored filter) and less than was asked."""
    present = set(got.unique())
    if extra := sorted(present - asked):
        raise wrong_answer(table, f"{len(extra)} {what} waar niet om is gevraagd, zoals {extra[0]}")
    if missing := sorted(asked - present):
        raise wrong_answer(table, f"{len(missing)} {what} ontbreken, zoals {missing[0]}")


def _check_whole(table: str, codes: pd.DataFrame, geo: str, dims: list[str]) -> None:
    """No row twice, and as many rows for every choice of codes: no page got lost."""
    double = codes[codes.duplicated()]
    if len(double):
        raise wrong_answer(
            table, f"{len(double)} rijen komen dubbel voor, zoals {double[geo].iloc[0]}"
        )
    if dims:
        rows = codes.groupby(dims).size()
        if rows.min() < rows.max():
            short = rows.idxmin()
            raise wrong_answer(table, f"bij {short} ontbreken {rows.max() - rows.min()} rijen")


def _numbers(table: str, key: str, values: pd.Series) -> pd.Series:
    try:
        if values.dtype in (object, bool):
            values = values.map(_number)
        return pd.to_numeric(values).astype("float64")
    except (ValueError, TypeError) as err:
        raise wrong_answer(table, f"kolom {key} bevat geen getallen") from err


def _number(value: object) -> object:
    """Refuse true and false, and let an integer beyond every float be seen: infinite."""
    if isinstance(value, bool):
        raise TypeError(value)
    if isinstance(value, int):
        try:
            return float(value)
        except OverflowError:
            return math.inf
    return value


def _status(structure: Structure, plan: Plan) -> dict[int, str]:
    periods = structure.periods or {"": FINAL}
    return {y: "final" if periods[p] == FINAL else "provisional" for p, y in plan.years.items()}
