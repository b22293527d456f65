"""What steering says, once for page, Word note and command line."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from itertools import groupby
from typing import Any

import pandas as pd

from monitor.impact.words import amount, outcome_title, scale
from monitor.snapshot import Snapshot
from monitor.steering.calendar import Next
from monitor.steering.signals import Signals
from monitor.text import (
    _,
    inside,
    join,
    language,
    listing,
    number,
    plural,
)

NAMED = 4
"""Of indicators or signals in a sentence; the others are counted."""


def figure(snapshot: Snapshot, measure: str, value: float) -> str:
    """Write a figure with its unit; a score has none."""
    item = snapshot.catalog.indicators.get(measure)
    if item is None:
        return number(value, decimals=1)
    if scale(snapshot, measure) > 1:
        return amount(snapshot, measure, value)
    return number(value, item.unit[language()], item.decimals)


# ---------------------------------------------------------------- signals


def signals_sentence(found: Signals) -> str:
    """Say how many signals a year has, and among how many changes."""
    if not found.tested + found.districts:
        return _("Over {year} is er niets gemeten waarin een signaal te zien kan zijn.").format(
            year=found.year
        )
    head = _("Signalen {year}: **geen**.")
    if len(found.table):
        head = _("Signalen {year}: **{n}**.")
    places = _("Bekeken: {tested} veranderingen van gemeenten en {districts} van wijken.")
    if not found.districts:
        places = _("Bekeken: {tested} veranderingen van gemeenten. Van wijken is er over {year}"
                   " niets te vergelijken.")  # fmt: skip
    return join([head, places]).format(
        year=found.year,
        n=len(found.table),
        tested=number(found.tested, decimals=0),
        districts=number(found.districts, decimals=0),
    )


def signal_sentences(snapshot: Snapshot, found: Signals, most: int = NAMED) -> list[str]:
    """Say of the strongest signals what changed, where, and what is usual."""
    called = snapshot.district_places.set_index("code")["name"]
    return [
        _district_sentence(snapshot, found.year, row, str(called[row["district"]]))
        if row["district"]
        else _signal_sentence(snapshot, found.year, row)
        for row in found.table.head(most).to_dict("records")
    ]


def _signal_sentence(snapshot: Snapshot, year: int, row: Mapping[Hashable, Any]) -> str:
    text = _("{name}: {indicator} {change} van {since} naar {year}; {apart} naast de rest van"
             " Nederland, gewoonlijk hooguit {usual}.")  # fmt: skip
    name = str(row["indicator"])
    return text.format(
        name=snapshot.regions.at[row["region"], "name"],
        indicator=inside(outcome_title(snapshot, name)),
        change=amount(snapshot, name, row["change"], signed=True),
        since=row["since"],
        year=year,
        apart=amount(snapshot, name, row["apart"], signed=True),
        usual=amount(snapshot, name, row["usual"]),
    )


def _district_sentence(
    snapshot: Snapshot, year: int, row: Mapping[Hashable, Any], place: str
) -> str:
    text = _("{place} ({name}): aantal {indicator} {change} van {since} naar {year}; {apart} naast"
             " de rest van Nederland, bij zo'n aantal gewoonlijk hooguit {usual}.")  # fmt: skip
    return text.format(
        place=place,
        name=snapshot.regions.at[row["region"], "name"],
        indicator=inside(outcome_title(snapshot, str(row["indicator"]))),
        change=number(row["change"], decimals=0, signed=True),
        since=row["since"],
        year=year,
        apart=number(row["apart"], decimals=0, signed=True),
        usual=number(row["usual"], decimals=0),
    )


# ---------------------------------------------------------------- the next measurement


def _state(found: Next) -> str:
    """Say how near the next measurement is."""
    return {
        "planned": _("nog te meten"),
        "measured": _("gemeten, nog niet in de bron"),
        "due": _("kan er al zijn, staat nog niet in de monitor"),
    }[found.state]


def _shows(snapshot: Snapshot, found: Next) -> str:
    """Say what change the next measurement could show."""
    if found.estimate:
        return _("niets over beleid: een modelschatting")
    if math.isnan(found.usual):
        return _("nog niet te zeggen: één vergelijkbare meting")
    size = amount(snapshot, found.indicator, found.usual)
    return _("meer dan {size} is meer dan gewoonlijk").format(size=size)


def calendar_table(snapshot: Snapshot, found: Sequence[Next]) -> pd.DataFrame:
    """Return the calendar for people: a row an indicator, the soonest first."""
    heads = [
        _("Cijfer"),
        _("Nieuwste"),
        _("Volgende over"),
        _("Stand"),
        _("Wat het kan laten zien"),
    ]
    rows = [
        (
            outcome_title(snapshot, n.indicator),
            str(n.newest or "–"),
            str(n.year),
            _state(n),
            _shows(snapshot, n),
        )
        for n in found
    ]
    return pd.DataFrame(rows, columns=heads)


def calendar_sentences(snapshot: Snapshot, found: Sequence[Next]) -> list[str]:
    """Say which figures come when: what may be there already, then the coming years."""
    late = [n for n in found if n.state != "planned"]
    said = []
    if late:
        text = _("**Kan er al zijn**, nog niet in de monitor: {names}.")
        said.append(text.format(names=_some(snapshot, late)))
    ahead = [n for n in found if n.state == "planned"]
    for year, own in groupby(ahead, key=lambda n: n.year):
        said.append(_("**{year}**: {names}.").format(year=year, names=_some(snapshot, list(own))))
    return said


def _some(snapshot: Snapshot, found: Sequence[Next]) -> str:
    names = [inside(outcome_title(snapshot, n.indicator)) for n in found[:NAMED]]
    more = len(found) - NAMED
    if more > 0:
        names.append(plural(more, _("{count} ander cijfer"), _("{count} andere cijfers")))
    return listing(names)
