"""The page of an edition: its words and figures as they were, and what is otherwise now."""

from __future__ import annotations

import html
from dataclasses import replace

import pandas as pd
import streamlit as st

from monitor.answers import about_changes, about_steering, remember
from monitor.answers.view import snapshot
from monitor.charts.provinciale_staten import growth
from monitor.errors import MonitorError
from monitor.export.about import about_lines
from monitor.impact.words import outcome_title
from monitor.moment import now
from monitor.own.store import store_of
from monitor.spoken import say_error
from monitor.steering.areas import became
from monitor.steering.brief import Answer
from monitor.steering.briefing import figures_of
from monitor.steering.edition import (
    Edition,
    differences,
    edition_ids,
    keep_edition,
    make_edition,
    open_edition,
)
from monitor.steering.words import figure
from monitor.text import _, day, language
from monitor.ui import navigation, selection, serving, show_chart, widgets
from monitor.ui.gemeente.duiding import quote
from monitor.ui.provinciale_staten import cards
from monitor.ui.provinciale_staten import note as notes
from monitor.ui.provinciale_staten.view import View, has_programme, programme
from monitor.ui.shell import current_theme
from monitor.ui.show_table import show_table

_MOST = 100
"""Editions that readers may make by the button; a command makes any number."""


def show() -> None:
    """Show the edition of the address."""
    asked = selection.get("id")
    if not asked:
        widgets.empty(_("Noem een editie in het adres, zoals /editie?id=1f2e3d4c5b6a."))
        return
    if asked not in edition_ids(store_of()):
        said = _("Er is geen editie {id}. Controleer het adres, of vraag het aan wie het u gaf.")
        widgets.empty(said.format(id=asked))
        return
    found = open_edition(asked, store_of())
    _head(found)
    cards.show([_answer(one) for one in found.words[language()]["answers"]])
    wide, narrow = st.columns([11, 9], gap="large")
    with wide:
        _figures(found)
    with narrow:
        _rest(found)
        _now(found)


def _head(found: Edition) -> None:
    about, said = found.about, found.words[language()]
    chosen = about["selection"]
    told = _("Editie {id}, gemaakt op {day}: zo stond het er toen, en zo blijft het staan.")
    widgets.heading(
        f"{said['name']}, {chosen['start']}–{chosen['year']}",
        told.format(id=found.id, day=day(about["made"])),
    )
    origin = _("Momentopname {snapshot}, index {index}, code {code}.")
    st.html(f'<p class="chart-note">{html.escape(origin.format(**about))}</p>')
    st.download_button(
        _("Editie (ZIP)"),
        data=found.data,
        file_name=f"editie-{found.id}.zip",
        mime="application/zip",
        key="editie-zip",
        on_click="ignore",
    )


def _answer(kept: dict[str, object]) -> Answer:
    sentences = kept["sentences"]
    own = tuple(map(str, sentences)) if isinstance(sentences, list) else ()
    return Answer(str(kept["question"]), str(kept["word"]), own)


def _figures(found: Edition) -> None:
    name = found.words[language()]["name"]
    table = _readable(found)
    year = found.about["selection"]["year"]
    shown = replace(
        growth.chart(found.line, name, year, current_theme()),
        title=_("De cijfers van toen"),
        source=_("Bron: de cijfers van momentopname {id}.").format(id=found.about["snapshot"]),
        data=table,
        key="editie-groei",
    )
    show_chart.show_chart(shown)


def _readable(found: Edition) -> pd.DataFrame:
    chosen = found.about["selection"]
    rows = [
        (_title(m), _written(m, b), _written(m, n))
        for m, b, n in found.figures[["measure", "before", "now"]].itertuples(index=False)
    ]
    return pd.DataFrame(rows, columns=[_("Cijfer"), str(chosen["start"]), str(chosen["year"])])


def _title(measure: str) -> str:
    """Name a measure; one that the figures of today do not know keeps its id."""
    catalog = snapshot().catalog
    known = measure == "total" or measure in {*catalog.dimensions, *catalog.indicators}
    return outcome_title(snapshot(), measure) if known else measure


def _written(measure: str, value: float) -> str:
    return "–" if pd.isna(value) else figure(snapshot(), measure, value)


def _rest(found: Edition) -> None:
    said = found.words[language()]
    widgets.heading(_("Wat er verder bij stond"))
    widgets.facts([*said["signals"], *said["agreed"], *said.get("elsewhere", [])])
    st.html("".join(quote(one["text"], one["by"]) for one in said["duiding"]))


def _now(found: Edition) -> None:
    """Say what is otherwise in the figures that are shown now."""
    table = remember.kept("edition", (found.id, language()), lambda: _differences(found))
    widgets.heading(
        _("Wat is nu anders?"),
        _("Van {area}, op de cijfers die nu worden getoond (momentopname {id})").format(
            area=found.words[language()]["name"], id=snapshot().id
        ),
    )
    gone = became(snapshot(), found.about["selection"]["over"])
    if gone:
        widgets.facts([gone])
    if table.empty:
        widgets.facts([_("**Niets**: elk cijfer is nog hetzelfde.")])
    else:
        show_table(table, key="editie-nu")


def _differences(found: Edition) -> pd.DataFrame:
    chosen, shot = found.about["selection"], snapshot()
    change = about_changes.change(chosen["start"], chosen["year"])
    figures = figures_of(shot, change, about_steering.area(chosen["over"]))
    what = {
        "before": str(chosen["start"]),
        "now": str(chosen["year"]),
        "change": _("Verandering"),
    }
    rows = [
        (_title(m), what[c], _written(m, then), _written(m, today))
        for m, c, then, today in differences(found.figures, figures).itertuples(index=False)
    ]
    return pd.DataFrame(rows, columns=[_("Cijfer"), _("Wat"), _("Toen"), _("Nu")])


def button(of: View) -> None:
    """Show the button that keeps what the page shows; its address follows.

    Parameters
    ----------
    of : View
    """
    if st.button(_("Editie vastleggen"), key="editie", help=_(
        "Bewaart wat hier nu staat, met cijfers en methode, op een adres dat nooit verandert."
    )):  # fmt: skip
        if serving.own_titles():  # it would show to everyone what this session alone sees
            widgets.empty(_("Met een eigen set in beeld kan er geen editie worden vastgelegd."))
            return
        if has_programme(of.area) and programme(of.area) is None:
            widgets.empty(_("De analyse wordt nog gemaakt: probeer het over een minuut opnieuw."))
            return
        try:
            kept = keep_edition(_made(of), store_of(), most=_MOST)
        except MonitorError as err:
            widgets.empty(say_error(err))
            return
        st.page_link(
            navigation.path("editie"),
            label=_("Editie {id}").format(id=kept.id),
            query_params={"id": kept.id},
        )


def _made(of: View) -> Edition:
    return make_edition(snapshot(), lambda: notes.told(of), _method, now())


def _method() -> str:
    lines = about_lines(snapshot(), "en" if language() == "en" else "nl")
    return "\n".join(f"{name}: {text}" for name, text in lines)
