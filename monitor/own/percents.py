"""A unit of percents over figures that are none: told, because the unit is chosen after reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from monitor.own.odd import SHARE, fractions, written
from monitor.own.problems import Problem
from monitor.own.told import told

if TYPE_CHECKING:
    import pandas as pd

    from monitor.own.observe import Choice

UNITS = {"%", "procent", "percentage"}


def no_share(choice: Choice, figures: pd.DataFrame) -> list[Problem]:
    """Tell where a unit of percents stands over figures that are no share, or parts of one.

    Parameters
    ----------
    choice : Choice
        Its unit and title count.
    figures : DataFrame
        ``region, year, value``, not empty.
    """
    if choice.unit.strip() not in UNITS:
        return []
    odd = figures[~figures["value"].between(0, 100)]
    largest = float(figures["value"].max())
    if len(odd):
        first = odd.iloc[0]
        what = told(
            "'{title}' heeft als eenheid een percentage, maar niet alle cijfers liggen tussen 0 en"
            " 100: {n} niet, zoals {value} ({region}, {year})",
            title=choice.title,
            n=len(odd),
            value=written(first["value"]),
            region=first["region"],
            year=first["year"],
        )
        remedy = told("Kies een andere eenheid of verbeter het bestand, als dat niet klopt.")
    elif fractions(figures["value"]) and not SHARE.search(choice.name):  # else it was asked
        what = told(
            "'{title}' heeft als eenheid een percentage, maar alle cijfers liggen van 0 tot en met"
            " 1: het hoogste is nu {value}%",
            title=choice.title,
            value=written(largest),
        )
        remedy = told("Zijn het delen van 1, vermenigvuldig ze dan in het bestand met 100.")
    else:
        return []
    return [Problem(what, remedy, code="geen percentage", blocks=False)]
