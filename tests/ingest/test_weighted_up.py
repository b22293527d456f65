"""A district as the mean of its neighbourhoods."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from monitor.ingest.districts import weighted_up

A, B, C = "BU00010101", "BU00010102", "BU00010201"
PLACES = pd.DataFrame(
    {
        "code": ["WK000101", A, B, "WK000102", C],
        "district": ["WK000101"] * 3 + ["WK000102"] * 2,
        "inhabitants": [1000.0, 900.0, 100.0, 500.0, 449.0],
    }
)


def value(**figures: float) -> dict[str, float]:
    rows = pd.DataFrame({"code": list(figures), "value": list(figures.values())})
    found = weighted_up(rows.assign(year=2024, source="T"), PLACES)
    assert set(found["made"]) <= {"weighted"}
    assert found[["lower", "upper"]].isna().all(axis=None)
    return dict(zip(found["code"], found["value"], strict=True))


def test_neighbourhoods_count_by_their_inhabitants() -> None:
    assert value(**{A: 60.0, B: 80.0}) == {"WK000101": pytest.approx(62.0)}


def test_they_have_to_hold_ninety_percent_of_the_inhabitants() -> None:
    """900 of 1,000 is enough, 100 is not, nor are 449 of 500."""
    assert value(**{A: 60.0, B: np.nan}) == {"WK000101": pytest.approx(60.0)}
    few = value(**{B: 80.0, C: 70.0})
    assert set(few) == {"WK000101", "WK000102"}
    assert np.isnan(list(few.values())).all()
