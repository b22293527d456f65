"""Which districts the reader looks at: the address and the controls as the data knows them."""

from __future__ import annotations

from monitor.analysis.scores import TOTAL
from monitor.answers import about_districts, about_groups, about_scores
from monitor.answers.view import snapshot
from monitor.charts import words
from monitor.charts.wijken.rows import Area, measures
from monitor.ui import selection

LEVELS = ("provincie", "groep", "gemeente")


def level() -> str:
    """Return of what the districts are shown: a municipality where one is open."""
    return selection.get("niveau", LEVELS[-1 if selection.current().gemeente else 0])


def area() -> Area:
    """Return the area of the reader: a province, a group or a municipality."""
    chosen, regions = selection.current(), snapshot().regions
    of = level()
    if of == "groep" and chosen.group in about_groups.groups_of(chosen.province):
        codes = about_groups.group_codes(chosen)
        name = words.group_name(chosen)
        return Area(of, codes, name, str(regions.loc[codes[0], "province"]))
    if of == "gemeente":
        code = chosen.gemeente or _largest()
        return Area(of, (code,), about_scores.names()[code], str(regions.loc[code, "province"]))
    codes = tuple(about_scores.inside(chosen.province))
    return Area("provincie", codes, words.province(chosen.province), chosen.province)


def _largest() -> str:
    """Return the municipality of the focus province with the most inhabitants."""
    homes = about_districts.edition().homes
    inside = homes[homes.index.isin(about_scores.inside(selection.current().province))]
    return str((inside if len(inside) else homes)["inhabitants"].idxmax())


def opened(of: Area) -> str:
    """Return the district that was chosen, where it lies in the area; else nothing.

    Parameters
    ----------
    of : Area
        What the page shows: whoever goes on to another municipality has left its districts.
    """
    code, table = selection.get("wijk"), about_districts.edition().table
    return code if code in table.index and str(table.at[code, "region"]) in of.codes else ""


def what() -> str:
    """Return the measure that is shown: that of the selection where districts have it."""
    wanted = selection.current().what
    return wanted if wanted in measures() else TOTAL
