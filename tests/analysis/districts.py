"""A snapshot with districts, small enough to reckon by hand (`tests.analysis.small`).

Figures of 2020 or 2024; the scale of every indicator is made so that z is read off the figure:
a (personal, +): (x - 50) / 10, in 2020 (x - 40) / 10; b (personal, -): (20 - x) / 5;
c (social, +): (x - 60) / 10; d (environment, -): (10 - x) / 2.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from monitor.catalog import Catalog
from monitor.catalog_read import parse_catalog
from monitor.snapshot import Snapshot
from tests.analysis.small import figures, small_catalog, small_snapshot

X, Y = "GM0001", "GM0002"
_SCALES = [("a", 2020, 40.0, 10.0), ("a", 2024, 50.0, 10.0), ("b", 2024, 20.0, 5.0)]
_SCALES += [("c", 2024, 60.0, 10.0), ("d", 2024, 10.0, 2.0)]
_RULES = """
first_year = 2010
last_year = 2025
boundary_year = 2024
[table.T]
title = "T"
[series]
[districts]
edition = 2024
small = 500
people = { table = "T", topic = "x" }
former = { year = 2020, named_by = "T", via = 2022, via_named_by = "T" }
"""


def district_catalog() -> Catalog:
    """The small catalog with a district index of all four indicators."""
    own = small_catalog()
    text = _RULES
    for name in "abcd":
        text += f'[[district]]\nid = "{name}"\nsource = [{{ table = "T", topic = "{name}" }}]\n'
    rules = parse_catalog(text, "small.toml").districts
    return own.model_copy(update={"districts": rules})


def with_districts(
    people: dict[str, float], values: dict[tuple[str, int], dict[str, float]]
) -> Snapshot:
    """Return a snapshot of two municipalities with districts: WK0001.. in X, WK0002.. in Y."""
    towns = small_snapshot(
        figures({("a", 2020): {X: 55.0, Y: 45.0}}),
        {X: "PV30", Y: "PV30"},
        catalog=district_catalog(),
    )
    places = pd.DataFrame(
        {
            "code": list(people),
            "name": [f"wijk {code[-2:]}" for code in people],
            "district": list(people),
            "region": ["GM" + code[2:6] for code in people],
            "inhabitants": list(people.values()),
            "joined": "name",
        }
    )
    rows = [(i, c, y, v) for (i, y), row in values.items() for c, v in row.items()]
    known = pd.DataFrame(rows, columns=["indicator", "code", "year", "value"])
    return replace(
        towns,
        district_places=places,
        district_figures=known.assign(
            lower=np.nan, upper=np.nan, count=np.nan, source="T", made=""
        ),
        district_scales=pd.DataFrame(_SCALES, columns=["indicator", "year", "mean", "sd"]),
    )
