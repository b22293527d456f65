"""Figures that cannot be: they stop their indicator, whatever the service said about itself."""

from __future__ import annotations

import numpy as np
import pandas as pd

from monitor.catalog import Catalog
from monitor.catalog_entries import Indicator
from monitor.soundness import out_of_range

LARGEST = 1e9
"""No count, amount or rate of a Dutch municipality comes near a thousand million."""


def unusable(figures: pd.DataFrame) -> str | None:
    """Return why no computation can be made with the figures of an indicator; None where it can.

    Parameters
    ----------
    figures : DataFrame
        From ``extract``: ``region, year, value, of, lower, upper``.
    """
    for column in ("value", "of", "lower", "upper"):
        found = figures[~(figures[column].abs() <= LARGEST) & figures[column].notna()]
        if len(found):
            return _reason(found, column, "zo groot is geen cijfer van een gemeente")
    return None


def impossible(indicator: Indicator, figures: pd.DataFrame) -> str | None:
    """Return why figures, as published by their source, cannot be of an indicator; or None.

    Parameters
    ----------
    indicator : Indicator
        For what it measures, and its range in the catalog.
    figures : DataFrame
        From ``extract``.
    """
    low, high = _range(indicator)
    for column in ("value", "of"):
        found = figures[(figures[column] < low) | (figures[column] > high)]
        if len(found):
            return _reason(found, column, _words(low, high))
    return None


def impossible_results(observations: pd.DataFrame, catalog: Catalog) -> dict[str, str]:
    """Return the indicators with an observation outside the range of the catalog, and why."""
    odd = out_of_range(observations, catalog)
    found = {}
    for name, rows in odd.groupby("indicator"):
        indicator = catalog.series_of_all[str(name)]
        top = 100.0 if indicator.unit.nl == "%" else np.inf
        high = top if indicator.high is None else indicator.high
        found[str(name)] = _reason(rows, "value", _words(indicator.low, high))
    return found


def impossible_districts(figures: pd.DataFrame, catalog: Catalog) -> dict[str, str]:
    """Return the indicators with a figure of a district or neighbourhood that cannot be, and why.

    Parameters
    ----------
    figures : DataFrame
        ``district_figures`` of a snapshot: municipalities are looked at among their own figures.
    catalog : Catalog

    Returns
    -------
    dict of str to str
        The reason, by indicator.
    """
    below = figures[~figures["code"].str.startswith("GM")].rename(columns={"code": "region"})
    found = {}
    for name, rows in below.groupby("indicator", observed=True):
        indicator = catalog.indicators.get(str(name))
        if indicator is None:
            continue
        low, high = _range(indicator)
        for column, most in (("value", high), ("count", np.inf)):
            value = rows[column]
            odd = rows[(value < low) | (value > most) | (value.abs() > LARGEST)]
            if len(odd):
                found[str(name)] = _reason(odd, column, _words(low, most))
    return found


def _range(indicator: Indicator) -> tuple[float, float]:
    """Return the bounds of a figure as published: what is computed from it has others."""
    low = -np.inf if indicator.low < 0 else 0.0
    computed = indicator.per is not None or any(s.of for s in indicator.source)
    if computed or indicator.constant_prices is not None:
        return low, np.inf
    top = 100.0 if indicator.unit.nl == "%" else np.inf
    return indicator.low, top if indicator.high is None else indicator.high


def _words(low: float, high: float) -> str:
    if np.isinf(high):
        return f"onder {_number(low)} kan niet"
    return f"het ligt buiten {_number(low)} tot {_number(high)}"


def _number(value: float) -> str:
    return f"{value:.10g}".replace(".", ",").replace("-", "−").replace("inf", "oneindig")


def _reason(found: pd.DataFrame, column: str, why: str) -> str:
    row = found.iloc[0]
    more = f" en {len(found) - 1} meer" if len(found) > 1 else ""
    return f"onmogelijk cijfer: {_number(row[column])} in {row.region} {row.year}{more}; {why}"
