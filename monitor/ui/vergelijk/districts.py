"""The page Vergelijk: what is said of districts, on the scale of their own index."""

from __future__ import annotations

import pandas as pd

from monitor import change_words
from monitor.analysis.districts import fresh_share
from monitor.analysis.scores import TOTAL
from monitor.answers import about_districts
from monitor.charts import care_words, words
from monitor.charts.vergelijk.places import Row, is_district, name_of
from monitor.charts.wijken import rows
from monitor.charts.wijken import words as district_words
from monitor.text import _, listing
from monitor.ui.vergelijk.places import left_aside


def which_score(of: Row) -> str:
    """Say which score it is, and how old its figures are.

    Parameters
    ----------
    of : Row
    """
    own = pd.Index([p for p in of.places if is_district(p)])
    share = fresh_share(about_districts.edition(), TOTAL, own)
    parts = [
        _("wijkindex {year}, 100 = Nederland").format(year=of.year),
        "" if pd.isna(share) else change_words.measured_itself(share, of.year),
    ]
    return "; ".join(p for p in parts if p)


def pair_text() -> str:
    """Return how the difference of two districts is said: without a verdict."""
    return _(
        "{one} naast {other}: gemeten verschil **{signed} punten**, met hetzelfde teken in {share}"
        " van de berekeningen met andere keuzes in de methode."
    )


def sentences(of: Row) -> list[str]:
    """Say what the figures of districts are worth, their ranks, and what is not shown.

    Parameters
    ----------
    of : Row
    """
    told = [
        _(
            "De meeste cijfers van wijken zijn modelschattingen: een aanwijzing waar te kijken,"
            " geen bewijs. Gemeenten staan hier op de schaal van de wijken."
        ),
        care_words.bounds(about_districts.edition().with_bounds()),
    ]
    for code in filter(is_district, of.places):
        told.append(f"{name_of(code)}: {district_words.standing(code)}.")
    aside = [name_of(p) for p in left_aside()]
    if aside:
        text = _("Naast een wijk staan alleen wijken en gemeenten; niet vergeleken: {names}.")
        told.append(text.format(names=listing(aside)))
    return told


def line_labels() -> dict[str, str]:
    """Return what a line can show: the indicators of the district index."""
    known = [*map(str, about_districts.edition().values.columns)]
    return words.labels(known, rows.newest_year, districts=True)
