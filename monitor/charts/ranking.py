"""The ranking: every municipality a dot on one scale, the focus group marked."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from monitor.charts import base
from monitor.charts.theme import Theme

ROW = 20


def ranking_figure(
    theme: Theme, lang: str, table: pd.DataFrame, *, reference: float | None, hover: str
) -> go.Figure:
    """Draw the ranking, highest on top.

    Parameters
    ----------
    table : DataFrame, in the order of the ranking (highest first)
        ``name``, ``value``, ``member`` (bool), ``chosen`` (bool), ``low``, ``high`` (interval or
        NaN), ``text`` (the value written).
    reference : float, optional
        Where the thin vertical line stands (100 for scores).
    hover : str
        plotly hover template of a dot.
    """
    fig = base.figure(theme, lang, ROW * len(table) + 48)
    places = list(range(len(table)))
    colour = [
        theme.accent if c else theme.ink if m else theme.faint
        for c, m in zip(table["chosen"], table["member"], strict=True)
    ]
    known = table[table["low"].notna()]
    at = [places[table.index.get_loc(i)] for i in known.index]
    fig.add_scatter(
        x=[v for a, b in known[["low", "high"]].to_numpy() for v in (_drawn(a), _drawn(b), None)],
        y=[v for p in at for v in (p, p, None)],
        mode="lines",
        line={"color": theme.line, "width": 6},
        hoverinfo="skip",
    )
    fig.add_scatter(
        x=[_drawn(v) for v in table["value"]],
        y=places,
        mode="markers",
        marker={"size": 10, "color": colour},
        customdata=table[["name", "text"]].to_numpy(dtype=object).tolist(),
        hovertemplate=hover + "<extra></extra>",
    )
    if reference is not None:
        fig.add_vline(x=reference, line={"color": theme.muted, "width": 1})
    fig.update_xaxes(side="top", zeroline=False)
    fig.update_yaxes(
        tickvals=places,
        ticktext=[_label(n, m) for n, m in zip(table["name"], table["member"], strict=True)],
        range=[len(table) - 0.3, -0.7],
        showgrid=False,
        zeroline=False,
        tickfont={"color": theme.ink, "size": 13},
        automargin=True,
    )
    fig.update_layout(margin={"t": 32})
    return fig


def _drawn(value: float) -> float:
    """Shorten a number to what a pixel can show: it is sent at each change."""
    return float(f"{value:.5g}")


def _label(name: str, member: bool) -> str:
    return f"<b>{name}</b>" if member else name
