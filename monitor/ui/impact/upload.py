"""A register of one's own: the template, and a file that only this session sees."""

from __future__ import annotations

import hashlib
from typing import cast

import streamlit as st

from monitor.export.register import template_csv, template_xlsx
from monitor.impact.register_read import RegisterRead, read_register
from monitor.own.problems import blocking
from monitor.text import _, plural
from monitor.ui import files, serving, widgets
from monitor.ui.data_page.own_set import show_problems
from monitor.ui.impact import seen

_READ, _COUNT = "register-read", "register-upload"


def show() -> None:
    """Show what this session read, the template, and the way to read a file."""
    widgets.heading(
        _("Zelf aanvullen"),
        _("Alleen u ziet wat u hier kiest, en alleen tot u dit venster sluit of vernieuwt."),
    )
    _in_use()
    with st.container(horizontal=True):
        for name, ending, make in (
            (_("Sjabloon (Excel)"), "xlsx", template_xlsx),
            (_("Sjabloon (CSV)"), "csv", template_csv),
        ):
            st.download_button(
                name,
                data=files.in_session(make),
                file_name=f"sjabloon-initiatieven.{ending}",
                key=f"register-{ending}",
                on_click="ignore",
            )
    given = st.file_uploader(
        _("Kies een bestand met initiatieven"),
        key=f"register-file-{st.session_state.get(_COUNT, 0)}",
    )
    if given is not None:
        _with_file(given.getvalue(), given.name)


def _in_use() -> None:
    mine = seen.read_here()
    if not mine:
        return
    told = plural(
        len(mine),
        _("**{count} initiatief** uit uw bestand staat hierboven."),
        _("**{count} initiatieven** uit uw bestand staan hierboven."),
    )
    with st.container(horizontal=True, vertical_alignment="center", key="register-own"):
        widgets.facts([told])
        if st.button(_("Verwijderen"), key="register-drop", type="tertiary"):
            seen.keep_here([])
            st.session_state.pop(_READ, None)
            st.rerun()


def _with_file(raw: bytes, filename: str) -> None:
    """Tell what a file says; where nothing stands in the way, show it with the others."""
    found = _read(raw, filename)
    stop = blocking(found.problems)
    if stop:
        widgets.heading(
            plural(
                len(stop),
                _("Het bestand kan zo niet worden gebruikt: één fout"),
                _("Het bestand kan zo niet worden gebruikt: {count} fouten"),
            ),
            _("Er is niets opgenomen. Verbeter het bestand en kies het weer."),
        )
    show_problems(found.problems)
    if not found.ok:
        return
    told = plural(
        len(found.initiatives),
        _("Het bestand is gelezen: {count} initiatief"),
        _("Het bestand is gelezen: {count} initiatieven"),
    )
    widgets.heading(told)
    if st.button(_("In deze sessie gebruiken"), type="primary", key="register-use"):
        seen.keep_here(found.initiatives)
        st.session_state[_COUNT] = st.session_state.get(_COUNT, 0) + 1
        st.rerun()


def _read(raw: bytes, filename: str) -> RegisterRead:
    """Read a file once: the same file is kept in the session."""
    shot = serving.without_own_sets()
    key = (filename, hashlib.sha256(raw).hexdigest(), shot.id)
    known = st.session_state.get(_READ)
    if known is None or known[0] != key:
        with st.spinner(_("Het bestand wordt gelezen")):
            known = st.session_state[_READ] = (key, read_register(raw, filename, shot))
    return cast(RegisterRead, known[1])
