"""The page Jaren: figures of two years, and why there are none, in words."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from monitor import change_words
from monitor.answers import about_changes
from monitor.answers.selected import Selection
from monitor.answers.view import snapshot
from monitor.charts import words
from monitor.charts.sources import source_line
from monitor.charts.words import measure
from monitor.text import _, number, year_span
from monitor.ui.jaren.two_years import options


def signed(value: float, chosen: Selection) -> str:
    """Write a difference of what is shown, with sign and unit.

    Parameters
    ----------
    value : float
        In the unit of the measure.
    chosen : Selection
    """
    return differences([value], chosen)[0]


def differences(values: Iterable[float], chosen: Selection) -> list[str]:
    """Write differences of what is shown, with sign and unit.

    Parameters
    ----------
    values : iterable of float
        In the unit of the measure.
    chosen : Selection
    """
    unit, decimals = _("punten"), 1
    if not chosen.is_score:
        indicator = snapshot().catalog.indicators[chosen.what]
        decimals = indicator.decimals
        unit = _("procentpunt") if indicator.unit.nl == "%" else indicator.unit[chosen.lang]
    return [number(v, unit, decimals, signed=True) for v in values]


def source(chosen: Selection) -> str:
    """Return source and date of what is shown.

    Parameters
    ----------
    chosen : Selection
    """
    return source_line() if chosen.is_score else source_line(chosen.what)


def readable(table: pd.DataFrame, chosen: Selection) -> pd.DataFrame:
    """Return the figures of the maps as a table for people.

    Parameters
    ----------
    table : DataFrame
        Of `monitor.ui.jaren.two_years.compare`.
    chosen : Selection
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


def nothing(chosen: Selection) -> str:
    """Say that neither year has a figure, and which years have one.

    Parameters
    ----------
    chosen : Selection
    """
    known = about_changes.by_year(chosen.what, options()).notna().any()
    years = [y for y in known.index if known[y]]
    listed = year_span(years[0], years[-1]) if years else _("geen enkel jaar")
    return _(
        "Van {measure} is er voor {a} en {b} geen cijfer. Kies andere jaren ({years})."
    ).format(measure=measure(chosen.what), a=chosen.year_b, b=chosen.year, years=listed)


def sides(table: pd.DataFrame, chosen: Selection) -> tuple[str, str]:
    """Write both years, each with when its figures were measured where that is another.

    Parameters
    ----------
    table : DataFrame
        Of `monitor.ui.jaren.two_years.compare`.
    chosen : Selection
    """
    return (
        change_words.when(table["measured_start"], chosen.year_b),
        change_words.when(table["measured_end"], chosen.year),
    )


def one_measurement(table: pd.DataFrame) -> int | None:
    """Return the year of the one measurement that serves both years everywhere; else None.

    Parameters
    ----------
    table : DataFrame
        Of `monitor.ui.jaren.two_years.compare`.
    """
    known = table[table["reason"] != "missing"]
    if known.empty or (known["reason"] != "same").any():
        return None
    return int(known["measured_end"].max())
