"""What a reader must know of figures, in their language: marks, care, bounds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from monitor import naming_care
from monitor.analysis.scores import TOTAL
from monitor.answers import about_scores
from monitor.answers.view import snapshot
from monitor.catalog_entries import SCORED
from monitor.charts.words import measure, titles
from monitor.marks import marks as marks_of
from monitor.text import _, inside, listing


def marks(row: Mapping[Any, Any] | pd.Series, year: int) -> str:
    """Name the marks of a figure: estimated, bridged, recalculated, old.

    Parameters
    ----------
    row : mapping of object to object or Series
        With the columns of marks (`monitor.marks`) and ``measured``.
    year : int
        The year shown: a figure of before is told as such.
    """
    words = marks_of(row)
    measured = row.get("measured")
    if measured is not None and pd.notna(measured) and int(measured) < year:
        words.append(_("gemeten in {year}").format(year=int(measured)))
    return ", ".join(words)


def with_care(what: str, year: int) -> pd.Series:
    """Say of every municipality why to read what is shown with care, empty where there is none.

    Of a figure itself only that the figure lies far from its own series, or the place is small.

    Parameters
    ----------
    what : str
        ``total``, a dimension or an indicator.
    year : int

    Returns
    -------
    Series of str, index code
    """
    table = about_scores.with_care(year)
    if what not in (TOTAL, *SCORED):
        own = about_scores.odd()
        years = own.loc[own["indicator"] == what, ["region", "year"]].itertuples(index=False)
        measured = about_scores.figures(what, year)["measured"]
        hit = [c for c, y in years if measured.get(c) == y]
        table = table.assign(odd="")
        table.loc[hit, "odd"] = what
    elif what != TOTAL:
        inside = {i.id for i in snapshot().catalog.of_dimension(what)}
        kept = [",".join(i for i in ids.split(",") if i in inside) for ids in table["odd"]]
        table = table.assign(odd=kept)
    known = titles()
    flagged = table["small"] | (table["odd"] != "")
    said = [naming_care.careful(row, known) for _code, row in table[flagged].iterrows()]
    return pd.Series(said, table.index[flagged], dtype=object).reindex(table.index, fill_value="")


def bounds(of: tuple[list[str], list[str]]) -> str:
    """Say of which indicators the sources give 95% bounds, and of which not.

    Parameters
    ----------
    of : (list of str, list of str)
        Ids with bounds, ids without.
    """
    having, without = (listing([inside(measure(i)) for i in names]) for names in of)
    if not without:
        return _("Alle cijfers komen met marges van de bron.")
    if not having:
        return _("Marges van de bron zijn er van geen enkele indicator.")
    return _("Marges van de bron zijn er van {having}; niet van {without}.").format(
        having=having, without=without
    )
