"""CBS's OData v4 service: one row a figure, codes without padding."""

from __future__ import annotations

from typing import Any

import pandas as pd

from tests.cbs_server.filters import BadFilterError, mask
from tests.cbs_server.query import Query, ServiceError
from tests.cbs_server.tables import GEO, TITLES, Table


def answer(query: Query, tables: dict[str, Table], page: int) -> dict[str, Any]:
    """Answer ``/odata/v1/CBS/<table>/<name>``."""
    *_, table_id, name = (*query.path, "", "")[:5]
    table = tables.get(table_id)
    if query.path[:3] != ("odata", "v1", "CBS") or table is None:
        raise ServiceError(404, f"Dataset '{table_id}' not found.")
    context = f"{query.base}/odata/v1/CBS/{table_id}/$metadata#{name}"
    out: dict[str, Any] = {"@odata.context": context}
    if name == "Properties":
        return out | _properties(table)
    rows = _rows(table, name)
    expression = query.options.get("$filter")
    if expression and not rows.empty:
        try:
            rows = rows[mask(expression, rows, ranges=tuple(rows.columns))]
        except BadFilterError as err:
            raise ServiceError(400, str(err)) from err
    skip, top = query.number("$skip") or 0, query.number("$top")
    wanted = rows.iloc[skip:] if top is None else rows.iloc[skip : skip + top]
    shown = wanted.iloc[:page]
    out["value"] = shown.astype(object).where(shown.notna(), None).to_dict("records")
    if len(wanted) > page:
        rest = {} if top is None else {"top": top - page}
        out["@odata.nextLink"] = query.link(skip=skip + page, **rest)
    return out


def _properties(table: Table) -> dict[str, Any]:
    modified = table.about.get("modified")
    return {
        "Identifier": table.id,
        "Title": table.title,
        "Language": "nl",
        "Modified": modified,
        "ObservationsModified": modified,
        "Catalog": "CBS",
        "Status": "Regulier",
        "License": "https://creativecommons.org/licenses/by/4.0/",
        "ObservationCount": len(table.frame) * len(table.topics),
    }


def _rows(table: Table, name: str) -> pd.DataFrame:
    if name == "Dimensions":
        return pd.DataFrame([_dimension(d) for d in table.dimensions])
    if name in ("MeasureCodes", "MeasureGroups"):
        codes, groups = measures(table)
        return pd.DataFrame(codes if name == "MeasureCodes" else groups)
    if name == "Observations":
        return _observations(table)
    dim = name.removesuffix("Codes")
    if name.endswith("Codes") and dim in table.dimensions:
        return pd.DataFrame([_code(table, dim, c, i) for i, c in enumerate(table.codes(dim), 1)])
    raise ServiceError(404, f"'{name}' not found.")


def _dimension(dim: str) -> dict[str, Any]:
    kind = "TimeDimension" if dim == "Perioden" else GEO.get(dim, "Dimension")
    return {"Identifier": dim, "Title": TITLES.get(dim, dim), "Kind": kind, "ContainsCodes": True}


def _code(table: Table, dim: str, code: str, index: int) -> dict[str, Any]:
    row = table.category(dim, code)
    out = {
        "Identifier": code.strip(),
        "Index": index,
        "Title": row["Title"],
        "Description": row["Description"],
    }
    return out | ({"Status": row["Status"]} if dim == "Perioden" else {})


def measures(table: Table) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """MeasureCodes and MeasureGroups; the identifiers are v4's own, not the keys of v3."""
    groups: dict[tuple[str, ...], dict[str, Any]] = {}
    codes = []
    for index, topic in enumerate(table.topics, 1):
        parent = None
        for depth in range(1, len(topic.groups) + 1):
            path = topic.groups[:depth]
            new = {"Id": str(len(groups) + 1), "Title": path[-1], "ParentId": parent}
            parent = groups.setdefault(path, new)["Id"]
        decimals = table.decimals[topic.key]
        codes.append(
            {
                "Identifier": f"M{index:06d}",
                "Index": index,
                "Title": topic.title,
                "Description": "",
                "MeasureGroupId": parent,
                "DataType": "Double" if decimals else "Long",
                "Unit": topic.unit,
                "Decimals": decimals,
            }
        )
    return codes, list(groups.values())


def _observations(table: Table) -> pd.DataFrame:
    """One row a figure; what is missing is a row too, and says why it is empty."""
    name = {t.key: f"M{i:06d}" for i, t in enumerate(table.topics, 1)}
    dims = table.frame[table.dimensions].apply(lambda s: s.str.strip())
    wide = pd.concat([dims, table.frame[list(name)].rename(columns=name)], axis=1)
    long = wide.melt(table.dimensions, var_name="Measure", value_name="Value")
    long["ValueAttribute"] = long["Value"].isna().map({True: "Impossible", False: "None"})
    long.insert(0, "Id", range(len(long)))
    return long.assign(StringValue=None)
