"""A chart with all that stands with it, wherever it is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pandas as pd
import plotly.graph_objects as go

from monitor.charts import base
from monitor.charts.finished import Finished

SUBTITLE = 140
"""Characters of the line under a title, at most: the key of a chart stands in the chart."""
Table = pd.DataFrame | Callable[[], pd.DataFrame]


@dataclass(frozen=True)
class Chart:
    """What a page, a slide and a picture of a chart are made of.

    Attributes
    ----------
    fig : Figure, Finished or None
        From `monitor.charts`; None where what is drawn is kept longer than what is told of it, and
        where the table is all there is.
    title : str
        What the chart shows the reader, computed from the data.
    subtitle : str
        What is drawn: measure, unit, year, area; at most `SUBTITLE` characters.
    source : str
        Source and date, as `source_line` writes it.
    data : DataFrame or callable
        The figures behind the chart, with column names for people; a callable is only called
        when the table or the CSV is asked for.
    alt : str
        Text alternative: what kind of chart, of what, and what stands out.
    key : str
        Constant name of the chart (letters, digits and ``-``).
    note : str
        How to read it, and with what care, where a key in the chart does not tell.
    fluid : bool
        As high as the width asks for (a map), by style.css; else the height of the figure.
    """

    fig: go.Figure | Finished | None
    title: str
    subtitle: str
    source: str
    data: Table
    alt: str
    key: str
    note: str = ""
    fluid: bool = False

    @property
    def table(self) -> pd.DataFrame:
        """The figures behind the chart, made when they are asked for."""
        return self.data() if callable(self.data) else self.data

    @property
    def caption(self) -> str:
        """How to read it, and its source, in one line."""
        return f"{self.note} {self.source}".strip()


def finish(chart: Chart, *, clickable: bool = False) -> Chart:
    """Return a chart whose figure is ready to be kept and shown to many.

    ``clickable`` is for a chart that is shown with ``on_select``.
    """
    if chart.fig is None:
        return chart
    return replace(chart, fig=finished(chart.fig, fluid=chart.fluid, clickable=clickable))


def finished(fig: go.Figure, *, fluid: bool = False, clickable: bool = False) -> Finished:
    """Return a figure ready to be kept and shown to many; parameters as in `Chart` and `finish`."""
    if fluid:
        fig.update_layout(height=None)
    if clickable:
        fig.update_layout(base.CLICKABLE)
    return Finished(fig)
