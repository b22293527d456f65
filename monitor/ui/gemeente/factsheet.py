"""The page Gemeente: the factsheet to download."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st

from monitor.export.factsheet_words import Sheet
from monitor.impact.plan import shipped_plan
from monitor.impact.summary import about
from monitor.text import _, language, slug
from monitor.ui import selection
from monitor.ui.gemeente import duiding as gemeente_duiding
from monitor.ui.impact import answers


def button(sheet: Sheet) -> None:
    """Show the button; the PDF is only made when it is asked for.

    Parameters
    ----------
    sheet : Sheet
    """
    said = gemeente_duiding.line(sheet.code)
    asked = replace(sheet, link=_link(sheet), impact=_impact(sheet), duiding=said)
    lang = language()

    def make() -> bytes:
        from monitor.export.factsheet import factsheet  # noqa: PLC0415  # reportlab only where asked

        return factsheet(asked, lang)

    st.download_button(
        _("Factsheet (PDF, één A4)"),
        data=make,
        file_name=_file_name(sheet),
        mime="application/pdf",
        key="factsheet",
        on_click="ignore",
    )


def _file_name(sheet: Sheet) -> str:
    """Name the file after the municipality, without what a disk cannot hold."""
    name = slug(sheet.name) or sheet.code.lower()
    return f"factsheet-{name}-{sheet.year}.pdf"


def _link(sheet: Sheet) -> str:
    """Return the address of the page with this selection."""
    parts = urlsplit(st.context.url or "")
    asked = selection.query(gemeente=sheet.code, year=sheet.year)
    asked["index"] = str(sheet.snapshot.catalog.index.version)
    return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(asked), ""))


def _impact(sheet: Sheet) -> str:
    """Say what was seen of the programme, where that was worked out before."""
    plan = shipped_plan(selection.current().province)
    known = answers.impact_known(plan) if plan else None
    return about(sheet.snapshot, known, sheet.code) if known else ""
