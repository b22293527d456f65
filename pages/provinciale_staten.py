"""Has it grown, more than elsewhere, where not, was it the programme, and when do we know."""

from __future__ import annotations

from monitor.ui import net
from monitor.ui.provinciale_staten import page


@net.part()
def body() -> None:
    """Draw the page; a fragment, so that a choice redraws this and no more."""
    page.show()


body()
