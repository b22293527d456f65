"""What was done and by whom, and whether it can be seen in the figures."""

from __future__ import annotations

from monitor.ui import net
from monitor.ui.impact import page


@net.part()
def body() -> None:
    """Draw the page; a fragment, so that a choice redraws this and no more."""
    page.show()


body()
