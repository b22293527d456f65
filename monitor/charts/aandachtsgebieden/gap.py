"""The gap of a group by year, beside zero, in its band."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from math import isnan
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from monitor import change_words, line_words, naming
from monitor.analysis.over_time import APART
from monitor.charts import base
from monitor.charts.aandachtsgebieden.comparison import Comparison, name_of, others_of
from monitor.charts.aandachtsgebieden.dots import zero_key
from monitor.charts.chart import Chart
from monitor.charts.marks import NOTE, around_zero
from monitor.charts.sources import source_line
from monitor.charts.theme import Theme
from monitor.text import _, interval, listing, number


def gap_chart(shown: list[Comparison], place: int, theme: Theme) -> Chart:
    """Return the gap by year of one of the groups beside each other, all on one scale.

    Parameters
    ----------
    shown : list of Comparison
        Drawn on one scale.
    place : int
        Which of them.
    theme : Theme
    """
    one = shown[place]
    table = gap_rows(one)
    drawn = figure(
        theme,
        table,
        marked=one.year,
        label=number(one.gap().gap, decimals=1, signed=True),
        zero=_("gelijk aan {others}").format(others=others_of(one)),
        extent=extent_of([c.gap_line() for c in shown]),
    )
    return Chart(
        fig=base.with_key(drawn, theme, _key(table)),
        title=_title(one),
        subtitle=_subtitle(one),
        source=source_line(),
        data=_readable(one, table),
        alt=_alt(one, table),
        key=f"verschil-{one.group}",
    )


def gap_rows(asked: Comparison) -> pd.DataFrame:
    """Return the gap of every year, each read against the chosen one, and its hover.

    Parameters
    ----------
    asked : Comparison

    Returns
    -------
    DataFrame, index year
        ``gap``, ``lower``, ``upper``, ``conclusion``, ``mean_group``, ``mean_others``, ``n_group``,
        ``n_others``, ``own``, ``clear``, ``zero``, ``hover``.
    """
    table = asked.gap_line().copy()
    table["clear"] = table["conclusion"].isin(["behind", "ahead"])
    table["zero"] = [
        naming.zero_in(r["lower"], r["upper"], gap=r["gap"], none=_("niet te vergelijken"))
        for _year, r in table.iterrows()
    ]
    table["hover"] = [_hover(int(str(y)), r) for y, r in table.iterrows()]
    return table


def _hover(year: int, row: pd.Series) -> str:
    lines = [
        f"<b>{year}</b>",
        interval(row["gap"], row["lower"], row["upper"]),
        f"95%: {row['zero']}",
    ]
    if abs(row["own"] - row["gap"]) > APART:
        own = _("verschil van dat jaar zelf: {own}")
        lines.append(own.format(own=number(row["own"], decimals=1, signed=True)))
    return "<br>".join(lines)


def _title(asked: Comparison) -> str:
    """Say what the gap of the chosen year is, with the word of the verdict."""
    return naming.gap_brief(name_of(asked), asked.verdict(), asked.gap().gap, year=asked.year)


def _subtitle(asked: Comparison) -> str:
    """Say what is drawn."""
    return _("Verschil met {others} in punten; {weighing}; {against}").format(
        others=others_of(asked),
        weighing=change_words.weighing(asked.weighted),
        against=line_words.against(asked.year),
    )


def _key(rows: pd.DataFrame) -> list[tuple[str, str, str]]:
    """Say what the marks of the gap by year mean."""
    key = [("■", "accent_soft", _("95%-interval")), *zero_key("accent")]
    return key + line_words.apart_key(rows, "gap")


def _alt(asked: Comparison, rows: pd.DataFrame) -> str:
    """Describe the line for who cannot see it."""
    return _(
        "Lijn met band: het verschil van {name} met {others} is {now} in {year}; daarmee vergeleken"
        " {years}."
    ).format(
        name=name_of(asked),
        others=others_of(asked),
        now=number(asked.gap().gap, decimals=1, signed=True),
        year=asked.year,
        years=listing(
            [
                f"{number(gap, decimals=1, signed=True)} ({y})"
                for y, gap in rows["gap"].dropna().items()
                if y != asked.year
            ]
        )
        or _("geen enkel jaar"),
    )


def _readable(asked: Comparison, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the gaps as a table for people."""
    against = _("vergeleken met {year}").format(year=asked.year)
    others = naming.start(others_of(asked))
    return pd.DataFrame(
        {
            _("Jaar"): rows.index.astype(str),
            _("Verschil (punten), {against}").format(against=against): rows["gap"].round(2),
            _("Ondergrens 95%"): rows["lower"].round(2),
            _("Bovengrens 95%"): rows["upper"].round(2),
            _("95%-interval"): rows["zero"],
            _("Verschil van dat jaar zelf"): rows["own"].round(2),
            f"{name_of(asked, start=True)}, {against}": rows["mean_group"].round(2),
            f"{others}, {against}": rows["mean_others"].round(2),
            _("Gemeenten in de groep"): rows["n_group"],
            _("Gemeenten ernaast"): rows["n_others"],
        }
    ).reset_index(drop=True)


