"""``districts``: the districts of a municipality, or what a good average hides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from monitor.cli._figures import find_region
from monitor.cli._shared import (
    CsvOption,
    DataOption,
    answer,
    open_figures,
    out,
    records,
    wants_data,
    wants_json,
)
from monitor.text import _, number

if TYPE_CHECKING:
    import pandas as pd

    from monitor.analysis.district_index import Edition
    from monitor.snapshot import Snapshot

HELP = "Toon de wijken van een gemeente, of van alle gemeenten wat een goed gemiddelde verbergt."
WHY = {
    "small": "te klein voor een rang",
    "layout": "andere wijkindeling",
    "figures": "te weinig cijfers",
    "successor": "op naam gevonden na herindeling",
}
"""Why a district has no rank, or how its estimates were found."""
COLUMNS = [
    *("code", "name", "inhabitants", "total", "personal", "social", "environment"),
    *("rank", "rank_low", "rank_high", "oldest_year", "care", "joined"),
]


def command(
    region: Annotated[
        str | None, typer.Option(help="De gemeentecode, zoals GM1674.", show_default=False)
    ] = None,
    draws: Annotated[
        int, typer.Option(help="Aantal berekeningen voor de onzekerheid.", min=1)
    ] = 2000,
    csv: CsvOption = None,
    data: DataOption = None,
) -> None:
    """Print the districts, the highest first, with the municipality on the same scale."""
    from monitor.analysis.district_index import district_index  # noqa: PLC0415
    from monitor.analysis.district_ranks import district_certainty  # noqa: PLC0415 - keep --help quick
    from monitor.analysis.districts import behind_average  # noqa: PLC0415

    snapshot = open_figures(data)
    edition = district_index(snapshot)
    if region is None:
        table = behind_average(edition).reset_index().drop(columns="lowest")
        title = _("Gemeenten en hun laagste wijk, {year}: de grootste afstand eerst")
        out(_plain(table), csv, title.format(year=edition.year), snapshot=snapshot)
        return
    region = find_region(snapshot, region)
    sure = district_certainty(edition, draws)
    table = district_rows(edition, edition.table["region"] == region, sure)
    if wants_json() and csv is None:
        answer(_json(snapshot, edition, region, table))
        return
    home = edition.homes.loc[region]
    title = _(
        "Wijken van {name}, {year} (100 = Nederland); de gemeente zelf op die schaal: {total}"
    ).format(
        name=home["name"],
        year=edition.year,
        total=number(float(edition.homes["total"][region]), decimals=1),
    )
    out(for_screen(table, csv), csv, title, snapshot=snapshot)


def district_rows(
    edition: Edition, which: pd.Series, sure: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return some districts as a table for programs, the highest first.

    Parameters
    ----------
    which : Series of bool, index code
    sure : DataFrame, optional
        Of ``district_certainty``; without it there are no ranks of the draws.
    """
    import pandas as pd  # noqa: PLC0415 - keep --help quick

    from monitor.analysis.districts import why_no_rank  # noqa: PLC0415

    ranks = ["rank_low", "rank_high"]
    own = edition.table[which]
    known = pd.DataFrame(columns=ranks, dtype=float) if sure is None else sure[ranks]
    own = own.join(known)
    care = [why_no_rank(row) for _code, row in own.iterrows()]
    whole = ["rank", "rank_low", "rank_high", "oldest_year", "inhabitants"]
    own = own.assign(care=care, **own[whole].astype(float).round()).reset_index()
    own = own.astype(dict.fromkeys(whole, "Int64"))
    own = own.sort_values(["rank", "code"], na_position="last", ignore_index=True)
    return _plain(own[COLUMNS])


def for_screen(table: pd.DataFrame, csv: str | None) -> pd.DataFrame:
    """Say in words why a district has no rank, unless a program asks."""
    if wants_data(csv):
        return table
    codes = table["care"].where(table["care"] != "", table["joined"])
    care = [_(WHY[code]) if code in WHY else "" for code in codes]
    shown = table.rename(columns={"name": "district_name"}).drop(columns="joined")
    return shown.assign(care=care)


def _plain(table: pd.DataFrame) -> pd.DataFrame:
    numbers = table.select_dtypes("float").columns
    return table.round(dict.fromkeys(numbers, 4))


def _json(snapshot: Snapshot, edition: Edition, region: str, table: pd.DataFrame) -> dict[str, Any]:
    from monitor.analysis.districts import behind_average, weak_districts  # noqa: PLC0415

    home = behind_average(edition).reset_index()
    weak = weak_districts(snapshot)
    return {
        "edition": edition.year,
        "municipality": next(iter(records(home[home["region"] == region])), None),
        "districts": records(table),
        "weak": records(weak[weak["region"] == region]),
    }
