"""A presentation as data: slides with a message, a figure, notes and a source.

Built once from a `Story`; the page, the PowerPoint and the offline HTML file all show this.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from monitor.analysis.story import Story
from monitor.charts.theme import Theme
from monitor.export import (
    deck_change,
    deck_closing,
    deck_districts,
    deck_duiding,
    deck_figures,
    deck_impact,
    deck_words,
)
from monitor.export.deck_names import Names, Words, names
from monitor.export.native import Native
from monitor.export.origins import origin_line, origins
from monitor.impact.result import Result
from monitor.snapshot import Snapshot
from monitor.steering.duiding import Duiding
from monitor.text import _, language

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
    """

    title: str
    name: str
    lang: str
    theme: Theme
    slides: tuple[Slide, ...]
    words: Mapping[str, str]
    shapes: Mapping[str, Any] = field(repr=False)

    @cached_property
    def shapes_id(self) -> str:
        """Changes with the shapes that the map draws."""
        return hashlib.sha256(json.dumps(self.shapes).encode()).hexdigest()[:12]

    @cached_property
    def id(self) -> str:
        """Changes with what is shown."""
        return hashlib.sha256(json.dumps(payload(self)).encode()).hexdigest()[:12]


def build_deck(
    story: Story,
    snapshot: Snapshot,
    theme: Theme,
    *,
    source: str,
    map_source: str,
    impact: Result | None = None,
    behind: tuple[pd.DataFrame, str] | None = None,
    said: Sequence[Duiding] = (),
) -> Deck:
    """Put a story into slides, in the language of `monitor.ui.texts.language`.

    Parameters
    ----------
    source, map_source : str
        Source and date of the score, and of what the map shows.
    impact : Result, optional
        Of the programme, where it is known: a slide says what could be seen of it.
    behind : tuple of DataFrame and str, optional
        Of `monitor.analysis.districts.behind_average`, and its source: a slide says what a good
        average hides, where a member of the group has districts.
    said : sequence of Duiding
        What municipalities of the story say themselves (`monitor.steering.duiding.quotes`): a slide
        quotes them.
    """
    shapes = deck_figures.shapes(snapshot, story)
    n = names(story, snapshot)
    slides = (
        _slide(
            "title",
            deck_words.opening(story, n),
            source,
            blocks=deck_words.opening_blocks(story, n),
        ),
        _slide(
            "map",
            deck_words.map_words(story, n),
            map_source,
            deck_figures.map_of(story, shapes, n, theme, _every(story, snapshot)),
        ),
        _slide("gap", deck_words.gap_words(story, n), source, deck_figures.gap_of(story, n, theme)),
        _slide(
            "drivers",
            deck_words.drivers_words(story, n),
            source,
            deck_figures.drivers_of(story, n, theme),
        ),
        _slide(
            "change",
            deck_change.moved_words(story, n),
            source,
            deck_figures.change_of(story, n, theme),
        ),
        _slide(
            "risk", deck_words.risk_words(story, n), source, deck_figures.risk_of(story, n, theme)
        ),
        *_districts(story, n, theme, behind),
        *_impact(snapshot, impact),
        *_duiding(snapshot, said),
        *_closing(story, snapshot, source),
    )
    name = f"sociale-veerkracht-{story.choice.year}-{n.slug}"
    title = f"{slides[0].title} · {story.choice.year}"
    return Deck(title, name, language(), theme, slides, _controls(), shapes)


def _closing(story: Story, snapshot: Snapshot, source: str) -> list[Slide]:
    """Return the last slides: the method, and where the figures come from."""
    method, sources = deck_closing.method_words(story), deck_closing.sources_words(snapshot)
    steps = deck_closing.method_blocks(snapshot.catalog)
    return [
        _slide("method", method, source, blocks=steps),
        _slide("sources", sources, source, blocks=deck_closing.source_blocks(snapshot)),
    ]


def _districts(
    story: Story, n: Names, theme: Theme, behind: tuple[pd.DataFrame, str] | None
) -> list[Slide]:
    """Return the slide on districts, where a member of the group has them."""
    if behind is None:
        return []
    rows = deck_districts.own_rows(story, behind[0])
    if rows.empty:
        return []
    drawn = deck_districts.districts_of(rows, theme)
    return [_slide("districts", deck_districts.districts_words(rows, n), behind[1], drawn)]


def _impact(snapshot: Snapshot, result: Result | None) -> list[Slide]:
    """Return the slide on the programme, where its answer is known."""
    if result is None:
        return []
    told = deck_impact.impact_words(snapshot, result)
    source = origin_line(origins(snapshot, result.plan.outcomes))
    blocks = deck_impact.impact_blocks(snapshot, result)
    return [_slide("impact", told, _("Bron: {sources}.").format(sources=source), blocks=blocks)]


def _duiding(snapshot: Snapshot, said: Sequence[Duiding]) -> list[Slide]:
    """Return the slide that quotes municipalities, where one said something."""
    if not said:
        return []
    called = {str(c): str(n) for c, n in snapshot.regions["name"].items()}
    told, blocks = (
        deck_duiding.duiding_words(said, called),
        deck_duiding.duiding_blocks(said, called),
    )
    source = _("Bron: de gemeente zelf, in de opslag van de monitor.")
    return [_slide("duiding", told, source, blocks=blocks)]


def _every(story: Story, snapshot: Snapshot) -> pd.Series | None:
    """Return the figures of all years of what the map shows; None for a score."""
    o = snapshot.observations
    found = o.loc[o["indicator"] == story.choice.what, "value"]
    return None if found.empty else found


def _slide(
    name: str,
    words: Words,
    source: str,
    drawn: deck_figures.Drawn | None = None,
    blocks: Sequence[tuple[str, Sequence[str]]] = (),
) -> Slide:
    figure, table, native = drawn or deck_figures.NOTHING
    return Slide(
        name,
        words.title,
        words.lead,
        source,
        words.notes,
        figure,
        words.alt if figure is not None else "",
        table,
        tuple(Block(heading, tuple(lines)) for heading, lines in blocks),
        native,
    )


def payload(deck: Deck) -> dict[str, Any]:
    """Return what the browser needs to draw the slides (deck.js), as plain JSON types."""
    return {
        "title": deck.title,
        "name": deck.name,
        "lang": deck.lang,
        "words": dict(deck.words),
        "colours": {k: getattr(deck.theme, k) for k in _COLOURS},
        "slides": [
            {
                "id": s.id,
                "title": s.title,
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


def _controls() -> dict[str, str]:
    """Words on the buttons of the presentation."""
    return {
        "deck": _("Presentatie"),
        "slide": _("Dia {n} van {total}"),
        "first": _("Eerste dia"),
        "previous": _("Vorige dia"),
        "next": _("Volgende dia"),
        "last": _("Laatste dia"),
        "full": _("Volledig scherm"),
        "leave": _("Volledig scherm verlaten"),
        "png": _("Figuur als PNG"),
        "svg": _("Figuur als SVG"),
        "keys": _("Pijltjes, Home en End bladeren; Esc verlaat het volledige scherm."),
        "notes": _("Toelichting"),
        "table": _("Tabel met dezelfde cijfers"),
        "failed": _("De figuur kon niet worden getekend; de tabel toont dezelfde cijfers."),
    }
