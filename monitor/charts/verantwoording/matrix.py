"""How the indicators go together: their correlations."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pandas as pd
import plotly.graph_objects as go

from monitor.analysis.coherence import Coherence
from monitor.answers import about_scores
from monitor.charts import base
from monitor.charts.chart import Chart
from monitor.charts.marks import NOTE, ROW
from monitor.charts.sources import source_line
from monitor.charts.theme import Theme
from monitor.charts.words import measure
from monitor.text import _, number


def matrix_chart(year: int, theme: Theme) -> Chart:
    """Return how the indicators go together.

    Parameters
    ----------
    year : int
    theme : Theme
    """
    found = about_scores.coherence(year)
    title = _title(found)
    drawn = figure(
        theme,
        found.matrix,
        names=_names(found),
        edges=_edges(found),
        hover=_("%{text}<br>%{customdata}<br>r = %{z:.2f}"),
    )
    return Chart(
        fig=base.with_key(drawn, theme, _key()),
        title=title,
        subtitle=_subtitle(year),
        source=source_line(),
        data=lambda: _readable(found),
        alt=_("Matrix van correlaties. {title}.").format(title=title),
        key="samenhang",
    )


def _edges(found: Coherence) -> list[int]:
    """Return the rows of the matrix before which a new dimension begins."""
    order = list(found.dimension)
    return [i + 1 for i, (a, b) in enumerate(pairwise(order)) if a != b]


def _title(found: Coherence) -> str:
    """Say what stands out in the correlations."""
    if found.pairs.empty:
        return _("Binnen elke dimensie spreken de indicatoren elkaar niet tegen")
    row = found.pairs.iloc[found.pairs["r"].abs().argmax()]
    text = (
        _("{a} en {b} werken elkaar tegen (r = {r})")
        if row["kind"] == "opposed"
        else _("{a} en {b} zeggen bijna hetzelfde (r = {r})")
    )
    return text.format(
        a=measure(row["first"]), b=measure(row["second"]).lower(), r=number(row["r"], decimals=2)
    )


def _subtitle(year: int) -> str:
    """Say what is drawn."""
    return _(
        "Samenhang tussen indicatoren over gemeenten, {year} (Pearsons r); hoger is steeds"
        " veerkrachtiger"
    ).format(year=year)


def _key() -> list[tuple[str, str, str]]:
    """Say what the ends of the scale mean."""
    return [
        ("■", "bad", _("−1: tegen elkaar in")),
        ("■", "good", _("1: gelijk op")),
    ]


def _readable(found: Coherence) -> pd.DataFrame:
    """Return the correlations as a table for people."""
    names = _names(found)
    table = found.matrix.round(3).set_axis(names, axis=1)
    table.insert(0, _("Indicator"), names)
    return table


def _names(found: Coherence) -> list[str]:
    """Return the names of the indicators in the order of the matrix."""
    return [measure(str(i)) for i in found.matrix.index]


def figure(
    theme: Theme,
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
    fig = base.figure(theme, ROW * size + 40)
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
