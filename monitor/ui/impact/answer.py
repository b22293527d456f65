"""The answer to a plan, in the order in which it is read: charts and sentences of each step."""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import Any

import streamlit as st

from monitor.answers import about_initiatives, about_scores
from monitor.answers.view import snapshot
from monitor.charts.chart import Chart
from monitor.charts.impact import difference, path, provinces, smallest
from monitor.charts.theme import Theme
from monitor.impact import words
from monitor.impact.checks import checks, other_years
from monitor.impact.plan import Plan
from monitor.impact.result import Finding, Outcome, Result
from monitor.impact.smallest_words import smallest_sentence
from monitor.impact.summary import refused_together
from monitor.text import _, listing, number, plural
from monitor.ui import show_chart, widgets
from monitor.ui.shell import current_theme
from monitor.ui.show_table import show_grid

_NAMED = 8
"""Of who stands beside a participant."""


def visible(result: Result) -> None:
    """Show which effect could be seen at all, before any effect is told.

    Parameters
    ----------
    result : Result
    """
    shot = snapshot()
    wide, narrow = st.columns([11, 9], gap="large")
    with wide:
        show_chart.show_kept(
            lambda: smallest.chart(result, current_theme()), "impact-zichtbaar", result.hash
        )
    with narrow:
        widgets.heading(_("Zo groot moet een effect van dit plan zijn"))
        own = [f.smallest for f in result.findings if f.smallest is not None]
        widgets.facts([smallest_sentence(shot, one) for one in own])
        if result.plan.municipalities:
            told = _(
                "Een initiatief met enkele tientallen deelnemers is hier te klein voor: een cijfer"
                " van een hele gemeente laat het niet zien. Meet dan bij de deelnemers zelf."
            )
            st.html(f'<p class="hint">{html.escape(told)}</p>')


def _show(build: Callable[[Plan, Finding, Theme], Chart], result: Result, one: Finding) -> None:
    """Show a chart that is made once for all readers of the same plan and outcome."""
    show_chart.show_kept(
        lambda: build(result.plan, one, current_theme()),
        build.__module__,
        result.hash,
        one.outcome.id,
    )


def development(result: Result, finding: Finding) -> None:
    """Show what would have happened anyway, and what was seen beside it.

    Parameters
    ----------
    result : Result
    finding : Finding
    """
    if not finding.path:
        widgets.heading(words.outcome_title(snapshot(), finding.outcome.id))
        widgets.empty(words.refusal(finding.outcome))
        return
    left, right = st.columns(2, gap="large")
    with left:
        _show(path.chart, result, finding)
        widgets.facts([_beside(result.plan, finding)])
    with right:
        _show(difference.chart, result, finding)


def _beside(plan: Plan, finding: Finding) -> str:
    """Name who stands beside the participants, and by which sign the choice is frozen."""
    if plan.area:
        one = finding.beside[0]
        shares = zip(one.others, one.shares, strict=True)
        text = _("{area} ({share})")
        named = [
            text.format(area=words.area_name(snapshot(), a), share=number(100 * s, "%", decimals=0))
            for a, s in shares
        ]
    else:
        codes = dict.fromkeys(c for one in finding.beside for c in one.others)
        named = [about_scores.names()[c] for c in list(codes)[:_NAMED]]
        more = len(codes) - _NAMED
        named += [_("{n} andere").format(n=more)] if more > 0 else []
    text = _("**Ernaast staan** {names}. De keuze ligt vast (kenmerk {sign}).")
    return text.format(names=listing(named), sign=finding.frozen)


def conclusion(result: Result, finding: Finding) -> None:
    """Draw the conclusion of every outcome of the plan, beside what the placebos show of one.

    Parameters
    ----------
    result : Result
    finding : Finding
    """
    if not finding.placebos:
        _concluded(result)
        return
    left, right = st.columns(2, gap="large")
    with left:
        _show(provinces.chart, result, finding)
    with right:
        _concluded(result)


def _concluded(result: Result) -> None:
    shot = snapshot()
    widgets.heading(_("Wat eruit volgt"), _("Alle uitkomsten van het plan, niet de mooiste."))
    judged = [s for f in result.findings if not f.outcome.refused for s in _verdict(shot, f)]
    own = [words.own_sentence(one) for one in result.plan.own]
    widgets.facts([*judged, *refused_together(shot, result.findings), *own])


def _verdict(shot: Any, finding: Finding) -> list[str]:
    """Return the conclusion with its rung, and what it rests on besides."""
    rung = f"{words.rung_words(finding.verdict).capitalize()}."
    said = f"**{words.verdict_sentence(shot, finding)}** {rung}"
    rests = (checks(shot, finding), other_years(shot, finding))
    return [said, *(" ".join(sentences) for sentences in rests if sentences)]


def proof(plan: Plan) -> None:
    """Show of every outcome its years before and after, and whether it may prove anything.

    Parameters
    ----------
    plan : Plan
    """
    judged = about_initiatives.outcomes_of(
        plan.start, plan.until, tuple(plan.municipalities.items())
    )
    may = sum(not one.refused for one in judged)
    st.space(16)
    told = _("Voor en na: de jaren met een vergelijkbare meting; bij nee staat waarom niet.")
    if plan.area:
        told = _("Voor en na: de jaren met een vergelijkbare meting. Van een hele provincie sluit"
                 " zo'n cijfer hooguit een groter effect uit.")  # fmt: skip
    widgets.heading(
        plural(
            may,
            _("{count} van de {n} cijfers kan een effect vanaf {year} bewijzen"),
            _("{count} van de {n} cijfers kunnen een effect vanaf {year} bewijzen"),
            n=len(judged),
            year=plan.start,
        ),
        told,
    )
    heads = [_("Uitkomst"), _("Voor"), _("Na"), _("Bewijs"), _("Waarom niet")]
    rows = [_proof_row(one) for one in sorted(judged, key=lambda one: one.refused != "")]
    with st.container(key="bewijs"):
        show_grid(heads, rows, _("Welke cijfers een effect kunnen bewijzen"))


def _proof_row(one: Outcome) -> list[str]:
    return [
        f"<b>{html.escape(words.outcome_title(snapshot(), one.id))}</b>",
        _years(one.before),
        _years(one.after),
        _("nee") if one.refused else _("ja"),
        f'<div class="remark">{html.escape(words.refusal(one))}</div>',
    ]


def _years(years: tuple[int, ...]) -> str:
    """Write years: ``2012, 2017``, and many of them by the first, the last and how many."""
    if len(years) <= 3:
        return ", ".join(map(str, years)) or "–"
    return _("{first}–{last} ({n} metingen)").format(first=years[0], last=years[-1], n=len(years))
