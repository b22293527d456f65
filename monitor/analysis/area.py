"""The areas that figures are told of: provinces, the focus among them, and their groups."""

from __future__ import annotations

import pandas as pd

from monitor.analysis.groups import population_of
from monitor.regions.following import follow_groups
from monitor.regions.groups import Group, load_groups
from monitor.regions.made import made_groups
from monitor.site import site
from monitor.snapshot import Snapshot

FIRST = 2
"""How many groups of a province are compared first where the site names none."""


def focus_of(snapshot: Snapshot) -> str:
    """Return the code of the focus province; the first there is where the figures lack it."""
    known, wanted = snapshot.regions["province"], site().province
    return wanted if (known == wanted).any() else str(known.min())


def inside(snapshot: Snapshot, province: str) -> pd.Index:
    """Return the codes of the municipalities of a province."""
    return snapshot.regions.index[snapshot.regions["province"] == province]


def province_of(snapshot: Snapshot, code: str) -> str:
    """Return the code of the province that a municipality lies in."""
    return str(snapshot.regions.at[code, "province"])


def all_groups(snapshot: Snapshot) -> dict[str, Group]:
    """Return the groups of the site's file and those of every province, by id.

    They are on the municipalities of the snapshot. What the file defines already, as a group or as
    a variant of one, is not made a second time.
    """
    followed = follow_groups(load_groups(), snapshot.regions, snapshot.recoding)
    own = {name: group for name, group in followed.items() if group.codes}
    year = snapshot.catalog.last_year
    made = made_groups(snapshot.regions, population_of(snapshot, year), year)
    listed = {frozenset(d.codes) for g in own.values() for d in g.definitions.values()}
    return own | {
        k: g for k, g in made.items() if frozenset(g.codes) not in listed and k not in own
    }


def first_groups(snapshot: Snapshot, groups: dict[str, Group], province: str) -> tuple[str, ...]:
    """Return the ids of the groups of a province that are compared first; there may be none.

    Where the site names none: the first ones, but for one that is the rest of an earlier one.

    Parameters
    ----------
    groups : dict of str to Group
        Of `all_groups`.
    """
    here = {name: group for name, group in groups.items() if group.province == province}
    named = tuple(name for name in site().focus_groups if name in here)
    found: dict[str, set[str]] = {}
    whole = set(inside(snapshot, province))
    for name, group in here.items():
        if len(found) < FIRST and all(whole - set(group.codes) != own for own in found.values()):
            found[name] = set(group.codes)
    return named or tuple(found)
