"""Who certainly or likely belongs to the lowest quarter: ranks with their interval."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from monitor import naming
from monitor.analysis.verdict import word_of
from monitor.answers import about_ranks, about_scores
from monitor.charts import base, words
from monitor.charts.aandachtsgebieden.comparison import Comparison, members
from monitor.charts.chart import Chart
from monitor.charts.marks import (
    ROW,
    add_dots,
    add_spans,
    name_and_tell_rows,
    note_above,
    shade_lowest,
)
from monitor.charts.sources import source_line
from monitor.charts.theme import Theme
from monitor.text import _, number


def lagging_chart(asked: Comparison, rows: pd.DataFrame, theme: Theme) -> Chart:
    """Return who certainly or likely belongs to the lowest quarter.

    Parameters
    ----------
    asked : Comparison
    rows : DataFrame
        Of `lagging_rows`.
    theme : Theme
    """
    title = lagging_title(asked, rows)
    drawn = figure(
        theme,
        rows,
        ranked=len(about_scores.names()),
        quarter=_("laagste kwart van Nederland"),
    )
    return Chart(
        fig=base.with_key(drawn, theme, [("―", "bad", naming.draws_band())]),
        title=title,
        subtitle=lagging_subtitle(asked),
        note=naming.certain_rule(),
        source=source_line(),
        data=_readable(rows),
        alt=_("Rangen met interval. {title}.").format(title=title),
        key="achterblijvers",
    )


def lagging_rows(asked: Comparison) -> pd.DataFrame:
    """Return who certainly or likely belongs to the lowest quarter, the lowest first.

    Parameters
    ----------
    asked : Comparison

    Returns
    -------
    DataFrame, index code
        ``name``, ``rank``, ``low``, ``high``, ``p``, ``total``, ``lagging``, ``harmonised``,
        ``member``, ``word``, ``text``, ``hover``.
    """
    table = about_ranks.robust(asked.year).reindex(about_scores.inside(asked.of.province))
    own = table[table["lagging"].fillna(False).astype(bool)]
    own = own.sort_values(["p_bottom", "rank"], ascending=False, kind="stable")
    shown = pd.DataFrame(
        {
            "name": about_scores.names().reindex(own.index),
            "rank": own["rank"],
            "low": own["rank_low"],
            "high": own["rank_high"],
            "p": own["p_bottom"],
            "total": own["total"],
            "lagging": True,
            "harmonised": about_scores.scores(asked.year).table["harmonised"].reindex(own.index),
            "member": own.index.isin(list(members(asked))),
        }
    )
    shown["word"] = [naming.word(word_of(p)) for p in shown["p"]]
    shown["text"] = [
        f"{naming.share(p)}, {w}" for p, w in zip(shown["p"], shown["word"], strict=True)
    ]
    shown["hover"] = [
        f"<b>{r['name']}</b><br>"
        + _("rang {rank} ({inside})").format(
            rank=number(r["rank"], decimals=0), inside=naming.rank_span(r["low"], r["high"])
        )
        + "<br>"
        + _("in {share} van de berekeningen in het laagste kwart: {word}").format(
            share=naming.share(r["p"]), word=r["word"]
        )
        for _i, r in shown.iterrows()
    ]
    return shown


def lagging_title(asked: Comparison, rows: pd.DataFrame) -> str:
    """Say how many belong to the lowest quarter, how surely, and how many are of the group.

    Parameters
    ----------
    asked : Comparison
    rows : DataFrame
        Of `lagging_rows`.
    """
    own = about_ranks.robust(asked.year).reindex(about_scores.inside(asked.of.province))
    title = naming.lowest_title(own, words.province(asked.of.province))
    members_too = _("{title}; in de groep (vet): {own}")
    return title if rows.empty else members_too.format(title=title, own=int(rows["member"].sum()))


def lagging_subtitle(asked: Comparison) -> str:
    """Say what is drawn.

    Parameters
    ----------
    asked : Comparison
    """
    return _(
        "Rang in Nederland in {year}; rechts het deel van de berekeningen in het laagste kwart"
    ).format(year=asked.year)


def _readable(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the lagging municipalities as a table for people."""
    return pd.DataFrame(
        {
            _("Gemeente"): rows["name"],
            _("Code"): rows.index,
            _("Score"): rows["total"].round(2),
            _("Rang in Nederland"): rows["rank"],
            _("Rang, ondergrens 90%"): rows["low"],
            _("Rang, bovengrens 90%"): rows["high"],
            _("Deel van de berekeningen in laagste kwart"): rows["p"].round(3),
            _("Oordeel"): rows["word"],
            _("Omgerekend na herindeling"): rows["harmonised"],
        }
    )


def figure(theme: Theme, rows: pd.DataFrame, *, ranked: int, quarter: str) -> go.Figure:
    """Draw ranks with their interval against the lowest quarter of the country.

    Parameters
    ----------
    rows : DataFrame, from top to bottom
        ``name, rank, low, high, text, hover``, ``lagging`` (bool: in the colour of that) and
        ``member`` (bool: name in bold).
    ranked : int
        Lowest rank there is.
    quarter : str
        Name of the shaded lowest quarter.
    """
    fig = base.figure(theme, ROW * len(rows) + 56)
    edge = shade_lowest(fig, theme, ranked)
    colours = [theme.bad if lags else theme.muted for lags in rows["lagging"]]
    for colour in dict.fromkeys(colours):
        where = [c == colour for c in colours]
        add_spans(fig, rows["low"], rows["high"], where, colour, width=6, opacity=0.4)
    add_dots(fig, rows["rank"], 11, theme.paper, hover=rows["hover"], fill=colours, edge=1)
    name_and_tell_rows(fig, theme, rows, ranked + 1)
    note_above(fig, theme, quarter, ranked, xanchor="right", yshift=20)
    start = min(float(rows["low"].min()), edge) - 0.04 * ranked
    fig.update_xaxes(range=[start, ranked + 1], side="top", zeroline=False, nticks=3, tickangle=0)
    return fig
