"""The sources behind figures, each with its publisher and its own date: one line under a chart.

A date is the publisher's own (when the table was modified); where none is known the line says so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from monitor.analysis.coverage import awaited
from monitor.catalog_read import publisher_in_catalog
from monitor.snapshot import Snapshot
from monitor.text import _, day, language, listing

NAMED = 2
"""As many sources of one publisher are named by their id; more are counted."""
FEW = 4
"""Of more sources together only the publishers are named: the line has to fit."""


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
    catalog tells. Of an own set of which nobody entered it, it says so.
    """
    if entry.get("publisher"):
        return str(entry["publisher"])
    if entry.get("service") == "file":
        return str(entry["host"])
    if entry.get("service") == "wfs":
        return "CBS / PDOK"
    return publisher_in_catalog(snapshot.catalog, str(entry["id"])) or _("niet opgegeven")


def origins(
    snapshot: Snapshot, indicators: Collection[str], figures: pd.DataFrame | None = None
) -> list[Origin]:
    """Return the sources that the figures of indicators really come from, as the manifest has them.

    A source that the catalog names and that gave no figure is not among them.

    Parameters
    ----------
    figures : DataFrame, optional
        With ``indicator`` and ``source``; the observations of the snapshot when absent.
    """
    figures = snapshot.observations if figures is None else figures
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
        return _("{unknown} zonder datum, {known} van {dates}").format(
            unknown=unknown, known=len(dates) - unknown, dates=text
        )
    return text


def origin_line(found: Sequence[Origin]) -> str:
    """Write sources as one line: ``CBS 70072ned, 17 februari 2026; Kiesraad, bestand, ...``.

    Of many sources only the publishers are named; those without any date stand together, last.
    """
    lines, undated = [], []
    for publisher in dict.fromkeys(o.publisher for o in found):
        for name, dates in _of_publisher(
            [o for o in found if o.publisher == publisher], len(found)
        ):
            if any(dates):
                lines.append(f"{name}, {dates_of(dates)}")
            else:
                undated.append(name)
    if undated:
        mark = "; " if any("," in name for name in undated) else ", "
        lines.append(f"{mark.join(undated)}, {dates_of([])}")
    return "; ".join(lines)


def _of_publisher(own: Sequence[Origin], total: int) -> Iterator[tuple[str, list[str]]]:
    """Name the sources of one publisher, each name with its dates; many as one."""
    publisher = own[0].publisher
    if len(own) > NAMED:
        counted = _("{publisher}, {n} bronnen").format(publisher=publisher, n=len(own))
        yield counted, [o.date for o in own]
        return
    alike: dict[tuple[str, str], list[str]] = {}
    for o in own:
        alike.setdefault((o.kind, o.date[:10]), []).append(o.id)
    for (kind, date), ids in alike.items():
        if kind == "own":
            yield _("{publisher}, eigen set, toegevoegd").format(publisher=publisher), [date]
        elif total > FEW:
            yield publisher, [date]
        else:
            named = (
                f"{publisher}, {_('bestand')}" if kind == "file" else f"{publisher} {listing(ids)}"
            )
            yield named, [date]


def awaited_line(snapshot: Snapshot, indicators: Iterable[str], until: int | None = None) -> str:
    """Say which measurements, up to a year, are not among the figures yet; empty where none is."""
    held = {
        name: [y for y in years if until is None or y <= until]
        for name, years in awaited(snapshot, indicators).items()
    }
    named = [
        f"{snapshot.catalog.indicators[name].title[language()]} {', '.join(map(str, years))}"
        for name, years in held.items()
        if years
    ]
    if not named:
        return ""
    return _("Gehouden, maar nog niet in de cijfers: {names}.").format(names=", ".join(named))


def note_of(snapshot: Snapshot, indicator: str) -> str:
    """Return what a reader must know of an indicator: its note, and which figures are awaited."""
    note = snapshot.catalog.series_of_all[indicator].note[language()]
    return f"{note} {awaited_line(snapshot, [indicator])}".strip()
