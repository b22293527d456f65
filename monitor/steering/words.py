"""What steering says, once for page, Word note and command line."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from itertools import groupby
from typing import Any

import pandas as pd

from monitor import naming
from monitor.analysis.area_change import AreaChange
from monitor.impact.words import amount, outcome_title, scale
from monitor.snapshot import Snapshot
from monitor.steering.areas import area_name, became
from monitor.steering.calendar import Next
from monitor.steering.criteria import Standing
from monitor.steering.norm import Judged, Word
from monitor.steering.signals import Signals
from monitor.steering.usual import is_clear
from monitor.text import _, day, inside, join, language, listing, number, plural

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


def word(found: Word) -> str:
    """Return the word of a verdict on a norm."""
    return {
        "met": _("gehaald"),
        "on_course": _("op koers"),
        "missed": _("niet gehaald"),
        "unclear": _("niet te zeggen"),
    }[found]


def kind_of(norm_kind: str) -> str:
    """Name what set a norm."""
    return {"wet": _("wet"), "afspraak": _("afspraak"), "besluit": _("besluit")}[norm_kind]


def norm_sentence(snapshot: Snapshot, found: Judged) -> str:
    """Say of a norm whether it is met, from which figures, and why where that cannot be said."""
    norm = found.norm
    head = _("{area}, {measure}: **{word}**.").format(
        area=area_name(snapshot, found.area),
        measure=inside(outcome_title(snapshot, norm.measure)),
        word=word(found.word),
    )
    target = _("Norm: {target} in {year} ({kind}: {source}).").format(
        target=figure(snapshot, norm.measure, norm.target),
        year=norm.year,
        kind=kind_of(norm.kind),
        source=norm.source[language()],
    )
    stands = ""
    if not math.isnan(found.now):
        stands = _("Van {before} in {since} naar {now} in {measured}.").format(
            before=figure(snapshot, norm.measure, found.before),
            since=norm.since,
            now=figure(snapshot, norm.measure, found.now),
            measured=found.measured,
        )
    return join([head, target, stands, why(snapshot, found), became(snapshot, norm.area)])


def why(snapshot: Snapshot, found: Judged) -> str:
    """Say what a verdict on a norm rests on, or why there is none."""
    norm = found.norm
    more = _("Dat is meer dan een gemeente {span} gewoonlijk verandert ({usual}).")
    texts = {
        "met": more,
        "on_course": more,
        "missed": _(
            "Het scheelt met de norm meer dan een gemeente {span} gewoonlijk verandert ({usual})."
        ),
        "not_measured": _("Sinds {since} is er niet opnieuw gemeten."),
        "no_baseline": _("In {since} is dit niet gemeten."),
        "no_usual": _("Hoeveel een gemeente {span} gewoonlijk verandert, is niet bekend."),
        "break": _("Sinds {since} wordt er anders gemeten."),
        "incomparable": _("Deze jaren zijn niet te vergelijken."),
        "little": _("Dat is niet meer dan een gemeente {span} gewoonlijk verandert ({usual})."),
        "mixed": "" if found.change is None else mixed(snapshot, norm.measure, found.change),
        "near": _(
            "Het scheelt met de norm niet meer dan een gemeente {span} gewoonlijk verandert"
            " ({usual})."
        ),
        "behind": _("Het gaat vooruit, maar minder snel dan nodig is."),
    }
    return texts[found.why or found.word].format(
        since=norm.since,
        usual=amount(snapshot, norm.measure, found.usual),
        span=plural(found.measured - norm.since, _("in één jaar"), _("in {count} jaar")),
    )


def mixed(snapshot: Snapshot, measure: str, found: AreaChange) -> str:
    """Say that the municipalities of an area differ too much for their mean change to say much."""
    low, high = (amount(snapshot, measure, x, signed=True) for x in (found.lower, found.upper))
    text = _("De gemeenten verschillen daarin te veel van elkaar: het interval loopt van {low} tot"
             " {high}.")  # fmt: skip
    return text.format(low=low, high=high)


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


def state(found: Next) -> str:
    """Say how near the next measurement is."""
    return {
        "planned": _("nog te meten"),
        "measured": _("gemeten, nog niet in de bron"),
        "due": _("kan er al zijn, staat nog niet in de monitor"),
    }[found.state]


def shows(snapshot: Snapshot, found: Next) -> str:
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
            state(n),
            shows(snapshot, n),
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


# ---------------------------------------------------------------- criteria set beforehand


def criterion_sentence(snapshot: Snapshot, found: Standing) -> str:
    """Say what was asked for beforehand, where it stands, and which measurement decides."""
    asked, measure = found.criterion, found.criterion.measure
    word = {
        "grown": _("ja"),
        "not_shown": _("niet aangetoond"),
        "pending": _("nog niet te beslissen"),
        "incomparable": _("niet te zeggen: de jaren zijn niet te vergelijken")
        if found.change is None
        else _("niet te zeggen: hoeveel gewoon is, is niet bekend"),
    }[found.state]
    head = f"{asked.title[language()]} **{naming.start(word)}**."
    text = _("Nodig: {needed} sinds {since}, en {more} meer dan Nederland.")
    if not asked.beyond_country:
        text = _("Nodig: {needed} sinds {since}, en meer dan Nederland.")
    needed = text.format(
        needed=_needed(snapshot, found),
        since=asked.since,
        more=amount(snapshot, measure, asked.beyond_country),
    )
    stands = ""
    if found.change is not None and found.country is not None:
        stands = _("Tot {year}: {own}; Nederland {country}.").format(
            year=found.measured,
            own=amount(snapshot, measure, found.change.points, signed=True),
            country=amount(snapshot, measure, found.country.points, signed=True),
        )
        if not is_clear(found.change):
            stands = join([stands, mixed(snapshot, measure, found.change)])
    decides = _("De meting over {year} beslist.").format(year=asked.decided)
    moment = (
        _("Vastgelegd op {day} (kenmerk {hash}).")
        if found.beforehand
        else _("Vastgelegd op {day}, na de cijfers (kenmerk {hash}).")
    ).format(day=day(asked.made.isoformat()), hash=asked.hash)
    pending = decides if found.state == "pending" else ""
    return join([head, needed, stands, pending, became(snapshot, asked.area), moment])


def _needed(snapshot: Snapshot, found: Standing) -> str:
    """Write what a change must exceed; how much is usual may not be known yet."""
    size, beyond = (
        amount(snapshot, found.criterion.measure, x)
        for x in (found.needed, found.criterion.beyond_usual)
    )
    if not math.isnan(found.needed):
        return _("meer dan {size}").format(size=size)
    if found.criterion.beyond_usual:
        return _("{size} meer dan gewoonlijk").format(size=beyond)
    return _("meer dan gewoonlijk")
