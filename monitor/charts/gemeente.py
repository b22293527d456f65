"""The profile of one municipality: spine chart, lines over time, weak districts."""

from __future__ import annotations

import math

import pandas as pd
import plotly.graph_objects as go

from monitor.charts import base
from monitor.charts.theme import Theme

ROW, DISTRICT = 38, 58
HEAD = 30
BAND = 0.26
# The shape says what the colour says, for who sees no colours.
SYMBOLS = {"top": "triangle-up", "bottom": "triangle-down", "middle": "circle", "": "circle"}


def spine_figure(
    theme: Theme,
    lang: str,
    rows: pd.DataFrame,
    *,
    legend: dict[str, str],
    ticks: dict[int, str],
) -> go.Figure:
    """Draw the spine: every measure a row on one scale, the Netherlands the line at 0.

    Parameters
    ----------
    rows : DataFrame, index measure, in the order drawn
        ``head`` (bool: a heading, no figures), ``label``, ``note`` (under the label), ``hover``
        (written), ``apart, apart_low, apart_high, brabant_apart, p05, p25, p75, p95`` (points
        above the Netherlands; low and high: 95% bounds or NaN),
        ``place`` (top, middle, bottom, empty), ``chosen`` (bool).
    legend : mapping
        Words for ``better`` and ``worse``; for the key under the chart ``top, middle, bottom,
        brabant, half, most, interval``.
    ticks : mapping
        Ticks of the axis (of `spine_steps`), written.
    """
    heights = [HEAD if h else ROW for h in rows["head"]]
    at, end = [], 0.0
    for height in heights:
        at.append((end + height / 2) / ROW)
        end += height
    fig = base.figure(theme, lang, int(end) + 48)
    table = rows.assign(y=at)
    drawn = table[~table["head"]]
    _bands(fig, theme, drawn)
    fig.add_scatter(
        x=drawn["brabant_apart"].to_list(),
        y=drawn["y"].to_list(),
        mode="markers",
        marker={"symbol": "diamond-open", "size": 9, "color": theme.muted, "line": {"width": 2}},
        hoverinfo="skip",
    )
    _dots(fig, theme, drawn)
    fig.add_vline(x=0, line={"color": theme.ink, "width": 1})
    fig.update_xaxes(
        side="top", zeroline=False, range=_reach(drawn),
        tickvals=list(ticks), ticktext=list(ticks.values()), tickangle=0,
        minor={"tick0": 0, "dtick": 10, "showgrid": True, "gridcolor": theme.line},
        title={"text": f"← {legend['worse']}      {legend['better']} →",
               "font": {"size": 13}, "standoff": 6},
    )  # fmt: skip
    fig.update_yaxes(
        tickvals=at,
        ticktext=[_label(theme, row) for row in rows.itertuples()],
        range=[end / ROW, 0],
        showgrid=False,
        zeroline=False,
        tickfont={"color": theme.ink, "size": 14},
        automargin=True,
    )
    fig.update_layout(margin={"t": 48})
    return base.with_key(fig, theme, _key(legend))


def _key(legend: dict[str, str]) -> list[tuple[str, str, str]]:
    """Say what marks and bands mean."""
    signs = (
        ("▲", "good", "top"), ("●", "ink", "middle"), ("▼", "bad", "bottom"),
        ("◇", "muted", "brabant"), ("―", "ink", "interval"),
        ("■", "faint", "half"), ("■", "line", "most"),
    )  # fmt: skip
    return [(sign, colour, legend[name]) for sign, colour, name in signs]


def spine_steps(rows: pd.DataFrame) -> list[int]:
    """Return round values on the scale of the spine, ten points apart, twenty on a long one."""
    low, high = _reach(rows)
    step = 10 if high - low <= 44 else 20  # more would not fit on a phone
    return list(range(step * math.ceil(low / step), int(high) + 1, step))


def _bands(fig: go.Figure, theme: Theme, drawn: pd.DataFrame) -> None:
    """Draw the spread of the municipalities: 90% light, the middle half darker."""
    for low, high, colour in (("p05", "p95", theme.line), ("p25", "p75", theme.faint)):
        known = drawn[drawn[low].notna()]
        x: list[float | None] = []
        y: list[float | None] = []
        for a, b, mid in zip(known[low], known[high], known["y"], strict=True):
            x += [a, b, b, a, a, None]
            y += [mid - BAND, mid - BAND, mid + BAND, mid + BAND, mid - BAND, None]
        fig.add_scatter(
            x=x, y=y, mode="lines", fill="toself", fillcolor=colour,
            line={"width": 0}, hoverinfo="skip",
        )  # fmt: skip


