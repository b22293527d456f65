"""A heat table, areas x indicators: the quarter a figure lies in, the figure itself, its age."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from monitor.charts import base, marks, words
from monitor.charts.theme import Theme
from monitor.site import contrast
from monitor.text import _, year_span

_DOUBLE = 36
"""Pixels of a row where a name is two lines."""
_NARROW = 8
"""Ems that a line of a name may always take."""
_LETTER = 13


@dataclass(frozen=True, eq=False)
class _Cells:
    """A heat table with names for people on both sides.

    Attributes
    ----------
    quarter, figures : DataFrame, places x indicators
    texts, hover : DataFrame of str
        What stands in a cell, and what it tells.
    """

    quarter: pd.DataFrame
    figures: pd.DataFrame
    texts: pd.DataFrame
    hover: pd.DataFrame

    def drawn(self, theme: Theme) -> go.Figure:
        """Draw the table."""
        return figure(theme, self.quarter, self.texts, self.hover)


def cells(
    quarter: pd.DataFrame,
    values: pd.DataFrame,
    first: pd.DataFrame,
    places: Sequence[str],
    last: pd.DataFrame | None = None,
) -> _Cells:
    """Write the cells of a heat table.

    Parameters
    ----------
    quarter, values : DataFrame, places x indicators
        The columns of ``quarter`` are shown.
    first, last : DataFrame
        The first and the last year in which each figure was measured; one where it is alone.
    places : sequence of str
        Names of the rows.
    """
    ids = [str(i) for i in quarter]
    columns, last = [words.measure(i) for i in ids], first if last is None else last
    shown, figures = (f.set_axis(list(places), axis=0) for f in (quarter, values[ids]))
    heads = [_head(i, first[i], last[i]) for i in ids]
    shown, figures = shown.set_axis(heads, axis=1), figures.set_axis(columns, axis=1)
    texts = {i: ["–" if math.isnan(v) else words.written(v, i) for v in values[i]] for i in ids}
    hover = {
        i: [
            f"<b>{name}</b><br>{words.measure(i)}: {_told(value, i, start, end)}"
            for name, value, start, end in zip(places, values[i], first[i], last[i], strict=True)
        ]
        for i in ids
    }
    return _Cells(shown, figures, pd.DataFrame(texts), pd.DataFrame(hover))


def _head(indicator: str, first: pd.Series, last: pd.Series) -> str:
    """Name a column with the years that its figures were measured in."""
    name = words.measure(indicator)
    return f"{name}, {year_span(first.min(), last.max())}" if first.notna().any() else name


def _told(value: float, indicator: str, first: float, last: float) -> str:
    if math.isnan(value):
        return _("geen cijfer")
    return f"{words.figure(value, indicator)}, {year_span(first, last)}"


def figure(
    theme: Theme, quarter: pd.DataFrame, texts: pd.DataFrame, hover: pd.DataFrame
) -> go.Figure:
    """Draw the table.

    Parameters
    ----------
    quarter : DataFrame, areas x indicators
        1 (least resilient) to 4, NaN without a figure; names for people on both sides.
    texts, hover : DataFrame of str
        What stands in a cell, and what it tells.
    """
    names = base.in_two(quarter.index, _NARROW)
    row = _DOUBLE if any("<br>" in name for name in names) else marks.ROW
    fig = base.figure(theme, row * len(quarter) + 260)
    colours = [theme.missing, *(theme.diverging[i] for i in (1, 2, 4, 5))]
    fig.add_heatmap(
        z=quarter.fillna(0).to_numpy().tolist(),
        x=list(range(quarter.shape[1])),
        y=list(range(len(quarter))),
        hovertext=hover.to_numpy().tolist(),
        hoverinfo="text",
        zmin=-0.5,
        zmax=4.5,
        colorscale=marks.steps(colours),
        showscale=False,
        xgap=2,
        ygap=2,
    )
    _write(fig, theme, quarter, texts, colours)
    marks.name_rows(fig, theme, names)
    fig.update_xaxes(
        side="top",
        tickvals=list(range(quarter.shape[1])),
        ticktext=list(quarter.columns),
        tickangle=-45,
        tickfont={"size": _LETTER, "color": theme.ink},
        showgrid=False,
        zeroline=False,
        ticks="",
    )
    fig.update_yaxes(ticks="")
    fig.update_layout(margin={"t": 220, "r": 110})  # room for names at a slant
    return fig


def _write(
    fig: go.Figure, theme: Theme, quarter: pd.DataFrame, texts: pd.DataFrame, colours: list[str]
) -> None:
    """Write each figure in the ink or the paper of the design: the one that reads on its cell."""
    best = [max((theme.ink, theme.paper), key=lambda tone: contrast(c, tone)) for c in colours]
    cells = [
        (place, row, best[0 if pd.isna(own) else int(own)], text)
        for row, (lines, owns) in enumerate(zip(texts.to_numpy(), quarter.to_numpy(), strict=True))
        for place, (text, own) in enumerate(zip(lines, owns, strict=True))
    ]
    for tone in dict.fromkeys(c[2] for c in cells):
        x, y, _tones, own = zip(*[c for c in cells if c[2] == tone], strict=True)
        fig.add_scatter(
            x=x,
            y=y,
            text=own,
            mode="text",
            textfont={"size": 12, "color": tone},
            cliponaxis=False,
            hoverinfo="skip",
        )


def counted(count: pd.Series) -> str:
    """Say how many places stand in the lowest quarter on none, a few and many, and the colours.

    Parameters
    ----------
    count : Series of int
        Indicators in the lowest quarter, of each place.
    """
    many = _("Geen: {none}; een of twee: {few}; drie of meer: {many}.").format(
        none=int((count == 0).sum()),
        few=int(count.between(1, 2).sum()),
        many=int((count >= 3).sum()),
    )
    return f"{many} {key()}"


def key() -> str:
    """Say what the colours mean."""
    return _(
        "Bruin: laagste kwart van Nederland (donker) en het kwart daarboven; groen: hoogste kwart"
        " (donker) en het kwart daaronder. In elke kolom is groen gunstig."
    )
