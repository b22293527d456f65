"""How sure ranks are: each with its interval."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from monitor import naming
from monitor.analysis.certainty import certainty_of
from monitor.analysis.robust import DRAWS
from monitor.answers import about_groups, about_ranks, about_scores
from monitor.answers.selected import Selection
from monitor.charts import base, words
from monitor.charts.chart import Chart
from monitor.charts.marks import add_dots, add_spans, bold, name_rows, shade_lowest
from monitor.charts.sources import source_line
from monitor.charts.theme import Theme
from monitor.text import _, number

_EDGE = 12  # of the whole country: highest and lowest
_ROW = 18  # pixels


def ranks_chart(chosen: Selection, theme: Theme) -> Chart:
    """Return every rank with its interval.

    Parameters
    ----------
    chosen : Selection
    theme : Theme
    """
    robust = about_ranks.robust(chosen.year)
    title = _title(robust, chosen)
    drawn = figure(theme, _rows(robust, chosen), ranked=int(robust["rank"].notna().sum()))
    return Chart(
        fig=base.with_key(drawn, theme, _key()),
        title=title,
        subtitle=_subtitle(chosen),
        source=source_line(),
        data=lambda: _readable(robust, chosen),
        alt=_("Rangen met interval. {title}.").format(title=title),
        key="rangen",
    )


def _rows(robust: pd.DataFrame, chosen: Selection) -> pd.DataFrame:
    """Return ranks with their interval, best first; of the country only the ends and the group."""
    members = set(about_groups.group_codes(chosen))
    own = robust.reindex(about_scores.inside(chosen.area)).dropna(subset=["rank"])
    own = own.sort_values(["rank", "rank_median"])
    if chosen.scope == "nl":
        ends = set(own.index[:_EDGE]) | set(own.index[-_EDGE:])
        own = own[own.index.isin(ends | members)]
    rows = own.rename(columns={"rank_low": "low", "rank_high": "high"})
    rows["name"], rows["member"] = (
        about_scores.names().reindex(rows.index),
        rows.index.isin(members),
    )
    rows["hover"] = [
        _("<b>{name}</b><br>rang {rank} ({inside})<br>{share} in het laagste kwart: {word}")
        .format(
            name=row["name"],
            rank=number(row["rank"], decimals=0),
            inside=naming.rank_span(row["low"], row["high"]),
            share=naming.share(row["p_bottom"]),
            word=naming.lowest_word(row["p_bottom"]),
        )
        for _code, row in rows.iterrows()
    ]  # fmt: skip
    return rows


def _title(robust: pd.DataFrame, chosen: Selection) -> str:
    """Say how wide ranks are."""
    found = certainty_of(robust, about_scores.inside(chosen.province))
    return _("Het interval van een rang is gemiddeld {n} plaatsen breed").format(
        n=number(found.width, decimals=0)
    )


def _subtitle(chosen: Selection) -> str:
    """Say what is drawn."""
    text = _("Rang in Nederland, {year}; vet: {group}").format(
        year=chosen.year, group=words.group_title(chosen.group)
    )
    if chosen.scope == "nl":
        text += _("; de {n} eerste, de {n} laatste en de groep").format(n=_EDGE)
    return text


def _key() -> list[tuple[str, str, str]]:
    """Say what the marks mean."""
    band = _("90% van {draws} berekeningen").format(draws=number(DRAWS, decimals=0))
    return [
        ("●", "ink", _("gewone score")),
        ("■", "faint", band),
        ("●", "bad", _("zeker of waarschijnlijk in het laagste kwart")),
        ("■", "missing", _("laagste kwart van Nederland")),
    ]


def _readable(robust: pd.DataFrame, chosen: Selection) -> pd.DataFrame:
    """Return the ranks of the whole area as a table for people."""
    own = robust.reindex(about_scores.inside(chosen.area)).sort_values("rank")
    return pd.DataFrame(
        {
            _("Gemeente"): about_scores.names().reindex(own.index),
            _("Code"): own.index,
            _("Score"): own["total"].round(2),
            _("Rang in Nederland"): own["rank"],
            _("Rang, ondergrens 90%"): own["rank_low"],
            _("Rang, bovengrens 90%"): own["rank_high"],
            _("Deel van de berekeningen in laagste kwart"): own["p_bottom"].round(3),
            _("Oordeel"): own["p_bottom"].map(naming.lowest_word),
        }
    )


def figure(theme: Theme, rows: pd.DataFrame, *, ranked: int) -> go.Figure:
    """Draw ranks with their interval; the lowest quarter of the country is shaded.

    Parameters
    ----------
    rows : DataFrame, from top to bottom
        ``name, rank, low, high, hover``, ``lagging`` and ``member`` (bool).
    ranked : int
        Number of municipalities with a rank.
    """
    fig = base.figure(theme, _ROW * len(rows) + 56)
    shade_lowest(fig, theme, ranked)
    lagging = rows["lagging"].astype(bool)
    for where, colour, opacity in ((~lagging, theme.faint, 1.0), (lagging, theme.bad, 0.5)):
        add_spans(fig, rows["low"], rows["high"], where.to_list(), colour, width=5, opacity=opacity)
    colours = [theme.bad if w else theme.ink for w in lagging]
    add_dots(fig, rows["rank"], 9, colours, hover=rows["hover"])
    name_rows(fig, theme, bold(rows["name"], rows["member"]), size=12)
    ticks = [1, *range(100, ranked - 60, 100), ranked]  # two so near would touch on a phone
    fig.update_xaxes(range=[0, ranked + 1], side="top", zeroline=False, tickvals=ticks)
    fig.update_layout(margin={"t": 32, "r": 12})  # for half of the last rank
    return fig
