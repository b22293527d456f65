"""Some areas beside each other in a year, and what the difference of two of them is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from monitor.analysis.districts import quarters
from monitor.analysis.groups import Gap, Sides, gap_between
from monitor.analysis.highlights import standing
from monitor.analysis.profile import points_of, spread_of
from monitor.analysis.scores import TOTAL, YearScores
from monitor.catalog_entries import SCORED

Areas = Mapping[str, Sequence[str]]
COUNTRY = "country"


@dataclass(frozen=True, eq=False)
class Beside:
    """Areas beside each other; an area is the mean of its municipalities, by inhabitants.

    Where the municipalities with a figure hold less than 80% of the inhabitants there is none
    (`monitor.analysis.highlights.standing`).

    Attributes
    ----------
    scores : DataFrame, areas x (total, dimensions)
        Points.
    values : DataFrame, areas x indicators
        In the unit of the catalog.
    quarter : DataFrame, areas x indicators
        Among the Dutch municipalities: 1 (least resilient) to 4; NaN without a figure.
    first, last : DataFrame, areas x indicators
        First and last year in which the figures of an area were measured.
    apart : DataFrame, areas x (scores, indicators)
        Points above the Netherlands.
    spread : DataFrame, index measure
        ``p05, p25, p75, p95`` of the units that an area is seen among, in the same points.
    """

    scores: pd.DataFrame
    values: pd.DataFrame
    quarter: pd.DataFrame
    first: pd.DataFrame
    last: pd.DataFrame
    apart: pd.DataFrame
    spread: pd.DataFrame

    def known_of_all(self) -> list[str]:
        """Return the indicators that every area has a figure of."""
        return [str(i) for i in self.values if self.values[i].notna().all()]

    def lacking(self) -> dict[tuple[str, ...], list[str]]:
        """Return which areas lack which indicators, those that nobody has left out."""
        found: dict[tuple[str, ...], list[str]] = {}
        for name in self.values.columns:
            gone = tuple(map(str, self.values.index[self.values[name].isna()]))
            if 0 < len(gone) < len(self.values):
                found.setdefault(gone, []).append(str(name))
        return found


def beside(scores: YearScores, areas: Areas, population: pd.Series) -> Beside:
    """Lay areas beside each other.

    Parameters
    ----------
    scores : YearScores
        Of the year to stand in.
    areas : mapping of str to codes
        The municipalities of each area.
    population : Series, index region
    """
    measured = {a: scores.measured.loc[list(codes)] for a, codes in areas.items()}
    z = _means(scores.z, areas, population)
    place = z.set_axis([f"area {n}" for n in range(len(z))])  # an area may be one municipality
    quarter = quarters(pd.concat([scores.z, place]), scores.z.index).loc[place.index]
    table = _means(scores.table[[TOTAL, *SCORED]], areas, population)
    points = points_of(scores.table, scores.z)
    country = _means(points, {COUNTRY: list(points.index)}, population).loc[COUNTRY]
    return Beside(
        table,
        _means(scores.values, areas, population),
        quarter.set_axis(z.index),
        pd.DataFrame({a: m.min() for a, m in measured.items()}).T,
        pd.DataFrame({a: m.max() for a, m in measured.items()}).T,
        points_of(table, z) - country,
        spread_of(points - country),
    )


def _means(figures: pd.DataFrame, areas: Areas, population: pd.Series) -> pd.DataFrame:
    return pd.DataFrame(
        {
            area: {
                name: standing(values, pd.Index(codes), population).area
                for name, values in figures.items()
            }
            for area, codes in areas.items()
        },
        index=figures.columns,
    ).T


def apart(
    scores: YearScores, one: Sequence[str], other: Sequence[str], population: pd.Series
) -> Gap:
    """Take the difference of two areas apart: exactly, indicator by indicator.

    An indicator that only one of them has counts on that side alone. Areas may overlap, so that
    the interval of a group, which draws both sides by themselves, is not for these.
    """
    return gap_between(scores, Sides(tuple(one), tuple(other)), population=population)
