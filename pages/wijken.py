"""Districts: what hides behind a good average, and the profile of a district."""

from __future__ import annotations

from monitor.ui import net
from monitor.ui.wijken import page


@net.part()
def body() -> None:
    """Draw the page; a fragment, so that a choice redraws this and no more."""
    page.show()


body()
