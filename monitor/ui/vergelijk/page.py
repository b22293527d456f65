"""The page Vergelijk: its controls and its order."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from monitor.answers import about_scores, remember
from monitor.answers.selected import Selection
from monitor.answers.view import snapshot
from monitor.charts import words
from monitor.charts.vergelijk.heat import heat_chart, table
from monitor.charts.vergelijk.lines import lines_chart
from monitor.charts.vergelijk.parts import parts_chart
from monitor.charts.vergelijk.places import Row, source
from monitor.charts.vergelijk.spine import spine_chart
from monitor.export.tables import to_xlsx
from monitor.text import _, language, listing
from monitor.ui import files, selection, share, show_chart, widgets
from monitor.ui.data_page import coverage as data_page
from monitor.ui.params import MOST_BESIDE
from monitor.ui.shell import current_theme
from monitor.ui.vergelijk import districts, told
from monitor.ui.vergelijk.places import BESIDE, chosen, names, row


def show() -> None:
    """Show the page."""
    of, asked = row(), selection.current()
    with widgets.controls():
        asked = replace(asked, what=_controls(of))
    key = (of, language())
    widgets.heading(*remember.kept("vergelijk", key, lambda: (told.title(of), told.subtitle(of))))
    sentences = remember.kept("vergelijk-zinnen", key, lambda: told.sentences(of))
    widgets.facts(sentences, wide=True)
    share.offer_words(sentences, source(of))
    if of.found.values.isna().all(axis=None):
        widgets.empty(_("Voor dit jaar zijn er geen cijfers. Kies een ander jaar."))
        return
    show_chart.show_kept(lambda: heat_chart(of, current_theme()), "vergelijktabel", of)
    left, right = st.container(key="vergelijk-onder").columns(2, gap="large")
    with left:
        show_chart.show_kept(lambda: spine_chart(of, current_theme()), "vergelijkprofiel", of)
    with right:
        _parts(of)
    _lines(of, asked)
    _file_button(of)


def _controls(of: Row) -> str:
    """Show the controls; return the measure of the lines."""
    known = names()
    key = widgets.set_control(BESIDE, chosen(), known.__getitem__)
    st.multiselect(
        _("Naast elkaar, hoogstens vier"),
        list(known),
        format_func=known.__getitem__,
        max_selections=MOST_BESIDE,
        filter_mode="contains",  # else "Tilburg" finds Maastricht (Limburg) too
        select_all=False,
        placeholder=listing([known[p] for p in of.places]),  # what is shown until one chooses
        help=_("Van een gekozen gemeente staan ook de wijken in de lijst."),
        key=key,
        on_change=_changed,
        args=(key,),
    )
    if not of.districts:  # their index has one year
        widgets.choose("year", _("Jaar"), about_scores.years(), kind="segmented")
    measures = districts.line_labels() if of.districts else words.measure_labels()
    widgets.choose("what", _("Lijn in de tijd"), list(measures), shown=measures.__getitem__)
    what = selection.current().what
    return what if what in measures else next(iter(measures))


def _changed(key: str) -> None:
    chosen_now = ",".join(st.session_state[key])
    if not chosen_now:  # nothing is chosen any more: the opened municipality neither
        selection.put(gemeente=None)
    selection.put({BESIDE: chosen_now})


def _lines(of: Row, asked: Selection) -> None:
    key = (of, asked.what, asked.year_b)
    known = of.lines(asked.what)[list(of.places)]
    if known.isna().all(axis=None):
        widgets.empty(
            _("Geen van de gekozen gebieden heeft hiervan een cijfer. Kies een andere lijn.")
        )
        return
    show_chart.show_kept(lambda: lines_chart(of, asked, current_theme()), "vergelijklijn", *key)


def _parts(of: Row) -> None:
    if of.apart(*of.places[:2]).conclusion == "no-data":
        widgets.empty(_("Zonder score van de eerste twee is er geen verschil om uit te leggen."))
        return
    show_chart.show_kept(lambda: parts_chart(of, current_theme()), "vergelijkopbouw", of)


def _file_button(of: Row) -> None:
    """Offer all figures in one Excel file; it is made when it is asked for."""
    shot, style = snapshot(), data_page.style()
    st.download_button(
        _("Alle cijfers (Excel)"),
        data=files.in_session(lambda: to_xlsx(table(of), shot, style)),
        file_name=f"vergelijk-{'-'.join(of.places)}-{of.year}.xlsx",
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        key="vergelijk-bestand",
        on_click="ignore",
    )
