"""What goes with every download: where the figures come from and how the score is made."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import pandas as pd

from monitor.fields import Style
from monitor.origins import awaited_line, note_of, publisher_of
from monitor.site import site
from monitor.spoken import say
from monitor.text import speaking

DIRECTIONS = {
    "nl": {1: "hoger is veerkrachtiger", -1: "lager is veerkrachtiger", 0: "telt niet mee"},
    "en": {1: "higher is more resilient", -1: "lower is more resilient", 0: "not in the score"},
}
SOURCE_HEADINGS = {
    "nl": ["indicator", "titel", "dimensie", "richting", "eenheid", "referentiejaar", "bron",
           "titel van de bron", "uitgever", "licentie", "gewijzigd", "opgehaald", "opmerking"],
    "en": ["indicator", "title", "dimension", "direction", "unit", "reference_year", "source",
           "source_title", "publisher", "licence", "modified", "fetched", "note"],
}  # fmt: skip
UNDATED = {"nl": "datum onbekend", "en": "date unknown"}
METHOD = {
    "nl": [
        ("Score", "100 + 10 z. 100 is Nederland in het referentiejaar van de indicator, 10 punten"
         " is één standaardafwijking tussen gemeenten; hoger is veerkrachtiger."),
        ("Vaste schaal", "z = (cijfer - gemiddelde) / standaardafwijking, beide gewogen naar"
         " inwoners en bevroren in het referentiejaar: een nieuw jaar verandert oude scores niet."),
        ("Samenstelling", "Alle indicatoren tellen even zwaar binnen hun dimensie en de drie"
         " dimensies even zwaar in het totaal. Een dimensie heeft {share} van haar gewicht"
         " nodig, het totaal alle drie de dimensies."),
        ("Jaar", "Voor een jaar geldt de nieuwste meting die niet later is en niet ouder dan de"
         " meetcyclus plus één jaar."),
        ("Herindelingen", "Alle jaren staan op de gemeenten van één jaar. 'Samengevoegd' merkt"
         " cijfers die uit vroegere gemeenten zijn samengesteld."),
        ("Schattingen", "'modelschatting' merkt modelschattingen (RIVM SMAP): bouw er geen"
         " bewering over een effect op."),
        ("Overbrugd", "'overbrugd' merkt cijfers uit een andere tabel, omgerekend naar het peil van"
         " de eerste met wat beide over dezelfde jaren zeggen."),
    ],
    "en": [
        ("Score", "100 + 10 z. 100 is the Netherlands in the indicator's reference year, 10 points"
         " is one standard deviation between municipalities; higher is more resilient."),
        ("Frozen scale", "z = (figure - mean) / standard deviation, both weighted by inhabitants"
         " and frozen in the reference year: a new year changes no old score."),
        ("Aggregation", "All indicators weigh the same within their dimension, and the three"
         " dimensions in the total. A dimension needs {share} of its weight, the total all"
         " three dimensions."),
        ("Year", "For a year the newest measurement serves that is not later and not older than"
         " the measuring cycle plus one year."),
        ("Boundaries", "All years are on the municipalities of one year. 'harmonised' marks"
         " figures made from former municipalities."),
        ("Estimates", "'model estimate' marks model estimates (RIVM SMAP): rest no claim of an"
         " effect on them."),
        ("Bridged", "'bridged' marks figures from another table, brought to the level of the first"
         " by what both say of the same years."),
    ],
}  # fmt: skip


def source_table(snapshot: Any, used: Collection[str] | None, style: Style = "nl") -> pd.DataFrame:
    """Return a row for each source of each indicator.

    Parameters
    ----------
    snapshot : Snapshot
        Catalog and manifest.
    used : collection of str, optional
        Only these indicators; by default those that count in the score.
    style : {"nl", "en"}
        Language of headings and texts.
    """
    catalog = snapshot.catalog
    known = {s["id"]: s for s in snapshot.manifest.get("sources", [])}
    with speaking(style):
        notes = {name: note_of(snapshot, name) for name in catalog.series_of_all}
        publishers = {
            id_: publisher_of({"id": id_, **known.get(id_, {})}, snapshot)
            for id_ in (*catalog.tables, *catalog.files)
        }
        licences = {i: say(e.licence) for i, e in (catalog.tables | catalog.files).items()}
    rows = []
    for indicator in catalog.series_of_all.values():
        former = indicator.id in catalog.former
        if indicator.id not in used if used is not None else former or not indicator.scored:
            continue
        for id_ in catalog.sources_of(indicator.id):
            entry = catalog.tables.get(id_) or catalog.files[id_]
            source = known.get(id_, {})
            rows.append(
                (
                    indicator.id,
                    indicator.title[style],
                    catalog.dimensions[indicator.dimension].title[style],
                    DIRECTIONS[style][indicator.direction],
                    indicator.unit[style],
                    indicator.reference_year,
                    id_,
                    entry.title,
                    publishers[id_],
                    licences[id_],
                    source.get("modified") or UNDATED[style],
                    source.get("fetched_at"),
                    notes[indicator.id],
                )
            )
    frame = pd.DataFrame(rows, columns=SOURCE_HEADINGS[style])
    return frame.astype({SOURCE_HEADINGS[style][5]: "Int64"})


def about_lines(snapshot: Any, style: Style = "nl") -> list[tuple[str, str]]:
    """Return the lines on the set as a whole: name and text."""
    nl = style == "nl"
    start = [
        ("Monitor", f"{site().name[style]}, {site().publisher[style]}"),
        ("Momentopname" if nl else "Snapshot", str(snapshot.manifest["id"])),
        ("Samengesteld" if nl else "Built", str(snapshot.manifest.get("built_at") or "–")),
        ("Gemeenten van" if nl else "Municipalities of", str(snapshot.catalog.boundary_year)),
        ("Versie van de index" if nl else "Index version", str(snapshot.catalog.index.version)),
    ]
    with speaking(style):
        held = awaited_line(snapshot, snapshot.catalog.indicators)
    share = f"{100 * snapshot.catalog.index.min_share:.0f}%"
    method = [(name, text.format(share=share)) for name, text in METHOD[style]]
    return start + method + ([("Verkiezingen" if nl else "Elections", held)] if held else [])
