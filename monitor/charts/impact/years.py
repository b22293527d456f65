"""What the charts over the years share: the axis of years, and where the programme began."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from monitor.charts.theme import Theme
from monitor.text import _

HEIGHT = 360


def mark_start(fig: go.Figure, theme: Theme, years: Sequence[int], start: int) -> None:
    """Draw the axis of the measured years, and a line between the years before and after."""
    before = max((y for y in years if y < start), default=start)
    after = min((y for y in years if y >= start), default=start)
    fig.add_vline(x=(before + after) / 2, line={"color": theme.muted, "width": 1, "dash": "dot"})
    fig.add_annotation(
        text=_("start"), x=(before + after) / 2, y=1, yref="paper", xanchor="left", xshift=4,
        yanchor="top", showarrow=False, font={"color": theme.muted, "size": 13},
    )  # fmt: skip
    air = 0.04 * (years[-1] - years[0] or 1)
    step = 1 + len(years) // 8  # more would not fit on a phone
    shown = [y for i, y in enumerate(years) if (len(years) - 1 - i) % step == 0]
    fig.update_xaxes(
        tickvals=shown,
        ticktext=[str(y) for y in shown],
        range=[years[0] - air, years[-1] + air],
        showgrid=False,
        zeroline=False,
    )
    fig.update_yaxes(zeroline=False, nticks=6, exponentformat="none", separatethousands=True)
    fig.update_layout(margin={"l": 64, "t": 24, "b": 28, "r": 8})
