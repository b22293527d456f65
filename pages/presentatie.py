"""Slides from the current selection: full screen, PowerPoint, and a file that works offline."""

from __future__ import annotations

from monitor.ui import data, net, presentatie
from monitor.ui.shell import current_theme


@net.part()
def body() -> None:
    presentatie.controls()
    presentatie.wait()
    story = data.story(presentatie.choice())
    shown = presentatie.stage(presentatie.deck_of(story, current_theme()))
    presentatie.below(shown)
    presentatie.exports(story)


body()
