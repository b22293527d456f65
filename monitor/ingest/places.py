"""The municipalities of the boundaries: name, province, COROP region and health service."""

from __future__ import annotations

import pandas as pd

from monitor.errors import MonitorError
from monitor.ingest.derive import Losses
from monitor.ingest.fetch import Fetched
from monitor.sources.files import load_description

REGION_COLUMNS = {
    "region": "code",
    "provincie": "province",
    "provincienaam": "province_name",
    "corop": "corop",
    "coropnaam": "corop_name",
    "ggd": "ggd",
}


def region_table(
    fetched: Fetched,
    recoding: pd.DataFrame,
    first_years: pd.Series,
    people: pd.DataFrame,
    losses: Losses,
) -> pd.DataFrame:
    """Return the table ``regions`` of the snapshot.

    A new municipality that the set does not have yet stands where the largest of the former ones
    stood that went into it; that is told.

    Parameters
    ----------
    fetched : Fetched
        Its boundaries, and the set with province, COROP region and health service.
    recoding : DataFrame
        ``code, to, share`` of former municipalities.
    first_years : Series
        First year per code.
    people : DataFrame
        Inhabitants as published: ``region, year, value``.
    losses : Losses
        Receives which municipality stands in for which.

    Raises
    ------
    MonitorError
        A municipality of which nothing tells the province.
    """
    codes = fetched.municipalities.rename(columns=REGION_COLUMNS)[[*REGION_COLUMNS.values()]]
    codes = codes.set_index("code")
    sizes = people.dropna(subset="value").sort_values("year").groupby("region").value.last()
    stands_in = {
        str(code): _largest(str(code), recoding, sizes, codes.index)
        for code in fetched.boundaries.code
        if code not in codes.index
    }
    for code, former in stands_in.items():
        codes.loc[code] = codes.loc[former].to_numpy()
    losses.assumed |= stands_in
    table = fetched.boundaries[["code", "name"]].merge(codes.reset_index(), on="code", how="left")
    table = table.assign(from_year=first_years.reindex(table.code).to_numpy())
    return pd.DataFrame(table.sort_values("code", ignore_index=True))


def _largest(code: str, recoding: pd.DataFrame, sizes: pd.Series, known: pd.Index) -> str:
    """Return the former municipality that brought the most inhabitants, of those that are known."""
    into = recoding[(recoding.to == code) & recoding.code.isin(known)]
    brought = (into.share * sizes.reindex(into.code).fillna(0.0).to_numpy()).sort_values()
    if brought.empty:
        raise MonitorError(
            f"De provincie van {code} ontbreekt",
            where=load_description("gemeenten").file,
            remedy="Voeg de gemeente toe aan dit bestand.",
        )
    return str(into.code[brought.index[-1]])