def figure(
    theme: Theme,
    gaps: pd.DataFrame,
    *,
    marked: int,
    label: str,
    zero: str,
    extent: tuple[float, float],
) -> go.Figure:
    """Draw a gap by year: a line in its band, around zero.

    Parameters
    ----------
    gaps : DataFrame, index year
        ``gap, lower, upper`` (points; NaN draws nothing), ``clear`` (bool: the interval excludes
        0), ``own`` (the gap of the year by itself, marked where it is another) and ``hover``.
    marked : int
        Year that the page is about.
    label : str
        The gap of that year, written.
    zero : str
        What the zero line stands for.
    extent : tuple of float
        Range of the vertical axis, the same wherever gaps are compared.
    """
    years = [int(y) for y in gaps.index]
    fig = base.figure(theme, 300)
    _line_in_band(fig, theme, gaps, marked)
    base.add_own(fig, theme, gaps, "gap")
    value = float(gaps["gap"].to_numpy()[years.index(marked)])
    notes: list[dict[str, Any]] = [
        {
            "text": zero, "x": 0, "xref": "paper", "xanchor": "left", "y": 0, "yanchor": "bottom",
            "font": {"size": NOTE, "color": theme.muted},
        }
    ]  # fmt: skip
    if not isnan(value):
        notes.append(
            {
                "text": f"<b>{label}</b>", "x": marked, "y": value,
                "yshift": -20 if value < 0 else 20, "font": {"size": 16, "color": theme.accent},
            }
        )  # fmt: skip
    fig.update_layout(annotations=[{"showarrow": False, **note} for note in notes])
    fig.update_xaxes(tickvals=years, tickformat="d", showgrid=False, range=_aired(years))
    fig.update_yaxes(range=list(extent), zeroline=False, nticks=6)
    left = base.room_for([f"{v:.1f}" for v in extent], base.SIZE)
    fig.update_layout(margin={"l": left, "b": 32, "r": base.LAST})  # for half of the last label
    return fig


def _line_in_band(fig: go.Figure, theme: Theme, gaps: pd.DataFrame, marked: int) -> None:
    """Draw the band, the zero line, and the line with a dot a year, filled where it is clear."""
    band = gaps[["lower", "upper"]].dropna()
    fig.add_scatter(
        x=[*band.index, *band.index[::-1]],
        y=[*band["upper"], *band["lower"][::-1]],
        fill="toself",
        fillcolor=theme.accent_soft,
        line={"width": 0},
        mode="lines",
        hoverinfo="skip",
    )
    fig.add_hline(y=0, line={"color": theme.ink, "width": 1.5})
    fig.add_scatter(
        x=[int(y) for y in gaps.index],
        y=gaps["gap"].to_list(),
        mode="lines+markers",
        line={"color": theme.accent, "width": 2.5},
        marker={
            "size": [14 if y == marked else 9 for y in gaps.index],
            "color": [theme.accent if c else theme.paper for c in gaps["clear"]],
            "line": {"color": theme.accent, "width": 2},
            "opacity": 1,
        },
        hovertext=gaps["hover"].to_list(),
        hoverinfo="text",
    )


def _aired(years: Sequence[int]) -> list[float]:
    return [min(years) - 0.4, max(years) + 0.4]


def extent_of(tables: Collection[pd.DataFrame]) -> tuple[float, float]:
    """Return the range that holds zero and all bounds of several gaps, with some air.

    Parameters
    ----------
    tables : collection of DataFrame
        Each with ``gap, lower, upper``.
    """
    all_of = pd.concat([t[["gap", "lower", "upper"]] for t in tables]).to_numpy().ravel()
    return around_zero(all_of.tolist(), 0.1)
