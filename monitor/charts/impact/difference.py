"""The difference by year, beside what chance does: before the start it should be nothing."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from monitor.answers import view
from monitor.charts import base
from monitor.charts.chart import Chart
from monitor.charts.impact.unit import drawn, headed
from monitor.charts.impact.years import HEIGHT, mark_start
from monitor.charts.sources import source_line
from monitor.charts.theme import Theme
from monitor.impact import words
from monitor.impact.plan import Plan
from monitor.impact.result import Finding, Point
from monitor.snapshot import Snapshot
from monitor.text import _


def chart(plan: Plan, finding: Finding, theme: Theme) -> Chart:
    """Return the difference of every year with who stands beside, over what chance gives.

    Parameters
    ----------
    plan : Plan
    finding : Finding
        With a path: of an outcome that may prove anything.
    theme : Theme
    """
    shot = view.snapshot()
    return Chart(
        fig=_figure(theme, shot, finding),
        title=_title(finding),
        subtitle=_subtitle(shot, plan, finding),
        source=source_line(finding.outcome.id),
        data=lambda: _table(shot, finding),
        alt=_alternative(finding),
        key="impact-verschil",
    )


def _figure(theme: Theme, snapshot: Snapshot, finding: Finding) -> go.Figure:
    """Draw the difference of every year, over the band in which programmes by lot lie."""
    fig = base.figure(theme, HEIGHT)
    outcome, points = finding.outcome.id, finding.path
    years = [p.year for p in points]
    band = (*(p.high for p in points), *(p.low for p in reversed(points)))
    fig.add_scatter(
        x=[*years, *reversed(years)],
        y=[drawn(snapshot, outcome, v) for v in band],
        mode="lines",
        fill="toself",
        fillcolor=theme.line,
        line={"width": 0},
        hoverinfo="skip",
    )
    fig.add_hline(y=0, line={"color": theme.ink, "width": 1})
    fig.add_scatter(
        x=years,
        y=[drawn(snapshot, outcome, p.difference) for p in points],
        mode="lines+markers",
        line={"color": theme.accent, "width": 2.5},
        marker={"size": 8, "symbol": ["circle" if _inside(p) else "diamond" for p in points]},
        customdata=[
            [
                words.amount(snapshot, outcome, p.difference, signed=True),
                words.amount(snapshot, outcome, p.low, signed=True),
                words.amount(snapshot, outcome, p.high, signed=True),
            ]
            for p in points
        ],
        hovertemplate="<b>%{x}</b>: %{customdata[0]}<br>"
        + _("zonder programma: %{customdata[1]} tot %{customdata[2]}")
        + "<extra></extra>",
    )
    mark_start(fig, theme, years, finding.outcome.start)
    return fig


def _title(finding: Finding) -> str:
    """Say in how many years the difference left the band."""
    after = [p for p in finding.path if p.year in finding.outcome.after]
    out = sum(not _inside(p) for p in after)
    if not out:
        return _("In geen enkel jaar na de start is het verschil groter dan toeval geeft")
    text = _("In {out} van de {years} gemeten jaren na de start is het verschil groter dan toeval"
             " meestal geeft")  # fmt: skip
    return text.format(out=out, years=len(after))


def _subtitle(snapshot: Snapshot, plan: Plan, finding: Finding) -> str:
    """Say what line and band are, and the unit."""
    area = _("Lijn: verschil met de mix van andere provincies, in {unit}. Vlak: de andere"
             " provincies zelf die hun mix volgden")  # fmt: skip
    many = _("Lijn: verschil met de vergelijkingsgroep, in {unit}. Vlak: 95% van de door het lot"
             " getrokken programma's")  # fmt: skip
    return (area if plan.area else many).format(unit=words.unit(snapshot, finding.outcome.id))


def _alternative(finding: Finding) -> str:
    """Say what is drawn and what stands out."""
    text = _("Lijn over de jaren van het verschil, over een vlak van wat toeval geeft: {title}.")
    return text.format(title=_title(finding))


def _table(snapshot: Snapshot, finding: Finding) -> pd.DataFrame:
    """Return difference and band by year, in the unit that is drawn."""
    outcome = finding.outcome.id
    rows = [
        (p.year, *(drawn(snapshot, outcome, v) for v in (p.difference, p.low, p.high)))
        for p in finding.path
    ]
    names = (_("afwijking"), _("laagste"), _("hoogste"))
    unit = words.unit(snapshot, outcome)
    return pd.DataFrame(rows, columns=[_("jaar"), *headed(names, unit)])


def _inside(point: Point) -> bool:
    return point.low <= point.difference <= point.high
