"""Where one municipality stands on everything: against the Netherlands, its province, the rest."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from monitor.analysis.area import inside, province_of
from monitor.analysis.districts import weak_districts
from monitor.analysis.groups import population_of
from monitor.analysis.highlights import rank_of, standing
from monitor.analysis.peers import feature_years, features, learn_from, peers
from monitor.analysis.scores import TOTAL, YearScores
from monitor.catalog_entries import SCORED
from monitor.snapshot import Snapshot

SCORES = (TOTAL, *SCORED)
QUANTILES = {"p05": 0.05, "p25": 0.25, "p75": 0.75, "p95": 0.95}
STRONG = 3
OLD = 2  # years


@dataclass(frozen=True, eq=False)
class Field:
    """Where all municipalities stand in a year: what every profile in a province shares.

    Attributes
    ----------
    apart, ranks : DataFrame, regions x measures
        Points above the Netherlands; places (1 = most resilient).
    levels : DataFrame, index measure
        What a `profile` says of the areas and of the spread.
    features : DataFrame
        Of `monitor.analysis.peers.features`.
    weak : DataFrame
        Of `monitor.analysis.districts.weak_districts`.
    """

    apart: pd.DataFrame
    ranks: pd.DataFrame
    levels: pd.DataFrame
    features: pd.DataFrame
    feature_years: pd.DataFrame
    weak: pd.DataFrame


def field(snapshot: Snapshot, scores: YearScores, province: str) -> Field:
    """Lay out where all municipalities stand in the year of the scores, beside a province."""
    points = points_of(scores.table, scores.z)
    area = inside(snapshot, province)
    people = population_of(snapshot, scores.year)
    level = {m: standing(points[m], area, people) for m in points.columns}
    means = {m: standing(v, area, people) for m, v in _values(scores).items()}
    country = pd.Series({m: s.country for m, s in level.items()})
    apart = points - country
    levels = pd.DataFrame({"dimension": _dimensions(snapshot, points.columns)})
    levels["province"] = pd.Series({m: s.area for m, s in means.items()})
    levels["country"] = pd.Series({m: s.country for m, s in means.items()})
    levels["province_apart"] = pd.Series({m: s.area for m, s in level.items()}) - country
    levels = levels.join(spread_of(apart))
    levels["n"] = points.notna().sum()
    return Field(
        apart=apart,
        ranks=points.apply(rank_of, higher_first=True),
        levels=levels,
        features=features(snapshot, scores.year),
        feature_years=feature_years(snapshot, scores.year),
        weak=weak_districts(snapshot),
    )


def points_of(table: pd.DataFrame, z: pd.DataFrame) -> pd.DataFrame:
    """Put scores and indicators on the scale of show: units x measures."""
    return pd.concat([table[list(SCORES)], 100 + 10 * z], axis=1)


def spread_of(apart: pd.DataFrame) -> pd.DataFrame:
    """Say how units lie spread on every measure: ``p05, p25, p75, p95``."""
    return pd.DataFrame({name: apart.quantile(share) for name, share in QUANTILES.items()})


def profile(
    snapshot: Snapshot, scores: YearScores, code: str, among: Field | None = None
) -> pd.DataFrame:
    """Lay a municipality beside its province and the Netherlands, measure by measure.

    All on the scale of show (10 points = one standard deviation between municipalities, higher is
    more resilient), as the distance to the mean of the Netherlands in the same year. Means of
    areas are weighted by inhabitants; the spread counts every municipality alike.

    Parameters
    ----------
    scores : YearScores
        Of the year to stand in.
    code : str
        The municipality.
    among : Field, optional
        Of `field` for its province, where it is known already.

    Returns
    -------
    DataFrame, index measure
        Total, dimensions and scored indicators in the order of the catalog. ``dimension`` (for the
        scores themselves ``total``); ``value, lower, upper`` (unit of the catalog; points for
        scores), ``province, country`` (means in that unit), ``measured`` (year), ``harmonised,
        estimate, bridged`` (bool), ``old`` (bool: measured more than two years before); ``apart``
        and ``province_apart`` (points above the Netherlands), ``apart_low, apart_high`` (its 95%
        bounds, NaN where the source gives none);
        ``p05, p25, p75, p95`` (of the Dutch municipalities, points above the Netherlands);
        ``rank, n`` (1 = most resilient, of how many); ``place``: ``top`` or ``bottom`` quarter of
        the Dutch municipalities, ``middle``, or empty where there is no figure.
    """
    among = among or field(snapshot, scores, province_of(snapshot, code))
    out = among.levels.copy()
    out["value"] = _values(scores).loc[code]
    for bound in ("lower", "upper"):
        out[bound] = getattr(scores, bound).loc[code].reindex(out.index).astype(float)
    out["measured"] = scores.measured.loc[code].reindex(out.index)
    for mark in ("harmonised", "estimate", "bridged"):
        cells = getattr(scores, mark).loc[code].reindex(out.index)
        out[mark] = [bool(v) if pd.notna(v) else False for v in cells]
    out["old"] = scores.year - out["measured"] > OLD
    out["apart"], out["rank"] = among.apart.loc[code], among.ranks.loc[code]
    out = out.join(_bounds(snapshot, out))
    out["place"] = _place(out)
    return out.rename_axis("measure")


def _values(scores: YearScores) -> pd.DataFrame:
    """Return scores and figures as of the year: regions x measures."""
    return pd.concat([scores.table[list(SCORES)], scores.values], axis=1)


def _bounds(snapshot: Snapshot, table: pd.DataFrame) -> pd.DataFrame:
    """Put the 95% bounds of the figures on the scale of show, the lower one first."""
    s = snapshot.scales
    out = pd.DataFrame(np.nan, index=table.index, columns=["apart_low", "apart_high"])
    for m, row in table[table["lower"].notna() & table["upper"].notna()].iterrows():
        own = s[(s["indicator"] == m) & (s["from_year"] <= row["measured"])]
        sd = float(own.sort_values("from_year")["sd"].iloc[-1])
        slope = 10 * snapshot.catalog.indicators[str(m)].direction / sd
        ends = [row["apart"] + slope * (row[b] - row["value"]) for b in ("lower", "upper")]
        out.loc[m] = sorted(ends)
    return out


def _dimensions(snapshot: Snapshot, measures: pd.Index) -> dict[str, str]:
    catalog = snapshot.catalog
    return {m: TOTAL if m in SCORES else catalog.indicators[m].dimension for m in measures}


def _place(table: pd.DataFrame) -> list[str]:
    known = table["apart"].notna()
    top, bottom = table["apart"] >= table["p75"], table["apart"] <= table["p25"]
    found = np.select([~known, top, bottom], ["", "top", "bottom"], default="middle")
    return [str(f) for f in found]


def strengths(table: pd.DataFrame, count: int = STRONG) -> pd.DataFrame:
    """Return the indicators with the best places, only from the upper half of the municipalities.

    By place and not by distance to the Netherlands: a mean weighted by inhabitants is pulled by
    the large cities, so that most municipalities may stand above it.
    """
    own = table[~table.index.isin(SCORES) & (table["rank"] <= (table["n"] + 1) / 2)]
    return own.assign(share=own["rank"] / own["n"]).sort_values("share").head(count)


def weaknesses(table: pd.DataFrame, count: int = STRONG) -> pd.DataFrame:
    """Return the indicators with the worst places, only from the lower half."""
    own = table[~table.index.isin(SCORES) & (table["rank"] > (table["n"] + 1) / 2)]
    ordered = own.assign(share=own["rank"] / own["n"]).sort_values("share", ascending=False)
    return ordered.head(count)


@dataclass(frozen=True, eq=False)
class Look:
    """All there is to say of one municipality in one year.

    Attributes
    ----------
    profile : DataFrame
        Of `profile`.
    context : Series
        Of `monitor.analysis.peers.features`: inhabitants, urbanity, share of 65+, density.
    context_years : Series
        The year each of these was measured in (`monitor.analysis.peers.feature_years`).
    peers : DataFrame
        Of `monitor.analysis.peers.peers`, with ``total``.
    peers_higher, peers_known : int
        How many comparable municipalities have a higher total, of how many with one.
    lessons : DataFrame
        Of `monitor.analysis.peers.learn_from`.
    districts : DataFrame
        Of `monitor.analysis.districts.weak_districts`, this municipality only, with ``points``
        (10 times the difference in z).
    has_districts : bool
        Whether there are district figures of this municipality at all.
    fresh : float
        Share of the weight of the total that was measured in the year itself.
    province : str
        Code of the province that it is laid beside: its own.
    """

    profile: pd.DataFrame
    context: pd.Series
    context_years: pd.Series
    peers: pd.DataFrame
    peers_higher: int
    peers_known: int
    lessons: pd.DataFrame
    districts: pd.DataFrame
    has_districts: bool
    fresh: float
    province: str


def look(snapshot: Snapshot, scores: YearScores, code: str, among: Field | None = None) -> Look:
    """Gather all there is to say of one municipality in the year of the scores."""
    among = among or field(snapshot, scores, province_of(snapshot, code))
    totals = scores.table[TOTAL]
    like = peers(snapshot, code, scores.year)
    like = like.assign(total=totals.reindex(like.index))
    known = like["total"].dropna()
    weak = among.weak[among.weak["region"] == code]
    return Look(
        profile=profile(snapshot, scores, code, among),
        context=among.features.T[code],
        context_years=among.feature_years.T[code],
        peers=like,
        peers_higher=int((known > totals[code]).sum()),
        peers_known=len(known),
        lessons=learn_from(scores, code, like.index),
        districts=weak.assign(points=10 * weak["difference"]),
        has_districts=bool((snapshot.district_places["region"] == code).any()),
        fresh=float(scores.table["fresh_share"].where(totals.notna())[code]),
        province=province_of(snapshot, code),
    )
