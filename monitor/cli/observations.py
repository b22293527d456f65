"""``observations``: the figures themselves."""

from __future__ import annotations

from typing import Annotated

import typer

from monitor.cli._figures import find_region
from monitor.cli._shared import CsvOption, DataOption, open_figures, out
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
    """Print observations, of kept own sets too; an unknown indicator or region is an error."""
    snapshot = open_figures(data)
    table = snapshot.observations
    unknown = [i for i in indicator or [] if i not in snapshot.catalog.series_of_all]
    if unknown:
        raise MonitorError(
            f"Onbekende indicator {', '.join(unknown)}",
            remedy="'python -m monitor observations --csv -' toont alles wat er is.",
        )
    if indicator:
        table = table[table.indicator.isin(indicator)]
    if region:
        table = table[table.region.isin([find_region(snapshot, r) for r in region])]
    if year:
        table = table[table.year.isin(year)]
    if table.empty:
        raise MonitorError(
            "Er zijn geen cijfers bij deze keuze", remedy="Kies een ander jaar of laat het weg."
        )
    names = snapshot.regions.name
    table = table.assign(name=table.region.map(names))
    columns = ["indicator", "region", "name", "year", "value", "lower", "upper", "status"]
    out(table[[*columns, "source", "harmonised"]], csv, snapshot=snapshot)
