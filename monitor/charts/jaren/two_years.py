"""Two years beside each other: what is asked, and what changed between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from monitor.analysis.area_change import AreaChange
from monitor.analysis.change import Change
from monitor.analysis.scores import ScoreOptions
from monitor.analysis.years import difference
from monitor.answers import about_changes, about_scores
from monitor.answers.about_scores import Area
from monitor.answers.selected import Selection
from monitor.answers.view import snapshot

Known = Literal["nothing", "some", "both"]


@dataclass(frozen=True)
class TwoYears(Selection):
    """What a reader chose, and how its two years are made comparable.

    Attributes
    ----------
    options : ScoreOptions
        The method of both scores.
    weighted : bool
        Whether inhabitants weigh the mean of a group.
    """

    options: ScoreOptions
    weighted: bool

    @classmethod
    def of(cls, chosen: Selection, options: ScoreOptions, *, weighted: bool) -> TwoYears:
        """Return what a selection asks; parameters as the attributes."""
        return cls(**vars(chosen), options=options, weighted=weighted)


def area_change(area: Area, chosen: TwoYears, *, group: bool = False) -> AreaChange:
    """Return how an area changed between the two years of the page, in what is shown.

    Parameters
    ----------
    area : str or tuple of str
        ``nl``, a province or codes.
    group : bool
        Weighted as the reader chose, with an interval; else by inhabitants.
    """
    return about_changes.area_change(
        chosen.year_b,
        chosen.year,
        area,
        what=chosen.what,
        weighted=chosen.weighted if group else True,
        interval=group,
        options=chosen.options,
    )


def compare(chosen: TwoYears) -> tuple[Change, pd.DataFrame, Known]:
    """Return the change of all municipalities, the difference of what is shown, and what is known.

    Parameters
    ----------
    chosen : TwoYears

    Returns
    -------
    Change
    DataFrame, index region
        Of `monitor.analysis.years.difference`, for the area, with the ``name``.
    {"nothing", "some", "both"}
        Whether the area has figures at all, and a municipality whose two years compare (for a
        figure: with one in both).

    Raises
    ------
    MonitorError
        For percentile ranks, with the reason.
    """
    change = about_changes.change(chosen.year_b, chosen.year, chosen.options)
    table = difference(snapshot(), change, chosen.what)
    table["name"] = about_scores.names()
    table = table.reindex(about_scores.inside(chosen.area))
    ends = table[["start", "end"]].notna()
    both = table["value"].notna() if chosen.is_score else ends.all(axis=1)
    known: Known = "both" if both.any() else "some" if ends.any(axis=None) else "nothing"
    return change, table, known


def higher_is_better(chosen: TwoYears) -> bool:
    """Whether more of what is shown is more resilient; True where it says nothing of that.

    Parameters
    ----------
    chosen : TwoYears
    """
    indicator = snapshot().catalog.indicators.get(chosen.what)
    return indicator is None or indicator.direction >= 0


def one_measurement(table: pd.DataFrame) -> int | None:
    """Return the year of the one measurement that serves both years everywhere; else None.

    Parameters
    ----------
    table : DataFrame
        Of `monitor.charts.jaren.two_years.compare`.
    """
    known = table[table["reason"] != "missing"]
    if known.empty or (known["reason"] != "same").any():
        return None
    return int(known["measured_end"].max())