def _dots(fig: go.Figure, theme: Theme, drawn: pd.DataFrame) -> None:
    colours = {"top": theme.good, "bottom": theme.bad, "middle": theme.ink, "": theme.muted}
    above = (drawn["apart_high"] - drawn["apart"]).fillna(0).to_list()
    below = (drawn["apart"] - drawn["apart_low"]).fillna(0).to_list()
    fig.add_scatter(
        x=drawn["apart"].to_list(),
        y=drawn["y"].to_list(),
        mode="markers",
        marker={
            "symbol": [SYMBOLS[p] for p in drawn["place"]],
            "size": [
                (13 if SYMBOLS[p] == "circle" else 17) + 4 * bool(c)
                for p, c in zip(drawn["place"], drawn["chosen"], strict=True)
            ],
            "color": [colours[p] for p in drawn["place"]],
            "opacity": 1,  # plotly fades dots of several sizes
            "line": {"color": theme.paper, "width": 2},
        },
        error_x={
            "type": "data", "array": above, "arrayminus": below, "color": theme.ink,
            "thickness": 1.5, "width": 4, "visible": any(a > 0 for a in above),
        },
        customdata=[[m, h] for m, h in zip(drawn.index, drawn["hover"], strict=True)],
        hovertemplate="%{customdata[1]}<extra></extra>",
    )  # fmt: skip


def _reach(drawn: pd.DataFrame) -> list[float]:
    columns = ["apart", "brabant_apart", "p05", "p95"]
    low, high = float(drawn[columns].min().min()), float(drawn[columns].max().max())
    low, high = min(low, -10.0), max(high, 10.0)
    air = 0.05 * (high - low)  # a mark at the edge stays whole
    return [low - air, high + air]


def _label(theme: Theme, row: object) -> str:
    label, note = str(getattr(row, "label", "")), str(getattr(row, "note", ""))
    if getattr(row, "head", False) or getattr(row, "chosen", False):
        label = f"<b>{label}</b>"
    if not note:
        return label
    return f"{label}<br><span style='font-size:12px;color:{theme.muted}'>{note}</span>"


def line_figure(
    theme: Theme,
    lang: str,
    table: pd.DataFrame,
    *,
    names: dict[str, str],
    hover: list[str],
    break_word: str,
    unit: str,
    year: int,
    apart: float = 0.1,
) -> go.Figure:
    """Draw one measure over time: the municipality with its bounds, both areas beside it.

    A line stops at a level break and at a year without a figure; an open dot is an estimate or a
    recalculated figure.

    Parameters
    ----------
    table : DataFrame, index year
        As `monitor.analysis.profile.figures_over_time` gives it; of a score with ``own``, drawn
        as a small mark where it differs from ``value`` by more than ``apart``.
    names : mapping
        Labels of ``value``, ``brabant`` and ``country``.
    hover : list of str
        Written text of each year of the municipality.
    break_word : str
        Label of the mark at a level break.
    unit : str
        Written behind the ticks of the vertical axis (``%`` or nothing).
    year : int
        Year of the page: a thin line.
    """
    fig = base.figure(theme, lang, 400)
    styles = (
        ("country", theme.muted, "dot", 2.0),
        ("brabant", theme.muted, "solid", 2.0),
        ("value", theme.accent, "solid", 3.5),
    )
    for _level, part in table.groupby("level"):
        for column, colour, dash, width in styles:
            if part[column].isna().all():
                continue
            fig.add_scatter(
                x=part.index.to_list(),
                y=[v if pd.notna(v) else None for v in part[column]],
                # a single figure makes no line
                mode="lines" if part[column].notna().sum() > 1 else "markers",
                marker={"color": colour, "size": 6},
                connectgaps=False,
                line={"color": colour, "dash": dash, "width": width},
                hoverinfo="skip",
            )
    if "own" in table:
        base.add_own(fig, theme, table, "value", apart=apart)
    _own_points(fig, theme, table, hover)
    _end_labels(fig, theme, table, names)
    levels = table["level"].diff()
    for start in table.index[levels > 0]:
        fig.add_vline(x=start - 0.5, line={"color": theme.bad, "width": 1, "dash": "dash"})
        fig.add_annotation(
            x=start - 0.5, y=1, yref="paper", text=break_word, showarrow=False, yanchor="bottom",
            font={"color": theme.bad, "size": 13},
        )  # fmt: skip
    fig.add_vline(x=year, line={"color": theme.line, "width": 6}, layer="below")
    first, last = int(table.index.min()), max(int(table.index.max()), year)
    fig.update_xaxes(
        range=[first - 0.4, last + 0.4],
        tickvals=_year_ticks(table.index.to_list()),
        tickformat="d", showgrid=False, zeroline=False, automargin=True,
    )  # fmt: skip
    fig.update_yaxes(zeroline=False, ticksuffix=unit, automargin=True, nticks=6)
    room = base.room_for(names.values(), base.SIZE, gap=14)  # for the names at the ends
    fig.update_layout(margin={"t": 24, "b": 28, "r": room})
    return fig


