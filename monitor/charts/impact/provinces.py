"""Every province as if it had had the programme, and where the real one stands among them."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from monitor.answers import view
from monitor.charts import base
from monitor.charts.chart import Chart
from monitor.charts.impact.unit import drawn, headed
from monitor.charts.sources import source_line
from monitor.charts.theme import Theme
from monitor.impact import words
from monitor.impact.plan import Plan
from monitor.impact.result import Finding, Placebo
from monitor.snapshot import Snapshot
from monitor.text import _

_ROW = 28


def chart(plan: Plan, finding: Finding, theme: Theme) -> Chart:
    """Return the effect of every province as if it had had the programme.

    Parameters
    ----------
    plan : Plan
    finding : Finding
        With placebos: of an area.
    theme : Theme
    """
    shot = view.snapshot()
    return Chart(
        fig=_figure(theme, shot, plan, finding),
        title=_title(shot, plan, finding),
        subtitle=_subtitle(shot, finding),
        source=source_line(finding.outcome.id),
        data=lambda: _table(shot, finding),
        alt=_alternative(shot, plan, finding),
        key="impact-provincies",
    )


def _figure(theme: Theme, snapshot: Snapshot, plan: Plan, finding: Finding) -> go.Figure:
    """Draw the effect of every province, the most unusual on top."""
    fig = base.figure(theme, _ROW * len(finding.placebos) + 64)
    rows = _ranked(finding)
    own = [p.area == plan.area for p in rows]
    names = [words.area_name(snapshot, p.area) for p in rows]
    fig.add_bar(
        x=[drawn(snapshot, finding.outcome.id, p.effect) for p in rows],
        y=list(range(len(rows))),
        orientation="h",
        width=0.6,
        marker={"color": [theme.accent if o else theme.faint for o in own]},
        customdata=[
            [n, words.amount(snapshot, finding.outcome.id, p.effect, signed=True)]
            for n, p in zip(names, rows, strict=True)
        ],
        hovertemplate="<b>%{customdata[0]}</b><br>%{customdata[1]}<extra></extra>",
    )
    marked = [n if p.fits else f"{n} *" for n, p in zip(names, rows, strict=True)]
    labels = [f"{i}. <b>{n}</b>" if o else f"{i}. {n}" for i, (n, o) in
              enumerate(zip(marked, own, strict=True), 1)]  # fmt: skip
    fig.add_vline(x=0, line={"color": theme.ink, "width": 1})
    fig.update_xaxes(
        side="top",
        zeroline=False,
        nticks=5,
        exponentformat="none",
        separatethousands=True,
        tickangle=0,
    )
    fig.update_yaxes(
        tickvals=list(range(len(rows))),
        ticktext=labels,
        range=[len(rows) - 0.4, -0.6],
        showgrid=False,
        zeroline=False,
        tickfont={"color": theme.ink, "size": 13},
    )
    fig.update_layout(margin={"t": 32, "l": base.room_for(labels, 13, gap=16)})
    return fig


def _title(snapshot: Snapshot, plan: Plan, finding: Finding) -> str:
    """Say at which place the province stands."""
    text = _("{area} staat op plaats {rank} van {n}: {rest}")
    first = _("het ongewoonste verschil, maar bij toeval is er altijd één de eerste")
    other = _("andere provincies weken meer af, zonder programma")
    return text.format(
        area=words.area_name(snapshot, plan.area),
        rank=finding.rank,
        n=len(finding.placebos),
        rest=first if finding.rank == 1 else other,
    )


def _subtitle(snapshot: Snapshot, finding: Finding) -> str:
    """Say what is drawn, and how it is ordered."""
    text = _("{outcome}: verschil met de eigen mix van provincies, het ongewoonste boven")
    said = text.format(outcome=words.outcome_title(snapshot, finding.outcome.id))
    ill = _("* volgde die vóór de start niet")
    return said if all(p.fits for p in finding.placebos) else f"{said}; {ill}"


def _alternative(snapshot: Snapshot, plan: Plan, finding: Finding) -> str:
    """Say what is drawn and what stands out."""
    text = _("Staven, één per provincie: {title}.")
    return text.format(title=_title(snapshot, plan, finding))


def _table(snapshot: Snapshot, finding: Finding) -> pd.DataFrame:
    """Return place, province, effect and misfit (as drawn), ratio, and whether its mix followed."""
    outcome = finding.outcome.id
    rows = [
        (
            i,
            words.area_name(snapshot, p.area),
            drawn(snapshot, outcome, p.effect),
            drawn(snapshot, outcome, p.misfit),
            p.ratio,
            _("ja") if p.fits else _("nee"),
        )
        for i, p in enumerate(_ranked(finding), 1)
    ]
    sizes = headed((_("afwijking"), _("afstand vooraf")), words.unit(snapshot, outcome))
    columns = [_("plaats"), _("provincie"), *sizes, _("verhouding"), _("door haar mix gevolgd")]
    return pd.DataFrame(rows, columns=columns)


def _ranked(finding: Finding) -> list[Placebo]:
    return sorted(finding.placebos, key=lambda p: -p.ratio)
