"""Figures of two years, and what lies between them, in words."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from monitor import change_words
from monitor.answers.view import snapshot
from monitor.charts import words
from monitor.charts.jaren.two_years import TwoYears
from monitor.charts.words import measure
from monitor.text import _, number


def signed(value: float, chosen: TwoYears) -> str:
    """Write a difference of what is shown, with sign and unit.

    Parameters
    ----------
    value : float
        In the unit of the measure.
    chosen : TwoYears
    """
    return differences([value], chosen)[0]


def differences(values: Iterable[float], chosen: TwoYears) -> list[str]:
    """Write differences of what is shown, with sign and unit.

    Parameters
    ----------
    values : iterable of float
        In the unit of the measure.
    chosen : TwoYears
    """
    unit = words.unit_of_difference(chosen.what)
    decimals = 1 if chosen.is_score else snapshot().catalog.indicators[chosen.what].decimals
    return [number(v, unit, decimals, signed=True) for v in values]


def readable(table: pd.DataFrame, chosen: TwoYears) -> pd.DataFrame:
    """Return the figures of the maps as a table for people.

    Parameters
    ----------
    table : DataFrame
        Of `monitor.charts.jaren.two_years.compare`.
    chosen : TwoYears
    """
    unit = words.unit(chosen.what)
    a, b = sides(table, chosen)
    return pd.DataFrame(
        {
            _("Gemeente"): table["name"],
            _("Code"): table.index,
            f"{measure(chosen.what)} {a} ({unit})": table["start"].round(3),
            f"{measure(chosen.what)} {b} ({unit})": table["end"].round(3),
            _("Verandering, op wat in beide jaren bekend is")
            if chosen.is_score
            else _("Verschil"): table["value"].round(3),
            _("Geen verschil omdat"): [
                change_words.why_not(r) if r else "" for r in table["reason"]
            ],
        }
    )


def sides(table: pd.DataFrame, chosen: TwoYears) -> tuple[str, str]:
    """Write both years, each with when its figures were measured where that is another.

    Parameters
    ----------
    table : DataFrame
        Of `monitor.charts.jaren.two_years.compare`.
    chosen : TwoYears
    """
    return (
        change_words.when(table["measured_start"], chosen.year_b),
        change_words.when(table["measured_end"], chosen.year),
    )
