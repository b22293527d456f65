"""One district beside its municipality and the Netherlands, indicator by indicator."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from monitor.charts import base, marks
from monitor.charts.theme import Theme
from monitor.text import _

_ROW = 36
_NARROW = 8
"""Ems that a line of a name may always take; a row has room for two."""


def figure(theme: Theme, lang: str, rows: pd.DataFrame) -> go.Figure:
    """Draw a dot for the district and one for the municipality; the line is the Netherlands.

    Parameters
    ----------
    rows : DataFrame
        ``label``, ``own``, ``home`` (points above the Netherlands or NaN), ``text`` (the figures
        written) and ``hover``.
    """
    fig = base.figure(theme, lang, _ROW * len(rows) + 64)
    both = rows[["own", "home"]].notna().all(axis=1).to_list()
    marks.add_spans(fig, rows["own"], rows["home"], both, theme.faint)
    marks.add_dots(fig, rows["home"], 10, theme.ink, hover=rows["hover"], fill=theme.paper)
    colours = [theme.bad if v < 0 else theme.good for v in rows["own"]]
    marks.add_dots(fig, rows["own"], 12, colours, hover=rows["hover"])
    low, high = marks.around_zero([*rows["own"], *rows["home"]], 0.08)
    fig.add_vline(x=0, line={"color": theme.muted, "width": 1})
    fig.update_xaxes(side="top", zeroline=False, range=[low, high])
    marks.name_rows(fig, theme, base.in_two(rows["label"], _NARROW))
    marks.add_texts(fig, theme, high, rows["text"].to_list())
    key = [
        ("●", "good", _("deze wijk")),
        ("○", "ink", _("gemeente")),
        ("│", "muted", _("Nederland")),
    ]
    return base.with_key(fig, theme, key)
