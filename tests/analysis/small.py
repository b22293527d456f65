"""A snapshot small enough to reckon by hand: four indicators whose z is read off the figure.

a (personal, +): z = (x - 50) / 10      c (social, +):       z = (x - 60) / 10
b (personal, -): z = (20 - x) / 5       d (environment, -):  z = (10 - x) / 2

so that total - 100 = 10 / 3 * ((z_a + z_b) / 2 + z_c + z_d), from equal weights within and between.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from monitor.catalog import Catalog
from monitor.catalog_read import parse_catalog
from monitor.snapshot import Snapshot

_ENTRY = """
[[indicator]]
id = "{id}"
title = {{ nl = "{id}", en = "{id}" }}
dimension = "{dimension}"
direction = {direction}
unit = {{ nl = "x", en = "x" }}
cycle = {cycle}
low = -1000
merge = "{merge}"
{extra}
source = [{{ file = "set", column = "{id}" }}]
"""
_HEAD = """
first_year = 2010
last_year = 2025
boundary_year = 2024
[file.set]
title = "set"
publisher = "x"
licence = "x"
[series]
"""
_SCORED = {
    "a": ("personal", 1),
    "b": ("personal", -1),
    "c": ("social", 1),
    "d": ("environment", -1),
}
_CONTEXT = ("bevolking", "stedelijkheid", "aandeel_65plus", "bevolkingsdichtheid")
_SCALE = {"a": (50.0, 10.0), "b": (20.0, 5.0), "c": (60.0, 10.0), "d": (10.0, 2.0)}


def small_catalog(extra: Mapping[str, str] | None = None, cycle: int = 4) -> Catalog:
    """Catalog of a, b, c, d and context; ``extra`` adds TOML lines to an indicator."""
    extra = extra or {}
    text = _HEAD
    for name in ("personal", "social", "environment", "context", "outcome"):
        text += f'[[dimension]]\nid = "{name}"\ntitle = {{ nl = "{name}", en = "{name}" }}\n'
    for name, (dimension, direction) in _SCORED.items():
        more = "reference_year = 2020\n" + extra.get(name, "")
        text += _ENTRY.format(
            id=name, dimension=dimension, direction=direction, cycle=cycle, merge="mean", extra=more
        )
    for name in (*_CONTEXT, "uitkomst"):
        text += _ENTRY.format(
            id=name,
            dimension="outcome" if name == "uitkomst" else "context",
            direction=0,
            cycle=1,
            merge="count" if name == "bevolking" else "median",
            extra=extra.get(name, ""),
        )
    return parse_catalog(text, "small.toml")


def figures(rows: Mapping[tuple[str, int], Mapping[str, float]]) -> pd.DataFrame:
    """Observations from {(indicator, year): {region: value}}."""
    table = pd.DataFrame(
        [(i, r, y, float(v)) for (i, y), row in rows.items() for r, v in row.items()],
        columns=["indicator", "region", "year", "value"],
    )
    return table.assign(lower=np.nan, upper=np.nan, status="final", source="set", harmonised=False)


def small_snapshot(
    observations: pd.DataFrame,
    provinces: Mapping[str, str],
    *,
    catalog: Catalog | None = None,
    breaks: Mapping[str, tuple[int, float, float, float]] | None = None,
) -> Snapshot:
    """Snapshot of these figures; ``breaks`` gives (first year, mean, sd, shift) of a new level."""
    scales = [(i, 0, m, s, 0.0, np.nan, np.nan) for i, (m, s) in _SCALE.items()]
    scales += [(i, *row, np.nan, np.nan) for i, row in (breaks or {}).items()]
    columns = ["indicator", "from_year", "mean", "sd", "shift", "low", "high"]
    regions = pd.DataFrame(
        {"name": list(provinces), "province": list(provinces.values()), "province_name": "x"}
        | {"corop": "", "corop_name": "", "ggd": ""},
        index=pd.Index(list(provinces), name="code"),
    )
    return Snapshot(
        Path(),
        {"id": "small"},
        catalog or small_catalog(),
        observations,
        regions,
        pd.DataFrame(columns=["code", "name", "to", "share"]),
        pd.DataFrame(scales, columns=columns),
        Path("boundaries.geojson"),
    )
