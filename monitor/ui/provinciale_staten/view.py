"""What the page shows of one selection: the area, its change, and the answers."""

from __future__ import annotations

from dataclasses import dataclass

from monitor import change_words
from monitor.analysis.area_change import AreaChange
from monitor.analysis.scores import TOTAL
from monitor.answers import about_changes, about_groups, about_scores, about_steering
from monitor.answers.view import snapshot
from monitor.charts import words
from monitor.charts.chart import Chart
from monitor.charts.provinciale_staten import growth
from monitor.impact.plan import Plan
from monitor.impact.result import Result
from monitor.steering import brief
from monitor.steering.areas import COUNTRY, Area, area_name
from monitor.steering.brief import Answer
from monitor.steering.briefing import change_answers, programme_of
from monitor.text import join
from monitor.ui import selection
from monitor.ui.impact.answers import impact_of
from monitor.ui.shell import current_theme

OVER = "over"
"""The parameter of the area."""


@dataclass(frozen=True)
class View:
    """The area of the page, its two years, and how it changed.

    Attributes
    ----------
    name : str
        Of the area, as at the start of a sentence.
    start, year : int
    """

    area: Area
    name: str
    start: int
    year: int
    change: AreaChange
    country: AreaChange


def choices() -> list[str]:
    """Return the areas that the page offers: the usual one, groups, the opened municipality."""
    opened = selection.current().gemeente
    focus, asked = selection.current().province, selection.get(OVER)
    known = [
        *about_groups.first_groups(focus),
        *filter(None, (opened, asked)),
        *about_scores.provinces(),
    ]
    return list(dict.fromkeys([_usual(), focus, *known]))


def _usual() -> str:
    """Return the area of the page where none was asked for: that of the selection."""
    chosen = selection.current()
    return COUNTRY if chosen.scope == "nl" else chosen.province


def name_of(code: str) -> str:
    """Name an area.

    Parameters
    ----------
    code : str
        Of `monitor.steering.areas`.
    """
    return area_name(snapshot(), about_steering.area(code))


def view() -> View:
    """Return what the page is about."""
    chosen = selection.compared()
    found = about_steering.area(selection.get(OVER, _usual()))
    start, year = chosen.year_b, chosen.year
    own, country = (
        about_changes.area_change(start, year, codes, interval=len(codes) > 1)
        for codes in (found.codes, tuple(about_scores.names().index))
    )
    return View(found, name_of(found.code), start, year, own, country)


def answers(of: View) -> list[Answer]:
    """Return the answers of the first screen, in the order in which they are read.

    Parameters
    ----------
    of : View
    """
    shot = snapshot()
    # which indicator counts since when stands on Jaren: here is one screen, and one sheet
    footing = join([change_words.anew_since(of.change), change_words.missing(of.change, name_of)])
    return [
        *change_answers(
            shot,
            of.area,
            about_changes.change(of.start, of.year),
            (of.change, of.country),
            about_steering.steps(TOTAL, of.year - of.start),
            lambda d: about_changes.area_change(of.start, of.year, of.area.codes, what=d),
            _incomparable(of),
            footing,
        ),
        *([brief.programme(shot, programme(of.area))] if has_programme(of.area) else []),
        brief.coming(shot, about_steering.calendar()),
        brief.cannot(shot),
    ]


def has_programme(area: Area) -> bool:
    """Whether an area lies in the focus province and Impact knows a programme of that.

    Parameters
    ----------
    area : Area
    """
    return _plan(area) is not None


def programme(area: Area) -> Result | None:
    """Return what Impact found of the programme; where nobody asked before it is begun.

    Parameters
    ----------
    area : Area
    """
    plan = _plan(area)
    found = impact_of(plan) if plan else None
    return found if isinstance(found, Result) else None


def _plan(area: Area) -> Plan | None:
    return programme_of(snapshot(), selection.current().province, area)


def _incomparable(of: View) -> str:
    if of.change.compared:
        return ""
    known = [y for y in about_changes.comparable(of.year, of.area.codes) if y < of.year]
    return change_words.incomparable(of.name, of.change, known, words.measure)


def chart(of: View) -> Chart:
    """Return the chart of the score over the years.

    Parameters
    ----------
    of : View
    """
    line = about_steering.growth_line(of.year, of.area.codes)
    return growth.chart(line, of.name, of.year, current_theme())
