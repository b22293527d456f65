"""Two lines over the years: who took part, and who stands beside them."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from monitor.answers import view
from monitor.charts import base
from monitor.charts.chart import Chart
from monitor.charts.impact.unit import drawn, headed, level_unit
from monitor.charts.impact.years import HEIGHT, mark_start
from monitor.charts.sources import source_line
from monitor.charts.theme import Theme
from monitor.impact import words
from monitor.impact.plan import Plan
from monitor.impact.result import Finding
from monitor.snapshot import Snapshot
from monitor.text import _


def chart(plan: Plan, finding: Finding, theme: Theme) -> Chart:
    """Return the development of who took part beside that of who stands beside them.

    Parameters
    ----------
    plan : Plan
    finding : Finding
        With a path: of an outcome that may prove anything.
    theme : Theme
    """
    shot, outcome = view.snapshot(), finding.outcome.id
    return Chart(
        fig=_figure(theme, shot, plan, finding),
        title=_("Wat er anders ook was gebeurd: {outcome}").format(
            outcome=words.outcome_title(shot, outcome)
        ),
        subtitle=_("Gekozen op de jaren vóór {year}; {unit}, per jaar van meting").format(
            year=finding.outcome.start, unit=level_unit(shot, outcome)
        ),
        source=source_line(outcome),
        data=lambda: _table(shot, plan, finding),
        alt=_alternative(shot, plan, finding),
        key="impact-naast",
    )


def _figure(theme: Theme, snapshot: Snapshot, plan: Plan, finding: Finding) -> go.Figure:
    """Draw the outcome of the participants and of the comparison group, named at the line."""
    fig = base.figure(theme, HEIGHT)
    years = [p.year for p in finding.path]
    lines = (
        (_beside(plan), [p.beside for p in finding.path], theme.muted, "dash"),
        (_own(snapshot, plan), [p.participants for p in finding.path], theme.accent, "solid"),
    )
    for name, values, colour, dash in lines:
        fig.add_scatter(
            x=years,
            y=[drawn(snapshot, finding.outcome.id, v) for v in values],
            mode="lines+markers",
            line={"color": colour, "width": 2.5, "dash": dash},
            marker={"size": 7},
            customdata=[words.amount(snapshot, finding.outcome.id, v) for v in values],
            hovertemplate=f"<b>{name}</b> %{{x}}<br>%{{customdata}}<extra></extra>",
        )
    mark_start(fig, theme, years, finding.outcome.start)
    fig.update_layout(margin={"b": 76})
    fig.add_annotation(
        text=f"<span style='color:{theme.accent}'>━</span> {_own(snapshot, plan)}<br>"
        f"<span style='color:{theme.muted}'>┅</span> {_beside(plan)}",
        x=0, y=0, xref="paper", yref="paper", xanchor="left", yanchor="top", yshift=-30,
        showarrow=False, font={"size": 13}, align="left",
    )  # fmt: skip
    return fig


def _alternative(snapshot: Snapshot, plan: Plan, finding: Finding) -> str:
    """Say what is drawn."""
    text = _("Lijnen van {first} tot {last}: {outcome} van {own} en van {beside}.")
    return text.format(
        first=finding.path[0].year,
        last=finding.path[-1].year,
        outcome=words.outcome_title(snapshot, finding.outcome.id),
        own=_own(snapshot, plan),
        beside=_beside(plan),
    )


def _table(snapshot: Snapshot, plan: Plan, finding: Finding) -> pd.DataFrame:
    """Return the figures of the lines, in the unit that is drawn."""
    outcome = finding.outcome.id
    rows = [
        (p.year, *(drawn(snapshot, outcome, v) for v in (p.participants, p.beside)))
        for p in finding.path
    ]
    names = headed((_own(snapshot, plan), _beside(plan)), level_unit(snapshot, outcome))
    return pd.DataFrame(rows, columns=[_("jaar"), *names])


def _own(snapshot: Snapshot, plan: Plan) -> str:
    return words.area_name(snapshot, plan.area) if plan.area else _("deelnemers")


def _beside(plan: Plan) -> str:
    return _("mix van andere provincies") if plan.area else _("vergelijkingsgroep")
