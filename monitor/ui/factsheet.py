"""The factsheet of a municipality: its words, and the button."""

from __future__ import annotations

from monitor.analysis.profile import Look
from monitor.ui.selection import Selection


def button(look: Look, chosen: Selection, code: str) -> None:
    """Offer the factsheet."""
