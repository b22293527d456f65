"""The page Aandachtsgebieden: who is compared with whom, and what its gap charts say."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pandas as pd

from monitor import change_words, naming
from monitor.analysis.gap_choices import GapOverChoices
from monitor.analysis.groups import Gap
from monitor.analysis.highlights import largest_part
from monitor.analysis.moved import Moved
from monitor.analysis.verdict import Verdict
from monitor.regions.groups import DEFAULT, Group, Variant
from monitor.ui import data, left_out, selection, widgets, words
from monitor.ui.area_choice import choose_province
from monitor.ui.params import default_group
from monitor.ui.texts import _, language, municipalities, number, span
from monitor.ui.words import measure

# Parameters in the URL, shared with the page Presentatie.
WEIGHING, AGAINST = "weging", "tegen"
PEOPLE, NETHERLANDS = "inwoners", "nederland"


@dataclass(frozen=True)
class Comparison(data.Who):
    """Who is compared with whom, and how, in a year.

    Attributes
    ----------
    year : int
    """

    year: int = field(kw_only=True)

    def verdict(self) -> Verdict | None:
        """Return what may be said of the difference of this group, under all its definitions."""
        return data.verdict(self.year, self.group, self.against, self.leave_out)

    @property
    def of(self) -> Group:
        """The group itself."""
        return data.groups()[self.group]

    def gap(self, year: int | None = None) -> Gap:
        """Return the gap of this comparison, in another year when asked."""
        return data.gap(year or self.year, self._who)

    def gap_line(self) -> pd.DataFrame:
        """Return the gap by year, each read against the year of this comparison."""
        return data.gap_line(self.year, self._who)

    def moved(self, start: int) -> Moved:
        """Return the change of both sides and of the Netherlands since a year."""
        return data.group_moved(start, self.year, self._who)

    @property
    def _who(self) -> data.Who:
        return data.Who(self.group, self.definition, self.leave_out, self.against, self.weighted)


def controls() -> None:
    """Show the slim row: year, group, definition, compared with whom, weighing, who is left out."""
    known = data.groups_of(selection.current().province)
    with widgets.controls():
        widgets.choose("year", _("Jaar"), data.years(), kind="segmented")
        choose_province(144)
        widgets.choose("group", _("Groep"), list(known), shown=lambda g: known[g].title[language()])
        own = known[_group()]
        definitions = own.definitions
        widgets.choose(
            "definition",
            _("Definitie van de groep"),
            list(definitions),
            shown=lambda d: definitions[d].title[language()],
            help=_about_definition(definitions[comparison().definition]),
        )
        sides = {"": words.rest_of_province(), NETHERLANDS: _("Nederland")}
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
    return bool(data.groups_of(selection.current().province))


def _group() -> str:
    chosen = selection.current()
    known = data.groups_of(chosen.province)
    return chosen.group if chosen.group in known else default_group(chosen.province)


def comparison() -> Comparison:
    """Return who is compared with whom, from the selection."""
    chosen, own = selection.current(), data.groups()[_group()]
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
        for g in data.first_groups(asked.of.province)
        if g != asked.group
    ]
    return [asked, *others]


def _left_out_of(group: str, asked: Comparison) -> tuple[str, ...]:
    """Return who of those left out is a member of another group; the others count beside it."""
    members = data.group_members(group, DEFAULT, asked.year)
    return tuple(code for code in asked.leave_out if code in members)


def name_of(asked: Comparison, *, start: bool = False) -> str:
    """Name the group as in a sentence; ``start`` gives it a capital.

    Parameters
    ----------
    asked : Comparison
    start : bool, optional
    """
    text = naming.group_name(asked.of, [str(data.names()[c]) for c in asked.leave_out])
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


def conclusion(asked: Comparison) -> str:
    """Conclude in one sentence, with the word of the verdict.

    Parameters
    ----------
    asked : Comparison
    """
    return naming.gap_title(
        name_of(asked),
        others_of(asked),
        asked.verdict(),
        asked.gap().gap,
        year=asked.year,
        many=naming.is_many(asked.of),
    )


def conclusion_line(asked: Comparison) -> str:
    """Say under the conclusion which figure it shows.

    Parameters
    ----------
    asked : Comparison
    """
    gap = asked.gap()
    item = asked.of.definitions[asked.definition]
    parts = [
        str(asked.year),
        f"{item.title[language()]}, " + municipalities(len(gap.sides.group)),
        f"95%: {naming.bounds(gap.lower, gap.upper)}",
        change_words.measured_itself(
            data.fresh_share(asked.year, (*gap.sides.group, *gap.sides.others)), asked.year
        ),
    ]
    return " · ".join(p for p in parts if p)


def reasons(asked: Comparison) -> list[str]:
    """Say in a few sentences what the conclusion rests on, each with its figure.

    Parameters
    ----------
    asked : Comparison
    """
    gap, found = asked.gap(), asked.verdict()
    lines = [naming.gap_rests_on(found)] if found else []
    lines.append(_about_weighing(asked))
    if gap.conclusion != "no-data":
        lines += [_about_method(data.gap_over_choices(gap, asked.year)), _about_part(gap)]
    return [line for line in [*lines, _missing_on_both_sides(asked)] if line]


def about_change(asked: Comparison, start: int) -> str:
    """Say how both sides changed since an earlier year, or that it does not compare.

    Parameters
    ----------
    asked : Comparison
    start : int
        The earlier year.
    """
    found = asked.moved(start)
    if not found.group.compared or not found.others.compared:
        codes = (*asked.gap().sides.group, *asked.gap().sides.others)
        known = data.comparable(asked.year, codes)
        return change_words.incomparable(
            name_of(asked, start=True), found.group, [y for y in known if y < asked.year], measure
        )
    return change_words.both_sides(
        name_of(asked, start=True), others_of(asked), found, measure, strong="**"
    )


def _missing_on_both_sides(asked: Comparison) -> str:
    """Name who has no total on either side: they do not count."""
    gap = asked.gap()
    return change_words.without_total(
        [(name_of(asked), gap.missing), (others_of(asked), gap.missing_others)],
        lambda code: str(data.names()[code]),
    )


def _about_weighing(asked: Comparison) -> str:
    other = replace(asked, weighted=not asked.weighted).gap()
    text = (
        _("Telt elke gemeente even zwaar, dan is het verschil **{value}** (95%: {inside}).")
        if asked.weighted
        else _("Gewogen naar inwoners is het verschil **{value}** (95%: {inside}).")
    )
    return text.format(
        value=number(other.gap, decimals=1, signed=True),
        inside=naming.bounds(other.lower, other.upper),
    )


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
    return data.gap_cases(asked.year, asked.group, asked.against, asked.leave_out)


def _about_method(found: GapOverChoices) -> str:
    return _(
        "In **{share}** van de berekeningen met andere keuzes in de methode ligt het gemiddelde"
        " lager (verschil {inside} in 90% daarvan)."
    ).format(share=naming.share(found.p_behind), inside=span(found.lower, found.upper))


def _about_part(gap: Gap) -> str:
    dimension, points = largest_part(gap)
    return _("Het grootste deel zit bij **{name}** ({points} punten).").format(
        name=measure(dimension).lower(), points=number(points, decimals=1, signed=True)
    )


def source() -> str:
    """Return source and date of what is shown."""
    return widgets.source_line()


def members(asked: Comparison) -> set[str]:
    """Return the codes of the group, those without a total included.

    Parameters
    ----------
    asked : Comparison
    """
    gap = asked.gap()
    return {*gap.sides.group, *gap.missing}
