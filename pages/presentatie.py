"""Slides from the current selection: full screen, PowerPoint, and a file that works offline."""

from __future__ import annotations

from monitor.ui import (
    net,
    presentatie,
    presentatie_files,
    presentatie_order,
    presentatie_own,
    presentatie_subject,
)
from monitor.ui.shell import current_theme


@net.part()
def body() -> None:
    presentatie_subject.controls()
    presentatie.wait()
    whole = presentatie.whole_deck(current_theme())
    deck = presentatie.chosen_of(whole)
    shown = presentatie.stage(deck)
    presentatie_order.control(whole, deck)
    presentatie.below(shown)
    presentatie_files.exports(deck)
    presentatie_own.controls(whole)


body()
