"""What changed since the last snapshot: new years, revised figures, municipalities, boundaries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from monitor.catalog import Catalog
from monitor.ingest.contents import Contents
from monitor.ingest.derive import Losses
from monitor.ingest.fetch import Fetched
from monitor.regions.changes import lifetimes
from monitor.snapshot import Snapshot

_KEYS = ["indicator", "region", "year"]


def same_areas(last: Snapshot, recoding: pd.DataFrame) -> pd.DataFrame:
    """Return the observations of the last snapshot in municipalities that are still the same.

    One that went, or took in another one since, is no loss and no jump.
    """
    merged = recoding[recoding["code"].isin(last.regions.index)]
    changed = {*merged["code"], *merged["to"]}
    return last.observations[~last.observations["region"].isin(list(changed))]


def _years(observations: pd.DataFrame) -> dict[str, set[int]]:
    return {
        str(name): {int(year) for year in rows.year.unique()}
        for name, rows in observations.groupby("indicator")
    }


def _new_years(old: pd.DataFrame, new: pd.DataFrame) -> dict[str, list[int]]:
    """Return per indicator the years that the last snapshot did not have."""
    before, after = _years(old), _years(new)
    found = {name: sorted(years - before.get(name, set())) for name, years in after.items()}
    return {name: years for name, years in found.items() if years}


def revised(old: pd.DataFrame, new: pd.DataFrame, decimals: Mapping[str, int]) -> list[Any]:
    """Return what was revised: per indicator how many figures, and the largest change.

    A change that is lost in rounding (a hundredth of the last decimal shown) is none.
    """
    both = old[[*_KEYS, "value"]].merge(new[[*_KEYS, "value"]], on=_KEYS, suffixes=("_old", ""))
    both["change"] = (both.value - both.value_old).abs()
    shown = both.indicator.map(decimals).fillna(1).astype(int)
    moved = both[both.change > np.power(10.0, -(shown + 2))]
    found = []
    for name, rows in moved.groupby("indicator"):
        region, year, before, after = rows.sort_values("change", ascending=False)[
            ["region", "year", "value_old", "value"]
        ].iloc[0]
        largest = {"region": region, "year": int(year), "before": before, "after": after}
        years = [int(y) for y in np.sort(rows.year.unique())]
        found.append({"indicator": str(name), "count": len(rows), "years": years,
                      "largest": largest})  # fmt: skip
    return found


def _gone(old: pd.DataFrame, new: pd.DataFrame) -> list[dict[str, Any]]:
    """Return how many figures of the last snapshot are not there any more, per indicator."""
    both = old[_KEYS].merge(new[_KEYS], on=_KEYS, how="left", indicator=True)
    left = both[both._merge == "left_only"]
    return [
        {
            "indicator": str(name),
            "count": len(rows),
            "examples": [f"{r.region} {r.year}" for r in rows.head(3).itertuples()],
        }
        for name, rows in left.groupby("indicator")
    ]


def _moved_year(before: int, after: int) -> dict[str, int] | None:
    return None if before == after else {"before": before, "after": after}


def _named(codes: set[str], regions: pd.DataFrame) -> list[dict[str, str]]:
    return [{"code": code, "name": str(regions.name_of[code])} for code in sorted(codes)]


def _municipalities(last: Snapshot, regions: pd.DataFrame) -> dict[str, list[dict[str, str]]]:
    """Return the municipalities that came and went."""
    new = regions.set_index("code").rename(columns={"name": "name_of"})
    old = last.regions.rename(columns={"name": "name_of"})
    added, removed = set(new.index) - set(old.index), set(old.index) - set(new.index)
    return {"added": _named(added, new), "removed": _named(removed, old)}


def moved_scales(frozen: pd.DataFrame, fitted: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the scales that would have moved had they not been frozen.

    Parameters
    ----------
    frozen, fitted : DataFrame
        Columns of ``scales``: as they stay, and as the figures of now would have them.
    """
    both = frozen.merge(fitted, on=["indicator", "from_year"], suffixes=("", "_now"))
    moved = both[((both["mean"] - both.mean_now).abs() > 1e-9 * both["mean"].abs())
                 | ((both.sd - both.sd_now).abs() > 1e-9 * both.sd)]  # fmt: skip
    columns = ["indicator", "from_year", "mean", "mean_now", "sd", "sd_now"]
    return [
        {"indicator": name, "from_year": int(year), "mean": [m, m_now], "sd": [s, s_now]}
        for name, year, m, m_now, s, s_now in moved[columns].itertuples(index=False)
    ]


def places(
    losses: Losses, fetched: Fetched, contents: Contents, boundary_year: int
) -> dict[str, Any]:
    """Return what the boundaries could not place, as it goes into the report.

    Parameters
    ----------
    losses : Losses
        Of ``derive``.
    fetched : Fetched
        Its list of municipalities names them.
    contents : Contents
        Of the new snapshot.
    boundary_year : int
        Year of its municipalities.

    Returns
    -------
    dict
        ``newer_municipalities``: ``code, name, since``, of after the boundary year;
        ``unknown_codes``: that CBS's list does not have;
        ``assumed_provinces``: ``code, name, like``, new ones that stand where ``like`` stood.
    """
    life = lifetimes(fetched.regions)
    names = life["name"].to_dict() | dict(contents.recoding[["code", "name"]].to_numpy())
    now = contents.regions.set_index("code")["name"]
    newer = [
        {"code": code, "name": str(names[code]), "since": int(life.from_year[code])}
        for code in sorted(losses.newer)
    ]
    assumed = [
        {"code": code, "name": str(now[code]), "like": f"{names.get(like, like)} ({like})"}
        for code, like in sorted(losses.assumed.items())
    ]
    return {
        "on_boundaries_of": boundary_year,
        "newer_municipalities": newer,
        "unknown_codes": sorted(losses.unknown),
        "assumed_provinces": assumed,
    }


def changes(last: Snapshot | None, catalog: Catalog, contents: Contents) -> dict[str, Any]:
    """Return what changed since the last snapshot, as it goes into the report.

    Parameters
    ----------
    last : Snapshot or None
        None: everything is new, and nothing is listed.
    catalog : Catalog
        Of the new snapshot.
    contents : Contents
        Of the new snapshot. Revised and gone are figures of municipalities that stayed the same.
    """
    observations, regions = contents.observations, contents.regions
    if last is None:
        return {"new_years": {}, "last_year": None, "revised": [], "gone": [],
                "boundary_year": None, "municipalities": {"added": [], "removed": []},
                "indicators": {"added": [], "removed": []}}  # fmt: skip
    decimals = {i.id: i.decimals for i in catalog.series_of_all.values()}
    old = same_areas(last, contents.recoding)
    before, after = last.catalog.boundary_year, catalog.boundary_year
    return {
        "new_years": _new_years(last.observations, observations),
        "last_year": _moved_year(last.catalog.last_year, catalog.last_year),
        "revised": revised(old, observations, decimals),
        "gone": _gone(old, observations),
        "boundary_year": _moved_year(before, after),
        "municipalities": _municipalities(last, regions),
        "indicators": {
            "added": sorted(set(catalog.indicators) - set(last.catalog.indicators)),
            "removed": sorted(set(last.catalog.indicators) - set(catalog.indicators)),
        },
    }
