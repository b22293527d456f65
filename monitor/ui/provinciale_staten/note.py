"""The button of the progress note in Word."""

from __future__ import annotations

import streamlit as st

from monitor.answers import about_steering
from monitor.answers.view import snapshot
from monitor.moment import now
from monitor.own.store import store_of
from monitor.steering.briefing import Briefing, briefing, recorded_in
from monitor.text import _, slug
from monitor.ui import files
from monitor.ui.provinciale_staten.view import View, has_programme, programme


def told(of: View) -> Briefing:
    """Gather all that is told of the area of the page.

    Parameters
    ----------
    of : View
    """
    return briefing(
        snapshot(),
        about_steering.every_score(),
        of.area,
        (of.start, of.year),
        recorded_in(store_of()),
        programme(of.area),
        has_programme=has_programme(of.area),
    )


def button(of: View) -> None:
    """Show the button; the note is only made when it is asked for.

    Parameters
    ----------
    of : View
    """

    def make() -> bytes:
        from monitor.export.note import note  # noqa: PLC0415  # Word only where asked

        return note(snapshot(), told(of), now())

    st.download_button(
        _("Notitie (Word)"),
        data=files.in_session(make),
        file_name=f"notitie-{slug(of.name)}-{of.start}-{of.year}.docx",
        mime="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        key="notitie",
        on_click="ignore",
    )
