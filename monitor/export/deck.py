"""A presentation as data: slides with a message, a figure, notes and a source.

The page, the PowerPoint and the offline HTML file all show this; `deck_build` makes it of a story.
"""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from monitor.charts.theme import Theme
from monitor.export.native import Native

LONG = 55
"""Characters of a title that stand on a cover in its largest type."""
# What of a design the slides use, as ``--deck-<name>`` in deck.css.
_COLOURS = ("ink", "muted", "paper", "line", "accent", "cover", "cover_ink", "name")


@dataclass(frozen=True)
class Block:
    """A column of text on a slide."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Slide:
    """One slide, one message.

    Attributes
    ----------
    id : str
        Constant name.
    title : str
        The message, computed from the data.
    lead : str
        What is drawn, or the message in one more sentence.
    source : str
        Source and date, in the foot of the slide.
    notes : str
        What the speaker says and may be asked.
    figure : Figure or None
        Without a size; sizes of type are for 1920 x 1080.
    alt : str
        Text alternative of the figure.
    table : DataFrame or None
        The figures behind it, with column names for people.
    blocks : tuple of Block
        Text of a slide without a figure.
    native : Bars or Points, optional
        The figure as PowerPoint draws it itself; without it the figure goes there as a picture.
    """

    id: str
    title: str
    lead: str
    source: str
    notes: str
    figure: go.Figure | None = None
    alt: str = ""
    table: pd.DataFrame | None = None
    blocks: tuple[Block, ...] = ()
    native: Native | None = None

    @property
    def long(self) -> bool:
        """Whether the title of a cover needs smaller type."""
        return len(self.title) > LONG


@dataclass(frozen=True, eq=False)
class Deck:
    """A presentation.

    Attributes
    ----------
    title : str
        For the window, the file and its properties.
    name : str
        Of a file to save it in, without extension.
    lang : {"nl", "en"}
    theme : Theme
    slides : tuple of Slide
    words : mapping
        Of the buttons around the slides.
    shapes : mapping
        GeoJSON that the map names, for who shows the deck without a server.
    logo : bytes
        PNG, on every slide; empty for none.
    """

    title: str
    name: str
    lang: str
    theme: Theme
    slides: tuple[Slide, ...]
    words: Mapping[str, str]
    shapes: Mapping[str, Any] = field(repr=False)
    logo: bytes = field(default=b"", repr=False)

    @cached_property
    def shapes_id(self) -> str:
        """Changes with the shapes that the map draws."""
        return hashlib.sha256(json.dumps(self.shapes).encode()).hexdigest()[:12]

    @cached_property
    def id(self) -> str:
        """Changes with what is shown."""
        return hashlib.sha256(json.dumps(payload(self)).encode()).hexdigest()[:12]


def payload(deck: Deck) -> dict[str, Any]:
    """Return what the browser needs to draw the slides (deck.js), as plain JSON types."""
    return {
        "title": deck.title,
        "name": deck.name,
        "lang": deck.lang,
        "words": dict(deck.words),
        "logo": f"data:image/png;base64,{b64encode(deck.logo).decode()}" if deck.logo else "",
        "colours": {k: getattr(deck.theme, k) for k in _COLOURS},
        "slides": [
            {
                "id": s.id,
                "title": s.title,
                "long": s.long,
                "lead": s.lead,
                "source": s.source,
                "notes": s.notes,
                "alt": s.alt,
                "figure": None if s.figure is None else json.loads(s.figure.to_json()),
                "blocks": [{"heading": b.heading, "lines": list(b.lines)} for b in s.blocks],
            }
            for s in deck.slides
        ],
    }
