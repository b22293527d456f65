"""The annex of a note: every figure with its years and source, and how it was worked out."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from monitor.impact.words import outcome_title, scale, unit
from monitor.origins import dates_of, origin_line, origins
from monitor.snapshot import Snapshot
from monitor.steering.briefing import Briefing
from monitor.text import _, inside, listing, number


def figure_rows(snapshot: Snapshot, of: Briefing) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return the heads of the annex and a row for each figure that compares, and every score.

    Ends and change add up as they are written: of a score the change is that of the sentences.
    """
    heads = (
        _("Cijfer"),
        str(of.start),
        str(of.year),
        _("Verandering"),
        _("In Nederland"),
        _("Bron"),
    )
    shown = [r for r in of.figures.itertuples(index=False) if _shown(snapshot, r)]
    return heads, [_row(snapshot, of, r) for r in shown]


def reading(snapshot: Snapshot, of: Briefing) -> list[str]:
    """Say how the table is read, and which figures are not in it."""
    said = [
        _(
            "Gemiddelden gewogen naar de inwoners van {year}, in een norm naar die van het jaar van"
            " het cijfer; tussen haakjes het jaar van de meting. De verandering is van de gemeenten"
            " en cijfers die beide jaren kennen; het eerste jaar is het laatste min die"
            " verandering. Staat er geen datum bij een bron, dan is die onbekend."
        ).format(year=of.year)
    ]
    names = [
        inside(outcome_title(snapshot, str(r.measure)))
        for r in of.figures.itertuples(index=False)
        if not _shown(snapshot, r)
    ]
    if names:
        text = _(
            "Niet in de tabel: {names}. Daarvan is er voor één van beide jaren van te weinig"
            " gemeenten een cijfer dat nieuw genoeg is, of er is tussendoor anders gemeten."
        )
        said.append(text.format(names=listing(names)))
    return said


def method() -> str:
    """Say in a few sentences how the score and its change are worked out."""
    return _(
        "Een score van 100 is Nederland in 2020; 10 punten is één standaardafwijking tussen"
        " gemeenten. Een verandering telt pas als zij groter is dan 95% van de veranderingen van"
        " gemeenten in even veel jaren. De volledige methode staat op de pagina Verantwoording van"
        " de monitor."
    )


def _shown(snapshot: Snapshot, row: Any) -> bool:
    return row.measure not in snapshot.catalog.indicators or not math.isnan(row.change)


def _row(snapshot: Snapshot, of: Briefing, row: Any) -> tuple[str, ...]:
    size = scale(snapshot, row.measure)
    before, now, country = (size * v for v in (row.before, row.now, row.country))
    places = 0 if size > 1 else 1 if not abs(now) < 10 else 2
    years = (row.measured_start, row.measured_end)
    title, source = outcome_title(snapshot, row.measure), _("deze monitor")
    scored = row.measure not in snapshot.catalog.indicators
    change = (
        round(size * row.change, places) if scored else round(now, places) - round(before, places)
    )
    first = round(now, places) - change
    if not scored:
        title = f"{title} ({'%' if _in_percent(snapshot, row) else unit(snapshot, row.measure)})"
        source = _source(snapshot, of, row.measure, years)
    return (
        title,
        _dated(first, places, years[0]),
        _dated(now, places, years[1]),
        number(change, decimals=places, signed=True),
        number(country, decimals=places, signed=True),
        source,
    )


def _in_percent(snapshot: Snapshot, row: Any) -> bool:
    return snapshot.catalog.indicators[row.measure].unit.nl == "%"


def _dated(value: float, places: int, measured: float) -> str:
    text = number(value, decimals=places)
    return text if math.isnan(measured) else f"{text} ({int(measured)})"


def _source(snapshot: Snapshot, of: Briefing, measure: str, years: tuple[float, float]) -> str:
    """Write the sources of the two figures of a row, each with its date where that is known."""
    o: pd.DataFrame = snapshot.observations
    own = o[o["year"].isin(years) & o["region"].isin(of.area.codes)]
    return origin_line(origins(snapshot, [measure], own)).removesuffix(f", {dates_of([])}")
