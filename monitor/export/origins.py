"""The sources behind figures, each with its publisher and its own date: one line under a chart.

A date is the publisher's own (when the table was modified); where none is known the line says so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from monitor.analysis.coverage import awaited
from monitor.snapshot import Snapshot
from monitor.text import _, day, language, listing

NAMED = 2
"""As many sources of one publisher are named by their id; more are counted."""


@dataclass(frozen=True)
class Origin:
    """A source of figures.

    Attributes
    ----------
    id, publisher : str
        Of the table or set.
    kind : {"table", "file", "own"}
        A table of CBS's service, a set that came with the monitor, or an own set.
    date : str
        ISO date of the table, or of the day an own set was added; empty where none is known.
    """

    id: str
    publisher: str
    kind: str
    date: str


def publisher_of(entry: Mapping[str, Any], snapshot: Snapshot) -> str:
    """Return who publishes a source of the manifest.

    Older manifests have the publisher of a set as its ``host`` and that of a table nowhere: the
    catalog tells.
    """
    if entry.get("publisher"):
        return str(entry["publisher"])
    if entry.get("service") == "file":
        return str(entry["host"])
    return "CBS / PDOK" if entry.get("service") == "wfs" else snapshot.catalog.publisher_of(
        str(entry["id"])
    )  # fmt: skip


def origins(snapshot: Snapshot, indicators: Collection[str]) -> list[Origin]:
    """Return the sources that the figures of indicators really come from, as the manifest has them.

    A source that the catalog names and that gave no figure is not among them.
    """
    figures = snapshot.observations
    used = set(figures.loc[figures["indicator"].isin(list(indicators)), "source"].unique())
    found = []
    for entry in snapshot.manifest.get("sources", []):
        if entry["id"] in used:
            service = entry.get("service")
            kind = "file" if service == "file" else "own" if service is None else "table"
            date = str(entry.get("modified") or "")
            found.append(Origin(str(entry["id"]), publisher_of(entry, snapshot), kind, date))
    return found


def dates_of(dates: Sequence[str]) -> str:
    """Write the ISO dates of sources: one, the first and the last, and how many have none."""
    known = sorted({d[:10] for d in dates if d})
    unknown = sum(not d for d in dates)
    if not known:
        return _("datum onbekend")
    first, last = day(known[0]), day(known[-1])
    text = first if len(known) == 1 else _("{first} tot en met {last}").format(
        first=first, last=last
    )  # fmt: skip
    if unknown:
        text += f" ({_('van {n} is de datum onbekend').format(n=unknown)})"
    return text


def _named(publisher: str, kind: str, date: str, ids: list[str]) -> str:
    when = dates_of([date])
    if kind == "table":
        return f"{publisher} {listing(ids)}, {when}"
    if kind == "file":
        return f"{publisher}, {_('bestand')}, {when}"
    told = _("{publisher}, eigen set, toegevoegd {date}")
    return told.format(publisher=publisher or _("niet opgegeven"), date=when)


def origin_line(found: Sequence[Origin]) -> str:
    """Write sources as one line: ``CBS 70072ned, 17 februari 2026; Kiesraad, bestand, ...``."""
    parts = []
    for publisher in dict.fromkeys(o.publisher for o in found):
        own = [o for o in found if o.publisher == publisher]
        if len(own) <= NAMED:
            alike: dict[tuple[str, str], list[str]] = {}
            for o in own:
                alike.setdefault((o.kind, o.date[:10]), []).append(o.id)
            parts += [_named(publisher, *of, ids) for of, ids in alike.items()]
        else:
            counted = _("{publisher}, {n} bronnen").format(publisher=publisher, n=len(own))
            parts.append(f"{counted}, {dates_of([o.date for o in own])}")
    return "; ".join(parts)


def awaited_line(snapshot: Snapshot, indicators: Iterable[str]) -> str:
    """Say which measurements are not among the figures yet, empty where none is awaited."""
    named = [
        f"{snapshot.catalog.indicators[name].title[language()]} {', '.join(map(str, years))}"
        for name, years in awaited(snapshot, indicators).items()
    ]
    if not named:
        return ""
    return _("Gehouden, maar nog niet in de cijfers: {names}.").format(names=", ".join(named))


def note_of(snapshot: Snapshot, indicator: str) -> str:
    """Return what a reader must know of an indicator: its note, and which figures are awaited."""
    note = snapshot.catalog.indicators[indicator].note[language()]
    return f"{note} {awaited_line(snapshot, [indicator])}".strip()
