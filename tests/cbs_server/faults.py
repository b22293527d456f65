"""What can go wrong on request: on the wire, in an answer, or in a table."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from typing import Any

from tests.cbs_server.tables import Table

WIRE = (
    "slow",
    "status",
    "hangup",
    "cut",
    "truncate",
    "garbage",
    "gzip",
    "bomb",
    "redirect",
    "raw",
    "bom",
    "drip",
    "drip_headers",
    "endless",
    "mutate",
    "huge",
)
ANSWER = ("empty", "last_page", "unfiltered", "shape", "link", "circle", "null_row", "figure")
TABLE = ("vanish", "drop_topic", "unit", "level", "renumber")


@dataclass
class Fault:
    """One fault.

    Parameters
    ----------
    kind : str
        On the wire: ``slow`` (value: seconds), ``status`` (value: 500, 503, 429 ...), ``hangup``
        (no answer), ``cut`` (the connection breaks half-way), ``truncate`` (half a body that
        claims to be whole), ``garbage`` (a page of HTML with status 200), ``gzip`` (says so, is
        not), ``bomb`` (value: MB of zeros, packed), ``redirect`` (value: where to), ``raw``
        (value: this text instead), ``bom`` (a byte order mark before it), ``drip`` and
        ``drip_headers`` (value: seconds between two bytes), ``endless`` (a body without end),
        ``huge`` (value: MB of JSON), ``mutate`` (value: a seed; bytes changed, lost or doubled).
        In the answer: ``empty`` (no rows, status 200), ``last_page`` (the link to the next page
        is lost), ``unfiltered`` (the filter is ignored), ``shape`` (value: other JSON instead),
        ``link`` (value: the next page), ``circle`` (each page leads to the other of two),
        ``null_row`` (a row that is null), ``figure`` (value: [key, JSON text] in the last row;
        the key is ``Value`` in v4).
        In the tables: ``vanish``, ``drop_topic`` (value: key), ``unit`` (value: [key, unit]),
        ``level`` (value: [key, factor]), ``renumber`` (value: shift of the number in every key).
    match : str
        Only for addresses that hold this text (wire and answer), or for this table (tables).
    times : int, optional
        How often it happens; always by default.
    """

    kind: str
    value: Any = None
    match: str = ""
    times: int | None = None

    def __post_init__(self) -> None:
        if self.kind not in WIRE + ANSWER + TABLE:
            raise ValueError(f"unknown fault '{self.kind}'")

    def strikes(self, address: str) -> bool:
        """Whether it happens to this request; counts down."""
        if self.match not in address or self.times == 0:
            return False
        if self.times is not None:
            self.times -= 1
        return True


def change_tables(tables: dict[str, Table], faults: list[Fault]) -> dict[str, Table]:
    """The tables as the faults leave them."""
    tables = dict(tables)
    for fault in (f for f in faults if f.kind in TABLE):
        for id_, table in list(tables.items()):
            if fault.match not in ("", id_):
                continue
            if fault.kind == "vanish":
                del tables[id_]
            else:
                tables[id_] = _change(table, fault.kind, fault.value)
    return tables


def _change(table: Table, kind: str, value: Any) -> Table:
    topics, frame, decimals = list(table.topics), table.frame, table.decimals
    if kind == "drop_topic":
        topics = [t for t in topics if t.key != value]
        frame = frame.drop(columns=value, errors="ignore")
    elif kind == "unit":
        key, unit = value
        topics = [dataclasses.replace(t, unit=unit) if t.key == key else t for t in topics]
    elif kind == "level":
        key, factor = value
        frame = frame.assign(**{key: frame[key] * factor}) if key in frame else frame
        decimals = {**decimals, key: 4}
    else:
        new = {t.key: re.sub(r"\d+$", lambda m: str(int(m[0]) + value), t.key) for t in topics}
        topics = [dataclasses.replace(t, key=new[t.key]) for t in topics]
        frame = frame.rename(columns=new)
        decimals = {new[k]: d for k, d in decimals.items()}
    out = dataclasses.replace(table)
    # the cached properties of a fresh copy are empty: hand it the changed ones
    out.__dict__.update(topics=topics, frame=frame, decimals=decimals)
    return out
