"""Some areas on every measure at once: the spine of Gemeente, with a mark an area."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from monitor.charts import base
from monitor.charts.gemeente import spine_figure as spine
from monitor.charts.theme import Theme
from monitor.charts.vergelijk.lines import LOOKS

_SIGNS = {"circle": "●", "square": "■", "diamond": "◆", "triangle-up": "▲"}


def figure(
    theme: Theme,
    lang: str,
    rows: pd.DataFrame,
    *,
    names: Mapping[str, str],
    legend: dict[str, str],
    ticks: dict[int, str],
) -> go.Figure:
    """Draw the spine: every measure a row, every area the mark that its line has.

    Parameters
    ----------
    rows : DataFrame, index measure, in the order drawn
        ``head``, ``label``, ``note`` (empty), ``p05, p25, p75, p95``; a column an area (points
        above the Netherlands), and its ``hover-<area>``.
    names : mapping of column to str
        The areas, in the order of their looks.
    legend, ticks : mapping
        As of `monitor.charts.gemeente.spine_figure.figure`.
    """
    fig, drawn = spine.begun(theme, lang, rows, legend, ticks, columns=list(names), row=spine.BARE)
    key = []
    for (area, name), (colour, symbol) in zip(names.items(), LOOKS, strict=False):
        fig.add_scatter(
            x=drawn[area].to_list(),
            y=drawn["y"].to_list(),
            mode="markers",
            marker={
                "symbol": symbol, "size": 12, "opacity": 1, "color": getattr(theme, colour),
                "line": {"color": theme.paper, "width": 1.5},
            },
            customdata=drawn[f"hover-{area}"].to_list(),
            hovertemplate="%{customdata}<extra></extra>",
        )  # fmt: skip
        key.append((_SIGNS[symbol], colour, name))
    return base.with_key(fig, theme, [*key, *spine.spread_key(legend)])
