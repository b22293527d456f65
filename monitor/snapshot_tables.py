"""The files of a snapshot, and the columns of its tables with their types."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa

FORMAT = 1
COLUMNS = {
    "observations": {
        "indicator": pa.string(),
        "region": pa.string(),
        "year": pa.int16(),
        "value": pa.float64(),
        "lower": pa.float64(),
        "upper": pa.float64(),
        "status": pa.string(),
        "source": pa.string(),
        "harmonised": pa.bool_(),
    },
    "district_places": {
        **dict.fromkeys(("code", "name", "district", "region"), pa.string()),
        "inhabitants": pa.float64(),
        "joined": pa.string(),
        "postcode": pa.string(),
    },
    "district_figures": {
        "indicator": pa.string(),
        "code": pa.string(),
        "year": pa.int16(),
        "value": pa.float64(),
        "lower": pa.float64(),
        "upper": pa.float64(),
        "count": pa.float64(),
        "source": pa.string(),
        "made": pa.string(),
    },
    "district_scales": {
        "indicator": pa.string(),
        "year": pa.int16(),
        "mean": pa.float64(),
        "sd": pa.float64(),
    },
    "regions": {
        **dict.fromkeys(
            ("code", "name", "province", "province_name", "corop", "corop_name", "ggd"), pa.string()
        ),
        "from_year": pa.int16(),
    },
    "recoding": {
        "code": pa.string(),
        "name": pa.string(),
        "to": pa.string(),
        "share": pa.float64(),
        "from_year": pa.int16(),
        "until_year": pa.int16(),
    },
    "history": {
        "code": pa.string(),
        "year": pa.int16(),
        "inhabitants": pa.float64(),
    },
    "scales": {
        "indicator": pa.string(),
        "from_year": pa.int16(),
        "mean": pa.float64(),
        "sd": pa.float64(),
        "shift": pa.float64(),
        "low": pa.float64(),
        "high": pa.float64(),
    },
}
DISTRICT_TABLES = ("district_places", "district_figures", "district_scales")
DISTRICT_SHAPES = "districts.geojson"
SHAPES = ("boundaries.geojson", DISTRICT_SHAPES)
FILES = (*(f"{name}.parquet" for name in COLUMNS), *SHAPES, "catalog.json")
LATER = {DISTRICT_SHAPES, *(f"{name}.parquet" for name in DISTRICT_TABLES)}
"""Files that older snapshots do not have: they have no districts then."""
LATER_COLUMNS: dict[str, dict[str, object]] = {
    "district_places": {"postcode": ""},
    "district_figures": {"lower": np.nan, "upper": np.nan},
}
"""Columns that older snapshots do not have, and what stands in them then."""
FEW_VALUES = {"district_figures": ["indicator", "source", "made"]}
"""Columns of a long table that a snapshot holds as categories: 11 MB less in every process."""


def empty_table(name: str) -> pd.DataFrame:
    """Return a table of the snapshot without rows, its types as they are read."""
    schema = pa.schema(list(COLUMNS[name].items()))
    frame: pd.DataFrame = schema.empty_table().to_pandas()
    return frame
