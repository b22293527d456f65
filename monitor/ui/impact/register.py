"""The register on the page: filters, map, what the papers tell, cards, and a file of one's own."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Sequence

import streamlit as st

from monitor.answers.about_initiatives import municipalities_of
from monitor.charts.chart import finish
from monitor.charts.impact import register_map
from monitor.impact.register import PROGRAMME, STATUSES, Initiative, facts, natural, topic
from monitor.spoken import say_error
from monitor.text import _, language
from monitor.ui import selection, show_chart, widgets
from monitor.ui.impact import cards, places, seen, upload
from monitor.ui.params import NO_PLACE
from monitor.ui.shell import current_theme


def show() -> None:
    """Show the register: who works on what and where, and how to fill it."""
    every = [one for one in seen.register(_focus()) if one.kind != PROGRAMME]
    with widgets.controls():
        _filters(every)
    fault = seen.register_fault()
    if fault:
        st.html(f'<p class="problem" role="alert">{html.escape(say_error(fault))}</p>')
    found = _chosen(every)
    on_a_map = any(municipalities_of(one.places) for one in every)
    wide, narrow = st.columns([13, 7], gap="large")
    with wide:
        if on_a_map:
            drawn = register_map.chart(
                found, selection.current(), selection.get("plaats"), current_theme()
            )
            show_chart.show_chart(finish(drawn), on_select=places.clicked)
        else:
            _empty()
    with narrow:
        _programmes()
    cards.show(found, every)
    if on_a_map:
        st.space(16)
        upload.show()


def _focus() -> str:
    return selection.current().province


# ---------------------------------------------------------------- filters


def _named(texts: Iterable[str]) -> dict[str, str]:
    """Return texts by how an address names them, in the order of the alphabet."""
    found = {topic(t): t for t in sorted(texts, key=natural, reverse=True) if topic(t)}
    return dict(reversed(found.items()))


def _filters(every: Sequence[Initiative]) -> None:
    themes = _named(t for one in every for t in (one.theme, one.crossover))
    questions = _named(one.question for one in every)
    used = [s for s in STATUSES if any(one.status == s for one in every)]
    statuses = {s: _(s) for s in used} | (
        {NO_PLACE: _("onbekend")} if any(not one.status for one in every) else {}
    )
    _filter("thema", _("Thema of cross-over"), themes, _("Alle thema's"))
    _filter("vraag", _("Vraag"), questions, _("Alle vragen"))
    _filter("status", _("Status"), statuses, _("Elke status"))
    _filter("plaats", _("Plaats"), places.options(every), _("Alle plaatsen"))


def _filter(field: str, label: str, options: dict[str, str], all_: str) -> None:
    words = {"": all_, **options}
    widgets.choose(field, label, list(words), shown=lambda o: words[o])


def _chosen(every: Iterable[Initiative]) -> list[Initiative]:
    """Return the initiatives that the filters leave."""
    theme, question = selection.get("thema"), selection.get("vraag")
    status, place = selection.get("status"), selection.get("plaats")
    tests: list[tuple[str, Callable[[Initiative], bool]]] = [
        (theme, lambda one: theme in (topic(one.theme), topic(one.crossover))),
        (question, lambda one: question == topic(one.question)),
        (status, lambda one: status == (one.status or NO_PLACE)),
        (place, lambda one: places.lies_in(one, place)),
    ]
    return [one for one in every if all(test(one) for asked, test in tests if asked)]


# ---------------------------------------------------------------- where, and what the papers tell


def _empty() -> None:
    """Say, where no initiative has a place, how the register is filled; and let it be filled."""
    widgets.heading(
        _("Nog geen initiatief met een bekende plaats"),
        _("De kaart verschijnt zodra het register plaatsen noemt. Vullen gaat in drie stappen:"),
    )
    steps = [
        _("**1. Download het sjabloon** hieronder. Elke kolom is daarin uitgelegd."),
        _("**2. Vul per initiatief een rij in**: naam, wat het doet, bron, en waar het is."),
        _("**3. Kies het bestand** om het hier te bekijken; alleen u ziet het."),
        _(
            "**Voor iedereen zichtbaar** wordt het als de beheerder het opneemt:"
            " python -m monitor initiatives add BESTAND."
        ),
    ]
    with st.container(key="register-leeg"):
        widgets.facts(steps)
        upload.show()


def _programmes() -> None:
    """Show the programmes, and what else the published papers tell."""
    for one in seen.register(_focus()):
        if one.kind == PROGRAMME:
            widgets.heading(one.name, cards.line(one))
            st.html(f"<p>{html.escape(one.what)}</p>")
    told = facts(_focus())
    if not told:
        return
    widgets.facts([fact.text[language()] for fact in told])
    sources = dict.fromkeys(fact.source[language()] for fact in told)
    source = _("Bron: {sources}.").format(sources="; ".join(sources))
    st.html(f'<p class="chart-source">{html.escape(source)}</p>')
