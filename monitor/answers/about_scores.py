"""Answers about scores and figures, each computed once per snapshot.

What these functions return is shared: never change it, copy first.
"""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from monitor.analysis.area import focus_of
from monitor.analysis.area import inside as in_province
from monitor.analysis.borders import snapshot_neighbours
from monitor.analysis.coherence import Coherence
from monitor.analysis.coherence import coherence as correlate_indicators
from monitor.analysis.coverage import coverage as count_coverage
from monitor.analysis.highlights import figures_of
from monitor.analysis.highlights import fresh_share as share_of_the_year
from monitor.analysis.outcomes import outcomes as correlate_outcomes
from monitor.analysis.robust import sensitivity as sobol_indices
from monitor.analysis.scores import ScoreOptions, YearScores, score_year
from monitor.analysis.spatial import Clusters, find_clusters
from monitor.analysis.unusual import odd_figures, remarks
from monitor.answers import memory
from monitor.answers.remember import once
from monitor.answers.view import snapshot

USUAL = ScoreOptions()
Area = str | tuple[str, ...]


@once(256)
def scores(year: int, options: ScoreOptions = USUAL) -> YearScores:
    """Return the scores of a year under a choice of method.

    Parameters
    ----------
    year : int
    options : ScoreOptions, optional
        The method; the usual one when left out.
    """
    return score_year(snapshot(), year, options)


@once(64)
def figures(indicator: str, year: int) -> pd.DataFrame:
    """Return the figures of an indicator as of a year (`monitor.analysis.highlights`).

    Parameters
    ----------
    indicator : str
        Id.
    year : int

    Returns
    -------
    DataFrame, index code
        ``value``, ``measured``, ``harmonised``, ``estimate``, ``bridged``, ``provisional``.
    """
    return figures_of(snapshot(), indicator, year)


@once(64)
def measured_years(what: str) -> frozenset[int]:
    """Return the years in which an indicator was measured; of a score all years that have one.

    Parameters
    ----------
    what : str
        ``total``, a dimension or an indicator.
    """
    shown = snapshot()
    if what not in shown.catalog.indicators:
        return frozenset(years())
    o = shown.observations
    known = o[(o["indicator"] == what) & o["value"].notna()]
    return frozenset(int(y) for y in known["year"].unique())


@once(256)
def fresh_share(year: int, area: Area, what: str = "total") -> float:
    """Return how much of the weight of a score was measured in its year (0 to 1).

    Parameters
    ----------
    area : str or tuple of str
        As in `monitor.answers.about_changes.area_change`.
    """
    return share_of_the_year(scores(year), what, codes_in(area))


def codes_in(area: Area) -> Collection[str]:
    """Return the codes of the municipalities of an area.

    Parameters
    ----------
    area : str or tuple of str
        ``nl``, the code of a province, or codes of municipalities.
    """
    return area if isinstance(area, tuple) else inside(area)


@once(2)
def years() -> list[int]:
    """Return the years in which some municipality has a total score."""
    shown = snapshot()
    span = range(shown.catalog.first_year, shown.catalog.last_year + 1)
    found = [y for y in span if scores(y).table["total"].notna().any()]
    memory.settle_later()
    return found


def scored_years(options: ScoreOptions = USUAL) -> dict[int, YearScores]:
    """Return the scores of every year in which some municipality has a total.

    Parameters
    ----------
    options : ScoreOptions, optional
        The method; the usual one when left out.
    """
    return {y: scores(y, options) for y in years()}


@once(2)
def full_years() -> list[int]:
    """Return the years in which most municipalities have a total score, or all there are."""
    return [y for y in years() if scores(y).table["total"].notna().mean() > 0.9] or years()


def all_values(indicator: str) -> pd.Series:
    """Return every figure of an indicator, whatever the year: for classes that hold for all.

    Parameters
    ----------
    indicator : str
        Id.

    Returns
    -------
    Series
    """
    o = snapshot().observations
    return o.loc[o["indicator"] == indicator, "value"]


def names() -> pd.Series:
    """Return the names of the municipalities, index code."""
    return snapshot().regions["name"]


@once(1)
def focus() -> str:
    """Return the code of the focus province of the site (`monitor.analysis.area`)."""
    return focus_of(snapshot())


@once(16)
def inside(area: str) -> pd.Index:
    """Return the codes of the municipalities of the country (``nl``) or of a province.

    Parameters
    ----------
    area : str
        ``nl`` or the code of a province.
    """
    shown = snapshot()
    return shown.regions.index if area == "nl" else in_province(shown, area)


@once(1)
def provinces() -> dict[str, str]:
    """Return the provinces by name: code to name."""
    known = snapshot().regions[["province", "province_name"]].drop_duplicates()
    return dict(known.sort_values("province_name").itertuples(index=False))


@once(2)
def odd() -> pd.DataFrame:
    """Return the figures that lie far from their own series (`monitor.analysis.unusual`).

    Returns
    -------
    DataFrame
        ``indicator``, ``region``, ``year``, ``value``, ``usual``.
    """
    return odd_figures(snapshot())


@once(64)
def with_care(year: int) -> pd.DataFrame:
    """Return which scores of a year to read with care (`monitor.analysis.unusual.remarks`).

    Parameters
    ----------
    year : int

    Returns
    -------
    DataFrame, index code
        ``small``, ``odd``.
    """
    return remarks(snapshot(), scores(year), odd())


@once(64, alone=True)
def sensitivity(year: int) -> pd.DataFrame:
    """Return which choice of method moves ranks most (`monitor.analysis.robust.sensitivity`).

    Parameters
    ----------
    year : int

    Returns
    -------
    DataFrame, index choice
        ``first``, ``first_ci``, ``total``, ``total_ci``.
    """
    return sobol_indices(snapshot(), year)


@once(64)
def coherence(year: int) -> Coherence:
    """Return how far the indicators of a year say the same.

    Parameters
    ----------
    year : int
    """
    return correlate_indicators(scores(year))


@once(64)
def outcomes(year: int) -> pd.DataFrame:
    """Return how the scores go along with outcomes that are not in them.

    Parameters
    ----------
    year : int

    Returns
    -------
    DataFrame
        ``outcome``, ``outcome_year``, ``score``, ``n``, ``pearson``, ``pearson_lower``,
        ``pearson_upper``, ``spearman``, ``spearman_lower``, ``spearman_upper``.
    """
    return correlate_outcomes(snapshot(), scores(year))


@once(2)
def coverage() -> pd.DataFrame:
    """Return which indicator has figures of which year (`monitor.analysis.coverage`).

    Returns
    -------
    DataFrame
        ``indicator``, ``year``, ``measured``, ``merged``, ``estimate``, ``provisional``,
        ``bridged``, ``carried``, ``missing``, ``state``, ``new_level``.
    """
    return count_coverage(snapshot())


@once(64, alone=True)
def clusters(year: int, province: str) -> Clusters:
    """Return where low scores lie together, tested for the municipalities of a province.

    Parameters
    ----------
    year : int
    province : str
        Code, as ``PV30``.
    """
    return find_clusters(scores(year).table["total"], _neighbours(), family=inside(province))


@once(2)
def _neighbours() -> pd.DataFrame:
    return snapshot_neighbours(snapshot())
