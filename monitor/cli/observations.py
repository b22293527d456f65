"""``observations``: the figures themselves."""

from __future__ import annotations

from typing import Annotated

import typer

from monitor.cli._shared import CsvOption, DataOption, out
from monitor.errors import MonitorError

HELP = "Toon de cijfers zelf: per indicator, gemeente en jaar."


def command(
    indicator: Annotated[
        list[str] | None, typer.Option("--indicator", "-i", help="Indicator; mag vaker.")
    ] = None,
    region: Annotated[
        list[str] | None, typer.Option("--region", "-r", help="Gemeentecode; mag vaker.")
    ] = None,
    year: Annotated[list[int] | None, typer.Option("--year", "-y", help="Jaar; mag vaker.")] = None,
    csv: CsvOption = None,
    data: DataOption = None,
) -> None:
    """Print observations; an unknown indicator or region is an error, not an empty table."""
    from monitor.snapshot import open_snapshot  # noqa: PLC0415 - keep --help quick

    snapshot = open_snapshot(data)
    table = snapshot.observations
    checks = (
        ("indicator", indicator, snapshot.catalog.indicators),
        ("region", region, snapshot.regions.index),
    )
    for column, wanted, known in checks:
        unknown = [w for w in wanted or [] if w not in known]
        if unknown:
            word = {"indicator": "indicator", "region": "gemeente"}[column]
            raise MonitorError(
                f"Onbekende {word} {', '.join(unknown)}",
                remedy="'python -m monitor observations --csv -' toont alles wat er is.",
            )
        if wanted:
            table = table[table[column].isin(wanted)]
    if year:
        table = table[table.year.isin(year)]
    if table.empty:
        raise MonitorError(
            "Er zijn geen cijfers bij deze keuze", remedy="Kies een ander jaar of laat het weg."
        )
    names = snapshot.regions.name
    table = table.assign(name=table.region.map(names))
    columns = ["indicator", "region", "name", "year", "value", "lower", "upper", "status"]
    out(table[[*columns, "source", "harmonised"]], csv, decimals=3)
