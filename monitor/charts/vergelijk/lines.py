"""One measure of some areas over the years, with the Netherlands behind them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from monitor import change_words, line_words, naming
from monitor.answers import about_changes
from monitor.answers.selected import Selection
from monitor.charts import base, words
from monitor.charts.chart import Chart
from monitor.charts.gemeente.line_figure import level_breaks, year_ticks
from monitor.charts.marks import spread
from monitor.charts.sources import source_of
from monitor.charts.theme import Theme
from monitor.charts.vergelijk.places import Row, name_of
from monitor.charts.wijken import words as district_words
from monitor.charts.words import measure, written
from monitor.text import _, listing

_HEIGHT = 400
COUNTRY = "country"
LOOKS = (("accent", "circle"), ("bad", "square"), ("good", "diamond"), ("ink", "triangle-up"))
"""Colour and mark of each area in turn: the mark says what the colour says."""


def lines_chart(of: Row, chosen: Selection, theme: Theme) -> Chart:
    """Return the chart of the chosen measure, of which some area has a figure.

    Parameters
    ----------
    of : Row
    chosen : Selection
    theme : Theme
    """
    table = of.lines(chosen.what)
    names = {p: name_of(p) for p in of.places}
    if not of.districts:  # no figure of the country stands beside those of districts
        country = _("Nederland")
        names = {p: n for p, n in names.items() if n != country} | {COUNTRY: country}
    shown = table.dropna(how="all", subset=list(names))
    start = None if not chosen.is_score else _start(table, of, chosen.year_b)
    return Chart(
        fig=figure(
            theme,
            shown,
            names=names,
            hover=_hover(shown, names, chosen.what),
            unit="%" if words.unit(chosen.what) == "%" else "",
            year=None if of.districts else of.year,
        ),
        title=_title(table, of, chosen.what, start),
        subtitle=_subtitle(of, chosen),
        note=_note(of, chosen.what, start),
        source=_source(of, chosen),
        data=lambda: shown[list(names)].rename(columns=names).round(3).rename_axis(_("Jaar"))
        .reset_index(),
        alt=_("Lijnen over de jaren: {names}.").format(names=listing(list(names.values()))),
        key="vergelijklijn",
    )  # fmt: skip


def _source(of: Row, chosen: Selection) -> str:
    if of.districts:
        return district_words.sources(chosen.what)
    return source_of(chosen.what)


def _start(table: pd.DataFrame, of: Row, wanted: int) -> int | None:
    """Return the year from which every area compares: the wanted one, else the first."""
    every = table[list(of.places)].sum(axis=1, skipna=False)
    return line_words.since(every, of.year, wanted) if pd.notna(every.get(of.year)) else None


def _title(table: pd.DataFrame, of: Row, what: str, start: int | None) -> str:
    if start is not None:
        gained = {p: table[p].loc[[start, of.year]].diff().iloc[-1] for p in of.places}
        told = [f"{name_of(p)} {change_words.points(float(g))}" for p, g in gained.items()]
        return _("{measure} sinds {start}, in punten: {told}").format(
            measure=measure(what), start=start, told=listing(told)
        )
    ends = {p: table[p].dropna() for p in of.places}
    told = [
        f"{name_of(p)} {written(float(s.iloc[-1]), what)} ({s.index[-1]})"
        for p, s in ends.items()
        if len(s)
    ]
    return f"{measure(what)}: {listing(told)}"


def _subtitle(of: Row, chosen: Selection) -> str:
    parts = [
        "" if chosen.is_score else _("elke meting"),
        words.legend(chosen.what),
        line_words.against(chosen.year) if chosen.is_score else "",
        "" if of.single else change_words.weighing(weighted=True),
    ]
    return naming.start("; ".join(p for p in parts if p))


def _hover(table: pd.DataFrame, names: Mapping[str, str], what: str) -> pd.DataFrame:
    told = {
        p: [
            f"<b>{name}, {year}</b><br>{words.figure(float(value), what)}"
            for year, value in table[p].items()
        ]
        for p, name in names.items()
    }
    return pd.DataFrame(told, index=table.index)


def _note(of: Row, what: str, start: int | None) -> str:
    """Say what the changes rest on, of all areas together."""
    if start is None:
        return ""
    found = about_changes.area_change(start, of.year, of.codes, what=what)
    return change_words.footing(found, measure, name_of)


def figure(
    theme: Theme,
    table: pd.DataFrame,
    *,
    names: Mapping[str, str],
    hover: pd.DataFrame,
    unit: str,
    year: int | None,
) -> go.Figure:
    """Draw a line an area, named at its end; it stops at a level break and a gap.

    Parameters
    ----------
    table : DataFrame, index year
        A column an area, and ``level``, as `monitor.analysis.profile_years.areas_over_time` gives.
    names : mapping of column to str
        What stands at the end of each line, in the order of their looks; ``country`` is drawn as
        what the others are seen against.
    hover : DataFrame of str, index year
        A column an area.
    unit : str
        Written behind the ticks of the vertical axis (``%`` or nothing).
    year : int, optional
        Year of the page: a thin line.
    """
    fig = base.figure(theme, _HEIGHT)
    looks = dict(zip([n for n in names if n != COUNTRY], LOOKS, strict=False))
    for column in sorted(names, key=lambda n: n != COUNTRY):  # the Netherlands lies below
        colour, symbol = looks.get(column, ("muted", "circle"))
        for _level, part in table.groupby("level"):
            _line(fig, part[column], hover.loc[part.index, column], getattr(theme, colour), symbol,
                  behind=column == COUNTRY)  # fmt: skip
    _ends(fig, theme, table, names, looks)
    level_breaks(fig, theme, table)
    years = [int(y) for y in table.index]
    last = max(years)
    if year is not None:
        fig.add_vline(x=year, line={"color": theme.line, "width": 6}, layer="below")
        last = max(last, year)
    fig.update_xaxes(
        range=[min(years) - 0.4, last + 0.4],
        tickvals=year_ticks(years), tickformat="d", showgrid=False, zeroline=False,
    )  # fmt: skip
    low, high = _reach(table, names)
    room = base.room_for([f"{v:.1f}{unit}" for v in (low, high)], base.SIZE)
    fig.update_yaxes(range=[low, high], zeroline=False, ticksuffix=unit, nticks=6)
    right = base.room_for(names.values(), base.SIZE, gap=14)  # for the names at the ends
    fig.update_layout(margin={"t": 24, "b": 28, "l": room, "r": right})
    return fig


def _line(
    fig: go.Figure, line: pd.Series, hover: pd.Series, colour: str, symbol: str, *, behind: bool
) -> None:
    if line.isna().all():
        return
    style: dict[str, Any] = {"dash": "dot", "width": 2} if behind else {"width": 3}
    fig.add_scatter(
        x=line.index.to_list(),
        y=[round(float(v), 3) if pd.notna(v) else None for v in line],
        mode="lines" if behind and line.notna().sum() > 1 else "lines+markers",
        connectgaps=False,
        line={"color": colour, **style},
        marker={"color": colour, "symbol": symbol, "size": 9},
        customdata=hover.to_list(),
        hovertemplate="%{customdata}<extra></extra>",
    )


def _reach(table: pd.DataFrame, names: Mapping[str, str]) -> tuple[float, float]:
    known = table[list(names)]
    low, high = float(known.min().min()), float(known.max().max())
    air = 0.08 * (high - low) or 1.0
    return low - air, high + air


def _ends(
    fig: go.Figure,
    theme: Theme,
    table: pd.DataFrame,
    names: Mapping[str, str],
    looks: Mapping[str, tuple[str, str]],
) -> None:
    """Name each line at its end, moved apart so that no name covers another."""
    low, high = _reach(table, names)
    ends = {c: table[c].dropna() for c in names}
    known = sorted((c for c in names if len(ends[c])), key=lambda c: float(ends[c].iloc[-1]))
    last = [float(ends[c].iloc[-1]) for c in known]
    places = spread(last, 20 / (_HEIGHT - 52) * (high - low), low, high)
    for column, place in zip(known, places, strict=True):
        colour = getattr(theme, looks.get(column, ("muted", ""))[0])
        fig.add_annotation(
            x=int(ends[column].index[-1]), y=place, text=names[column], showarrow=False,
            xanchor="left", xshift=10, font={"color": colour, "size": 14},
        )  # fmt: skip
