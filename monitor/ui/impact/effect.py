"""What can be seen of the programme or of the initiatives: from a plan to its conclusion."""

from __future__ import annotations

import streamlit as st

from monitor.answers.view import snapshot
from monitor.charts import words
from monitor.export.plan import plan_toml
from monitor.impact.plan import Plan, shipped_plan
from monitor.impact.result import Result
from monitor.impact.words import followed, outcome_title, plan_moment
from monitor.text import _, municipalities, plain
from monitor.ui import navigation, net, selection, widgets
from monitor.ui.impact import answer, answers, seen, upload
from monitor.ui.params import PLANS

_SLIDE = "programma"
"""Name of the slide on a plan, in an address of the presentation."""
_ANEW = 1.5
"""Seconds between two looks at how far an answer is."""


def show() -> None:
    """Show the answer to the chosen plan, or how far it is."""
    plan = _plan()
    if plan is None:
        _nothing()
        return
    with widgets.controls():
        _controls(plan)
    private = is_private(plan)
    found = answers.impact_of(plan, private=private)
    if isinstance(found, Result):
        _answer(found)
    else:
        wait(plan, private=private)
    answer.proof(plan)


def _controls(plan: Plan) -> None:
    names, programme = {}, _programme()
    if programme is not None:
        text = _("Het programma in {province}, vanaf {year}")
        names[PLANS[0]] = text.format(
            province=words.province(selection.current().province), year=programme.start
        )
    of_register = seen.register_plan(selection.current().province)
    if of_register is not None:
        text = _("De initiatieven van het register ({n})")
        names[PLANS[1]] = text.format(n=municipalities(len(of_register.municipalities)))
    titles = {o: outcome_title(snapshot(), o) for o in plan.outcomes}
    widgets.choose("plan", _("Waarvan?"), list(names), shown=names.__getitem__)
    widgets.choose("uitkomst", _("Waaraan gemeten?"), list(titles), shown=titles.__getitem__)


def _programme() -> Plan | None:
    return shipped_plan(selection.current().province)


def _plan() -> Plan | None:
    """Return the plan that was chosen: the programme's or the register's, whichever there is."""
    programme, of_register = _programme(), None
    if programme is None or selection.get("plan") == PLANS[1]:
        of_register = seen.register_plan(selection.current().province)
    return of_register or programme


def _nothing() -> None:
    """Say that nothing can be seen of a programme that nobody named, and how to name one."""
    text = _("Voor {province} is er nog geen programma of register")
    widgets.heading(
        text.format(province=words.province(selection.current().province)),
        _("Kies of laad een register: wat initiatieven deden, is dan hier te zien."),
    )
    upload.show()


def is_private(plan: Plan) -> bool:
    """Whether a plan is of the register as this session alone sees it.

    Parameters
    ----------
    plan : Plan
    """
    return bool(seen.read_here()) and not plan.area


def wait(plan: Plan, *, private: bool = False) -> None:
    """Say that an answer is being made, and how far it is; once it is there the page shows it.

    Parameters
    ----------
    plan : Plan
    private : bool, optional
        Whether only this session may see it.
    """
    widgets.heading(
        _("De analyse wordt gemaakt"),
        _("Dat duurt even, één keer per plan; daarna staat het er direct."),
    )
    _progress(plan, private=private)


@net.part(every=_ANEW)
def _progress(plan: Plan, *, private: bool) -> None:
    found = answers.impact_of(plan, private=private)
    if isinstance(found, answers.Work):
        at = outcome_title(snapshot(), found.at) if found.at else ""
        st.progress(found.done, text=at)
    else:
        st.rerun()


def _answer(result: Result) -> None:
    outcome = selection.get("uitkomst", result.plan.outcomes[0])
    finding = next(f for f in result.findings if f.outcome.id == outcome)
    answer.visible(result)
    answer.development(result, finding)
    answer.conclusion(result, finding)
    _plan_foot(result)


def _plan_foot(result: Result) -> None:
    """Say which plan this answers, and give it as a file."""
    text = _("**{title}**: {moment}. Kenmerk van het plan: {hash}.")
    widgets.facts(
        [
            text.format(
                title=plain(result.plan.title), moment=plan_moment(result), hash=result.hash
            ),
            *followed(snapshot(), result),
        ]
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            _("Plan (TOML)"),
            data=plan_toml(result.plan),
            file_name=f"plan-{result.hash}.toml",
            key="plan-toml",
            on_click="ignore",
        )
        st.page_link(
            navigation.path("presentatie"),
            label=_("Dia in de presentatie"),
            query_params=_slide(result.plan),
        )


def _slide(plan: Plan) -> dict[str, str]:
    """Return the address of the slide on a plan, in the presentation that the reader was at."""
    asked = selection.query() | {"impact": "1" if plan.area else PLANS[1], "slide": _SLIDE}
    asked.pop("niveau", None)  # of one municipality alone there is no such slide
    if asked.get("dia"):
        asked["dia"] = ",".join(dict.fromkeys([*asked["dia"].split(","), _SLIDE]))
    return asked
