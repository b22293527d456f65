"""The search in the header of every page: its field; ``find.js`` does the rest in the browser.

Looking for a place costs no rerun and no element of Streamlit: the field stands in the HTML of the
header, the places come from a static file that is fetched when a reader begins to look, and what
is chosen goes into the address, which Streamlit then reads as after a step back.
"""

from __future__ import annotations

import html
import json

import streamlit as st

from monitor import logbook
from monitor.answers import about_finding
from monitor.errors import MonitorError
from monitor.naming_places import kinds_of_place
from monitor.text import _
from monitor.ui import selection

SHOWS = {
    "kaart": "gemeente",
    "start": "gemeente",
    "jaren": "gemeente",
    "gemeente": "gemeente",
    "wijken": "gemeente",
    "provinciale_staten": "over",
    "vergelijk": "naast",
    "presentatie": "gemeente",
}
"""The pages that show a chosen municipality, and the parameter; from another one Gemeente opens."""


def box() -> str:
    """Return the field with its empty list, as HTML; nothing where there are no figures."""
    try:
        places, focus = about_finding.places_url(), selection.current().province
    except MonitorError:  # the page below meets the same, and says it
        return ""
    except Exception as err:
        logbook.keep(err, st.context.url or "", screen=True)
        return ""
    label = html.escape(_("Zoek gemeente, wijk of postcode"))
    told = {
        "words": json.dumps(_words(), ensure_ascii=False),
        "shows": json.dumps(SHOWS),
        "places": places,
        "focus": focus,
    }
    given = " ".join(f'data-{k}="{html.escape(v)}"' for k, v in told.items())
    return (
        '<div class="find" role="search"><input type="text" role="combobox" aria-expanded="false"'
        f' aria-controls="find-list" aria-autocomplete="list" aria-label="{label}"'
        f' placeholder="{label}" title="{label}" autocomplete="off" spellcheck="false" {given}>'
        f'<ul id="find-list" role="listbox" aria-label="{html.escape(_("Gevonden plaatsen"))}"'
        ' hidden></ul><span role="status"></span></div>'
    )


def _words() -> dict[str, str]:
    return {
        **kinds_of_place(),
        "none": _(
            "Niets gevonden. Zoek op gemeente, dorp, wijk of de vier cijfers van een postcode."
        ),
        "found": _("{n} gevonden"),
        "compare": _("Vergelijk {names}"),
        "beside": _("naast elkaar, op de pagina Vergelijk"),
    }
