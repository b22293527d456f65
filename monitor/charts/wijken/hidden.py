"""What a good average hides: every municipality beside its lowest district."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from monitor.charts import base, marks
from monitor.charts.theme import Theme
from monitor.text import _, number

ROW = 24


def figure(theme: Theme, lang: str, rows: pd.DataFrame) -> go.Figure:
    """Draw a span from the lowest district to the municipality, the longest on top.

    Parameters
    ----------
    rows : DataFrame
        Of `monitor.analysis.districts.behind_average`, those that are shown.
    """
    fig = base.figure(theme, lang, ROW * len(rows) + 56)
    marks.add_spans(fig, rows["lowest_total"], rows["total"], [True] * len(rows), theme.faint)
    hover = pd.Series([_hover(row) for _code, row in rows.iterrows()], dtype=object)
    marks.add_dots(fig, rows["total"], 10, theme.ink, hover=hover)
    marks.add_dots(fig, rows["lowest_total"], 10, theme.bad, hover=hover)
    fig.add_vline(x=100, line={"color": theme.muted, "width": 1})
    fig.update_xaxes(side="top", zeroline=False)
    marks.name_rows(fig, theme, rows["name"].to_list())
    key = [("●", "ink", _("gemeente als geheel")), ("●", "bad", _("laagste wijk"))]
    return base.with_key(fig, theme, key)


def _hover(row: pd.Series) -> str:
    lives = _("{share} van de inwoners woont in een wijk in het laagste kwart van Nederland")
    share = lives.format(share=number(100 * float(row["low_share"]), "%", 0))
    parts = [
        f"<b>{row['name']}</b>: {number(float(row['total']), decimals=1)}",
        f"{row['lowest_name']}: {number(float(row['lowest_total']), decimals=1)}",
        share,
    ]
    return "<br>".join(parts)


def table(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the figures for people."""
    return pd.DataFrame(
        {
            _("Gemeente"): rows["name"],
            _("Score op de schaal van wijken"): rows["total"].round(1),
            _("Gewogen gemiddelde van de wijken"): rows["mean"].round(1),
            _("Spreiding tussen wijken"): rows["spread"].round(1),
            _("Wijken met een rang"): rows["districts"],
            _("Laagste wijk"): rows["lowest_name"],
            _("Score van die wijk"): rows["lowest_total"].round(1),
            _("% inwoners in wijken in het laagste kwart"): (100 * rows["low_share"]).round(0),
        }
    )
