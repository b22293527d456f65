"""The areas of a norm or a criterion: a municipality, a group, a province or the country."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from monitor.analysis.groups import population_of
from monitor.errors import MonitorError
from monitor.regions.following import follow_groups
from monitor.regions.groups import load_groups, members
from monitor.snapshot import Snapshot
from monitor.text import _, language, readable

COUNTRY = "NL"


@dataclass(frozen=True)
class Area:
    """An area as it was written down, and its present municipalities.

    Attributes
    ----------
    code : str
        ``NL``, a province (``PV30``), a municipality (``GM1674``) or the id of a group.
    codes : tuple of str
        Present municipalities.
    """

    code: str
    kind: Literal["country", "province", "municipality", "group"]
    codes: tuple[str, ...]


def area_of(snapshot: Snapshot, code: str) -> Area:
    """Return the area of a code; a former municipality is the one that most of it went to.

    Raises
    ------
    MonitorError
        Where the figures know no such area.
    """
    regions = snapshot.regions
    if code == COUNTRY:
        return Area(code, "country", tuple(regions.index))
    if (regions["province"] == code).any():
        return Area(code, "province", tuple(regions.index[regions["province"] == code]))
    if code in regions.index:
        return Area(code, "municipality", (code,))
    went = snapshot.recoding[snapshot.recoding["code"] == code]
    went = went[went["to"].isin(regions.index)]
    if len(went):
        return Area(code, "municipality", (str(went.sort_values("share")["to"].iloc[-1]),))
    groups = follow_groups(load_groups(), regions, snapshot.recoding)
    if code in groups:
        people = population_of(snapshot, snapshot.catalog.last_year)
        return Area(code, "group", tuple(members(groups[code], population=people)))
    raise MonitorError(
        f"Het gebied '{readable(code)}' is onbekend",
        remedy="Noem NL, een provincie (PV30), een gemeente (GM1674) of een groep (west-brabant).",
    )


def area_name(snapshot: Snapshot, area: Area) -> str:
    """Name an area in the reader's language."""
    regions = snapshot.regions
    if area.kind == "country":
        return _("Nederland")
    if area.kind == "group":
        return load_groups()[area.code].title[language()]
    column = "province_name" if area.kind == "province" else "name"
    return str(regions[column][area.codes[0]])
