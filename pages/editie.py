"""What was shown on a day, at an address that never changes its content."""

from __future__ import annotations

from monitor.ui import net
from monitor.ui.editie import page


@net.part()
def body() -> None:
    """Draw the page; a fragment, so that a choice redraws this and no more."""
    page.show()


body()
