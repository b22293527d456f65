"""Which areas the page lays beside each other, and what they are called."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from monitor.analysis.compare import Beside
from monitor.analysis.groups import Gap
from monitor.analysis.scores import TOTAL
from monitor.answers import (
    about_beside,
    about_districts,
    about_groups,
    about_scores,
    about_steering,
    remember,
)
from monitor.answers.view import snapshot
from monitor.charts.gemeente.words import labels
from monitor.charts.sources import source_line
from monitor.charts.wijken import words as district_words
from monitor.steering.areas import COUNTRY, area_name, spoken
from monitor.text import _, language, listing
from monitor.ui import selection, widgets
from monitor.ui.params import MOST_BESIDE

BESIDE = "naast"
"""The parameter: codes of areas, in the order in which they were chosen."""


@dataclass(frozen=True)
class Row:
    """The areas in a year; with a district among them all stand on the scale of districts.

    Attributes
    ----------
    places : tuple of str
        Codes (`monitor.steering.areas`, or of districts), two at least.
    year : int
        Beside a district that of the edition of the district index.
    """

    places: tuple[str, ...]
    year: int

    @property
    def districts(self) -> bool:
        """Whether a district is among them."""
        return any(map(is_district, self.places))

    @property
    def found(self) -> Beside:
        """The areas beside each other."""
        if self.districts:
            return about_beside.districts_beside(self.places)
        return about_beside.beside(self.year, self.places)

    def apart(self, one: str, other: str) -> Gap:
        """Return what the difference of two of them is made of."""
        if self.districts:
            return about_beside.districts_apart(one, other)
        return about_beside.apart(self.year, one, other)

    def lines(self, what: str) -> pd.DataFrame:
        """Return a measure of all of them by year (`monitor.charts.vergelijk.lines`)."""
        if self.districts:
            return about_beside.district_lines(what, self.places)
        return about_beside.lines_beside(what, self.year, self.places)

    @property
    def codes(self) -> tuple[str, ...]:
        """The municipalities of all areas; none of a district."""
        areas = [about_steering.area(p).codes for p in self.places if not is_district(p)]
        return tuple(dict.fromkeys(c for codes in areas for c in codes))

    @property
    def single(self) -> bool:
        """Whether every area is one municipality or district."""
        return self.districts or all(len(about_steering.area(p).codes) == 1 for p in self.places)


def chosen() -> list[str]:
    """Return the areas that the reader chose; the opened municipality where none was."""
    asked = selection.get(BESIDE)
    opened = selection.current().gemeente
    return asked.split(",") if asked else [opened] if opened else []


def is_district(place: str) -> bool:
    """Whether a code is of a district.

    Parameters
    ----------
    place : str
        Code of an area or a district.
    """
    return place.startswith("WK")


def home_of(district: str) -> str:
    """Return the municipality of a district.

    Parameters
    ----------
    district : str
        Code.
    """
    return str(about_districts.edition().table.at[district, "region"])


def left_aside() -> list[str]:
    """Return the chosen areas that have no place beside a district: groups, provinces, NL."""
    asked = chosen()
    beside = any(map(is_district, asked))
    return [p for p in asked if beside and not p.startswith(("WK", "GM"))]


def row() -> Row:
    """Return what is compared: one by itself beside its surroundings, else the focus groups."""
    asked, focus = [p for p in chosen() if p not in left_aside()], selection.current().province
    if any(map(is_district, asked)):
        asked += [home_of(asked[0])] if len(asked) == 1 else []
        return Row(tuple(asked), about_districts.edition().year)
    if len(asked) == 1:
        regions = snapshot().regions
        home = str(regions.loc[about_steering.area(asked[0]).codes[0], "province"])
        asked.append(COUNTRY if asked[0] in {*regions["province"]} or home != focus else home)
        if asked[0] == COUNTRY:
            asked[1] = focus
    asked = asked or [*about_groups.first_groups(focus), focus, COUNTRY][:2]
    return Row(tuple(dict.fromkeys(asked)), selection.current().year)


def link(code: str) -> str:
    """Return a link that lays an area beside those that were compared before, as HTML.

    Parameters
    ----------
    code : str
        Of an area or a district.
    """
    others = [p for p in selection.get(BESIDE).split(",") if p and p != code]
    asked = {**selection.query(), BESIDE: ",".join([code, *others][:MOST_BESIDE])}
    told = _("Vergelijk {name} met …").format(name=spoken_name(code))
    return widgets.turn("vergelijk", told, asked)


def names() -> dict[str, str]:
    """Return the label of every area that can be chosen: groups, provinces, municipalities.

    And the districts of the municipalities that are there: all 3,393 would be sent at each choice.
    """
    known = remember.kept("vergelijk-namen", (language(), selection.current().province), _names)
    asked = chosen()
    if not about_districts.has_districts() or not asked:
        return known
    homes = {home_of(p) if is_district(p) else p for p in asked}
    table = about_districts.edition().table
    own = table.index[table["region"].isin(homes)]
    return known | {str(code): name_of(str(code)) for code in own}


def _names() -> dict[str, str]:
    focus = selection.current().province
    areas = dict.fromkeys(
        [*about_groups.groups_of(focus), focus, *about_scores.provinces(), COUNTRY]
    )
    return {a: name_of(a) for a in areas} | labels(focus)


def name_of(place: str) -> str:
    """Name an area; a district with its municipality.

    Parameters
    ----------
    place : str
        Code of an area or a district.
    """
    if is_district(place):
        row = about_districts.edition().table.loc[place]
        return f"{row['name']} ({about_scores.names()[str(row['region'])]})"
    return area_name(snapshot(), about_steering.area(place))


def spoken_name(place: str) -> str:
    """Name an area or a district as in the middle of a sentence: ``de B5``.

    Parameters
    ----------
    place : str
        Code.
    """
    return name_of(place) if is_district(place) else spoken(snapshot(), about_steering.area(place))


def all_names(of: Row) -> str:
    """Name all areas, as in a sentence.

    Parameters
    ----------
    of : Row
    """
    return listing([name_of(p) for p in of.places])


def source(of: Row) -> str:
    """Return the sources of all that is compared.

    Parameters
    ----------
    of : Row
    """
    return district_words.sources(TOTAL) if of.districts else source_line()
