"""Districts of earlier years beside those of now (docs/method.md#districts-of-other-years).

A district code does not keep its area: 26 codes of 2022 stand for another place in 2024. So years
are joined by what is known of the place, never by the code alone, and what cannot be joined has no
figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import pandas as pd
import shapely

from monitor.regions.district_names import plain_name

if TYPE_CHECKING:
    import geopandas as gpd

ALIKE = 0.9
"""Two districts are one place when each covers at least this share of the other."""
HALF = 0.5
"""A name that stayed is no proof where the shapes have less than this share in common."""

CODE, NAME, AREA, SUCCESSOR = "code", "name", "area", "successor"
"""How a district was found again; ``successor`` (by name, in a merged municipality) is marked."""


def overlaps(before: gpd.GeoDataFrame, after: gpd.GeoDataFrame) -> pd.DataFrame:
    """Measure which district of one year covers which of another.

    Parameters
    ----------
    before, after : GeoDataFrame
        ``code, geometry``; one and the same projection in metres.

    Returns
    -------
    DataFrame
        ``before, after`` (codes), ``of_before, of_after`` (share of either's area that they have in
        common, 0-1); pairs with less than a hundredth of both are left out.
    """
    old = shapely.make_valid(before.geometry.to_numpy())
    new = shapely.make_valid(after.geometry.to_numpy())
    left, right = shapely.STRtree(new).query(old, predicate="intersects")
    common = shapely.area(shapely.intersection(old[left], new[right]))
    pairs = pd.DataFrame(
        {
            "before": before["code"].to_numpy()[left],
            "after": after["code"].to_numpy()[right],
            "of_before": common / shapely.area(old)[left],
            "of_after": common / shapely.area(new)[right],
        }
    )
    touching = pairs[["of_before", "of_after"]].max(axis=1) < 0.01
    return pairs[~touching].sort_values(["before", "after"], ignore_index=True)


def join_by_area(before: pd.Series, after: pd.Series, common: pd.DataFrame) -> pd.DataFrame:
    """Join two years whose shapes are known: the same code and name, or the same area.

    Parameters
    ----------
    before, after : Series of str, index code
        Name of every district.
    common : DataFrame
        Of `overlaps`.

    Returns
    -------
    DataFrame
        ``code, to, how``: every district at most once on either side. Where code and name stayed
        but less than half of either area did, it is not the same place.
    """
    least = common[["of_before", "of_after"]].min(axis=1)
    same = common["before"] == common["after"]
    named = _names(before, common["before"]) == _names(after, common["after"])
    pairs = common.assign(how=AREA, least=least)
    pairs.loc[same & named, "how"] = NAME
    kept = pairs[(least >= ALIKE) | (same & named & (least >= HALF))]
    kept = kept.sort_values(["least", "before"], ascending=[False, True])
    once = ~kept.duplicated("before") & ~kept.duplicated("after")
    found = kept.loc[once, ["before", "after", "how"]].set_axis(["code", "to", "how"], axis=1)
    return found.sort_values("code", ignore_index=True)


def join_by_code(
    codes: Iterable[str], named: pd.Series, after: pd.Series, moved: Mapping[str, set[str]]
) -> pd.DataFrame:
    """Join two years without shapes: by code, and by name in municipalities that changed.

    Parameters
    ----------
    codes : iterable of str
        Districts of the earlier year.
    named : Series of str, index code
        Their names, as far as an older list has them.
    after : Series of str, index code
        Names of the districts of the later year.
    moved : mapping of str to set of str
        Of `changed_between`.

    Returns
    -------
    DataFrame
        ``code, to, how``. In a municipality that did not change: the code in both years, and the
        same name where the older list names it. In one that did: the same name, once in the
        municipalities that it went to or took in, marked ``successor``.
    """
    earlier = pd.Index(sorted(set(codes)))
    stays = earlier[~_municipality(earlier).isin(list(moved)) & earlier.isin(after.index)]
    agrees = ~stays.isin(named.index) | (_names(named, stays) == _names(after, stays)).to_numpy()
    kept = stays[agrees]
    by_code = pd.DataFrame({"code": kept, "to": kept, "how": CODE})
    found = pd.concat([by_code, _by_name(earlier, named, after, moved)], ignore_index=True)
    return found.sort_values("code", ignore_index=True)


def changed_between(recoding: pd.DataFrame, first: int, last: int) -> dict[str, set[str]]:
    """Return the municipalities that changed from one year to another, with where they went.

    Parameters
    ----------
    recoding : DataFrame
        ``code, to, until_year`` of former municipalities.
    first, last : int
        On 1 January of ``last`` it was no longer what it was on 1 January of ``first``.

    Returns
    -------
    dict of str to set of str
        Former municipalities with their successors; one that took others in, with itself.
    """
    ended = recoding[(recoding["until_year"] >= first) & (recoding["until_year"] < last)]
    moved = {code: set(part["to"]) for code, part in ended.groupby("code")}
    return {**{to: {to} for to in ended["to"]}, **moved}


def chain(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """Follow two joins one after the other; ``successor`` of either step stays a mark.

    Returns
    -------
    DataFrame
        ``code, to, how``: ``successor`` or how the last step found it.
    """
    both = first.merge(second, left_on="to", right_on="code", suffixes=("", "_next"))
    how = both["how_next"].where(both["how"] != SUCCESSOR, SUCCESSOR)
    return pd.DataFrame({"code": both["code"], "to": both["to_next"], "how": how})


def _municipality(codes: pd.Index) -> pd.Index:
    return "GM" + codes.str[2:6]


def _names(names: pd.Series, codes: pd.Series | pd.Index) -> pd.Series:
    """Plain names of some codes; a code without a name equals no other."""
    found = names.reindex(codes).map(plain_name, na_action="ignore")
    return found.reset_index(drop=True)


def _by_name(
    earlier: pd.Index, named: pd.Series, after: pd.Series, moved: Mapping[str, set[str]]
) -> pd.DataFrame:
    old = pd.DataFrame({"code": earlier, "home": _municipality(earlier)})
    old = old.assign(name=_names(named, earlier).to_numpy())
    old = old[old["home"].isin(list(moved)) & old["name"].fillna("").ne("")]
    old = old.assign(successor=old["home"].map(moved).map(sorted)).explode("successor")
    new = pd.DataFrame({"to": after.index, "successor": _municipality(after.index)})
    new = new.assign(name=_names(after, after.index).to_numpy())
    pairs = old.merge(new, on=["successor", "name"])
    # one name on either side, or it is not known which is which
    alone = ~pairs.duplicated("code", keep=False) & ~pairs.duplicated("to", keep=False)
    return pairs.loc[alone, ["code", "to"]].assign(how=SUCCESSOR)
