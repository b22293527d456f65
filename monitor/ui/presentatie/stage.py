"""The page Presentatie: the slides themselves."""

from __future__ import annotations

import html
from functools import cache
from typing import Any

import streamlit as st
from streamlit.components.v2 import component

from monitor.analysis.scores import TOTAL
from monitor.analysis.story import Story
from monitor.answers import about_districts, about_places, about_shapes, about_steering, static
from monitor.answers.view import snapshot
from monitor.catalog_entries import SCORED
from monitor.charts import base, picture
from monitor.charts.sources import source_line
from monitor.charts.theme import Theme
from monitor.charts.wijken import words as district_words
from monitor.export import deck_order
from monitor.export.deck import Deck, Slide, payload
from monitor.export.deck_build import build_deck
from monitor.export.html import empty_world, script
from monitor.impact.result import Result
from monitor.steering.duiding import Duiding
from monitor.text import _, language
from monitor.ui import files, selection, widgets
from monitor.ui.impact import answers, effect
from monitor.ui.presentatie import of_gemeente, order, own, subject
from monitor.ui.presentatie.order import SLIDE
from monitor.ui.show_table import show_table

_KEY = "deck"
_START = "deck-start"

# The slides are drawn by deck.js, the script that the offline file uses too: turning a slide is the
# browser's own work, the server only hears which one it is.
_MOUNT = """
export default function ({ data, parentElement, setStateValue }) {
  const decks = (window.monitorDecks = window.monitorDecks || new WeakMap());
  const known = decks.get(parentElement) || {};
  clearTimeout(known.end);
  if (known.id !== data.id) {
    if (known.deck) known.deck.stop();
    const plotly = () => window.monitorPlotly = window.monitorPlotly || new Promise((done, failed) => {
      const tag = Object.assign(document.createElement("script"), { src: data.plotly });
      tag.onload = () => done(window.Plotly);
      tag.onerror = failed;
      document.head.append(tag);
    });
    const shapes = () => window.monitorShapes = window.monitorShapes || fetch(data.geometry)
      .then((answer) => answer.json()).then((found) => ({ gemeenten: found }));
    const host = parentElement.querySelector(".deck-host")
      || parentElement.appendChild(Object.assign(document.createElement("div"), { className: "deck-host" }));
    known.id = data.id;
    known.deck = monitorDeck(host, data.deck, {
      start: data.start, above: 232, plotly, shapes, world: data.world, config: data.config,
      onSlide: (n) => setStateValue("slide", n),
    });
    window.presentation = known.deck;
    plotly();
    decks.set(parentElement, known);
  }
  return () => { known.end = setTimeout(() => { known.deck.stop(); decks.delete(parentElement); }, 500); };
}
"""  # noqa: E501


def chosen_of(whole: Deck) -> Deck:
    """Return the slides that were chosen, in their order.

    Parameters
    ----------
    whole : Deck
        All slides.
    """
    asked = order.asked()
    return _chosen(whole.id, asked, whole) if asked else whole


@st.cache_resource(max_entries=64, show_spinner=False)
def _chosen(deck_id: str, asked: tuple[str, ...], _deck: Deck) -> Deck:
    return deck_order.chosen(_deck, asked)


def whole_deck(theme: Theme) -> Deck:
    """Return all slides about the subject in the reader's language, with the presenter's own.

    Parameters
    ----------
    theme : Theme
    """
    return own.added_to(_made(theme))


def _made(theme: Theme) -> Deck:
    """Return all slides that the monitor makes, built once."""
    if subject.about_place():
        return of_gemeente.deck(selection.compared(), theme)
    story = about_places.story(subject.choice())
    what = story.choice.what
    one = () if what == TOTAL else _measures(what)
    sources = (source_line(known=False), source_line(*one, known=False))
    impact, said = _impact(), about_steering.quotes(story.members)
    # its words say which day the plan was made and first seen: of two readers that may differ
    answered = impact and (impact.hash, impact.plan.made, impact.first_seen)
    key = (snapshot().id, story.choice.key, answered, *(o.id for o in said))
    return _deck(key, language(), theme.name, sources, story, theme, impact, said)


def wait() -> None:
    """Say how far the slide on a plan is, where it is asked for and not there yet."""
    plan = subject.plan()
    if plan is not None and _impact() is None:
        effect.wait(plan, private=effect.is_private(plan))


def _impact() -> Result | None:
    """Return the answer to the plan whose slide the reader asks for, once it is there."""
    plan = subject.plan()
    found = answers.impact_of(plan, private=effect.is_private(plan)) if plan else None
    return found if isinstance(found, Result) else None


def _measures(what: str) -> tuple[str, ...]:
    """Return the indicators behind what the map shows."""
    catalog = snapshot().catalog
    return tuple(i.id for i in catalog.of_dimension(what)) if what in SCORED else (what,)


@st.cache_resource(max_entries=64, show_spinner=False)
def _deck(
    key: tuple[object, ...],
    lang: str,
    theme: str,
    sources: tuple[str, str],
    _story: Story,
    _theme: Theme,
    _impact: Result | None,
    _said: list[Duiding],
) -> Deck:
    score, map_ = sources
    behind = (
        (about_districts.behind_average(), district_words.sources(TOTAL))
        if about_districts.has_districts()
        else None
    )
    return build_deck(
        _story,
        snapshot(),
        _theme,
        source=score,
        map_source=map_,
        impact=_impact,
        behind=behind,
        said=_said,
    )


@st.cache_resource(max_entries=64, show_spinner=False)
def _sent(deck_id: str, _deck: Deck) -> dict[str, Any]:
    """Return what the browser is sent of a deck, but for where to start."""
    return {"id": _deck.id, "deck": payload(_deck)}


def stage(deck: Deck) -> Slide:
    """Show the slides and return the one that the reader sees.

    Parameters
    ----------
    deck : Deck
    """
    number = _number(deck)
    sent = _sent(deck.id, deck)
    last, start = st.session_state.get(_START, (None, number))
    if last != sent["id"]:
        # another deck opens where the reader was; the same one is left alone by the server
        start = number
        st.session_state[_START] = (sent["id"], start)
    _component()(
        key=_KEY,
        data={
            **sent,
            "start": start,
            "plotly": static.plotly_url(),
            "geometry": about_shapes.geometry_url(),
            "world": empty_world(),
            "config": base.config(static.static_url("topo/")),
        },
        on_slide_change=_turned,
    )
    return deck.slides[number - 1]


def _number(deck: Deck) -> int:
    return deck_order.place(deck, selection.get(SLIDE, "1"))


def _turned() -> None:
    number = st.session_state[_KEY].slide
    if number:
        selection.put({SLIDE: None if number == 1 else int(number)})


@cache
def _component() -> Any:
    return component(
        "presentatie",
        css=script("deck.css"),
        js=picture.script() + script("deck.js") + _MOUNT,
        isolate_styles=False,
    )


def below(slide: Slide) -> None:
    """Show the notes of a slide, and the table of its figure with a CSV.

    Parameters
    ----------
    slide : Slide
    """
    widgets.heading(_("Toelichting bij deze dia"))
    st.html(f'<p class="lead">{html.escape(slide.notes)}</p>')
    if slide.table is None:
        return
    with st.container(key="table-dia"), st.expander(_("Tabel met dezelfde cijfers")):
        show_table(slide.table)
        files.csv_button(slide.table, slide.id, key="deck-csv")
