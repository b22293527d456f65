"""What the presentation is about: its controls, and the choice that they make."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from monitor.analysis.story import Choice
from monitor.answers import about_groups, about_scores
from monitor.answers.selected import NO_GROUP
from monitor.charts import words
from monitor.charts.gemeente.words import labels
from monitor.impact.plan import Plan, shipped_plan
from monitor.regions.groups import DEFAULT, Group
from monitor.text import _, language
from monitor.ui import left_out, params, selection, widgets
from monitor.ui.aandachtsgebieden.comparison import AGAINST, NETHERLANDS, PEOPLE, WEIGHING
from monitor.ui.area_choice import choose_definition, choose_province
from monitor.ui.impact import seen
from monitor.ui.params import PLANS

LEVEL, PLACE = "niveau", "gemeente"
"""The parameter that says what a page is about, as on Wijken, and its word for a municipality."""
# The parameter of this page in the URL; others are those of Aandachtsgebieden.
_IMPACT = "impact"


def controls() -> None:
    """Show what the presentation is about: one slim row, the finer choices behind a button."""
    chosen, years = selection.current(), about_scores.years()
    with widgets.controls():
        choose_province(160)
        _subject()
        widgets.choose("year", _("Jaar"), years[::-1], width=120, pair=True)
        widgets.choose("year_b", _("Vergeleken met"), years[::-1], width=120, pair=True)
        measures = words.measure_labels()
        widgets.choose("what", _("Maat"), list(measures), shown=measures.__getitem__)
        group = None if about_place() else about_groups.groups_of(chosen.province).get(chosen.group)
        if group is not None:
            left_out.control(group)
        with st.popover(_more(group)):
            if not about_place():
                _finer(group)
            areas = {
                scope: words.area_name(replace(chosen, scope=scope)) for scope in params.SCOPES
            }
            widgets.choose(
                "scope", _("Kaart van"), list(areas), shown=areas.__getitem__, kind="segmented"
            )
            if not about_place():
                _impact()


def _more(group: Group | None) -> str:
    """Name the button of the finer choices, with those that are not the usual ones."""
    chosen, parts = selection.current(), list[str]()
    if not about_place():
        if group is not None and chosen.definition != DEFAULT:
            parts.append(_("andere definitie"))
        if selection.get(AGAINST):
            parts.append(_("vergeleken met Nederland"))
        if selection.get(WEIGHING):
            parts.append(_("naar inwoners"))
    return ": ".join([_("Meer keuzes"), *filter(None, [", ".join(parts)])])


def about_place() -> bool:
    """Whether the presentation is about one municipality, as the address asks."""
    return selection.get(LEVEL) == PLACE and selection.current().gemeente is not None


def plan() -> Plan | None:
    """Return the plan whose answer stands on a slide; none where it is about one municipality."""
    asked, province = selection.get(_IMPACT), selection.current().province
    if about_place() or not asked:
        return None
    return seen.register_plan(province) if asked == PLANS[1] else shipped_plan(province)


def _impact() -> None:
    """Let the slide on the programme, or on the initiatives, be added where there is a plan."""
    province, names = selection.current().province, {"": _("geen")}
    if shipped_plan(province) is not None:
        names["1"] = _("het programma")
    if seen.register_plan(province) is not None:
        names[PLANS[1]] = _("de initiatieven")
    if len(names) > 1:
        label = _("Dia over wat een aanpak deed")
        widgets.choose(_IMPACT, label, list(names), shown=names.__getitem__, kind="segmented")


def _subject() -> None:
    """Show whom it is about: a group, the province or a municipality."""
    chosen = selection.current()
    groups, places = about_groups.groups_of(chosen.province), labels(chosen.province)
    whole = words.province(chosen.province)

    def shown(subject: str) -> str:
        known = groups.get(subject)
        return known.title[language()] if known else places.get(subject, whole)

    subject = chosen.gemeente if about_place() else chosen.group
    key = widgets.set_control("subject", subject, shown)

    def asked() -> None:
        subject = st.session_state[key]
        if subject in places:
            selection.put({LEVEL: PLACE}, gemeente=subject)
        else:
            selection.put({LEVEL: None}, group=subject)

    st.selectbox(
        _("Onderwerp"),
        [*groups, NO_GROUP, *places],
        format_func=shown,
        filter_mode="contains",
        help=_("Wie met de anderen wordt vergeleken; een provincie met de rest van Nederland."),
        key=key,
        on_change=asked,
    )


def _finer(group: Group | None) -> None:
    """Show definition, whom to compare with, and how means are weighed."""
    if group is not None:
        choose_definition(group)
    sides = {"": _("de rest"), NETHERLANDS: _("heel Nederland")}
    widgets.choose(
        AGAINST, _("Vergelijk met"), list(sides), shown=sides.__getitem__, kind="segmented"
    )
    weights = {"": _("elke gemeente even zwaar"), PEOPLE: _("naar inwoners")}
    widgets.choose(
        WEIGHING, _("Gemiddelden wegen"), list(weights), shown=weights.__getitem__, kind="segmented"
    )


def choice() -> Choice:
    """Return what the presentation is about, from the selection."""
    chosen = selection.compared()
    group = about_groups.groups().get(chosen.group)
    return Choice(
        chosen.year,
        chosen.year_b,
        chosen.province,
        group,
        chosen.definition,
        left_out.codes(group),
        "netherlands" if selection.get(AGAINST) == NETHERLANDS else "rest",
        selection.get(WEIGHING) == PEOPLE,
        chosen.scope,
        chosen.what,
    )
