"""Whether the indicators of a dimension are one whole: its alpha."""

from __future__ import annotations

from math import isnan

import pandas as pd
import plotly.graph_objects as go

from monitor.analysis.coherence import Coherence
from monitor.answers import about_scores
from monitor.charts import base
from monitor.charts.chart import Chart
from monitor.charts.marks import FOOT, name_rows, note_above
from monitor.charts.sources import source_line
from monitor.charts.theme import Theme
from monitor.charts.words import measure
from monitor.text import _, listing, number

_ENOUGH = 0.7  # the usual threshold of Cronbach's alpha (Handbook 2008, step 4)


def alpha_chart(year: int, theme: Theme) -> Chart:
    """Return whether the indicators of a dimension are one whole.

    Parameters
    ----------
    year : int
    theme : Theme
    """
    found = about_scores.coherence(year)
    rows = _rows(found)
    title = _title(rows)
    return Chart(
        fig=figure(theme, rows),
        title=title,
        subtitle=_subtitle(year),
        source=source_line(),
        data=lambda: _readable(found),
        alt=_("Staven per dimensie. {title}.").format(title=title),
        key="alfa",
    )


def _rows(found: Coherence) -> pd.DataFrame:
    """Return the dimensions as rows of the chart."""
    rows = found.dimensions.copy()
    rows["name"] = [measure(str(d)) for d in rows.index]
    rows["text"] = [number(a, decimals=2) for a in rows["alpha"]]
    rows["hover"] = [
        _("<b>{name}</b><br>{n} indicatoren, gemiddelde r {r}, laagste {low}").format(
            name=row["name"],
            n=int(row["n"]),
            r=number(row["mean_r"], decimals=2),
            low=number(row["lowest_r"], decimals=2),
        )
        for _dimension, row in rows.iterrows()
    ]
    return rows


def _title(rows: pd.DataFrame) -> str:
    """Say which dimensions are no whole."""
    loose = [str(n).lower() for n in rows.loc[rows["alpha"] < _ENOUGH, "name"]]
    if not loose:
        return _("De indicatoren van elke dimensie horen bij elkaar")
    return _("Losse delen bij {names}: hun indicatoren vormen samen geen geheel").format(
        names=listing(loose)
    )


def _subtitle(year: int) -> str:
    """Say what is drawn."""
    return _(
        "Cronbachs alfa per dimensie, {year}: 1 = alle indicatoren zeggen hetzelfde, 0 = niets"
        " gemeen; gebruikelijke ondergrens {enough}"
    ).format(year=year, enough=number(_ENOUGH, decimals=1))


def _readable(found: Coherence) -> pd.DataFrame:
    """Return the consistency of the dimensions as a table for people."""
    rows = found.dimensions
    return pd.DataFrame(
        {
            _("Dimensie"): [measure(str(d)) for d in rows.index],
            _("Indicatoren"): rows["n"],
            _("Cronbachs alfa"): rows["alpha"].round(3),
            _("Gemiddelde r"): rows["mean_r"].round(3),
            _("Laagste r"): rows["lowest_r"].round(3),
            _("Deel in eerste component"): rows["first_share"].round(3),
            _("Eigenwaarden boven 1"): rows["components"],
        }
    )


def figure(theme: Theme, rows: pd.DataFrame) -> go.Figure:
    """Draw Cronbach's alpha of every dimension against the usual threshold.

    Parameters
    ----------
    rows : DataFrame, from top to bottom
        ``name, alpha, text, hover``.
    """
    fig = base.figure(theme, 44 * len(rows) + 56)
    known = [not isnan(a) for a in rows["alpha"]]
    fig.add_bar(
        y=list(range(len(rows))),
        x=rows["alpha"].clip(lower=0).to_list(),
        orientation="h",
        width=0.5,
        marker={"color": [theme.accent if a >= _ENOUGH else theme.bad for a in rows["alpha"]]},
        hovertext=rows["hover"].to_list(),
        hoverinfo="text",
    )
    for i, (alpha, text) in enumerate(zip(rows["alpha"], rows["text"], strict=True)):
        fig.add_annotation(
            x=max(alpha, 0.0) if known[i] else 0.0, y=i, text=f"<b>{text}</b>", showarrow=False,
            xanchor="left", xshift=8,
        )  # fmt: skip
    fig.add_vline(x=_ENOUGH, line={"color": theme.ink, "width": 1.5, "dash": "dot"})
    note_above(fig, theme, _("ondergrens"), _ENOUGH)
    name_rows(fig, theme, rows["name"].to_list())
    fig.update_xaxes(range=[0, 1.12], tickvals=[0, 0.25, 0.5, 0.75, 1], zeroline=False)
    fig.update_layout(margin={"t": 28, "b": FOOT})
    return fig
