"""``score``: the scores of a year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from monitor.cli._figures import careful
from monitor.cli._shared import CsvOption, DataOption, out
from monitor.errors import MonitorError
from monitor.text import _

if TYPE_CHECKING:
    import pandas as pd

    from monitor.snapshot import Snapshot

HELP = "Toon de scores van alle gemeenten in een jaar, of van alle wijken."
Level = Literal["municipality", "district"]
COLUMNS = [
    "region",
    "name",
    "total",
    "personal",
    "social",
    "environment",
    "rank",
    "n_indicators",
    "oldest_year",
    "fresh_share",
    "care",
]


def command(
    year: Annotated[
        int | None,
        typer.Option(help="Het jaar van de score; wijken hebben er een.", show_default=False),
    ] = None,
    province: Annotated[
        str | None, typer.Option(help="Alleen deze provincie, bijvoorbeeld PV30.")
    ] = None,
    level: Annotated[
        Level, typer.Option(help="Van gemeenten (municipality) of van wijken (district).")
    ] = "municipality",
    csv: CsvOption = None,
    data: DataOption = None,
) -> None:
    """Print scores, rank, number of indicators, oldest year, and why to read one with care."""
    from monitor.analysis.scores import score_year  # noqa: PLC0415 - keep --help quick
    from monitor.snapshot import open_snapshot  # noqa: PLC0415

    snapshot = open_snapshot(data)
    if level == "district":
        _districts(snapshot, province, csv)
        return
    if year is None:
        raise MonitorError(
            "Verplicht, maar niet gegeven: '--year'", remedy="Een voorbeeld: --year 2020."
        )
    first, last = snapshot.catalog.first_year, snapshot.catalog.last_year
    if not first <= year <= last:
        raise MonitorError(
            f"Voor {year} zijn er geen cijfers",
            remedy=f"Kies een jaar van {first} tot en met {last}.",
        )
    regions = _of_province(snapshot, province)
    scored = score_year(snapshot, year)
    scores = scored.table.assign(care=careful(snapshot, scored))
    table = regions[["name"]].join(scores).rename_axis("region").reset_index()[COLUMNS]
    whole = ["rank", "n_indicators", "oldest_year"]
    table = table.astype(dict.fromkeys(whole, "Int64"))
    table = table.round(
        dict.fromkeys(["total", "personal", "social", "environment", "fresh_share"], 4)
    )
    table = table.sort_values(["rank", "region"], na_position="last", ignore_index=True)
    title = f"Score {year} (100 = Nederland in het referentiejaar)"
    out(table, csv, title, snapshot=snapshot)


def _of_province(snapshot: Snapshot, province: str | None) -> pd.DataFrame:
    regions = snapshot.regions
    if province is None:
        return regions
    if province not in set(regions.province):
        raise MonitorError(
            f"Onbekende provincie {province}",
            remedy=f"Bekend zijn: {', '.join(sorted(set(regions.province)))}.",
        )
    return regions[regions.province == province]


def _districts(snapshot: Snapshot, province: str | None, csv: str | None) -> None:
    """Print the districts of the country or a province, without the draws of their ranks."""
    from monitor.analysis.district_index import district_index  # noqa: PLC0415
    from monitor.cli.districts import district_rows, for_screen  # noqa: PLC0415

    edition = district_index(snapshot)
    which = edition.table["region"].isin(_of_province(snapshot, province).index)
    table = district_rows(edition, which)
    title = _("Wijken, {year} (100 = Nederland)").format(year=edition.year)
    out(for_screen(table, csv), csv, title, snapshot=snapshot)
