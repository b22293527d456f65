"""The charts of one municipality as numbers that PowerPoint draws itself (`monitor.export.native`).

From the rows that the charts of the page are drawn of.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import isnan

import pandas as pd

from monitor.charts.gemeente.line_figure import end_places
from monitor.export.native import FULL, Points, Series, beside, by_row, spans, ticks, wall
from monitor.text import _

KEY = 2.5
"""Rows that the key of the profile stands above the first: the name of the line is between."""
_TONES = {"top": "good", "middle": "ink", "bottom": "bad"}


def profile(rows: pd.DataFrame, legend: Mapping[str, str]) -> Points:
    """Return the measures of a municipality beside its province; the Netherlands is 0.

    Parameters
    ----------
    rows : DataFrame
        As `monitor.charts.gemeente.spine_figure.figure` takes them, without headings, and ``text``.
    legend : mapping
        Words for ``top, middle, bottom`` (quarters), ``province`` and ``half``.
    """
    ends = rows[["apart", "province_apart", "p25", "p75"]]
    start, end, step = ticks(min(float(ends.min().min()), -10), max(float(ends.max().max()), 10))
    count, own = len(rows), rows["apart"].round(1)
    half = rows["p25"].round(1), rows["p75"].round(1)
    at = dict(zip(rows.index, by_row(own), strict=True))
    marks = [
        Series(legend[place], [at[m] for m in found.index], dot=10, tone=_TONES[place])
        for place in _TONES
        if len(found := rows[rows["place"] == place])
    ]
    area = [p for p in by_row(rows["province_apart"].round(1)) if not isnan(p[0])]
    return Points(
        (
            beside(rows["label"], start, "left"),
            wall(_("Nederland"), 0, count, "above"),
            *(replace(s, line=8) for s in spans(rows["label"], *half, ["faint"] * count)),
            Series(legend["province"], area, dot=6, tone="muted"),
            *marks,
            beside(rows["text"], end, "right"),
            *_key(legend, start, end, count + KEY),
        ),
        (start, end, step),
        (FULL, count + KEY + FULL, 1),
    )


def _key(legend: Mapping[str, str], start: float, end: float, height: float) -> list[Series]:
    """Return marks and their words, in a row above the others."""
    tones = {**_TONES, "province": "muted", "half": "faint"}
    width = (end - start) / len(tones)
    places = {name: (start + n * width, height) for n, name in enumerate(tones)}
    dots = [
        Series(legend[name], [places[name]], dot=6 if name == "province" else 10, tone=tones[name])
        for name in tones
        if name != "half"
    ]
    x, wide = places["half"][0], 0.1 * width
    bar = Series(legend["half"], [(x - wide, height), (x, height)], line=8, tone=tones["half"])
    texts = {n: legend[name] for n, name in enumerate(tones)}
    beside_them = [(x + 0.05 * width, height) for x, _height in places.values()]
    return [*dots, bar, Series(_("Namen"), beside_them, texts=texts, tone="ink")]


def ranking(rows: pd.DataFrame, reference: float | None, decimals: int) -> Points:
    """Return places by their figure with its interval, as `charts.kaart.ranking` draws them.

    Parameters
    ----------
    rows : DataFrame
        ``name, value, low, high`` (NaN where there is none), ``text, chosen`` from top to bottom.
    reference : float, optional
        Where the dashed line of the Netherlands stands.
    """
    known = rows["low"].notna()
    level = [] if reference is None else [reference]
    low = min([*rows["low"].dropna(), *rows["value"], *level])
    high = max([*rows["high"].dropna(), *rows["value"], *level])
    start, end, step = ticks(low, high, 0.1**decimals)
    count, values = len(rows), rows["value"].round(decimals)
    at = [pd.Series(by_row(rows[c].round(decimals)), rows.index)[known] for c in ("low", "high")]
    bands = [
        Series(str(name), (a, b), line=4, tone="line")
        for name, a, b in zip(rows.loc[known, "name"], *at, strict=True)
    ]
    dots = [
        Series(name, [p for p, own in zip(by_row(values), rows["chosen"], strict=True) if own is c],
               dot=11, tone=tone)
        for name, c, tone in ((_("Waarde"), False, "muted"), (_("Gemeente"), True, "accent"))
    ]  # fmt: skip
    return Points(
        (
            beside(rows["name"], start, "left"),
            *(wall(_("Nederland"), x, count, "above") for x in level),
            *bands,
            *(one for one in dots if one.points),
            beside(rows["text"], end, "right"),
        ),
        (start, end, step),
        (FULL, count + FULL, 1),
    )


def lines(table: pd.DataFrame, names: Mapping[str, str], decimals: int) -> Points:
    """Return a measure by year, as `monitor.charts.gemeente.line_figure` draws it.

    Parameters
    ----------
    table : DataFrame, index year
        ``value, province, country, lower, upper, level``; a line stops where the level changes.
    names : mapping of column to str
        Of the lines, the municipality's own under ``value``.
    """
    shown = table[["value", "province", "country", "lower", "upper"]].astype(float).round(decimals)
    x = ticks(int(table.index.min()), int(table.index.max()))
    ends = {c: (x[1], round(place, 3)) for c, (_year, place) in end_places(table, names).items()}
    # no name stands above the axis, where it would not be drawn
    top = max(float(shown.max().max()), *(place for _x, place in ends.values()))
    y = ticks(float(shown.min().min()), top, 0.1**decimals)
    found = []
    for column, name in names.items():
        own = column == "value"
        look = {"line": 3 if own else 2, "dot": 9 if own else 0,
                "tone": "accent" if own else "muted", "dashed": column == "country"}  # fmt: skip
        for _level, part in table.groupby("level"):
            known = shown.loc[part.index, column].dropna()
            points = [(float(year), float(value)) for year, value in known.items()]
            if points:
                found.append(Series(name, points, **look))  # type: ignore[arg-type]
    for column, place in ends.items():
        tone = "accent" if column == "value" else "muted"
        found.append(Series(_("Namen"), [place], texts={0: names[column]}, tone=tone))
    return Points(tuple(found), x, y, rows=False)


def steps(rows: pd.DataFrame) -> Points:
    """Return the steps from one score to another, as `monitor.charts.jaren.slope` draws them.

    Parameters
    ----------
    rows : DataFrame
        As `monitor.charts.jaren.slope.steps_figure` takes them.
    """
    at = rows["at"].round(2)
    before = (rows["at"] - rows["points"]).where(rows["points"].notna(), rows["at"]).round(2)
    ends = [*at, *before]
    air = 0.02 * (max(ends) - min(ends))
    start, end, step = ticks(min(ends) - air, max(ends) + air, 0.1)
    count, plain = len(rows), rows["text"].str.replace("</?b>", "", regex=True)
    score = [p for p, end_ in zip(by_row(at), rows["points"].isna(), strict=True) if end_]
    return Points(
        (
            beside(rows["label"], start, "left"),
            *(replace(s, line=9) for s in spans(rows["label"], before, at, list(rows["tone"]))),
            Series(_("Score"), score, dot=11),
            beside(plain, end, "right"),
        ),
        (start, end, step),
        (FULL, count + FULL, 1),
    )
