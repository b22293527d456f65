"""What things are called in a presentation, and how its sentences are put together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from monitor.analysis.area_change import AreaChange
from monitor.analysis.moved import Moved
from monitor.analysis.scores import TOTAL
from monitor.analysis.story import Mapped
from monitor.catalog_entries import SCORED
from monitor.naming import group_name
from monitor.naming_places import province_name
from monitor.snapshot import Snapshot
from monitor.text import _, language, listing, number, slug, span


@dataclass(frozen=True)
class Words:
    """Texts of one slide."""

    title: str
    lead: str
    notes: str
    alt: str = ""


@dataclass(frozen=True)
class Names:
    """What things are called in the language of the deck.

    Attributes
    ----------
    group, others : str
        The two sides of the comparison.
    definition : str
        Title of the definition of the group; empty without a group.
    what, unit : str
        What the map shows.
    decimals : int
    indicators, dimensions : mapping of id to str
    province, spoken : str
        The province, and the group, as in the middle of a sentence.
    left : str
        Who is left out of the comparison (``zonder Breda``); empty where nobody is.
    """

    group: str
    others: str
    definition: str
    what: str
    unit: str
    decimals: int
    indicators: Mapping[str, str]
    dimensions: Mapping[str, str]
    province: str
    spoken: str
    left: str = ""

    def sides(self, moved: Moved) -> list[tuple[str, AreaChange]]:
        """Return how both sides moved, and the Netherlands where that is a third, by their names.

        Parameters
        ----------
        moved : Moved
        """
        both = [(self.group, moved.group), (self.others, moved.others)]
        return both if moved.beside is None else [*both, (_("Nederland"), moved.beside)]

    @property
    def slug(self) -> str:
        """The group as part of a file name."""
        return slug(self.group)


def names(story: Mapped, snapshot: Snapshot) -> Names:
    """Name the group, what it is compared with, and what the map shows."""
    choice, lang, catalog = story.choice, language(), snapshot.catalog
    home = province_name(snapshot, choice.province)
    indicators = {k: i.title[lang] for k, i in catalog.indicators.items()}
    dimensions = {k: catalog.dimensions[k].title[lang] for k in SCORED}
    what, unit, decimals = _("Sociale veerkracht"), "", 1
    if choice.what in dimensions:
        what = dimensions[choice.what]
    elif choice.what != TOTAL:
        item = catalog.indicators[choice.what]
        what, unit, decimals = item.title[lang], item.unit[lang], item.decimals
    if choice.group is None:
        others = (
            _("heel Nederland") if choice.against == "netherlands" else _("de rest van Nederland")
        )
        return Names(home, others, "", what, unit, decimals, indicators, dimensions, home, home)
    rest = _("de rest van {province}").format(province=home)
    others = _("heel Nederland") if choice.against == "netherlands" else rest
    group = choice.group.title[lang]
    left = [*map(story.name_of, choice.leave_out)]
    spoken = group_name(choice.group, left)
    out = _("zonder {left}").format(left=listing(left)) if left else ""
    if out:
        group = f"{group} {out}"
    definition = choice.group.definitions[choice.definition].title[lang]
    told = (what, unit, decimals, indicators, dimensions)
    return Names(group, others, definition, *told, home, spoken, out)


def _points(value: float) -> str:
    """Write a size in points of the score."""
    return _("{number} punten").format(number=number(abs(value), decimals=1))


def rank_text(low: float, high: float) -> str:
    """Write a rank interval."""
    return span(low, high, decimals=0)
