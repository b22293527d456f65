"""Whether it could be seen at all: the smallest visible effect beside what usually changes."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from monitor.answers import view
from monitor.charts import base
from monitor.charts.chart import Chart
from monitor.charts.sources import source_line
from monitor.charts.theme import Theme
from monitor.impact import words
from monitor.impact.result import Result, Smallest
from monitor.impact.smallest_words import people_words, smallest_remark
from monitor.snapshot import Snapshot
from monitor.text import _, municipalities, number

_ROW = 44
_SYMBOLS = ("circle", "square", "diamond")
"""The shape tells how many municipalities, for who sees no colours."""


def chart(result: Result, theme: Theme) -> Chart:
    """Return the smallest effect that could be seen, an outcome a row, before any effect is told.

    Parameters
    ----------
    result : Result
    theme : Theme
    """
    shot, seen = view.snapshot(), result.smallest
    return Chart(
        fig=_figure(theme, shot, seen),
        title=_("Kunnen we het zien? {title}").format(title=_title(seen)),
        subtitle=_("Het kleinste effect dat in 4 van de 5 gevallen te zien is, als deel van de"
                   " gewone verandering tussen twee metingen"),
        source=source_line(*result.plan.outcomes),
        data=lambda: _table(shot, seen),
        alt=_("Punten per uitkomst en aantal gemeenten: {title}.").format(title=_title(seen)),
        key="impact-zichtbaar",
    )  # fmt: skip


def _figure(theme: Theme, snapshot: Snapshot, smallest: Sequence[Smallest]) -> go.Figure:
    """Draw a row an outcome, a mark a number of municipalities; hollow where it is no claim."""
    outcomes = list(dict.fromkeys(s.outcome for s in smallest))
    fig = base.figure(theme, _ROW * len(outcomes) + 96)
    sizes = sorted({s.participants for s in smallest})
    for n, symbol in zip(sizes, _SYMBOLS, strict=False):
        rows = [s for s in smallest if s.participants == n]
        fig.add_scatter(
            x=[round(100 * s.size / s.usual, 2) for s in rows],
            y=[outcomes.index(s.outcome) for s in rows],
            mode="markers",
            marker={
                "symbol": [f"{symbol}-open" if smallest_remark(s) else symbol for s in rows],
                "size": 11,
                "color": theme.accent,
                "line": {"width": 2, "color": theme.accent},
            },
            customdata=[_hover(snapshot, s) for s in rows],
            hovertemplate="%{customdata}<extra></extra>",
        )
    labels = [words.outcome_title(snapshot, o) for o in outcomes]
    fig.update_xaxes(
        side="top", rangemode="tozero", ticksuffix="%", zeroline=True, nticks=4, tickangle=0
    )
    fig.update_yaxes(
        tickvals=list(range(len(outcomes))),
        ticktext=labels,
        range=[len(outcomes) - 0.4, -0.6],
        showgrid=True,
        zeroline=False,
        tickfont={"color": theme.ink, "size": 13},
        automargin=True,
    )
    fig.add_annotation(
        text=_key(sizes), x=1, y=0, xref="paper", yref="paper", xanchor="right", yanchor="top",
        yshift=-8, showarrow=False, align="right", font={"size": 13},
    )  # fmt: skip
    fig.update_layout(margin={"t": 40, "b": 56})
    return fig


def _title(smallest: Sequence[Smallest]) -> str:
    """Say how many outcomes may carry proof at all."""
    outcomes = {s.outcome for s in smallest}
    proof = len({s.outcome for s in smallest if not smallest_remark(s)})
    texts = (
        _("Bij deelnemende gemeenten kan geen van de {n} uitkomsten iets bewijzen"),
        _(
            "Bij deelnemende gemeenten kan één van de {n} uitkomsten iets bewijzen, en alleen een"
            " flink effect"
        ),
        _(
            "Bij deelnemende gemeenten kunnen {proof} van de {n} uitkomsten iets bewijzen, en"
            " alleen een flink effect"
        ),
    )
    return texts[min(proof, 2)].format(proof=proof, n=len(outcomes))


def _table(snapshot: Snapshot, smallest: Sequence[Smallest]) -> pd.DataFrame:
    """Return the smallest effects, written in own unit and in people."""
    rows = [
        (
            words.outcome_title(snapshot, s.outcome),
            s.participants,
            words.amount(snapshot, s.outcome, s.size),
            people_words(snapshot, s),
            words.amount(snapshot, s.outcome, s.usual),
            smallest_remark(s),
        )
        for s in smallest
    ]
    headings = ("uitkomst", "gemeenten", "te zien vanaf", "in mensen", "gewoonlijk tot", "let op")
    return pd.DataFrame(rows, columns=[_(h) for h in headings])


def _hover(snapshot: Snapshot, one: Smallest) -> str:
    people = people_words(snapshot, one)
    lines = (
        f"<b>{words.outcome_title(snapshot, one.outcome)}</b>",
        _("{many}: vanaf {size}").format(
            many=municipalities(one.participants),
            size=words.amount(snapshot, one.outcome, one.size),
        ),
        people,
        smallest_remark(one),
    )
    return "<br>".join(line for line in lines if line)


def _key(sizes: Sequence[int]) -> str:
    signs = ("●", "■", "◆")
    parts = [f"{s} {number(n, decimals=0)}" for s, n in zip(signs, sizes, strict=False)]
    hollow = _("open teken: geen bewijs, of te weinig gemeenten ernaast")
    return f"{_('gemeenten')}: {'   '.join(parts)}<br>{hollow}"
