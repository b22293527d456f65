"""Dots with their intervals around zero: how definitions, and outcomes, are drawn."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from monitor.charts import base
from monitor.charts.marks import (
    NOTE,
    add_dots,
    add_spans,
    add_texts,
    around_zero,
    beside_zero,
    bold,
)
from monitor.charts.theme import Theme
from monitor.text import _

_ROW, _LINE = 46, 17
"""Pixels of a row, and of a second line of its name."""
_PHONE = 24
"""Ems that a name may take on one line."""


def figure(theme: Theme, rows: pd.DataFrame, *, zero: str) -> go.Figure:
    """Draw figures with their intervals around zero, the name of each above its line.

    Parameters
    ----------
    rows : DataFrame, from top to bottom
        ``label, value, low, high, text, hover``, ``clear`` (bool: filled dot) and ``chosen`` (bool:
        in the accent colour).
    zero : str
        What the zero line stands for.
    """
    labels = base.in_two(rows["label"], _PHONE)
    row = _ROW + _LINE * any("<br>" in label for label in labels)
    fig = base.figure(theme, row * len(rows) + 36)
    colours = [theme.accent if c else theme.muted for c in rows["chosen"]]
    for colour in dict.fromkeys(colours):
        add_spans(fig, rows["low"], rows["high"], [c == colour for c in colours], colour)
    fig.add_vline(x=0, line={"color": theme.ink, "width": 1.5})
    fill = [c if clear else theme.paper for c, clear in zip(colours, rows["clear"], strict=True)]
    add_dots(fig, rows["value"], 12, colours, hover=rows["hover"], fill=fill)
    all_alike = bool(rows["chosen"].all())  # then none stands out
    strong = rows["chosen"] & (not all_alike)
    side = {"xref": "paper", "xanchor": "left", "font": {"size": NOTE, "color": theme.ink}}
    # names on paper, so that the zero line does not run through the words
    notes = [
        {
            "text": t,
            "x": 0,
            "y": place,
            "align": "left",
            "bgcolor": theme.paper,
            "yshift": 17 + _LINE / 2 * t.count("<br>"),
            **side,
        }
        for place, t in enumerate(bold(pd.Series(labels), strong))
    ]
    known = rows[["value", "low", "high"]].to_numpy(dtype=float).ravel().tolist()
    low, high = around_zero(known, 0.05)
    fig.update_xaxes(range=[low, high], showgrid=False, zeroline=False, showticklabels=False)
    add_texts(fig, theme, high, bold(rows["text"], strong))
    notes.append(
        {
            "text": zero, "x": 0, "y": 0, "yref": "paper", "yanchor": "top",
            "xanchor": beside_zero(low, high),
            "font": {"size": NOTE, "color": theme.muted},
        }
    )  # fmt: skip
    fig.update_layout(annotations=[{"showarrow": False, **note} for note in notes])
    fig.update_yaxes(visible=False, range=[len(rows) - 0.6, -0.75])
    fig.update_layout(margin={"b": 24})
    return fig


def zero_key(colour: str) -> list[tuple[str, str, str]]:
    """Say what a filled and an open dot mean, where the interval is drawn beside it.

    Parameters
    ----------
    colour : str
        Of the dots: its name in the theme.

    Returns
    -------
    list of (str, str, str)
        Sign, colour, meaning.
    """
    return [("●", colour, _("sluit nul uit")), ("○", colour, _("bevat nul"))]
