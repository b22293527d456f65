"""Slides from the current selection: full screen, PowerPoint, and a file that works offline."""

from __future__ import annotations

from monitor.ui import net, widgets
from monitor.ui.presentatie import files, order, own, stage, subject
from monitor.ui.shell import current_theme


@net.part()
def body() -> None:
    subject.controls()
    if not widgets.has_two_years():
        return
    stage.wait()
    whole = stage.whole_deck(current_theme())
    deck = stage.chosen_of(whole)
    shown = stage.stage(deck)
    order.control(whole, deck)
    stage.below(shown)
    files.exports(deck)
    own.controls(whole)


body()
