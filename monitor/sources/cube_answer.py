"""The checks that every answer on a table passes.

The services answer 200 with an empty list, or with rows that nobody asked for, where a filter does
not fit. So nothing is taken on trust: what comes back must be exactly what was asked.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager

import pandas as pd

from monitor.errors import MonitorError
from monitor.sources.cube import Plan, Structure
from monitor.sources.request import TableData, TableRequest
from monitor.sources.topics import resolve

FINAL = "Definitief"


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
