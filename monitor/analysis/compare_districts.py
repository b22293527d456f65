"""Some districts, and municipalities on their scale, beside each other (the district index)."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from monitor.analysis.compare import Beside
from monitor.analysis.district_index import Edition
from monitor.analysis.district_ranks import totals_drawn
from monitor.analysis.districts import quarters
from monitor.analysis.groups import Gap, Sides
from monitor.analysis.profile import SCORES, points_of, spread_of
from monitor.analysis.scores import TOTAL
from monitor.score.aggregate import decompose
from monitor.snapshot import Snapshot


def beside(edition: Edition, places: Sequence[str]) -> Beside:
    """Lay districts beside each other, and municipalities as they stand on the scale of districts.

    Quarters and spread are of the ranked districts. A district that is too small to rank has its
    figures and no score.

    Parameters
    ----------
    places : sequence of str
        Codes of districts and municipalities.
    """
    ranked, codes = edition.ranked.index, list(places)
    scores, z = _scored(edition).reindex(codes), edition.z.reindex(codes)
    place = z.set_axis([f"area {n}" for n in range(len(z))])  # a place may be a ranked district
    quarter = quarters(pd.concat([edition.z.loc[ranked], place]), ranked).loc[place.index]
    measured = edition.measured.reindex(codes)
    return Beside(
        scores,
        edition.values.reindex(codes),
        quarter.set_axis(codes),
        measured,
        measured,
        points_of(scores, z) - 100,
        spread_of(points_of(edition.table.loc[ranked], edition.z.loc[ranked]) - 100),
    )


def _scored(edition: Edition) -> pd.DataFrame:
    districts = edition.table[list(SCORES)].where(~edition.table["small"])
    return pd.concat([districts, edition.homes[list(SCORES)]])


def apart(edition: Edition, one: str, other: str) -> Gap:
    """Take the difference of two places apart: exactly, indicator by indicator.

    The Netherlands is 0 on every indicator, so the points of a place add up to its total less 100;
    an indicator that only one of them has counts on that side alone. The figures that come
    along have no bounds, so the difference has no interval: `share_lower` says how sure it is.
    """
    both = [one, other]
    totals, z = _scored(edition)[TOTAL].reindex(both), edition.z.reindex(both)
    nothing, parent = float("nan"), edition.structure["parent"]
    known = totals.notna().all()
    zero = z * 0.0
    points = 10 * decompose(z, zero, edition.structure) if known else z.iloc[:, :0]
    parts = pd.DataFrame(
        {"dimension": parent.reindex(points.columns), "points": points.loc[one] - points.loc[other]}
    )
    having = z.notna().any()
    parts = parts[having.reindex(parts.index, fill_value=False)].rename_axis("indicator")
    gone = [(c,) if pd.isna(totals[c]) else () for c in both]
    first, second = (float(t) for t in totals) if known else (nothing, nothing)
    return Gap(
        Sides((one,), (other,)), gone[0], False, first, second, first - second, nothing, nothing,
        parts, missing_others=gone[1],
    )  # fmt: skip


def share_lower(edition: Edition, one: str, other: str) -> float:
    """Share of the draws over methods in which a place stands lower than another.

    Both have a score. The method is drawn, and an error where a source gives 95% bounds.
    """
    drawn = totals_drawn(edition, [one, other])
    return float((drawn[:, 0] < drawn[:, 1]).mean())


def years_of(snapshot: Snapshot, indicator: str, places: Sequence[str]) -> pd.DataFrame:
    """Return the figures of places by year, on the layout of the edition; counts are left out.

    Returns
    -------
    DataFrame, index year
        A column a place (unit of the catalog) and ``level`` (as `areas_over_time`).
    """
    figures = snapshot.district_figures
    own = figures[
        (figures["indicator"] == indicator)
        & figures["code"].isin(places)
        & figures["value"].notna()
    ]
    table = own.pivot(index="year", columns="code", values="value").reindex(columns=list(places))
    breaks = snapshot.catalog.indicators[indicator].breaks
    return table.assign(level=[sum(b <= year for b in breaks) for year in table.index])
