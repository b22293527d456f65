"""What the score is made of: the weight of every indicator."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from monitor.analysis.reweigh import composition, estimate_share
from monitor.answers import about_scores
from monitor.answers.view import snapshot
from monitor.charts import base
from monitor.charts.chart import Chart
from monitor.charts.marks import FOOT, NOTE, name_rows
from monitor.charts.sources import source_line
from monitor.charts.theme import Theme
from monitor.charts.words import measure, unit
from monitor.origins import note_of, publisher_of
from monitor.text import _, number


def weights_chart(year: int, theme: Theme) -> Chart:
    """Return the weight of every indicator.

    Parameters
    ----------
    year : int
    theme : Theme
    """
    rows = _rows(year)
    title = _title(year)
    drawn = figure(theme, rows)
    return Chart(
        fig=base.with_key(drawn, theme, _key()),
        title=title,
        subtitle=_subtitle(),
        source=source_line(),
        data=lambda: _readable(rows),
        alt=_("Staven met het gewicht van elke indicator. {title}.").format(title=title),
        key="opbouw-score",
    )


def _rows(year: int) -> pd.DataFrame:
    """Return the weight of every indicator as rows of the chart."""
    rows = composition(about_scores.scores(year), snapshot().catalog)
    rows["name"] = [measure(str(i)) for i in rows.index]
    rows["text"] = [number(100 * w, "%", 1) for w in rows["weight"]]
    rows["hover"] = [
        f"<b>{row['name']}</b><br>{measure(str(row['dimension']))}, {row['text']}"
        + (f"<br>{_('modelschatting')}" if row["estimate"] else "")
        for _id, row in rows.iterrows()
    ]
    return rows


def _title(year: int) -> str:
    """Say how much of the score is a model estimate."""
    share = estimate_share(about_scores.scores(year))
    return _("{share} van de score van {year} rust op modelschattingen").format(
        share=number(100 * share, "%", 0), year=year
    )


def _subtitle() -> str:
    """Say what is drawn."""
    return _(
        "Gewicht van elke indicator in het totaal, gemiddeld over de gemeenten: waar een cijfer"
        " ontbreekt wegen de andere meer"
    )


def _key() -> list[tuple[str, str, str]]:
    """Say what the hatch means."""
    return [("▨", "bad", _("modelschatting"))]


def _readable(rows: pd.DataFrame) -> pd.DataFrame:
    """Return what the score is made of as a table for people."""
    entries = [snapshot().catalog.indicators[str(i)] for i in rows.index]
    return pd.DataFrame(
        {
            _("Indicator"): rows["name"],
            _("Dimensie"): [measure(str(d)) for d in rows["dimension"]],
            _("Hoger is"): [
                _("veerkrachtiger") if e.direction > 0 else _("minder veerkrachtig")
                for e in entries
            ],
            _("Eenheid"): [unit(e.id) for e in entries],
            _("Gewicht in het totaal (%)"): (100 * rows["weight"]).round(2),
            _("Modelschatting"): rows["estimate"],
            _("Referentiejaar"): [e.reference_year for e in entries],
            _("Nieuwste meting"): rows["newest"],
            _("Gemeenten met een cijfer (%)"): (100 * rows["known"]).round(1),
            _("Bron"): [", ".join(_publishers(e.id)) for e in entries],
            _("Toelichting"): [note_of(snapshot(), e.id) for e in entries],
        }
    )


def _publishers(indicator: str) -> list[str]:
    shot = snapshot()
    return sorted({publisher_of({"id": s}, shot) for s in shot.catalog.sources_of(indicator)})


def figure(theme: Theme, rows: pd.DataFrame) -> go.Figure:
    """Draw the weight of every indicator in the total; model estimates hatched.

    Parameters
    ----------
    rows : DataFrame, from top to bottom
        ``name, weight`` (share), ``estimate`` (bool), ``text, hover``.
    """
    fig = base.figure(theme, 24 * len(rows) + 24)
    marked = rows["estimate"].to_list()
    fig.add_bar(
        y=list(range(len(rows))),
        x=rows["weight"].to_list(),
        orientation="h",
        width=0.62,
        marker={
            "color": [theme.bad if e else theme.accent for e in marked],
            "line": {"color": theme.bad, "width": [1 if e else 0 for e in marked]},
            "pattern": {
                "shape": ["/" if e else "" for e in marked],
                "fgcolor": theme.paper,
                "size": 6,
                "solidity": 0.25,
            },
        },
        hovertext=rows["hover"].to_list(),
        hoverinfo="text",
        text=rows["text"].to_list(),
        textposition="outside",
        textfont={"size": NOTE, "color": theme.ink},
        cliponaxis=False,
        constraintext="none",
    )
    name_rows(fig, theme, rows["name"].to_list())
    fig.update_xaxes(
        range=[0, max(rows["weight"].to_list()) * 1.35], tickformat=".0%", zeroline=False, nticks=5
    )
    fig.update_layout(margin={"b": FOOT, "r": base.LAST})
    return fig