def _own_points(fig: go.Figure, theme: Theme, table: pd.DataFrame, hover: list[str]) -> None:
    own = table.assign(text=hover)
    own = own[own["value"].notna()]
    above = (own["upper"] - own["value"]).fillna(0).to_list()
    below = (own["value"] - own["lower"]).fillna(0).to_list()
    open_ = own["estimate"] | own["harmonised"]
    fig.add_scatter(
        x=own.index.to_list(),
        y=own["value"].to_list(),
        mode="markers",
        marker={
            "size": 10,
            "color": [theme.paper if o else theme.accent for o in open_],
            "line": {"color": theme.accent, "width": 2.5},
        },
        error_y={
            "type": "data", "array": above, "arrayminus": below, "color": theme.accent,
            "thickness": 1.5, "width": 5, "visible": any(a > 0 for a in above),
        },
        customdata=[[t] for t in own["text"]],
        hovertemplate="%{customdata[0]}<extra></extra>",
    )  # fmt: skip


def _end_labels(fig: go.Figure, theme: Theme, table: pd.DataFrame, names: dict[str, str]) -> None:
    """Name each line at its end, moved apart so that no name covers another."""
    ends = {}
    for column in names:
        known = table[column].dropna()
        if len(known):
            ends[column] = (int(known.index[-1]), float(known.iloc[-1]))
    columns = ["value", "brabant", "country", "lower", "upper"]
    spread = float(table[columns].max().max() - table[columns].min().min()) or 1.0
    step, last = spread * 0.085, None
    for column, (x, y) in sorted(ends.items(), key=lambda item: item[1][1]):
        place = y if last is None else max(y, last + step)
        last = place
        fig.add_annotation(
            x=x, y=place, text=names[column], showarrow=False, xanchor="left", xshift=10,
            font={"color": theme.accent if column == "value" else theme.muted, "size": 14},
        )  # fmt: skip


def _year_ticks(years: list[int]) -> list[int]:
    if len(years) <= 6:
        return years
    step = -(-len(years) // 5)
    return years[::-1][::step][::-1]


def district_figure(theme: Theme, lang: str, rows: pd.DataFrame) -> go.Figure:
    """Draw how far districts stand below their municipality, as bars from zero.

    The names stand above the bars: beside them, a phone would have no room for the figures.

    Parameters
    ----------
    rows : DataFrame, in the order drawn (worst first)
        ``label`` (two lines), ``points`` (negative), ``text`` (written beside the bar), ``hover``.
    """
    fig = base.figure(theme, lang, DISTRICT * len(rows) + 40)
    places = list(range(len(rows)))
    fig.add_bar(
        x=rows["points"].abs().to_list(),
        y=[n + 0.28 for n in places],
        orientation="h",
        marker={"color": theme.bad},
        width=0.26,
        text=rows["text"].to_list(),
        textposition="outside",
        constraintext="none",  # else plotly makes it as small as the bar is low
        cliponaxis=False,
        textfont={"color": theme.ink},
        customdata=[[t] for t in rows["hover"]],
        hovertemplate="%{customdata[0]}<extra></extra>",
    )
    fig.add_scatter(
        x=[0] * len(rows),
        y=[n + 0.13 for n in places],
        text=rows["label"].to_list(),
        mode="text",
        textposition="top right",
        textfont={"color": theme.ink},
        cliponaxis=False,
        hoverinfo="skip",
    )
    fig.update_xaxes(
        side="top", zeroline=False, range=[0, float(rows["points"].abs().max())], nticks=5
    )
    fig.update_yaxes(visible=False, range=[len(rows) - 0.5, -0.5])
    room = base.room_for(rows["text"], base.SIZE, gap=12)
    fig.update_layout(margin={"t": 32, "l": 4, "r": room})
    return fig
