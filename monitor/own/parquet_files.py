"""Read a Parquet file of plain columns."""

from __future__ import annotations

import io

import pyarrow as pa
import pyarrow.parquet as pq

from monitor.errors import MonitorError
from monitor.own.grid import MAX_CELL_TEXT, Cell, Grid, check_size, clean
from monitor.own.problems import shown
from monitor.own.told import told

MAX_UNPACKED = 200 * 1024 * 1024


def _plain(kind: pa.DataType) -> bool:
    if pa.types.is_dictionary(kind):
        return _plain(kind.value_type)
    return any(
        test(kind)
        for test in (
            pa.types.is_integer,
            pa.types.is_floating,
            pa.types.is_decimal,
            pa.types.is_string,
            pa.types.is_large_string,
            pa.types.is_boolean,
            pa.types.is_date,
            pa.types.is_timestamp,
            pa.types.is_null,
        )
    )


def _check_schema(schema: pa.Schema) -> None:
    for column in schema:
        if not _plain(column.type):
            raise MonitorError(
                told(
                    "De kolom '{name}' heeft het type {type}",
                    name=shown(column.name),
                    type=shown(column.type),
                ),
                remedy=told("Een kolom hoort tekst, getallen, datums of ja/nee te bevatten."),
            )


def _cells(column: pa.ChunkedArray) -> list[Cell]:
    if pa.types.is_decimal(column.type):
        column = column.cast(pa.float64())
    return [clean(v) for v in column.to_pylist()]


def read_parquet(data: bytes) -> Grid:
    """Read a Parquet file; the first row of the grid holds the names of the columns.

    Raises
    ------
    MonitorError
        For nested or binary columns, or where a limit is broken.
    """
    file = pq.ParquetFile(io.BytesIO(data))
    meta, schema = file.metadata, file.schema_arrow
    check_size(meta.num_rows, meta.num_rows * meta.num_columns, len(schema.names))
    if sum(meta.row_group(i).total_byte_size for i in range(meta.num_row_groups)) > MAX_UNPACKED:
        raise MonitorError(
            told("Het Parquet-bestand is uitgepakt groter dan 200 MB"),
            remedy=told("Laat kolommen weg of splits het bestand."),
        )
    _check_schema(schema)
    text = [
        c.name for c in schema if pa.types.is_string(c.type) or pa.types.is_large_string(c.type)
    ]
    # text stays dictionary-encoded until its length is known: a long one repeated is a bomb
    table = pq.read_table(io.BytesIO(data), read_dictionary=text)
    for column in table.itercolumns():
        for chunk in column.chunks:
            words = chunk.dictionary if pa.types.is_dictionary(chunk.type) else None
            if words is not None and any(len(w) > MAX_CELL_TEXT for w in words.to_pylist() if w):
                check_size(0, 0, 0, MAX_CELL_TEXT + 1)
    columns = [_cells(c) for c in table.itercolumns()]
    header: list[Cell] = [clean(name) for name in table.column_names]
    return Grid([header, *map(list, zip(*columns, strict=True))], "parquet")
