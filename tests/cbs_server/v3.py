"""CBS's OData v3 service: ``ODataApi`` and ``ODataFeed``, metadata and rows, and its traps."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from tests.cbs_server.filters import BadFilterError, mask
from tests.cbs_server.query import Query, ServiceError
from tests.cbs_server.tables import GEO, TITLES, Table, Topic

LIMIT = 10_000
DATA = ("TypedDataSet", "UntypedDataSet")


def answer(query: Query, tables: dict[str, Table], page: int) -> dict[str, Any]:
    """Answer ``/ODataApi|ODataFeed/odata/<table>/<name>``; ``page`` is 10,000 in the real service.

    ODataFeed gives pages of that many records, ODataApi refuses more of them, and half of it is
    the most that ``$top`` brings there.
    """
    service, _, table_id, *rest = (*query.path, "", "", "")
    table = tables.get(table_id)
    if table is None:
        raise ServiceError(404, f"Resource not found for the segment '{table_id}'.")
    name = rest[0] if rest else ""
    names = resources(table)
    if not name:
        value = [{"name": n, "url": f"{query.base}/{'/'.join(query.path[:3])}/{n}"} for n in names]
        return {"odata.metadata": query.link(), "value": value}
    if name not in names:
        raise ServiceError(404, f"Resource not found for the segment '{name}'.")
    rows = table.frame if name in DATA else pd.DataFrame(_metadata(table, name), dtype=object)
    return _page(query, table, name, rows, page, feed=service.lower() == "odatafeed")


def resources(table: Table) -> list[str]:
    """What the service document of a table lists."""
    data = [] if table.frame.empty else list(DATA)
    return ["TableInfos", *data, "DataProperties", "CategoryGroups", *table.dimensions]


def _metadata(table: Table, name: str) -> list[dict[str, Any]]:
    if name == "TableInfos":
        return [_table_info(table)]
    if name == "DataProperties":
        return properties(table)
    if name == "CategoryGroups":
        return []
    return [table.category(name, code) for code in table.codes(name)]


def _table_info(table: Table) -> dict[str, Any]:
    modified = table.about.get("modified")
    periods = "" if "Perioden" not in table.dimensions else table.codes("Perioden")[-1][:4]
    return {
        "Updated": modified,
        "ID": 1,
        "Identifier": table.id,
        "Title": table.title,
        "ShortTitle": table.title,
        "ShortDescription": table.about.get("note", ""),
        "Summary": table.title,
        "Modified": modified,
        "MetaDataModified": modified,
        "OutputStatus": "Regulier",
        "Source": table.about.get("source", "CBS."),
        "Language": "nl",
        "Catalog": "CBS",
        "Period": periods,
        "RecordCount": len(table.frame),
        "ColumnCount": len(table.dimensions) + len(table.topics),
        "SearchPriority": "2",
    }


def properties(table: Table) -> list[dict[str, Any]]:
    """The rows of DataProperties: dimensions, then groups and topics in reading order."""
    rows: list[dict[str, Any]] = []
    for position, dim in enumerate(table.dimensions):
        kind = "TimeDimension" if dim == "Perioden" else GEO.get(dim, "Dimension")
        rows.append(_property(len(rows), position, None, kind, dim, TITLES.get(dim, dim)))
    groups: dict[tuple[str, ...], int] = {}
    for position, topic in enumerate(table.topics, len(table.dimensions)):
        parent = None
        for depth in range(1, len(topic.groups) + 1):
            path = topic.groups[:depth]
            if path not in groups:
                groups[path] = len(rows)
                rows.append(_property(len(rows), None, parent, "TopicGroup", "", path[-1]))
            parent = groups[path]
        rows.append(_topic_property(table, topic, len(rows), position, parent))
    return rows


def _property(
    id_: int, position: int | None, parent: int | None, kind: str, key: str, title: str
) -> dict[str, Any]:
    return {
        "ID": id_,
        "Position": position,
        "ParentID": parent,
        "Type": kind,
        "Key": key,
        "Title": title,
        "Description": "",
        "MapYear": None,
        "ReleasePolicy": False if kind == "TimeDimension" else None,
        "Datatype": None,
        "Unit": None,
        "Decimals": None,
        "Default": None,
        "PresentationType": None,
    }


def _topic_property(
    table: Table, topic: Topic, id_: int, position: int, parent: int | None
) -> dict[str, Any]:
    decimals = table.decimals[topic.key]
    row = _property(id_, position, parent, "Topic", topic.key, topic.title)
    return row | {
        "Datatype": "Double" if decimals else "Long",
        "Unit": topic.unit,
        "Decimals": decimals,
        "Default": "Impossible",
        "PresentationType": "Absolute",
    }


def _page(
    query: Query, table: Table, name: str, rows: pd.DataFrame, page: int, *, feed: bool
) -> dict[str, Any]:
    """Filter, cut and write out; only ODataFeed pages."""
    expression = query.options.get("$filter")
    if expression and not rows.empty:
        try:
            rows = rows[mask(expression, rows, ranges=("Perioden",))]
        except BadFilterError as err:
            raise ServiceError(400, str(err)) from err
    top, skip = query.number("$top"), query.number("$skip")
    if not feed:
        rows, more = _cut_api(rows, top, skip, page), False
    else:
        rows = rows.iloc[skip or 0 :]
        wanted = len(rows) if top is None else top
        more = wanted > page and len(rows) > page
        rows = rows.iloc[: min(wanted, page)]
    out: dict[str, Any] = {"odata.metadata": f"{query.base}/{query.path[0]}/$metadata#{name}"}
    out["value"] = _records(table, name, rows, query.options.get("$select"))
    if more:
        rest = {} if top is None else {"top": top - page}
        out["odata.nextLink"] = query.link(skip=(skip or 0) + page, **rest)
    return out


def _cut_api(rows: pd.DataFrame, top: int | None, skip: int | None, limit: int) -> pd.DataFrame:
    if skip is not None:
        raise ServiceError(500, "An error has occurred.")
    if top is not None:
        return rows.iloc[: min(top, limit // 2)]
    if len(rows) > limit:
        raise ServiceError(500, f"The requested data contains more than {limit} records.")
    return rows


def _records(
    table: Table, name: str, rows: pd.DataFrame, select: str | None
) -> list[dict[str, Any]]:
    chosen = [c.strip() for c in select.split(",")] if select else None
    if name in DATA:
        rows = _data_columns(table, rows, chosen, typed=name == "TypedDataSet")
    elif chosen and not rows.empty:
        rows = rows[_known(rows, chosen)]
    return rows.astype(object).where(rows.notna(), None).to_dict("records")


def _known(rows: pd.DataFrame, chosen: list[str]) -> list[str]:
    for column in chosen:
        if column not in rows:
            raise ServiceError(400, f"Could not find a property named '{column}'.")
    return chosen


def _data_columns(
    table: Table, rows: pd.DataFrame, chosen: list[str] | None, *, typed: bool
) -> pd.DataFrame:
    """Numbers and nulls (typed), or texts with a point where there is no figure (untyped)."""
    rows = rows[table.dimensions + [t.key for t in table.topics]]
    rows = rows.assign(ID=rows.index)[["ID", *rows.columns]]
    rows = rows[_known(rows, chosen)] if chosen else rows
    out = {}
    for column in rows:
        decimals = table.decimals.get(column)
        if decimals is None:
            out[column] = rows[column]
        elif typed:
            out[column] = rows[column].round().astype("Int64") if decimals == 0 else rows[column]
        else:
            out[column] = rows[column].map(lambda v, d=decimals: _untyped(v, d))
    return pd.DataFrame(out, index=rows.index)


def _untyped(value: float, decimals: int) -> str:
    text = "." if np.isnan(value) else f"{value:.{decimals}f}"
    return text.rjust(8)
