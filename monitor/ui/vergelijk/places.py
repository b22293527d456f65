"""Which areas the reader lays beside each other: the address, the list, the link to it."""

from __future__ import annotations

from monitor.answers import (
    about_districts,
    about_groups,
    about_scores,
    about_steering,
    remember,
)
from monitor.answers.view import snapshot
from monitor.charts.gemeente.words import labels
from monitor.charts.vergelijk.places import Row, home_of, is_district, name_of, spoken_name
from monitor.steering.areas import COUNTRY
from monitor.text import _, language
from monitor.ui import selection, widgets
from monitor.ui.params import MOST_BESIDE

BESIDE = "naast"
"""The parameter: codes of areas, in the order in which they were chosen."""


def chosen() -> list[str]:
    """Return the areas that the reader chose; the opened municipality where none was."""
    asked = selection.get(BESIDE)
    opened = selection.current().gemeente
    return asked.split(",") if asked else [opened] if opened else []


def left_aside() -> list[str]:
    """Return the chosen areas that have no place beside a district: groups, provinces, NL."""
    asked = chosen()
    beside = any(map(is_district, asked))
    return [p for p in asked if beside and not p.startswith(("WK", "GM"))]


def row() -> Row:
    """Return what is compared: one by itself beside its surroundings, else the focus groups."""
    asked, focus = [p for p in chosen() if p not in left_aside()], selection.current().province
    if any(map(is_district, asked)):
        asked += [home_of(asked[0])] if len(asked) == 1 else []
        return Row(tuple(asked), about_districts.edition().year)
    if len(asked) == 1:
        regions = snapshot().regions
        home = str(regions.loc[about_steering.area(asked[0]).codes[0], "province"])
        asked.append(COUNTRY if asked[0] in {*regions["province"]} or home != focus else home)
        if asked[0] == COUNTRY:
            asked[1] = focus
    asked = asked or [*about_groups.first_groups(focus), focus, COUNTRY][:2]
    return Row(tuple(dict.fromkeys(asked)), selection.current().year)


def link(code: str) -> str:
    """Return a link that lays an area beside those that were compared before, as HTML.

    Parameters
    ----------
    code : str
        Of an area or a district.
    """
    others = [p for p in selection.get(BESIDE).split(",") if p and p != code]
    asked = {**selection.query(), BESIDE: ",".join([code, *others][:MOST_BESIDE])}
    told = _("Vergelijk {name} met …").format(name=spoken_name(code))
    return widgets.turn("vergelijk", told, asked)


def names() -> dict[str, str]:
    """Return the label of every area that can be chosen: groups, provinces, municipalities.

    And the districts of the municipalities that are there: all 3,393 would be sent at each choice.
    """
    known = remember.kept("vergelijk-namen", (language(), selection.current().province), _names)
    asked = chosen()
    if not about_districts.has_districts() or not asked:
        return known
    homes = {home_of(p) if is_district(p) else p for p in asked}
    table = about_districts.edition().table
    own = table.index[table["region"].isin(homes)]
    return known | {str(code): name_of(str(code)) for code in own}


def _names() -> dict[str, str]:
    focus = selection.current().province
    areas = dict.fromkeys(
        [*about_groups.groups_of(focus), focus, *about_scores.provinces(), COUNTRY]
    )
    return {a: name_of(a) for a in areas} | labels(focus)
