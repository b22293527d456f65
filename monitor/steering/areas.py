"""The areas of a norm or a criterion: a municipality, a group, a province or the country."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from monitor.analysis.area import all_groups
from monitor.errors import MonitorError
from monitor.naming import group_name, start
from monitor.naming_places import province_name, shares
from monitor.regions.groups import Group
from monitor.snapshot import Snapshot
from monitor.text import _, language, plain, readable

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
    group : Group, optional
        Of a group: itself.
    """

    code: str
    kind: Literal["country", "province", "municipality", "group"]
    codes: tuple[str, ...]
    group: Group | None = None


def area_of(
    snapshot: Snapshot, code: str, groups: Callable[[], Mapping[str, Group]] | None = None
) -> Area:
    """Return the area of a code; a former municipality is the one that most of it went to.

    Parameters
    ----------
    groups : callable, optional
        Gives ``all_groups(snapshot)``, where the caller keeps it; only asked for the id of a group.

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
    if not code.startswith(("GM", "PV")):
        group = (all_groups(snapshot) if groups is None else groups()).get(code)
        if group is not None:
            return Area(code, "group", group.codes, group)
    raise MonitorError(
        f"Het gebied '{readable(code)}' is onbekend",
        remedy="Noem NL, een provincie (PV..), een gemeente (GM....) of een groep.",
    )


def became(snapshot: Snapshot, code: str) -> str:
    """Say what became of a former municipality; empty where the code is not of one."""
    regions, recoding = snapshot.regions, snapshot.recoding
    went = recoding[(recoding["code"] == code) & recoding["to"].isin(regions.index)]
    if code in regions.index or went.empty:
        return ""
    went = went.sort_values("share", ascending=False)
    names = regions["name"]
    told = {"name": went["name"].iloc[0], "to": names[went["to"].iloc[0]]}
    if len(went) == 1:
        return _("De gemeente {name} is er niet meer; zij hoort nu bij {to}.").format(**told)
    text = _("De gemeente {name} is er niet meer; zij is verdeeld over {parts}. Dit gaat nu over"
             " {to}.")  # fmt: skip
    return text.format(parts=shares(went, names), **told)


def spoken(snapshot: Snapshot, area: Area) -> str:
    """Name an area as in the middle of a sentence: ``de middelgrote steden``."""
    return plain(group_name(area.group)) if area.group else area_name(snapshot, area)


def area_name(snapshot: Snapshot, area: Area) -> str:
    """Name an area in the reader's language."""
    if area.kind == "country":
        return _("Nederland")
    if area.group is not None:
        return plain(area.group.title[language()])
    if area.kind == "province":
        return start(province_name(snapshot, area.code))
    return str(snapshot.regions["name"][area.codes[0]])
