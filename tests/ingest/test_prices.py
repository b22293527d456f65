"""Constant prices from the yearly changes of CBS table 70936ned."""

import pytest

from monitor.errors import MonitorError
from monitor.ingest.prices import to_prices_of


def test_prices_chain_by_the_yearly_changes():
    # 2020 +1.3%, 2021 +2.7%, 2022 +10.0% (CBS, 70936ned)
    assert to_prices_of(2020, 2020) == 1
    assert to_prices_of(2019, 2020) == pytest.approx(1.013)
    assert to_prices_of(2022, 2020) == pytest.approx(1 / (1.027 * 1.10))


def test_a_year_without_a_price_is_named():
    with pytest.raises(MonitorError, match="1990"):
        to_prices_of(1990, 2020)
