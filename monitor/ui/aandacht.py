"""The page Aandachtsgebieden: who is compared with whom, and what its gap charts say."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from monitor.analysis.gap_choices import GapOverChoices
from monitor.analysis.groups import Against, Gap, compare_definitions
from monitor.analysis.highlights import largest_part
from monitor.regions.groups import DEFAULT, Group, Variant
from monitor.ui import data, selection, widgets
from monitor.ui.texts import _, interval, language, listing, number, span
from monitor.ui.words import measure

# Parameters in the URL, shared with the page Presentatie.
WITHOUT, WEIGHING, AGAINST = "zonder", "weging", "tegen"
PEOPLE, NETHERLANDS = "inwoners", "nederland"
NEAR_ZERO = 0.05  # points: less is written as 0,0
FOCUS = ("west-brabant", "middelgroot")
PLURAL = {"middelgroot"}  # groups whose name takes a verb in the plural


@dataclass(frozen=True)
class Comparison:
    """Who is compared with whom, in which year, and how.

    Attributes
    ----------
    year : int
    group, definition : str
        Ids in geodata/groups.toml.
    leave_out : tuple of str
        Codes that take no part.
    against : {"rest", "netherlands"}
    weighted : bool
        Means weighted by inhabitants; else every municipality counts alike.
    """

    year: int
    group: str
    definition: str
    leave_out: tuple[str, ...]
    against: Against
    weighted: bool

    @property
    def of(self) -> Group:
        """The group itself."""
        return data.groups()[self.group]

    def gap(self, year: int | None = None) -> Gap:
        """Return the gap of this comparison, in another year when asked."""
        return data.gap(
            year or self.year,
            self.group,
            self.definition,
            self.leave_out,
            self.against,
            self.weighted,
        )


def controls() -> None:
    """Show the slim row: year, group, definition, compared with whom, weighing, without Breda."""
    known = data.groups()
    with widgets.controls():
        widgets.choose("year", _("Jaar"), data.years(), kind="segmented")
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
        sides = {"": _("rest van Brabant"), NETHERLANDS: _("Nederland")}
        widgets.choose(AGAINST, _("Vergelijk met"), list(sides), shown=sides.__getitem__)
        weights = {"": _("elke gemeente gelijk"), PEOPLE: _("naar inwoners")}
        widgets.choose(WEIGHING, _("Gemiddelden wegen"), list(weights), shown=weights.__getitem__)
        if own.without:
            left = listing([str(data.names()[c]) for c in own.without])
            widgets.switch(
                WITHOUT,
                _("Zonder {names}").format(names=left),
                help=_("Een grote gemeente kan de andere maskeren; zo telt zij aan geen kant mee."),
            )


def _about_definition(item: Variant) -> str:
    source = _("Bron van de indeling: {source} ({year}).")
    said = source.format(source=item.source[language()], year=item.year)
    return f"{item.note[language()]} {said}".strip()


def _group() -> str:
    chosen = selection.current().group
    return chosen if chosen in data.groups() else selection.DEFAULT_GROUP


def comparison() -> Comparison:
    """Return who is compared with whom, from the selection."""
    chosen, own = selection.current(), data.groups()[_group()]
    return Comparison(
        chosen.year,
        own.id,
        chosen.definition if chosen.definition in own.definitions else DEFAULT,
        own.without if selection.get(WITHOUT) == "1" else (),
        "netherlands" if selection.get(AGAINST) == NETHERLANDS else "rest",
        selection.get(WEIGHING) == PEOPLE,
    )


def side_by_side(asked: Comparison) -> list[Comparison]:
    """Return the comparisons drawn beside each other: the one asked for, then the focus groups."""
    others = [
        replace(
            asked,
            group=g,
            definition=DEFAULT,
            leave_out=data.groups()[g].without if asked.leave_out else (),
        )
        for g in FOCUS
        if g != asked.group
    ]
    return [asked, *others]


def name_of(asked: Comparison, *, start: bool = False) -> str:
    """Name the group as in a sentence; ``start`` gives it a capital."""
    names = {"middelgroot": _("de middelgrote steden"), "b5": _("de B5")}
    text = names.get(asked.group, asked.of.title[language()])
    if asked.leave_out:
        left = listing([str(data.names()[c]) for c in asked.leave_out])
        text = _("{group} zonder {left}").format(group=text, left=left)
    return text[:1].upper() + text[1:] if start else text


def others_of(asked: Comparison) -> str:
    """Name what the group is compared with."""
    return _("Nederland") if asked.against == "netherlands" else _("de rest van Noord-Brabant")


def weighing_of(weighted: bool) -> str:
    """Say how means are made."""
    return _("gewogen naar inwoners") if weighted else _("elke gemeente telt even zwaar")


def conclusion(asked: Comparison) -> str:
    """Conclude in one sentence; say so where the figures allow no conclusion."""
    gap = asked.gap()
    single = {
        "behind": _("{name} blijft achter: gemiddeld {size} punten lager dan {others}"),
        "ahead": _("{name} blijft niet achter: gemiddeld {size} punten hoger dan {others}"),
        "unclear": _(
            "Of {name} achterblijft is niet met zekerheid te zeggen: het verschil met {others}"
            " is {signed} punten, en het interval loopt door nul"
        ),
        "no-data": _("In {year} is er voor {name} geen score, dus ook geen verschil"),
    }
    many = {
        "behind": _("{name} blijven achter: gemiddeld {size} punten lager dan {others}"),
        "ahead": _("{name} blijven niet achter: gemiddeld {size} punten hoger dan {others}"),
        "unclear": _(
            "Of {name} achterblijven is niet met zekerheid te zeggen: het verschil met {others}"
            " is {signed} punten, en het interval loopt door nul"
        ),
    }
    texts = single | many if asked.group in PLURAL else single
    return texts[gap.conclusion].format(
        name=name_of(asked, start=gap.conclusion in ("behind", "ahead")),
        others=others_of(asked),
        size=number(abs(gap.gap), decimals=1),
        signed=number(gap.gap, decimals=1, signed=True),
        year=asked.year,
    )


def conclusion_line(asked: Comparison) -> str:
    """Say under the conclusion what it rests on."""
    gap = asked.gap()
    item = asked.of.definitions[asked.definition]
    parts = [
        str(asked.year),
        f"{item.title[language()]}, " + _("{n} gemeenten").format(n=len(gap.sides.group)),
        weighing_of(asked.weighted),
        _("95%-interval {inside}").format(inside=_inside(gap)),
    ]
    return " · ".join(parts)


def _inside(gap: Gap) -> str:
    """Write the interval, with two decimals where one would round a sure sign to zero."""
    clear = gap.conclusion in ("behind", "ahead")
    near = min(abs(gap.lower), abs(gap.upper)) < NEAR_ZERO
    return span(gap.lower, gap.upper, decimals=2 if clear and near else 1)


def reasons(asked: Comparison) -> list[str]:
    """Say in a few sentences how firm the conclusion is, each with its figure."""
    gap = asked.gap()
    lines = [_about_weighing(asked), _about_cases(asked)]
    if gap.conclusion != "no-data":
        lines += [_about_method(asked, data.gap_over_choices(gap, asked.year)), _about_part(gap)]
    if gap.missing:
        missing = listing([str(data.names()[c]) for c in gap.missing])
        lines.append(_("Te weinig cijfers, dus niet meegeteld: {names}.").format(names=missing))
    return lines


def _about_weighing(asked: Comparison) -> str:
    other = replace(asked, weighted=not asked.weighted).gap()
    text = (
        _("Telt elke gemeente even zwaar, dan is het verschil **{value}**: {verdict}.")
        if asked.weighted
        else _("Gewogen naar inwoners is het verschil **{value}**: {verdict}.")
    )
    return text.format(
        value=interval(other.gap, other.lower, other.upper), verdict=verdict(other.conclusion)
    )


def verdict(code: str) -> str:
    """Name a conclusion in a word or two."""
    return {
        "behind": _("achter"),
        "ahead": _("voor"),
        "unclear": _("niet zeker"),
        "no-data": _("geen cijfers"),
    }[code]


def cases(asked: Comparison) -> pd.DataFrame:
    """Return the gap under every definition, with and without Breda, weighted and not."""
    return data.gap_cases(asked.year, asked.group, asked.against)


def _about_cases(asked: Comparison) -> str:
    found = compare_definitions(cases(asked)).iloc[0]
    texts = {
        "holds": _(
            "Onder **alle {n}** definities en wegingen is de conclusie dezelfde (verschil"
            " {low} tot {high})."
        ),
        "depends": _(
            "Onder **{clear} van de {n}** definities en wegingen is het verschil zeker; de"
            " richting is steeds dezelfde (verschil {low} tot {high})."
        ),
        "flips": _(
            "Onder een andere definitie of weging **keert** het verschil om ({low} tot {high})."
        ),
        "no-data": _("Onder geen enkele definitie is er een score."),
    }
    return texts[str(found["verdict"])].format(
        n=int(found["cases"]),
        clear=int(found["behind"] + found["ahead"]),
        low=number(found["lowest"], decimals=1),
        high=number(found["highest"], decimals=1),
    )


def _about_method(asked: Comparison, found: GapOverChoices) -> str:
    share = number(100 * found.p_behind, "%", 0)
    return _(
        "In **{share}** van {n} redelijke manieren om de score te maken ligt het gemiddelde lager"
        " (verschil {inside} in 90% daarvan)."
    ).format(
        share=share,
        n=number(data.CHOICE_DRAWS, decimals=0),
        inside=span(found.lower, found.upper),
    )


def _about_part(gap: Gap) -> str:
    dimension, points = largest_part(gap)
    return _("Het grootste deel zit bij **{name}** ({points} punten).").format(
        name=measure(dimension).lower(), points=number(points, decimals=1, signed=True)
    )


def source() -> str:
    """Return source and date of what is shown."""
    return widgets.source_line()
