"""A presentation made of a `Story`: which slides, in which order, with which words and figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from monitor.analysis.scores import TOTAL
from monitor.analysis.story import Mapped, Story
from monitor.catalog_entries import Districts
from monitor.charts.theme import Theme
from monitor.export import (
    deck_change,
    deck_closing,
    deck_districts,
    deck_duiding,
    deck_figures,
    deck_impact,
    deck_map,
    deck_measure,
    deck_measure_years,
    deck_words,
)
from monitor.export.deck import Block, Deck, Slide
from monitor.export.deck_names import Names, Words, names
from monitor.impact.result import Result
from monitor.naming import start
from monitor.origins import origin_line, origins
from monitor.snapshot import Snapshot
from monitor.steering.duiding import Duiding
from monitor.text import _, language


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
    """Put a story into slides, in the language of `monitor.text.language`.

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
    n = names(story, snapshot)
    shapes = deck_map.shapes(snapshot, story)
    drawn = deck_map.map_of(story, shapes, n, theme, every_figure(story.choice.what, snapshot))
    blocks = deck_words.opening_blocks(story, n)
    of_total = (
        *_found(story, n, theme, source),
        *_districts(story, n, theme, behind, snapshot.catalog.districts),
    )
    about_group = (
        slide_of("title", deck_words.opening(story, n), source, blocks=blocks),
        slide_of(
            "map", deck_map.map_words(story, n, deck_map.half_title(story, n)), map_source, drawn
        ),
        *_measure(story, n, theme, snapshot, map_source),
        *(saying_it_is_of_the_total(slide, story.choice.what) for slide in of_total),
    )
    slides = (
        *(_saying_who_is_left_out(slide, n.left) for slide in about_group),
        *_impact(snapshot, impact),
        *quoted(snapshot, said),
        *closing(story, snapshot, source),
    )
    return deck_of(slides, story.choice.year, n.slug, theme, shapes)


def _saying_who_is_left_out(slide: Slide, left: str) -> Slide:
    """Say in title and source who takes no part: a slide is shown and copied by itself."""
    if not left:
        return slide
    title = slide.title if left in slide.title else f"{slide.title} ({left})"
    told = _("{left}: aan geen kant meegeteld.").format(left=start(left))
    return replace(slide, title=title, source=f"{slide.source} {told}")


def saying_it_is_of_the_total(slide: Slide, what: str) -> Slide:
    """Say in the source that a slide is on the score itself, where another measure was chosen.

    Parameters
    ----------
    slide : Slide
    what : str
        The chosen measure.
    """
    if what == TOTAL:
        return slide
    told = _("Deze dia gaat over sociale veerkracht als geheel.")
    return replace(slide, source=f"{told} {slide.source}")


def deck_of(
    slides: Sequence[Slide], year: int, slug: str, theme: Theme, shapes: Mapping[str, Any]
) -> Deck:
    """Put slides together, in the language spoken now; the first one names them.

    Parameters
    ----------
    slug : str
        Of whom they are about, for the name of the file.
    """
    title, name = f"{slides[0].title} · {year}", f"sociale-veerkracht-{year}-{slug}"
    return Deck(title, name, language(), theme, tuple(slides), _controls(), shapes)


def _measure(story: Story, n: Names, theme: Theme, snapshot: Snapshot, source: str) -> list[Slide]:
    """Return the slides on the chosen measure, where it is not the score itself."""
    made, found = [], story.measured
    if deck_measure.is_told(story):
        sides = deck_measure.means(story, snapshot)
        words = deck_measure.measure_words(story, n, sides)
        drawn = deck_measure.measure_of(story, n, theme, snapshot, sides)
        made.append(slide_of("measure", words, source, drawn))
    if found is not None and deck_measure_years.has_years(found):
        words = deck_measure_years.years_words(story, found, n)
        drawn = deck_measure_years.years_of(story, found, n, theme)
        made.append(slide_of("measure_years", words, source, drawn))
    if found is not None and (moved := deck_measure_years.compared(found)):
        words = deck_measure_years.moved_words(story, found, moved, n)
        drawn = deck_measure_years.moved_of(story, found, moved, n, theme, snapshot)
        made.append(slide_of("measure_change", words, source, drawn))
    return made


def _found(story: Story, n: Names, theme: Theme, source: str) -> list[Slide]:
    """Return the slides on the gap: how large, where it sits, whether it moves, who is at risk."""
    told = (
        ("gap", deck_words.gap_words, deck_figures.gap_of),
        ("drivers", deck_words.drivers_words, deck_figures.drivers_of),
        ("change", deck_change.moved_words, deck_figures.change_of),
        ("risk", deck_words.risk_words, deck_figures.risk_of),
    )
    return [slide_of(id_, words(story, n), source, of(story, n, theme)) for id_, words, of in told]


def closing(story: Mapped, snapshot: Snapshot, source: str) -> list[Slide]:
    """Return the last slides: the method, and where the figures come from."""
    method, sources = deck_closing.method_words(story), deck_closing.sources_words(snapshot)
    steps = deck_closing.method_blocks(snapshot.catalog)
    return [
        slide_of("method", method, source, blocks=steps),
        slide_of("sources", sources, source, blocks=deck_closing.source_blocks(snapshot)),
    ]


def _districts(
    story: Story,
    n: Names,
    theme: Theme,
    behind: tuple[pd.DataFrame, str] | None,
    index: Districts | None,
) -> list[Slide]:
    """Return the slide on districts, where a member of the group has them."""
    if behind is None or index is None:
        return []
    rows = deck_districts.own_rows(story, behind[0])
    if rows.empty:
        return []
    drawn = deck_districts.districts_of(rows, theme)
    words = deck_districts.districts_words(rows, n, index.edition)
    return [slide_of("districts", words, behind[1], drawn)]


def _impact(snapshot: Snapshot, result: Result | None) -> list[Slide]:
    """Return the slide on the programme, where its answer is known."""
    if result is None:
        return []
    told = deck_impact.impact_words(snapshot, result)
    source = origin_line(origins(snapshot, result.plan.outcomes))
    blocks = deck_impact.impact_blocks(snapshot, result)
    return [slide_of("impact", told, _("Bron: {sources}.").format(sources=source), blocks=blocks)]


def quoted(snapshot: Snapshot, said: Sequence[Duiding]) -> list[Slide]:
    """Return the slide that quotes municipalities, where one said something."""
    if not said:
        return []
    called = {str(c): str(n) for c, n in snapshot.regions["name"].items()}
    told, blocks = (
        deck_duiding.duiding_words(said, called),
        deck_duiding.duiding_blocks(said, called),
    )
    source = _("Bron: de gemeente zelf, in de opslag van de monitor.")
    return [slide_of("duiding", told, source, blocks=blocks)]


def every_figure(what: str, snapshot: Snapshot) -> pd.Series | None:
    """Return the figures of all years of what the map shows; None for a score."""
    o = snapshot.observations
    found = o.loc[o["indicator"] == what, "value"]
    return None if found.empty else found


def slide_of(
    name: str,
    words: Words,
    source: str,
    drawn: deck_figures.Drawn | None = None,
    blocks: Sequence[tuple[str, Sequence[str]]] = (),
) -> Slide:
    """Put the words of a slide, its figure and its columns of text together."""
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
        "logo": _("Logo"),
        "failed": _("De figuur kon niet worden getekend; de tabel toont dezelfde cijfers."),
    }
