"""Do the indicators of a dimension belong together: correlations and alpha."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan

import pandas as pd
import plotly.graph_objects as go

from monitor.charts import base
from monitor.charts.marks import (
    NOTE,
    name_rows,
    note_above,
)
from monitor.charts.theme import Theme
from monitor.charts.verantwoording.weights import FOOT


def matrix_figure(
    theme: Theme,
    lang: str,
    matrix: pd.DataFrame,
    *,
    names: Sequence[str],
    edges: Sequence[int],
    hover: str,
) -> go.Figure:
    """Draw correlations as a heat map: rows are named and numbered, columns numbered.

    Parameters
    ----------
    matrix : DataFrame, indicators x indicators
        Correlations, -1 to 1.
    names : sequence of str
        Names of the rows, in the order of ``matrix``.
    edges : sequence of int
        Rows before which a new dimension begins.
    hover : str
        Template of plotly with ``%{z}``, ``%{y}`` and ``%{customdata}`` (name of the column).
    """
    size = len(matrix)
    fig = base.figure(theme, lang, 26 * size + 40)
    at = list(range(size))
    colours = theme.diverging
    values = matrix.to_numpy(dtype=float).tolist()
    own = [[None if i == j else values[i][j] for j in at] for i in at]
    fig.add_heatmap(
        z=own,
        x=at,
        y=at,
        zmin=-1,
        zmax=1,
        colorscale=[[i / (len(colours) - 1), c] for i, c in enumerate(colours)],
        xgap=1,
        ygap=1,
        customdata=[list(names)] * size,
        text=[[names[i]] * size for i in at],
        hovertemplate=hover + "<extra></extra>",
        hoverongaps=False,
        colorbar={
            "orientation": "h", "y": -0.02, "yanchor": "top", "thickness": 10, "len": 0.6,
            "x": 0, "xanchor": "left", "tickvals": [-1, -0.5, 0, 0.5, 1], "outlinewidth": 0,
            "tickfont": {"color": theme.muted},
        },
    )  # fmt: skip
    _add_borders(fig, theme, edges, size)
    numbers = [str(i + 1) for i in at]
    fig.update_xaxes(
        tickvals=at, ticktext=numbers, side="top", showgrid=False, zeroline=False,
        range=[-0.5, size - 0.5], tickangle=0, tickfont={"size": 12},
    )  # fmt: skip
    fig.update_yaxes(
        tickvals=at, ticktext=[f"{n} {i}" for n, i in zip(names, numbers, strict=True)],
        showgrid=False, zeroline=False, range=[size - 0.5, -0.5], automargin=True,
        tickfont={"color": theme.ink, "size": NOTE},
    )  # fmt: skip
    fig.update_layout(margin={"t": 24, "b": 48})
    return fig


def _add_borders(fig: go.Figure, theme: Theme, edges: Sequence[int], size: int) -> None:
    """Draw a line across and down before each row with which a new dimension begins."""
    for edge in edges:
        for line in (
            {"x0": edge - 0.5, "x1": edge - 0.5, "y0": -0.5, "y1": size - 0.5},
            {"y0": edge - 0.5, "y1": edge - 0.5, "x0": -0.5, "x1": size - 0.5},
        ):
            fig.add_shape(type="line", line={"color": theme.ink, "width": 2}, **line)


def alpha_figure(
    theme: Theme, lang: str, rows: pd.DataFrame, *, enough: float, label: str
) -> go.Figure:
    """Draw Cronbach's alpha of every dimension against the usual threshold.

    Parameters
    ----------
    rows : DataFrame, from top to bottom
        ``name, alpha, text, hover``.
    enough : float
        Threshold.
    label : str
        Name of the threshold.
    """
    fig = base.figure(theme, lang, 44 * len(rows) + 56)
    known = [not isnan(a) for a in rows["alpha"]]
    fig.add_bar(
        y=list(range(len(rows))),
        x=rows["alpha"].clip(lower=0).to_list(),
        orientation="h",
        width=0.5,
        marker={"color": [theme.accent if a >= enough else theme.bad for a in rows["alpha"]]},
        hovertext=rows["hover"].to_list(),
        hoverinfo="text",
    )
    for i, (alpha, text) in enumerate(zip(rows["alpha"], rows["text"], strict=True)):
        fig.add_annotation(
            x=max(alpha, 0.0) if known[i] else 0.0, y=i, text=f"<b>{text}</b>", showarrow=False,
            xanchor="left", xshift=8,
        )  # fmt: skip
    fig.add_vline(x=enough, line={"color": theme.ink, "width": 1.5, "dash": "dot"})
    note_above(fig, theme, label, enough)
    name_rows(fig, theme, rows["name"].to_list())
    fig.update_xaxes(range=[0, 1.12], tickvals=[0, 0.25, 0.5, 0.75, 1], zeroline=False)
    fig.update_layout(margin={"t": 28, "b": FOOT})
    return fig
