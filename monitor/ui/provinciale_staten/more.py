"""Below the first screen: norms and criteria, signals, and the calendar of measurements."""

from __future__ import annotations

import streamlit as st

from monitor.answers import about_steering
from monitor.answers.view import snapshot
from monitor.spoken import say_error
from monitor.steering import brief, words
from monitor.steering.agreed import criterion_sentence, norm_sentence, parted
from monitor.text import _, plain
from monitor.ui import widgets
from monitor.ui.provinciale_staten.view import View
from monitor.ui.show_table import show_table


def agreed(of: View) -> None:
    """Say what was agreed beforehand, of this area first: norms and criteria, or that none are.

    Parameters
    ----------
    of : View
    """
    shot = snapshot()
    norms, wrong = about_steering.norms()
    standings, faults = about_steering.standings()
    widgets.heading(
        _("Wat is vooraf afgesproken?"),
        _("Normen en criteria, beoordeeld met de gewone verandering van het cijfer"),
    )
    told = [(one.criterion.area, criterion_sentence(shot, one)) for one in standings]
    told += [(one.norm.area, norm_sentence(shot, one)) for one in norms]
    own, others = parted(shot, of.area, told)
    said = [*own, *others, *(plain(say_error(fault)) for fault in (*wrong, *faults))]
    if not said:
        said = [
            _("**Niets.** Er zijn geen normen en geen criteria vastgelegd. Wie pas achteraf kiest"
              " wat groei is, vindt altijd groei."),
        ]  # fmt: skip
    widgets.facts(said)


def signals(of: View) -> None:
    """Say which changes of the year are more than usual.

    Parameters
    ----------
    of : View
    """
    widgets.heading(
        _("Wat valt op in {year}?").format(year=of.year),
        _("Veranderingen die groter zijn dan gewoonlijk; hooguit 5% daarvan is toeval"),
    )
    widgets.facts(brief.signalled(snapshot(), about_steering.signals(of.year), of.area))


def calendar() -> None:
    """Show when each figure is measured again."""
    widgets.heading(
        _("De volgende metingen"),
        _("Per cijfer het nieuwste jaar, het jaar van het volgende cijfer, en wat dat kan zeggen"),
    )
    with st.expander(_("Alle cijfers van de score"), key="metingen"):
        show_table(words.calendar_table(snapshot(), about_steering.calendar()), key="kalender")
