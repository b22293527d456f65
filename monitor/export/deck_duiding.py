"""The slide of what municipalities say themselves: quotes, each with who said it and when."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from monitor.export.deck_names import Words
from monitor.steering.duiding import Duiding, by_whom
from monitor.text import _, plural

MOST = 3
"""Quotes on the slide, the newest; the notes have all of them, whole."""
ROOM = 1_000
"""Characters of the quotes together, so that they fit."""


def duiding_words(said: Sequence[Duiding], names: Mapping[str, str]) -> Words:
    """Say who explains the figures; the whole of what they say is in the notes.

    Parameters
    ----------
    said : sequence of Duiding
        At least one, the newest first.
    names : mapping of code to str
        Of the municipalities.
    """
    who = list(dict.fromkeys(names[one.region] for one in said))
    title = plural(
        len(who),
        _("Wat {first} zelf zegt over de cijfers"),
        _("Wat {count} gemeenten zelf zeggen over de cijfers"),
        first=who[0],
    )
    lead = _("De eigen woorden van de gemeente. De cijfers zijn er niet op aangepast.")
    more = len(said) - MOST
    if more > 0:
        lead = f"{lead} " + plural(
            more,
            _("Nog {count} duiding staat in de notities."),
            _("Nog {count} duidingen staan in de notities."),
        )
    notes = "\n\n".join(f"{names[o.region]}: “{o.text}” ({by_whom(o)})" for o in said)
    return Words(title, lead, notes)


def duiding_blocks(
    said: Sequence[Duiding], names: Mapping[str, str]
) -> list[tuple[str, list[str]]]:
    """Quote the newest, each cut at the end of a sentence where it would not fit."""
    shown = said[:MOST]
    return [
        (names[one.region], [*_quoted(one.text, ROOM // len(shown)), f"— {by_whom(one)}"])
        for one in shown
    ]


def _quoted(text: str, room: int) -> list[str]:
    """Return the paragraphs of a quote; ``[…]`` stands where the rest was left out."""
    kept = text if len(text) <= room else f"{_cut(text, room)} […]"
    return f"“{kept}”".splitlines()


def _cut(text: str, room: int) -> str:
    start = text[:room]
    ends = [m.end() for m in re.finditer(r"[.!?](?=\s)", start)]
    return start[: ends[-1]] if ends else start.rsplit(None, 1)[0]
