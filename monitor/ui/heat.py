"""Cells of a heat table: places x indicators, each figure in its quarter."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from monitor.charts import words
from monitor.charts.wijken import heat
from monitor.text import _, language, year_span
from monitor.ui.shell import current_theme


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

    def drawn(self) -> go.Figure:
        """Draw the table."""
        return heat.figure(current_theme(), language(), self.quarter, self.texts, self.hover)


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
