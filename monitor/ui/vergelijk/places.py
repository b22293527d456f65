"""Which areas the page lays beside each other, and what they are called."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.analysis.compare import Beside
from monitor.steering.areas import COUNTRY, area_name
from monitor.text import listing
from monitor.ui import data, selection, widgets
from monitor.ui.gemeente import head as gemeente
from monitor.ui.params import MOST_BESIDE
from monitor.ui.texts import _, language

BESIDE = "naast"
"""The parameter: codes of areas, in the order in which they were chosen."""


@dataclass(frozen=True)
class Row:
    """The areas in a year.

    Attributes
    ----------
    places : tuple of str
        Codes (`monitor.steering.areas`), two at least.
    year : int
    """

    places: tuple[str, ...]
    year: int

    @property
    def found(self) -> Beside:
        """The areas beside each other."""
        return data.beside(self.year, self.places)

    @property
    def codes(self) -> tuple[str, ...]:
        """The municipalities of all areas."""
        return tuple(dict.fromkeys(c for p in self.places for c in data.area(p).codes))

    @property
    def single(self) -> bool:
        """Whether every area is one municipality."""
        return all(len(data.area(p).codes) == 1 for p in self.places)


def chosen() -> list[str]:
    """Return the areas that the reader chose; the opened municipality where none was."""
    asked = selection.get(BESIDE)
    opened = selection.current().gemeente
    return asked.split(",") if asked else [opened] if opened else []


def row() -> Row:
    """Return what is compared: where one was chosen its province too, else the focus groups."""
    asked, focus = chosen(), selection.current().province
    if len(asked) == 1:
        regions = data.snapshot().regions
        home = str(regions.loc[data.area(asked[0]).codes[0], "province"])
        asked.append(COUNTRY if asked[0] in {*regions["province"]} or home != focus else home)
        if asked[0] == COUNTRY:
            asked[1] = focus
    asked = asked or [*data.first_groups(focus), focus, COUNTRY][:2]
    return Row(tuple(dict.fromkeys(asked)), selection.current().year)


def link(code: str) -> str:
    """Return a link that lays an area beside those that were compared before, as HTML."""
    others = [p for p in selection.get(BESIDE).split(",") if p and p != code]
    asked = {**selection.query(), BESIDE: ",".join([code, *others][:MOST_BESIDE])}
    return widgets.turn("vergelijk", _("Vergelijk {name} met …").format(name=name_of(code)), asked)


def names() -> dict[str, str]:
    """Return the label of every area that can be chosen: groups, provinces, municipalities."""
    return data.kept("vergelijk-namen", (language(), selection.current().province), _names)


def _names() -> dict[str, str]:
    focus = selection.current().province
    areas = dict.fromkeys([*data.groups_of(focus), focus, *data.provinces(), COUNTRY])
    return {a: name_of(a) for a in areas} | gemeente.labels()


def name_of(place: str) -> str:
    """Name an area."""
    return area_name(data.snapshot(), data.area(place))


def all_names(of: Row) -> str:
    """Name all areas, as in a sentence."""
    return listing([name_of(p) for p in of.places])
