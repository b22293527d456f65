"""Money of every year in the prices of one year, by CBS's consumer price index."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from monitor.errors import MonitorError

PRICES_FILE = Path(__file__).parent.parent / "prices.toml"


@cache
def price_levels() -> dict[int, float]:
    """Return the price level per year (the year before the first change = 1).

    The yearly changes c (percent) of CBS table 70936ned chain to a level:
    L(year) = L(year - 1) * (1 + c / 100).
    """
    changes = tomllib.loads(PRICES_FILE.read_text(encoding="utf-8"))["change"]
    levels, level = {}, 1.0
    for year, change in sorted((int(y), c) for y, c in changes.items()):
        levels[year] = level = level * (1 + change / 100)
    return levels


def to_prices_of(year: int, base: int) -> float:
    """Return the factor that expresses money of ``year`` in the prices of ``base``.

    Raises
    ------
    MonitorError
        Where the series has no figure for one of the years.
    """
    levels = price_levels()
    for wanted in (year, base):
        if wanted not in levels:
            raise MonitorError(
                f"De prijsontwikkeling van {wanted} ontbreekt",
                where="monitor/prices.toml",
                remedy="Vul de jaarmutatie uit CBS-tabel 70936ned aan.",
            )
    return levels[base] / levels[year]
