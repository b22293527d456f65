"""Boundary changes, read from what CBS says of every municipality in ``RegioS``.

The method: docs/method.md#boundary-changes.

A description is a run of events, newest first, each a heading and its partners::

    Opgeheven per 01-01-2021, overgegaan naar:
    - Boxtel (GM0757),
    ... 535 hectare met 918 woningen en 2149 inwoners

Only what ends a code counts here: abolished, or another name with another code. Border corrections
between municipalities that live on (``Grenswijziging``) are ignored.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import pandas as pd

from monitor.errors import MonitorError

FIRST_YEAR = 2011
"""Changes before this year lie before every figure of the monitor."""

FOREVER = 9999
"""``until_year`` of a municipality that still exists."""

_HEADING = re.compile(
    r"^(?P<kind>[A-Z][a-z]+(?: [a-z]+)?) per (?P<day>\d\d?)-(?P<month>\d\d?)-(?P<year>\d{4})"
    r"\s*[,:]?\s*(?P<way>.*?):?\s*$"
)
_PARTNER = re.compile(
    r"^(?:-|(?P<name_change>oude naam:|nieuwe naam:))\s*(?P<name>.+?)\s*\((?P<code>GM\d{4})\)"
)
_INHABITANTS = re.compile(r"(?P<number>\d[\d.]*)\s+inwoners?\b")
_BEGIN = re.compile(r"^Begindatum\s+(?:(?P<day>\d\d?)-(?P<month>\d\d?)-(?P<year>\d{4})|voor)")


@dataclass(frozen=True)
class Partner:
    """The other side of an event; ``inhabitants`` is None where CBS gives no figure."""

    code: str
    name: str
    inhabitants: int | None


@dataclass(frozen=True)
class Event:
    """Something that happened to a municipality.

    Attributes
    ----------
    kind : str
        CBS's word: Opgeheven, Naamswijziging, Ontstaan, Grenswijziging, ...
    day : date
        When it took effect.
    outgoing : bool
        Whether inhabitants left for the partners (or the new name), rather than came from them.
    partners : tuple of Partner
    """

    kind: str
    day: date
    outgoing: bool
    partners: tuple[Partner, ...]

    @property
    def first_year(self) -> int:
        """First year that begins (1 January) with the change made."""
        return self.day.year + (0 if (self.day.month, self.day.day) == (1, 1) else 1)


def _blocks(description: str) -> Iterator[tuple[re.Match[str], list[str]]]:
    """Split into headings and the lines under them; blank lines do not always separate them."""
    heading: re.Match[str] | None = None
    lines: list[str] = []
    for raw in description.splitlines():
        line = raw.strip()
        found = _HEADING.match(line)
        if found or _BEGIN.match(line):
            if heading:
                yield heading, lines
            heading, lines = found, []
        elif line:
            lines.append(line)
    if heading:
        yield heading, lines


def _partners(lines: list[str]) -> tuple[list[Partner], bool]:
    """Read the partners of an event, and whether one is called the new name."""
    partners: list[Partner] = []
    renamed = False
    for line in lines:
        found = _PARTNER.match(line)
        count = _INHABITANTS.search(line)
        if found:
            renamed |= found["name_change"] == "nieuwe naam:"
            partners.append(Partner(found["code"], found["name"], None))
        elif count and partners:
            last = partners[-1]
            number = int(count["number"].replace(".", ""))
            partners[-1] = Partner(last.code, last.name, number)
    return partners, renamed


def parse_events(description: str) -> list[Event]:
    """Read the events in the description of one municipality, in the order of the text.

    Parameters
    ----------
    description : str
        ``Description`` of RegioS; any line ends.

    Returns
    -------
    list of Event
        Empty where the text names none.
    """
    events = []
    for heading, lines in _blocks(description):
        partners, renamed = _partners(lines)
        day = date(int(heading["year"]), int(heading["month"]), int(heading["day"]))
        outgoing = renamed or "overgegaan naar" in heading["way"]
        events.append(Event(heading["kind"], day, outgoing, tuple(partners)))
    return events


def _new_code(code: str, event: Event) -> bool:
    """Whether a change of name was a change of code too."""
    return any(partner.code != code for partner in event.partners)


def _ends(code: str, events: Iterable[Event]) -> list[Event]:
    """Return the events that end a code: abolished, or renamed to another code."""
    return [
        e
        for e in events
        if e.kind == "Opgeheven"
        or (e.kind == "Naamswijziging" and e.outgoing and _new_code(code, e))
    ]


def _begin_year(code: str, description: str, events: list[Event]) -> int:
    """Return the first year that begins with the code in use; 0 for before every figure.

    The later of the begin date and the event that made the municipality: CBS has given
    a begin date a year before the merger it came out of (Gooise Meren), or none at all.
    """
    years = [
        e.first_year
        for e in events
        if not e.outgoing
        and (e.kind == "Ontstaan" or (e.kind == "Naamswijziging" and _new_code(code, e)))
    ]
    for line in description.splitlines():
        found = _BEGIN.match(line.strip())
        if found and found["year"]:
            day = date(int(found["year"]), int(found["month"]), int(found["day"]))
            years.append(Event("Begindatum", day, False, ()).first_year)
    return max(years, default=0)


def lifetimes(regions: pd.DataFrame) -> pd.DataFrame:
    """Return in which years every municipality existed on 1 January.

    Parameters
    ----------
    regions : DataFrame
        RegioS: ``code, name, description``.

    Returns
    -------
    DataFrame
        Index ``code``; ``name``, ``from_year`` (0 = before all figures), ``until_year``
        (``FOREVER`` = exists) and ``end`` (the Event that ended it, or None).
        Codes that ended before ``FIRST_YEAR`` are left out.
    """
    rows = []
    for code, name, text in zip(regions.code, regions.name, regions.description, strict=True):
        if not code.startswith("GM"):
            continue
        description = text if isinstance(text, str) else ""
        events = parse_events(description)
        start = _begin_year(code, description, events)
        # A code can be used again: only an end after its (last) beginning ends it.
        ends = [e for e in _ends(code, events) if e.first_year > start]
        end = max(ends, key=lambda e: e.day, default=None)
        until = end.first_year - 1 if end else FOREVER
        if until >= FIRST_YEAR - 1:
            rows.append((code, name, start, until, end))
    columns = ["code", "name", "from_year", "until_year", "end"]
    return pd.DataFrame(rows, columns=columns).set_index("code")


def _shares(code: str, end: Event) -> dict[str, float]:
    """Return the share of inhabitants that went to each partner of the event."""
    partners = [p for p in end.partners if p.code != code]
    if len(partners) == 1:
        return {partners[0].code: 1.0}
    total = sum(p.inhabitants or 0 for p in partners)
    if not partners or total == 0 or any(p.inhabitants is None for p in partners):
        raise MonitorError(
            "CBS zegt niet waar de inwoners van deze gemeente naartoe gingen",
            where=f"RegioS, {code}",
            remedy="Zonder die aantallen is de gemeente niet om te rekenen.",
        )
    return {p.code: p.inhabitants / total for p in partners if p.inhabitants}


def _follow(code: str, life: pd.DataFrame, present: set[str], seen: frozenset[str]) -> pd.Series:
    """Follow a code through its ends to present municipalities; shares add up to 1."""
    if code in present:
        return pd.Series({code: 1.0})
    end = life["end"].get(code)
    if end is None or code in seen:
        raise MonitorError(
            "Deze gemeente bestaat niet op de gekozen grenzen en CBS noemt geen opvolger",
            where=f"RegioS, {code}",
        )
    parts = [
        share * _follow(to, life, present, seen | {code})
        for to, share in _shares(code, end).items()
    ]
    together: pd.Series = pd.concat(parts).groupby(level=0).sum()
    return together


def recoding(regions: pd.DataFrame, codes: Iterable[str]) -> pd.DataFrame:
    """Return where the inhabitants of every former municipality live on the present boundaries.

    Parameters
    ----------
    regions : DataFrame
        RegioS: ``code, name, description``.
    codes : iterable of str
        The municipalities of the boundary year.

    Returns
    -------
    DataFrame
        ``code, name, to, share`` (of inhabitants, adds up to 1 per code), ``from_year`` and
        ``until_year``: the first and last year in which the code existed on 1 January.

    Raises
    ------
    MonitorError
        Where CBS names no successor, or a split without its inhabitants.
    """
    life, present = lifetimes(regions), set(codes)
    unknown = sorted(present - set(life.index))
    if unknown:
        raise MonitorError(
            f"De grenzen noemen gemeenten die CBS niet kent: {', '.join(unknown[:5])}",
            where="RegioS",
            remedy="Controleer of grenzen en RegioS van hetzelfde jaar zijn.",
        )
    former = life[~life.index.isin(present) & (life.until_year < FOREVER)]
    rows = []
    for code, row in former.iterrows():
        targets = _follow(str(code), life, present, frozenset())
        rows += [
            (code, row["name"], to, share, row.from_year, row.until_year)
            for to, share in targets.items()
        ]
    columns = ["code", "name", "to", "share", "from_year", "until_year"]
    return pd.DataFrame(rows, columns=columns).sort_values(["code", "to"], ignore_index=True)
