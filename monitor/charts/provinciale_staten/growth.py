"""The score of an area over the years beside that of the Netherlands."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from monitor import line_words
from monitor.charts import base
from monitor.charts.chart import Chart
from monitor.charts.sources import source_line
from monitor.charts.theme import Theme
from monitor.text import _, number

_HEIGHT = 232


def chart(line: pd.DataFrame, name: str, year: int, theme: Theme) -> Chart:
    """Return the score of an area beside that of the Netherlands, each read against one year.

    Parameters
    ----------
    line : DataFrame, index year
        ``value`` (the area) and ``country``; NaN where it does not compare.
    name : str
        Of the area.
    year : int
    theme : Theme
    """
    return Chart(
        fig=_figure(theme, line, name),
        title=_title(name),
        subtitle=_subtitle(year),
        source=source_line(known=False),
        data=lambda: _table(line, name),
        alt=_alternative(line, name),
        key="groei",
    )


def columns(name: str) -> dict[str, str]:
    """Return the columns that are drawn, with their names: the Netherlands once, where it is both.

    Parameters
    ----------
    name : str
        Of the area.
    """
    country = _("Nederland")
    return {"value": name} if name == country else {"country": country, "value": name}


def _title(name: str) -> str:
    """Say of whom the lines are; of the Netherlands there is one."""
    return name if len(columns(name)) == 1 else _("{name} en Nederland").format(name=name)


def _figure(theme: Theme, line: pd.DataFrame, name: str) -> go.Figure:
    """Draw both lines, told apart in a key above them."""
    fig, line = base.figure(theme, _HEIGHT), line[line["value"].notna()]
    style = {"country": (theme.muted, "dot"), "value": (theme.accent, "solid")}
    for column, label in columns(name).items():
        colour, dash = style[column]
        fig.add_scatter(
            x=line.index.to_list(),
            y=[round(v, 3) if pd.notna(v) else None for v in line[column]],
            mode="lines+markers",
            line={"color": colour, "width": 2.5, "dash": dash},
            marker={"size": 6},
            customdata=[number(v, decimals=1) for v in line[column]],
            hovertemplate=f"<b>{label}</b> %{{x}}: %{{customdata}}<extra></extra>",
        )
    known = line.dropna()
    low, high = (float(known.min().min()), float(known.max().max())) if len(known) else (99, 101)
    fig.update_yaxes(range=[min(low, 97.5) - 0.5, max(high, 102.5) + 0.5], zeroline=False, nticks=5)
    years = line.index.to_list()
    fig.update_xaxes(tickvals=years, tickformat="d", showgrid=False, zeroline=False)
    fig.update_layout(margin={"l": 34, "b": 24, "r": 10})
    key = [("━", "accent", name), ("┅", "muted", _("Nederland"))]
    return base.with_key(fig, theme, key[: len(fig.data)])


def _subtitle(year: int) -> str:
    """Say what is drawn."""
    return _("Score, 100 = Nederland in 2020; {how}").format(how=line_words.against(year))


def _alternative(line: pd.DataFrame, name: str) -> str:
    """Say what is drawn, with its ends."""
    known = line["value"].dropna()
    if known.empty:
        return _("Lijnen van {name} en Nederland, zonder vergelijkbare jaren.").format(name=name)
    text = _("Lijnen: {name} van {low} in {first} naar {high} in {last}, naast Nederland.")
    if len(columns(name)) == 1:
        text = _("Lijn: {name} van {low} in {first} naar {high} in {last}.")
    return text.format(
        name=name,
        low=number(float(known.iloc[0]), decimals=1),
        first=known.index[0],
        high=number(float(known.iloc[-1]), decimals=1),
        last=known.index[-1],
    )


def _table(line: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return the figures of the lines for people."""
    return pd.DataFrame(
        {
            _("Jaar"): line.index,
            name: line["value"].round(2),
            _("Nederland"): line["country"].round(2),
        }
    )
