"""What a table for programs is called on the screen: its columns, its codes and its ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from monitor.cli._written import written
from monitor.text import _, language

if TYPE_CHECKING:
    import pandas as pd

    from monitor.snapshot import Snapshot

HEADINGS = {
    "against": "tegenover",
    "apart": "afstand",
    "care": "let op",
    "code": "code",
    "difference": "verschil (z)",
    "district_name": "wijk",
    "districts": "wijken",
    "dimension": "dimensie",
    "distance": "afstand",
    "environment": "omgeving",
    "fresh_share": "in het jaar zelf gemeten",
    "group": "groep",
    "harmonised": "omgerekend",
    "indicator": "indicator",
    "inhabitants": "inwoners",
    "lag": "achterstand (z)",
    "low_share": "aandeel in laagste kwart",
    "lower": "ondergrens",
    "lowest_name": "laagste wijk",
    "lowest_total": "score van die wijk",
    "mean": "gemiddelde van de wijken",
    "measured": "gemeten in",
    "measured_end": "gemeten, eind",
    "measured_start": "gemeten, begin",
    "n_indicators": "aantal indicatoren",
    "name": "gemeente",
    "oldest_year": "oudste jaar",
    "personal": "persoonlijk",
    "points": "punten",
    "province_name": "provincie",
    "rank": "rang",
    "rank_high": "rang tot",
    "rank_low": "rang van",
    "region": "code",
    "social": "sociaal",
    "spread": "spreiding",
    "source": "bron",
    "status": "status",
    "term": "onderdeel",
    "total": "totaal",
    "unit": "eenheid",
    "upper": "bovengrens",
    "value": "waarde",
    "value_here": "waarde hier",
    "value_region": "waarde daar",
    "value_end": "waarde, eind",
    "value_start": "waarde, begin",
    "weighted": "gewogen",
    "why": "geen totaal, want",
    "year": "jaar",
}
"""Column of a table for programs to its Dutch heading."""
CODES = {
    "absent": "geen cijfer",
    "both": "opnieuw gemeten",
    "break": "niveaubreuk",
    "entered": "nieuw in de score",
    "final": "definitief",
    "imbalance": "onbalans",
    "left": "uit de score",
    "model estimate": "modelschatting",
    "netherlands": "Nederland",
    "provisional": "voorlopig",
    "rest": "rest",
    "same": "geen nieuwe meting",
}
"""Code in a cell of such a table to its Dutch word."""
_CODED = ("against", "dimension", "group", "indicator", "status", "term")


def for_people(snapshot: Snapshot, table: pd.DataFrame) -> pd.DataFrame:
    """Return a table for programs as it is shown: no heading, code or id of a program is left.

    Parameters
    ----------
    table : DataFrame
        As it is written with ``--csv``.
    """
    table = written(snapshot, table)
    known = titles(snapshot)
    words = {code: _(word) for code, word in CODES.items()} | known
    told = {
        column: [", ".join(words.get(c, c) for c in str(cell).split(",")) for cell in table[column]]
        for column in table.columns
        if column in _CODED
    }
    headings = known | {column: _(word) for column, word in HEADINGS.items()}
    return table.assign(**told).rename(columns=headings)


def titles(snapshot: Snapshot) -> dict[str, str]:
    """Return what dimensions, indicators and groups are called in the reader's language, by id."""
    from monitor.analysis.area import all_groups  # noqa: PLC0415 - keep --help quick

    lang, catalog = language(), snapshot.catalog
    return {
        **{k: v.title[lang] for k, v in catalog.dimensions.items()},
        **{k: v.title[lang] for k, v in catalog.series_of_all.items()},
        **{k: v.title[lang] for k, v in all_groups(snapshot).items()},
    }
