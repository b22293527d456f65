"""Read a Parquet file of plain columns."""

from __future__ import annotations

import io
from typing import NoReturn

import pyarrow as pa
import pyarrow.parquet as pq

from monitor.errors import MonitorError
from monitor.own.grid import MAX_CELL_TEXT, Cell, Gathered, Grid, check_size, clean
from monitor.own.problems import shown
from monitor.own.told import told

MAX_UNPACKED = 100 * 1024 * 1024
MAX_FOOTER = 4 * 1024 * 1024
MAX_GROUPS = 1_000


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
    if MAX_FOOTER < int.from_bytes(data[-8:-4], "little") < len(data):
        _too_large()
    pa.set_cpu_count(1)
    file = pq.ParquetFile(io.BytesIO(data))
    meta, schema = file.metadata, file.schema_arrow
    check_size(meta.num_rows, meta.num_rows * meta.num_columns, len(schema.names))
    check_size(0, 0, meta.num_columns)
    if meta.num_row_groups > MAX_GROUPS:
        _too_large()
    # not column by column: at some damage pyarrow ends the whole process there
    sizes = [meta.row_group(i).total_byte_size for i in range(meta.num_row_groups)]
    if min(sizes, default=0) < 0 or sum(sizes) > MAX_UNPACKED:
        _too_large()
    _check_schema(schema)
    text = [
        c.name for c in schema if pa.types.is_string(c.type) or pa.types.is_large_string(c.type)
    ]
    # text stays dictionary-encoded until its length is known: a long one repeated is a bomb
    table = pq.read_table(io.BytesIO(data), read_dictionary=text, use_threads=False)
    for column in table.itercolumns():
        for chunk in column.chunks:
            words = chunk.dictionary if pa.types.is_dictionary(chunk.type) else None
            if words is not None and any(len(w) > MAX_CELL_TEXT for w in words.to_pylist() if w):
                check_size(0, 0, 0, MAX_CELL_TEXT + 1)
    gathered = Gathered()
    gathered.add(1, table.column_names)
    for number, row in enumerate(zip(*map(_cells, table.itercolumns()), strict=True), 2):
        gathered.add(number, row)
    return Grid(gathered.rows, "parquet")


def _too_large() -> NoReturn:
    raise MonitorError(
        told("Het Parquet-bestand is uitgepakt groter dan 100 MB"),
        remedy=told("Laat kolommen weg of splits het bestand."),
    )
