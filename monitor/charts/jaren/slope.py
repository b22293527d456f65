"""Two years: who rose and fell between them, and the steps from one score to the other."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd
import plotly.graph_objects as go

from monitor.charts import base
from monitor.charts.theme import Theme

_STEP = 26
AIR = "\u2002"  # a space of half the size of the type
_SLOPE_HEIGHT = 560
# Height of a label as a share of the height of the slope chart.
_LABEL = 17 / _SLOPE_HEIGHT


def slope_figure(
    theme: Theme, lang: str, table: pd.DataFrame, *, years: tuple[str, str], hover: str
) -> go.Figure:
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
    fig = base.figure(theme, lang, _SLOPE_HEIGHT)
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
    _own(fig, theme, table[(table["note"] != "") & (table["tone"] != "faint")])
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


def _own(fig: go.Figure, theme: Theme, rows: pd.DataFrame) -> None:
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


def spread(values: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Move labels as little as is needed to keep them apart, within bounds where they fit.

    Parameters
    ----------
    values : sequence of float
        Where the labels would stand, ascending.
    gap : float
        Least distance between two.
    low, high : float
        Bounds.

    Returns
    -------
    list of float
        Ascending, at least ``gap`` apart.
    """
    blocks: list[tuple[float, int]] = []  # middle and number of labels that touch
    for value in values:
        middle, count = float(value), 1
        while blocks and middle - blocks[-1][0] < gap * (count + blocks[-1][1]) / 2:
            other, size = blocks.pop()
            middle = (middle * count + other * size) / (count + size)
            count += size
        blocks.append((middle, count))
    out = [m + gap * (i - (n - 1) / 2) for m, n in blocks for i in range(n)]
    for i in range(len(out) - 1, -1, -1):
        out[i] = min(out[i], high - gap * (len(out) - 1 - i))
    for i in range(len(out)):
        out[i] = max(out[i], low + gap * i)
    return out


def steps_figure(theme: Theme, lang: str, rows: pd.DataFrame) -> go.Figure:
    """Draw the steps from one score to the other, top to bottom.

    The axis does not start at zero (a step of a point on a score of 100 would be unseen): the
    ends are dots, only the steps are bars.

    Parameters
    ----------
    rows : DataFrame
        From top to bottom: ``label``, ``points`` (NaN on the first and the last row: the ends),
        ``at`` (score after this row), ``text`` (written), ``hover`` and ``tone`` (colour of the
        theme).
    """
    fig = base.figure(theme, lang, _STEP * len(rows) + 48)
    ends = rows["points"].isna()
    places = list(range(len(rows)))
    before = (rows["at"] - rows["points"]).where(~ends, rows["at"]).to_numpy(dtype=float)
    fig.add_bar(
        y=places,
        x=rows["points"].fillna(0.0).to_list(),
        base=before.tolist(),
        orientation="h",
        marker={"color": [getattr(theme, t) for t in rows["tone"]], "line": {"width": 0}},
        customdata=rows["hover"].to_list(),
        hovertemplate="%{customdata}<extra></extra>",
    )
    fig.add_scatter(
        x=rows.loc[ends, "at"].to_list(),
        y=[p for p, e in zip(places, ends, strict=True) if e],
        mode="markers",
        marker={"size": 13, "color": theme.accent},
        customdata=rows.loc[ends, "hover"].to_list(),
        hovertemplate="%{customdata}<extra></extra>",
    )
    _threads(fig, theme, rows["at"].to_list())
    reach = _texts(fig, theme, rows, before)
    fig.update_xaxes(range=list(reach), side="top", zeroline=False, nticks=6)
    fig.update_yaxes(
        tickvals=places,
        ticktext=[f"<b>{x}</b>" if e else x for x, e in zip(rows["label"], ends, strict=True)],
        range=[len(rows) - 0.4, -0.6],
        showgrid=False,
        zeroline=False,
        automargin=True,
        tickfont={"size": 13, "color": theme.ink},
    )
    fig.update_layout(margin={"t": 32}, bargap=0.3)
    return fig


def _texts(
    fig: go.Figure, theme: Theme, rows: pd.DataFrame, before: npt.NDArray[np.float64]
) -> tuple[float, float]:
    """Write each step beside its bar, on the side where a narrow chart has room; return the range.

    To the right of the bar, but to the left of one that ends in the last two fifths.
    """
    at = rows["at"].to_numpy(dtype=float)
    left, right = np.fmin(before, at), np.fmax(before, at)
    low, high = float(left.min()), float(right.max())
    air = 0.08 * (high - low) or 1.0
    turned = right > low + 0.6 * (high - low)
    # clear of the bar, and of the dot of an end; plain spaces would be lost
    space = [AIR * (2 if e else 1) for e in rows["points"].isna()]
    texts = zip(space, rows["text"], turned, strict=True)
    fig.add_scatter(
        x=np.where(turned, left, right).tolist(),
        y=list(range(len(rows))),
        mode="text",
        text=[t + s if back else s + t for s, t, back in texts],
        textposition=["middle left" if back else "middle right" for back in turned],
        textfont={"size": 13, "color": theme.ink},
        hoverinfo="skip",
        cliponaxis=False,
    )
    return low - air, high + air


def _threads(fig: go.Figure, theme: Theme, at: Sequence[float]) -> None:
    """Connect each row to the next, where the one ends and the other starts."""
    x = [v for a in at[:-1] for v in (a, a, None)]
    y = [v for i in range(len(at) - 1) for v in (i, i + 1, None)]
    fig.add_scatter(
        x=x, y=y, mode="lines", line={"color": theme.faint, "width": 1}, hoverinfo="skip"
    )
