"""Who lags and sank further: a rank at the start and at the end of a span of years."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from monitor import naming
from monitor.analysis.verdict import Word, weakest, word_of
from monitor.answers import about_changes, about_scores
from monitor.charts import base
from monitor.charts.aandachtsgebieden.comparison import Comparison, members
from monitor.charts.chart import Chart
from monitor.charts.marks import ROW, add_dots, add_spans, name_and_tell_rows
from monitor.charts.sources import source_line
from monitor.charts.theme import Theme
from monitor.text import _, listing_short, number, plain, plural, span


def moves_chart(asked: Comparison, start: int, rows: pd.DataFrame, theme: Theme) -> Chart:
    """Return who lags or sank since the earlier year.

    Parameters
    ----------
    asked : Comparison
    start : int
        The earlier year.
    rows : DataFrame
        Of `move_rows`.
    theme : Theme
    """
    title = moves_title(rows, start)
    drawn = figure(theme, rows, ranked=len(about_scores.names()))
    return Chart(
        fig=base.with_key(drawn, theme, _key(asked, start)),
        title=title,
        subtitle=moves_subtitle(),
        note=naming.certain_rule(),
        source=source_line(),
        data=_readable(rows, asked, start),
        alt=_("Rangen in twee jaren. {title}.").format(title=title),
        key="verslechterd",
    )


def move_rows(asked: Comparison, start: int) -> pd.DataFrame:
    """Return who is in the lowest quarter or lost places, certainly or likely, lowest first.

    Parameters
    ----------
    asked : Comparison
    start : int
        The earlier year.

    Returns
    -------
    DataFrame, index code
        ``name``, ``start``, ``end``, ``change``, ``low``, ``high``, ``worse``, ``lagging``,
        ``both``, ``harmonised``, ``member``, ``found``, ``low_word``, ``moved_word``, ``text``,
        ``hover``.
    """
    table = about_changes.worsening(start, asked.year).reindex(
        about_scores.inside(asked.of.province)
    )
    own = table[(table["lagging"] | table["worsening"]).fillna(False).astype(bool)]
    own = own.sort_values("rank_end", ascending=False, kind="stable")
    shown = pd.DataFrame(
        {
            "name": about_scores.names().reindex(own.index),
            "start": own["rank_start"],
            "end": own["rank_end"],
            "change": own["rank_change"],
            "low": own["low"],
            "high": own["high"],
            "worse": own["worsening"].astype(bool),
            "lagging": own["lagging"].astype(bool),
            "both": own["both"].astype(bool),
            "harmonised": _harmonised(asked, start).reindex(own.index),
            "member": own.index.isin(list(members(asked))),
        }
    )
    low, down = own["p_bottom"].map(word_of), own["p_worse"].map(word_of)
    shown["found"] = [weakest(a, b) for a, b in zip(low, down, strict=True)]
    shown["low_word"] = own["p_bottom"].map(naming.lowest_word)
    shown["moved_word"] = [naming.places_moved(r) for _i, r in own.iterrows()]
    shown["text"] = [number(c, decimals=0, signed=True) for c in shown["change"]]
    shown["hover"] = [
        f"<b>{r['name']}</b><br>"
        + _("van rang {start} naar {end}").format(
            start=number(r["start"], decimals=0), end=number(r["end"], decimals=0)
        )
        + "<br>"
        + plural(
            r["change"],
            _("{count} plaats ({bounds})"),
            _("{count} plaatsen ({bounds})"),
            bounds=span(r["low"], r["high"], decimals=0),
        )
        for _i, r in shown.iterrows()
    ]
    return shown


def _harmonised(asked: Comparison, start: int) -> pd.Series:
    """Return who has figures of either year made from merged municipalities."""
    a, b = (about_scores.scores(y).table["harmonised"] for y in (start, asked.year))
    return a | b


def moves_title(rows: pd.DataFrame, start: int) -> str:
    """Name who belongs to the lowest quarter and sank further, and how surely.

    Parameters
    ----------
    rows : DataFrame
        Of `move_rows`.
    start : int
        The earlier year.
    """
    both = rows[rows["both"]]
    if both.empty:
        return _(
            "Van geen gemeente is te zeggen dat zij bij het laagste kwart hoort en sinds {year} is"
            " gezakt"
        ).format(year=start)
    found: Word = weakest(*both["found"])
    return _("In het laagste kwart en sinds {year} gezakt, {word}: {names}").format(
        year=start,
        word=naming.word(found),
        names=plain(listing_short(list(both["name"][:5]), len(both))),
    )


def moves_subtitle() -> str:
    """Say what is drawn."""
    return _(
        "Rang in Nederland op de indicatoren van beide jaren; rechts de plaatsen gewonnen of"
        " verloren; vet: de groep"
    )


def _key(asked: Comparison, start: int) -> list[tuple[str, str, str]]:
    """Say what the marks mean, and who is shown."""
    return [
        ("○", "muted", str(start)),
        ("●", "muted", str(asked.year)),
        ("●", "bad", _("zakte zeker of waarschijnlijk tien plaatsen of meer")),
        ("●", "muted", _("hoort zeker of waarschijnlijk bij het laagste kwart")),
    ]


def _readable(rows: pd.DataFrame, asked: Comparison, start: int) -> pd.DataFrame:
    """Return the moves as a table for people."""
    return pd.DataFrame(
        {
            _("Gemeente"): rows["name"],
            _("Code"): rows.index,
            _("Rang in {year}").format(year=start): rows["start"],
            _("Rang in {year}").format(year=asked.year): rows["end"],
            _("Plaatsen gewonnen"): rows["change"],
            _("Ondergrens 90%"): rows["low"],
            _("Bovengrens 90%"): rows["high"],
            _("In het laagste kwart"): rows["low_word"],
            _("Plaats op de ranglijst"): rows["moved_word"],
            _("Omgerekend na herindeling"): rows["harmonised"],
        }
    )


def figure(theme: Theme, rows: pd.DataFrame, *, ranked: int) -> go.Figure:
    """Draw a rank at the start (hollow) and at the end (filled) of a span of years.

    Parameters
    ----------
    rows : DataFrame, from top to bottom
        ``name, start, end, text, hover``, ``worse`` (bool: lost places robustly) and ``member``
        (bool: name in bold).
    ranked : int
        Lowest rank there is.
    """
    fig = base.figure(theme, ROW * len(rows) + 56)
    colours = [theme.bad if w else theme.muted for w in rows["worse"]]
    for colour in dict.fromkeys(colours):
        where = [c == colour for c in colours]
        add_spans(fig, rows["start"], rows["end"], where, colour, width=2.5, opacity=1)
    add_dots(fig, rows["start"], 9, colours, fill=theme.paper)
    add_dots(fig, rows["end"], 11, colours, hover=rows["hover"])
    name_and_tell_rows(fig, theme, rows, ranked + 4)
    first = min(rows["start"].min(), rows["end"].min())
    start = max(first - 0.06 * ranked, 0)
    fig.update_xaxes(range=[start, ranked + 4], side="top", zeroline=False, nticks=6)
    return fig
