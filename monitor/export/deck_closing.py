"""The last slides of a presentation: the method in one slide, and the sources."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from monitor.analysis.story import Mapped
from monitor.catalog import Catalog
from monitor.catalog_entries import SCORED
from monitor.export.deck_names import Words
from monitor.origins import awaited_line, dates_of, publisher_of
from monitor.snapshot import Snapshot
from monitor.text import _, join, language, number, plural, year_span


class _Listed(NamedTuple):
    """A source as the last slide lists it: years in its title, date of the publisher."""

    id: str
    years: str
    modified: str


def method_words(story: Mapped) -> Words:
    """Tell the method in one slide."""
    count, share = len(story.scores.weights), story.scores.needed
    title = _("De score: {count} indicatoren in drie dimensies; 100 is Nederland")
    lead = _(
        "Elk cijfer op een vaste schaal, gelijke gewichten; 10 punten is één standaardafwijking"
        " tussen gemeenten, hoger is veerkrachtiger."
    )
    notes = [
        _(
            "Een indicator telt mee als afwijking van het Nederlandse gemiddelde van zijn"
            " referentiejaar, gedeeld door de spreiding tussen gemeenten."
        ),
        _(
            "Een dimensie heeft een score als ten minste {share} van haar gewicht bekend is,"
            " de totaalscore als alle drie de dimensies er een hebben."
        ).format(share=number(100 * share, "%", 0)),
        _("Wat een minteken heeft telt omgekeerd: minder is veerkrachtiger."),
        _("De score beschrijft gemeenten, geen mensen, en verklaart geen oorzaken."),
    ]
    return Words(title.format(count=count), lead, join(notes))


def method_blocks(catalog: Catalog) -> list[tuple[str, list[str]]]:
    """List the indicators by dimension, with their direction."""
    lang = language()
    steps = [
        _("Elk cijfer als afstand tot Nederland in een referentiejaar; die schaal ligt vast"),
        _("Minteken: minder is veerkrachtiger"),
        _("Gemiddelde per dimensie, daarna over de drie dimensies, alle even zwaar"),
        _("Onzekerheid: de rang in duizenden berekeningen met andere keuzes in de methode"),
    ]
    indicators = [
        (
            catalog.dimensions[d].title[lang],
            [
                f"{'+' if i.direction > 0 else '−'} {i.title[lang]}"
                for i in catalog.of_dimension(d)
                if i.scored
            ],
        )
        for d in SCORED
    ]
    return [*indicators, (_("Zo wordt gerekend"), steps)]


def sources_words(snapshot: Snapshot) -> Words:
    """Say how many sources there are, of how many the date is not known, and what is awaited."""
    found = snapshot.manifest.get("sources", [])
    undated = sum(not s.get("modified") for s in found)
    title = plural(len(found), _("{count} bron"), _("{count} bronnen"))
    if undated:
        title += _("; van {n} is de datum onbekend").format(n=undated)
    elif len(found) > 1:
        title += _(", elk met een eigen datum")
    lead = _(
        "Alle cijfers zijn openbaar; een deel van de gezondheidscijfers is een modelschatting."
    )
    notes = _(
        "De cijfers zijn omgerekend naar de gemeenten van nu; wat uit samengevoegde gemeenten komt"
        " draagt in de monitor een merk. Bij elke bron hoort een licentie en een datum: zie de"
        " pagina Data."
    )
    held = awaited_line(snapshot, (i.id for i in snapshot.catalog.scored))
    return Words(title, f"{lead} {held}".strip(), notes)


def source_blocks(snapshot: Snapshot) -> list[tuple[str, list[str]]]:
    """List the sources by who serves them, yearly tables of one name as one line."""
    hosts = {
        "opendata.cbs.nl": _("CBS StatLine"),
        "dataderden.cbs.nl": _("RIVM en politie, via CBS"),
    }
    grouped: dict[str, dict[str, list[_Listed]]] = {}
    for s in snapshot.manifest.get("sources", []):
        host = str(s.get("host"))
        heading = hosts.get(host, _("Andere bronnen"))
        name, years = _without_year(str(s["title"]))
        if host not in hosts:
            name = f"{publisher_of(s, snapshot)}: {name}"
        one = _Listed(str(s["id"]), years, str(s.get("modified") or ""))
        grouped.setdefault(heading, {}).setdefault(name, []).append(one)
    return [
        (heading, [_source_line(name, tables) for name, tables in lines.items()])
        for heading, lines in grouped.items()
    ]


def _without_year(title: str) -> tuple[str, str]:
    """Split ``Kerncijfers wijken en buurten 2016`` into its name and its year."""
    match = re.fullmatch(r"(.*?)[;,]? (\d{4}(?:/\d{4})*)(:.*)?", title)
    return (match[1] + (match[3] or ""), match[2]) if match else (title, "")


def _source_line(name: str, tables: Sequence[_Listed]) -> str:
    years = sorted(int(y) for one in tables for y in one.years.split("/") if y)
    run = f" {year_span(years[0], years[-1])}" if years else ""
    if len(tables) > 2:
        told = [_("{count} tabellen").format(count=len(tables))]
    else:
        told = [
            ", ".join(one.id for one in tables if re.match(r"\d", one.id))
        ]  # of tables, not files
    if all(one.modified for one in tables):  # of how many it is not known, the title says
        told.append(dates_of([one.modified for one in tables]))
    between = "; ".join(filter(None, told))
    return f"{name}{run} ({between})" if between else f"{name}{run}"
