"""An empty set to fill in and upload: the municipalities are there, the figures are not."""

from __future__ import annotations

import io

import pandas as pd

from monitor.export.tables import add_about, add_sheet, open_workbook, to_csv

VALUE = "mijn indicator"
GUIDE = [
    ("Wat", "Vul op het werkblad Data per gemeente en jaar een waarde in. Hernoem de kolom"
     f" '{VALUE}' en voeg zo nodig kolommen toe: één kolom per indicator."),
    ("Gemeente", "De code (GM0758) of de naam (Breda), ook van gemeenten van vóór een herindeling:"
     " die worden samengevoegd. De kolom 'naam' dient om mee te lezen en mag weg."),
    ("Jaar", "Eén jaar per rij, als 2020. Herhaal de rijen voor meer jaren."),
    ("Waarde", "Een kaal getal, zonder eenheid. Geen cijfer: laat de cel leeg of zet -."),
    ("Niet", "Geen totalen, samengevoegde cellen, tweede kopregel, formules of macro's."),
    ("Grenzen", "Hooguit 20 MB en 200.000 rijen; .xlsx, .csv of .parquet."),
]  # fmt: skip


def _template_table(regions: pd.DataFrame, year: int, province: str) -> pd.DataFrame:
    """Return the municipalities of a province with a year and an empty value column.

    Parameters
    ----------
    regions : DataFrame
        As in the snapshot: index ``code``, ``name``, ``province``.
    year : int
        The year to begin with.
    province : str
        PV code.
    """
    some = regions[regions["province"] == province].sort_values("name")
    return pd.DataFrame(
        {"gemeente": some.index, "naam": some["name"].to_numpy(), "jaar": year, VALUE: None}
    )


def template_csv(regions: pd.DataFrame, year: int, province: str) -> bytes:
    """Return the template as CSV in Dutch format."""
    return to_csv(_template_table(regions, year, province), "nl")


def template_xlsx(regions: pd.DataFrame, year: int, province: str) -> bytes:
    """Return the template as a workbook with a sheet that explains it."""
    out = io.BytesIO()
    book = open_workbook(out)
    add_sheet(book, "Data", _template_table(regions, year, province))
    add_about(book, GUIDE, "nl")
    book.close()
    return out.getvalue()
