"""A line per municipality from the one year to the other."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from monitor.analysis.over_time import APART
from monitor.answers import about_groups
from monitor.charts import base, words
from monitor.charts.chart import Chart
from monitor.charts.jaren.two_years import TwoYears, higher_is_better
from monitor.charts.jaren.words import readable, sides
from monitor.charts.marks import spread
from monitor.charts.sources import source_of
from monitor.charts.theme import Theme
from monitor.charts.words import figures, measure, written
from monitor.text import _

_HEIGHT = 560
# Height of a label as a share of the height of the slope chart.
_LABEL = 17 / _HEIGHT


def slope_chart(table: pd.DataFrame, chosen: TwoYears, theme: Theme) -> Chart:
    """Return a line per municipality from the one year to the other.

    Parameters
    ----------
    table : DataFrame
        Of `monitor.charts.jaren.two_years.compare`.
    chosen : TwoYears
    theme : Theme
    """
    rows = slope_rows(table, chosen)
    title = slope_title(table, chosen)
    ends = sides(table, chosen)
    hover = "<b>%{customdata[0]}</b>" + "".join(
        f"<br>{year}: %{{customdata[{i}]}}" for i, year in enumerate(ends, start=1)
    )
    drawn = figure(
        theme,
        rows,
        years=(str(chosen.year_b), str(chosen.year)),
        hover=f"{hover}%{{customdata[3]}}",
    )
    return Chart(
        fig=base.with_key(drawn, theme, _key(rows, chosen)),
        title=title,
        subtitle=_subtitle(rows, chosen),
        source=source_of(chosen.what),
        data=lambda: readable(table, chosen),
        alt=_("Lijn per gemeente van het ene naar het andere jaar: {title}.").format(title=title),
        key="jaren-lijnen",
    )


def slope_rows(table: pd.DataFrame, chosen: TwoYears) -> pd.DataFrame:
    """Return the lines of the slope chart: the group and the chosen one stand out.

    A score is read against the right year: its left end is the right one less the change, and
    ``own`` what the left year shows by itself. A figure keeps both ends.

    Parameters
    ----------
    table : DataFrame
        Of `monitor.charts.jaren.two_years.compare`.
    chosen : TwoYears

    Returns
    -------
    DataFrame, index code
        ``start``, ``end``, ``value``, ``measured_start``, ``measured_end``, ``reason``, ``name``,
        ``own``, ``tone``, ``label``, ``before``, ``after``, ``note``.
    """
    members = set(about_groups.group_codes(chosen))
    rows = table.dropna(subset=["value" if chosen.is_score else "start", "end"]).copy()
    rows["own"] = rows["start"]
    if chosen.is_score:
        rows["start"] = rows["end"] - rows["value"]
    better = (
        rows["end"] >= rows["start"] if higher_is_better(chosen) else rows["end"] <= rows["start"]
    )
    marked = rows.index.isin(members)
    rows["tone"] = "faint"
    rows.loc[marked, "tone"] = better[marked].map({True: "good", False: "bad"})
    rows.loc[rows.index == chosen.gemeente, "tone"] = "accent"
    shown = marked | (rows.index == chosen.gemeente)
    rows["label"] = [
        f"{n} {written(v, chosen.what)}" if m else ""
        for n, v, m in zip(rows["name"], rows["end"], shown, strict=True)
    ]
    rows["before"] = figures(rows["start"], chosen.what)
    rows["after"] = figures(rows["end"], chosen.what)
    own = _("score van {year} zelf: {value}")
    rows["note"] = [
        f"<br>{own.format(year=chosen.year_b, value=written(o, chosen.what))}"
        if abs(o - s) > APART
        else ""
        for o, s in zip(rows["own"], rows["start"], strict=True)
    ]
    return rows


def slope_title(table: pd.DataFrame, chosen: TwoYears) -> str:
    """Say how many of the group rose.

    Parameters
    ----------
    table : DataFrame
        Of `monitor.charts.jaren.two_years.compare`.
    chosen : TwoYears
    """
    members = table.index.isin(about_groups.group_codes(chosen))
    own = (table[members] if members.any() else table)["value"].dropna()
    name = words.group_name(chosen) if members.any() else words.area_name(chosen)
    return _("{name}: {n} van de {all} gemeenten hoger dan in {year}").format(
        name=name, n=int((own > 0).sum()), all=len(own), year=chosen.year_b
    )


def _subtitle(rows: pd.DataFrame, chosen: TwoYears) -> str:
    """Say what the slope chart draws."""
    a, b = sides(rows, chosen)
    text = _("{measure} ({unit}), {a} en {b}, {area}")
    if chosen.is_score:
        text = _("{measure}, {a} vergeleken met {b} op wat in beide bekend is; {area}")
    return text.format(
        measure=measure(chosen.what),
        unit=words.unit(chosen.what),
        a=a,
        b=b,
        area=words.area_name(chosen),
    )


def _key(rows: pd.DataFrame, chosen: TwoYears) -> list[tuple[str, str, str]]:
    """Say what the colours and the mark at the left mean, where they occur."""
    ways = (("good", _("{group}, vooruitgegaan")), ("bad", _("{group}, achteruitgegaan")))
    group = words.group_name(chosen)
    key = [("―", t, w.format(group=group)) for t, w in ways if (rows["tone"] == t).any()]
    count = int((rows["note"] != "").sum())
    if not count:
        return key
    own = _("score van {year} zelf, waar die meer dan 0,1 verschilt ({n} van {all})")
    return [*key, ("×", "muted", own.format(year=chosen.year_b, n=count, all=len(rows)))]


def figure(theme: Theme, table: pd.DataFrame, *, years: tuple[str, str], hover: str) -> go.Figure:
    """Draw a line from one year to the other for every municipality.

    Parameters
    ----------
    table : DataFrame, index region
        ``name``, ``start``, ``end`` (both known), ``before``, ``after`` (the same, written),
        ``note`` (what the hover adds; where there is one, ``own`` is marked at the left),
        ``label`` (text at the end of the line; empty for none) and ``tone``: ``faint`` for the
        background, else a colour of the theme (``good``, ``bad``, ``accent``, ``ink``).
    years : tuple of str
        Names of the two ends.
    hover : str
        plotly hover template; ``%{customdata[i]}`` are name, before, after and note.
    """
    fig = base.figure(theme, _HEIGHT)
    for tone in ("faint", "bad", "good", "ink", "accent"):
        rows = table[table["tone"] == tone]
        if len(rows):
            fig.add_scatter(
                x=[0, 1, None] * len(rows),
                y=[
                    v
                    for a, b in zip(rows["start"].round(3), rows["end"].round(3), strict=True)
                    for v in (a, b, None)
                ],
                mode="lines+markers",
                line={"color": getattr(theme, tone), "width": 1 if tone == "faint" else 2.5},
                marker={"size": 4 if tone == "faint" else 7},
                customdata=[
                    v
                    for t in rows[["name", "before", "after", "note"]].to_numpy().tolist()
                    for v in (t, t, None)
                ],
                hovertemplate=hover + "<extra></extra>",
            )
    _mark_own(fig, theme, table[(table["note"] != "") & (table["tone"] != "faint")])
    _labels(fig, theme, table[table["label"] != ""], _range(table))
    fig.update_xaxes(
        range=[-0.02, 1.82],
        tickvals=[0, 1],
        ticktext=[f"<b>{y}</b>" for y in years],
        side="top",
        showgrid=True,
        zeroline=False,
        tickfont={"size": 14, "color": theme.ink},
    )
    fig.update_yaxes(range=list(_range(table)), zeroline=False, nticks=7)
    fig.update_layout(margin={"t": 32, "l": 40}, hovermode="closest")
    return fig


def _mark_own(fig: go.Figure, theme: Theme, rows: pd.DataFrame) -> None:
    """Mark what the left year shows by itself, of the lines that stand out."""
    fig.add_scatter(
        x=[0] * len(rows),
        y=rows["own"].round(3).to_list(),
        mode="markers",
        marker={"symbol": "x-thin", "size": 7, "line": {"color": theme.muted, "width": 1.75}},
        hoverinfo="skip",
    )


def _range(table: pd.DataFrame) -> tuple[float, float]:
    ends = table[["start", "end", "own"]].to_numpy()
    air = 0.04 * (ends.max() - ends.min()) or 1.0
    return float(ends.min() - air), float(ends.max() + air)


def _labels(fig: go.Figure, theme: Theme, rows: pd.DataFrame, reach: tuple[float, float]) -> None:
    rows = rows.sort_values("end")
    low, high = reach
    places = spread(rows["end"].to_list(), _LABEL * (high - low), low, high)
    fig.add_scatter(
        x=[1.01, 1.05, None] * len(rows),
        y=[v for end, y in zip(rows["end"], places, strict=True) for v in (end, y, None)],
        mode="lines",
        line={"color": theme.faint, "width": 1},
        hoverinfo="skip",
    )
    labels = zip(rows["label"], rows["tone"], places, strict=True)
    common = {"x": 1.06, "showarrow": False, "xanchor": "left"}
    fig.update_layout(
        annotations=[
            {
                **common,
                "y": y,
                "text": text,
                "font": {
                    "size": 13,
                    "color": theme.ink if tone == "faint" else getattr(theme, tone),
                },
            }
            for text, tone, y in labels
        ]
    )
