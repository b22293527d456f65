"""Who moves up and down with other weights."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from monitor.analysis.reweigh import Shift, movers, shift_of
from monitor.analysis.scores import ScoreOptions
from monitor.answers import about_groups, about_scores
from monitor.answers.selected import Selection
from monitor.charts import base, words
from monitor.charts.chart import Chart
from monitor.charts.marks import NOTE, ROW, add_dots, add_spans, bold, name_rows
from monitor.charts.sources import source_line
from monitor.charts.theme import Theme
from monitor.errors import MonitorError
from monitor.text import _, number, plural

_MOST = 16  # municipalities that moved, at most


def shifted(chosen: Selection, options: ScoreOptions) -> Shift | None:
    """Return what the choices change in the ranks; None where they leave no score.

    Parameters
    ----------
    chosen : Selection
    options : ScoreOptions
        The choices.
    """
    try:
        other = about_scores.scores(chosen.year, options)
    except MonitorError:  # all weights of a dimension at 0
        return None
    return (
        shift_of(about_scores.scores(chosen.year), other)
        if other.table["total"].notna().any()
        else None
    )


def mover_rows(shift: Shift, chosen: Selection) -> pd.DataFrame:
    """Return the municipalities that moved furthest, most won first, with their words.

    Parameters
    ----------
    shift : Shift
    chosen : Selection

    Returns
    -------
    DataFrame
        ``total_before``, ``total_after``, ``rank_before``, ``rank_after``, ``places``, ``name``,
        ``member``, ``text``, ``hover``.
    """
    rows = movers(shift, pd.Index(about_scores.inside(chosen.area)), _MOST)
    members = set(about_groups.group_codes(chosen))
    rows["name"] = about_scores.names().reindex(rows.index)
    rows["member"] = rows.index.isin(members)
    rows["text"] = [number(p, decimals=0, signed=True) for p in rows["places"]]
    rows["hover"] = [_hover(row) for _code, row in rows.iterrows()]
    return rows


def movers_chart(shift: Shift, rows: pd.DataFrame, chosen: Selection, theme: Theme) -> Chart:
    """Return who wins and who loses most places.

    Parameters
    ----------
    shift : Shift
    rows : DataFrame
        Of `mover_rows`.
    chosen : Selection
    theme : Theme
    """
    title = _title(rows)
    drawn = figure(theme, rows, ranked=int(shift.table["rank_after"].max()))
    marks = [("○", "muted", _("gewone score")), ("●", "muted", _("met deze keuzes"))]
    return Chart(
        fig=base.with_key(drawn, theme, marks),
        title=title,
        subtitle=_subtitle(chosen),
        source=source_line(),
        data=lambda: _readable(shift, chosen),
        alt=_("Rangen voor en na. {title}.").format(title=title),
        key="verschuivers",
    )


def _hover(row: pd.Series) -> str:
    return _("<b>{name}</b><br>rang {before} wordt {after}<br>score {a} wordt {b}").format(
        name=row["name"],
        before=number(row["rank_before"], decimals=0),
        after=number(row["rank_after"], decimals=0),
        a=number(row["total_before"], decimals=1),
        b=number(row["total_after"], decimals=1),
    )


def _title(rows: pd.DataFrame) -> str:
    """Say who wins and who loses most."""
    if rows.empty:
        return _("Geen gemeente wisselt van plaats")
    first, last = rows.iloc[0], rows.iloc[-1]
    won, lost = int(first["places"]), -int(last["places"])
    if won > 0 and lost > 0:
        text = _("{up} stijgt {won}, {down} daalt {lost}")
    elif won > 0:
        text = _("{up} stijgt {won}; niemand in het gebied daalt")
    else:
        text = _("{down} daalt {lost}; niemand in het gebied stijgt")
    return text.format(
        up=first["name"], down=last["name"], won=_places(won), lost=_places(abs(lost))
    )


def _places(count: int) -> str:
    return plural(count, _("{count} plaats"), _("{count} plaatsen"))


def _subtitle(chosen: Selection) -> str:
    """Say what is drawn."""
    return _(
        "Rang in Nederland, {year}: de grootste stijgers en dalers in {area}; vet: {group}"
    ).format(
        year=chosen.year,
        area=words.area_name(chosen),
        group=words.group_title(chosen.group),
    )


def _readable(shift: Shift, chosen: Selection) -> pd.DataFrame:
    """Return the ranks of the whole area as a table for people."""
    own = shift.table.reindex(about_scores.inside(chosen.area)).dropna()
    own = own.sort_values("places", ascending=False, kind="stable")
    return pd.DataFrame(
        {
            _("Gemeente"): about_scores.names().reindex(own.index),
            _("Code"): own.index,
            _("Rang, gewone score"): own["rank_before"],
            _("Rang, met deze keuzes"): own["rank_after"],
            _("Plaatsen gewonnen"): own["places"],
            _("Gewone score"): own["total_before"].round(2),
            _("Score met deze keuzes"): own["total_after"].round(2),
        }
    )


def figure(theme: Theme, rows: pd.DataFrame, *, ranked: int) -> go.Figure:
    """Draw the rank before (hollow) and after (filled) another choice of method.

    Parameters
    ----------
    rows : DataFrame, from top to bottom
        ``name, rank_before, rank_after, places, text, hover`` and ``member`` (name in bold).
    ranked : int
        Lowest rank there is.
    """
    fig = base.figure(theme, ROW * len(rows) + 48)
    colours = [theme.good if p > 0 else theme.bad for p in rows["places"]]
    before, after = rows["rank_before"], rows["rank_after"]
    for colour in (theme.good, theme.bad):
        add_spans(fig, before, after, [c == colour for c in colours], colour, opacity=1)
    add_dots(fig, before, 10, colours, fill=theme.paper)
    add_dots(fig, after, 12, colours, hover=rows["hover"])
    # The label stands beyond the filled dot, away from the line.
    for i, (text, won) in enumerate(zip(rows["text"], rows["places"], strict=True)):
        fig.add_annotation(
            x=after.iloc[i], y=i, text=f"<b>{text}</b>", showarrow=False,
            xanchor="left" if won > 0 else "right", xshift=12 if won > 0 else -12,
            font={"size": NOTE, "color": colours[i]},
        )  # fmt: skip
    name_rows(fig, theme, bold(rows["name"], rows["member"]))
    low, high = min([*before, *after]), max([*before, *after])
    air = 0.2 * max(high - low, 20)
    # The best rank stands on the right: what moves right improves.
    fig.update_xaxes(range=[min(high + air, ranked + air), low - air], side="top", zeroline=False)
    fig.update_xaxes(tickvals=[v for v in _steps(low, high) if 1 <= v <= ranked])
    fig.update_layout(margin={"t": 32})
    return fig


def _steps(low: float, high: float) -> list[int]:
    size = next((s for s in (5, 10, 20, 50) if (high - low) / s <= 6), 100)
    inside = range(int(low // size) * size, int(high) + size + 1, size)
    return [v or 1 for v in inside]
