"""The ranking: every municipality a dot on one scale, the focus group marked."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from monitor.analysis.scores import TOTAL
from monitor.answers import about_groups
from monitor.answers.selected import Selection
from monitor.charts import base, words
from monitor.charts.chart import Chart
from monitor.charts.kaart.figures import readable, when
from monitor.charts.sources import source_of
from monitor.charts.theme import Theme
from monitor.charts.words import measure
from monitor.text import _

_ROW = 20  # pixels
_MOST = 20  # municipalities of the country, beside the group and the chosen one


def ranking_chart(table: pd.DataFrame, chosen: Selection, theme: Theme) -> Chart:
    """Return the ranking of the area.

    Parameters
    ----------
    table : DataFrame
        Of `monitor.charts.kaart.figures.figures`.
    chosen : Selection
    theme : Theme
    """
    rows = _ranking_rows(table, chosen)
    reference = 100 if chosen.is_score else None
    return Chart(
        fig=ranking_figure(theme, rows, reference=reference),
        title=_ranking_title(rows, table, chosen),
        subtitle=_ranking_subtitle(rows, table, chosen),
        source=source_of(chosen.what),
        data=lambda: readable(table, chosen),
        alt=_("Ranglijst van gemeenten met hun waarde; de groep staat vet."),
        key="ranglijst",
    )


def _ranking_rows(table: pd.DataFrame, chosen: Selection) -> pd.DataFrame:
    """Return the rows of the ranking, highest first.

    In a province all municipalities; in the Netherlands the ten highest and ten lowest, the
    group and the chosen one.
    """
    members = set(about_groups.group_codes(chosen))
    known = table.dropna(subset=["value"]).sort_values("rank")
    if chosen.scope == "nl":
        edge = set(known.index[: _MOST // 2]) | set(known.index[-_MOST // 2 :])
        known = known[known.index.isin(edge | members | {chosen.gemeente})]
    rows = known.rename(columns={"low": "rank_low", "high": "rank_high"})
    return rows.assign(
        member=rows.index.isin(members),
        chosen=rows.index == chosen.gemeente,
        low=rows["total_low"],
        high=rows["total_high"],
        text=words.figures(rows["value"], chosen.what),
        name=[f"{n}*" if care else n for n, care in zip(rows["name"], rows["care"], strict=True)],
    )


def _ranking_title(rows: pd.DataFrame, table: pd.DataFrame, chosen: Selection) -> str:
    """Say who stands first and last, and when."""
    return _("{year}: {first} staat vooraan, {last} achteraan").format(
        year=when(table, chosen),
        first=rows["name"].iloc[0].rstrip("*"),
        last=rows["name"].iloc[-1].rstrip("*"),
    )


def _ranking_subtitle(rows: pd.DataFrame, table: pd.DataFrame, chosen: Selection) -> str:
    """Say what the ranking draws."""
    text = _("{measure}, {year}; vet: {group}").format(
        measure=measure(chosen.what),
        year=when(table, chosen),
        group=words.group_name(chosen) or _("geen groep"),
    )
    if chosen.what == TOTAL:
        text += _("; band: 90% van de berekeningen")
    if (rows["care"] != "").any():
        text += _("; * = met zorg te lezen, zie de tabel")
    return text


def ranking_figure(theme: Theme, table: pd.DataFrame, *, reference: float | None) -> go.Figure:
    """Draw the ranking, highest on top; the hover tells name and value.

    Parameters
    ----------
    table : DataFrame, in the order of the ranking (highest first)
        ``name``, ``value``, ``member`` (bool), ``chosen`` (bool), ``low``, ``high`` (interval or
        NaN), ``text`` (the value written).
    reference : float, optional
        Where the thin vertical line stands (100 for scores).
    """
    fig = base.figure(theme, _ROW * len(table) + 48)
    # No y: a dot a row, as plotly counts. All this is sent with every choice of a year.
    fig.add_scatter(
        x=[_drawn(v) for v in table["value"]],
        mode="markers",
        marker={"size": 10, "color": _colours(table, theme)},
        error_x=_bands(table, theme),
        text=table["text"].to_list(),
        hovertemplate="<b>%{y}</b><br>%{text}<extra></extra>",
    )
    if reference is not None:
        fig.add_vline(x=reference, line={"color": theme.muted, "width": 1})
    fig.update_xaxes(side="top", zeroline=False, zerolinecolor=None, title=None)
    fig.update_yaxes(
        tickvals=list(range(len(table))),
        ticktext=[_label(n, m) for n, m in zip(table["name"], table["member"], strict=True)],
        range=[len(table) - 0.3, -0.7],
        showgrid=False,
        zeroline=False,
        zerolinecolor=None,
        title=None,
        tickfont={"color": theme.ink, "size": 13},
        automargin=True,
    )
    fig.update_layout(margin={"t": 32, "r": base.LAST})
    return fig


def _colours(table: pd.DataFrame, theme: Theme) -> str | list[str]:
    """Return the colour of each dot, or the one that all have."""
    colours = [
        theme.accent if c else theme.ink if m else theme.faint
        for c, m in zip(table["chosen"], table["member"], strict=True)
    ]
    return colours if len(set(colours)) > 1 else colours[0]


def _bands(table: pd.DataFrame, theme: Theme) -> dict[str, Any]:
    """Draw the intervals as broad bars behind the dots; none where there is no interval."""
    if table["low"].isna().all():
        return {}
    ends = {"array": table["high"] - table["value"], "arrayminus": table["value"] - table["low"]}
    lengths = {name: [_drawn(v, 3) for v in column.fillna(0.0)] for name, column in ends.items()}
    return {**lengths, "symmetric": False, "color": theme.line, "thickness": 6, "width": 0}


def _drawn(value: float, digits: int = 5) -> float:
    """Shorten a number to what a pixel can show."""
    return float(f"{value:.{digits}g}")


def _label(name: str, member: bool) -> str:
    return f"<b>{name}</b>" if member else name
