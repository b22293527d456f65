"""The page Aandachtsgebieden: what may be said of the difference, and what it rests on."""

from __future__ import annotations

from dataclasses import replace

from monitor import change_words, naming
from monitor.analysis.gap_choices import GapOverChoices
from monitor.analysis.groups import Gap
from monitor.analysis.highlights import largest_part
from monitor.answers import about_changes, about_groups, about_scores
from monitor.charts.aandachtsgebieden.comparison import Comparison, name_of, others_of
from monitor.charts.gemeente.words import name_of as name_of_place
from monitor.charts.words import measure
from monitor.text import _, language, municipalities, number, span


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
            about_scores.fresh_share(asked.year, (*gap.sides.group, *gap.sides.others)), asked.year
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
        lines += [_about_method(about_groups.gap_over_choices(gap, asked.year)), _about_part(gap)]
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
        known = about_changes.comparable(asked.year, codes)
        return change_words.incomparable(
            name_of(asked, start=True), found.group, [y for y in known if y < asked.year], measure
        )
    return change_words.both_sides(
        name_of(asked), others_of(asked), found, measure, name_of_place, strong="**"
    )


def _missing_on_both_sides(asked: Comparison) -> str:
    """Name who has no total on either side: they do not count."""
    gap = asked.gap()
    return change_words.without_total(
        [(name_of(asked), gap.missing), (others_of(asked), gap.missing_others)],
        name_of_place,
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
