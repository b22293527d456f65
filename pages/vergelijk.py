"""Two to four areas beside each other: on what they differ, since when, and how surely."""

from __future__ import annotations

from monitor.ui import net
from monitor.ui.vergelijk import page


@net.part()
def body() -> None:
    """Draw the page; a fragment, so that a choice redraws this and no more."""
    page.show()


body()
