"""Tables to download as a data package: CSV files and a ``datapackage.json`` about them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Any

import pandas as pd

from monitor.datapackage import describe, file_resource, table_schema, to_json
from monitor.export.tables import to_csv
from monitor.fields import Style
from monitor.site import site


def _kind(dtype: Any) -> str:
    if pd.api.types.is_bool_dtype(dtype):
        return "boolean"
    if pd.api.types.is_integer_dtype(dtype):
        return "integer"
    return "number" if pd.api.types.is_float_dtype(dtype) else "string"


def _csv_resource(name: str, frame: pd.DataFrame, data: bytes, style: Style) -> dict[str, Any]:
    """Describe a table written by ``to_csv``."""
    kinds = {str(c): _kind(frame[c].dtype) for c in frame.columns}
    return file_resource(name, f"{name}.csv", data) | {
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ";" if style == "nl" else ",", "lineTerminator": "\r\n"},
        "schema": table_schema(name, kinds, style, csv=True),
    }


def to_package(tables: Mapping[str, pd.DataFrame], snapshot: Any, style: Style = "en") -> bytes:
    """Zip tables as CSV with their ``datapackage.json``.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        By name (``observations``, ``scores``).
    snapshot : Snapshot
        For sources and licences.
    style : {"nl", "en"}
        As for ``to_csv``.
    """
    out, resources = io.BytesIO(), []
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, frame in tables.items():
            data = to_csv(frame, style)
            archive.writestr(f"{name}.csv", data)
            resources.append(_csv_resource(name, frame, data, style))
        archive.writestr(
            "datapackage.json", to_json(describe(snapshot.manifest, resources, site().name[style]))
        )
    return out.getvalue()
