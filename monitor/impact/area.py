"""A province as a whole beside its synthetic self, and the other provinces as if it were theirs.

The synthetic control of Abadie, Diamond and Hainmueller (2010) from the library: the mix of other
provinces that followed the area most closely before. Their rank among placebo areas (section 4)
is the test. With twelve provinces chance alone puts one first in 1 of 12: no p is smaller.
Synthetic difference in differences (Arkhangelsky et al. 2021) stands beside it as a second
opinion; its weights come out nearly equal here, for its penalty grows with the swings that all
provinces share.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt
import pandas as pd

from monitor.impact.effect import edge
from monitor.impact.panel import Panel
from monitor.impact.placebo import SEED
from monitor.impact.result import Placebo
from monitor.impact.study import quiet
from monitor.regions.vintages import nearest_rows
from monitor.snapshot import Snapshot

FIT = 5.0  # times the median misfit before, beyond which a mix does not follow its area

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Apart:
    """How far one area parted from its synthetic self.

    Attributes
    ----------
    area : str
    effect : float
        Mean over the years after, in the unit of the outcome.
    misfit : float
        Root mean square of the difference in the years before.
    others : Series, index area
        Weight of each other area in the synthetic one; adds up to 1.
    gap : Series, index year
        The area less its synthetic self.
    """

    area: str
    effect: float
    misfit: float
    others: pd.Series
    gap: pd.Series


def province_panel(snapshot: Snapshot, panel: Panel) -> pd.DataFrame:
    """Return the mean of every province, weighted as the catalog says.

    Returns
    -------
    DataFrame, index province code, columns year
        In the unit of the outcome; of the municipalities that have a figure in every year.
    """
    item = snapshot.catalog.indicators[panel.outcome]
    o = snapshot.observations
    counts = o[o["indicator"] == item.weight]
    province = snapshot.regions["province"].reindex(panel.values.index)
    means = {}
    for year in panel.years:
        weight = nearest_rows(counts, year)["value"].reindex(panel.values.index)
        sums = (panel.values[year] * weight).groupby(province).sum()
        means[year] = sums / weight.groupby(province).sum()
    return pd.DataFrame(means)


def apart(values: pd.DataFrame, area: str, start: int) -> Apart:
    """Set an area beside its synthetic self.

    Parameters
    ----------
    values : DataFrame, index area, columns year
        The last year is the last that counts as after.
    start : int
        First year that counts as after.
    """
    from diff_diff import SyntheticControl  # noqa: PLC0415 - slow, and for this alone

    before, after = _sides(values, start)
    # every year before counts alike, in the unit of the outcome: no search, so no luck
    control = SyntheticControl(
        v_method="custom", custom_v=np.ones(len(before)), standardize="none", seed=SEED
    )
    quiet()
    found = control.fit(
        _long(values, area, start),
        outcome="y",
        treatment="own",
        unit="area",
        time="year",
        post_periods=after,
        treated_unit=area,
        pre_period_outcomes="all",
    )
    others = pd.Series(found.donor_weights, dtype=float)
    mix = others.to_numpy() @ values.loc[others.index].to_numpy(dtype=float)
    gap = pd.Series(values.loc[area].to_numpy(dtype=float) - mix, values.columns)
    misfit = float(np.sqrt(np.mean(gap[before] ** 2)))
    return Apart(area, float(found.att), misfit, others, gap)


def second_opinion(values: pd.DataFrame, area: str, start: int) -> float:
    """Return the effect by synthetic difference in differences, in the unit of the outcome."""
    from diff_diff import SyntheticDiD  # noqa: PLC0415 - slow, and for this alone

    ever = _long(values, area, start).assign(own=lambda t: (t["area"] == area).astype(int))
    quiet()
    found = SyntheticDiD(variance_method="jackknife").fit(
        ever,
        outcome="y",
        treatment="own",
        unit="area",
        time="year",
        post_periods=_sides(values, start)[1],
    )
    return float(found.att)


def _sides(values: pd.DataFrame, start: int) -> tuple[list[int], list[int]]:
    years = [int(y) for y in values.columns]
    return [y for y in years if y < start], [y for y in years if y >= start]


def _long(values: pd.DataFrame, area: str, start: int) -> pd.DataFrame:
    long = values.rename_axis("area").reset_index()
    long = long.melt(id_vars="area", var_name="year", value_name="y")
    long["own"] = ((long["area"] == area) & (long["year"] >= start)).astype(int)
    return long


def all_apart(values: pd.DataFrame, area: str, start: int) -> list[Apart]:
    """Do the same for every area; the one that is asked about comes first."""
    return [apart(values, a, start) for a in [area, *(a for a in values.index if a != area)]]


def ratios(effects: Array, misfits: Array) -> Array:
    """Return effects as multiples of what each area is measured by, without sign.

    That is its misfit before, mixed with the median effect of all areas (as Tusher, Tibshirani and
    Chu 2001, eq. 1): a ratio to the misfit alone is decided by luck where there are few years
    before, for then some areas are followed exactly.

    Parameters
    ----------
    effects, misfits : ndarray, shape (areas,)
    """
    usual = np.median(np.abs(effects))
    return np.asarray(np.abs(effects) / np.sqrt(misfits**2 + usual**2))


def _ratios(found: list[Apart], less: float = 0.0) -> Array:
    """Return the ratios with so much taken off the effect of the first area."""
    effects = np.array([a.effect for a in found])
    effects[0] -= less
    return ratios(effects, np.array([a.misfit for a in found]))


def rank_of(found: list[Apart], less: float = 0.0) -> int:
    """Return the place of the first area among all; 1 is the most unusual."""
    ratio = _ratios(found, less)
    return 1 + int((ratio[1:] > ratio[0]).sum())


def bound(found: list[Apart]) -> tuple[float, float]:
    """Return the effects that, taken off, do not leave the first area the most unusual.

    With eleven others, 11 in 12 of such intervals hold the true effect.
    """
    effect = found[0].effect
    reach = max(abs(a.effect) for a in found)
    low, high = (edge(lambda size: rank_of(found, size) > 1, effect, s * reach) for s in (-1, 1))
    return low, high


def smallest_visible(found: list[Apart], power: float) -> float:
    """Return the effect that would put an area first, in this share of the other areas."""
    needed = []
    for one in found[1:]:
        turned = [one, *(a for a in found[1:] if a is not one)]
        # planting an effect is taking one off with the other sign
        reach = max(abs(a.effect) for a in found)
        needed.append(edge(partial(_not_first, turned), -one.effect, reach))
    return float(np.quantile(needed, power, method="higher"))


def _not_first(found: list[Apart], planted: float) -> bool:
    return rank_of(found, -planted) > 1


def fits(found: list[Apart]) -> npt.NDArray[np.bool_]:
    """Return which areas their mix followed before: not ``FIT`` times as far as the median one.

    Abadie, Diamond and Hainmueller (2010, section 3.4) leave out placebos that fit so many times
    worse than the area itself; beside an area that is followed nearly exactly that would leave
    hardly any, so here the median is the measure.
    """
    misfits = np.array([a.misfit for a in found])
    return np.asarray(misfits <= FIT * np.median(misfits))


def placebos(found: list[Apart]) -> list[Placebo]:
    """Return every area as if it had had the programme, the first one first."""
    rows = zip(found, _ratios(found), fits(found), strict=True)
    return [
        Placebo(area=a.area, effect=a.effect, ratio=float(r), misfit=a.misfit, fits=bool(f))
        for a, r, f in rows
    ]
