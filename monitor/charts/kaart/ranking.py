"""The ranking: every municipality a dot on one scale, the focus group marked."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from monitor.charts import base
from monitor.charts.theme import Theme

_ROW = 20


def ranking_figure(
    theme: Theme, lang: str, table: pd.DataFrame, *, reference: float | None
) -> go.Figure:
    """Draw the ranking, highest on top; the hover tells name and value.

    Parameters
    ----------
    table : DataFrame, in the order of the ranking (highest first)
        ``name``, ``value``, ``member`` (bool), ``chosen`` (bool), ``low``, ``high`` (interval or
        NaN), ``text`` (the value written).
    reference : float, optional
        Where the thin vertical line stands (100 for scores).
    """
    fig = base.figure(theme, lang, _ROW * len(table) + 48)
    # No y: a dot a row, as plotly counts. All this is sent with every choice of a year.
    fig.add_scatter(
        x=[_drawn(v) for v in table["value"]],
        mode="markers",
        marker={"size": 10, "color": _colours(table, theme)},
        error_x=_bands(table, theme),
        text=table["text"].to_list(),
        hovertemplate="<b>%{y}</b><br>%{text}<extra></extra>",
    )
    if reference is not None:
        fig.add_vline(x=reference, line={"color": theme.muted, "width": 1})
    fig.update_xaxes(side="top", zeroline=False, zerolinecolor=None, title=None)
    fig.update_yaxes(
        tickvals=list(range(len(table))),
        ticktext=[_label(n, m) for n, m in zip(table["name"], table["member"], strict=True)],
        range=[len(table) - 0.3, -0.7],
        showgrid=False,
        zeroline=False,
        zerolinecolor=None,
        title=None,
        tickfont={"color": theme.ink, "size": 13},
        automargin=True,
    )
    fig.update_layout(margin={"t": 32})
    return fig


def _colours(table: pd.DataFrame, theme: Theme) -> str | list[str]:
    """Return the colour of each dot, or the one that all have."""
    colours = [
        theme.accent if c else theme.ink if m else theme.faint
        for c, m in zip(table["chosen"], table["member"], strict=True)
    ]
    return colours if len(set(colours)) > 1 else colours[0]


def _bands(table: pd.DataFrame, theme: Theme) -> dict[str, Any]:
    """Draw the intervals as broad bars behind the dots; none where there is no interval."""
    if table["low"].isna().all():
        return {}
    ends = {"array": table["high"] - table["value"], "arrayminus": table["value"] - table["low"]}
    lengths = {name: [_drawn(v, 3) for v in column.fillna(0.0)] for name, column in ends.items()}
    return {**lengths, "symmetric": False, "color": theme.line, "thickness": 6, "width": 0}


def _drawn(value: float, digits: int = 5) -> float:
    """Shorten a number to what a pixel can show."""
    return float(f"{value:.{digits}g}")


def _label(name: str, member: bool) -> str:
    return f"<b>{name}</b>" if member else name
