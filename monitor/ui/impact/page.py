"""The order of the page Impact."""

from __future__ import annotations

from monitor.ui.impact import register


def show() -> None:
    """Show the page."""
    register.show()
