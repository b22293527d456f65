"""Which slides of a presentation are shown, and in what order: kept in the address of the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from monitor.text import _

if TYPE_CHECKING:
    from monitor.export.deck import Deck

SLIDES: Mapping[str, str] = {
    "titel": "title",
    "tekst": "text",
    "kaart": "map",
    "maat": "measure",
    "maatjaren": "measure_years",
    "maatverandering": "measure_change",
    "profiel": "profile",
    "jaren": "years",
    "verschil": "gap",
    "bijdragen": "drivers",
    "verandering": "change",
    "kwart": "risk",
    "wijken": "districts",
    "vergelijkbaar": "peers",
    "opvallend": "standout",
    "programma": "impact",
    "duiding": "duiding",
    "methode": "method",
    "bronnen": "sources",
}
"""Name in an address of every slide, by its own name: those of links that went out stay."""

_PAIRS = {"verschil": "jaren", "bijdragen": "profiel", "kwart": "vergelijkbaar"}
COUNTERPARTS: Mapping[str, str] = (
    _PAIRS
    | {there: here for here, there in _PAIRS.items()}
    | {"maat": "jaren", "maatjaren": "jaren", "maatverandering": "verandering"}
)
"""What answers the question of a slide in a presentation about another kind of subject."""


def titles() -> dict[str, str]:
    """Return what a reader calls every slide, by its name in an address."""
    return {
        "titel": _("Titel"),
        "tekst": _("Eigen tekst"),
        "kaart": _("Kaart"),
        "maat": _("Gekozen maat"),
        "maatjaren": _("Gekozen maat door de jaren"),
        "maatverandering": _("Verandering van de gekozen maat"),
        "profiel": _("Profiel"),
        "jaren": _("Jaren"),
        "verschil": _("Verschil door de jaren"),
        "bijdragen": _("Waar het verschil in zit"),
        "verandering": _("Verandering"),
        "kwart": _("Laagste kwart"),
        "wijken": _("Wijken"),
        "vergelijkbaar": _("Vergelijkbare gemeenten"),
        "opvallend": _("Wat valt op"),
        "programma": _("Programma of initiatieven"),
        "duiding": _("Duiding"),
        "methode": _("Methode"),
        "bronnen": _("Bronnen"),
    }


def known(text: str) -> list[str]:
    """Return the names of slides in a text such as ``kaart,verschil``, each once, in its order."""
    return [name for name in dict.fromkeys(text.split(",")) if name in SLIDES]


def names(deck: Deck) -> list[str]:
    """Return the names of the slides of a presentation, in its order."""
    called = {slide: name for name, slide in SLIDES.items()}
    return [called[s.id] for s in deck.slides]


def place(deck: Deck, asked: str) -> int:
    """Return the number, from 1, of the slide that is asked by its number or its name.

    A number beyond the last is the last; a name that is not there is the first.
    """
    if asked.isdigit():
        return min(int(asked), len(deck.slides))
    there = names(deck)
    return there.index(asked) + 1 if asked in there else 1


def chosen(deck: Deck, asked: Sequence[str]) -> Deck:
    """Return a presentation of some of its slides, in the order that was asked.

    Parameters
    ----------
    asked : sequence of str
        Names of slides; for one that the presentation lacks its counterpart, else it is passed
        over. Where none is left it is the whole presentation.
    """
    own = dict(zip(names(deck), deck.slides, strict=True))
    there = [name if name in own else COUNTERPARTS.get(name, "") for name in asked]
    kept = tuple(own[name] for name in dict.fromkeys(there) if name in own)
    return replace(deck, slides=kept) if kept else deck
