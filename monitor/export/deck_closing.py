"""The last slides of a presentation: the method in one slide, and the sources."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from babel.dates import format_date

from monitor.analysis.story import Story
from monitor.catalog import SCORED, Catalog
from monitor.export.deck_names import Words, join
from monitor.ui.texts import _, language


def method_words(story: Story) -> Words:
    """Tell the method in one slide."""
    count = len(story.scores.weights)
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
            "Een dimensie heeft een score als ten minste twee derde van haar gewicht bekend is,"
            " de totaalscore als alle drie de dimensies er een hebben."
        ),
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


def sources_words(manifest: Mapping[str, Any]) -> Words:
    """Say how many sources there are and how fresh they are."""
    found = manifest.get("sources", [])
    dates = [str(s["fetched_at"])[:10] for s in found if s.get("fetched_at")]
    newest = max(dates, default=str(manifest.get("built_at", ""))[:10])
    title = _("{count} bronnen, opgehaald tot en met {date}").format(
        count=len(found), date=_date(newest)
    )
    lead = _(
        "Alle cijfers zijn openbaar; een deel van de gezondheidscijfers is een modelschatting."
    )
    notes = _(
        "De cijfers zijn omgerekend naar de gemeenten van nu; wat uit samengevoegde gemeenten komt"
        " draagt in de monitor een merk. Bij elke bron hoort een licentie en een datum: zie de"
        " pagina Data."
    )
    return Words(title, lead, notes)


def _date(iso: str) -> str:
    """Write an ISO date in words; what is no date stays as it is."""
    try:
        return str(format_date(date.fromisoformat(iso), "d MMMM y", locale=language()))
    except ValueError:
        return iso


def source_blocks(manifest: Mapping[str, Any]) -> list[tuple[str, list[str]]]:
    """List the sources by who serves them, yearly tables of one name as one line."""
    hosts = {
        "opendata.cbs.nl": _("CBS StatLine"),
        "dataderden.cbs.nl": _("RIVM en politie, via CBS"),
    }
    grouped: dict[str, dict[str, list[tuple[str, str]]]] = {}
    for s in manifest.get("sources", []):
        heading = hosts.get(str(s.get("host")), _("Andere bronnen"))
        name, years = _without_year(str(s["title"]))
        if s.get("publisher"):
            name = f"{s['publisher']}: {name}"
        grouped.setdefault(heading, {}).setdefault(name, []).append((str(s["id"]), years))
    return [
        (heading, [_source_line(name, tables) for name, tables in lines.items()])
        for heading, lines in grouped.items()
    ]


def _without_year(title: str) -> tuple[str, str]:
    """Split ``Kerncijfers wijken en buurten 2016`` into its name and its year."""
    match = re.fullmatch(r"(.*?)[;,]? (\d{4}(?:/\d{4})*)", title)
    return (match[1], match[2]) if match else (title, "")


def _source_line(name: str, tables: Sequence[tuple[str, str]]) -> str:
    years = sorted(y for _id, text in tables for y in text.split("/") if y)
    run = f" {years[0]}–{years[-1]}" if len(years) > 1 else f" {years[0]}" if years else ""
    if len(tables) > 2:
        return f"{name}{run} ({_('{count} tabellen').format(count=len(tables))})"
    codes = ", ".join(i for i, _years in tables if re.search(r"\d", i))
    return f"{name}{run} ({codes})" if codes else f"{name}{run}"
