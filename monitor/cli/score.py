"""``score``: the scores of a year."""

from __future__ import annotations

from typing import Annotated

import typer

from monitor.cli._figures import careful
from monitor.cli._shared import CsvOption, DataOption, out
from monitor.errors import MonitorError

HELP = "Toon de scores van alle gemeenten in een jaar."
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
    year: Annotated[int, typer.Option(help="Het jaar van de score.")],
    province: Annotated[
        str | None, typer.Option(help="Alleen deze provincie, bijvoorbeeld PV30.")
    ] = None,
    csv: CsvOption = None,
    data: DataOption = None,
) -> None:
    """Print scores, rank, number of indicators, oldest year, and why to read one with care."""
    from monitor.analysis.scores import score_year  # noqa: PLC0415 - keep --help quick
    from monitor.snapshot import open_snapshot  # noqa: PLC0415

    snapshot = open_snapshot(data)
    first, last = snapshot.catalog.first_year, snapshot.catalog.last_year
    if not first <= year <= last:
        raise MonitorError(
            f"Voor {year} zijn er geen cijfers",
            remedy=f"Kies een jaar van {first} tot en met {last}.",
        )
    regions = snapshot.regions
    if province is not None:
        if province not in set(regions.province):
            raise MonitorError(
                f"Onbekende provincie {province}",
                remedy=f"Bekend zijn: {', '.join(sorted(set(regions.province)))}.",
            )
        regions = regions[regions.province == province]
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
