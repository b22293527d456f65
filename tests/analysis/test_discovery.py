"""Many tests at once: held against scipy."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import false_discovery_control

from monitor.analysis.discovery import false_discovery


def test_by_hand() -> None:
    # 4 tests: 0.01 * 4/1, 0.03 * 4/2, 0.04 * 4/3 (no more than the next), 0.9 * 4/4
    found = false_discovery([0.04, 0.01, 0.9, 0.03])
    assert found == pytest.approx([0.16 / 3, 0.04, 0.9, 0.16 / 3])


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40))
def test_as_scipy_has_it(p: list[float]) -> None:
    assert false_discovery(p) == pytest.approx(false_discovery_control(np.array(p)))
