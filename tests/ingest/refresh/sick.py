"""Sick answers at random, for fuzzing: a number gives the same ones each time.

``check(number, url, folder)`` tries one: a table that is sick in whatever way is told, its figures
come whole or not at all, and nothing is raised.
"""

from __future__ import annotations

import random
from pathlib import Path

from monitor.catalog import Catalog
from monitor.ingest.plan import plan
from monitor.ingest.tables import Desk, TableResult, refresh_table
from tests.cbs_server import Address, Fault

JSON = (
    '{"value":[]}', '{"value":[{}]}', '{"value":null}', '{"value":[[1]]}', "{}", "[]", "null", "",
    "7",
    '{"value":[{"Key":null,"Type":"Topic","ID":1,"ParentID":1,"Title":"x"}]}',
    '{"value":[{"ID":1,"ParentID":2},{"ID":2,"ParentID":1}]}', '{"odata.nextLink":[]}',
)  # fmt: skip
LINKS = (None, "", 7, [], "file:///etc/passwd", "ftp://127.0.0.1", "//x", "http://", "?x", "\x00")
PARTS = (
    "", "TableInfos", "DataProperties", "TypedDataSet", "Perioden", "RegioS", "odata/v1",
    "Observations", "MeasureCodes", "ODataFeed", "ODataApi",
)  # fmt: skip
KINDS = {
    "mutate": lambda draw: draw.randrange(2**31),
    "raw": lambda draw: draw.choice(JSON),
    "link": lambda draw: draw.choice(LINKS),
    "shape": lambda draw: {"value": draw.choice(("x", 3, [None], [3], {"a": 1}))},
    "status": lambda draw: draw.choice((201, 204, 301, 400, 401, 403, 404, 418, 429, 500, 503)),
    "redirect": lambda draw: str(draw.choice(LINKS)),
    "figure": lambda draw: ["Value", draw.choice(("-1", "NaN", "1e999", "{}", '"x"', "true"))],
    **dict.fromkeys(
        ("hangup", "cut", "truncate", "garbage", "gzip", "bom", "circle", "null_row", "empty",
         "last_page", "unfiltered"), lambda _draw: None,
    ),
}  # fmt: skip


def sick(number: int) -> list[Fault]:
    """One to three faults."""
    draw = random.Random(number)
    faults = []
    for _ in range(draw.randint(1, 3)):
        kind = draw.choice((*KINDS, "mutate", "mutate"))
        match = draw.choice(PARTS)
        value = KINDS[kind](draw)
        faults.append(Fault(kind, value, match=match, times=draw.choice((None, None, 1, 2))))
    return faults


def check(number: int, url: Address, catalog: Catalog, cache: Path) -> TableResult:
    """Bring in a table from a service that is sick in the way that the number says."""
    desk = Desk(catalog, cache, str(url), fresh=True)
    requests = plan(catalog)
    request = requests[number % len(requests)]
    url.faults[:] = sick(number)
    try:
        got = refresh_table(desk, request, lambda *_: None)
    finally:
        url.faults.clear()
    if got.origin == "fetched":
        assert got.kept is not None
        assert len(got.kept.data.frame)
    else:
        assert got.message
    if got.kept is None:
        assert got.stopped
    return got
