"""What a good average hides: every municipality beside its lowest district."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from monitor.analysis.scores import TOTAL
from monitor.answers import about_districts
from monitor.charts import base, marks, slides
from monitor.charts.chart import Chart
from monitor.charts.theme import Theme
from monitor.charts.wijken.rows import Area
from monitor.charts.wijken.words import sources
from monitor.text import _, number

_ROW = 24
_MOST = 14
"""Municipalities on the page."""


def hidden_chart(of: Area, theme: Theme) -> Chart | None:
    """Return the chart of what a good average hides; None where no municipality can be told of.

    Parameters
    ----------
    of : Area
    theme : Theme
    """
    every = about_districts.behind_average()
    found = every[every.index.isin(of.codes)]
    if found.empty:
        return None
    shown = found.head(_MOST)
    return Chart(
        fig=_figure(theme, shown),
        title=title(shown),
        subtitle=subtitle(of.name, about_districts.edition().year),
        source=sources(TOTAL),
        data=lambda: table(found),
        alt=_("Per gemeente twee stippen: de gemeente als geheel en haar laagste wijk."),
        key="wijkenachter",
    )


def _figure(theme: Theme, rows: pd.DataFrame) -> go.Figure:
    """Draw a span from the lowest district to the municipality, the longest on top.

    Parameters
    ----------
    rows : DataFrame
        Of `monitor.analysis.districts.behind_average`, those that are shown.
    """
    fig = base.figure(theme, _ROW * len(rows) + 56)
    marks.add_spans(fig, rows["lowest_total"], rows["total"], [True] * len(rows), theme.faint)
    hover = pd.Series([_hover(row) for _code, row in rows.iterrows()], dtype=object)
    marks.add_dots(fig, rows["total"], 10, theme.ink, hover=hover)
    marks.add_dots(fig, rows["lowest_total"], 10, theme.bad, hover=hover)
    fig.add_vline(x=100, line={"color": theme.muted, "width": 1})
    low, high = min(float(rows["lowest_total"].min()), 100), max(float(rows["total"].max()), 100)
    air = 0.06 * (high - low)  # for the figure above the last line
    fig.update_xaxes(side="top", zeroline=False, range=[low - air, high + air])
    marks.name_rows(fig, theme, rows["name"].to_list())
    fig.update_layout(margin={"r": base.LAST})
    key = [("●", "ink", _("gemeente als geheel")), ("●", "bad", _("laagste wijk"))]
    return base.with_key(fig, theme, key)


def for_slide(theme: Theme, rows: pd.DataFrame) -> go.Figure:
    """Draw the same for a slide, the lowest district named beside its dot."""
    fig = slides.slide_figure(theme, margin={"l": 8, "r": 40, "t": 8, "b": 8})
    low, own = rows["lowest_total"], rows["total"]
    marks.add_spans(fig, low, own, [True] * len(rows), theme.faint, width=8)
    hover = pd.Series([_hover(row) for _code, row in rows.iterrows()], dtype=object)
    marks.add_dots(fig, own, 22, theme.ink, hover=hover)
    marks.add_dots(fig, low, 22, theme.bad, hover=hover)
    fig.add_vline(x=100, line={"color": theme.muted, "width": 3})
    for place, (at, name) in enumerate(zip(low, rows["lowest_name"], strict=True)):
        fig.add_annotation(x=at, y=place, text=str(name), showarrow=False, xanchor="right",
                           xshift=-18, font={"color": theme.muted})  # fmt: skip
    left, right = float(low.min()), float(max(own.max(), 100))
    fig.update_xaxes(range=[left - 0.5 * (right - left), right + 2])
    # on a phone there is no room for the names: the dots tell them
    narrow = {"annotations": [], "xaxis.range": [left - 1, right + 2]}
    fig.update_layout(meta={"portrait": narrow})
    fig.update_yaxes(range=[len(rows) - 0.4, -0.6], tickmode="array", showgrid=False,
                     tickvals=list(range(len(rows))), ticktext=rows["name"].to_list())  # fmt: skip
    return fig


def title(rows: pd.DataFrame) -> str:
    """Say of the first municipality what its average hides."""
    first = rows.iloc[0]
    text = _("{name} scoort op de schaal van wijken {total}, de laagste wijk daarin ({district})"
             " {low}")  # fmt: skip
    return text.format(
        name=first["name"],
        total=number(float(first["total"]), decimals=1),
        district=first["lowest_name"],
        low=number(float(first["lowest_total"]), decimals=1),
    )


def subtitle(area: str, year: int) -> str:
    """Say what is drawn, and of which edition: the year of the page may be another."""
    text = _(
        "Waar de laagste wijk het verst onder de gemeente staat, {area}, {year}: nieuwste cijfer"
        " per indicator"
    )
    return text.format(area=area, year=year)


def share_sentence(row: pd.Series) -> str:
    """Say how many inhabitants of a municipality live in a district of the lowest quarter."""
    lives = _("{share} van de inwoners woont in een wijk in het laagste kwart van Nederland")
    return lives.format(share=number(100 * float(row["low_share"]), "%", 0))


def _hover(row: pd.Series) -> str:
    parts = [
        f"<b>{row['name']}</b>: {number(float(row['total']), decimals=1)}",
        f"{row['lowest_name']}: {number(float(row['lowest_total']), decimals=1)}",
        share_sentence(row),
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
