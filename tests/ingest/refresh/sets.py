"""A small own set on the invented municipalities, whose figures tell which writer made it."""

from __future__ import annotations

import pandas as pd

from monitor.catalog_entries import FileSet, Indicator
from monitor.own.observe import OwnSet


def small_set(title: str, mark: int) -> tuple[OwnSet, bytes]:
    """The set ``eigen_<title>`` with figures that hold ``mark``, and the file it came from."""
    name = f"eigen_{title.lower()}"
    indicator = Indicator(
        id=f"{name}_x",
        title={"nl": title, "en": title},
        dimension="context",
        direction=0,
        unit={"nl": "punten", "en": "points"},
        cycle=1,
        source=[{"file": name, "column": "x"}],
    )
    observations = pd.DataFrame(
        {
            "indicator": indicator.id,
            "region": [f"GM90{n:02d}" for n in range(1, 15)],
            "year": pd.array([2021] * 14, dtype="int16"),
            "value": [float(mark + n) for n in range(14)],
            "lower": float("nan"),
            "upper": float("nan"),
            "status": "final",
            "source": name,
            "harmonised": False,
        }
    )
    scales = pd.DataFrame(columns=["indicator", "from_year", "mean", "sd", "shift", "low", "high"])
    file = FileSet(id=name, title=title, publisher="test", licence="test")
    data = observations.to_csv(index=False).encode()
    own = OwnSet(
        file, f"{title}.csv", f"{mark:064d}", "2026-01-01", 2024, (indicator,),
        observations=observations, scales=scales,
    )  # fmt: skip
    return own, data
