"""One chart by itself, at an address that may stand in a frame on another site."""

from __future__ import annotations

from monitor.ui import diagram, net


@net.part()
def body() -> None:
    """Draw the chart that the address names."""
    diagram.show()


body()
