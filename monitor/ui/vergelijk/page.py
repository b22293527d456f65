"""The page Vergelijk: its controls and its order."""

from __future__ import annotations

import streamlit as st

from monitor.ui import data, selection, widgets, words
from monitor.ui.params import MOST_BESIDE
from monitor.ui.texts import _, language
from monitor.ui.vergelijk import blocks, lines, told
from monitor.ui.vergelijk.places import BESIDE, Row, chosen, names, row


def show() -> None:
    """Show the page."""
    with widgets.controls():
        _controls()
    of, asked = row(), selection.current()
    key = (of, language())
    widgets.heading(*data.kept("vergelijk", key, lambda: (told.title(of), told.subtitle(of))))
    widgets.facts(data.kept("vergelijk-zinnen", key, lambda: told.sentences(of)), wide=True)
    if of.found.values.isna().all(axis=None):
        widgets.empty(_("Voor dit jaar zijn er geen cijfers. Kies een ander jaar."))
        return
    widgets.show_kept(lambda: blocks.heat_chart(of), "vergelijktabel", of)
    wide, narrow = st.columns(2, gap="large")
    with wide:
        _lines(of, asked)
    with narrow:
        _parts(of)
    blocks.file_button(of)


def _controls() -> None:
    known = names()
    key = widgets.set_control(BESIDE, chosen())
    st.multiselect(
        _("Naast elkaar, hoogstens vier"),
        list(known),
        format_func=known.__getitem__,
        max_selections=MOST_BESIDE,
        filter_mode="contains",  # else "Tilburg" finds Maastricht (Limburg) too
        select_all=False,
        placeholder=_("Typ een gemeente, groep of provincie"),
        key=key,
        on_change=_changed,
        args=(key,),
    )
    widgets.choose("year", _("Jaar"), data.years(), kind="segmented")
    measures = words.measure_labels()
    widgets.choose("what", _("Lijn in de tijd"), list(measures), shown=measures.__getitem__)


def _changed(key: str) -> None:
    chosen_now = ",".join(st.session_state[key])
    if not chosen_now:  # nothing is chosen any more: the opened municipality neither
        selection.put(gemeente=None)
    selection.put({BESIDE: chosen_now})


def _lines(of: Row, asked: selection.Selection) -> None:
    key = (of, asked.what, asked.year_b)
    known = data.lines_beside(asked.what, of.year, of.places)[list(of.places)]
    if known.isna().all(axis=None):
        widgets.empty(
            _("Geen van de gekozen gebieden heeft hiervan een cijfer. Kies een andere lijn.")
        )
        return
    widgets.show_kept(lambda: lines.chart(of, asked), "vergelijklijn", *key)


def _parts(of: Row) -> None:
    if data.apart(of.year, *of.places[:2]).conclusion == "no-data":
        widgets.empty(_("Zonder score van de eerste twee is er geen verschil om uit te leggen."))
        return
    widgets.show_kept(lambda: blocks.parts_chart(of), "vergelijkopbouw", of)
