"""The areas or districts that lie beside each other, what they are called, their sources."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from monitor.analysis.compare import Beside
from monitor.analysis.groups import Gap
from monitor.analysis.scores import TOTAL
from monitor.answers import about_beside, about_districts, about_scores, about_steering
from monitor.answers.view import snapshot
from monitor.charts.sources import source_line
from monitor.charts.wijken import words as district_words
from monitor.steering.areas import area_name, spoken
from monitor.text import listing


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
