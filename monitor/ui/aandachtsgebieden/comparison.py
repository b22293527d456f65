"""The page Aandachtsgebieden: who is compared with whom."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pandas as pd

from monitor import naming
from monitor.analysis.groups import Gap
from monitor.analysis.moved import Moved
from monitor.analysis.verdict import Verdict
from monitor.answers import about_groups, about_scores
from monitor.charts import words
from monitor.charts.sources import source_line
from monitor.regions.groups import DEFAULT, Group, Variant
from monitor.text import _, language
from monitor.ui import left_out, selection, widgets
from monitor.ui.area_choice import choose_definition, choose_province
from monitor.ui.params import default_group

# Parameters in the URL, shared with the page Presentatie.
WEIGHING, AGAINST = "weging", "tegen"
PEOPLE, NETHERLANDS = "inwoners", "nederland"


@dataclass(frozen=True)
class Comparison(about_groups.Who):
    """Who is compared with whom, and how, in a year.

    Attributes
    ----------
    year : int
    """

    year: int = field(kw_only=True)

    def verdict(self) -> Verdict | None:
        """Return what may be said of the difference of this group, under all its definitions."""
        return about_groups.verdict(self.year, self.group, self.against, self.leave_out)

    @property
    def of(self) -> Group:
        """The group itself."""
        return about_groups.groups()[self.group]

    def gap(self, year: int | None = None) -> Gap:
        """Return the gap of this comparison, in another year when asked."""
        return about_groups.gap(year or self.year, self._who)

    def gap_line(self) -> pd.DataFrame:
        """Return the gap by year, each read against the year of this comparison."""
        return about_groups.gap_line(self.year, self._who)

    def moved(self, start: int) -> Moved:
        """Return the change of both sides and of the Netherlands since a year."""
        return about_groups.group_moved(start, self.year, self._who)

    @property
    def _who(self) -> about_groups.Who:
        return about_groups.Who(
            self.group, self.definition, self.leave_out, self.against, self.weighted
        )


def controls() -> None:
    """Show the slim row: year, group, definition, compared with whom, weighing, who is left out."""
    known = about_groups.groups_of(selection.current().province)
    with widgets.controls():
        widgets.choose("year", _("Jaar"), about_scores.years(), kind="segmented")
        choose_province(144)
        widgets.choose("group", _("Groep"), list(known), shown=lambda g: known[g].title[language()])
        own = known[_group()]
        choose_definition(own, _about_definition(own.definitions[comparison().definition]))
        sides = {"": _("de rest"), NETHERLANDS: _("Nederland")}
        widgets.choose(AGAINST, _("Vergelijk met"), list(sides), shown=sides.__getitem__)
        weights = {"": _("elke gemeente gelijk"), PEOPLE: _("naar inwoners")}
        widgets.choose(WEIGHING, _("Gemiddelden wegen"), list(weights), shown=weights.__getitem__)
        left_out.control(own)


def _about_definition(item: Variant) -> str:
    source = _("Bron van de indeling: {source} ({year}).")
    said = source.format(source=item.source[language()], year=item.year)
    return f"{item.note[language()]} {said}".strip()


def has_groups() -> bool:
    """Whether the focus province has a group to compare."""
    return bool(about_groups.groups_of(selection.current().province))


def _group() -> str:
    chosen = selection.current()
    known = about_groups.groups_of(chosen.province)
    return chosen.group if chosen.group in known else default_group(chosen.province)


def comparison() -> Comparison:
    """Return who is compared with whom, from the selection."""
    chosen, own = selection.current(), about_groups.groups()[_group()]
    return Comparison(
        own.id,
        chosen.definition,
        left_out.codes(own),
        "netherlands" if selection.get(AGAINST) == NETHERLANDS else "rest",
        selection.get(WEIGHING) == PEOPLE,
        year=chosen.year,
    )


def side_by_side(asked: Comparison) -> list[Comparison]:
    """Return the comparisons drawn beside each other: the one asked for, then the focus groups.

    Parameters
    ----------
    asked : Comparison
    """
    others = [
        replace(
            asked,
            group=g,
            definition=DEFAULT,
            leave_out=_left_out_of(g, asked),
        )
        for g in about_groups.first_groups(asked.of.province)
        if g != asked.group
    ]
    return [asked, *others]


def _left_out_of(group: str, asked: Comparison) -> tuple[str, ...]:
    """Return who of those left out is a member of another group; the others count beside it."""
    members = about_groups.group_members(group, DEFAULT, asked.year)
    return tuple(code for code in asked.leave_out if code in members)


def name_of(asked: Comparison, *, start: bool = False) -> str:
    """Name the group as in a sentence; ``start`` gives it a capital.

    Parameters
    ----------
    asked : Comparison
    start : bool, optional
    """
    text = naming.group_name(asked.of, [str(about_scores.names()[c]) for c in asked.leave_out])
    return naming.start(text) if start else text


def others_of(asked: Comparison) -> str:
    """Name what the group is compared with.

    Parameters
    ----------
    asked : Comparison
    """
    if asked.against == "netherlands":
        return _("Nederland")
    return words.rest_of_province(asked.of.province)


def cases(asked: Comparison) -> pd.DataFrame:
    """Return the gap under every definition, with and without who may go, weighted and not.

    Parameters
    ----------
    asked : Comparison

    Returns
    -------
    DataFrame
        ``year``, ``definition``, ``leave_out``, ``against``, ``weighted``, ``n_group``,
        ``n_others``, ``missing``, ``missing_others``, ``mean_group``, ``mean_others``, ``gap``,
        ``lower``, ``upper``, ``personal``, ``social``, ``environment``, ``conclusion``.
    """
    return about_groups.gap_cases(asked.year, asked.group, asked.against, asked.leave_out)


def source() -> str:
    """Return source and date of what is shown."""
    return source_line()


def members(asked: Comparison) -> set[str]:
    """Return the codes of the group, those without a total included.

    Parameters
    ----------
    asked : Comparison
    """
    gap = asked.gap()
    return {*gap.sides.group, *gap.missing}
