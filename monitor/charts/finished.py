"""A chart that is kept and shown to many readers."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go
from plotly.basedatatypes import BaseFigure


class Finished(BaseFigure):  # type: ignore[misc]  # plotly has no types
    """A figure that will not change: plain data, so that showing it copies nothing.

    A plotly figure is copied as a whole each time it is shown, and holds circles of references
    that the garbage collector has to walk.

    Parameters
    ----------
    fig : Figure
        From `monitor.charts`.
    """

    def __init__(self, fig: go.Figure) -> None:
        # not plotly's own: that would make the figure again
        object.__setattr__(self, "_plain", fig.to_dict())

    def to_dict(self) -> dict[str, Any]:
        """Return data and layout, as plotly writes them; shared, so never change it."""
        plain: dict[str, Any] = self._plain
        return plain
