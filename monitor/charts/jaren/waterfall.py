"""Steps from one score to another, each where the one before ended."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd
import plotly.graph_objects as go

from monitor.charts import base
from monitor.charts.marks import ROW
from monitor.charts.theme import Theme

AIR = "\u2002"  # a space of half the size of the type


def figure(theme: Theme, rows: pd.DataFrame) -> go.Figure:
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
    fig = base.figure(theme, ROW * len(rows) + 48)
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
